"""Paid «recovery» services, detectives and «ethical hackers» named or recommended.

Such firms often exploit victims, and some are tied to the swindlers (FBI notice of April 2023; guide of the US
Justice programmes): pages describe the pattern as a warning, and never name, link or recommend one.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import host_name, terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("SAF006",)
SILENCE = False
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF006 for advice to pay such a firm outside a warning, and for a link to one."""
    for hit in terms.hits(view, "firm"):
        message = say(
            "«{form}»: these paid services often exploit victims; point to «{prefer}», or say it as a warning",
            form=hit.text,
            prefer=hit.prefer,
        )
        yield view.say_at(hit.at, "SAF006", message)
    known, firms = view.corpus.library.domains, view.corpus.library.firms
    for link in view.page.externals:
        host = host_name.of_url(link.target)
        if host and any(part in host for part in firms) and host_name.domain(host) not in known:
            message = say(
                "«{host}» looks like a paid recovery or investigation service; take the link out and describe the"
                " pattern instead",
                host=host,
            )
            yield view.say_at(link.at, "SAF006", message)
