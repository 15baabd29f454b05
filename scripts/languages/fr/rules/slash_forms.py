"""Words with two endings at once: « ami·e », « étudiant(e)s », « il/elle ».

Read aloud they make no sense, in a narrow column they break, and search does not find them. Both words in full,
or one word that is for everyone, are read by all. (Style of this site.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import two_endings
from scripts.finding import Finding, Message, say
from scripts.languages.word_lists import word_list
from scripts.rules import View

CODES = (two_endings.CODE,)

_ENDINGS = "e|ne|te|le|se|ve|fe|ère|ière|rice|trice|euse|esse|elle|enne"
_TWO = re.compile(
    rf"[·•∙‧⋅](?:{_ENDINGS}|s)(?:[·•∙‧⋅]s|s)?(?!\w)"
    rf"|\((?:{_ENDINGS})(?:s|\)s)?\)?(?![\w)])"
    rf"|\.(?:e\.s|e|rice|trice|euse|ère|ne)(?:\.s|s)?(?![\w./@])"
    rf"|[/-](?:e|ne|trice|rice|euse|ère)(?:[/-]s|s)?(?![\w’'/-])"
    r"|/(?:elles?|une|la|toutes|celles?|cette|sa|ma|ta|copine|femme|fille|chacune|aucune)(?!\w)"
    r"|/(?P<again>[^\W\d_]{4,}(?:e|es))(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+\Z")
_PAIRED = word_list("fr", "slash_pairs")


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN003 for a word with two endings at once."""
    yield from two_endings.check(view, _TWO, _WORD, _is_ending, _message)


def _message(form: str) -> Message:
    return say("«{form}» is not read by everyone; write both words in full, or one word for everyone", form=form)


def _is_ending(word: str, match: re.Match[str]) -> bool:
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
