"""Languages in progress: what is written of them is read as strictly as the rest, what is missing is no fault.

A page begins as a copy of another language's; a section counts as translated once its words are no longer those
(`data/reviews/` remembers them). What still is a copy has been checked where it was written.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scripts import campaign, interface, library, reviews, rules, suppressions
from scripts.finding import Finding
from scripts.library import Library, Words
from scripts.rules import Corpus, View

_NEEDLESS = "SUP003"  # «allow» that nothing needs yet, or any more: it is looked at once the language is published


def corpus(of: Corpus, code: str, only: Collection[str] | None = None) -> Corpus:
    """Return the pages of the language in progress `code` alone, or `only` some paths, with the facts of `of`."""
    return rules.read_corpus(of.campaign.previewing(code), of.library, only)


def _is_copied(view: View) -> Callable[[int], bool]:
    """Return what tells of a line of a page whether its words are still those they were copied from."""
    page = view.page
    left = reviews.load(view.corpus.campaign, view.path).untranslated(view.locale.code, reviews.digests(page))
    head = {page.at("title").line, page.at("description").line} if reviews.HEAD in left else set()
    copied = [section for section in page.sections if reviews.name_of(section) in left]
    return lambda line: line in head or any(one.start <= line < one.end for one in copied)


def check(of: Corpus, code: str, only: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield what the rules find in the pages of a language in progress, as far as they are translated."""
    own = corpus(of, code, only)
    yield from own.findings
    for path, page in own.pages[code].items():
        if page.front_matter is None:
            continue
        view = View(own.campaign.default, path, page, own)
        is_copied = _is_copied(view)
        found = suppressions.settle(view, rules.check_page(view))
        yield from (one for one in found if not is_copied(one.line) and one.code != _NEEDLESS)
        page.release()


def strings(of: campaign.Campaign, code: str) -> dict[str, Any]:
    """Return the words of the templates that a language in progress has so far, the machine's own included."""
    found, _ = interface.read(of.previewing(code), of.root / "data" / "strings")
    return {key: value for key, value in found[code].items() if value}


def wanted(known: Library, of: campaign.Campaign, code: str) -> list[str]:
    """Return the keys of the words that a language needs in this campaign: what each needs, what the default one says.

    How things are counted is for each language to say.
    """
    needed = interface.needed(code)
    said = [key for key, value in known.strings.get(of.default.code, {}).items() if value]
    own = (key for key in said if key != interface.DATES and not key.startswith(interface.COUNT))
    return [*dict.fromkeys([*needed, *own])]


def _borrowed(value: Any) -> Any:  # noqa: ANN401
    """Return words of another language as a preview shows them: in square brackets."""
    return [_borrowed(one) for one in value] if isinstance(value, list) else f"[{value}]"


def _fill(data: Any, code: str, default: str) -> None:  # noqa: ANN401
    """Put the words of the default language, marked, wherever data have words for it and none for `code`."""
    if isinstance(data, dict):
        words = data.get(default)
        if isinstance(words, (str, list)) and words and code not in data:
            data[code] = _borrowed(words)
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _fill(one, code, default)


def _facts(known: Library, of: campaign.Campaign, code: str) -> Library:
    """Return the facts with words of `code` everywhere: what it has not yet is the default language's, in brackets."""
    default = of.default.code
    own, theirs = strings(of, code), known.strings.get(default, {})
    words = {key: _borrowed(theirs[key]) for key in wanted(known, of, code) if key in theirs} | own
    found = replace(known, strings={code: Words(words)})
    for name in ("sources", "channels", "laws", "countries", "questions"):
        held = copy.deepcopy(getattr(known, name))
        _fill(held, code, default)
        setattr(found, name, held)
    return found


def preview(root: Path, code: str) -> tuple[Corpus | None, list[Finding]]:
    """Return the pages of a language in progress as if they were the whole site, and what the rules find in them.

    The corpus is None when mkdocs.yml cannot be used.
    """
    try:
        found = campaign.load(root)
    except campaign.CampaignError as error:
        return None, error.findings
    facts = library.load(found)
    whole = rules.read_corpus(found, facts, ())
    findings = sorted({*facts.findings, *check(whole, code)})
    return rules.read_corpus(found.previewing(code), _facts(facts, found, code)), findings
