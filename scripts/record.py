"""A record: one value of `data/` that people act on, a contact or a penalty, published or held back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts.yaml_source import YamlSource

# A value is due for a new check after 180 days, and says so on the page after 365.
DUE = datetime.timedelta(days=180)
OLD = datetime.timedelta(days=365)
OK = "ok"
EXAMPLE = "example"  # of a campaign just begun: shown with a mark until it is replaced, never published


def day(text: object) -> datetime.date | None:
    """Return an ISO date, or None for anything else."""
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError:
        return None


def next_check(checked: datetime.date | None, planned: datetime.date | None) -> datetime.date | None:
    """Return the day of the next check: the one planned, or 180 days after the last, whichever comes first."""
    return min((one for one in (checked and checked + DUE, planned) if one), default=None)


def is_old(checked: str, today: datetime.date) -> bool:
    """Return whether a check of that day is too long ago to be trusted without a word."""
    date = day(checked)
    return date is not None and today - date > OLD


@dataclass(frozen=True)
class Record:
    """`owner` is the id of the channel or law; `kind`, that of the contact, or `law`; `path`:`line`, its place.

    `country` is the name of the file: an ISO code, `int` or `plat`.
    """

    country: str
    owner: str
    organisation: str
    body: str
    kind: str
    value: str
    locale: str
    source: str
    confidence: str
    publish: str
    reason: str
    note: str
    checked: str
    next_check: str
    path: str
    line: int

    @property
    def published(self) -> bool:
        """Return whether readers see it."""
        return self.publish == OK

    @property
    def due(self) -> datetime.date | None:
        """Return the day of the next check."""
        return next_check(day(self.checked), day(self.next_check))

    @property
    def where(self) -> str:
        """Return its place as editors open it."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Place:
    """Where a record is written: the country of its file, the file, the line."""

    country: str
    path: str
    line: int


def _text(entry: Any, key: str) -> str:  # noqa: ANN401
    value = entry.get(key, "") if isinstance(entry, dict) else ""
    return value if isinstance(value, str) else ""


def _record(entry: Any, values: Any, kind: str, value: str, place: Place) -> Record:  # noqa: ANN401
    why = values.get("why") if isinstance(values, dict) else None
    return Record(
        country=place.country,
        owner=_text(entry, "id"),
        organisation=_text(entry, "organisation"),
        body=_text(entry, "body"),
        kind=kind,
        value=value,
        locale=_text(values, "locale"),
        source=_text(values, "source"),
        confidence=_text(values, "confidence"),
        publish=_text(values, "publish") or OK,
        reason=_text(why, "reason") or (EXAMPLE if _text(values, "publish") == EXAMPLE else ""),
        note=_text(why, "note"),
        checked=_text(values, "checked"),
        next_check=_text(values, "next_check"),
        path=place.path,
        line=place.line,
    )


def _label(contact: Any) -> str:  # noqa: ANN401
    label = contact.get("label") if isinstance(contact, dict) else None
    return " · ".join(map(str, label.values())) if isinstance(label, dict) else ""


def of_channels(source: YamlSource, path: str, country: str) -> Iterator[Record]:
    """Yield every contact of a file of channels, one without contacts as one held-back record."""
    for index, channel in enumerate(source.data if isinstance(source.data, list) else []):
        contacts = channel.get("contacts") if isinstance(channel, dict) else None
        contacts = contacts if isinstance(contacts, list) else []
        if not contacts and isinstance(channel, dict):
            held = {"why": channel.get("why"), "publish": "do_not_publish"}
            yield _record(channel, held, "none", "", Place(country, path, source.at((index, "id")).line))
        for number, contact in enumerate(contacts):
            value = _text(contact, "value") or _label(contact)
            place = Place(country, path, source.at((index, "contacts", number)).line)
            yield _record(channel, contact, _text(contact, "kind"), value, place)


def of_laws(source: YamlSource, path: str, country: str) -> Iterator[Record]:
    """Yield every law of a file."""
    for index, law in enumerate(source.data if isinstance(source.data, list) else []):
        words = law.get("penalty") if isinstance(law, dict) else None
        value = " · ".join(map(str, words.values())) if isinstance(words, dict) else ""
        yield _record(law, law, "law", value, Place(country, path, source.at((index, "id")).line))
