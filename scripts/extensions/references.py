"""`[^source-id]`: a numbered reference to the list of sources at the foot of the page."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from re import Match

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from scripts.extensions.page_context import PageContext


class ReferenceProcessor(InlineProcessor):
    """Replaces `[^id]` where `id` is one of the page's sources; leaves anything else as written."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(r"[ \u00a0]?\[\^([a-z0-9-]+)\]", md)
        self.context = context
        self.uses: dict[str, int] = {}

    def handleMatch(self, m: Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # noqa: N802
        """Return the numbered mark, or nothing for a name that is no source of the page."""
        name = m.group(1)
        if name not in self.context.sources or name not in self.context.library.sources:
            return None, None, None
        self.uses[name] = self.uses.get(name, 0) + 1
        number = self.context.sources.index(name) + 1
        mark = etree.Element("sup", {"class": "ref"})
        label = f"{self.context.strings['source']} {number}"
        link = etree.SubElement(mark, "a", {"href": f"#source-{name}", "aria-label": label})
        if self.uses[name] == 1:
            link.set("id", f"ref-{name}")
        link.text = f"[{number}]"
        return mark, m.start(0), m.end(0)
