"""Tables that a narrow screen reads as one card a row: each cell knows its column, and the table stays one to a reader.

A table to be filled in by hand has empty cells: it keeps its shape.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

STACKED = "stacked"  # the class of such a table
# What a browser forgets of a table whose parts are laid out as blocks.
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell", "th": "columnheader"}


def _text(element: etree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


class TableProcessor(Treeprocessor):
    """Gives every table that is read, not filled in, what its narrow form needs."""

    def run(self, root: etree.Element) -> None:
        """Mark the tables of the tree."""
        for table in root.iter("table"):
            columns = [_text(cell) for cell in table.findall("thead/tr/th")]
            rows = table.findall("tbody/tr")
            if not columns or table.get("class") or not all(_text(cell) for row in rows for cell in row):
                continue
            table.set("class", STACKED)
            for element in table.iter():
                if element.tag in _ROLES:
                    element.set("role", _ROLES[element.tag])
            for row in rows:
                # The first cell is what the card is about; where only one other is left, both speak for themselves.
                for cell, column in zip(row[1:], columns[1:], strict=False):
                    if len(columns) > 2:
                        cell.set("data-label", column)
