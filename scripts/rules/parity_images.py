"""A section shows as many pictures in every language."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.alignment import beside
from scripts.finding import Finding, say
from scripts.rules import Group

CODES = ("PAR010",)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR010 where a section has more or fewer pictures than its alternate."""
    if not any(view.page.images for view in group.views):
        return
    for twin in group.twins:
        ours, theirs = twin.here.within(twin.view.page.images), twin.there.within(twin.other.page.images)
        if len(ours) != len(theirs):
            message = say(
                "pictures in this section: {count}, at {elsewhere}: {other}; show the same in both",
                count=len(ours),
                elsewhere=f"{twin.other.shown}:{theirs[0].at.line}" if theirs else twin.elsewhere,
                other=len(theirs),
            )
            yield twin.view.say_at(ours[0].at if ours else beside(twin, theirs[0].at.line), "PAR010", message)
