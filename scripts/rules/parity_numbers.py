"""Numbers, dates, percentages and articles of laws are the same in every language, whatever their formatting.

A small number written in letters on one side and in figures on the other is the same number; so is one that a
sentence repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts import quantities
from scripts.alignment import Twin, beside
from scripts.blocks import Block
from scripts.finding import Finding, Position, say
from scripts.quantities import Quantity
from scripts.rules import Group, View

CODES = ("PAR012",)
_SMALL = frozenset({"0", "1", "2"})


def _numbers(view: View, blocks: Sequence[Block]) -> tuple[list[Quantity], set[str], dict[Quantity, Position]]:
    """Return the numbers of some blocks in figures, those in letters, and where the former stand."""
    words: set[str] = set()
    places: dict[Quantity, Position] = {}
    for block in blocks:
        if any(map(str.isdigit, block.text)):
            for one in quantities.quantities(block.text, view.locale.code):
                places.setdefault(one, block.position(one.index))
        words |= quantities.in_words(block.text, view.locale.code)
    return list(places), words, places


def _parts(twin: Twin) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    """Yield what is compared: each block with its counterpart or, where blocks do not match, the whole section."""
    ours, theirs = twin.here.blocks, twin.there.blocks
    if [block.kind for block in ours] == [block.kind for block in theirs]:
        yield from (([mine], [other]) for mine, other in zip(ours, theirs, strict=True))
    else:
        yield ours, theirs


def _compare(twin: Twin, ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Finding]:
    texts = [(block.text, twin.view) for block in ours] + [(block.text, twin.other) for block in theirs]
    if not any(quantities.may_count(text, view.locale.code) for text, view in texts):
        return
    our_numbers, our_words, our_places = _numbers(twin.view, ours)
    their_numbers, their_words, their_places = _numbers(twin.other, theirs)
    extra = quantities.unmatched(our_numbers, their_numbers, their_words)
    missing = quantities.unmatched(their_numbers, our_numbers, our_words)
    known = {one.value for one in their_numbers} | their_words
    reached = {one.value for one in our_numbers} | our_words
    # Numbers in letters: a language may say « both » or « a », so only one number that took the place of another.
    in_letters = our_words - known - _SMALL, their_words - reached - _SMALL
    if all(in_letters):
        message = say(
            "the number {number} in letters stands here, {other} at {elsewhere}; write the right one in both",
            number=min(in_letters[0]),
            other=min(in_letters[1]),
            elsewhere=f"{twin.other.shown}:{theirs[0].at.line}",
        )
        yield twin.view.say_at(ours[0].at, "PAR012", message)
    for mine, other in zip(extra, missing, strict=False):
        message = say(
            "«{number}» stands here, «{other}» at {elsewhere}; write the right one in both",
            number=mine.shown,
            other=other.shown,
            elsewhere=f"{twin.other.shown}:{their_places[other].line}",
        )
        yield twin.view.say_at(our_places[mine], "PAR012", message)
    for mine in extra[len(missing) :]:
        message = say(
            "«{number}» stands here and not in {elsewhere}; write it in both, or in none",
            number=mine.shown,
            elsewhere=f"{twin.other.shown}:{(theirs[0] if theirs else twin.there).at.line}",
        )
        yield twin.view.say_at(our_places[mine], "PAR012", message)
    for other in missing[len(extra) :]:
        message = say(
            "«{number}» stands at {elsewhere} and not here; write it in both, or in none",
            number=other.shown,
            elsewhere=f"{twin.other.shown}:{their_places[other].line}",
        )
        at = ours[0].at if len(ours) == 1 else beside(twin, their_places[other].line)
        yield twin.view.say_at(at, "PAR012", message)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR012 for each number that one language has and its alternate has not."""
    for twin in group.twins:
        for ours, theirs in _parts(twin):
            yield from _compare(twin, ours, theirs)
