"""A « or a » without the other one: the reader cannot tell where somebody's words end.

A screen reader announces a quotation that never closes; in a right-to-left line, a lone mark seems to turn round.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.quotations import Quotations
from scripts.rules import View
from scripts.running_text import RunningText, language

CODES = ("QUO001",)


def check_page(view: View) -> Iterator[Finding]:
    """Yield QUO001 for each « or » that stands alone in its block."""
    if language(view) not in ("ar", "fr"):
        return
    running = RunningText(view)
    for index in Quotations(running).unpaired:
        if running.text[index] == "«":
            message = say("this « is never closed; write » where the words end, or take it out")
        else:
            message = say("nothing opens this »; write « where the words begin, or take it out")
        yield running.say_at(index, "QUO001", message)
