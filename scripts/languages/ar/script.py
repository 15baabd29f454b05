"""Arabic script: its letters and marks, and the same text without marks."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

LETTERS = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3"  # for use inside […]
MARKS = "\u064b-\u0652\u0670"
WORD = re.compile(f"[{LETTERS}\u0640]+")
_MARK = re.compile(f"[{MARKS}]")


def bare(word: str) -> str:
    """Return a word without its vowels and doubling marks."""
    return _MARK.sub("", word)


class Unmarked:
    """`text`: a text without its marks, in which a word has one spelling; `origin` goes back to the marked text."""

    def __init__(self, marked: str) -> None:
        self.marked = marked
        self.text = bare(marked)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word of the text."""
        return frozenset(WORD.findall(self.text))

    def places(self, words: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield (index, word) wherever one of `words` stands in the text, in no order."""
        for word in self.words.intersection(words):
            at = self.text.find(word)
            while at >= 0:
                found = WORD.match(self.text, at)
                whole = found and found.end() == at + len(word) and not WORD.match(self.text[at - 1 : at])
                if whole:
                    yield at, word
                at = self.text.find(word, at + len(word))

    @cached_property
    def _before(self) -> list[int]:
        return [match.start() - count for count, match in enumerate(_MARK.finditer(self.marked))]

    def origin(self, index: int) -> int:
        """Return where the character `text[index]` stands in the marked text."""
        return index + bisect_right(self._before, index)

    def as_written(self, start: int, end: int) -> str:
        """Return the marked text of `text[start:end]`."""
        return self.marked[self.origin(start) : self.origin(end)]


@functools.lru_cache(maxsize=1)
def unmarked(text: str) -> Unmarked:
    """Return a text without its marks; several rules in turn look through the same one."""
    return Unmarked(text)
