"""Sections that were copied from another language to be translated, and have not been: seen once it is published."""

from __future__ import annotations

from collections.abc import Iterator

from scripts import reviews
from scripts.finding import Finding, say
from scripts.reviews import HEAD
from scripts.rules import Group

CODES = ("UNT004",)
NEEDS_DATA = True
SILENCE = False


def check_group(group: Group) -> Iterator[Finding]:
    """Yield UNT004 for a section that is still the words it was copied from."""
    review = group.edits.review
    for view in group.views if review else ():
        left = review.untranslated(view.locale.code, group.edits.now[view.locale.code])
        places = {reviews.name_of(section): section.at for section in view.page.sections}
        for name in sorted(left):
            message = say(
                "this section is still as it was copied from another language; translate it or, if it reads the same "
                "in both, run `make accept PAGES={path}`",
                path=view.shown,
            )
            yield view.say_at(view.page.at("title") if name == HEAD else places[name], "UNT004", message)
