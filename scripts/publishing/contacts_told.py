"""What changes for readers between two publications: the numbers and addresses, from the open data of both."""

from __future__ import annotations

import json
from pathlib import Path

_FILE = Path("channels.json")


def _values(version: Path) -> dict[tuple[str, str], set[str]]:
    """Return (channel, kind) -> values; nothing for a version without open data."""
    try:
        channels = json.loads((version / _FILE).read_text(encoding="utf-8"))["channels"]
    except (OSError, ValueError, KeyError):
        return {}
    found: dict[tuple[str, str], set[str]] = {}
    for channel in channels:
        for contact in channel.get("contacts", ()):
            if value := contact.get("value"):
                found.setdefault((channel["id"], contact["kind"]), set()).add(value)
    return found


def changes(before: Path, after: Path) -> list[str]:
    """Return one line per contact that differs between two versions, each a folder; sorted."""
    old, new = _values(before), _values(after)
    lines = []
    for name, kind in sorted({*old, *new}):
        gone, come = old.get((name, kind), set()), new.get((name, kind), set())
        if gone != come:
            shown = (" ".join(sorted(gone - come)) or "(nothing)", " ".join(sorted(come - gone)) or "(nothing)")
            lines.append(f"{name} {kind}: {shown[0]} → {shown[1]}")
    return lines
