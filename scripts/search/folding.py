"""Words as the search compares them: without accents, in one spelling, without article and ending.

The rules are data (`data/search/<locale>.yml`); `docs/assets/js/search-engine.js` applies the same ones, in the same
order, to what readers type. A language without rules is folded as Unicode says.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Rules:
    """How one language is folded.

    `letters` are replaced, one by one; `words` are whole words with what they become, which is then left alone. Each
    of `cuts` changes the start or the end of a word once, by the longest of its pieces that leaves `keep` letters.
    `stop` are the words that say nothing, as they are typed; `everyday`, what people say for what the pages say.
    `spelled` and `alike` serve queries only, in the browser: what one or two letters of another keyboard stand for, and
    the letters that sound alike, '' for a mere vowel.
    """

    letters: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    cuts: tuple[Mapping[str, Any], ...] = ()
    stop: str = ""
    everyday: tuple[Mapping[str, Any], ...] = ()
    spelled: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def table(self) -> dict[int, str]:
        """Return `letters` for `str.translate`."""
        return str.maketrans(dict(self.letters))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Rules:
        """Return the rules that a file of `data/search/` holds."""
        letters = cls(data.get("letters") or {})
        return cls(
            letters.letters,
            {plain(word, letters): plain(term, letters) for word, term in (data.get("words") or {}).items()},
            tuple(data.get("cuts") or ()),
            str(data.get("stop") or ""),
            tuple(data.get("everyday") or ()),
            {str(typed): letters for typed, letters in (data.get("spelled") or {}).items()},
            data.get("alike") or {},
        )


class _Bare(dict[int, int | None]):
    """Takes the marks off letters in `str.translate`; looks at each letter once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_BARE = _Bare()


def plain(text: str, rules: Rules) -> str:
    """Return a text in small letters, without marks, its letters in one spelling."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_BARE)
    return text.lower().translate(rules.table)


def _cut(word: str, step: Mapping[str, Any]) -> str:
    pieces, keep, ending = step["pieces"], step["keep"], step["at"] == "end"
    for size in range(min(len(word) - 1, max(map(len, pieces))), 0, -1):
        piece = word[-size:] if ending else word[:size]
        if piece in pieces and len(word) - size >= keep:
            return word[:-size] + pieces[piece] if ending else pieces[piece] + word[size:]
    return word


def stem(word: str, rules: Rules) -> str:
    """Return a plain word without what its language glues to it."""
    if word in rules.words:
        return rules.words[word]
    for step in rules.cuts:
        word = _cut(word, step)
    return word


def words(text: str, rules: Rules) -> Iterator[str]:
    """Yield the plain words of a text."""
    yield from _WORD.findall(plain(text, rules))


class Folder:
    """Folds the texts of one language; what it has folded once it remembers."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.stop = frozenset(words(rules.stop, rules))
        self._known: dict[str, str] = {}

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text, in order, those that say nothing left out."""
        found = []
        for word in words(text, self.rules):
            if word not in self.stop:
                if word not in self._known:
                    self._known[word] = stem(word, self.rules)
                found.append(self._known[word])
        return found
