"""Words that frighten or judge.

Wolves, traps, scandals and plagues say nothing of what happened, and honour, religion, upbringing or nationality do not
explain a crime: acts are named precisely (eSafety), without judging anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("TRM003",)
NEEDS_DATA = True


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM003 for each sensational or moralising form."""
    for hit in terms.hits(view, "sensation"):
        message = say(
            "«{form}» frightens or judges; name the act or the person: «{prefer}»", form=hit.text, prefer=hit.prefer
        )
        yield view.say_at(hit.at, "TRM003", message)
