"""French writes «œ» and «æ» in one letter: cœur, œuvre, ex æquo. Without it the word is misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("FRT004",)

_ONE = {"oe": "œ", "Oe": "Œ", "OE": "Œ", "ae": "æ", "Ae": "Æ", "AE": "Æ"}


def _right(match: re.Match[str]) -> str:
    return re.sub("(?i)oe|ae", lambda found: _ONE.get(found.group(), found.group()), match.group(), count=1)


# Every French «oeu» is «œu»; before other letters, only in these words.
_WORDS = (
    r"\w*oeu\w*|oeil\w*|foet\w+|oesoph\w+|oed[eè]m\w*|oestr\w+|oecum\w+|oen(?:olog|anth)\w+|coelio\w*|coelacanth\w*"
    r"|poecil\w+|ex[ -]aequo|et caetera|naev\w+"
)
_SLIPS = (
    Slip(
        re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE),
        lambda match: say("write «{right}» for «{wrong}»", right=_right(match), wrong=match.group()),
        _right,
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT004 for a word that wants œ or æ."""
    running = RunningText(view)
    folded = running.text.lower()
    if any(sign in folded for sign in ("oeu", "oei", "foet", "oe", "aequo", "caetera", "naev")):
        yield from running.slips("FRT004", _SLIPS)
