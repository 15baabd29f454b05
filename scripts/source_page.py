"""A page as its contributor wrote it: front matter and Markdown body, with line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from scripts.finding import Position
from scripts.yaml_source import YamlError, YamlSource, parse

_FRONT_MATTER = re.compile(r"\A(---[ \t]*\n)(.*?\n)?---[ \t]*(\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,11}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?([^{}]*)\}[ \t]*$")
_CODE_SPAN = re.compile(r"(`+)(?:(?!`).|(?<!`)`(?!`))*?\1", re.DOTALL)
REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_CALLOUT = re.compile(r"^ *(?:!!!|\?\?\?\+?) ?([\w-]+)(?:[ \t]+(.*?))?[ \t]*$")
CHANNEL = re.compile(r"\]\((channels?|sources):([^)\s]*)\)")


class PageError(ValueError):
    """The page cannot be read; `at` says where."""

    def __init__(self, message: str, at: Position) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True)
class Heading:
    """An ATX heading; `anchor` is its explicit id, or None."""

    level: int
    text: str
    anchor: str | None
    at: Position


@dataclass(frozen=True)
class Mention:
    """A source or channel named in the text: `scheme` is 'source', 'channel', 'channels' or 'sources'."""

    scheme: str
    name: str
    at: Position


@dataclass(frozen=True)
class Callout:
    """A `!!! kind "title"` block; `title` is '' when none is written."""

    kind: str
    title: str
    at: Position


@dataclass
class SourcePage:
    """`meta` is the parsed front matter; `front_matter` is None for a page that could not be read.

    Positions count from the file's start.
    """

    meta: dict[str, Any]
    front_matter: YamlSource | None
    headings: list[Heading] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)

    def at(self, *path: str | int) -> Position:
        """Return where a front-matter value is written."""
        return self.front_matter.at(path) if self.front_matter else Position(1, 1)


def _anchor(attributes: str) -> str | None:
    for word in attributes.split():
        if word.startswith("#"):
            return word[1:]
    return None


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def read(text: str) -> SourcePage:
    """Parse a page's text. Raises PageError when the front matter is missing or is not a YAML mapping."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    if not match:
        message = (
            "the page must begin with front matter between two lines `---`; add title, description, reviewed, kind"
        )
        raise PageError(message, Position(1, 1))
    try:
        front_matter = parse(match.group(2) or "", first_line=2)
    except YamlError as error:
        hint = "put the value between double quotes if it contains a colon"
        raise PageError(f"front matter: {error}; {hint}", error.at) from None
    meta = front_matter.data if front_matter.data is not None else {}
    if not isinstance(meta, dict):
        raise PageError("front matter must be lines of `key: value`", Position(2, 1))
    page = SourcePage(meta, front_matter)
    first_line = text[: match.end()].count("\n") + 1
    fence: str | None = None
    lines = text[match.end() :].split("\n")
    visible: list[str] = []
    for line in lines:
        opening = _FENCE.match(line)
        if fence:
            if opening and opening.group(1).startswith(fence) and not line.strip(" `~"):
                fence = None
            visible.append("")
        elif opening:
            fence = opening.group(1)
            visible.append("")
        else:
            visible.append(line)
    body = _CODE_SPAN.sub(_blank, "\n".join(visible))
    for number, line in enumerate(body.split("\n"), first_line):
        if heading := _HEADING.match(line):
            attributes = _ATTRIBUTES.search(heading.group(2))
            page.headings.append(
                Heading(
                    len(heading.group(1)),
                    _ATTRIBUTES.sub("", heading.group(2)),
                    _anchor(attributes.group(1)) if attributes else None,
                    Position(number, 1),
                )
            )
        if callout := _CALLOUT.match(line):
            page.callouts.append(Callout(callout.group(1), (callout.group(2) or "").strip('"'), Position(number, 1)))
        page.mentions += [
            Mention("source", found.group(1), Position(number, found.start() + 1)) for found in REFERENCE.finditer(line)
        ]
        page.mentions += [
            Mention(found.group(1), found.group(2), Position(number, found.start() + 3))
            for found in CHANNEL.finditer(line)
        ]
    return page
