"""The addresses that answered well, with the day: `.build/reach.json`. Losing it costs requests, nothing else."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from scripts import atomic
from scripts.record import day


class UnreadableError(ValueError):
    """The file is not what `write` writes."""


def read(path: Path) -> dict[str, datetime.date]:
    """Return the addresses that answered and the day on which they did. Raises UnreadableError."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))["answered"]
        days = {url: day(known[url]) for url in known}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        raise UnreadableError from None
    return {url: one for url, one in days.items() if one}


def write(path: Path, known: dict[str, datetime.date]) -> None:
    """Write the addresses and their days. Raises OSError."""
    days = {url: one.isoformat() for url, one in known.items()}
    text = json.dumps({"answered": days}, ensure_ascii=False, indent=0, sort_keys=True)
    atomic.write(path, text.encode("utf-8", "replace") + b"\n")
