"""Blanks of a printed sheet that somebody has filled in: a school, a name, a date.

A sheet is one for everybody: what fills its blanks is written by hand, and names here would be published and printed
for every other school.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from scripts.blocks import ITEMS, Block
from scripts.finding import Finding, say
from scripts.rules import Group, View
from scripts.sheets.content import FIELD

CODES = ("SAF011",)
NEEDS_DATA = True
SILENCE = False

_FILLED = re.compile(r":[\s\u00a0]*(?=\w)(?!__)")


def _lists(view: View) -> dict[tuple[str, int], list[Block]]:
    """Return the lists of a page by their section and their number in it."""
    found = {}
    for section in view.page.sections:
        runs = (list(blocks) for listed, blocks in groupby(section.blocks, lambda one: one.kind in ITEMS) if listed)
        found |= {(section.anchor, number): run for number, run in enumerate(runs)}
    return found


def _blank(block: Block) -> bool:
    return block.text.rstrip().endswith(FIELD)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield SAF011 for «label: words» in a list of blanks, or where another language has a blank."""
    if not any(FIELD in view.page.body for view in group.views):
        return
    lists = [_lists(view) for view in group.views]
    for view, own in zip(group.views, lists, strict=True):
        for place, items in own.items():
            others = [held[place] for held in lists if len(held.get(place, ())) == len(items)]
            listed = any(map(_blank, items))
            for rank, item in enumerate(items):
                label = _FILLED.search(item.text)
                if label and not _blank(item) and (listed or any(_blank(other[rank]) for other in others)):
                    message = say(
                        "this blank of a sheet is filled in; put {blank} here again: everybody prints this page",
                        blank=FIELD,
                    )
                    yield view.say_at(item.position(label.end()), "SAF011", message)
