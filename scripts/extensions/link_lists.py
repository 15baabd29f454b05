"""Lists of nothing but links: each link becomes one large target, with the icon of the page or part it leads to."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts.extensions.page_context import PageProcessor, is_alone

LINKS = "links"  # the class of such a list


def only_link(item: etree.Element) -> etree.Element | None:
    """Return the link that a list item consists of, None where it holds anything else."""
    holder = item[0] if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip() else item
    link = holder[0] if len(holder) and holder[0].tag == "a" else None
    return link if link is not None and is_alone(holder, link) else None


class LinkListProcessor(PageProcessor):
    """Gives the lists of two links or more their class, and the links that have one their icon."""

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
                # The words stay one run: an icon and an arrow stand beside them.
                words = etree.Element("span", {"class": "links__text"})
                words.text, link.text = link.text, None
                for child in list(link):
                    link.remove(child)
                    words.append(child)
                if name := self.context.icon(link.get("href", "")):
                    link.text = AtomicString(self.stash("icon.html", name=name))
                link.append(words)
