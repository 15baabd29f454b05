"""Tables that are hard to read on a phone or by ear: more than five columns, or a corner of the header left empty."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import WARNING, Finding, Position, say
from scripts.rules import View
from scripts.rules.tables import cells, tables

CODES = ("TBL002",)
LEVEL = WARNING
_MOST = 5


def check_page(view: View) -> Iterator[Finding]:
    """Yield TBL002 for a table that is hard to follow."""
    if "|" not in view.page.body:
        return
    for _, rows, _ in tables(view.page):
        head = cells(rows[0][1])
        if len(head) > _MOST:
            message = say(
                "the table has {count} columns; a phone shows {most}: make two tables, or a list",
                count=len(head),
                most=_MOST,
            )
            yield view.say_at(Position(rows[0][0], 1), "TBL002", message)
        if len(head) > 1 and not head[0] and any(head):
            message = say("the first cell of the header is empty; say in a word what its column holds")
            yield view.say_at(Position(rows[0][0], 1), "TBL002", message)
