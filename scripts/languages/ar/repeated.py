"""Arabic doubles its indefinite nouns to say «one by one» («خطوة خطوة»): only other words are doubled by mistake."""

from __future__ import annotations

import re

from scripts.languages.ar.script import LETTERS, MARKS, bare
from scripts.languages.word_lists import word_list

_SMALL = word_list("ar", "never_doubled")
_AFTER = re.compile(rf"[ \n]+(ال[{LETTERS}{MARKS}]+)")
_NOW = frozenset(("الآن", "اليوم"))
_DAYS = re.compile("يوم|يمين|يسار|يد")


def by_mistake(match: re.Match[str]) -> bool:
    """Tell whether a word is one that is never said twice: small words, what is definite, verbs."""
    word = bare(match.group(1))
    plain = word[1:] if word[0] in "وف" and word[1:] in _SMALL else word
    if plain in _SMALL or re.match("[وفبك]?ال..|[وف]?لل..", word):
        return True
    if word[0] == "ي" and len(word) > 3 and not word.endswith("ا"):
        return not _DAYS.match(word)  # verbs of «he»
    follows = _AFTER.match(match.string, match.end())
    return bool(follows) and bare(follows.group(1)) not in _NOW  # «رقم رقم الهاتف»
