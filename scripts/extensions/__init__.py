"""Python-Markdown extensions: what plain Markdown means on this site. They know no site generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions import Extension

from scripts.library import Library


@dataclass
class PageContext:
    """What the extensions know of the page being rendered.

    `render` fills the template of a data-driven block: (name, variables) -> HTML.
    `link` turns a page's path inside its locale (`directory/ma.md`) into an address for this page.
    """

    locale: str
    rtl: bool
    library: Library
    render: Callable[[str, dict[str, Any]], str]
    link: Callable[[str], str] = lambda path: path
    sources: list[str] = field(default_factory=list)
    cards: dict[str, str] = field(default_factory=dict)

    @property
    def strings(self) -> dict[str, str]:
        """Return the words of the templates in the page's language."""
        return self.library.strings[self.locale]


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
