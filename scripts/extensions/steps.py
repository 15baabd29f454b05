"""Emergency pages, one action at a time: numbered headings become cards, with the way to the next one and to numbers.

`### 1. Title {#id}` opens a card; where several follow each other, a short list of them stands before the first. A
numbered list whose items begin in bold is drawn the same way. A line of links before the first heading becomes a row of
targets, which leads to the page's call box as well. The list of links that ends the page is marked: the next step.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.util import AtomicString

from scripts.extensions.link_lists import BETWEEN, LINKS
from scripts.extensions.page_context import PageProcessor, move_into, words_of

_STEPPED, _URGENT = ("emergency", "guide"), "emergency"  # kinds of pages
_HEADINGS = ("h2", "h3")
_NUMBERED = re.compile(r"\s*(\d+)\.\s+")
_SCREEN = {"data-search-exclude": ""}  # what leads elsewhere on the page is no content of it


@dataclass
class _Step:
    """One card: its number and its heading's words, as written."""

    section: etree.Element
    heading: etree.Element
    number: str
    title: str

    @property
    def target(self) -> str:
        return f"#{self.heading.get('id', '')}"

    @property
    def leads_on(self) -> bool:
        """Return whether the card already ends in links of its own."""
        return any(LINKS in (one.get("class") or "").split() for one in self.section.iter("ul"))


def _words(tag: str, words: str, **attributes: str) -> etree.Element:
    element = etree.Element(tag, attributes)
    element.text = AtomicString(words)
    return element


def _text(element: etree.Element) -> str:
    return "".join(element.itertext()).strip()


def _is_heading(element: etree.Element) -> bool:
    return element.tag in _HEADINGS


class StepProcessor(PageProcessor):
    """Gives emergency pages their cards, their progress, their jump line and their last links."""

    def run(self, root: etree.Element) -> None:
        """Rearrange the page."""
        if self.context.kind not in _STEPPED:
            return
        for steps in list(self._series(root)):
            self._link(root, steps)
        for element in root.iter("ol"):
            if len(element) > 1 and not element.get("class") and all(map(self._begins_in_bold, element)):
                element.set("class", "steps")
        if self.context.kind == _URGENT:
            self._jump(root)
            self._mark_next(root)

    @staticmethod
    def _begins_in_bold(item: etree.Element) -> bool:
        first = words_of(item)
        return len(first) > 0 and first[0].tag == "strong" and not (first.text or "").strip()

    def _series(self, root: etree.Element) -> Iterator[list[_Step]]:
        """Wrap every numbered heading with what follows it; yield the cards that stand one after the other."""
        steps: list[_Step] = []
        step: _Step | None = None
        for element in list(root):
            found = _NUMBERED.match(element.text or "") if _is_heading(element) else None
            if _is_heading(element) and not found and step is not None and element.tag <= step.heading.tag:
                yield steps
                steps, step = [], None
            if found:
                if steps and element.tag != steps[0].heading.tag:
                    yield steps
                    steps = []
                step = self._open(root, element, found)
                steps.append(step)
            elif step is not None:
                root.remove(element)
                step.section.append(element)
        if steps:
            yield steps

    def _open(self, root: etree.Element, heading: etree.Element, found: re.Match[str]) -> _Step:
        section = etree.Element("section", {"class": "step"})
        section.tail = "\n"
        root.insert(list(root).index(heading), section)
        root.remove(heading)
        section.append(heading)
        heading.text = (heading.text or "")[found.end() :]
        step = _Step(section, heading, found[1], _text(heading))
        title = move_into(etree.Element("span", {"class": "step__title"}), heading)
        number = _words("span", step.number, **{"class": "step__number"})
        number.append(_words("span", ". ", **{"class": "visually-hidden"}))
        heading.append(number)
        if name := self.context.icon(step.target):
            number.tail = AtomicString(self.stash("icon.html", name=name))
        heading.append(title)
        return step

    def _link(self, root: etree.Element, steps: list[_Step]) -> None:
        """Write on each card of a series how far it is and what comes next; before the first, the whole series."""
        if len(steps) < 2 or any(step.leads_on for step in steps):
            return
        place = list(root).index(steps[-1].section)
        after = next((one for one in list(root)[place + 1 :] if _is_heading(one) and one.get("id")), None)
        ways = [(step.target, step.title) for step in steps[1:]]
        ways += [(f"#{after.get('id')}", _text(after))] if after is not None else []
        strings = self.context.strings
        for index, step in enumerate(steps):
            foot = etree.SubElement(step.section, "p", {"class": "step__foot no-print"} | _SCREEN)
            count = strings["step_count"].format(number=step.number, total=len(steps))
            foot.append(_words("span", count, **{"class": "step__count"}))
            if index < len(ways):
                target, title = ways[index]
                foot.append(_words("a", strings["step_next"].format(title=title), href=target))
        place = list(root).index(steps[0].section)
        opening = root[place - 1] if place and _is_heading(root[place - 1]) else None
        label = {"aria-labelledby": opening.get("id", "")} if opening is not None and opening.get("id") else {}
        nav = etree.Element("nav", {"class": "progress no-print"} | label | _SCREEN)
        listed = etree.SubElement(nav, "ol")
        for step in steps:
            link = etree.SubElement(etree.SubElement(listed, "li"), "a", {"href": step.target})
            number = _words("span", step.number, **{"class": "progress__number", "aria-hidden": "true"})
            link.append(number)
            if name := self.context.icon(step.target):
                number.tail = AtomicString(self.stash("icon.html", name=name))
            link.append(_words("span", step.title, **{"class": "progress__title"}))
        nav.tail = "\n"
        root.insert(place, nav)

    def _jump(self, root: etree.Element) -> None:
        """Turn the line of links before the first heading into targets; the first one leads to the numbers."""
        before = []
        for element in root:
            if _is_heading(element) or element.tag in ("section", "nav"):
                break
            before.append(element)
        line = next((one for one in before if self._is_line(one)), None)
        links = list(line) if line is not None else []
        numbers = self._numbers(root, before)
        if numbers:
            known = next((link for link in links if link.get("href") == numbers), None)
            if known is None:
                known = _words("a", self.context.strings["jump_numbers"], href=numbers)
            known.set("class", "jump__numbers")
            links = [known, *(link for link in links if link is not known)]
        if not links:
            return
        box = etree.Element("div", {"class": "jump jump--urgent no-print"})
        box.tail = "\n"
        if line is not None and (line.text or "").strip():
            etree.SubElement(box, "p").text = line.text
        listed = etree.SubElement(box, "ul")
        for link in links:
            link.tail = None
            first = link is links[0] and numbers
            icon = self.context.icon(link.get("href", ""))
            mark = self.stash("numbers_icon.html") if first else self.icon_mark(icon)
            self.illustrate(link, etree.Element("span"), mark)
            etree.SubElement(listed, "li").append(link)
        place = list(root).index(line) if line is not None else len([one for one in before if one.tag == "p"])
        if line is not None:
            root.remove(line)
        root.insert(place, box)

    @staticmethod
    def _is_line(element: etree.Element) -> bool:
        """Return whether a paragraph consists of some words and of links with a dot between them."""
        if element.tag != "p" or len(element) < 2 or any(link.tag != "a" for link in element):
            return False
        return all((link.tail or "").strip() == BETWEEN for link in element[:-1]) and not (
            (element[-1].tail or "").strip(" .")
        )

    def _numbers(self, root: etree.Element, before: list[etree.Element]) -> str:
        """Return where the numbers are: the page's call box, or their page; '' where they come first anyway."""
        heading = ""
        headings = 0
        for element in root:
            opening = element[0] if element.tag == "section" and len(element) else element
            if _is_heading(opening):
                heading, headings = opening.get("id", ""), headings + 1
            if "call" in (element.get("class") or "").split():
                return f"#{heading}" if headings > 1 and heading else ""
        target = self.context.numbers
        here = posixpath.dirname(self.context.path) or "."
        return posixpath.relpath(target, here) if target and before else ""

    @staticmethod
    def _mark_next(root: etree.Element) -> None:
        lists = [one for one in root.iter("ul") if LINKS in (one.get("class") or "").split()]
        if lists:
            lists[-1].set("class", f"{LINKS} {LINKS}--next")
