"""Parity: every page in every language, with the same heading ids in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from scripts.finding import START, Finding, finding
from scripts.rules import Corpus


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield PAR001 for a page without its twin, PAR002 where heading ids part, PAR003 for front matter."""
    paths = sorted({path for pages in corpus.pages.values() for path in pages})
    for path in paths:
        holders = [code for code, pages in corpus.pages.items() if path in pages]
        for code in corpus.pages:
            if code not in holders:
                message = f"this page is missing in «{code}»; write {corpus.shown(code, path)}"
                yield finding(corpus.shown(holders[0], path), START, "PAR001", message)
        first = corpus.pages[holders[0]][path]
        for code in holders[1:]:
            page = corpus.pages[code][path]
            if page.front_matter is None or first.front_matter is None:
                continue
            twin = corpus.shown(holders[0], path)
            for ours, theirs in zip_longest(page.headings, first.headings):
                if (ours and ours.anchor) != (theirs and theirs.anchor):
                    at = ours.at if ours else START
                    here = f"the heading id «{ours.anchor}»" if ours else "the end of the page"
                    there = f"«{theirs.anchor}» (line {theirs.at.line})" if theirs else "no further heading"
                    message = f"{here} stands where {twin} has {there}; same ids, same order in both"
                    yield finding(corpus.shown(code, path), at, "PAR002", message)
                    break
            for key in ("kind", "sources"):
                if page.meta.get(key) != first.meta.get(key):
                    message = f"«{key}» is not the same as in {twin}; make them equal"
                    yield finding(corpus.shown(code, path), page.at(key), "PAR003", message)
