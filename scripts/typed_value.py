"""Numbers and addresses typed among words, in a page or in a text of `data/`, instead of coming from a contact."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from phonenumbers import PhoneNumberMatcher

from scripts import host_name
from scripts.finding import blank
from scripts.languages import any_of, writing

# Digits of other scripts, and what passes for a space or for nothing, made plain; one character for one.
_PLAIN = dict(writing.DIGITS)
_PLAIN |= dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u200a\u200b\u200e\u200f\u2060\ufeff·•"), " ")
# A national number, or one that begins with 00: 0800 002 511, 05 37 00 00 00, 06.12.34.56.78, 00212…
_NATIONAL = re.compile(r"(?<![\d+.,/-])\(?0\d(?:[ ./()*_-]{0,3}\d){7,13}(?![\d/-])")
_BEFORE = re.compile(
    rf"(?:(?:{any_of('call')})[^.؟?!\d]{{0,25}}|(?:{any_of('service')})[ :|–-]{{1,4}})$", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:tel|sms|whatsapp|callto):\s*([+\d][\d ().-]*)|(?:wa\.me|api\.whatsapp\.com)/([^\s)>]+)", re.IGNORECASE
)
# The number of a text: القانون رقم 17 لسنة 2023, la loi n° 17-02, l’article 19.
_OF_A_TEXT = re.compile(rf"(?:{any_of('legal_text')})[^.؟?!\d]{{0,45}}$|(?:{any_of('number_sign')})[ ]?$", re.I)
# Hours, days and dates are counted even after « appeler »: appelez avant 17 h, avant le 15 mai.
_UNIT = re.compile(rf"[ ]?(?:%|:\d|{any_of('counted')})", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?:{any_of('before_number')}|[:–-])[ ]$", re.IGNORECASE)
_COUNTED = re.compile(r"[ ](?:[^\W\d]|%)")
_DIGITS = re.compile(r"(?<![\w.,/+:-])(?<!\d[ ])\d{2,6}(?:[ ]\d{3})*(?![\w/-]|[.,:]\d)")
_INTERNATIONAL = re.compile(r"[+＋]\D{0,3}\d")  # without a country, the matcher knows no other
_NEAR = 120  # letters: what stands farther away says nothing of a number
_LONG = 3  # shorter numbers are too common to be judged without a word such as « appeler » before them
_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[^\W_][\w-]*\.)+[^\W\d_]{2,})(?![\w-])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _short(line: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield (column, number) for the known short numbers, where the words around do not count things."""
    for found in _DIGITS.finditer(line):
        number = re.sub(r"\D", "", found.group())
        if number not in known:
            continue
        before, after = line[max(0, found.start() - _NEAR) : found.start()], line[found.end() : found.end() + _NEAR]
        counted = bool(_COUNTED.match(after))
        called = bool(_BEFORE.search(before))
        alone = len(number) >= _LONG and (not counted or bool(_ARTICLE.search(before)))
        if (called or alone) and not _OF_A_TEXT.search(before) and not _UNIT.match(after):
            yield found.start() + 1, number


def numbers(line: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield (column, number) for every phone number of a line; `known` holds the short numbers of the data."""
    line = line.translate(_PLAIN)
    for found in _LINK.finditer(line):
        yield found.start() + 1, (found.group(1) or found.group(2)).rstrip(" ).-")
    line = _LINK.sub(blank, line)
    if _INTERNATIONAL.search(line):
        for match in PhoneNumberMatcher(line, None):
            yield match.start + 1, match.raw_string
    for found in _NATIONAL.finditer(line):
        yield found.start() + 1, found.group()
    yield from _short(line, known)


def addresses(line: str) -> Iterator[tuple[int, str]]:
    """Yield (column, address) for every mail address and every host name under a public suffix."""
    for found in _MAIL.finditer(line):
        yield found.start() + 1, found.group()
    for found in _HOST.finditer(line):
        if host_name.is_public(found.group(1)):
            yield found.start(1) + 1, found.group(1)
