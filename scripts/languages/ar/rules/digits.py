"""Figures are written 0–9 on every page, so that they are found, compared and dialled the same way.

Two kinds of figures in one text are read as two numbers, and a number in ٠–٩ escapes the checks of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages import writing
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("ARA004",)

_WESTERN = writing.DIGITS | {ord("٪"): "%", ord("٫"): ",", ord("٬"): "\u00a0"}

_SLIPS = (
    Slip(
        re.compile(r"[٠-٩۰-۹٪٫٬](?:[\d٠-٩۰-۹٪٫٬]*[\d٠-٩۰-۹٪])?"),
        lambda match: say(
            "figures are written 0–9 here; write «{right}» for «{wrong}»",
            wrong=match.group(),
            right=match.group().translate(_WESTERN),
        ),
        lambda match: match.group().translate(_WESTERN),
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA004 for figures, percent and decimal signs of another kind."""
    yield from RunningText(view).slips("ARA004", _SLIPS)
