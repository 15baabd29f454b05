"""Three dots are one sign, «…»; a mark stands once: not «!!», not «؟؟».

Three single dots may be cut at the end of a line; repeated marks shout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import languages
from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, Slip

NAMED, _ANY = "repeated_marks", "SPC002"
CODES = (*languages.codes(NAMED), _ANY)

_SLIPS = (
    Slip(
        re.compile(r"(?:(?i:\betc)(?:…|\.{2,}))"),
        lambda match: say("«{wrong}» says it twice; write «{right}»", wrong=match.group(), right="etc."),
        lambda match: match.group()[:3] + ".",
        sign="tc",
    ),
    Slip(
        re.compile(r"(?<!\.)\.{3,}(?![\w/.])(?<!tc\.\.\.)|(?<![\d.])\.{3,}(?=\w)(?<!tc\.\.\.)"),
        lambda match: say("write one sign «…» for «{wrong}»", wrong=match.group()),
        lambda match: "…",
        sign="...",
    ),
    Slip(
        re.compile(r"(?<=[^\W\d])\.\.(?=\s|\Z)(?<!tc\.\.)"),
        lambda match: say("«..» is no mark; write «.» or «…»"),
        lambda match: None,
        sign="..",
    ),
    Slip(
        re.compile(r"([!?؟،؛,])(?:[ \u00a0\u202f]?\1)+"),
        lambda match: say("write «{mark}» once", mark=match.group()[0]),
        lambda match: match.group()[0],
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield a finding for dots in a row and for a mark written several times."""
    if view.language.quotes:  # of another language nothing is known: « .. » may be a mark
        yield from RunningText(view).slips(view.language.codes.get(NAMED, _ANY), _SLIPS)
