"""Parity: every page in every language, with the same heading ids in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from scripts.finding import START, Finding, say
from scripts.reviews import HEAD
from scripts.rules import Group

CODES = ("PAR001", "PAR002", "PAR003")


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR001 for a page without its twin, PAR002 where heading ids part, PAR003 for front matter."""
    corpus = group.views[0].corpus if group.views else None
    for locale in corpus.campaign.locales if corpus else ():
        if corpus.page(locale.code, group.path) is None:
            shown = corpus.shown(locale.code, group.path)
            message = say("this page is missing in «{code}»; write {path}", code=locale.code, path=shown)
            yield group.views[0].say_at(START, "PAR001", message)
    for pair in group.pairs():
        view, first = pair[::-1] if group.edits.reshaped(*pair[::-1]) else pair
        for ours, theirs in zip_longest(view.page.headings, first.page.headings):
            if (ours and ours.anchor) != (theirs and theirs.anchor):
                here = (
                    say("the heading id «{anchor}»", anchor=ours.anchor or ours.text)
                    if ours
                    else say("the end of the page")
                )
                there = say("no further heading")
                if theirs:
                    there = say("«{anchor}» (line {line})", anchor=theirs.anchor or theirs.text, line=theirs.at.line)
                message = say(
                    "{here} stands where {twin} has {there}; same ids, same order in both",
                    here=here,
                    twin=first.shown,
                    there=there,
                )
                yield view.say_at(ours.at if ours else START, "PAR002", message)
                break
        view, first = pair[::-1] if group.edits.only_in(*pair[::-1], HEAD) else pair
        for key in ("kind", "sources"):
            if view.page.meta.get(key) != first.page.meta.get(key):
                message = say("«{key}» is not the same as in {twin}; make them equal", key=key, twin=first.shown)
                yield view.say_at(view.page.at(key), "PAR003", message)
