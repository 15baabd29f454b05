"""What tells who somebody is, as Arabic writes it: a street with its number, a first name with an age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK

_WAYS = ("زنقة", "شارع", "درب", "تجزئة", " حي ")
_STREET = re.compile(
    r"[0-9](?<![\w/=&%#.+-][0-9])[0-9]{0,3}(?: ?(?:bis|ter))?[,،]? (?:زنقة|شارع|درب) [^\s.,;،]+"
    r"|رقم ?\d+[،,]? (?:زنقة|شارع|درب|حي|تجزئة|إقامة) [^\s.،]+"
    r"|(?:زنقة|شارع|درب|حي|تجزئة|إقامة) (?:[^\s.،]+[،,]? ){1,4}(?:ال)?رقم ?\d+"
)
_YEARS = r"(?:سنة|عام(?:ا|ًا|اً)?|ربيع(?:ا|ًا|اً)?)"
_AGED = re.compile(
    r"(?:^[\ufffc\s]*|(?<=[.:؟!«][ ])|(?<=«)"
    r"|(?:قصة|حكاية|حكت|تحكي|يحكي|اسمها|اسمه|تدعى|يدعى|مثل|السيدة|السيد|صديقتنا|صديقنا|على|مع)[ ])"
    rf"(?!ال)[\u0621-\u064a]{{3,9}}(?:،[ ]\d{{1,2}}[ ]{_YEARS}(?=[،.:؛)»]|$|[ ][تيأق])|[ ]\(\d{{1,2}}[ ]{_YEARS}\))"
    # A first name and the first letter of another.
    rf"|(?<!\w)[\u0621-\u064a]{{3,10}}[ ][\u0621-\u064a]\.(?:،[ ]|[ ]\()\d{{1,2}}[ ]{_YEARS}"
)


def places(text: str) -> Iterator[re.Match[str]]:
    """Yield every address of a street."""
    if any(way in text for way in _WAYS):
        yield from _STREET.finditer(text)


def named(text: str) -> Iterator[tuple[int, str]]:
    """Yield (index, words) for each first name that stands with an age."""
    for match in _AGED.finditer(text):
        yield match.start(), match.group().strip(f" {MASK}\n")
