"""Words with two endings at once: «صديق/ة», «الناجون/ات».

Read aloud they make no sense, in a narrow column they break, and search does not find them. Both words in full,
or one word that is for everyone, are read by all. (Style of this site, after the UN guidelines for Arabic.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import two_endings
from scripts.finding import Finding, Message, say
from scripts.languages.ar.script import LETTERS, MARKS
from scripts.rules import View

CODES = (two_endings.CODE,)

_A = f"[{LETTERS}{MARKS}\u0640]"
_ENDINGS = "ة|ه|ات|ين|ون|ن|ي|ية|ها|هن|هم|كن|كم|ت|تها|تك|تي|وا"
_TWO = re.compile(rf"/ ?\u0640?(?:{_ENDINGS})(?!{_A})|\(\u0640?(?:{_ENDINGS})\)|/(?P<again>{_A}+)(?!{_A})")
_WORD = re.compile(rf"(?:{_A}|[^\W\d_])+\Z")


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN003 for a word with two endings at once."""
    yield from two_endings.check(view, _TWO, _WORD, _is_ending, _message)


def _message(form: str) -> Message:
    return say("«{form}» cannot be read aloud; write both words in full, or one word for everyone", form=form)


def _is_ending(word: str, match: re.Match[str]) -> bool:
    """Tell whether what follows the slash is an ending, or the word again with an ending: «صديق/صديقة»."""
    again = match["again"]
    return not again or (len(word) > 2 and again in {word + ending for ending in ("ة", "ات", "تي", "ي", "ين", "ون")})
