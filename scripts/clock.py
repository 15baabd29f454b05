"""The day of the build: the one thing in this project that changes while the tree does not."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """Return today's date (UTC), or that of SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdigit() else now).date()
