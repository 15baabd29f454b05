"""Numbers as people write them in each language, made comparable: digits, dates, percentages, articles, words."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from babel import UnknownLocaleError

from scripts import cldr, languages
from scripts.languages import any_of, writing

_PLAIN = writing.DIGITS | str.maketrans("٫٬٪", ".,%")
_NUMBER = re.compile(
    r"(?P<article>(?<![\d-])(?!\d{4}-\d\d-\d\d)\d+(?:[-‑]\d+){1,3}(?![\d-]))"  # article 447-1; no date
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
)
_PERCENT = re.compile(rf"[ \u00a0\u202f]*(?:%|٪|{any_of('percent')})")
_ANY = re.compile(r"\d")
_SMALL = 2  # one and two are also articles, and « both »


class Quantity(NamedTuple):
    """A number of a text: its value in one form (`15%`, `447-1`), as written, and where it begins."""

    value: str
    shown: str
    index: int


@functools.cache
def _months(locale: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    try:
        names = cldr.of(locale).months["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return None
    known = {name.casefold(): month for month, name in names.items()}
    known |= {name: month for month, name in enumerate(languages.of(locale).months, 1)}
    pattern = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    spoken = languages.of(locale)
    after = "|".join(rf"(?<=\d{ending}[ \u00a0])" for ending in ("", *spoken.day_ends))
    year = rf"[ \u00a0](?:{spoken.before_year}[ \u00a0])?\d{{4}}"
    day = r"|[ \u00a0]\d{1,2}(?!\d)" if spoken.month_first else ""
    form = rf"(?:{after})(?:{pattern})(?!\w)|(?<!\w)(?:{pattern})(?={year}{day})"
    return re.compile(form, re.IGNORECASE), known


@functools.cache
def _word_pattern(locale: str) -> re.Pattern[str] | None:
    spoken = languages.of(locale)
    words = "|".join(sorted(spoken.numbers, key=len, reverse=True))
    before = spoken.attached.number if spoken.attached else ""
    return re.compile(rf"(?<!\w){before}({words})(?!\w)", re.IGNORECASE) if words else None


def _value(written: str) -> str:
    """Return a number in one form: no groups, a dot before decimals, no zeros in front."""
    plain = re.sub(r"[ \u00a0\u202f]", "", written)
    whole, *rest = re.split(r"[.,]", plain)
    if rest and all(len(part) == 3 for part in rest) and len(whole) <= 3 and whole != "0":
        whole, rest = whole + "".join(rest), []
    return ".".join([whole.lstrip("0") or "0", *rest])


def quantities(text: str, locale: str) -> list[Quantity]:
    """Return the numbers of a text in figures, months of dates among them."""
    text = text.translate(_PLAIN)
    found = []
    for match in _NUMBER.finditer(text):
        percent = _PERCENT.match(text, match.end())
        value = match.group().replace("‑", "-") if match["article"] else _value(match.group())
        if value != "0":
            shown = match.group() + (percent.group() if percent else "")
            found.append(Quantity(value + ("%" if percent else ""), shown, match.start()))
    months = _months(locale) if found else None
    named = months[0].finditer(text) if months else ()
    found += [Quantity(str(months[1][one.group().casefold()]), one.group(), one.start()) for one in named]
    return found


def in_words(text: str, locale: str) -> set[str]:
    """Return the values of the small numbers that a text writes in letters."""
    pattern = _word_pattern(locale)
    return {languages.of(locale).numbers[word.casefold()] for word in pattern.findall(text)} if pattern else set()


@functools.cache
def _large(locale: str) -> tuple[str, ...]:
    return tuple(word for word, value in languages.of(locale).numbers.items() if int(value) > _SMALL)


def may_count(text: str, locale: str) -> bool:
    """Return whether a text may hold a number: a figure, or a word for more than two. Quick, and never wrongly no."""
    return _ANY.search(text) is not None or any(word in text for word in _large(locale))


def unmatched(ours: list[Quantity], theirs: list[Quantity], in_letters: set[str]) -> list[Quantity]:
    """Return the numbers of one text that the other has neither in figures nor, `in_letters`, in words; each once.

    « 2022-54 » is matched by « 54 de 2022 », but not by « 54-2022 ».
    """
    joined = [one.value for one in theirs if "-" in one.value]
    known = {one.value for one in theirs} | {part for value in joined for part in value.split("-")} | in_letters
    left = {}
    for one in ours:
        parts = one.value.split("-")
        # Two parts in common, and not the same number: one of them has lost a part, or was turned round.
        turned = any(len({*value.split("-")} & {*parts}) > 1 for value in joined)
        if one.value not in known and (turned or len(parts) == 1 or not known.issuperset(parts)):
            left[one.value] = one
    return list(left.values())
