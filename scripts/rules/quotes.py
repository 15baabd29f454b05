"""Quotation marks are those of the language: «كلمة», « mot », “word”.

Straight marks, and those of another language, have no direction or the wrong one: in a right-to-left line they turn
round. Some languages have others for a quotation within a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import languages
from scripts.finding import Finding, Message, say
from scripts.languages import Quotes
from scripts.rules import View
from scripts.running_text import GAP, RunningText

NAMED, _ANY = "quotes", "QUO002"
CODES = (*languages.codes(NAMED), _ANY)

_DOUBLE_SIGNS, _SINGLE_SIGNS = '"“”„‟″', "‘‹›‚'"
_DOUBLE = re.compile(f"[{_DOUBLE_SIGNS}]")
# A single mark stands at the edge of a word; inside one it is an apostrophe.
_SINGLE = re.compile(r"[‹›‚]|['‘](?<![\w\ufffc].)(?=\w[^\n'’‘]*?(?<=\w)['’](?!\w))")


def check_page(view: View) -> Iterator[Finding]:
    """Yield a finding for each quotation mark of another kind than the language's."""
    quotes = view.language.quotes
    if not quotes:
        return
    code, running = view.language.codes.get(NAMED, _ANY), RunningText(view)
    if any(sign in running.text for sign in _DOUBLE_SIGNS):
        begin = 0
        for block in running.blocks:
            yield from _in_block(running, block.text, begin, quotes, code)
            begin += len(block.text) + len(GAP)
    if "‘" not in quotes.within and any(sign in running.text for sign in _SINGLE_SIGNS):
        for match in _SINGLE.finditer(running.text):
            yield running.say_at(match.start(), code, _message(match, quotes))


def _message(match: re.Match[str], quotes: Quotes) -> Message:
    right = f"{quotes.open} {quotes.close}"
    return say("«{mark}» is no quotation mark here; write {right}", mark=match.group(), right=right)


def _in_block(running: RunningText, text: str, begin: int, quotes: Quotes, code: str) -> Iterator[Finding]:
    """Yield the findings of a block; a mark may be put right where the marks of the block go in pairs."""
    opening, closing = quotes.typed
    found = [match for match in _DOUBLE.finditer(text) if not _is_right(text, match, quotes)]
    for count, match in enumerate(found):
        right = None
        if len(found) % 2 == 0:
            right = closing if count % 2 else opening
        yield running.say_at(begin + match.start(), code, _message(match, quotes), 1, right)


def _is_right(text: str, match: re.Match[str], quotes: Quotes) -> bool:
    """Tell whether a mark is the language's own, one of a quotation within a quotation, or stands for inches."""
    mark = match.group()
    if mark in (quotes.open, quotes.close) or mark in quotes.too or _inches(text, match):
        return True
    return mark in quotes.within and quotes.begun(text, match.start())


def _inches(text: str, match: re.Match[str]) -> bool:
    """Tell whether the mark follows a figure and nothing opened before it, as in inches."""
    before = text[: match.start()]
    return match.group() in '"″' and before[-1:].isdigit() and before.count('"') % 2 == 0
