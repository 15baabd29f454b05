"""Myth pairs: `## claim {#id .myth}` opens a pair that ends at the next heading of its level, or of a higher one.

The label (myth, fact, it depends) is a word of the templates, so that every page says the same one. On a page that is
read or played, the reader guesses first: label and answer wait in a `<details>`. On one that gives answers, the label
stands before the claim.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts.extensions.includes import DECK
from scripts.extensions.page_context import PageProcessor
from scripts.myth_pairs import VERDICTS

_READ, _PLAYED = "myths", "game"  # the kinds of page whose answers wait
_LEVELS = ("h2", "h3")
_DECK = {"class": DECK, "data-search-exclude": ""}  # a search finds each answer on its own page


def _classes(element: etree.Element) -> list[str]:
    return (element.get("class") or "").split()


def _verdict(element: etree.Element) -> str | None:
    if element.tag not in _LEVELS:
        return None
    return next((name for name in _classes(element) if name in VERDICTS), None)


class PairProcessor(PageProcessor):
    """Gives the headings of myth pairs their label and their frame."""

    def _told(self, heading: etree.Element, verdict: str) -> None:
        """Write the label before the claim."""
        label = etree.Element("span", {"class": "verdict"})
        label.text = AtomicString(self.context.strings[f"verdict_{verdict}"])
        colon = etree.SubElement(label, "span", {"class": "visually-hidden"})
        colon.text = AtomicString(": ")
        label.tail = heading.text
        heading.text = None
        heading.insert(0, label)

    def _boxes(self, section: etree.Element) -> None:
        """Write the labels to tick on paper; on the screen there are buttons."""
        boxes = etree.SubElement(section, "p", {"class": "pair__boxes", "aria-hidden": "true"})
        for verdict in VERDICTS:
            etree.SubElement(boxes, "span").text = AtomicString(self.context.strings[f"verdict_{verdict}"])

    def _waiting(self, section: etree.Element, verdict: str) -> etree.Element:
        """Return the closed answer, which begins with the label; each label has an outline of its own."""
        words = self.context.strings
        details = etree.SubElement(section, "details", {"class": "pair__answer"})
        summary = etree.SubElement(details, "summary")
        for name in ("ask", "show"):
            part = etree.SubElement(summary, "span", {"class": f"pair__{name}"})
            part.text, part.tail = AtomicString(words[f"pair_{name}"]), AtomicString(" ")
        label = etree.SubElement(details, "p", {"class": "verdict"})
        label.text = AtomicString(self.stash("icon.html", name=f"verdict-{verdict}"))
        word = etree.SubElement(label, "span")
        word.text = AtomicString(words[f"verdict_{verdict}"])
        return details

    def _opened(self, heading: etree.Element, verdict: str) -> tuple[etree.Element, etree.Element]:
        """Return the frame of a pair, its heading in it, and what its answer goes into."""
        section = etree.Element("section", {"class": f"pair pair--{verdict}"})
        section.tail = "\n"
        section.append(heading)
        del heading.attrib["class"]
        if self.context.kind == _PLAYED:
            self._boxes(section)
        if self.context.kind in (_READ, _PLAYED):
            section.set("data-answer", verdict)
            return section, self._waiting(section, verdict)
        self._told(heading, verdict)
        return section, section

    def run(self, root: etree.Element) -> None:
        """Wrap each pair into a section, and those of a game into a deck."""
        elements = list(root)
        for element in elements:
            root.remove(element)
        deck: etree.Element | None = None
        answer: etree.Element | None = None
        level = _LEVELS[0]  # of the heading that opened the pair
        for element in elements:
            verdict = _verdict(element)
            if element.tag == _LEVELS[0]:
                if DECK not in _classes(element):
                    deck = None
                else:
                    del element.attrib["class"]
                    deck = etree.SubElement(root, "div", _DECK) if deck is None else deck
            holder = root if deck is None else deck
            if verdict:
                level = element.tag
                section, answer = self._opened(element, verdict)
                holder.append(section)
            elif element.tag in _LEVELS and element.tag <= level:
                answer = None
                holder.append(element)
            else:
                (holder if answer is None else answer).append(element)
