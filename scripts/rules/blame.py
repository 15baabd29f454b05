"""Words that put the fault on the person targeted.

People who feel blamed stop asking for help (UKCIS on victim-blaming language): the person who threatens is the subject
of the sentence, and the victim never has a verb of fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("TRM002",)
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM002 for each blaming form."""
    for hit in terms.hits(view, "blame"):
        message = say(
            "«{form}» puts the fault on the person targeted; write «{prefer}»", form=hit.text, prefer=hit.prefer
        )
        yield view.say_at(hit.at, "TRM002", message)
