"""Characters nobody sees: marks of direction, spaces of no width, soft hyphens, controls.

They come with pasted text. They turn lines round, break addresses and ids, and can make a text say something else
than what is read («Trojan Source», CVE-2021-42574). No-break spaces are welcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Fix, Position, say
from scripts.rules import View

CODES = ("BID001",)
SILENCE = False

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f]+"
)
_PARTING = frozenset("\x0b\x0c\x85\u2028\u2029")
# Pictures may be made of several, as words are in languages whose spelling needs the joiners.
_PICTURE = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def check_page(view: View) -> Iterator[Finding]:
    """Yield BID001 for each run of invisible characters, wherever it stands in the file."""
    page = view.page
    joining = view.language.joiners
    for text, first in ((page.head, 1), (page.body, page.head.count("\n") + 1)):
        for match in _HIDDEN.finditer(text):
            found = match.group()
            joins = not found.strip("\u200c\u200d")
            if joins and (joining or _PICTURE.match(text[match.start() - 1 : match.start()])):
                continue
            line = text.count("\n", 0, match.start())
            at = Position(first + line, match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1)
            names = ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(found))
            message = say("an invisible character stands here ({names}); take it out", names=names)
            # What ends a line elsewhere parts words.
            space = " " if _PARTING.intersection(found) else ""
            yield view.say_at(at, "BID001", message, Fix(len(found), space))
