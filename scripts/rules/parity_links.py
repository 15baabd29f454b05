"""A section leads to the same places in every language: pages, headings, channels, other sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from scripts.alignment import Twin, beside
from scripts.blocks import ITEMS
from scripts.finding import Finding, Position, say
from scripts.rules import Group, View
from scripts.source_page import Section

CODES = ("PAR011",)


class _Target(NamedTuple):
    """Where something leads, whatever the language (`key`), and as written (`shown`)."""

    key: str
    shown: str
    at: Position


def _address(address: str, locales: frozenset[str]) -> str:
    """Return an address without what differs between the languages of one site: its language codes, its query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = [label for label in (parts.hostname or "").split(".") if label not in locales]
    steps = [step for step in parts.path.split("/") if re.split("[-_]", step.lower())[0] not in locales]
    return ".".join(host) + "/".join(steps).rstrip("/")


def _targets(view: View, section: Section) -> list[_Target]:
    page = view.page
    locales = frozenset(locale.code for locale in view.corpus.campaign.locales)
    found = []
    for link in section.within(page.links):
        path, anchor = link.leads(view.path)
        found.append(_Target(f"{path}#{anchor}", link.target, link.at))
    found += [_Target(_address(one.target, locales), one.target, one.at) for one in section.within(page.externals)]
    found += [
        _Target(f"{one.scheme}:{one.name}", f"{one.scheme}:{one.name}", one.at)
        for one in section.within(page.mentions)
        if one.scheme != "source"
    ]
    return sorted(found, key=lambda one: one.at)


def _order(twin: Twin, ours: list[_Target], theirs: list[_Target]) -> Iterator[Finding]:
    """Yield PAR011 at the first item that leads elsewhere than its counterpart, where only the order differs."""
    if [block.kind for block in twin.here.blocks] != [block.kind for block in twin.there.blocks]:
        return
    for mine, other in zip(twin.here.blocks, twin.there.blocks, strict=True):
        if mine.kind not in ITEMS:
            continue
        here = [one for one in ours if one.at.line == mine.at.line]
        there = [one for one in theirs if one.at.line == other.at.line]
        if {one.key for one in here} != {one.key for one in there} and here and there:
            message = say(
                "this item leads to «{target}», {elsewhere} to «{other}»; keep the same order in both",
                target=here[0].shown,
                elsewhere=f"{twin.other.shown}:{other.at.line}",
                other=there[0].shown,
            )
            yield twin.view.say_at(mine.at, "PAR011", message)
            return


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR011 for each target that only one of two alternates has."""
    for twin in group.twins:
        ours, theirs = _targets(twin.view, twin.here), _targets(twin.other, twin.there)
        known, reached = {one.key for one in theirs}, {one.key for one in ours}
        if not known ^ reached:
            yield from _order(twin, ours, theirs)
            continue
        extra = [one for one in ours if one.key not in known]
        missing = [one for one in theirs if one.key not in reached]
        for mine, other in zip(extra, missing, strict=False):
            message = say(
                "this leads to «{target}», {elsewhere} to «{other}»; lead to the same place in both",
                target=mine.shown,
                elsewhere=f"{twin.other.shown}:{other.at.line}",
                other=other.shown,
            )
            yield twin.view.say_at(mine.at, "PAR011", message)
        for mine in extra[len(missing) :]:
            message = say(
                "«{target}» is linked here and not in {elsewhere}; link it in both, or in none",
                target=mine.shown,
                elsewhere=twin.elsewhere,
            )
            yield twin.view.say_at(mine.at, "PAR011", message)
        for other in missing[len(extra) :]:
            message = say(
                "«{target}» is linked at {elsewhere} and not in this section; link it in both, or in none",
                target=other.shown,
                elsewhere=f"{twin.other.shown}:{other.at.line}",
            )
            yield twin.view.say_at(beside(twin, other.at.line), "PAR011", message)
