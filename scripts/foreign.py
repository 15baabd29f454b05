"""Words in the script of another language of the site, marked so that they are read aloud in it (WCAG 3.1.2).

Latin letters stay unmarked: everywhere they also write names of firms and services, which are of no one language.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from babel import Locale as BabelLocale
from babel.core import get_global

from scripts.campaign import Locale

_INSIDE = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
# What holds no text to mark, a tag, or text.
_PIECE = re.compile(
    rf"<!.*?>|<(script|style|title|textarea|option|svg)\b{_INSIDE}>.*?</\1\s*>|<(/?)([a-z][\w-]*)({_INSIDE})>|([^<]+|<)",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE = re.compile(r"\slang=[\"']?([\w-]+)")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_BETWEEN = r"\s\d،؛؟.,:!«»“”/-"  # what joins words of one text, but neither opens nor ends it


def script(code: str) -> str:
    """Return the script that a language is written in, as Unicode names its letters: `ARABIC`."""
    parts = f"{code} {get_global('likely_subtags').get(code, '')}".replace("-", "_").replace(" ", "_").split("_")
    known = BabelLocale("en").scripts
    return next((known[one].split(" ")[0].upper() for one in parts if one in known), "")


@functools.cache
def _runs(name: str) -> re.Pattern[str]:
    """Match words of the script whose letters Unicode calls `name`."""
    own = "".join(
        one
        for one in map(chr, range(0x80, 0x10000))
        if unicodedata.category(one)[0] in "LM" and unicodedata.name(one, "").startswith(f"{name} ")
    )
    return re.compile(f"[{own}](?:[{own}{_BETWEEN}]*[{own}])?")


def mark(page: str, own: Locale, others: Iterable[Locale]) -> str:
    """Return the HTML of a page of `own` with every text in the script of another language marked as that language."""
    marked = {script(own.code), "LATIN"}
    for other in others:
        name = script(other.code)
        if name not in marked:
            marked.add(name)
            page = _mark(page, other, _runs(name))
    return page


def _mark(page: str, other: Locale, runs: re.Pattern[str]) -> str:
    if not runs.search(page):
        return page
    wrapped = rf'<bdi lang="{other.code}" dir="{other.direction}">\g<0></bdi>'
    within: list[tuple[str, str]] = []
    pieces = []
    for found in _PIECE.finditer(page):
        closing, tag, attributes, text = found.group(2, 3, 4, 5)
        if text and within and within[-1][1] != other.code:
            pieces.append(runs.sub(wrapped, text))
            continue
        pieces.append(found.group())
        if not tag:
            continue
        tag = tag.lower()
        if closing:
            while within and any(tag == name for name, _ in within) and within.pop()[0] != tag:
                pass
        elif tag not in _VOID and not attributes.endswith("/"):
            said = _LANGUAGE.search(attributes)
            within.append((tag, said[1] if said else within[-1][1] if within else ""))
    return "".join(pieces)
