"""Sections have as many paragraphs in every language, of about the same weight: nothing was left out."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.alignment import odd_one, unlikeness
from scripts.blocks import MASK
from scripts.finding import Finding, say
from scripts.rules import Group
from scripts.source_page import Section

CODES = ("PAR014", "PAR015")
_FACTOR = 2.6  # the widest ratio of lengths between alternates of this site is 1.9, whatever the kind of block
_SHORT = 100  # letters; in shorter texts a ratio says nothing


def _paragraphs(section: Section) -> list[tuple[str, int]]:
    """Return (words, line) of each paragraph of a section."""
    blocks = [block for block in section.blocks if block.kind == "paragraph"]
    return [(block.text.replace(MASK, ""), block.at.line) for block in blocks]


def _ratio(ours: str, theirs: str) -> float:
    """Return how long a language is beside another: Arabic is shorter than French, Chinese than both."""
    return (len(ours) + 1) / (len(theirs) + 1)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR014 for a paragraph that one language has not, PAR015 for a text much shorter than its alternate."""
    for twin in group.twins:
        ours, theirs = _paragraphs(twin.here), _paragraphs(twin.there)
        if len(ours) != len(theirs):
            odd = odd_one(ours, theirs, lambda a, b: unlikeness(a[0], b[0]))
            line = (ours if len(ours) > len(theirs) else theirs)[odd][1]
            template = {
                "count": len(ours),
                "other": len(theirs),
                "elsewhere": twin.elsewhere,
                "line": line,
            }
            if len(ours) > len(theirs):
                at = next(block.at for block in twin.here.blocks if block.at.line == line)
                message = say(
                    "paragraphs in this section: {count}, in {elsewhere}: {other}; this one seems to be missing there",
                    **template,
                )
            else:
                near = [one[1] for one in ours[:odd]][-1:] or [twin.here.at.line]
                at = next((block.at for block in twin.here.blocks if block.at.line == near[0]), twin.here.at)
                message = say(
                    "paragraphs in this section: {count}, in {elsewhere}: {other}; the one at line {line} seems to be"
                    " missing here",
                    **template,
                )
            yield twin.view.say_at(at, "PAR014", message)
            continue
        if [block.kind for block in twin.here.blocks] != [block.kind for block in twin.there.blocks]:
            continue
        usual = _ratio(twin.view.page.body, twin.other.page.body)
        for mine, other in zip(twin.here.blocks, twin.there.blocks, strict=True):
            here, there = len(mine.text.replace(MASK, "")), len(other.text.replace(MASK, ""))
            part = (here + 1) / (there + 1) / usual
            if max(here, there) > _SHORT and not 1 / _FACTOR < part < _FACTOR:
                message = say(
                    "this text and {elsewhere} have very different lengths; say the same in both",
                    elsewhere=f"{twin.other.shown}:{other.at.line}",
                )
                yield twin.view.say_at(mine.at, "PAR015", message)
