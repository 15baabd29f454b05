"""Checklist items: the words of an item are the label of its box, so that both can be ticked and heard.

A box forgets: without `autocomplete="off"`, a browser ticks it again when a closed page comes back.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import HTML_PLACEHOLDER_RE

from scripts.extensions.page_context import PageProcessor, words_of


class TaskLabelProcessor(PageProcessor):
    """Wraps the items that pymdownx.tasklist made."""

    def run(self, root: etree.Element) -> None:
        """Move the content of each item, up to a nested list, into a label."""
        for item in root.iter("li"):
            if "task-list-item" not in (item.get("class") or "").split():
                continue
            holder = words_of(item)
            label = etree.Element("label")
            words = etree.SubElement(label, "span", {"class": "task-text"})
            box = HTML_PLACEHOLDER_RE.match(holder.text or "")
            if box:
                blocks, number = self.md.htmlStash.rawHtmlBlocks, int(box[1])
                blocks[number] = str(blocks[number]).replace("<input ", '<input autocomplete="off" ', 1)
            end = box.end() if box else 0
            label.text, words.text, holder.text = (holder.text or "")[:end], (holder.text or "")[end:].lstrip(), None
            for child in list(holder):
                if child.tag in ("ul", "ol"):
                    break
                holder.remove(child)
                words.append(child)
            holder.insert(0, label)
