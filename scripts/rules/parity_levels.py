"""A heading has the same level in every language: its rank is part of what the page says."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import Group

CODES = ("PAR004",)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR004 where the levels of a heading and of its alternate differ."""
    for twin in group.twins:
        ours, theirs = twin.here.heading, twin.there.heading
        if ours and theirs and ours.level != theirs.level:
            message = say(
                "this heading has level {level}, {elsewhere} has level {other}; begin it with «{marks}» in both",
                level=ours.level,
                elsewhere=twin.elsewhere,
                other=theirs.level,
                marks="#" * theirs.level,
            )
            yield twin.view.say_at(ours.at, "PAR004", message)
