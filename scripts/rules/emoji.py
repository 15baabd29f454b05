"""Emoji and pictographs in a page: screen readers say their names aloud, printers drop them, fonts draw them apart.

The printed sheets have no font for them. Arrows, ✓, ✗ and empty boxes are signs of text and pass (Unicode Technical
Standard 51: what is shown as a picture by default, or because the sign U+FE0F asks for it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("EMO001",)
NEEDS_DATA = True

_PICTURE = (
    "\U0001f000-\U0001faff\u231a-\u231b\u23e9-\u23f3\u23f8-\u23fa\u2600-\u260f\u2613-\u26ff\u2700-\u2712\u2715\u2716"
    "\u2719-\u2775\u2795-\u2797\u27b0\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
)
_JOINED = "\u200d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f"
_EMOJI = re.compile(f"(?:[{_PICTURE}]|[^\\s\\w]\ufe0f|[0-9#*]\ufe0f?\u20e3)[{_PICTURE}{_JOINED}]*")
_ANY = re.compile(f"[{_PICTURE}\ufe0f\u20e3]")


def check_page(view: View) -> Iterator[Finding]:
    """Yield EMO001 for each emoji, or each row of them."""
    running = RunningText(view)
    if running.text.isascii() or not _ANY.search(running.text):
        return
    for match in _EMOJI.finditer(running.text):
        message = say("«{sign}» is read aloud as a word and not printed; write a word, or take it out", sign=match[0])
        yield running.say_at(match.start(), "EMO001", message)
