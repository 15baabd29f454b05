"""Lists have the same kinds and numbers of items in every language: nobody is told less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from scripts.alignment import odd_one, unlikeness
from scripts.blocks import ITEMS, MASK, Block
from scripts.finding import Finding, say
from scripts.rules import Group
from scripts.source_page import Section

CODES = ("PAR005",)
_MARKS, _FIGURES = re.compile(f"{MASK}+"), re.compile(r"\d+")


def _lists(section: Section) -> list[list[Block]]:
    """Return the lists of a section: items in a row, of one kind, with what belongs to them left out."""
    found: list[list[Block]] = []
    for kind, blocks in groupby(section.blocks, key=lambda block: block.kind):
        if kind in ITEMS:
            found.append(list(blocks))
    return found


def _shape(items: list[Block]) -> tuple[str, int]:
    return items[0].kind, len(items)


def _unlike(ours: Block, theirs: Block) -> float:
    """Return how little two items have in common: length, figures, what is bold, linked or cited."""
    texts = ours.text, theirs.text
    marks = [len(_MARKS.findall(text)) for text in texts]
    figures = [sorted(_FIGURES.findall(text)) for text in texts]
    plain = [text.replace(MASK, "") for text in texts]
    return unlikeness(*plain) + 0.3 * (marks[0] != marks[1]) + 0.5 * (figures[0] != figures[1])


def _name(kind: str) -> str:
    names = {"item": say("a list"), "task": say("a list of tick boxes"), "number": say("numbered steps")}
    return names[kind]


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR005 at the item that one language has and the other has not."""
    for twin in group.twins:
        ours, theirs = _lists(twin.here), _lists(twin.there)
        if len(ours) != len(theirs):
            shapes = zip([_shape(one) for one in ours], [_shape(one) for one in theirs], strict=False)
            first = next(
                (index for index, (mine, other) in enumerate(shapes) if mine != other), min(len(ours), len(theirs))
            )
            at = ours[min(first + (len(ours) > len(theirs)), len(ours) - 1)][0].at if ours else twin.here.at
            message = say(
                "lists in this section: {count}, at {elsewhere}: {other}; write the same ones in both",
                count=len(ours),
                elsewhere=f"{twin.other.shown}:{(theirs[0][0] if theirs else twin.there).at.line}",
                other=len(theirs),
            )
            yield twin.view.say_at(at, "PAR005", message)
            continue
        for mine, other in zip(ours, theirs, strict=True):
            elsewhere = f"{twin.other.shown}:{other[0].at.line}"
            if mine[0].kind != other[0].kind:
                message = say(
                    "here stands {kind}, at {elsewhere} {other}; make it the same in both",
                    kind=_name(mine[0].kind),
                    elsewhere=elsewhere,
                    other=_name(other[0].kind),
                )
                yield twin.view.say_at(mine[0].at, "PAR005", message)
            elif len(mine) != len(other):
                odd = odd_one(mine, other, _unlike)
                if len(mine) > len(other):
                    message = say(
                        "items of this list: {count}, at {elsewhere}: {other}; this one seems to be missing there",
                        count=len(mine),
                        elsewhere=elsewhere,
                        other=len(other),
                    )
                    yield twin.view.say_at(mine[odd].at, "PAR005", message)
                else:
                    message = say(
                        "items of this list: {count}, at {elsewhere}: {other}; the one at line {line} seems to be"
                        " missing here",
                        count=len(mine),
                        elsewhere=elsewhere,
                        other=len(other),
                        line=other[odd].at.line,
                    )
                    yield twin.view.say_at(mine[max(0, min(odd, len(mine)) - 1)].at, "PAR005", message)
