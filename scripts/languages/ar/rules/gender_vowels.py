"""Vowels that make «you» a man or a woman: «لكَ» and «لكِ», «كنتَ» and «كنتِ». Without them the word is for everyone.

Whoever sees «لك» reads themselves in it; one small vowel makes the whole page masculine or feminine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages.ar.script import LETTERS, MARKS, bare
from scripts.languages.word_lists import word_list
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("GEN004",)

_VOWEL = re.compile(rf"[كت](?P<vowel>[\u064e\u0650])(?=(?:ه|ها|هم|هما|ني|نا)?(?![{LETTERS}{MARKS}]))")
_WORD = re.compile(f"[{LETTERS}{MARKS}]+\\Z")
_YOU = frozenset(("أنت", "انت", "كنت", "لست", "وأنت", "فأنت", "وكنت", "ولست"))
# The ending «you» of the past is not the root's last letter, nor that of a plural in ـات.
_ROOT = word_list("ar", "root_endings")


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN004 for a vowel that tells whether the reader is a man or a woman."""
    running = RunningText(view)
    if "\u064e" not in running.text and "\u0650" not in running.text:
        return
    for match in _VOWEL.finditer(running.text):
        begin = max(0, match.start() - 30)
        word = _WORD.search(running.text[begin : match.start() + 1])
        if not word or not _says_you(bare(word.group()), match):
            continue
        message = say(
            "the vowel after «{word}» makes the reader a man or a woman; leave it out", word=bare(word.group())
        )
        yield running.say_at(match.start("vowel"), "GEN004", message, 1, "")


def _says_you(word: str, match: re.Match[str]) -> bool:
    """Tell whether a word in ـك or ـت says «you» or «your»."""
    if word in _YOU:
        return True
    stem = word.lstrip("وف")
    if len(word) < 2 or word in _ROOT or stem in _ROOT or stem.removeprefix("ال") in _ROOT or word.startswith("ال"):
        return False
    if word[-1] == "ك":
        return True
    after = match.string[match.end() : match.end() + 3]
    if match["vowel"] == "\u0650" and after.startswith((" ال", " ا")):
        return False  # «كانتِ الصورة»
    return len(word) > 3 and word[-2] not in "اأآةو"
