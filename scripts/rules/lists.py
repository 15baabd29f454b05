"""Lists that Markdown does not read as their writer meant: glued to the text above, badly indented, other marks.

What is wrong here is shown as one paragraph with dashes in it, or as a list without its levels; a box that is not
written `- [ ]` cannot be ticked, on screen or on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import Block
from scripts.finding import Finding, Fix, Message, Position, say
from scripts.rules import View

CODES = ("LST001",)

_ITEMS = ("item", "task", "number")
_LEVEL = 4  # spaces: what Python-Markdown takes for the inside of an item
_BOX = re.compile(r"^ *((?:[-*+]|\d+[.)])? *\[ *([xX✓✔]?) *\])(?![(\[:]) *(?=\S)")
_TRUE_BOX = re.compile(r"^ *(?:[-*+]|\d+\.) +\[[ xX]\] +\S")
_GLUED = re.compile(r"^ *([-+*](?=[^\W\d_])(?!\w+\*))")
_BULLET = re.compile(r"^ *([•·●▪◦‣∙○■□☐☑✓✔➢➤\uf0b7]|[–—](?=[ \u00a0]))")
_NUMBER = re.compile(
    r"^ *(\d{1,2}(?:\)(?=\s)|[-–](?=[ \u0621-\u064a])|\.(?=[^\W\d_]))|[a-hA-H]\)(?= )"
    r"|(?![\x00-\u036f])[^\W\d_] ?[)-](?= ))"
)


def _runs(blocks: list[Block]) -> Iterator[tuple[Block, Block | None]]:
    """Yield each block with the one that ends on the line just above it, or None."""
    last, end = None, -1
    for block in blocks:
        yield block, last if block.at.line == end + 1 else None
        last, end = block, block.at.line + block.text.count("\n")


def _is_other_list(one: Block, other: Block) -> bool:
    return one.kind in _ITEMS and (one.kind == "number") != (other.kind == "number")


def _levels(view: View, blocks: list[Block]) -> Iterator[Finding]:
    """Yield what is wrong with true items: glued to a paragraph, of another kind of list, or badly indented."""
    # Of the items an item stands in, and of itself: (spaces as written, spaces to write).
    levels: list[tuple[int, int]] = []
    for block, above in _runs(blocks):
        if block.kind not in _ITEMS:
            if block.depth < _LEVEL or block.kind in ("heading", "row", "callout"):
                levels = []
            continue
        while levels and levels[-1][0] > block.depth:
            levels.pop()
        written, right = levels[-1] if levels else (block.depth, block.depth)
        if block.depth > written + 1:  # one space more makes no difference
            far = block.depth - written >= _LEVEL
            levels.append((block.depth, block.depth - written + right if far else right + _LEVEL))
        elif not levels:
            levels.append((written, right))
        right = levels[-1][1]
        at = Position(block.at.line, block.depth + 1)
        if above and above.kind == "paragraph":
            message = say("an empty line must part the list from the text above it; add one")
            yield view.say_at(at, "LST001", message)
        elif right - block.depth > 1:
            message = say(
                "an item inside another stands {level} spaces further; begin this line with {spaces}",
                level=_LEVEL,
                spaces=right,
            )
            yield view.say_at(Position(block.at.line, 1), "LST001", message, Fix(block.depth, " " * right))
        elif above and above.depth == block.depth and _is_other_list(above, block):
            message = say("numbers and dashes stand side by side; use one of them, or part the lists with a sentence")
            yield view.say_at(at, "LST001", message)


def _is_odd(line: str) -> bool:
    """Return whether a line begins with something else than a word, or with one letter and a mark."""
    start = line.lstrip(" ")[:3]
    if start[:2] == "- " and start[2:] != "[":  # what most items begin with
        return False
    return bool(start) and ((not start[0].isalpha() and start[0] not in "|#!<") or ")" in start or "-" in start[1:])


def _box(line: str) -> tuple[int, Message, Fix] | None:
    """Return (index, message, repair) for a line that begins with a box that is not one, else None."""
    found = _BOX.match(line)
    if not found or _TRUE_BOX.match(line):
        return None
    mark = f"- [{'x' if found.group(2) else ' '}] "
    message = say("a box to tick is written «{mark}», with its spaces", mark=mark.strip())
    return found.start(1), message, Fix(found.end() - found.start(1), mark)


def _mark(line: str, before: str, following: str) -> tuple[int, Message, Fix | None] | None:
    """Return (index, message, repair) for a line that begins as an item does elsewhere than in Markdown, else None."""
    begins = not before.strip()
    if (found := _GLUED.match(line)) and (begins or _GLUED.match(before)):
        return found.start(1), say("a space follows the dash of an item: «- »; add it"), Fix(1, "- ")
    if found := _BULLET.match(line):
        # A dash alone opens what somebody says, in French.
        if found.group(1) == "—" and not _BULLET.match(before) and not _BULLET.match(following):
            return None
        return found.start(1), say("«{mark}» makes no list; begin each item with «- »", mark=found.group(1)), None
    if (found := _NUMBER.match(line)) and (begins or _NUMBER.match(before)):
        return found.start(1), say("«{mark}» makes no list; begin each item with «1. »", mark=found.group(1)), None
    return None


def _marks(view: View) -> Iterator[Finding]:
    """Yield lines that look like items and are none."""
    lines = [line for _, line in view.page.masked]
    for index, (number, line) in enumerate(view.page.masked):
        if not _is_odd(line):
            continue
        around = lines[index - 1] if index else "", lines[index + 1] if index + 1 < len(lines) else ""
        if found := _box(line) or _mark(line, *around):
            column, message, fix = found
            yield view.say_at(Position(number, column + 1), "LST001", message, fix)


def check_page(view: View) -> Iterator[Finding]:
    """Yield LST001 for a list that readers do not see as it was meant."""
    yield from _levels(view, view.page.blocks)
    yield from _marks(view)
