"""Letters that only look Arabic: Persian and Urdu ones (ک ی ہ), forms of letters (ﻻ), a mark typed twice.

They look right and are other characters: search, dictionaries and screen readers do not know the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages.ar.script import LETTERS
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("ARA006",)

_ALIKE = {"ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ی": "ي", "ے": "ي", "ې": "ي"}
_UNSURE = {"گ": "ك", "ە": "ه", "ۂ": "ه", "ۃ": "ة"}

_SIGNS = re.compile(r"[کڪہھۀیےېگەۂۃ\u0653-\u0655\ufb50-\ufefc]|([\u064b-\u0652])\1")
_SLIPS = (
    Slip(
        re.compile(rf"[کڪہھۀیےېگەۂۃ](?P<inside>(?=[{LETTERS}]))?"),
        lambda match: say(
            "«{wrong}» is a letter of another language; write «{right}»",
            wrong=match.group(),
            right=(_ALIKE | _UNSURE)[match.group()],
        ),
        # At the end of a word, ی may be ي or ى, and ہ, ة: the word tells.
        lambda match: _ALIKE.get(match.group()) if match["inside"] is not None or match.group() in "کڪ" else None,
    ),
    Slip(
        re.compile(r"[\ufb50-\ufdf1\ufdf3-\ufdf9\ufdfc\ufe70-\ufefc]+"),
        lambda match: say(
            "«{wrong}» is made of forms of letters; type the letters: «{right}»",
            wrong=match.group(),
            right=unicodedata.normalize("NFKC", match.group()),
        ),
        lambda match: unicodedata.normalize("NFKC", match.group()),
    ),
    Slip(
        re.compile(r"[ايوىه][\u0653-\u0655]"),
        lambda match: say(
            "«{wrong}» is two characters; type the letter «{right}»",
            wrong=match.group(),
            right=unicodedata.normalize("NFC", match.group()),
        ),
        lambda match: unicodedata.normalize("NFC", match.group()),
    ),
    Slip(
        re.compile(r"([\u064b-\u0652])\1+"),
        lambda match: say("the same mark is typed twice on a letter; keep one"),
        lambda match: match.group(1),
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA006 for a letter that only looks right."""
    running = RunningText(view)
    if _SIGNS.search(running.text):
        yield from running.slips("ARA006", _SLIPS)
