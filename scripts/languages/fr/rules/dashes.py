"""A hyphen joins words, a dash parts them: « le chantage – même sans image – est puni »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("FRT007",)

_SLIPS = (
    Slip(
        # Between two words on one line, not «5 - 3», nor at the beginning of a line.
        re.compile(r" --?(?= [^\s\d|])(?:(?<=[^\s\d\ufffc|>] -)|(?<=[^\s\d\ufffc|>] --))"),
        lambda match: say("a hyphen joins words; between two parts of a sentence, write a dash «–»"),
        lambda match: " –",
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT007 for a hyphen in the place of a dash."""
    running = RunningText(view)
    if " -" in running.text:
        yield from running.slips("FRT007", _SLIPS)
