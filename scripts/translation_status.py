"""How far each page is in each language: its words, its last review, what is still to be read beside the others."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from scripts import reviews
from scripts.campaign import in_menu_order
from scripts.rules import Corpus
from scripts.source_page import SourcePage


@dataclass(frozen=True)
class PageStatus:
    """One page, `path` inside its language. By language: `words`, `reviewed` (ISO, or ''), `behind`.

    `behind` counts the sections of other languages whose words have changed since this one was read beside them; a
    language without the page is missing from all three.
    """

    path: str
    words: Mapping[str, int]
    reviewed: Mapping[str, str]
    behind: Mapping[str, int]


def words_of(page: SourcePage) -> int:
    """Return how many words readers of a page read in its title and its text."""
    texts = [str(page.meta.get("title") or ""), *(one.heading.text for one in page.sections if one.heading)]
    texts += [block.text for section in page.sections for block in section.blocks]
    return sum(len(reviews.normalised(text).split()) for text in texts)


def _behind(corpus: Corpus, path: str, pages: Mapping[str, SourcePage]) -> dict[str, int]:
    review = reviews.load(corpus.campaign, path)
    now = {locale: reviews.digests(page) for locale, page in pages.items()}
    return {
        locale: sum(
            not reviews.same_words(review.known(locale, other, name), digest)
            for other in now
            if other != locale
            for name, digest in now[other].items()
        )
        for locale in now
    }


@functools.lru_cache(maxsize=1)  # every language of a site shows the same
def of(corpus: Corpus) -> list[PageStatus]:
    """Return the status of every page, in the order of the menu, then by name."""
    locales = [locale.code for locale in corpus.campaign.locales]
    known = {path for locale in locales for path in corpus.pages[locale]}
    found = []
    for path in in_menu_order(known, corpus.campaign.nav):
        pages = {locale: corpus.pages[locale][path] for locale in locales if path in corpus.pages[locale]}
        reviewed = {locale: str((page.meta or {}).get("reviewed") or "") for locale, page in pages.items()}
        words = {locale: words_of(page) for locale, page in pages.items()}
        found.append(PageStatus(path, words, reviewed, _behind(corpus, path, pages)))
    return found
