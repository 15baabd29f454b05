"""Freshness: the words of a section have not changed in one language only since both were last read together.

`data/reviews/` records what was read; `make accept` writes it. Dates and commit messages cannot tell: a typing error
put right in one language renews the date of a page whose meaning is out of date.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import reviews
from scripts.finding import START, Finding, Position, finding, say
from scripts.reviews import HEAD, Review
from scripts.rules import Corpus, Group, View

CODES = ("STL001", "STL002", "STL003")
NEEDS_DATA = True
SILENCE = False


def _at(view: View, name: str) -> Position:
    """Return where a section of the record stands on a page."""
    if name == HEAD:
        return view.page.at("title")
    sections = view.page.sections
    found = next((one for one in sections if reviews.name_of(one) == name), sections[0])
    return found.at


def _compare(view: View, other: View, review: Review, now: dict[str, dict[str, str]]) -> Iterator[Finding]:
    """Yield what has changed between two languages; `now` holds the digests of their sections."""
    ours, theirs = view.locale.code, other.locale.code
    command = f"make accept PAGES={view.shown}"
    copied = review.untranslated(ours, now[ours]) | review.untranslated(theirs, now[theirs])
    for name in (now[ours].keys() & now[theirs].keys()) - copied:
        seen, seen_there = review.known(ours, theirs, name), review.known(theirs, ours, name)
        moved = not reviews.same_words(seen, now[theirs][name])
        moved_here = not reviews.same_words(seen_there, now[ours][name])
        if not moved and not moved_here:
            continue
        if moved and moved_here:
            message = say(
                "this section and {elsewhere} have both changed since they were last read together; once they say the"
                " same, run `{command}`",
                elsewhere=f"{other.shown}:{_at(other, name).line}",
                command=command,
            )
            yield view.say_at(_at(view, name), "STL002", message)
            continue
        behind, ahead = (view, other) if moved else (other, view)
        entry = (behind.locale.code, ahead.locale.code, name)
        line = review.lines.get(entry, 1)
        message = say(
            "this section has changed since {elsewhere} was last read beside it; say the same there or, if it already"
            ' does, run `{command}` (without Git: write "{digest}" in {record}, line {line})',
            elsewhere=f"{behind.shown}:{_at(behind, name).line}",
            command=f"make accept PAGES={behind.shown}",
            digest=now[ahead.locale.code][name],
            record=behind.corpus.campaign.relative(review.path),
            line=line,
        )
        # Where the words were changed: whoever changed them reads this language, and sees this file in the proposal.
        yield ahead.say_at(_at(ahead, name), "STL001", message)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield STL001 (one language changed), STL002 (both did), STL003 (no usable record of the page)."""
    if len(group.views) < 2:
        return
    campaign = group.views[0].corpus.campaign
    if not reviews.folder(campaign).is_dir():
        return
    review = group.edits.review
    shown = campaign.relative(review.path)
    command = f"make accept PAGES={group.views[0].shown}"
    if review.problem:
        message = say(
            "this record cannot be read ({why}); write it again: {command}", why=review.problem, command=command
        )
        yield finding(shown, review.at, "STL003", message)
        return
    if not review.seen:
        message = say(
            "nobody has noted yet that the languages of this page say the same; read both, then `{command}`",
            command=command,
        )
        yield group.views[0].say_at(START, "STL003", message)
        return
    now = group.edits.now
    for index, view in enumerate(group.views):
        for other in group.views[:index]:
            yield from _compare(view, other, review, now)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield STL003 for a record whose page is gone."""
    campaign = corpus.campaign
    folder = reviews.folder(campaign)
    known = {path.removesuffix(".md") for pages in corpus.pages.values() for path in pages}
    for path in sorted(folder.rglob("*.yml")) if folder.is_dir() else ():
        if path.relative_to(folder).as_posix().removesuffix(".yml") not in known:
            message = say("no page belongs to this record; delete the file, or give it the page's new name")
            yield finding(campaign.relative(path), START, "STL003", message)
