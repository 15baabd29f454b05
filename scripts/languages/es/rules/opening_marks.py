"""Spanish opens a question with ¿ and an exclamation with ¡ (RAE, Ortografía).

Without them, whoever reads aloud, or has the page read to them, finds out at the end what the sentence was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("ESP001",)

_OPEN = {"?": "¿", "!": "¡"}
# After a word or what closes one; not «Yahoo!», nor (?).
_CLOSE = re.compile(r"(?<=[\w»”’)\]\ufffc…])[?!]+(?=[\s»”’).,;:\]\ufffc]|\Z)(?<!Yahoo!)")


def check_page(view: View) -> Iterator[Finding]:
    """Yield ESP001 for each ? or ! that nothing opens since the one before it."""
    for block in view.page.prose:
        past = 0
        for match in _CLOSE.finditer(block.text):
            if not any(mark in block.text[past : match.start()] for mark in _OPEN.values()):
                opening = _OPEN[match.group()[0]]
                message = say("nothing opens this «{mark}»; write «{open}»", mark=match.group(), open=opening)
                yield view.say_at(block.position(match.start()), "ESP001", message)
            past = match.end()
