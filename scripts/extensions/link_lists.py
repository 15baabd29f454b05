"""Links that stand together or alone, as targets for a finger.

In a list of nothing else, each becomes one large target, with the icon of the page or part it leads to; in one line,
with points between them, a small one. A link that is all its own paragraph or list item says is marked too: a finger
has no words beside it to miss.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from scripts.extensions.page_context import PageProcessor, is_alone

LINKS = "links"  # the class of such a list
ALONE = "alone"  # the class of such a link
CHIPS = "chips"  # the class of the list made of such a line
_CHIPPED = frozenset({"directory"})  # kinds of page whose lines of links are ways through it
BETWEEN = "·"  # the links of a line


def only_link(item: etree.Element) -> etree.Element | None:
    """Return the link that a list item consists of, None where it holds anything else."""
    holder = item[0] if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip() else item
    link = holder[0] if len(holder) and holder[0].tag == "a" else None
    return link if link is not None and is_alone(holder, link) else None


class LinkListProcessor(PageProcessor):
    """Gives the lists of two links or more their class, and the links that have one their icon."""

    def _mark_alone(self, root: etree.Element) -> None:
        lists = [one for one in root.iter() if one.tag in ("ul", "ol") and one.get("class") == LINKS]
        large = {link for one in lists for link in one.iter("a")}
        for element in root.iter():
            link = element[0] if element.tag in ("p", "li") and len(element) == 1 else None
            if link is None or link.tag != "a" or not link.get("href") or link.get("class") or link in large:
                continue
            if not (element.text or "").strip() and not (link.tail or "").strip(" ."):
                link.set("class", ALONE)

    def run(self, root: etree.Element) -> None:
        """Mark the lists; those of a call box hold services, not links."""
        for element in root.iter():
            if element.tag not in ("ul", "ol") or len(element) < 2 or element.get("class"):
                continue
            links = [only_link(item) for item in element]
            if not all(link is not None and link.get("href") for link in links):
                continue
            element.set("class", LINKS)
            for link in links:
                words = etree.Element("span", {"class": "links__text"})
                self.illustrate(link, words, self.icon_mark(self.context.icon(link.get("href", ""))))
        self._mark_alone(root)


class ChipProcessor(PageProcessor):
    """Makes a list of the links at the end of a line that only points part: `**North**: [Here](…) · [There](…)`."""

    def _links(self, holder: etree.Element) -> list[etree.Element]:
        """Return the links that end a paragraph or list item, [] unless there are two with nothing else between."""
        found: list[etree.Element] = []
        for element in reversed(holder):
            tail = (element.tail or "").strip()
            if element.tag != "a" or tail != (BETWEEN if found else ""):
                break
            found.insert(0, element)
        return found if len(found) > 1 else []

    def run(self, root: etree.Element) -> None:
        """Replace the lines of links; the words before them stay."""
        if self.context.kind not in _CHIPPED:
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        for holder in [one for one in root.iter() if one.tag in ("p", "li")]:
            if not (links := self._links(holder)):
                continue
            chips = etree.Element("ul", {"class": CHIPS})
            for link in links:
                holder.remove(link)
                link.tail = None
                etree.SubElement(chips, "li").append(link)
            if holder.tag == "li":
                holder.append(chips)
                continue
            outer = parents[holder]
            outer.insert(list(outer).index(holder) + 1, chips)
            if not len(holder) and not (holder.text or "").strip():
                outer.remove(holder)
