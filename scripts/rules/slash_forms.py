"""Words with two endings at once: «صديق/ة», «الناجون/ات», « ami·e », « étudiant(e)s », « il/elle ».

Read aloud they make no sense, in a narrow column they break, and search does not find them. Both words in full,
or one word that is for everyone, are read by all. (Style of this site, after the UN guidelines for Arabic.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.arabic import LETTERS, MARKS
from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, language
from scripts.word_lists import word_list

CODES = ("GEN003",)

_A = f"[{LETTERS}{MARKS}\u0640]"
_ENDINGS = "ة|ه|ات|ين|ون|ن|ي|ية|ها|هن|هم|كن|كم|ت|تها|تك|تي|وا"
_ARABIC = re.compile(rf"/ ?\u0640?(?:{_ENDINGS})(?!{_A})|\(\u0640?(?:{_ENDINGS})\)|/(?P<again>{_A}+)(?!{_A})")
_FRENCH_ENDINGS = "e|ne|te|le|se|ve|fe|ère|ière|rice|trice|euse|esse|elle|enne"
_FRENCH = re.compile(
    rf"[·•∙‧⋅](?:{_FRENCH_ENDINGS}|s)(?:[·•∙‧⋅]s|s)?(?!\w)"
    rf"|\((?:{_FRENCH_ENDINGS})(?:s|\)s)?\)?(?![\w)])"
    rf"|\.(?:e\.s|e|rice|trice|euse|ère|ne)(?:\.s|s)?(?![\w./@])"
    rf"|[/-](?:e|ne|trice|rice|euse|ère)(?:[/-]s|s)?(?![\w’'/-])"
    r"|/(?:elles?|une|la|toutes|celles?|cette|sa|ma|ta|copine|femme|fille|chacune|aucune)(?!\w)"
    r"|/(?P<again>[^\W\d_]{4,}(?:e|es))(?!\w)"
)
_WORD = re.compile(rf"(?:{_A}|[^\W\d_])+\Z")
_PAIRED = word_list("french", "slash_pairs")


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN003 for a word with two endings at once."""
    spoken = language(view)
    if spoken not in ("ar", "fr"):
        return
    running = RunningText(view)
    for match in (_ARABIC if spoken == "ar" else _FRENCH).finditer(running.text):
        found = _WORD.search(running.text[max(0, match.start() - 30) : match.start()])
        word = found.group() if found else ""
        if len(word) < 2 or not (_arabic(word, match) if spoken == "ar" else _french(word, match)):
            continue
        form = word + match.group()
        if spoken == "ar":
            message = say(
                "«{form}» cannot be read aloud; write both words in full, or one word for everyone", form=form
            )
        else:
            message = say(
                "«{form}» is not read by everyone; write both words in full, or one word for everyone", form=form
            )
        yield running.say_at(match.start() - len(word), "GEN003", message)


def _arabic(word: str, match: re.Match[str]) -> bool:
    """Tell whether what follows the slash is an ending, or the word again with an ending: «صديق/صديقة»."""
    again = match["again"]
    return not again or (len(word) > 2 and again in {word + ending for ending in ("ة", "ات", "تي", "ي", "ين", "ون")})


def _french(word: str, match: re.Match[str]) -> bool:
    """Tell whether what follows the word is its other ending: not a file's, not « et/ou », not « est-e »."""
    if again := match["again"]:
        stem = word.removesuffix("s")
        return len(word) > 3 and again[: len(stem) - 2] == stem[:-2] and 0 <= len(again) - len(word) < 5
    mark, ending = match.group()[0], match.group()[1:]
    if mark == "/" and len(ending) > 1 and ending not in ("ne", "rice", "trice", "euse", "ère", "e/s", "es"):
        return word.lower() in _PAIRED
    if mark in ".-":
        before = match.string[max(0, match.start() - len(word) - 1) : match.start() - len(word)]
        return len(word) > 2 and before not in (".", "/", "@", "-")
    return True
