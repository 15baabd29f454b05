"""Myth pairs: `## claim {#id .myth}` opens a pair that ends at the next heading of its level.

The label (myth, fact, it depends) is a word of the templates, so that every page says the same one.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts.extensions.page_context import PageProcessor
from scripts.myth_pairs import VERDICTS


class PairProcessor(PageProcessor):
    """Gives the headings of myth pairs their label and their frame."""

    def _verdict(self, element: etree.Element) -> str | None:
        if element.tag != "h2":
            return None
        return next((name for name in (element.get("class") or "").split() if name in VERDICTS), None)

    def run(self, root: etree.Element) -> None:
        """Wrap each pair into a section and write its label before the claim."""
        section: etree.Element | None = None
        for element in list(root):
            verdict = self._verdict(element)
            if verdict:
                section = etree.Element("section", {"class": f"pair pair--{verdict}"})
                section.tail = "\n"
                root.insert(list(root).index(element), section)
                label = etree.Element("span", {"class": "verdict"})
                label.text = AtomicString(self.context.strings[f"verdict_{verdict}"])
                colon = etree.SubElement(label, "span", {"class": "visually-hidden"})
                colon.text = AtomicString(": ")
                label.tail = element.text
                element.text = None
                element.insert(0, label)
                del element.attrib["class"]
            elif element.tag == "h2":
                section = None
            if section is not None:
                root.remove(element)
                section.append(element)
