"""Marks of bold that stay visible: a pair that is not closed, or a space between the marks and the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Position, blank, say
from scripts.rules import View

CODES = ("BLD001",)

_PAIR = re.compile(r"(?<!\\)\*\*(?=[^\s*])(?:[^*]|\*(?!\*)|\\\*)*?(?<=[^\s*\\])\*\*")
_RULE = re.compile(r"[\s*_-]*$")


def check_page(view: View) -> Iterator[Finding]:
    """Yield BLD001 for the first mark of bold in a block that Markdown shows as it is written."""
    page = view.page
    if "**" not in page.body:
        return
    suspect = [
        number for number, line in page.masked if "**" in line and "**" in _PAIR.sub("", line) and not _RULE.match(line)
    ]
    if not suspect:
        return
    first = page.masked[0][0]
    for block in page.blocks:
        end = block.at.line + block.text.count("\n") + 1
        if not any(block.at.line <= number < end for number in suspect):
            continue
        lines = [line for _, line in page.masked[block.at.line - first : end - first]]
        left = _PAIR.sub(blank, "\n".join(lines).replace("\\*", "  "))
        index = left.find("**")
        if index >= 0:
            at = Position(block.at.line + left.count("\n", 0, index), index - left.rfind("\n", 0, index))
            message = say("these ** stay visible; write **words**, closed on both sides, without a space inside")
            yield view.say_at(at, "BLD001", message)
