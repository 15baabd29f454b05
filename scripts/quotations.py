"""What stands between a language's marks of quotation: somebody's words, and the marks that have lost the other one."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from functools import cached_property

from scripts.blocks import MASK
from scripts.running_text import GAP, RunningText

# A quotation of several paragraphs opens where one begins, or after a colon, and closes where one ends.
_OPENS = re.compile(rf"(?:\A|:)[\s{MASK}>]*\Z")
_FAR = 40  # characters between a colon and its quotation
_CLOSES = re.compile(rf"[\s{MASK}.,;:!?…،؛؟]*\Z")


@functools.cache
def _marks(opening: str, closing: str) -> re.Pattern[str]:
    return re.compile(f"[{opening}{closing}]")


class Quotations:
    """`unpaired`: where a mark that opens or closes stands alone in its block.

    In a language whose marks are not known there are no quotations.
    """

    def __init__(self, running: RunningText) -> None:
        self.quotes = running.view.language.quotes
        self._spans: list[tuple[int, int]] = []
        self.unpaired: list[int] = []
        self._across: tuple[int, int] | None = None  # a « which another block may close, and the end of its block
        begin = 0
        for block in running.blocks if self.quotes and self._marked(running.text) else ():
            self._read(block.text, begin)
            begin += len(block.text) + len(GAP)
        self._settle()

    def _marked(self, text: str) -> bool:
        return self.quotes.open in text or self.quotes.close in text

    def _settle(self) -> None:
        if self._across:
            self.unpaired.append(self._across[0])
            self._spans.append(self._across)
            self._across = None

    def _read(self, text: str, begin: int) -> None:
        opened: list[int] = []
        for match in _marks(self.quotes.open, self.quotes.close).finditer(text):
            index = begin + match.start()
            if match.group() == self.quotes.open:
                opened.append(index)
            elif opened:
                self._spans.append((opened.pop(), index))
            elif self._across and _CLOSES.match(text, match.end()):
                self._spans.append((self._across[0], index))
                self._across = None
            else:
                self.unpaired.append(index)
                self._spans.append((begin, index))
        for index in opened:
            self._settle()
            self._across = index, begin + len(text)
            end = index - begin
            # Of a long text its end will do, behind a letter that is no beginning.
            before = text[:end] if end < _FAR else "x" + text[end - _FAR : end]
            if not _OPENS.search(before):
                self._settle()

    @cached_property
    def _outer(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for start, end in sorted(self._spans):
            if not found or end > found[-1][1]:
                found.append((start, end))
        return found

    def hold(self, index: int) -> bool:
        """Tell whether a place of the text stands in a quotation; one that is never closed ends with its block."""
        last = bisect_left(self._outer, (index,)) - 1
        return last >= 0 and index < self._outer[last][1]
