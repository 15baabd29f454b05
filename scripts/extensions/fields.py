"""Tables to fill: the empty cells of a log are fields to write in, those of a worksheet boxes to tick.

Both work on the screen and on paper. The first cell of its row heads a field, and so does the heading above the table,
or for a box the head of its column. Nothing of what is written leaves the page: no field has a name, none belongs to
a form, none is kept for the next visit, and no browser is asked to correct it, which may send the words elsewhere.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from scripts.extensions.page_context import PageProcessor

_QUIET = {"autocomplete": "off"}
_WORDS = {"rows": "2", "dir": "auto", "spellcheck": "false", "writingsuggestions": "false"} | _QUIET


def _is_empty(cell: etree.Element) -> bool:
    return not len(cell) and not (cell.text or "").strip()


def _field(cell: etree.Element, names: str) -> None:
    frame = etree.SubElement(cell, "span", {"class": "field"})
    etree.SubElement(frame, "textarea", _WORDS | {"aria-labelledby": names})


def _box(cell: etree.Element, names: str) -> None:
    label = etree.SubElement(cell, "label", {"class": "choice"})
    etree.SubElement(label, "input", _QUIET | {"type": "checkbox", "aria-labelledby": names})


class FieldProcessor(PageProcessor):
    """Puts a field or a box into the empty cells of the kinds of pages that are filled."""

    def _fill(self, table: etree.Element, heading: str, *, boxes: bool) -> None:
        columns = list(table.iterfind("thead/tr/th"))
        for number, row in enumerate(table.iterfind("tbody/tr"), 1):
            head, *cells = row
            if _is_empty(head) or not any(map(_is_empty, cells)):
                continue
            head.tag = "th"
            head.attrib |= {"scope": "row", "id": f"{heading}-{number}"}
            for place, cell in enumerate(cells, 1):
                if _is_empty(cell) and boxes:
                    columns[place].set("id", f"{heading}-column-{place}")
                    _box(cell, f"{heading}-{number} {heading}-column-{place}")
                elif _is_empty(cell):
                    _field(cell, f"{heading} {heading}-{number}")

    def run(self, root: etree.Element) -> None:
        """Fill the tables of the page; those of a log stand below a heading."""
        page = self.context.pages.get(self.context.path)
        kind = page.meta.get("kind") if page else None
        if kind not in ("log", "worksheet"):
            return
        heading = ""
        for element in root:
            if element.tag in ("h2", "h3"):
                heading = element.get("id", "")
            elif element.tag == "table" and (heading or kind == "worksheet"):
                self._fill(element, heading or "table", boxes=kind == "worksheet")
