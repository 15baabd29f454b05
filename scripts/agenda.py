"""What editors have to do: values whose check is due, values to verify before anybody may see them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.record import Record


def _in_country(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda one: (one.country, one.path, one.line)):
        found.setdefault(record.country, []).append(record)
    return found


def late(records: Iterable[Record], today: datetime.date) -> dict[str, list[Record]]:
    """Return the published values whose next check has come, by country."""
    return _in_country(record for record in records if record.published and record.due and record.due <= today)


def due(records: Iterable[Record], today: datetime.date) -> list[str]:
    """Return the published values whose next check has come, as lines by country; none, no lines."""
    lines = []
    for country, ours in late(records, today).items():
        lines.append(f"{country}: {len(ours)} to check again")
        lines += [
            f"  {one.where}: {one.owner} {one.kind} {one.value} (checked {one.checked}, due {one.due})" for one in ours
        ]
    return lines


def to_verify(records: Iterable[Record]) -> list[str]:
    """Return the values held back, as lines by country, those that only wait for a check first."""
    lines = []
    for country, ours in _in_country(record for record in records if not record.published).items():
        waiting = [one for one in ours if one.publish == "verify_first"]
        rest = [one for one in ours if one.publish != "verify_first"]
        lines.append(f"{country}: {len(waiting)} to verify, {len(rest)} never to publish as they are")
        for one in [*waiting, *rest]:
            what = f"{one.owner} {one.kind} {one.value}".rstrip()
            lines.append(f"  {one.where}: {one.publish} ({one.reason}) {what}: {' '.join(one.note.split())}")
    return lines


def counts(records: Iterable[Record]) -> list[str]:
    """Return, by country, how many values are published and how many are held back, with the reasons."""
    lines = []
    for country, ours in _in_country(records).items():
        reasons: dict[str, int] = {}
        for one in ours:
            if not one.published:
                reasons[one.reason] = reasons.get(one.reason, 0) + 1
        held = ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items()))
        shown = sum(one.published for one in ours)
        lines.append(f"{country}: {shown} published, {len(ours) - shown} held back" + (f" ({held})" if held else ""))
    return lines


@dataclass(frozen=True)
class Waiting:
    """What a person must verify in a country: `held` may be shown once it is; `reported` is shown, with a warning."""

    country: str
    held: list[Record]
    reported: list[Record]


def waiting(records: Iterable[Record]) -> list[Waiting]:
    """Return what waits for a person, by country; nothing for a country where nothing does."""
    found = []
    for country, ours in _in_country(records).items():
        held = [one for one in ours if one.publish == "verify_first"]
        reported = [one for one in ours if one.published and one.confidence == "reported"]
        if held or reported:
            found.append(Waiting(country, held, reported))
    return found
