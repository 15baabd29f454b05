"""Statistics on the home page and the pages of `now/`: there are none, even with a source.

A person under threat reads a share as a verdict; these pages say «rarely», «often», «sometimes», and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import figures
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("SAF010",)
NEEDS_DATA = True
SILENCE = False


def is_for_victims(view: View) -> bool:
    """Return whether a page is read by people under threat."""
    return view.page.meta.get("kind") in ("home", "emergency")


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF010 for a statistic on a page for people under threat."""
    if not is_for_victims(view):
        return
    for block, figure in figures.find(view.page, view.locale.code):
        if figure.kind == figures.STATISTIC:
            message = say(
                "«{figure}»: pages for people under threat give no statistic; write «often», «rarely», «sometimes»",
                figure=figure.words,
            )
            yield view.say_at(block.position(figure.index), "SAF010", message)
