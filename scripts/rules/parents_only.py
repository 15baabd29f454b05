"""Advice that leaves one way out, or puts it before the others: the parents, or the police.

Home is not always a safe place and a police counter not always an open one: another adult, a friend, a line or an
association stands beside them in the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.blocks import ITEMS, MASK, Block
from scripts.finding import WARNING, Finding, say
from scripts.rules import View

CODES = ("TRM007",)
LEVEL = WARNING  # what else the lines around offer is for a person to judge
NEEDS_DATA = True


def _near(view: View, block: Block) -> list[Block]:
    """Return the block and what is read with it: the list it stands in, the lines before and after."""
    blocks = view.page.section_of(block.at.line).blocks
    if block not in blocks:
        return [block]
    first = last = list(blocks).index(block)
    while first > 0 and blocks[first].kind in ITEMS:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind in ITEMS:
        last += 1
    return list(blocks[max(first - 1, 0) : last + 2])


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM007 for advice with no other person, service or link near it, and for parents who come first."""
    found = terms.of(view)
    offered = [*view.page.links, *(one for one in view.page.mentions if one.scheme != "source")]
    for hit in terms.hits(view, "alone"):
        near = _near(view, hit.block)
        lines = range(near[0].at.line, near[-1].at.line + near[-1].text.count("\n") + 1)
        text = "\n".join(block.text for block in near)
        text = text.replace(hit.written, MASK)
        if found.contains("other-help", view.locale.code, text):
            continue
        if any(one.at.line in lines for one in offered):
            continue
        message = say("«{form}» leaves one way out; add another: «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM007", message)

    for hit in terms.hits(view, "first"):
        message = say(
            "«{form}» puts one way before the others; let the person choose: «{prefer}»",
            form=hit.text,
            prefer=hit.prefer,
        )
        yield view.say_at(hit.at, "TRM007", message)
