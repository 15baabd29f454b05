"""Figures that need a source: shares, multiples, counts of people and cases, amounts, penalties, years.

Ages, durations, hours, numbered steps, articles of laws and dates of checks are no statistics. What is counted, and how
shares are said in words, each language says in its folder (`scripts/languages/`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from babel.core import get_global

from scripts import languages
from scripts.blocks import Block
from scripts.languages import Language, any_of
from scripts.source_page import SourcePage

STATISTIC, AMOUNT, PENALTY, YEAR = "statistic", "amount", "penalty", "year"
SPACE = "[ \u00a0\u202f]"
_MANY_CASES, _MANY_PEOPLE, _MUCH_MONEY = 10, 100, 100


class Figure(NamedTuple):
    """What was found: where it begins in the text, its words, and its kind (a constant of this module)."""

    index: int
    words: str
    kind: str


class Phrase(NamedTuple):
    """A figure in words, of a `kind`: `may_match` says quickly whether a text is worth trying the pattern on."""

    kind: str
    may_match: Callable[[str], object]
    pattern: re.Pattern[str]


def holds(*words: str) -> Callable[[str], bool]:
    """Return what says whether a text holds one of some words."""
    return lambda text: any(word in text for word in words)


_CURRENCIES = "|".join(get_global("all_currencies"))  # their codes, ISO 4217
_NUMBER = re.compile(
    rf"""(\d(?<![\w.,/-]\d)\d{{0,14}}(?:[.,\u00a0\u202f ]\d{{1,3}}){{0,4}})(?:{SPACE}?(?:
      (?P<share>%|٪|{any_of("percent")})
    | (?P<scale>{any_of("thousands")})?{SPACE}?(?:{any_of("thousands_of")})?
      (?:{any_of("counted_as")})?
      (?:(?P<cases>{any_of("cases")})|(?P<people>{any_of("people")})|(?P<money>{_CURRENCIES}|[€$£]|{any_of("money")}))(?!\w)
    | (?:{any_of("thousands_alone")})
    | (?:{any_of("multiples")})
    | (?P<prison>{any_of("penalty")})
    ))""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D")


def _number(match: re.Match[str], spoken: Language) -> str | None:
    """Return the kind of a number with what is counted after it, or None where it is no figure to source."""
    groups = match.groupdict()
    if groups["prison"]:
        return PENALTY
    size = int(_NO_DIGIT.sub("", match.group(1))[:12])
    if groups["money"]:
        quoted = spoken.quotes is not None and spoken.quotes.begun(match.string, match.start())
        return AMOUNT if (size >= _MUCH_MONEY or groups["scale"]) and not quoted else None
    if groups["share"]:
        # «100 %» promises more than it counts.
        return None if match.group(1) == "100" else STATISTIC
    if groups["cases"] or groups["people"]:
        least = _MANY_CASES if groups["cases"] else _MANY_PEOPLE
        return STATISTIC if size >= least or groups["scale"] else None
    return STATISTIC


@functools.cache
def _phrases(locale: str) -> tuple[Phrase, ...]:
    part = languages.of(locale).part("figures")
    return part.PHRASES if part else ()


def find(page: SourcePage, locale: str) -> Iterator[tuple[Block, Figure]]:
    """Yield every figure of a page with the block it stands in."""
    text, spoken = page.head + page.body, languages.of(locale)
    tried = [one for one in _phrases(locale) if one.may_match(text)]
    for block in page.prose:
        text = block.text
        if _DIGIT.search(text):
            for match in _NUMBER.finditer(text):
                if kind := _number(match, spoken):
                    yield block, Figure(match.start(), match.group().strip(), kind)
        for phrase in tried:
            for match in phrase.pattern.finditer(text):
                yield block, Figure(match.start(), match.group().strip(), phrase.kind)
