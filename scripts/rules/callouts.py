"""Callouts: four kinds, and a title in the page's language on each (the theme's own is English)."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, finding
from scripts.rules import Corpus

KINDS = ("call", "stop", "care", "note")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield ADM001 for an unknown kind, ADM002 for a missing title."""
    for _, path, page in corpus:
        for callout in page.callouts:
            if callout.kind not in KINDS:
                message = f"unknown callout «{callout.kind}»; use one of: {', '.join(KINDS)}"
                yield finding(path, callout.at, "ADM001", message)
            elif not callout.title:
                message = f'the callout has no title; write one: !!! {callout.kind} "…"'
                yield finding(path, callout.at, "ADM002", message)
