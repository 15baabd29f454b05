"""The tanwin stands on the letter before the alif: «شكرًا», not «شكراً».

One spelling on the whole site, so that a word is found however it was typed (house style).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import WARNING, Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("ARA007",)
LEVEL = WARNING  # both are read alike; one form is easier to search for

_SLIPS = (
    Slip(
        re.compile("ا\u064b"),
        lambda match: say("write the tanwin before the alif: «{right}» for «{wrong}»", wrong="ـاً", right="ـًا"),
        lambda match: "\u064bا",
        sign="ا\u064b",
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA007 for a tanwin typed after its alif."""
    yield from RunningText(view).slips("ARA007", _SLIPS)
