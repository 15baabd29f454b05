"""Names of versions: numbers and dots, so that their order is plain and any keyboard can type them."""

from __future__ import annotations

import datetime
import re
import unicodedata

from scripts.publishing.old_version import LATEST

_NAME = re.compile(r"[0-9]+(?:\.[0-9]+){0,3}")
_LONG = 20


class VersionNameError(ValueError):
    """A version cannot be called that; the message is one line and says what to write."""


def key(name: str) -> tuple[int, ...]:
    """Return what versions are ordered by; 2026.12 and 2026.12.0 are one."""
    parts = [int(part) for part in name.split(".")] if _NAME.fullmatch(name) else [-1]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


def checked(name: str) -> str:
    """Return the name of a version. Raises VersionNameError."""
    if _NAME.fullmatch(name) and len(name) <= _LONG:
        return name
    # ٢٠٢٦.١٢ are digits too, but not in an address that everybody can type.
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in unicodedata.normalize("NFKC", name)).strip()
    plain = plain.removeprefix("v")
    hint = f"did you mean {plain}?" if _NAME.fullmatch(plain) and len(plain) <= _LONG else "write VERSION=2026.12"
    raise VersionNameError(f"«{name}» is no version: it is numbers and dots, year and month first; {hint}")


def chosen(asked: str, live: str | None, kept: list[str], today: datetime.date) -> str:
    """Return the version to publish: as asked, or for `latest` the one that is live, or this month's if none is.

    `kept` are the versions on the branch. Raises VersionNameError for one that is lower than the live one.
    """
    if asked == LATEST:
        return live or f"{today:%Y.%m}"
    name = checked(asked)
    if live and key(name) < key(live):
        raise VersionNameError(
            f"{name} is lower than {live}, which is live; publish a higher version, or go back with `make rollback`"
        )
    twin = next((one for one in kept if one != name and key(one) == key(name)), None)
    if twin:
        raise VersionNameError(
            f"{name} and {twin}, which is published, are one version; write VERSION={twin}, or a higher one"
        )
    return name
