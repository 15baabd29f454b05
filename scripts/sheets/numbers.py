"""The numbers a sheet shows: those of one country, from `data/`, in the order of `sheet` in `data/countries.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts import bidi, host_name, phone
from scripts.finding import Finding, finding, nearest, say
from scripts.library import GROUPS, Library
from scripts.sheets.kinds import Kind
from scripts.yaml_source import YamlSource

_WIDE = 8  # letters: a longer value has a line of its own below its name
# Where a country has no list of its own: so many services of each group, the first of `data/channels/`.
_SHARE = {"emergency": 2, "report": 1, "minors": 1, "support": 1}


def primary(channel: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the contact of a channel that is printed: a number before an address; None if it has neither.

    One that only some languages show is left out: a sheet says the same in each.
    """
    usable = [one for one in channel["contacts"] if "value" in one and one["kind"] != "email" and "locale" not in one]
    return min(usable, key=lambda one: one["kind"] not in phone.KINDS, default=None)


def printed(library: Library, country: str, kind: Kind) -> list[str]:
    """Return the ids of the channels on a country's sheets of a kind, the most urgent first."""
    chosen = (library.countries.get(country) or {}).get("sheet")
    if chosen is None:
        usable = [one for one in library.channel_group(country) if primary(one)]
        groups = {name: [one["id"] for one in usable if one["group"] == name] for name in GROUPS}
        chosen = [one for name, share in _SHARE.items() for one in groups[name][:share]]
    names, lines = [], 0
    for name in chosen:
        contact = primary(library.channels[name]) if name in library.channels else None
        lines += 0 if contact is None else 1 if len(value(contact)) < _WIDE else 2
        if contact and lines <= kind.lines:
            names.append(name)
    return names[: kind.numbers]


def value(contact: Mapping[str, Any]) -> str:
    """Return a number as people dial it, or an address as they type it."""
    if contact["kind"] in phone.KINDS:
        return phone.shown(contact["value"], contact["country"], contact.get("display"))
    return host_name.short(contact["value"])


def short_name(name: str) -> str:
    """Return a service's name up to its dash, « Police secours – Sûreté nationale »; a number is no name."""
    return next((part for part in name.split(" – ") if not part.isdigit()), name)


def check(source: YamlSource, path: str, library: Library) -> list[Finding]:
    """Return DAT013 for a channel named under `sheet` that its country does not publish with a number or an address."""
    findings = []
    for country, entry in (source.data or {}).items():
        own = {one["id"] for one in library.channel_group(country) if primary(one)}
        for index, name in enumerate((entry or {}).get("sheet") or []):
            if name not in own:
                near = nearest(name, own)
                hint = say("did you mean «{near}»?", near=near) if near else say("name another, or take it out")
                message = say(
                    "«{name}» is no channel of «{country}» with a published number or address; {hint}",
                    name=name,
                    country=country,
                    hint=hint,
                )
                findings.append(finding(path, source.at((country, "sheet", index)), "DAT013", message))
    return findings


def runs(text: str, rtl: bool) -> list[dict[str, Any]]:
    """Return a text as runs for the print templates, its left-to-right parts isolated in a right-to-left one."""
    pieces = bidi.split(text) if rtl else [(text, False)]
    return [{"t": piece, "b": False, "ltr": ltr, "u": None} for piece, ltr in pieces if piece]
