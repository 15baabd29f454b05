"""A page as its contributor wrote it: front matter and Markdown body, with line numbers."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any, Protocol

from scripts import addresses, blocks
from scripts.blocks import MASK, Block
from scripts.finding import Position, SourceError, say
from scripts.yaml_source import YamlError, YamlSource, parse

_FRONT_MATTER = re.compile(r"\A(---[ \t]*\n)(.*?\n)?---[ \t]*\n", re.DOTALL)
# A fence as the renderer knows it: behind it at most a language and options, or it is text like any other.
_FENCE = re.compile(
    r"^ {0,11}(`{3,}|~{3,})[ \t]*(?:\{[^}`]*\}|[\w#.+-]*(?:[ \t]+[\w-]+=(?:\"[^\"`]*\"|[^\s`]+))*)[ \t]*$"
)
_HEADING = re.compile(r"^ *(#{1,6})(?!#)(.*)$")
_UNDERLINE = re.compile(r"^(=+|-+) *$")
_ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}$")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
# A callout as Markdown reads it, or (third group) a line that only looks like one.
_CALLOUT = re.compile(r"^ *!!! ?([\w-]+(?: +[\w-]+)*)(?: +(\"[^\"]*\"))? *$|^ *((?:!!!|\?\?\?).*)$")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?([^)\s>]*)")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\]]+)\]:\s*<?([^\s>]+)")
_BARE = re.compile(r"(?<![\w:(\[/\"'=])(?:https?:)?//[^\s<>)\]»«،؛؟\"']*[^\s<>)\]»«،؛؟\"'.,;:!?]|(?<=<)mailto:[^>\s]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ALLOW = re.compile(r"<!--[ \t]*allow\b(.*?)-->")
_CODE = re.compile(r"([A-Za-z]{2,3}\d{3})?[\s:]*")
REFERENCE = re.compile(r"[ \u00a0]?\[\^([^\]\s]+)\]")
_WRAPPED, _LONGEST = 5, 1000  # lines and letters above a link's target among which its words may begin
DATA_SCHEMES = (
    *("channel", "channels", "laws", "sources", "data", "pairs", "answers", "game", "sheets", "rules", "offline"),
    *("status", "design"),
)


class Placed(Protocol):
    """Something that stands at a place of a page."""

    at: Position


class PageError(SourceError):
    """The page cannot be read; `at` says where."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is its explicit id, or None; `classes` are those of its attributes."""

    level: int
    text: str
    anchor: str | None
    at: Position
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A source or channel named in the text: `scheme` is 'source', or one of the schemes of links to data.

    `inline` marks an empty link that is not alone on its line: it shows the channel's number or address.
    """

    scheme: str
    name: str
    at: Position
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: `target` is an address, a page or a heading; `text`, its words (None for a bare address)."""

    target: str
    at: Position
    text: str | None = None

    def leads(self, path: str) -> tuple[str, str]:
        """Return the page (inside its language's folder) and the anchor a link of the page `path` leads to."""
        name, _, anchor = self.target.partition("#")
        return addresses.joined(path, name) if name else path, anchor


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: where it comes from, and the words for those who do not see it."""

    target: str
    alt: str
    at: Position


@dataclass(frozen=True, slots=True)
class Callout:
    """A `!!! kind "title"` block; `title` is '' when none is written."""

    kind: str
    title: str
    at: Position


@dataclass(frozen=True, slots=True)
class Allowance:
    """A comment `<!-- allow CODE: reason -->`: what it lets pass on the line `line`. `code` is '' if none is given."""

    code: str
    reason: str
    at: Position
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks below it; before the first heading, `heading` is None.

    Its lines are those from `start` to the one before `end`.
    """

    heading: Heading | None
    blocks: Sequence[Block]
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """Return the heading's explicit id; '' before the first heading, and without one."""
        return (self.heading.anchor if self.heading else "") or ""

    def within(self, things: Iterable[Placed]) -> list[Placed]:
        """Return those of the links, mentions, callouts… of the page that stand in this section."""
        return [one for one in things if self.start <= one.at.line < self.end]

    @property
    def at(self) -> Position:
        """Return where the section begins."""
        return self.heading.at if self.heading else self.blocks[0].at if self.blocks else Position(1, 1)


@dataclass
class SourcePage:
    """`meta` is the parsed front matter; `front_matter` is None for a page that could not be read.

    Positions count from the file's start. `masked` are the body's lines with their numbers, code and comments
    masked; `spans` is the code inside lines, with their numbers; `links` stay inside the site, `externals` leave it;
    `body` is the Markdown as it stands.
    """

    meta: dict[str, Any]
    front_matter: YamlSource | None
    headings: list[Heading] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    externals: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    allowances: list[Allowance] = field(default_factory=list)
    masked: list[tuple[int, str]] = field(default_factory=list)
    spans: list[tuple[int, str]] = field(default_factory=list)
    head: str = ""
    body: str = ""
    _joined: tuple[str, str] | None = None

    def at(self, *path: str | int) -> Position:
        """Return where a front-matter value is written."""
        return self.front_matter.at(path) if self.front_matter else Position(1, 1)

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Return the body's lines with their numbers, code blanked out."""
        return [(number, line.replace(MASK, " ")) for number, line in self.masked]

    @cached_property
    def blocks(self) -> list[Block]:
        """Return the blocks of the body."""
        return blocks.split(self.masked)

    @cached_property
    def prose(self) -> list[Block]:
        """Return everything that people read: title and description, then the blocks of the body."""
        return [*self._described(), *self.blocks]

    def joined(self, gap: str) -> str:
        """Return the texts of `prose` as one, with `gap` between them; made once for the rules that ask for it."""
        if self._joined is None or self._joined[0] != gap:
            self._joined = gap, gap.join([block.text for block in self.prose])
        return self._joined[1]

    @cached_property
    def sections(self) -> list[Section]:
        """Return the body cut at its headings; the first section is what stands before them."""
        headings = {heading.at.line: heading for heading in self.headings}
        parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
        for block in self.blocks:
            if block.kind == "heading" and block.at.line in headings:
                parts.append((headings[block.at.line], []))
            else:
                parts[-1][1].append(block)
        starts = [heading.at.line if heading else 0 for heading, _ in parts]
        ends = [*starts[1:], sys.maxsize]
        return [Section(*part, *span) for part, *span in zip(parts, starts, ends, strict=True)]

    def section_of(self, line: int) -> Section:
        """Return the section in which a line stands."""
        return next(one for one in self.sections if line < one.end)

    def block_at(self, line: int) -> Block:
        """Return the block in which a line of the body stands."""
        return next((one for one in reversed(self.blocks) if one.at.line <= line), self.blocks[0])

    def release(self) -> None:
        """Forget what can be worked out again: a large site is checked page by page."""
        for name in ("blocks", "prose", "sections"):
            self.__dict__.pop(name, None)
        self._joined = None

    def _described(self) -> list[Block]:
        lines = self.head.split("\n")
        found = []
        for key in ("title", "description"):
            value = self.meta.get(key)
            if not isinstance(value, str) or not value:
                continue
            at = self.at(key)
            written = lines[at.line - 1] if at.line <= len(lines) else ""
            found.append(Block(key, Position(at.line, written.find(value) + 1 or at.col), value))
        return found


def _anchor(attributes: str) -> str | None:
    return next((word[1:] for word in attributes.split() if word.startswith("#")), None)


def _hide(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", MASK, match.group())


def _masked(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the lines of a body with code masked, and the code inside its lines as (line from 0, code).

    Masked, so that no syntax shown as an example is taken for real; readers see it all the same.
    """
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
    shown = "\n".join(visible)
    if "`" not in shown:
        return visible, []
    spans = [(found.start(), found.group()) for found in _CODE_SPAN.finditer(shown)]
    lines = _CODE_SPAN.sub(_hide, shown).split("\n")
    # A fenced block is an empty line here: the places of spans are counted in lines, which stay as many.
    return lines, [(shown.count("\n", 0, start), span) for start, span in spans]


def _heading(line: str, above: str, number: int) -> Heading | None:
    if above.strip() and not above.lstrip().startswith(("|", "-", "#")) and _UNDERLINE.match(line):
        return Heading(1 if line[0] == "=" else 2, above.strip(), None, Position(number - 1, 1))
    match = _HEADING.match(line)
    if not match:
        return None
    words = match.group(2).strip(f" \t{MASK}").rstrip("#").rstrip()
    attributes = _ATTRIBUTES.search(words)
    named = attributes.group(1) if attributes else ""
    classes = tuple(word[1:] for word in named.split() if word.startswith("."))
    text = _ATTRIBUTES.sub("", words).strip().replace(MASK, " ")
    return Heading(len(match.group(1)), text, _anchor(named), Position(number, 1), classes)


def _read_line(page: SourcePage, line: str, above: str, number: int) -> None:
    if heading := _heading(line, above, number):
        page.headings.append(heading)
    if callout := _CALLOUT.match(line):
        kind, title, rest = callout.groups()
        page.callouts.append(Callout(kind or rest, (title or "").strip('"'), Position(number, 1)))
    for found in REFERENCE.finditer(line):
        page.mentions.append(Mention("source", found.group(1), Position(number, found.start(1) - 1)))
    if "[" in line or "](" in line or "//" in line or "mailto:" in line:
        _read_links(page, line, number)


def _odd_links(page: SourcePage, line: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield ('!' for a picture, words, target) of the links whose words hold brackets, or began on a line above."""
    above = list(takewhile(str.strip, (text for _, text in page.masked[-2 : -2 - _WRAPPED : -1])))
    before = "".join(f"{text}\n" for text in reversed(above))[-_LONGEST:]
    text = before + line
    opened: list[int] = []
    closed: dict[int, int] = {}
    for mark in _BRACKET.finditer(text):
        if mark.group() == "[":
            opened.append(mark.start())
        elif opened:
            closed[mark.start()] = opened.pop()
    for target in _TARGET.finditer(line):
        end = len(before) + target.start()
        if end in closed:
            begin = closed[end]
            yield "!" if text[begin - 1 : begin] == "!" else "", text[max(begin + 1, end - _LONGEST // 5) : end], target


def _read_links(page: SourcePage, line: str, number: int) -> None:
    taken: list[int] = []

    def take(image: str, words: str, target: str, start: int, place: int, alone: bool) -> None:
        at = Position(number, start + 1)
        taken.append(start)
        scheme, colon, name = target.partition(":")
        if image:
            page.images.append(Image(target, words, Position(number, place + 1)))
        elif colon and scheme.lower() in DATA_SCHEMES:
            page.mentions.append(Mention(scheme, name, at, inline=not words.strip() and not alone))
        elif colon or target.startswith("//"):
            page.externals.append(Link(target, at, words))
        else:
            page.links.append(Link(target, at, words))

    for found in _LINK.finditer(line):
        alone = line.strip().removeprefix("- ").removeprefix("* ") == found.group() + ")"
        take(*found.groups(), found.start(3), found.start(), alone)
    if line.count("](") > len(taken):
        known = set(taken)
        for image, words, target in _odd_links(page, line):
            if target.start(1) not in known:
                take(image, words, target.group(1), target.start(1), target.start(), False)
    if definition := _DEFINITION.match(line):
        words, target = definition.groups()
        kind = page.externals if ":" in target or target.startswith("//") else page.links
        kind.append(Link(target, Position(number, definition.start(2) + 1), words))
        taken.append(definition.start(2))
    for found in _BARE.finditer(line):
        if found.start() not in taken:
            page.externals.append(Link(found.group(), Position(number, found.start() + 1)))


def _read_comments(page: SourcePage, lines: list[str], first: int) -> list[str]:
    """Take note of what comments let pass; returns the lines with comments masked."""
    for index, line in enumerate(lines):
        # A comment that is never closed is none: looking for its end again and again would take for ever.
        for found in _ALLOW.finditer(line, 0, line.rfind("-->") + 3) if "<!--" in line else ():
            covered = index
            if not line.replace(found.group(), "").strip(" -*"):
                following = (later for later in range(index + 1, len(lines)) if lines[later].strip())
                covered = next(following, index)
            asked = found.group(1).strip(" \t:")
            code = _CODE.match(asked)
            at = Position(first + index, found.start() + 1)
            page.allowances.append(Allowance((code[1] or "").upper(), asked[code.end() :], at, first + covered))
    text = "\n".join(lines)
    last = text.rfind("-->") + 3
    hidden = (_COMMENT.sub(_hide, text[:last]) + text[last:]).split("\n")
    # A line of nothing but a comment is an empty one; a line of code alone stays.
    return [
        " " * len(new) if new != old and not new.strip(f" {MASK}") else new
        for old, new in zip(lines, hidden, strict=True)
    ]


def read(text: str, *, bare: bool = False) -> SourcePage:
    """Parse a page's text; `bare` pages need no front matter.

    Raises PageError when the front matter is missing or is not a YAML mapping.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    if not match and not bare:
        message = say(
            "the page must begin with front matter between two lines `---`; add title, description, reviewed, kind"
        )
        raise PageError(message, Position(1, 1))
    try:
        front_matter = parse(match.group(2) or "" if match else "{}", first_line=2)
    except YamlError as error:
        hint = say("put the value between double quotes if it contains a colon")
        message = say("front matter: {problem}; {hint}", problem=error.message, hint=hint)
        raise PageError(message, error.at) from None
    meta = front_matter.data if front_matter.data is not None else {}
    if not isinstance(meta, dict):
        raise PageError(say("front matter must be lines of `key: value`"), Position(2, 1))
    end = match.end() if match else 0
    page = SourcePage(meta, front_matter, head=text[:end], body=text[end:])
    first = text.count("\n", 0, end) + 1
    lines, spans = _masked(page.body)
    page.spans = [(first + line, span) for line, span in spans]
    if "<!--" in page.body:
        lines = _read_comments(page, lines, first)
    above = ""
    for number, line in enumerate(lines, first):
        page.masked.append((number, line))
        if line:
            _read_line(page, line, above, number)
        above = line
    return page
