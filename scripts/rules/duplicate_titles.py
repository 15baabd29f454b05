"""Pages of one language with the same title or description: nobody can tell them apart, in a search or among tabs."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, Position, finding, say
from scripts.rules import Corpus

CODES = ("DUP001",)
NEEDS_DATA = True


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield DUP001 for a title or description that another page has."""
    held: dict[tuple[str, str, str], list[tuple[str, Position]]] = {}
    for locale, shown, page in corpus:
        for key in ("title", "description"):
            value = page.meta.get(key)
            if not isinstance(value, str) or not value.strip():
                continue
            held.setdefault((locale, key, " ".join(value.casefold().split())), []).append((shown, page.at(key)))
    for (_, key, _), pages in held.items():
        for (shown, at), (other, _) in zip(pages, pages[1:] + pages[:1], strict=True):
            if other != shown:
                message = say("{other} has the same {key}; say what this page is for", other=other, key=key)
                yield finding(shown, at, "DUP001", message)
