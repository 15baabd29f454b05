"""Which of many forms may stand in a text, told from its words alone, before any pattern is tried."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from scripts import notation

_T = TypeVar("_T")
_Told = tuple[tuple[int, ...], int]  # (numbers of the items to look at, a bit for each set with a word here)
_LIMIT = 100_000  # pieces of text remembered, on a very large site
_PIECE = 60  # characters of a piece worth remembering


class WordIndex(dict[str, _Told | None], Generic[_T]):
    """`items` come with sets of folded words, the rarest first: where an item stands, so does a word of each.

    `language` says what may be attached before a word (`notation`).

    As a dictionary it remembers what each piece between two spaces tells.
    """

    def __init__(self, items: Iterable[tuple[_T, Sequence[frozenset[str]]]], language: str = "") -> None:
        super().__init__()
        self._prefixes = notation.prefixes(language)
        bits: dict[frozenset[str], int] = {}
        self._items: list[tuple[_T, int]] = []
        self._words: dict[str, tuple[list[int], int]] = {}
        for number, (item, sets) in enumerate(items):
            self._items.append((item, sum({bits.setdefault(words, 1 << len(bits)) for words in sets})))
            for rank, words in enumerate(sets):
                for word in words:
                    numbers, told = self._words.get(word, ([], 0))
                    self._words[word] = (numbers if rank else [*numbers, number], told | bits[words])

    def __missing__(self, piece: str) -> _Told | None:
        told = [one for token in notation.TOKEN.findall(piece) for one in self._told_by(notation.fold(token))]
        numbers = tuple(number for held, _ in told for number in held)
        found = (numbers, functools.reduce(operator.or_, (bits for _, bits in told))) if told else None
        if len(self) >= _LIMIT:
            self.clear()
        if len(piece) <= _PIECE:
            self[piece] = found
        return found

    def _told_by(self, word: str) -> Iterator[tuple[list[int], int]]:
        starts = [one for one in self._prefixes.get(word[:1], ()) if word.startswith(one) and len(word) > len(one) + 1]
        for length in (0, *map(len, starts)):
            if word[length:] in self._words:
                yield self._words[word[length:]]

    def spotted(self, text: str) -> list[_T]:
        """Return the items that may stand in a text."""
        asked: list[int] = []
        told = 0
        for numbers, bits in filter(None, map(self.__getitem__, text.split())):
            asked += numbers
            told |= bits
        return [item for item, needed in map(self._items.__getitem__, dict.fromkeys(asked)) if told & needed == needed]
