"""Promises nobody can keep.

Whether a threat is carried out, an image comes back or somebody is punished is never certain, and one service cannot
promise for another: calibrated words only (CEOP: «often, these people won’t carry out the threat, but sometimes they
do»).
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("TRM004",)
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM004 for each promise."""
    for hit in terms.hits(view, "promise"):
        message = say("«{form}» promises what nobody can promise; write «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM004", message)
