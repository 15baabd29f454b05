"""Words of the Mashreq on pages for Morocco.

«المادة 447» or «إيصال الدفع» alone mark a text as foreign, and the word of Moroccan law or of a Moroccan counter is the
one the reader will hear there.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("TRM005",)
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM005 for each word that is not the one used in Morocco."""
    for hit in terms.hits(view, "morocco"):
        message = say("«{form}» is not the word used in Morocco; write «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM005", message)
