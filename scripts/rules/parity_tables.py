"""Tables have the same rows and columns in every language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

from scripts.alignment import odd_one, unlikeness
from scripts.blocks import MASK, Block
from scripts.finding import Finding, say
from scripts.rules import Group
from scripts.source_page import Section

CODES = ("PAR009",)


def _tables(section: Section) -> list[list[Block]]:
    return [list(rows) for kind, rows in groupby(section.blocks, key=lambda block: block.kind) if kind == "row"]


def _columns(table: list[Block]) -> int:
    """Return the number of columns: every `|` of the first row is masked, its words are not."""
    return len([cell for cell in table[0].text.strip().split(MASK) if cell.strip()])


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR009 where a table has another shape than its alternate."""
    for twin in group.twins:
        for mine, other in zip_longest(_tables(twin.here), _tables(twin.there)):
            here = (len(mine), _columns(mine)) if mine else (0, 0)
            there = (len(other), _columns(other)) if other else (0, 0)
            if here != there:
                message = say(
                    "lines and columns of this table: {rows} × {columns}, at {elsewhere}: {other_rows} ×"
                    " {other_columns}; give both the same shape",
                    rows=here[0],
                    columns=here[1],
                    elsewhere=f"{twin.other.shown}:{other[0].at.line}" if other else twin.elsewhere,
                    other_rows=there[0],
                    other_columns=there[1],
                )
                at = twin.here.at
                if mine and other and len(mine) != len(other):
                    odd = odd_one(mine, other, lambda a, b: unlikeness(a.text, b.text))
                    at = mine[min(odd, len(mine) - 1)].at
                elif mine:
                    at = mine[0].at
                yield twin.view.say_at(at, "PAR009", message)
