"""The sections of a page beside those of its alternate, and which of the two is to be corrected."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from scripts import reviews
from scripts.finding import Position
from scripts.source_page import Section

if TYPE_CHECKING:
    from scripts.rules import Group, View

T = TypeVar("T")


class Twin(NamedTuple):
    """A section (`here`, in `view`) and the same one (`there`, in `other`).

    `view` is the language to correct: the one whose words have changed since both were last read together; where the
    record does not tell, the one that is not the site's default language.
    """

    view: View
    here: Section
    other: View
    there: Section

    @property
    def elsewhere(self) -> str:
        """Return where the section stands in the other language, as findings show it."""
        return f"{self.other.shown}:{self.there.at.line}"


def _keyed(view: View) -> dict[str, Section] | None:
    """Return the sections of a page by id; None where one has no id, or shares it."""
    sections = view.page.sections
    keyed = {section.anchor: section for section in sections}
    return keyed if len(keyed) == len(sections) else None


def same_sections(view: View, other: View) -> Iterator[tuple[Section, Section]]:
    """Yield the sections that two languages share: those of the same id or, without ids, of the same order."""
    ours, theirs = _keyed(view), _keyed(other)
    if ours is not None and theirs is not None:
        yield from ((section, theirs[name]) for name, section in ours.items() if name in theirs)
    elif len(view.page.sections) == len(other.page.sections):
        yield from zip(view.page.sections, other.page.sections, strict=True)


class Edits:
    """Which language of a page was edited since its languages were last read together."""

    def __init__(self, group: Group) -> None:
        campaign = group.views[0].corpus.campaign if group.views else None
        self.review = reviews.load(campaign, group.path) if campaign and reviews.folder(campaign).is_dir() else None
        self.now = {view.locale.code: self._digests(view) for view in group.views} if self.review else {}

    def _digests(self, view: View) -> dict[str, str]:
        seen = (others.get(view.locale.code) for others in self.review.seen.values())
        return reviews.digests(view.page, next((one for one in seen if one), None))

    def _changed(self, one: View, beside: View, name: str) -> bool:
        known = self.review.known(beside.locale.code, one.locale.code, name) if self.review else None
        return known is not None and known != self.now[one.locale.code].get(name)

    def only_in(self, one: View, other: View, name: str) -> bool:
        """Return whether a section was edited in `one` and not in `other`."""
        return self._changed(one, other, name) and not self._changed(other, one, name)

    def reshaped(self, one: View, other: View) -> bool:
        """Return whether `one` has gained or lost sections, and `other` has not."""
        if not self.review:
            return False
        codes = one.locale.code, other.locale.code
        kept = [self.review.seen.get(b, {}).get(a, {}).keys() for a, b in (codes, codes[::-1])]
        now = [self.now[code].keys() for code in codes]
        return bool(kept[0]) and list(kept[0]) != list(now[0]) and list(kept[1]) == list(now[1])


def twins(group: Group) -> Iterator[Twin]:
    """Yield every section of a page beside its alternate in the default language."""
    for view, first in group.pairs():
        for here, there in same_sections(view, first):
            if group.edits.only_in(first, view, reviews.name_of(here)):
                yield Twin(first, there, view, here)
            else:
                yield Twin(view, here, first, there)


def odd_one(here: Sequence[T], there: Sequence[T], likeness: Callable[[T, T], float]) -> int:
    """Return the index in the longer sequence of the element that most probably has no counterpart.

    One is longer than the other; `likeness` is 0 for elements that match and grows as they differ. The pairing is the
    cheapest one that keeps the order (as sentences are paired by Gale and Church, 1993).
    """
    long, short = (here, there) if len(here) > len(there) else (there, here)
    flip = long is there
    free = len(long) - len(short)

    def cost(a: int, b: int) -> float:
        return likeness(short[b], long[a]) if flip else likeness(long[a], short[b])

    best: dict[tuple[int, int], tuple[float, int | None]] = {(0, 0): (0.0, None)}
    for a in range(len(long) + 1):
        for b in range(max(0, a - free), min(a, len(short)) + 1):
            if (a, b) == (0, 0):
                continue
            ways: list[tuple[float, int | None]] = []
            if (a - 1, b) in best:
                paid, first = best[a - 1, b]
                ways.append((paid + 0.5, a - 1 if first is None else first))
            if (a - 1, b - 1) in best:
                paid, first = best[a - 1, b - 1]
                ways.append((paid + cost(a - 1, b - 1), first))
            if ways:
                best[a, b] = min(ways, key=lambda way: way[0])
    found = best[len(long), len(short)][1]
    return found if found is not None else len(long) - 1


def unlikeness(ours: str, theirs: str) -> float:
    """Return how far the lengths of two texts are apart: 0 for the same, 1 for one that is e times as long."""
    return abs(math.log((len(ours) + 8) / (len(theirs) + 8)))


def beside(twin: Twin, line: int) -> Position:
    """Return where, in `here`, the block stands that is the counterpart of the one of `there` at `line`."""
    above = [index for index, block in enumerate(twin.there.blocks) if block.at.line <= line]
    if above and len(twin.here.blocks) == len(twin.there.blocks):
        return twin.here.blocks[above[-1]].at
    return twin.here.at
