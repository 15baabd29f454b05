"""The day of the build: the one thing in this project that changes while the tree does not."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """Return today's date (UTC), or that of SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set."""
    try:
        return datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):  # not set, or no number of seconds
        return datetime.datetime.now(datetime.UTC).date()
