"""The same platforms are named in every language: advice for one application is not advice for another."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from scripts import languages
from scripts.alignment import beside
from scripts.finding import Finding, Position, say
from scripts.rules import Group, View
from scripts.source_page import Section

CODES = ("PAR013",)
NEEDS_DATA = True


@functools.cache
def _parts(locale: str) -> re.Pattern[str]:
    """Return what parts the names of a text in a language: «and», what stands in parentheses or after a comma."""
    return re.compile("|".join(filter(None, (languages.of(locale).between, r"\s*[(),،].*"))))


@functools.lru_cache(maxsize=4)
def _names(listed: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> dict[str, str]:
    """Return each name of each platform, in any language, with the one key of that platform."""
    known: dict[str, str] = {}
    for key, names in listed:
        for locale, name in names:
            for index, part in enumerate(part for part in _parts(locale).split(name) if part.strip()):
                known.setdefault(part.split()[-1], f"{key}#{index}")  # the last word: « Recherche Google »
    return known


@functools.lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...], locale: str) -> re.Pattern[str]:
    attached = languages.of(locale).attached
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w){attached.name if attached else ''}({'|'.join(longest)})(?!\w)")


def _named(view: View, section: Section, names: dict[str, str]) -> dict[str, tuple[str, Position]]:
    """Return the platforms a section names: key to (as written, where)."""
    found: dict[str, tuple[str, Position]] = {}
    heading = section.heading
    texts = [(block.text, block.position) for block in section.blocks]
    texts += [(heading.text, lambda index: heading.at)] if heading else []
    pattern = _pattern(tuple(names), view.locale.code)
    for text, position in texts:
        if any(name in text for name in names):  # far quicker than the pattern, and seldom true
            for match in pattern.finditer(text):
                found.setdefault(names[match.group(1)], (match.group(1), position(match.start(1))))
    return found


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR013 for each platform that a section names and its alternate does not."""
    if len(group.views) < 2:
        return
    channels = group.views[0].corpus.library.channels
    listed = ((name, tuple(one["name"].items())) for name, one in channels.items() if name.startswith("plat-"))
    names = _names(tuple(listed))
    if not any(name in view.page.body for view in group.views for name in names):
        return
    for twin in group.twins:
        ours, theirs = _named(twin.view, twin.here, names), _named(twin.other, twin.there, names)
        for key in sorted(ours.keys() - theirs.keys()):
            name, at = ours[key]
            message = say(
                "«{name}» is named here and not in {elsewhere}; name the same platforms in both",
                name=name,
                elsewhere=twin.elsewhere,
            )
            yield twin.view.say_at(at, "PAR013", message)
        for key in sorted(theirs.keys() - ours.keys()):
            name, at = theirs[key]
            message = say(
                "«{name}» is named at {elsewhere} and not in this section; name the same platforms in both",
                name=name,
                elsewhere=f"{twin.other.shown}:{at.line}",
            )
            yield twin.view.say_at(beside(twin, at.line), "PAR013", message)
