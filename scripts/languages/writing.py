"""What languages share: scripts as Unicode names them, the digits of all of them, spaces that do not break."""

from __future__ import annotations

import functools
import re
import sys
import unicodedata

from babel import Locale
from babel.core import get_global

ENGLISH = "en"  # what the code itself speaks: its messages, the names of Unicode
NBSP, NNBSP = "\u00a0", "\u202f"
ARABIC, LATIN = "ARABIC", "LATIN"
# Every decimal digit, as the one people type on any keyboard.
DIGITS = {
    code: str(unicodedata.decimal(chr(code))) for code in range(0x80, sys.maxunicode + 1) if chr(code).isdecimal()
}
# Scripts in which a joiner of no width (U+200C, U+200D) changes how a word is spelt (Unicode core specification, 9.2
# and 12.1).
_JOINED = frozenset(
    {ARABIC, "BENGALI", "DEVANAGARI", "GUJARATI", "KANNADA", "MALAYALAM", "MYANMAR", "SINHALA", "TAMIL", "TELUGU"}
)


_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def keep_groups(text: str) -> str:
    """Return a text whose groups of three figures, written with a space, stay on one line."""
    return _GROUPS.sub(NBSP, text)


@functools.cache
def of_letter(letter: str) -> str:
    """Return the script of a letter: `LATIN`; '' for what has no name."""
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


@functools.cache
def of_language(code: str) -> str:
    """Return the script that a language is written in (CLDR, likely subtags); '' for one that CLDR does not know."""
    subtags, likely = code.replace("-", "_").split("_"), get_global("likely_subtags")
    subtags += likely.get("_".join(subtags), likely.get(subtags[0], "")).split("_")
    names = Locale(ENGLISH).scripts
    return next((names[one].split(" ")[0].upper() for one in subtags if one in names), "")


def needs_joiners(code: str) -> bool:
    """Return whether the script of a language has joiners that are part of the spelling."""
    return of_language(code) in _JOINED


@functools.cache
def letters(script: str) -> str:
    """Return the letters and marks of a script beyond ASCII, for use inside […]: ranges."""
    found: list[list[int]] = []
    for code in range(0x80, 0x10000):
        sign = chr(code)
        if unicodedata.category(sign)[0] in "LM" and unicodedata.name(sign, "").startswith(f"{script} "):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in found)
