"""`channel:` and `channels:` links: contact values come from `data/`, never from Markdown.

`[](channel:id)` in a call box becomes a line of the box; inside a sentence, the number or address.
`[words](channel:id)` links the words to the channel's card in the directory.
A paragraph `[](channels:ma/emergency)` becomes the cards of that group, under level-3 headings.
A paragraph `[](sources:all)` becomes the list of all sources.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts.extensions.page_context import PageProcessor


def _is_alone(parent: etree.Element, link: etree.Element) -> bool:
    return len(parent) == 1 and not (parent.text or "").strip() and not (link.tail or "").strip()


def _is_whole(item: etree.Element, parent: etree.Element, link: etree.Element) -> bool:
    """Return whether the link is all that the list item holds."""
    return _is_alone(parent, link) and len(item) == 1 and not (item.text or "").strip()


class ChannelProcessor(PageProcessor):
    """Renders the channels and sources of `data/` where Markdown names them."""

    def _html(self, template: str, **variables: object) -> str:
        return self.md.htmlStash.store(self.context.render(template, variables))

    def _line(self, item: etree.Element, name: str) -> None:
        channel = self.context.library.channels[name]
        for child in list(item):
            item.remove(child)
        item.text = AtomicString(self._html("channel_line.html", channel=channel))
        item.set("class", "channel-line")

    def _inline(self, link: etree.Element, name: str) -> None:
        channel = self.context.library.channels[name]
        if (link.text or "").strip() or len(link):
            link.set("href", self.context.card_link(name))
            return
        html = self._html("channel_value.html", channel=channel)
        tail = link.tail
        link.clear()
        link.tag, link.text, link.tail = "span", AtomicString(html), tail
        link.set("class", "channel-value")

    def _cards(self, group: str) -> list[etree.Element]:
        elements = []
        for channel in self.context.library.channel_group(group):
            heading = etree.Element("h3", {"id": channel["id"]})
            heading.text = channel["name"][self.context.locale]
            body = etree.Element("p")
            body.text = AtomicString(self._html("channel_card.html", channel=channel))
            elements += [heading, body]
        return elements

    def run(self, root: etree.Element) -> None:
        """Replace every channel link of the tree."""
        parents = {child: parent for parent in root.iter() for child in parent}
        for link in list(root.iter("a")):
            scheme, _, name = link.get("href", "").partition(":")
            if scheme == "channel" and name in self.context.library.channels:
                parent = parents[link]
                item = parent if parent.tag == "li" else parents.get(parent)
                box = parents.get(parents.get(item)) if item is not None and item.tag == "li" else None
                if box is not None and "call" in (box.get("class") or "").split() and _is_whole(item, parent, link):
                    self._line(item, name)
                else:
                    self._inline(link, name)
            elif scheme in ("channels", "sources") and parents[link].tag == "p" and _is_alone(parents[link], link):
                paragraph = parents[link]
                holder = parents[paragraph]
                if scheme == "channels":
                    new = self._cards(name)
                else:
                    new = [etree.Element("p")]
                    entries = self.context.library.sources
                    new[0].text = AtomicString(self._html("sources.html", entries=entries, backlinks=False))
                index = list(holder).index(paragraph)
                holder.remove(paragraph)
                for offset, element in enumerate(new):
                    holder.insert(index + offset, element)
