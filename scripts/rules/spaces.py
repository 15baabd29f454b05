"""Two spaces, or a tab, between two words: nobody sees them on the page, and comparisons do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK
from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("SPC001",)

_SPACE = "[ \t\u00a0\u202f]"
_RUN = re.compile(f"{_SPACE}(?<!{_SPACE}.)(?:{_SPACE}+|(?<=\t))(?=\\S)")
_SIGNS = ("  ", "\t", " \u00a0", "\u00a0 ", " \u202f", "\u202f ")


def check_page(view: View) -> Iterator[Finding]:
    """Yield SPC001 for spaces in a row inside a line."""
    running = RunningText(view)
    if not any(sign in running.text for sign in _SIGNS):
        return
    for match in _RUN.finditer(running.text):
        start, end = match.span()
        line = running.text[running.text.rfind("\n", 0, start) + 1 : start]
        # What begins a line, and what lines up the columns of a table, is no matter of words.
        if not line.strip(f"{MASK} \t>-"):
            continue
        if running.block(start).kind == "row" and MASK in (running.text[start - 1], running.text[end]):
            continue
        right = next((space for space in "\u00a0\u202f" if space in match.group()), " ")
        yield running.say_at(start, "SPC001", say("several spaces in a row; leave one"), len(match.group()), right)
