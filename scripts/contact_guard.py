"""The guard of contact changes: what a change does to the values people act on, and whether it may.

Blackmailers and « recovery » firms would love to slip in a number of theirs. Every value that changed, came or
went since a base revision is listed; one that came without a source and check of its own, that belongs to
somebody else, or that looks like what a swindler would write, is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from scripts import host_name, phone
from scripts.finding import Finding
from scripts.record import Record

_NUMBERS = ("phone", "sms", "whatsapp")


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


@dataclass
class Report:
    """The changes, in the order of the files, and what must not be."""

    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


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
        for gone, came in _pair(old, new):
            found.append(Change("changed" if gone and came else "added" if came else "removed", gone, came))
    return found


def _number_key(record: Record) -> tuple[str, ...]:
    return ("number", record.country, record.value) if phone.is_short(record.value) else ("number", record.value)


def _owned(record: Record, shared: Iterable[str]) -> tuple[str, ...] | None:
    """Return what of a value can belong to one organisation only, or None for a place, an app or a law."""
    if record.kind in _NUMBERS:
        return _number_key(record)
    if record.kind == "email":
        return ("domain", host_name.domain(host_name.readable(record.value.rpartition("@")[2])))
    if record.kind != "url":
        return None
    host = host_name.of_url(record.value)
    domain = host_name.domain(host)
    if domain in shared:
        step = urlsplit(record.value).path.strip("/").partition("/")[0].lower()
        return ("domain", f"{host}/{step}")
    return ("domain", domain)


def _owner(record: Record) -> str:
    return record.organisation or record.owner


class _Judge:
    """Holds what was known at the base revision, and judges the values that came since."""

    def __init__(self, base: list[Record], head: list[Record], domains: dict[str, Any]) -> None:
        self.shared, self.shorteners = set(domains["shared"]), set(domains["shorteners"])
        # Who a channel belongs to is what the base says: a change cannot give itself somebody's name.
        self.known = {record.owner: record for record in reversed(base)}
        self.owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for record in [*base, *map(self._as_known, head)]:
            if key := _owned(record, self.shared):
                self.owners[key].add(_owner(record))
        self.domains = [key[1].partition("/")[0] for key in self._keys(base) if key[0] == "domain"]

    def _keys(self, records: list[Record]) -> list[tuple[str, ...]]:
        return [key for record in records if (key := _owned(record, self.shared))]

    def _as_known(self, record: Record) -> Record:
        base = self.known.get(record.owner)
        if base is None or not base.organisation:
            return record
        return replace(record, organisation=base.organisation, body=base.body)

    def problems(self, change: Change) -> Iterator[tuple[str, str]]:
        """Yield (code, message) for everything that speaks against publishing a value."""
        new, old = change.after, change.before
        if new is None or not new.published or change.what == "owner":
            return
        new = self._as_known(new)
        key = _owned(new, self.shared)
        if key is None:  # the name of a place or an app: words, in which no number or address can stand (DAT009)
            return
        if change.what == "changed" and old and old.source == new.source:
            yield "GRD001", f"«{new.value}» replaces «{old.value}» on the same source; name the source of the new value"
        if old and change.what in ("changed", "published") and new.checked <= old.checked:
            message = f"the check date, {new.checked}, did not change with it; check it and write the day"
            yield "GRD002", f"«{new.value}» is new but {message}"
        others = sorted(self.owners[key] - {_owner(new)})
        if others:
            message = f"«{new.value}» belongs to {', '.join(others)} already, not to {_owner(new)}"
            yield "GRD003", f"{message}; correct the value, or `organisation`"
        if key[0] == "domain":
            yield from self._suspect_host(new, key[1].partition("/")[0])
        if new.kind in _NUMBERS and new.body == "public" and phone.is_mobile(new.value):
            message = f"«{new.value}» is a mobile number for a public service, and anybody can buy one"
            yield "GRD006", f"{message}; hold it back until the service confirms it in writing"

    def _suspect_host(self, record: Record, name: str) -> Iterator[tuple[str, str]]:
        host = name if record.kind == "email" else host_name.of_url(record.value)
        if self.shorteners & {name, host, host_name.domain(host)}:
            yield "GRD004", f"«{record.value}» hides where it leads; write the address it leads to"
        known = host_name.look_alike(host_name.domain(host), map(host_name.domain, self.domains))
        if known and host_name.domain(host) not in map(host_name.domain, self.domains):
            message = f"«{record.value}» could be mistaken for {known}"
            yield "GRD005", f"{message}; if both are real, say so in the pull request and let a maintainer decide"


def stricter(past: Any, now: dict[str, list[str]]) -> dict[str, list[str]]:  # noqa: ANN401
    """Return data/domains.yml as a change may not loosen it: no shortener fewer, no shared domain more."""
    past = past if isinstance(past, dict) else {}
    known = {key: value for key, value in past.items() if isinstance(value, list)}
    shared = known.get("shared", now["shared"])
    return {"shorteners": [*now["shorteners"], *known.get("shorteners", ())], "shared": shared}


def guard(base: list[Record], head: list[Record], domains: dict[str, Any]) -> Report:
    """Compare two readings of `data/`; `domains` is data/domains.yml (keys `shorteners` and `shared`)."""
    judge, report = _Judge(base, head, domains), Report()
    for change in changes(base, head):
        problems = list(judge.problems(change))
        report.changes.append(replace(change, codes=tuple(code for code, _ in problems)))
        place = change.record
        report.findings += [Finding(place.path, place.line, 1, code, message) for code, message in problems]
    return report


_MARKS = {"changed": "→", "added": "+", "removed": "−", "published": "+", "held back": "−", "owner": "!"}


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "–"


def _value(record: Record | None, what: str) -> str:
    if record is None:
        return "–"
    if what == "owner":
        return f"{_cell(record.organisation)} ({_cell(record.body)})"
    held = "" if record.published else f" ({record.publish})"
    return f"`{_cell(record.value).replace('`', '')}`{held}"


def table(report: Report) -> str:
    """Return the changes as a Markdown table; one line saying so if there are none."""
    if not report.changes:
        return "No contact value changed.\n"
    head = ["", "change", "channel", "kind", "before", "after", "source", "checked", "refused"]
    rows = [head, ["---"] * len(head)]
    for change in report.changes:
        record = change.record
        rows.append([
            _MARKS[change.what], change.what, f"`{record.owner}`", record.kind, _value(change.before, change.what),
            _value(change.after, change.what), _cell(record.source), _cell(record.checked),
            " ".join(change.codes) or "–",
        ])  # fmt: skip
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
