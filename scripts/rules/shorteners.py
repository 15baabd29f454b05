"""Links that hide where they lead: shorteners and forwarders (`shorteners` in data/domains.yml).

A trap begins with such a link often enough that pages tell readers not to follow one; a page has none itself, and
a short address can be made to lead elsewhere any day. A WhatsApp number behind one is a number typed in the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import host_name, typed_value
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("SAF003",)
SILENCE = False


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF003 for a link through a shortener or a forwarder."""
    shorteners = view.corpus.library.shorteners
    for link in view.page.externals:
        url = link.target
        if host_name.hides(url, host_name.of_url(url), shorteners) and not any(typed_value.numbers(url, ())):
            message = say("«{url}» hides where it leads; write the address it leads to", url=url)
            yield view.say_at(link.at, "SAF003", message)
