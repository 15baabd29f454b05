"""The text of a page as one string, so that a rule looks through it once; each match goes back to its place."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from scripts.finding import Finding, Fix, Message, Position

if TYPE_CHECKING:
    from scripts.blocks import Block
    from scripts.rules import View

GAP = "\n\n"  # between two blocks
_ENTITY = re.compile(r"&#?\w{1,31};\Z")


class RunningText:
    """All that people read on a page: `text` is its blocks, with a GAP between them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.blocks = view.page.prose
        self.text = view.page.joined(GAP)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(block.text) + len(GAP) for block in self.blocks)]

    @cached_property
    def _lines(self) -> list[str]:
        return (self.view.page.head + self.view.page.body).split("\n")

    def block(self, index: int) -> Block:
        """Return the block that holds `text[index]`."""
        return self.blocks[bisect_right(self._starts, index) - 1]

    def begin(self, index: int) -> int:
        """Return where the block that holds `text[index]` begins in `text`."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def at(self, index: int) -> Position:
        """Return where the character `text[index]` stands in the file."""
        return self.block(index).position(index - self.begin(index))

    def say_at(self, index: int, code: str, message: str, length: int = 0, right: str | None = None) -> Finding:
        """Return a finding at `text[index]`; with `right`, what the next `length` characters may become.

        A title written over several lines or with escapes is not as it stands in the file: it is left to people.
        """
        at = self.at(index)
        fix = None
        if right is not None:
            written = self._lines[at.line - 1][at.col - 1 : at.col - 1 + length]
            fix = Fix(length, right) if written == self.text[index : index + length] else None
        return self.view.say_at(at, code, message, fix)

    def _ends_entity(self, match: re.Match[str]) -> bool:
        """Tell whether what was found is the end of a character written by its name: «&eacute;»."""
        if match.group()[0] != ";":
            return False
        entity = _ENTITY.search(self.text[max(0, match.start() - 33) : match.start() + 1])
        return bool(entity) and html.unescape(entity.group()) != entity.group()

    def slips(self, code: str, slips: tuple[Slip, ...]) -> Iterator[Finding]:
        """Yield a finding for each match of each slip."""
        for slip in slips:
            if slip.sign and slip.sign not in self.text:
                continue
            for match in slip.pattern.finditer(self.text):
                right = KEEP if self._ends_entity(match) else slip.right(match)
                if right is not KEEP:
                    yield self.say_at(match.start(), code, slip.message(match), len(match.group()), right)


KEEP = "\0"  # what `right` gives for a match which is no slip after all


class Slip(NamedTuple):
    """A slip of the keyboard: what it looks like, how to say it, and what may stand in its place (None: ask people).

    `sign` is a string without which the pattern need not be tried.
    """

    pattern: re.Pattern[str]
    message: Callable[[re.Match[str]], Message]
    right: Callable[[re.Match[str]], str | None]
    sign: str = ""
