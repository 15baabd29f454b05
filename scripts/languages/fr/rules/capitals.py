"""French capitals keep their accents: État, École, À, Ça (Académie française).

Without it the word is another one for search, and for whoever hears the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages.word_lists import word_list
from scripts.rules import View
from scripts.running_text import KEEP, RunningText, Slip

CODES = ("FRT005",)

_ACCENTED = {"E": "É", "A": "À", "C": "Ç", "I": "Î", "O": "Ô"}
_WORDS = "|".join(sorted((word[1:] for word in word_list("fr", "accented_capitals")), key=len, reverse=True))
_AFTER_A = "|".join(sorted(word_list("fr", "after_capital_a")))
_CIRCUMFLEX = frozenset(("Etre", "Etres", "Etes"))
_ENGLISH = word_list("fr", "english_too")


def _right(match: re.Match[str]) -> str | None:
    word = match.group()
    before, after = match.string[: match.start()], match.string[match.end() :]
    if word in _ENGLISH and (re.search(r"[A-Z][a-zA-Z]+ \Z", before[-30:]) or re.match(" [A-Z]", after)):
        return KEEP  # a name in English: «Safer Internet Education»
    if word in _CIRCUMFLEX:
        return "Ê" + word[1:]
    if word[0] == "A" and len(word) > 1:
        return "Â" + word[1:]
    return _ACCENTED[word[0]] + word[1:]


_SLIPS = (
    Slip(
        re.compile(rf"[EAIO](?<!\w[EAIO])(?:{_WORDS})(?!\w)"),
        lambda match: say("write «{right}» for «{wrong}»", right=_right(match), wrong=match.group()),
        _right,
    ),
    Slip(
        re.compile(rf"A(?<![^\s\ufffc«(“]A)(?= (?:{_AFTER_A})(?!\w)| l[’'])"),
        lambda match: say("write «{right}» for «{wrong}»", right="À", wrong="A"),
        lambda match: KEEP if re.search(r"[^\s.!?:…«(>\ufffc]\ufffc*\s+\Z", match.string[: match.start()]) else "À",
    ),
    Slip(
        re.compile(r"Ca(?<!\wCa)(?= [a-z]|[, ](?:y|n’|s’|l’))(?!\w)"),
        lambda match: say("write «{right}» for «{wrong}»", right="Ça", wrong="Ca"),
        lambda match: "Ça",
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT005 for a capital that has lost its accent."""
    yield from RunningText(view).slips("FRT005", _SLIPS)
