"""The guard of contact changes: whether what a change does to the values people act on may be.

Swindlers and « recovery » firms would love to slip in a number of theirs. A value that comes without a source and
a check of its own, that belongs to somebody else, or that looks like what a swindler would write, is refused.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from scripts import host_name, phone
from scripts.contact_changes import Change, changes
from scripts.finding import Finding, Message, say
from scripts.record import Record, day

# The check of a value that is new may be this much older than the commit it is compared with.
_FRESH = datetime.timedelta(days=30)
Key = tuple[str, ...]


@dataclass
class Report:
    """The changes, in the order of the files, and what must not be."""

    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Domains:
    """data/domains.yml: link shorteners, domains with a page per organisation, free mail services."""

    shorteners: frozenset[str]
    shared: frozenset[str]
    freemail: frozenset[str]


def stricter(past: Any, now: dict[str, list[str]]) -> Domains:  # noqa: ANN401
    """Return data/domains.yml as a change may not loosen it: no list of dangers shorter, no shared domain more."""
    past = past if isinstance(past, dict) else {}
    known = {key: [str(one) for one in value] for key, value in past.items() if isinstance(value, list)}
    dangers = {key: frozenset([*now[key], *known.get(key, ())]) for key in ("shorteners", "freemail")}
    return Domains(shared=frozenset(known.get("shared", now["shared"])), **dangers)


def _number_key(record: Record) -> Key:
    return ("number", record.country, record.value) if phone.is_short(record.value) else ("number", record.value)


def _mail_host(record: Record) -> str:
    return host_name.readable(record.value.rpartition("@")[2])


def _owned(record: Record, domains: Domains) -> Key | None:
    """Return what of a value can belong to one organisation only, or None for a place, an app or a law."""
    if record.kind in phone.KINDS:
        return _number_key(record)
    if record.kind == "email":
        domain = host_name.domain(_mail_host(record))
        return ("mail", record.value.lower()) if domain in domains.freemail else ("domain", domain)
    if record.kind != "url":
        return None
    host = host_name.of_url(record.value)
    domain = host_name.domain(host)
    if domain in domains.shared:
        step = urlsplit(record.value).path.strip("/").partition("/")[0].lower()
        return ("domain", f"{host}/{step}")
    return ("domain", domain)


def _same_value(record: Record) -> Key:
    """Return what makes two values the same whatever their kind or spelling."""
    return _number_key(record) if record.kind in phone.KINDS else ("value", record.value.rstrip("/").lower())


def _owner(record: Record) -> str:
    return record.organisation or record.owner


class _Judge:
    """Holds what was known at the base revision, and judges the values that came since."""

    def __init__(self, base: list[Record], head: list[Record], domains: Domains, since: datetime.date) -> None:
        self.lists, self.since = domains, since
        # Who a channel belongs to is what the base says: a change cannot give itself somebody's name.
        self.known = {record.owner: record for record in reversed(base)}
        everything = [*base, *map(self._as_known, head)]
        self.public = {_owner(record) for record in everything if record.body == "public"}
        self.never = {_same_value(record) for record in everything if record.publish == "do_not_publish"}
        self.owners: dict[Key, set[str]] = defaultdict(set)
        for record in everything:
            if key := _owned(record, domains):
                self.owners[key].add(_owner(record))
        keys = [_owned(record, domains) for record in base if record.published]
        self.domains = {host_name.domain(key[1].partition("/")[0]) for key in keys if key and key[0] == "domain"}

    def _as_known(self, record: Record) -> Record:
        base = self.known.get(record.owner)
        if base is None or not base.organisation:
            return record
        return replace(record, organisation=base.organisation, body=base.body)

    def problems(self, change: Change) -> Iterator[tuple[str, Message]]:
        """Yield (code, message) for everything that speaks against publishing a value."""
        new = change.after
        if new is None or not new.published or change.what == "owner":
            return
        new = self._as_known(new)
        yield from self._suspect_host(new.source, host_name.of_url(new.source))
        key = _owned(new, self.lists)
        if key is None or change.what in ("source", "confidence"):
            return  # a place or an app: words, in which no number or address can stand (DAT009)
        yield from self._unsupported(change, new)
        others = sorted(self.owners[key] - {_owner(new)})
        if others:
            message = say(
                "«{value}» belongs to {owners} already, not to {owner}; correct the value, or `organisation`",
                value=new.value,
                owners=", ".join(others),
                owner=_owner(new),
            )
            yield "GRD003", message
        if _same_value(new) in self.never:
            message = say(
                "«{value}» is marked «do_not_publish»; read why, and if that has changed, lift the mark in a change "
                "of its own",
                value=new.value,
            )
            yield "GRD007", message
        if new.kind in ("url", "email"):
            yield from self._suspect_host(
                new.value, _mail_host(new) if new.kind == "email" else host_name.of_url(new.value)
            )
        yield from self._for_sale(new)

    def _unsupported(self, change: Change, new: Record) -> Iterator[tuple[str, Message]]:
        old = change.before
        if change.what == "changed" and old and old.source == new.source:
            message = say(
                "«{value}» replaces «{old}» on the same source; name the source of the new value",
                value=new.value,
                old=old.value,
            )
            yield "GRD001", message
        checked = day(new.checked)
        late = old.checked if old and change.what in ("changed", "published") else ""
        if late and new.checked <= late:
            message = say(
                "«{value}» is new but the check date, {date}, did not change with it; check it and write the day",
                value=new.value,
                date=new.checked,
            )
            yield "GRD002", message
        elif checked is None or checked < self.since - _FRESH:
            message = say(
                "«{value}» came after {since} but its check, {date}, is older than that; check it and write the day",
                value=new.value,
                since=self.since,
                date=new.checked or say("none"),
            )
            yield "GRD002", message

    def _for_sale(self, new: Record) -> Iterator[tuple[str, Message]]:
        """Yield what anybody can buy or open: numbers, mailboxes."""
        public = new.body == "public" or _owner(new) in self.public
        kind = phone.suspect(new.value, public) if new.kind in phone.KINDS else None
        if kind:
            message = say(
                "«{value}» is {kind} for {service}; hold it back until the service confirms it in writing",
                value=new.value,
                kind=kind,
                service=say("a public service") if public else say("a help service"),
            )
            yield "GRD006", message
        if public and new.kind == "email" and host_name.domain(_mail_host(new)) in self.lists.freemail:
            message = say(
                "«{value}» is a free mailbox for a public service, and anybody can open one; hold it back until the "
                "service confirms it in writing",
                value=new.value,
            )
            yield "GRD008", message

    def _suspect_host(self, value: str, host: str) -> Iterator[tuple[str, Message]]:
        if host_name.hides(value, host, self.lists.shorteners):
            yield "GRD004", say("«{value}» hides where it leads; write the address it leads to", value=value)
        known = host_name.look_alike(host, self.domains)
        if known:
            message = say(
                "«{value}» could be mistaken for {known}; if both are real, say so in the pull request and let a "
                "maintainer decide",
                value=value,
                known=known,
            )
            yield "GRD005", message


def guard(base: list[Record], head: list[Record], domains: Domains, since: datetime.date) -> Report:
    """Compare two readings of `data/`; `since` is the day of the base. Returns what changed and what must not."""
    judge, report = _Judge(base, head, domains, since), Report()
    for change in changes(base, head):
        problems = list(dict.fromkeys(judge.problems(change)))
        report.changes.append(replace(change, codes=tuple(dict.fromkeys(code for code, _ in problems))))
        place = change.record
        report.findings += [Finding(place.path, place.line, 1, code, message) for code, message in problems]
    return report
