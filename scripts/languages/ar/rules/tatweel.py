"""Letters made longer («كــلام») hide a word from search and from screen readers, and look wrong in another font."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages.ar.script import LETTERS
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("ARA003",)

_SLIPS = (
    Slip(
        # «هـ» is the Hijri year, «بـ» goes before figures, Latin words and «»; in «صديقـ/ـة» it is the slash.
        re.compile(rf"\u0640+(?<!/\u0640)(?!/)(?:(?=[{LETTERS}])|(?<![هبلكف]\u0640)|(?<=[{LETTERS}]{{3}}\u0640))"),
        lambda match: say("the long stroke «{stroke}» is no letter; take it out", stroke=match.group()),
        lambda match: "",
        sign="\u0640",
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA003 for a tatweel."""
    yield from RunningText(view).slips("ARA003", _SLIPS)
