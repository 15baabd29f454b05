"""The directory as files that others can reuse: `channels.json`, `channels.csv` and the schema of the first.

Only what readers may see is in them. The shape is `scripts/schemas/open_data.json`; VERSION changes with it:
the first number when a key goes or changes its meaning, the second when one is added.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scripts import country, phone
from scripts.library import Library
from scripts.record import day, next_check

VERSION = "1.0"
SCHEMA = Path(__file__).parent / "schemas" / "open_data.json"
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"\+\d[\d ]*(-\d+)*")
# Locale codes to channel ids to the addresses of the cards, inside the site.
Cards = Mapping[str, Mapping[str, str]]
_LEFT_OUT = ("publish", "why", "display", "next_check", "country")
_KEPT = ("group", "organisation", "body", "name", "name_basis", "for", "not_for", "after", "know", "steps",
         "audience", "situations", "cost", "languages", "hours", "anonymous", "abroad")  # fmt: skip
_COLUMNS = ("channel", "country", "group", "organisation", "body", "kind", "value", "shown", "timezone", "hours",
            "cost", "source", "quote", "source_date", "confidence", "checked", "checked_how", "next_check")  # fmt: skip


def _contact(contact: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in contact.items() if key not in _LEFT_OUT}
    if contact["kind"] in phone.KINDS:
        kept["shown"] = phone.shown(contact["value"], contact["country"], contact.get("display"))
    due = next_check(day(contact["checked"]), day(contact.get("next_check")))
    return kept | {"next_check": due.isoformat()}


def document(library: Library, cards: Cards, site_url: str, licence: str) -> dict[str, Any]:
    """Return what `channels.json` holds; `site_url` ends with a slash, `licence` is the address of the licence."""
    channels = []
    for channel in library.channels.values():
        if channel.get("example"):
            continue
        code = channel["country"]
        entry: dict[str, Any] = {"id": channel["id"], "country": None if code in country.ELSEWHERE else code.upper()}
        entry |= {key: channel[key] for key in _KEPT if key in channel}
        if "timezone" in library.countries.get(code, {}):
            entry["timezone"] = library.countries[code]["timezone"]
        pages = {code: site_url + own[channel["id"]] for code, own in cards.items() if channel["id"] in own}
        if pages:
            entry["page"] = pages
        channels.append(entry | {"contacts": [_contact(contact) for contact in channel["contacts"]]})
    return {
        "$schema": f"{site_url}channels.schema.json",
        "version": VERSION,
        "licence": licence,
        "updated": max((contact["checked"] for one in channels for contact in one["contacts"]), default=None),
        "channels": channels,
    }


def to_json(document: Mapping[str, Any]) -> str:
    """Return the document as text that people can read too."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _hours(channel: Mapping[str, Any]) -> str:
    open_ = (channel.get("hours") or {}).get("open") or ""
    return open_ if isinstance(open_, str) else "; ".join(f"{one['days']} {one['from']}-{one['to']}" for one in open_)


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection); a number keeps its plus."""
    text = str(value or "")
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def to_csv(document: Mapping[str, Any], locales: Iterable[str]) -> str:
    """Return one line per contact, with the names, purposes and labels in every language of `locales`."""
    words = [f"{key}_{locale}" for locale in locales for key in ("name", "for", "label", "page")]
    out = io.StringIO()
    writer = csv.DictWriter(out, [*_COLUMNS, *words])
    writer.writeheader()
    for channel in document["channels"]:
        facts = {key: channel.get(key) for key in _COLUMNS} | {"channel": channel["id"], "hours": _hours(channel)}
        for contact in channel["contacts"]:
            row = facts | {key: contact[key] for key in _COLUMNS if key in contact}
            for name in words:
                key, _, locale = name.rpartition("_")
                row[name] = (contact if key == "label" else channel).get(key, {}).get(locale)
            writer.writerow({key: _cell(value) for key, value in row.items()})
    return out.getvalue()


def files(library: Library, cards: Cards, site_url: str, licence: str) -> dict[str, str]:
    """Return the files of the open data, by name."""
    found = document(library, cards, site_url, licence)
    return {
        "channels.json": to_json(found),
        # The mark at its head tells spreadsheets that the text is UTF-8: Arabic would come out as noise.
        "channels.csv": "\ufeff" + to_csv(found, cards),
        "channels.schema.json": SCHEMA.read_text(encoding="utf-8"),
    }
