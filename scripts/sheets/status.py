"""Is this printed sheet still current? What the page behind a sheet's code answers, from the record of versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.sheets.catalogue import status_address
from scripts.sheets.versions import Ledger, Version

CURRENT, WORDING, NUMBERS, WITHDRAWN = "current", "wording", "numbers", "withdrawn"


@dataclass(frozen=True)
class Status:
    """What became of one version of a sheet. `path` is its page, None for a sheet that is printed no more.

    `changed`, `out` and `new` map channel ids to printed values: (old, new) for the first. `parts` holds, by
    language, the parts of the text that are not as they were.
    """

    country: str
    name: str
    version: Version
    latest: Version
    path: str | None
    changed: dict[str, tuple[str, str]] = field(default_factory=dict)
    out: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)

    def state(self, locale: str) -> str:
        """Return `current`, `wording` (numbers as they were), `numbers` (not to be used) or `withdrawn`."""
        if self.path is None:
            return WITHDRAWN
        if self.changed or self.out:
            return NUMBERS
        return WORDING if self.new or self.parts.get(locale) else CURRENT

    @property
    def address(self) -> str:
        """Return the address of the page that gives this answer."""
        return status_address(self.country, self.name, self.version.number)


def compare(country: str, name: str, version: Version, latest: Version, path: str | None) -> Status:
    """Return what became of `version` of a sheet, whose newest is `latest`."""
    old, now = version.contacts, latest.contacts
    return Status(
        country,
        name,
        version,
        latest,
        path,
        changed={one: (old[one], now[one]) for one in old if one in now and old[one] != now[one]},
        out={one: value for one, value in old.items() if one not in now},
        new={one: value for one, value in now.items() if one not in old},
        parts={
            locale: [part for part, digest in parts.items() if version.texts.get(locale, {}).get(part) != digest]
            + [part for part in version.texts.get(locale, {}) if part not in parts]
            for locale, parts in latest.texts.items()
        },
    )


def of_ledger(ledger: Ledger, paths: dict[str, str]) -> Iterator[Status]:
    """Yield the status of every version of every sheet of a record; `paths` maps the sheets of today to their pages."""
    for name, entries in ledger.versions.items():
        for version in entries:
            yield compare(ledger.country, name, version, entries[0], paths.get(name))
