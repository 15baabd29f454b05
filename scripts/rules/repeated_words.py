"""A word typed twice: « le le », «في في». At the end of a line nobody sees it; a screen reader says it twice.

French doubles some words on purpose (« nous nous », « faire faire »), and Arabic its indefinite nouns to say «one by
one» («خطوة خطوة»): in Arabic, only words that are never doubled so are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from scripts.arabic import LETTERS, MARKS, bare
from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, language
from scripts.word_lists import word_list

CODES = ("SPL002",)

_LATIN = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_LETTER = f"{_LATIN}{LETTERS}{MARKS}\u0640"
_TWICE = re.compile(
    rf"(?<![\w{MARKS}’'-])([{_LETTER}]++(?:[’'-][{_LETTER}]++)*+)((?:[ \u00a0]{{1,2}}|[ \t]*+\n[ \t>]*+)(?i:\1))+"
    rf"(?![\w{MARKS}’'@-])"
)
_WORD = re.compile(f"[{_LETTER}’'-]+")
_DOUBLED = word_list("french", "doubled")
_TWO_VERBS = frozenset(("a", "ont", "est", "sont"))  # « ce qui est est » : a person must look
_SMALL = word_list("arabic", "never_doubled")
_AFTER = re.compile(rf"[ \n]+(ال[{LETTERS}{MARKS}]+)")
_NOW = frozenset(("الآن", "اليوم"))
_DAYS = re.compile("يوم|يمين|يسار|يد")


def check_page(view: View) -> Iterator[Finding]:
    """Yield SPL002 for a word that stands twice in a row."""
    if language(view) not in ("ar", "fr"):
        return
    running = RunningText(view)
    words = _WORD.findall(running.text.lower())
    if _DOUBLED.issuperset(word for word, following in pairwise(words) if word == following):
        return
    for match in _TWICE.finditer(running.text):
        word = match.group(1)
        if _arabic(match) if re.match(f"[{LETTERS}]", word) else _latin(match):
            yield _finding(running, match)


def _finding(running: RunningText, match: re.Match[str]) -> Finding:
    """Return the finding: at the first of the words, or at the second when a line ends between them."""
    word = match.group(1)
    message = say("«{word}» stands twice; take one out", word=word)
    safe = word.lower() not in _TWO_VERBS
    if "\n" not in match.group():
        return running.say_at(match.start(), "SPL002", message, len(match.group()), word if safe else None)
    second = match.end() - len(word)
    spaced = match.string[match.end() : match.end() + 1] == " "
    return running.say_at(second, "SPL002", message, len(word) + 1, "" if safe and spaced else None)


def _latin(match: re.Match[str]) -> bool:
    """Tell whether a word is doubled by mistake: not on purpose, nor in a name."""
    word = match.group(1)
    again = match.group()[-len(word) :]
    if word.lower() in _DOUBLED or (len(word) == 1 and word not in "AÀaày"):
        return False
    return again == word.lower()


def _arabic(match: re.Match[str]) -> bool:
    """Tell whether a word is one that is never said twice: small words, what is definite, verbs."""
    word = bare(match.group(1))
    plain = word[1:] if word[0] in "وف" and word[1:] in _SMALL else word
    if plain in _SMALL or re.match("[وفبك]?ال..|[وف]?لل..", word):
        return True
    if word[0] == "ي" and len(word) > 3 and not word.endswith("ا"):
        return not _DAYS.match(word)  # verbs of «he»
    follows = _AFTER.match(match.string, match.end())
    return bool(follows) and bare(follows.group(1)) not in _NOW  # «رقم رقم الهاتف»
