"""Printed sheets: one id each, and a new version for every change of their words or numbers."""

from __future__ import annotations

from collections.abc import Iterator

from scripts import yaml_source
from scripts.finding import START, Finding, finding, say
from scripts.rules import Corpus
from scripts.sheets import numbers, versions
from scripts.sheets.versions import Ledger

CODES = ("SHT001", "SHT002", "SHT003")
NEEDS_DATA = True
SILENCE = False


def _stale(corpus: Corpus, ledger: Ledger) -> Iterator[Finding]:
    for path, kind in versions.sheets(corpus).items():
        name = versions.sheet_id(path)
        known = ledger.versions.get(name)
        fresh = versions.now(corpus, path, kind, ledger.country)
        if not known:
            message = say(
                "the sheet «{name}» has no version yet; run `make sheets` and commit this file with the page", name=name
            )
            yield finding(ledger.path, START, "SHT001", message)
        elif not known[0].same(fresh):
            what = versions.changed(known[0], fresh)
            message = say(
                "the sheet «{name}» has changed ({what}) since version {number}; "
                "run `make sheets` and commit this file with the page",
                name=name,
                what=what,
                number=known[0].number,
            )
            yield finding(ledger.path, ledger.source.at(("sheets", name)), "SHT001", message)
    for name, words in ledger.names.items():
        if name in corpus.library.channels and words != corpus.library.channels[name]["name"]:
            message = say(
                "«{name}» has another name in data/channels; run `make sheets` and commit this file", name=name
            )
            yield finding(ledger.path, ledger.source.at(("names", name)), "SHT001", message)


def before_recording(corpus: Corpus) -> Iterator[Finding]:
    """Yield what must be right before a version is recorded: SHT003 (two sheets of one name), DAT013.

    DAT013: a country's sheets name a channel of which nothing can be printed.
    """
    seen: dict[str, str] = {}
    for path in versions.sheets(corpus):
        name = versions.sheet_id(path)
        if name in seen:
            message = say(
                "«{path}» is printed as «{name}» too; give this page another file name", path=seen[name], name=name
            )
            default = next(locale.code for locale in corpus.campaign.locales if locale.default)
            yield finding(corpus.shown(default, path), START, "SHT003", message)
        seen.setdefault(name, path)
    path = corpus.campaign.root / "data" / "countries.yml"
    # What is not read cannot be looked up.
    if path.is_file() and not corpus.findings and not corpus.library.findings:
        yield from numbers.check(yaml_source.read(path), corpus.campaign.relative(path), corpus.library)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield SHT001 (changed without a new version), SHT002 (record not usable), and what `before_recording` finds."""
    yield from before_recording(corpus)
    for ledger in versions.ledgers(corpus):
        if ledger.findings:
            yield from ledger.findings
        elif not corpus.findings and not corpus.library.findings:
            yield from _stale(corpus, ledger)
