"""Words of the same language that another country uses.

The word of another law, or of another counter, marks a text as foreign; the one of the country is what readers will
hear there. Which words these are, a campaign says in `data/terms.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("TRM005",)
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM005 for each word that is not the one used in the country of the campaign."""
    for hit in terms.hits(view, "regional"):
        message = say("«{form}» is not the word used here; write «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM005", message)
