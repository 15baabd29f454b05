"""Direction-safe text: what must stay left-to-right inside a right-to-left line.

After an Arabic letter, European digits behave as Arabic ones (Unicode bidi rule W2), so groups joined
by a space, a hyphen or a plus sign change places: 0800 002 511, 2026-11-22 and 447-1 come out reversed.
Between two Latin words, a quotation mark goes left to right, and its twin does not.
A hyphen at the end of a line goes to its other side: Kanner-Jugendtelefon begins as -Kanner.
"""

from __future__ import annotations

import re

_LATIN = r"A-Za-z\u00c0-\u00ff"
_RTL = r"\u0590-\u08ff"  # the scripts written from right to left
LTR_RUN = re.compile(
    rf"""
    (?P<quoted> (?<=«)(?=[^«»{_RTL}]*[{_LATIN}])[^«»{_RTL}]+(?=») )  # else one mark goes with it
  | (?P<url>  (?:https?://|www\.)[^\s<>«»،؛؟]*[\w/=%&\#-] )
  | (?P<mail> [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
  | (?P<handle> (?<![\w@])@[A-Za-z0-9_.]*[A-Za-z0-9_] )
  | (?P<phrase> (?<![\w-]) (?=[{_LATIN}0-9.'’&,\ ]*[{_LATIN}]-[{_LATIN}])  # Latin words, one with a hyphen
                [{_LATIN}][{_LATIN}0-9]* (?:(?:[.'’&-]|,?\ )[{_LATIN}0-9]+)* )
  | (?P<number> \+?(?<![\w-])\d[\d.,]*
                (?:[-\u2010-\u2013/\ \u00a0\u202f](?:\d[\d.,]*\d|\d))+ (?![\w-])
              | \+\d[\d\ \u00a0\u202f-]*\d )
    """,
    re.VERBOSE | re.ASCII,
)


def split(text: str) -> list[tuple[str, bool]]:
    """Cut `text` into pieces; True marks a piece to isolate left-to-right. Joined, they give `text`."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for run in LTR_RUN.finditer(text):
        if run.start() > end:
            pieces.append((text[end : run.start()], False))
        pieces.append((run.group(), True))
        end = run.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces
