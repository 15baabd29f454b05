"""Tables that Markdown does not read as they were meant: it drops cells, or shows the bars as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Message, Position, say
from scripts.rules import View
from scripts.source_page import SourcePage

CODES = ("TBL001",)

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


def cells(line: str) -> list[str]:
    """Return the cells of a row, without the spaces around them."""
    inside = line.strip().removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return [cell.strip() for cell in _BAR.split(inside)]


def tables(page: SourcePage) -> Iterator[tuple[str, list[tuple[int, str]], str]]:
    """Yield (the line above, the rows, the line below) for each run of lines that begin with a bar."""
    rows: list[tuple[int, str]] = []
    above = before = ""
    for number, line in page.masked:
        if line.lstrip()[:1] == "|":
            if not rows:
                above = before
            rows.append((number, line))
        elif rows:
            yield above, rows, line
            rows = []
        before = line
    if rows:
        yield above, rows, ""


def _shape(above: str, rows: list[tuple[int, str]], below: str) -> Iterator[tuple[int, Message]]:
    """Yield (line, message) for what breaks one table."""
    first, head = rows[0][0], cells(rows[0][1])
    if above.strip() and not above.lstrip().startswith("#"):
        yield first, say("an empty line must part the table from the text above it; add one")
        return
    if len(rows) < 2 or not _RULE.fullmatch(rows[1][1]):
        rule = "|" + "---|" * len(head)
        yield first, say("the table has no line under its header; write {rule} below it", rule=rule)
        return
    if (width := len(cells(rows[1][1]))) != len(head):
        yield (
            rows[1][0],
            say(
                "parts of this line: {width}, cells of the header: {cells}; make them alike",
                width=width,
                cells=len(head),
            ),
        )
        return
    if not any(head[1:]) or not all(head[1:]):
        yield first, say("a column of the table has no name; write one in each cell of the header")
    for number, line in rows[2:]:
        if (count := len(cells(line))) != len(head):
            yield (
                number,
                say(
                    "cells in this row: {count}, in the header: {cells}; make them alike (\\| writes a bar in a cell)",
                    count=count,
                    cells=len(head),
                ),
            )
    if below.strip() and not below.lstrip().startswith(("#", "!!!", "{:")):
        yield rows[-1][0] + 1, say("this line is read as a row of the table; leave an empty line before it")


def check_page(view: View) -> Iterator[Finding]:
    """Yield TBL001 for a table that readers do not see as it was meant."""
    if "|" not in view.page.body:
        return
    for above, rows, below in tables(view.page):
        for number, message in _shape(above, rows, below):
            yield view.say_at(Position(number, 1), "TBL001", message)
