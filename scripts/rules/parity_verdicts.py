"""A myth pair has the same label (myth, fact, it depends) in every language."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import Group

CODES = ("PAR006",)


def check_group(group: Group) -> Iterator[Finding]:
    """Yield PAR006 where the classes of a heading and of its alternate differ."""
    for twin in group.twins:
        ours, theirs = twin.here.heading, twin.there.heading
        if ours and theirs and ours.classes != theirs.classes:
            message = say(
                "this heading is labelled «{label}», {elsewhere} «{other}»; write the same label in both",
                label=" ".join(f".{name}" for name in ours.classes) or "–",
                elsewhere=twin.elsewhere,
                other=" ".join(f".{name}" for name in theirs.classes) or "–",
            )
            yield twin.view.say_at(ours.at, "PAR006", message)
