"""A mark of quotation, « or », without the other one: the reader cannot tell where somebody's words end.

A screen reader announces a quotation that never closes; in a right-to-left line, a lone mark seems to turn round.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.quotations import Quotations
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("QUO001",)


def check_page(view: View) -> Iterator[Finding]:
    """Yield QUO001 for each mark that opens or closes a quotation and stands alone in its block."""
    running = RunningText(view)
    found = Quotations(running)
    for index in found.unpaired:
        if running.text[index] == found.quotes.open:
            message = say(
                "a quotation begins here and is never closed; close it where the words end, or take the mark out"
            )
        else:
            message = say(
                "nothing opens the quotation that ends here; open it where the words begin, or take the mark out"
            )
        yield running.say_at(index, "QUO001", message)
