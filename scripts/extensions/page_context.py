"""What the Markdown processors know of the page being rendered."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from scripts import addresses
from scripts.library import Library
from scripts.look import Look
from scripts.sheets.catalogue import Catalogue
from scripts.source_page import SourcePage
from scripts.translation_status import PageStatus


@dataclass
class PageContext:
    """What the extensions know of the page being rendered.

    `render` fills the template of a data-driven block: (name, variables) -> HTML.
    `path` is the page's own path inside its language (`now/index.md`), `kind` its kind; `cards`, for each channel id,
    the path of the page that shows its card. `prefix` is the language's folder on the site ('' for the default one).
    `pages` holds the language's pages as written, by path; `catalogue`, what was printed, for the pages that
    link to it. `repository` is the address of the public sources, '' where it is not known; `text_files` maps the
    languages that have a text-only file to their names; `package` begins the names of such files when downloaded.
    `statuses` tells how far each page is in each language; `icons`, the icon of a page (`now/stranger.md`), of a part
    of one (`now/index.md#block`), or of an item of a kind of callout (`stop:1`); `numbers`,
    the path of the page that gives the numbers, '' for none; `nav` lists the pages in the order of the menu; `look` is
    the campaign's face.
    """

    locale: str
    rtl: bool
    library: Library
    render: Callable[[str, dict[str, Any]], str]
    cards: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    pages: Mapping[str, SourcePage] = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=Catalogue)
    repository: str = ""
    text_files: Mapping[str, str] = field(default_factory=dict)
    package: str = "site"
    statuses: Callable[[], list[PageStatus]] = list
    icons: Mapping[str, str] = field(default_factory=dict)
    numbers: str = ""
    nav: Sequence[str] = ()
    look: Look = field(default_factory=Look)
    path: str = "index.md"
    kind: str = "article"
    sources: list[str] = field(default_factory=list)

    @property
    def strings(self) -> dict[str, str]:
        """Return the words of the templates in the page's language."""
        return self.library.strings[self.locale]

    @property
    def root(self) -> str:
        """Return the way from the page to the top of the site's version."""
        return addresses.top(self.path, self.prefix)

    def icon(self, href: str) -> str:
        """Return the name of the icon of what a Markdown link of the page leads to; '' for none."""
        page, _, anchor = href.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), page)) if page else self.path
        return self.icons.get(f"{path}#{anchor}" if anchor else path, "")

    def card_link(self, channel: str) -> str:
        """Return the Markdown address of a channel's card, relative to the page."""
        target = self.cards.get(channel, self.path)
        page = "" if target == self.path else posixpath.relpath(target, posixpath.dirname(self.path) or ".")
        return f"{page}#{channel}"


class PageProcessor(Treeprocessor):
    """A step on the tree of a page that needs to know which page it is."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(md)
        self.context = context

    def icon_mark(self, name: str) -> str:
        """Return the mark that stands in the tree for an icon, '' for no name."""
        return self.stash("icon.html", name=name) if name else ""

    @staticmethod
    def illustrate(element: etree.Element, words: etree.Element, mark: str) -> None:
        """Make what `element` holds one run, `words`, beside the icon that `mark` stands for ('' for none)."""
        move_into(words, element)
        element.text = AtomicString(mark) if mark else None
        element.append(words)

    def stash(self, template: str, **variables: object) -> str:
        """Fill a template and put its HTML aside; returns the mark that stands for it in the tree."""
        return self.md.htmlStash.store(self.context.render(template, variables))


def move_into(holder: etree.Element, element: etree.Element) -> etree.Element:
    """Move what `element` holds into `holder`, and return that."""
    holder.text, element.text = element.text, None
    for child in list(element):
        element.remove(child)
        holder.append(child)
    return holder


def words_of(item: etree.Element) -> etree.Element:
    """Return what holds the words of a list item: its first paragraph if it begins with one, else itself."""
    return item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item


def is_alone(parent: etree.Element, link: etree.Element) -> bool:
    """Return whether the link is all that its parent holds."""
    return len(parent) == 1 and not (parent.text or "").strip() and not (link.tail or "").strip()
