"""What a change does to the values people act on: which came, went, or became another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.finding import say
from scripts.github_text import Writer
from scripts.record import Record


@dataclass(frozen=True)
class Change:
    """A value before and after; None where it did not exist. `codes` are those of its findings."""

    what: str
    before: Record | None
    after: Record | None
    codes: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """Return the value as it is now, or as it was if it is gone."""
        found = self.after or self.before
        assert found
        return found


def _key(record: Record) -> tuple[str, str, str]:
    return record.kind, record.locale, record.value


def _signature(record: Record) -> tuple[str, str]:
    return record.organisation, record.body


def _by_owner(records: Iterable[Record]) -> dict[str, list[Record]]:
    owners: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        owners[record.owner].append(record)
    return owners


def _pair(old: list[Record], new: list[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Pair what went with what came: the same kind and language first, then whatever is left."""
    for alike in (lambda record: (record.kind, record.locale), lambda record: record.kind, lambda record: ""):
        for gone in list(old):
            came = next((one for one in new if alike(one) == alike(gone)), None)
            if came:
                old.remove(gone)
                new.remove(came)
                yield gone, came
    yield from ((gone, None) for gone in old)
    yield from ((None, came) for came in new)


def changes(base: list[Record], head: list[Record]) -> list[Change]:
    """Return what changed between two readings of `data/`."""
    before, after, found = _by_owner(base), _by_owner(head), []
    for owner in dict.fromkeys([*after, *before]):
        old, new = list(before.get(owner, ())), list(after.get(owner, ()))
        if old and new and old[0].organisation and _signature(old[0]) != _signature(new[0]):
            found.append(Change("owner", old[0], new[0]))
        for record in list(new):
            same = next((one for one in old if _key(one) == _key(record)), None)
            if same:
                old.remove(same)
                new.remove(record)
                if same.published != record.published:
                    found.append(Change("published" if record.published else "held back", same, record))
                elif record.published and same.source != record.source:
                    found.append(Change("source", same, record))
                elif record.published and same.confidence != record.confidence:
                    found.append(Change("confidence", same, record))
        for gone, came in _pair(old, new):
            found.append(Change("changed" if gone and came else "added" if came else "removed", gone, came))
    return found


_MARKS = {
    "changed": "→", "added": "+", "removed": "−", "published": "+", "held back": "−", "owner": "!", "source": "→",
    "confidence": "→",
}  # fmt: skip
_WORDS = {
    str(one): one
    for one in (
        say("changed"),
        say("added"),
        say("removed"),
        say("published"),
        say("held back"),
        say("owner"),
        say("source"),
        say("confidence"),
    )
}


def _value(record: Record | None, what: str, writer: Writer) -> str:
    if record is None:
        return "–"
    if what == "owner":
        return writer.plain(f"{record.organisation} ({record.body})")
    value = writer.code(record.value)
    if what == "confidence":
        return f"{value} ({writer.plain(record.confidence)})"
    return value if record.published else f"{value} ({writer.plain(record.publish)})"


def _cells(change: Change, writer: Writer) -> list[str]:
    record = change.record
    values = [_value(one, change.what, writer) for one in (change.before, change.after)]
    place = [_MARKS[change.what], writer.words(_WORDS[change.what]), writer.code(record.owner)]
    rest = [writer.code(record.source), writer.plain(record.checked) or "–", " ".join(change.codes) or "–"]
    return [*place, writer.plain(record.kind) or "–", *values, *rest]


def table(found: Iterable[Change], writer: Writer, room: int | None = None) -> str:
    """Return changes as a Markdown table, cut at `room` bytes; one line saying so if there are none."""
    found = list(found)
    if not found:
        return f"{writer.words(say('No contact value changed.'))}\n"
    head = ["", say("change"), say("channel"), say("kind"), say("before"), say("after"), say("source"), say("checked")]
    rows = (_cells(change, writer) for change in found)
    return writer.table([*head, say("refused")], rows, room)
