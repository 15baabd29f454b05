"""A section cites the same sources in every language: the same claims have the same support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scripts.alignment import Twin, beside
from scripts.finding import Finding, Position, say
from scripts.rules import Group
from scripts.source_page import Mention, Section, SourcePage

CODES = ("PAR008",)


def _cited(page: SourcePage, section: Section) -> list[Mention]:
    return [one for one in section.within(page.mentions) if one.scheme == "source"]


def _odd(twin: Twin, ours: list[Mention], theirs: list[Mention]) -> tuple[Position, int]:
    """Return where one source is cited, or should be, without its counterpart; and the line of the counterpart."""
    counterparts = {beside(twin, one.at.line).line for one in theirs}
    extra = [one.at for one in ours if twin.view.page.block_at(one.at.line).at.line not in counterparts]
    if len(ours) > len(theirs):
        return (extra or [ours[0].at])[0], (theirs[0].at.line if theirs else twin.there.at.line)
    cited = {twin.view.page.block_at(one.at.line).at.line for one in ours}
    missing = [one.at.line for one in theirs if beside(twin, one.at.line).line not in cited]
    line = (missing or [theirs[0].at.line])[0]
    return beside(twin, line), line


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR008 for each source that a section cites more often, or less often, than its alternate."""
    for twin in group.twins:
        ours, theirs = _cited(twin.view.page, twin.here), _cited(twin.other.page, twin.there)
        mine, other = Counter(one.name for one in ours), Counter(one.name for one in theirs)
        for name in sorted((mine - other) + (other - mine)):
            here, there = _odd(
                twin, [one for one in ours if one.name == name], [one for one in theirs if one.name == name]
            )
            message = say(
                "citations of [^{name}] in this section: {count}, at {elsewhere}: {other}; cite the same in both",
                name=name,
                count=mine[name],
                other=other[name],
                elsewhere=f"{twin.other.shown}:{there}",
            )
            yield twin.view.say_at(here, "PAR008", message)
