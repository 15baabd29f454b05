"""Blocks of code that are not closed: everything below is shown with its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Position, say
from scripts.rules import View

CODES = ("FEN001",)
_FENCE = re.compile(r"^ {0,11}(`{3,}(?=[^`]*$)|~{3,})")


def check_page(view: View) -> Iterator[Finding]:
    """Yield FEN001 for a fence that nothing closes; closed ones are masked."""
    if "```" not in view.page.body and "~~~" not in view.page.body:
        return
    for number, line in view.page.masked:
        if fence := _FENCE.match(line):
            message = say(
                "this block of code is not closed; write {fence} on a line of its own after it", fence=fence.group(1)
            )
            yield view.say_at(Position(number, fence.start(1) + 1), "FEN001", message)
            return
