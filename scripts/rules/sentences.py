"""Very long sentences: under stress people read in small pieces (aim: a dozen words a line).

The measure is in words, and each language has its own. Items, cells and titles count by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK
from scripts.finding import WARNING, Finding, say
from scripts.rules import View

CODES = ("LEN001",)
LEVEL = WARNING

_END = r".!?؟…\u037e\u0589\u06d4\u0964\u3002\uff01\uff1f"  # of Greek, Armenian, Urdu, Hindi, Chinese too
_SENTENCE = re.compile(rf"(?:[^{_END}]|[{_END}](?![\s»”)\ufffc]))+")
_CELL = re.compile(rf" {MASK} ")
_WORD = re.compile(r"[^\W_]+(?:[’'\u064b-\u0652\u0670-][^\W_]*)*")


def check_page(view: View) -> Iterator[Finding]:
    """Yield LEN001 for a sentence of too many words, where it begins."""
    most = view.language.sentence
    for block in view.page.prose:
        text = block.text
        if len(text) < most * 2 or len(text.split()) <= most:
            continue
        if block.kind == "row":
            text = _CELL.sub(" . ", text)
        for sentence in _SENTENCE.finditer(text):
            words = list(_WORD.finditer(sentence.group()))
            if len(words) > most:
                message = say(
                    "this sentence has {count} words; cut it in two or three, {most} words at most",
                    count=len(words),
                    most=most,
                )
                yield view.say_at(block.position(sentence.start() + words[0].start()), "LEN001", message)
