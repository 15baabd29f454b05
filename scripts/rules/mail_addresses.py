"""Mail addresses typed in a page: they come from `data/` only, where each has its source and its check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Position, say
from scripts.languages import any_of
from scripts.markup import place, written
from scripts.rules import View

CODES = ("SAF004",)
NEEDS_DATA = True
SILENCE = False

# What parts the name from the site, also when somebody hides it from machines: name (at) site (point) ma.
_SIGN = re.compile(rf"[@＠]|%40|&#(?:64|[xX]40);|&commat;|[(\[{{] ?(?:{any_of('mail_at')}) ?[)\]}}]")
_NAME = re.compile(r"[\w.+-]+$")
_SITE = re.compile(rf"[\w-]+(?:(?:\.| ?[(\[{{] ?(?:{any_of('mail_dot')}) ?[)\]}}] ?)[\w-]+)+", re.IGNORECASE)
_LONGEST = 64  # a name, in the standard of mail


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF004 for a mail address in the text, in a link, or in the front matter."""
    yield from _within(view, written(view.page), None)
    for line, span in view.page.spans:
        yield from _within(view, span, line)


def _within(view: View, text: str, line: int | None) -> Iterator[Finding]:
    """Yield SAF004 for the addresses of a text: the whole page or, of `line`, what is set as code."""
    for sign in _SIGN.finditer(text):
        begin, end = sign.span()
        if sign.group()[0] in "([{":
            begin, end = begin - (text[begin - 1] == " "), end + (text[end : end + 1] == " ")
        name = _NAME.search(text[max(0, begin - _LONGEST) : begin])
        site = _SITE.match(text, end)
        if name and site:
            begin -= len(name.group())
            if text.endswith(("http://", "https://"), 0, begin):
                continue  # an address of the web with a name in it: LNK004 says where it leads
            message = say(
                "the mail address «{address}» is typed here; write [](channel:…) with its id in data/channels",
                address=text[begin : site.end()],
            )
            at = place(text, begin) if line is None else Position(line, 1)
            yield view.say_at(at, "SAF004", message)
