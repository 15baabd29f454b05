"""Python-Markdown extensions: what plain Markdown means on this site. They know no site generator."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions import Extension

from scripts.library import Library


@dataclass
class PageContext:
    """What the extensions know of the page being rendered.

    `render` fills the template of a data-driven block: (name, variables) -> HTML.
    `path` is the page's own path inside its language (`now/index.md`); `cards`, for each channel id, the
    path of the page that shows its card.
    """

    locale: str
    rtl: bool
    library: Library
    render: Callable[[str, dict[str, Any]], str]
    cards: dict[str, str] = field(default_factory=dict)
    path: str = "index.md"
    sources: list[str] = field(default_factory=list)

    @property
    def strings(self) -> dict[str, str]:
        """Return the words of the templates in the page's language."""
        return self.library.strings[self.locale]

    def card_link(self, channel: str) -> str:
        """Return the Markdown address of a channel's card, relative to the page."""
        target = self.cards.get(channel, self.path)
        page = "" if target == self.path else posixpath.relpath(target, posixpath.dirname(self.path) or ".")
        return f"{page}#{channel}"


def all_extensions(context: PageContext) -> list[Extension]:
    """Return this package's extensions, bound to `context`; the caller changes it before each page."""
    from scripts.extensions.channels import ChannelExtension
    from scripts.extensions.locale_text import LocaleTextExtension
    from scripts.extensions.pairs import PairExtension
    from scripts.extensions.references import ReferenceExtension
    from scripts.extensions.task_labels import TaskLabelExtension

    return [
        extension(context)
        for extension in (ReferenceExtension, ChannelExtension, PairExtension, TaskLabelExtension, LocaleTextExtension)
    ]
