"""Words in the script of another language of the site, marked so that they are read aloud in it (WCAG 3.1.2).

Latin letters stay unmarked: everywhere they also write names of firms and services, which are of no one language.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from scripts.campaign import Locale
from scripts.languages import writing

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


@functools.cache
def _runs(script: str) -> re.Pattern[str]:
    """Match words of a script."""
    own = writing.letters(script)
    return re.compile(f"[{own}](?:[{own}{_BETWEEN}]*[{own}])?")


def mark(page: str, own: Locale, others: Iterable[Locale]) -> str:
    """Return the HTML of a page of `own` with every text in the script of another language marked as that language."""
    marked = {writing.of_language(own.code), writing.LATIN}
    for other in others:
        name = writing.of_language(other.code)
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
