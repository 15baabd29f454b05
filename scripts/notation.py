"""The small notation in which `data/terms.yml` writes words and phrases, and where each of them stands in a text.

`(e)` may be there or not · `a/b` one word or the other · `…` up to four words of the same sentence · `#` a number ·
`~` a pronoun may be attached (Arabic). Case, apostrophes, line ends, marks of Markdown, Arabic vowels and the letters
people mix up never matter; an accent may be missing, never added; the particles و ف ب ك ل س ال may be attached.
`exact` forms are taken letter by letter and case by case.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from scripts.blocks import MASK

_MARKS = "\u064b-\u065f\u0670\u0640"
TOKEN = re.compile(rf"[\w{_MARKS}]+")
_MARK = re.compile(f"[{_MARKS}]")
# Words of nearly every sentence.
_COMMON = (
    "le la les l de du des d un une au aux à ce ces c en et est se s sur pas ne n vous votre vos nous on je il elle"
    " pour par qui que qu si plus sont sans faire fait avec ou dans"
    " من في لا ما أن كل عن أي هو هي لم لن قد إن أو مع على إلى كان"
)
_BREAK = rf"[\s{MASK}>(]+(?:(?:[cdjlmnst]|qu)[’'])?"
_GAP = rf"(?:[\s{MASK}>(]+[^\s{MASK}.!?;:؟؛،,()«»]+){{0,4}}?"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_ENDINGS = ("ك", "كم", "كن", "كما", "ه", "ها", "هم", "هن", "هما", "ي", "نا", "ني")
_CLITICS = ("", "ب", "ك", "ل", "س", "ال", "بال", "كال", "لل")
PREFIXES = tuple(sorted({a + b for a in ("", "و", "ف") for b in _CLITICS} - {""}, key=len, reverse=True))
_SHORT = 4  # letters
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_LETTERS = str.maketrans("أإآٱىیةک", "اااايي" + "هك")
_VARIANT = re.compile(f"[أإآٱىیةک{_MARKS}]")


class NotationError(ValueError):
    """A form is not written in the notation."""


class Found(NamedTuple):
    """Where a form stands in a text, and the particles attached before it (of `exact` forms only)."""

    start: int
    end: int
    attached: str | None = None


def fold(word: str) -> str:
    """Return a word as the index holds it: without case, accents, vowels, or the differences people overlook."""
    word = word.lower().strip("_")
    if "\u0600" <= word[:1] <= "\u06ff":
        return _MARK.sub("", word.translate(_LETTERS))
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("æ", "ae"))
    return "".join(one for one in plain if unicodedata.category(one) != "Mn")


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(map(fold, _COMMON.split()))


@functools.lru_cache(maxsize=256)
def _flat(text: str) -> str:
    """Return a text without Arabic vowels and variants of letters."""
    if not _VARIANT.search(text):
        return text
    for letter, plain in _LETTERS.items():  # much faster than `translate` on long texts
        text = text.replace(chr(letter), chr(plain))
    return _MARK.sub("", text)


def _place(text: str, index: int) -> int:
    """Return where the character of the flat text at `index` stood."""
    for mark in _MARK.finditer(text):
        if mark.start() > index:
            break
        index += 1
    return index


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


def _letter(letter: str) -> str:
    """Return the pattern of one letter, whose accent may be missing."""
    if letter in "’'":
        return "[’']"
    if letter in "œæ":
        return {"œ": "(?:œ|oe)", "æ": "(?:æ|ae)"}[letter]
    base = letter if _is_arabic(letter) else unicodedata.normalize("NFD", letter)[0]
    return f"[{letter}{base}]" if base != letter else re.escape(letter)


def _word(word: str, *, exact: bool) -> str:
    return re.escape(word) if exact else "".join(map(_letter, word.translate(_LETTERS)))


def _choice(choice: str, *, exact: bool) -> str:
    stem = choice.removesuffix("~")
    core = "".join(
        _word(part, exact=exact) if index % 2 == 0 else f"(?:{_word(part, exact=exact)})?"
        for index, part in enumerate(_OPTIONAL.split(stem))
    )
    if stem == choice:
        return core
    endings = "|".join(_ENDINGS)
    return f"{core[:-1]}(?:ه|ت(?:{endings}))" if stem.endswith("ة") else f"{core}(?:{endings})?"


def _slot(slot: str, *, exact: bool, first: bool) -> str:
    """Return the pattern of one place in a form: a number, or one of several words with what may be attached."""
    if slot == "#":
        return r"\d+"
    words = slot.split("/")
    named = {word for word in words if word.startswith("ال") and len(word) > 4 and not exact}
    bare = {word for word in words if _is_arabic(word[0])} - named
    found = ["|".join(_choice(word, exact=exact) for word in words if word not in named | bare)]
    for short in (True, False):  # «كافة» is no «آفة» with a particle
        held = [word for word in words if word in bare and (len(word) < _SHORT) == short]
        attached = "[وف]?(?:[بك]?ال|لل)?" if short else "[وف]?(?:[بكلس]?(?:ال)?|لل)"
        attached = attached if first or not exact else ""
        one = "|".join(_choice(word, exact=exact) for word in held)
        if held:
            found.append(f"(?P<attached>{attached})(?:{one})" if exact and first else f"{attached}(?:{one})")
    if named:
        found.append(
            f"[وف]?(?:[بكس]?ال|لل)(?:{'|'.join(_choice(word[2:], exact=exact) for word in words if word in named)})"
        )
    return f"(?:{'|'.join(one for one in found if one)})"


def _slots(written: str) -> list[str]:
    slots = _MARK.sub("", written).split()
    if not slots or "…" in (slots[0], slots[-1]) or any("" in slot.split("/") for slot in slots):
        raise NotationError(written)
    return slots


@functools.cache
def _pattern(written: str, *, exact: bool) -> re.Pattern[str]:
    found = ""
    for slot in _slots(written):
        if slot == "…":
            found += _GAP
        else:
            found += (_BREAK if found else "") + _slot(slot, exact=exact, first=not found)
    after = "" if written[-1] in "’'%" else _AFTER
    return re.compile(f"{_BEFORE}{found}{after}", 0 if exact else re.IGNORECASE)


def find(written: str, text: str, *, exact: bool = False) -> Iterator[Found]:
    """Yield every place of a text where a form stands."""
    flat = text if exact else _flat(text)
    for match in _pattern(written, exact=exact).finditer(flat):
        start, end = match.span()
        if len(flat) != len(text):
            start, end = _place(text, start), _place(text, end)
        yield Found(start, end, match.groupdict().get("attached"))


def contains(written: str, text: str) -> bool:
    """Return whether a form stands in a text."""
    return _pattern(written, exact=False).search(_flat(text)) is not None


def _expanded(choice: str) -> list[str]:
    """Return every spelling of a word with optional letters."""
    parts = _OPTIONAL.split(choice)
    if any(mark in part for part in parts for mark in "()"):
        raise NotationError(choice)
    options = [(part,) if index % 2 == 0 else ("", part) for index, part in enumerate(parts)]
    return ["".join(parts) for parts in itertools.product(*options)]


def spellings(slot: str) -> Iterator[str]:
    """Yield every spelling of one word of a form."""
    for choice in slot.split("/"):
        for word in _expanded(choice.removesuffix("~")):
            yield word
            if choice.endswith("~"):
                base = f"{word[:-1]}ت" if word.endswith("ة") else word
                yield from (base + ending for ending in _ENDINGS)


@functools.cache
def keys(written: str) -> tuple[frozenset[str], ...]:
    """Return sets of folded words: a text in which `written` stands holds a word of each. Raises NotationError.

    They are those of the form's two rarest words, as far as their length tells; common words tell nothing.
    """
    held = []
    for slot in _slots(written):
        words = {max(map(fold, TOKEN.findall(word)), key=len, default="") for word in spellings(slot)}
        held.append(frozenset(words | {word[2:] for word in words if word.startswith("ال") and len(word) > 4}))
    held.sort(key=lambda words: (not words.isdisjoint(_common()), -min(map(len, words))))
    if "" in held[0]:
        raise NotationError(written)
    telling = [words for words in held[:2] if words.isdisjoint(_common()) and "" not in words]
    return tuple(telling or held[:1])
