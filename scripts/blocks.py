"""The blocks of a Markdown body: what people read, with everything that is syntax masked, each at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.finding import Position

# Stands for a character of syntax: neither a space nor a letter, so that it joins and parts nothing.
MASK = "\ufffc"

_SYNTAX = re.compile(
    r"""
    <!--.*?(?:-->|\Z)                               # comments
  | \[\^[^\]\s]+\]                                  # references to sources
  | \]\([ ]*[^()\s]*(?:\([^()]*\)[^()\s]*)*(?:[ ]+["'][^\n]{0,300}?["'])?[ ]*\)   # targets of links
  | \]\[[^\]\n]*\]
  | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$                   # definitions of links
  | \{[:\#.][^{}\n]*\}                              # attributes
  | <(?:https?|mailto):[^>\n]*> | https?://[^\s)\]>«»]+
  | </?[a-zA-Z][^<>]*>                              # tags
  | ^[ ]*(?:[-*+]|\d+[.)])[ ]+(?:\[[ xX]\][ ]+)?    # marks of items
  | ^[ ]*\#{1,6}(?=[ ]|$)
  | ^[ ]*(?:!!!|\?\?\?\+?)[ ]?[\w -]*"?           # openings of callouts
  | !?\[(?=[^\[\]\n]*\]) | \*+ | ~~ | \|
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
ITEMS = ("item", "task", "number")
_ITEM = re.compile(r"^( *)([-*+]|\d+[.)]) +(\[[ xX]\] )?")
_HEADING = re.compile(r"^ *#{1,6}(?!#)")
_CALLOUT = re.compile(r"^ *(?:!!!|\?\?\?)")
_CLOSING = re.compile(r'"(?=\s*$)')


def _masked(match: re.Match[str]) -> str:
    found = match.group()
    return MASK * len(found) if "\n" not in found else re.sub(r"[^\n]", MASK, found)


def mask(text: str) -> str:
    """Return `text` with its Markdown syntax masked, character by character: every word keeps its place."""
    return _SYNTAX.sub(_masked, text)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item, row of a table, title of a callout, or a text of the front matter.

    `kind`: heading | paragraph | item | task | number | row | callout | title | description. `at` is where `text`
    begins; `text` has line ends of its own where the block has several lines. `depth` counts an item's spaces.
    """

    kind: str
    at: Position
    text: str
    depth: int = 0

    def position(self, index: int) -> Position:
        """Return where the character `text[index]` stands in the file."""
        line = self.text.count("\n", 0, index)
        if not line:
            return Position(self.at.line, self.at.col + index)
        return Position(self.at.line + line, index - self.text.rfind("\n", 0, index))


def _kind(line: str) -> tuple[str, int] | None:
    """Return what a line begins (kind, depth), or None for one that goes on with the block above it."""
    first = line.lstrip()[:1]
    if first == "#" and _HEADING.match(line):
        return "heading", 0
    if first == "|":
        return "row", 0
    if first in "!?" and _CALLOUT.match(line):
        return "callout", len(line) - len(line.lstrip())
    if first and first in "-*+0123456789" and (item := _ITEM.match(line)):
        return "task" if item.group(3) else "number" if item.group(2)[0].isdigit() else "item", len(item.group(1))
    return None


def split(lines: Sequence[tuple[int, str]]) -> list[Block]:
    """Cut the lines of a body (number, text with code blanked) into blocks, in order."""
    found: list[Block] = []
    kind, depth, first, held = "paragraph", 0, 0, []

    def close() -> None:
        if held:
            text = mask("\n".join(held))
            if kind == "callout":
                text = _CLOSING.sub(MASK, text)
            found.append(Block(kind, Position(first, 1), text, depth))
            held.clear()

    for number, line in lines:
        if not line.strip():
            close()
            continue
        begins = _kind(line)
        if begins or not held or kind in ("heading", "row", "callout"):
            close()
            kind, depth = begins or ("paragraph", len(line) - len(line.lstrip()))
            first = number
        held.append(line)
    close()
    return found
