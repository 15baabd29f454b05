"""What a page says, heading by heading, and what its links say of other pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from lxml import etree, html

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_SILENT = ("script", "style", "template", "sup", "svg")
# What is not read on the page itself; boxes of numbers, which would bring up every page for every number of theirs.
_SILENT_CLASSES = frozenset({"no-print", "call"})
_SPACE = re.compile(r"\s+")


@dataclass
class Section:
    """A part of a page: its heading ('' above the first one), its anchor, its words, those of the link items apart."""

    anchor: str = ""
    heading: str = ""
    text: str = ""
    pieces: list[str] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Link:
    """What a page says of another: `target` is the address of a page, inside the site, with its anchor."""

    target: str
    words: str


@dataclass(frozen=True)
class PageWords:
    """A page as the search knows it; `url` is its address inside the site."""

    url: str
    title: str
    description: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]


def _text(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _is_silent(element: etree._Element) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in _SILENT
        or element.get("data-search-exclude") is not None
        or element.get("hidden") is not None
        or not _SILENT_CLASSES.isdisjoint((element.get("class") or "").split())
    )


def _target(url: str, address: str) -> str | None:
    """Return the address inside the site that a link of the page at `url` leads to; None for one that leads out."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/") or not parts.path:
        return None
    path, anchor = urldefrag(address)
    whole = posixpath.normpath(posixpath.join(url or ".", path))
    if whole.startswith("..") or "." in posixpath.basename(whole).strip("."):
        return None
    page = "" if whole == "." else f"{whole}/"
    return f"{page}#{anchor}" if anchor else page


def _only_link(element: etree._Element) -> etree._Element | None:
    """Return the link that is all that a list item says, if there is one."""
    links = list(element.iter("a"))
    return links[0] if len(links) == 1 and _text(links[0]) == _text(element) else None


class _Reader:
    def __init__(self, url: str) -> None:
        self.url, self.sections, self.links = url, [Section()], []

    def read(self, element: etree._Element) -> None:
        for child in element:
            if not _is_silent(child):
                self.one(child)
            self.say(child.tail)

    def one(self, child: etree._Element) -> None:
        if child.tag in _HEADINGS and child.get("id"):
            self.sections.append(Section(child.get("id", ""), _text(child)))
            return
        link = _only_link(child) if child.tag == "li" else child if child.tag == "a" else None
        target = _target(self.url, link.get("href", "")) if link is not None else None
        if target is not None:
            self.links.append(Link(target, _text(child)))
            if child.tag == "li":
                return  # these words speak for the page they lead to, not for this one
        self.say(child.text)
        self.read(child)
        self.say(" ")

    def say(self, text: str | None) -> None:
        if text:
            self.sections[-1].pieces.append(text)

    def done(self) -> Iterator[Section]:
        for one in self.sections:
            one.text = _SPACE.sub(" ", "".join(one.pieces)).strip()
            one.pieces.clear()
            yield one


def read(url: str, title: str, description: str, content: str) -> PageWords:
    """Return what the search knows of a page, given the HTML of its content."""
    reader = _Reader(url)
    if content.strip():
        body = html.fragment_fromstring(content, create_parent="div")
        reader.say(body.text)
        reader.read(body)
    return PageWords(url, title, description, tuple(reader.done()), tuple(reader.links))
