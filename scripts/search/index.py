"""The search index of one language: how much each term says of each page, worked out before anybody asks.

A browser only looks terms up and adds numbers. What a term says of a page is BM25F over its title, headings,
description, text and the words of the links that lead there, as a small whole number; of the sections of a page, only
the best one for each term is named: it tells where on the page to go, not which page.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.addresses import of_page
from scripts.search.folding import Folder
from scripts.search.page_words import PageWords

# How much a word counts where it stands, and how much the length of that place takes away (BM25F).
_PAGE = {
    "title": (8.0, 0.5),
    "headings": (2.5, 0.5),
    "description": (3.0, 0.5),
    "links": (2.0, 0.9),
    "text": (1.0, 0.6),
}
_SECTION = {"heading": (4.0, 0.5), "text": (1.0, 0.6), "links": (2.0, 0.7)}
_SATURATION = 1.6
_SCALE, _STEPS = 12, 3  # what is said, as a small whole number: 3 log2(1 + 12 x), at most some 18
_FIRST_LETTER = 35  # the sign after the quotation mark


@dataclass(frozen=True)
class _Place:
    """A page or a section: the terms of each of its fields."""

    fields: Mapping[str, Counter[str]]
    weight: float = 1.0


def _impacts(places: Sequence[_Place], weights: Mapping[str, tuple[float, float]]) -> dict[str, dict[int, float]]:
    """Return, for each term, how much it says of each place that has it (BM25F)."""
    lengths = {name: [one.fields[name].total() for one in places] for name in weights}
    usual = {name: max(sum(sizes) / max(len(places), 1), 1.0) for name, sizes in lengths.items()}
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, place in enumerate(places):
        weighed: dict[str, float] = defaultdict(float)
        for name, (weight, share) in weights.items():
            size = 1 - share + share * lengths[name][number] / usual[name]
            for term, count in place.fields[name].items():
                weighed[term] += weight * count / size
        for term, value in weighed.items():
            found[term][number] = value / (_SATURATION + value) * place.weight
    for at in found.values():
        rarity = math.log(1 + (len(places) - len(at) + 0.5) / (len(at) + 0.5))
        for number in at:
            at[number] *= rarity
    return found


def _weight(url: str, weights: Mapping[str, float]) -> float:
    """Return the weight of a page: that of the longest beginning of its address."""
    return max(((len(part), value) for part, value in weights.items() if url.startswith(part)), default=(0, 1.0))[1]


def build(
    pages: Iterable[PageWords], folder: Folder, weights: Mapping[str, float], extra: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the index of `pages`, whose addresses are relative to their language's first page.

    `weights` are those of parts of the site, by the beginning of their addresses; `extra` goes in as it is.
    """
    pages = sorted(pages, key=lambda one: one.url)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for link in page.links:
            said[link.target].update(folder.terms(link.words))
    whole, parts, rows = [], [], []
    for number, page in enumerate(pages):
        sections = [one for one in page.sections if one.anchor or one.text]
        texts = [Counter(folder.terms(one.text)) for one in sections]
        headings = [Counter(folder.terms(one.heading)) for one in sections]
        links = [said[f"{page.url}#{one.anchor}"] if one.anchor else Counter() for one in sections]
        fields = {
            "title": Counter(folder.terms(page.title)),
            "headings": sum(headings, Counter()),
            "description": Counter(folder.terms(page.description)),
            "links": sum(links, Counter(said[page.url])),
            "text": sum(texts, Counter()),
        }
        whole.append(_Place(fields, _weight(page.url, weights)))
        for section, text, heading, link in zip(sections, texts, headings, links, strict=True):
            if section.anchor:
                parts.append(_Place({"heading": heading, "text": text, "links": link}))
                rows.append([number, section.anchor, section.heading])
    terms, found = _encoded(whole, parts, rows)
    return {
        "rules": _rules(folder, pages),
        "pages": [[one.url, one.title, one.description] for one in pages],
        "sections": _grouped(rows, len(pages)),
        "terms": "\n".join(terms),
        "found": found,
        "steps": [_STEPS, _SCALE, _FIRST_LETTER],
        **extra,
    }


def _rules(folder: Folder, pages: Sequence[PageWords]) -> dict[str, Any]:
    """Return the rules as the browser applies them: what is said and where it leads, folded already."""
    rules, numbers = folder.rules, {page.url: number for number, page in enumerate(pages)}
    everyday: dict[str, tuple[list[str], list[int]]] = {}
    for entry in rules.everyday:
        said = [term for one in entry.get("said") or () for term in folder.terms(one)]
        leads = [numbers[url] for url in (of_page(path, "") for path in entry.get("to") or ()) if url in numbers]
        for one in filter(None, (" ".join(folder.terms(one)) for one in entry["typed"])):
            terms, to = everyday.setdefault(one, ([], []))
            terms += [term for term in said if term not in terms]
            to += [number for number in leads if number not in to]
    alike: dict[str, tuple[list[str], list[str], list[int]]] = {}
    for one, (terms, to) in everyday.items():
        alike.setdefault(f"{terms} {to}", ([], terms, to))[0].append(one)
    return {
        "letters": rules.letters,
        "words": rules.words,
        "cuts": rules.cuts,
        "stop": sorted(folder.stop),
        "everyday": [["\n".join(typed), terms, to] for typed, terms, to in alike.values()],
        "spelled": rules.spelled,
        "alike": rules.alike,
    }


def _grouped(rows: Sequence[Sequence[Any]], pages: int) -> list[list[str]]:
    """Return the sections page by page: an anchor, its heading, the next anchor, its heading."""
    found: list[list[str]] = [[] for _ in range(pages)]
    for page, anchor, heading in rows:
        found[page] += [anchor, heading]
    return found


def _letters(numbers: Iterable[int]) -> str:
    """Return whole numbers as letters, one each: half the bytes of a list, once compressed."""
    return "".join(chr(_FIRST_LETTER + one) for one in numbers)


def _encoded(
    whole: Sequence[_Place], parts: Sequence[_Place], rows: Sequence[Sequence[Any]]
) -> tuple[list[str], dict[str, str]]:
    """Return the terms in order, and four rows of letters.

    `many`: on how many pages each term stands; then for each of these pages: `pages`, how many after the one before;
    `says`, the logarithm of what the term says of it; `where`, which section to go to, counted from 1, 0 for the top.
    """
    first: dict[int, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row[0], number)
    on_pages, in_parts = _impacts(whole, _PAGE), _impacts(parts, _SECTION)
    terms = sorted(on_pages)
    many, pages, says, where = [], [], [], []
    for term in terms:
        best: dict[int, tuple[float, int]] = {}
        for number, value in in_parts.get(term, {}).items():
            page = rows[number][0]
            best[page] = max(best.get(page, (0.0, 0)), (value, first[page] - number - 1))
        many.append(len(on_pages[term]))
        last = 0
        for page, value in sorted(on_pages[term].items()):
            pages.append(page - last)
            says.append(max(1, round(_STEPS * math.log2(1 + _SCALE * value))))
            top = term in whole[page].fields["title"] or page not in best
            where.append(0 if top else -best[page][1])
            last = page
    return terms, {"many": _letters(many), "pages": _letters(pages), "says": _letters(says), "where": _letters(where)}


def script(index: Mapping[str, Any]) -> str:
    """Return the index as a script: one way for a site on a server and for one opened from a disk."""
    return f"siteSearch.index={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"
