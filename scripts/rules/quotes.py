"""Quotation marks are « » in both languages, tight in Arabic («كلمة»), with spaces in French (« mot »).

Straight and English marks have no direction: in a right-to-left line they turn round. Inside « », French
uses “ ” for a quotation within a quotation (Imprimerie nationale, Lexique des règles typographiques).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Message, say
from scripts.rules import View
from scripts.running_text import GAP, RunningText, language

CODES = ("ARA005", "FRT002")

_CODES = {"ar": "ARA005", "fr": "FRT002"}
_RIGHT = {"ar": ("«", "»"), "fr": ("«\u00a0", "\u00a0»")}
_DOUBLE_SIGNS, _SINGLE_SIGNS = '"“”„‟″', "‘‹›‚'"
_DOUBLE = re.compile(f"[{_DOUBLE_SIGNS}]")
# A single mark stands at the edge of a word; inside one it is an apostrophe.
_SINGLE = re.compile(r"[‹›‚]|['‘](?<![\w\ufffc].)(?=\w[^\n'’‘]*?(?<=\w)['’](?!\w))")


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA005 or FRT002 for each quotation mark of another kind."""
    spoken = language(view)
    if spoken not in _CODES:
        return
    running = RunningText(view)
    if any(sign in running.text for sign in _DOUBLE_SIGNS):
        begin = 0
        for block in running.blocks:
            yield from _in_block(running, block.text, begin, spoken)
            begin += len(block.text) + len(GAP)
    for match in _SINGLE.finditer(running.text) if any(sign in running.text for sign in _SINGLE_SIGNS) else ():
        yield running.say_at(match.start(), _CODES[spoken], _message(match))


def _message(match: re.Match[str]) -> Message:
    return say("«{mark}» is no quotation mark here; write {right}", mark=match.group(), right="« »")


def _in_block(running: RunningText, text: str, begin: int, spoken: str) -> Iterator[Finding]:
    """Yield the findings of a block; a mark may be put right where the marks of the block go in pairs."""
    opening, closing = _RIGHT[spoken]
    found = [match for match in _DOUBLE.finditer(text) if not _nested(text, match, spoken) and not _inches(text, match)]
    for count, match in enumerate(found):
        right = None
        if len(found) % 2 == 0:
            right = closing if count % 2 else opening
        yield running.say_at(begin + match.start(), _CODES[spoken], _message(match), 1, right)


def _nested(text: str, match: re.Match[str], spoken: str) -> bool:
    """Tell whether a curly mark stands inside « », where French wants it."""
    before = text[: match.start()]
    return spoken == "fr" and match.group() in "“”" and before.count("«") > before.count("»")


def _inches(text: str, match: re.Match[str]) -> bool:
    """Tell whether the mark follows a figure and nothing opened before it, as in inches."""
    before = text[: match.start()]
    return match.group() in '"″' and before[-1:].isdigit() and before.count('"') % 2 == 0
