"""A figure without its source: shares, counts of people or cases, amounts, penalties, years.

Numbers without an origin travel from page to page and cannot be corrected; each stands in the same block as a
reference `[^id]` to data/sources.yml. Penalties come from data/laws, which shows them with their source.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import figures
from scripts.finding import Finding, say
from scripts.rules import View
from scripts.rules.victim_figures import is_for_victims

CODES = ("SAF007",)
NEEDS_DATA = True
SILENCE = False


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF007 for a figure in a block without a reference to a source."""
    page, elsewhere = view.page, is_for_victims(view)
    sourced = {mention.at.line for mention in page.mentions if mention.scheme == "source"}
    for block, figure in figures.find(page, view.locale.code):
        if elsewhere and figure.kind == figures.STATISTIC:  # refused with or without a source
            continue
        if not sourced.isdisjoint(range(block.at.line, block.at.line + block.text.count("\n") + 1)):
            continue
        if figure.kind == figures.PENALTY:
            hint = say("penalties come from data/laws; write [](laws:…), or add [^id] in the same paragraph")
        else:
            hint = say("add [^id] of data/sources.yml in the same paragraph, or take the figure out")
        message = say("«{figure}» has no source; {hint}", figure=figure.words, hint=hint)
        yield view.say_at(block.position(figure.index), "SAF007", message)
