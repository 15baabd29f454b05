"""Countries: their names (CLDR, unless data/countries.yml has another) and their time zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import UnknownLocaleError

from scripts import cldr

ELSEWHERE = ("int", "plat")  # files of data/ that belong to no country


def name(code: str, locale: str, countries: Mapping[str, Any], strings: Mapping[str, str]) -> str:
    """Return the name of a country, of `int` or of `plat`, in a language."""
    if code in ELSEWHERE:
        return strings[f"country_{code}"]
    written = ((countries.get(code) or {}).get("name") or {}).get(locale)
    if written:
        return written
    try:
        return cldr.of(locale).territories.get(code.upper(), code.upper())
    except (UnknownLocaleError, ValueError):
        return code.upper()
