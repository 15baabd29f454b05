"""Callouts whose text stands outside: it is indented by four spaces, or the box is shown empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Position, say
from scripts.rules import View

CODES = ("ADM003",)
_OPENING = re.compile(r"^( *)(?:!!!|\?\?\?\+?) ?[\w-]+")
_LEVEL = 4


def check_page(view: View) -> Iterator[Finding]:
    """Yield ADM003 for a callout without a text of its own, or with a text that is read as code."""
    if "!!!" not in view.page.body and "???" not in view.page.body:
        return
    lines = view.page.masked
    raw = view.page.body.split("\n")
    for index, (number, line) in enumerate(lines):
        opening = _OPENING.match(line)
        if not opening:
            continue
        inside = len(opening.group(1)) + _LEVEL
        following = next((at for at in range(index + 1, len(lines)) if raw[at].strip()), None)
        depth = -1 if following is None else len(raw[following]) - len(raw[following].lstrip(" "))
        another = following is not None and raw[following].lstrip().startswith(("#", "!!!", "???"))
        if following is None or (another and depth < inside):
            message = say(
                "the callout is empty; write its text below it, each line after {spaces} spaces", spaces=inside
            )
            yield view.say_at(Position(number, len(opening.group(1)) + 1), "ADM003", message)
        elif depth < inside:
            message = say("this line stands outside the callout above it; begin it with {spaces} spaces", spaces=inside)
            yield view.say_at(Position(lines[following][0], 1), "ADM003", message)
        elif depth >= inside + _LEVEL:
            message = say("this line is read as code; begin it with {spaces} spaces", spaces=inside)
            yield view.say_at(Position(lines[following][0], 1), "ADM003", message)
