"""Arabic text takes the Arabic comma, semicolon and question mark: ، ؛ ؟.

The Latin ones (, ; ?) point the wrong way and, between two languages, stand on the wrong side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages.ar.script import LETTERS, MARKS
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("ARA001",)

_RIGHT = {",": "،", ";": "؛", "?": "؟"}
_SLIPS = (
    Slip(
        # After an Arabic letter or a closing mark, or before an Arabic letter; not in «1,000».
        re.compile(
            rf"[,;?](?:(?<=[{LETTERS}{MARKS}»)][,;?])|(?<=[{LETTERS}{MARKS}»]\ufffc[,;?])"
            rf"|(?<=[{LETTERS}{MARKS}»]\ufffc\ufffc[,;?])|(?=[ \t\n\ufffc]*[«(]?[{LETTERS}]))"
        ),
        lambda match: say(
            "«{wrong}» is a Latin mark; write «{right}»", wrong=match.group(), right=_RIGHT[match.group()]
        ),
        lambda match: _RIGHT[match.group()],
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA001 for a Latin comma, semicolon or question mark in Arabic words."""
    yield from RunningText(view).slips("ARA001", _SLIPS)
