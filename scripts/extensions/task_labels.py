"""Checklist items: the words of an item are the label of its box, so that both can be ticked and heard."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from scripts.extensions import PageContext


class _TaskLabelProcessor(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        """Move the content of each item, up to a nested list, into a label."""
        for item in root.iter("li"):
            if "task-list-item" not in (item.get("class") or "").split():
                continue
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            label = etree.Element("label")
            words = etree.SubElement(label, "span", {"class": "task-text"})
            box = HTML_PLACEHOLDER_RE.match(holder.text or "")
            end = box.end() if box else 0
            label.text, words.text, holder.text = (holder.text or "")[:end], (holder.text or "")[end:].lstrip(), None
            for child in list(holder):
                if child.tag in ("ul", "ol"):
                    break
                holder.remove(child)
                words.append(child)
            holder.insert(0, label)


class TaskLabelExtension(Extension):
    """Wraps the items that pymdownx.tasklist made."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Run after tasklist (25) and inline parsing (20)."""
        md.treeprocessors.register(_TaskLabelProcessor(md), "task-labels", 6.5)
