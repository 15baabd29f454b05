"""Loan words where the language has a word, and names spelt in several ways.

A reader who looks for «لقطة شاشة» or for WhatsApp finds it only if it is written in one way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("TRM006",)
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM006 for a loan word, and for a name in another spelling than the site's."""
    for hit in terms.hits(view, "loan"):
        message = say("«{form}» is a loan word; write «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM006", message)
    for hit in terms.hits(view, terms.NAMES):
        message = say("«{form}» is written «{prefer}» on this site; correct it", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM006", message, hit.fix)
