"""`channel:` and `channels:` links: contact values come from `data/`, never from Markdown.

`[](channel:id)` in a call box becomes a line of the box; inside a sentence, the number or address.
`[words](channel:id)` links the words to the channel's card in the directory.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts.extensions.page_context import PageProcessor, is_alone
from scripts.publishing.old_version import CONTACT


def _is_whole(item: etree.Element, parent: etree.Element, link: etree.Element) -> bool:
    """Return whether the link is all that the list item holds."""
    return is_alone(parent, link) and len(item) == 1 and not (item.text or "").strip()


class ChannelProcessor(PageProcessor):
    """Renders a channel where a call box or a sentence names it."""

    def _html(self, template: str, name: str) -> str:
        library = self.context.library
        channel = library.channels[name]
        return self.stash(template, channel=channel, oldest=library.oldest(channel))

    def _line(self, item: etree.Element, name: str) -> None:
        for child in list(item):
            item.remove(child)
        item.text = AtomicString(self._html("channel_line.html", name))
        item.set("class", "channel-line")
        item.set(CONTACT, f"line:{name}")

    def _inline(self, link: etree.Element, name: str) -> None:
        if (link.text or "").strip() or len(link):
            link.set("href", self.context.card_link(name))
            return
        html = self._html("channel_value.html", name)
        tail = link.tail
        link.clear()
        link.tag, link.text, link.tail = "span", AtomicString(html), tail
        link.set("class", "channel-value")
        link.set(CONTACT, f"value:{name}")

    def run(self, root: etree.Element) -> None:
        """Replace every channel link of the tree."""
        parents = {child: parent for parent in root.iter() for child in parent}
        for link in list(root.iter("a")):
            scheme, _, name = link.get("href", "").partition(":")
            if scheme != "channel" or name not in self.context.library.channels:
                continue
            parent = parents[link]
            item = parent if parent.tag == "li" else parents.get(parent)
            box = parents.get(parents.get(item)) if item is not None and item.tag == "li" else None
            if box is not None and "call" in (box.get("class") or "").split() and _is_whole(item, parent, link):
                self._line(item, name)
            else:
                self._inline(link, name)
