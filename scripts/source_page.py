"""A page as its contributor wrote it: front matter and Markdown body, with line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from scripts.finding import Position, SourceError, blank
from scripts.yaml_source import YamlError, YamlSource, parse

_FRONT_MATTER = re.compile(r"\A(---[ \t]*\n)(.*?\n)?---[ \t]*\n", re.DOTALL)
_FENCE = re.compile(r"^ {0,11}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"^ *(#{1,6})(?!#)(.*)$")
_UNDERLINE = re.compile(r"^(=+|-+) *$")
_ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}$")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
# A callout as Markdown reads it, or (third group) a line that only looks like one.
_CALLOUT = re.compile(r"^ *!!! ?([\w-]+(?: +[\w-]+)*)(?: +(\"[^\"]*\"))? *$|^ *((?:!!!|\?\?\?).*)$")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(<?([^)\s>]*)")
REFERENCE = re.compile(r"[ \u00a0]?\[\^([^\]\s]+)\]")
_SCHEMES = ("channel", "channels", "laws", "sources", "data", "pairs", "answers", "sheets")


class PageError(SourceError):
    """The page cannot be read; `at` says where."""


@dataclass(frozen=True)
class Heading:
    """A heading; `anchor` is its explicit id, or None."""

    level: int
    text: str
    anchor: str | None
    at: Position


@dataclass(frozen=True)
class Mention:
    """A source or channel named in the text: `scheme` is 'source', or one of the schemes of links to data.

    `inline` marks an empty link that is not alone on its line: it shows the channel's number or address.
    """

    scheme: str
    name: str
    at: Position
    inline: bool = False


@dataclass(frozen=True)
class Link:
    """A link to another page or to a heading, as written: `../now/index.md#five-acts`."""

    target: str
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

    Positions count from the file's start; `lines` are those of the body, with their numbers, code blanked out;
    `body` is the Markdown as it stands.
    """

    meta: dict[str, Any]
    front_matter: YamlSource | None
    headings: list[Heading] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    body: str = ""

    def at(self, *path: str | int) -> Position:
        """Return where a front-matter value is written."""
        return self.front_matter.at(path) if self.front_matter else Position(1, 1)


def _anchor(attributes: str) -> str | None:
    return next((word[1:] for word in attributes.split() if word.startswith("#")), None)


def _visible(text: str) -> list[str]:
    """Return the lines of a body with code blanked out, so that no syntax shown as an example is taken for real."""
    lines = text.split("\n")
    visible: list[str] = []
    fence, opened = "", 0
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence) and not line.strip(" `~"):
                fence = ""
            visible.append("")
        elif mark:
            fence, opened = mark.group(1), len(visible)
            visible.append("")
        else:
            visible.append(line)
    if fence:  # never closed: Markdown shows what follows as text
        visible[opened:] = lines[opened:]
    return _CODE_SPAN.sub(blank, "\n".join(visible)).split("\n")


def _heading(line: str, above: str, number: int) -> Heading | None:
    if above.strip() and not above.lstrip().startswith(("|", "-", "#")) and _UNDERLINE.match(line):
        return Heading(1 if line[0] == "=" else 2, above.strip(), None, Position(number - 1, 1))
    match = _HEADING.match(line)
    if not match:
        return None
    words = match.group(2).strip().rstrip("#").rstrip()
    attributes = _ATTRIBUTES.search(words)
    anchor = _anchor(attributes.group(1)) if attributes else None
    return Heading(len(match.group(1)), _ATTRIBUTES.sub("", words).strip(), anchor, Position(number, 1))


def _read_line(page: SourcePage, line: str, above: str, number: int) -> None:
    if heading := _heading(line, above, number):
        page.headings.append(heading)
    if callout := _CALLOUT.match(line):
        kind, title, rest = callout.groups()
        page.callouts.append(Callout(kind or rest, (title or "").strip('"'), Position(number, 1)))
    for found in REFERENCE.finditer(line):
        page.mentions.append(Mention("source", found.group(1), Position(number, found.start(1) - 1)))
    for found in _LINK.finditer(line):
        words, target = found.groups()
        at = Position(number, found.start(2) + 1)
        scheme, colon, name = target.partition(":")
        if colon and scheme.lower() in _SCHEMES:
            alone = line.strip().removeprefix("- ").removeprefix("* ") == found.group() + ")"
            page.mentions.append(Mention(scheme, name, at, inline=not words.strip() and not alone))
        elif not colon and not target.startswith("//"):
            page.links.append(Link(target, at))


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
    page = SourcePage(meta, front_matter, body=text[match.end() :])
    above = ""
    for number, line in enumerate(_visible(text[match.end() :]), text[: match.end()].count("\n") + 1):
        page.lines.append((number, line))
        _read_line(page, line, above, number)
        above = line
    return page
