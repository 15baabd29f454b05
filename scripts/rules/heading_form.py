"""Headings that are not shown as such, or only by chance: spaces before the #, none after, a heading in an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Fix, Position, say
from scripts.rules import View

CODES = ("HDG001",)
_HEADING = re.compile(r"^( *)((?:[-*+]|\d+\.) +)?(#{1,7})(?!#)([ \t\u00a0\u202f]*)(?=\S)(?![:\d])", re.MULTILINE)
_LEVEL = 4


def check_page(view: View) -> Iterator[Finding]:
    """Yield HDG001 for a heading that Markdown or other programs do not read as one."""
    if "#" not in view.page.body:
        return
    for number, line in view.page.masked:
        if "#" not in line or not (found := _HEADING.match(line)):
            continue
        indent, item, marks, space = found.groups()
        if item:
            message = say("a heading does not begin with the mark of an item; take «{mark}» out", mark=item.strip())
            yield view.say_at(Position(number, found.start(2) + 1), "HDG001", message)
        elif len(indent) % _LEVEL:
            message = say("spaces before {marks} make a paragraph of the heading; take them out", marks=marks)
            yield view.say_at(
                Position(number, 1), "HDG001", message, Fix(len(indent), " " * (len(indent) // _LEVEL * _LEVEL))
            )
        elif space[:1] not in (" ", "\t"):
            message = say("an ordinary space follows {marks} in a heading; write it", marks=marks)
            yield view.say_at(Position(number, found.end(3) + 1), "HDG001", message, Fix(len(space), " "))
