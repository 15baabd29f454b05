"""Callouts: five kinds, and a title in the page's language on each (the theme's own is English)."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("ADM001", "ADM002")
NEEDS_DATA = True
KINDS = ("call", "stop", "care", "note", "screen")


def check_page(view: View) -> Iterator[Finding]:
    """Yield ADM001 for an unknown kind, ADM002 for a missing title."""
    for callout in view.page.callouts:
        if callout.kind not in KINDS:
            message = say("unknown callout «{kind}»; use one of: {known}", kind=callout.kind, known=", ".join(KINDS))
            yield view.say_at(callout.at, "ADM001", message)
        elif not callout.title:
            message = say('the callout has no title; write one: !!! {kind} "…"', kind=callout.kind)
            yield view.say_at(callout.at, "ADM002", message)
