"""French apostrophes: another sign in the place of ’, or a space after it.

The site makes ’ of the plain ' between two letters; it cannot tell that ´ or ` was meant for one. With the space, a
line may break after « l’ », and search finds neither word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Fix, Position, say
from scripts.rules import View
from scripts.running_text import KEEP, RunningText, Slip

CODES = ("FRT008",)

_SIGNS = "´`‘ʼ′‛ʹ＇"
_VOWEL = "aàâeéèêëiîïoôöuùûüyœæhAÀÂEÉÈÊËIÎÏOÔÖUÙÛÜYŒÆH"
_ELIDED = re.compile(r"(?:\A|[^\w`-])(?:[cdjlmnst]|qu|(?:jus|lors|puis|quoi|pres|quel)qu|aujourd)\Z", re.IGNORECASE)
_LONGEST = 9  # letters before an apostrophe, and the sign before them


def _elided(text: str, index: int) -> bool:
    """Tell whether what stands before a place is a word cut short: l, qu, lorsqu."""
    return bool(_ELIDED.search(text[max(0, index - _LONGEST) : index]))


_SLIPS = (
    Slip(
        re.compile(rf"[{_SIGNS}](?<!`)(?<=[^\W\d_].)(?=[^\W\d_])"),
        lambda match: say("«{sign}» is no apostrophe; write ’", sign=match.group()),
        lambda match: "’",
    ),
    Slip(
        re.compile(rf"['’{_SIGNS}][ \t\u00a0\u202f\n]+(?=\ufffc*(?!(?:et|ou)\b)[{_VOWEL}\ufffc])"),
        lambda match: say("no space after an apostrophe; take it out"),
        lambda match: "’" if _elided(match.string, match.start()) else KEEP,
    ),
)
_TICK = re.compile(rf"`(?=[{_VOWEL}])(?<=[^\W\d_]`)")


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT008 for each apostrophe which is another sign, or has a space after it."""
    yield from RunningText(view).slips("FRT008", _SLIPS)
    page = view.page
    if not _TICK.search(page.body):
        return
    # Two of them in a paragraph are code for Markdown: « l`image d`un proche ». No code begins right after « l ».
    for (number, shown), line in zip(page.masked, page.body.split("\n"), strict=True):
        for match in _TICK.finditer(line) if shown.strip() else ():
            if _elided(line, match.start()):
                message = say("«{sign}» is no apostrophe; write ’", sign="`")
                yield view.say_at(Position(number, match.start() + 1), "FRT008", message, Fix(1, "’"))
