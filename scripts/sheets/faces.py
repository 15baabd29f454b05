"""Which fonts of `overrides/print/fonts` can write a language: found out from the fonts, by setting its words."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from babel import UnknownLocaleError

from scripts import cldr
from scripts.campaign import Locale
from scripts.languages import writing
from scripts.sheets.engine import Engine, MissingGlyphError

_PROBE = "probe.typ"
_KINDS = ("months", "days")  # of the words that CLDR has of a language


def _texts(data: object) -> Iterator[str]:
    """Yield every text below a mapping."""
    if isinstance(data, str):
        yield data
    for one in data.values() if isinstance(data, Mapping) else ():
        yield from _texts(one)


@functools.cache
def sample(code: str) -> str:
    """Return words that have the letters of a language: its names of languages, months and days (CLDR).

    Empty for a language that CLDR has no words of, whose own name included.
    """
    try:
        known = cldr.of(code)
    except (UnknownLocaleError, ValueError):
        return ""
    words = [*_texts(dict(known.languages)), *(text for kind in _KINDS for text in _texts(dict(getattr(known, kind))))]
    letters = "".join(one if unicodedata.category(one)[0] in "LM" else " " for one in " ".join(words))
    name = writing.of_language(code)
    own = [word for word in letters.split() if unicodedata.name(word[0], "").startswith(f"{name} ")]
    return " ".join(dict.fromkeys(own))


def _writes(engine: Engine, family: str, code: str) -> bool:
    try:
        engine.make(_PROBE, {"family": family, "code": code, "text": sample(code)})
    except MissingGlyphError:
        return False
    return True


def families(engine: Engine, code: str) -> list[str]:
    """Return the families of fonts that have every letter of a language, by name. Raises PrintError."""
    known = engine.faces
    if code not in known:
        known[code] = [family for family in engine.fonts.families() if _writes(engine, family, code)]
    return known[code]


def of(engine: Engine, locale: Locale) -> dict[str, Any]:
    """Return what the templates know of how a language is written: its code, direction, script and fonts."""
    own = families(engine, locale.code)
    return {
        "code": locale.code,
        "dir": locale.direction,
        "script": writing.of_language(locale.code).lower(),
        "families": own,
        "others": [family for family in engine.fonts.families() if family not in own],
    }
