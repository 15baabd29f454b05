"""HTML as it is written: where its tags stand, so that a piece can be exchanged and every other byte stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class Tag(NamedTuple):
    """A tag: its name, its attributes, where it begins and ends; `closing` for `</p>`."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    closing: bool = False


class Element(NamedTuple):
    """An element: its first tag, where its content ends and where it ends itself."""

    tag: Tag
    content_end: int
    end: int


class Edit(NamedTuple):
    """The text to write in the place of a part."""

    start: int
    end: int
    text: str


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[Tag] = []
        self.lines = [0]
        while (found := html.find("\n", self.lines[-1])) >= 0:
            self.lines.append(found + 1)
        self.html = html
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        text = self.get_starttag_text() or ""
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, start, start + len(text)))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        start = self._here()
        end = self.html.find(">", start) + 1 or len(self.html)
        self.tags.append(Tag(tag, {}, start, end, closing=True))


def tags(html: str) -> list[Tag]:
    """Return the tags of a text of HTML, in order; none of what stands in comments, scripts and styles."""
    return _Reader(html).tags


def elements(found: list[Tag], wanted: Callable[[Tag], bool]) -> Iterator[Element]:
    """Yield the elements whose first tag is wanted, in order; one that is never closed ends with its first tag."""
    for index, tag in enumerate(found):
        if tag.closing or not wanted(tag):
            continue
        depth, last = 0 if tag.name in _VOID else 1, tag
        for other in found[index + 1 :] if depth else ():
            if other.name == tag.name:
                depth += -1 if other.closing else 1
                if not depth:
                    last = other
                    break
        yield Element(tag, last.start if last is not tag else tag.end, last.end)


def edited(html: str, edits: Iterable[Edit]) -> str:
    """Return the text with its edits made; of two that overlap, the one that begins first, and the longer one."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.start >= at:
            pieces += [html[at : edit.start], edit.text]
            at = edit.end
    return "".join([*pieces, html[at:]])


def with_attribute(html: str, tag: Tag, name: str, value: str) -> str:
    """Return the text of a tag with another value for one of its attributes."""
    attributes = tag.attributes | {name: value}
    shown = "".join(f' {one}="{escape(text)}"' for one, text in attributes.items())
    slash = "/" if html[tag.start : tag.end].endswith("/>") else ""
    return f"<{tag.name}{shown}{slash}>"
