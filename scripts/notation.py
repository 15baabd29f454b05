"""The small notation in which `data/terms.yml` writes words and phrases, and where each of them stands in a text.

`(e)` may be there or not · `a/b` one word or the other · `…` up to four words of the same sentence · `#` a number ·
`~` a pronoun may be attached (Arabic). Case, apostrophes, line ends, marks of Markdown, Arabic vowels and the letters
people mix up never matter; an accent may be missing, never added; particles that the language writes in one with a word
may be attached. `exact` forms are taken letter by letter and case by case.

Functions take the `language` of the form, which says what may be attached (`scripts/languages/`); without one, what any
language attaches to words of its script may be.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scripts import languages
from scripts.blocks import MASK
from scripts.languages import Attached, Language, writing

_MARKS = "\u064b-\u065f\u0670\u0640"
TOKEN = re.compile(rf"[\w{_MARKS}]+")
_MARK = re.compile(f"[{_MARKS}]")
_GAP = rf"(?:[\s{MASK}>(]+[^\s{MASK}.!?;:؟؛،,()«»]+){{0,4}}?"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_SHORT = 4  # letters
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_ALIKE = languages.alike()
_LETTERS = {ord(sign): ord(plain) for sign, plain in _ALIKE.items() if len(plain) == 1}
_LIGATURES = {sign: plain for sign, plain in _ALIKE.items() if len(plain) > 1}
_VARIANT = re.compile(f"[{''.join(map(chr, _LETTERS))}{_MARKS}]")
_NONE = Attached()


class NotationError(ValueError):
    """A form is not written in the notation."""


class Found(NamedTuple):
    """Where a form stands in a text, and the particles attached before it (of `exact` forms only)."""

    start: int
    end: int
    attached: str | None = None


def _is_arabic(letter: str) -> bool:
    """Tell whether a letter is one of a script in which marks are vowels, and a hamza is no accent."""
    return 0x600 <= ord(letter or " ") <= 0x6FF


def fold(word: str) -> str:
    """Return a word as the index holds it: without case, accents, vowels, or the differences people overlook."""
    word = word.lower().strip("_")
    if _is_arabic(word[:1]):
        return _MARK.sub("", word.translate(_LETTERS))
    if word.isascii():
        return word
    for sign, plain in _LIGATURES.items():
        word = word.replace(sign, plain)
    return "".join(one for one in unicodedata.normalize("NFD", word) if unicodedata.category(one) != "Mn")


def _spoken(language: str) -> tuple[Language, ...]:
    return (languages.of(language),) if language else languages.every()


@functools.cache
def _common(language: str) -> frozenset[str]:
    """Return the words of nearly every sentence."""
    return frozenset(fold(word) for one in _spoken(language) for word in one.common)


@functools.cache
def _attached(letter: str, language: str) -> Attached | None:
    """Return what may be attached to a word that begins with a letter."""
    script = writing.of_letter(letter)
    return next((one.attached for one in _spoken(language) if one.attached and one.script == script), None)


@functools.cache
def _pronouns(language: str) -> Attached:
    """Return what may be attached after a word."""
    return next((one.attached for one in _spoken(language) if one.attached and one.attached.pronouns), _NONE)


@functools.cache
def prefixes(language: str = "") -> Mapping[str, tuple[str, ...]]:
    """Return what may be attached before a word, the longest first, by first letter."""
    found = {prefix for one in _spoken(language) if one.attached for prefix in one.attached.prefixes}
    ordered = sorted(found, key=lambda prefix: (-len(prefix), prefix))
    return {letter: tuple(one for one in ordered if one[0] == letter) for letter in {one[0] for one in ordered}}


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


def _letter(letter: str) -> str:
    """Return the pattern of one letter, whose accent may be missing."""
    if letter in "’'":
        return "[’']"
    if letter in _LIGATURES:
        return f"(?:{letter}|{_LIGATURES[letter]})"
    base = letter if _is_arabic(letter) else unicodedata.normalize("NFD", letter)[0]
    return f"[{letter}{base}]" if base != letter else re.escape(letter)


def _word(word: str, *, exact: bool) -> str:
    return re.escape(word) if exact else "".join(map(_letter, word.translate(_LETTERS)))


def _choice(choice: str, language: str, *, exact: bool) -> str:
    stem = choice.removesuffix("~")
    core = "".join(
        _word(part, exact=exact) if index % 2 == 0 else f"(?:{_word(part, exact=exact)})?"
        for index, part in enumerate(_OPTIONAL.split(stem))
    )
    after = _pronouns(language)
    if stem == choice or not after.pronouns:
        return core
    endings, last = "|".join(after.pronouns), stem[-1:]
    if last in after.turns:
        return f"{core[:-1]}(?:{_ALIKE.get(last, last)}|{after.turns[last]}(?:{endings}))"
    return f"{core}(?:{endings})?"


def _has_article(word: str, attached: Attached) -> bool:
    return bool(attached.article) and word.startswith(attached.article) and len(word) > len(attached.article) + 2


def _slot(slot: str, language: str, *, exact: bool, first: bool) -> str:
    """Return the pattern of one place in a form: a number, or one of several words with what may be attached."""
    if slot == "#":
        return r"\d+"
    words = slot.split("/")
    before = next(filter(None, (_attached(word[0], language) for word in words)), _NONE)
    own = {word for word in words if before is not _NONE and _attached(word[0], language) is before}
    named = {word for word in own if _has_article(word, before) and not exact}
    bare = own - named
    found = ["|".join(_choice(word, language, exact=exact) for word in words if word not in own)]
    for short in (True, False):
        held = [word for word in words if word in bare and (len(word) < _SHORT) == short]
        attached = before.short if short else before.long
        attached = attached if first or not exact else ""
        one = "|".join(_choice(word, language, exact=exact) for word in held)
        if held:
            found.append(f"(?P<attached>{attached})(?:{one})" if exact and first else f"{attached}(?:{one})")
    if named:
        start = len(before.article)
        one = "|".join(_choice(word[start:], language, exact=exact) for word in words if word in named)
        found.append(f"{before.definite}(?:{one})")
    return f"(?:{'|'.join(one for one in found if one)})"


def _slots(written: str) -> list[str]:
    slots = _MARK.sub("", written).split()
    if not slots or "…" in (slots[0], slots[-1]) or any("" in slot.split("/") for slot in slots):
        raise NotationError(written)
    return slots


@functools.cache
def _break(language: str) -> str:
    """Return the pattern of what parts two words."""
    elided = "|".join(one.elided for one in _spoken(language) if one.elided)
    return rf"[\s{MASK}>(]+" + (f"(?:{elided})?" if elided else "")


@functools.cache
def _pattern(written: str, language: str, *, exact: bool) -> re.Pattern[str]:
    found = ""
    for slot in _slots(written):
        if slot == "…":
            found += _GAP
        else:
            found += (_break(language) if found else "") + _slot(slot, language, exact=exact, first=not found)
    after = "" if written[-1] in "’'%" else _AFTER
    return re.compile(f"{_BEFORE}{found}{after}", 0 if exact else re.IGNORECASE)


def find(written: str, text: str, language: str = "", *, exact: bool = False) -> Iterator[Found]:
    """Yield every place of a text where a form stands."""
    flat = text if exact else _flat(text)
    for match in _pattern(written, language, exact=exact).finditer(flat):
        start, end = match.span()
        if len(flat) != len(text):
            start, end = _place(text, start), _place(text, end)
        yield Found(start, end, match.groupdict().get("attached"))


def contains(written: str, text: str, language: str = "") -> bool:
    """Return whether a form stands in a text."""
    return _pattern(written, language, exact=False).search(_flat(text)) is not None


def _expanded(choice: str) -> list[str]:
    """Return every spelling of a word with optional letters."""
    parts = _OPTIONAL.split(choice)
    if any(mark in part for part in parts for mark in "()"):
        raise NotationError(choice)
    options = [(part,) if index % 2 == 0 else ("", part) for index, part in enumerate(parts)]
    return ["".join(parts) for parts in itertools.product(*options)]


def spellings(slot: str, language: str = "") -> Iterator[str]:
    """Yield every spelling of one word of a form."""
    after = _pronouns(language)
    for choice in slot.split("/"):
        for word in _expanded(choice.removesuffix("~")):
            yield word
            if choice.endswith("~"):
                base = word[:-1] + after.turns.get(word[-1:], word[-1:])
                yield from (base + ending for ending in after.pronouns)


def _without_article(words: Iterable[str], language: str) -> Iterator[str]:
    for word in words:
        before = _attached(word[:1], language) if word else None
        if before and _has_article(word, before):
            yield word[len(before.article) :]


@functools.cache
def keys(written: str, language: str = "") -> tuple[frozenset[str], ...]:
    """Return sets of folded words: a text in which `written` stands holds a word of each. Raises NotationError.

    They are those of the form's two rarest words, as far as their length tells; common words tell nothing.
    """
    held = []
    for slot in _slots(written):
        words = {max(map(fold, TOKEN.findall(word)), key=len, default="") for word in spellings(slot, language)}
        held.append(frozenset(words | set(_without_article(words, language))))
    held.sort(key=lambda words: (not words.isdisjoint(_common(language)), -min(map(len, words))))
    if "" in held[0]:
        raise NotationError(written)
    telling = [words for words in held[:2] if words.isdisjoint(_common(language)) and "" not in words]
    return tuple(telling or held[:1])
