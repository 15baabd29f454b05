"""Findings as a table that GitHub shows, in one language: where, which rule and its title, what to do."""

from __future__ import annotations

import os
from collections.abc import Sequence

from scripts import addresses, explanation, rule_pages
from scripts.finding import Finding, say
from scripts.github_text import Writer

ROOM = 180_000  # bytes: GitHub takes 1 MiB for one step, in which this stands in each language beside other tables
_LIVE = "latest/"  # of the published site, where mike puts what is current


def _rule(code: str, titles: dict[str, str], writer: Writer) -> str:
    site = os.environ.get("SITE_URL", "")
    words = writer.plain(titles[code]) if code in titles else ""
    if not site.startswith("https://") or writer.prefix is None or code not in titles:
        return f"{code} {words}".rstrip()
    return f"[{code}]({addresses.base(site)}{_LIVE}{rule_pages.address(code, writer.prefix)}) {words}"


def table(findings: Sequence[Finding], writer: Writer, room: int = ROOM) -> str:
    """Return a table of findings, cut where GitHub would refuse more; '' for none."""
    if not findings:
        return ""
    titles = {
        one.code: one.words[writer.language].title for one in explanation.explanations() if writer.language in one.words
    }
    rows = (
        (writer.code(f"{one.path}:{one.line}:{one.col}"), _rule(one.code, titles, writer), writer.words(one.message))
        for one in findings
    )
    return writer.table([say("place"), say("rule"), say("what to do")], rows, room)
