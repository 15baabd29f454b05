"""Callouts stand in the same sections, in the same order, with the same kinds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from scripts.alignment import beside
from scripts.finding import Finding, say
from scripts.rules import Group

CODES = ("PAR007",)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR007 at the first callout of a section that has no counterpart of its kind."""
    if not any(view.page.callouts for view in group.views):
        return
    for twin in group.twins:
        ours, theirs = twin.here.within(twin.view.page.callouts), twin.there.within(twin.other.page.callouts)
        for mine, other in zip_longest(ours, theirs):
            if (mine and mine.kind) == (other and other.kind):
                continue
            message = say(
                "here stands {here}, in {elsewhere} {there}; the same callouts belong in both",
                here=say("the callout «{kind}»", kind=mine.kind) if mine else say("no callout"),
                elsewhere=f"{twin.other.shown}:{other.at.line}" if other else twin.elsewhere,
                there=say("the callout «{kind}»", kind=other.kind) if other else say("no callout"),
            )
            yield twin.view.say_at(mine.at if mine else beside(twin, other.at.line), "PAR007", message)
            break
