"""Tables to fill: on a page of kind `log`, an empty cell is a field to write in, on the screen and on paper.

The first cell of its row heads it. Nothing of what is written leaves the page: no field has a name, none belongs to a
form, none is kept for the next visit, and no browser or keyboard is asked to correct it, which may send it elsewhere.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from scripts.extensions.page_context import PageProcessor

KIND = "log"
_QUIET = {"rows": "2", "dir": "auto", "autocomplete": "off", "spellcheck": "false", "writingsuggestions": "false"}


def _is_empty(cell: etree.Element) -> bool:
    return not len(cell) and not (cell.text or "").strip()


class FieldProcessor(PageProcessor):
    """Puts a field into the empty cells of a log, named by the heading above the table and by its row."""

    def _fill(self, table: etree.Element, heading: str) -> None:
        for number, row in enumerate(table.iterfind("tbody/tr"), 1):
            head, *cells = row
            if _is_empty(head) or not any(map(_is_empty, cells)):
                continue
            head.tag = "th"
            head.attrib |= {"scope": "row", "id": f"{heading}-{number}"}
            for cell in filter(_is_empty, cells):
                frame = etree.SubElement(cell, "span", {"class": "field"})
                etree.SubElement(frame, "textarea", _QUIET | {"aria-labelledby": f"{heading} {heading}-{number}"})

    def run(self, root: etree.Element) -> None:
        """Fill the tables of the page, each below a heading with an id."""
        page = self.context.pages.get(self.context.path)
        if page is None or page.meta.get("kind") != KIND:
            return
        heading = ""
        for element in root:
            if element.tag in ("h2", "h3"):
                heading = element.get("id", "")
            elif element.tag == "table" and heading:
                self._fill(element, heading)
