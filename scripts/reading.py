"""The command that notes that the languages of a page have been read side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts import campaign, checking, in_progress, reviews, rules
from scripts.finding import Finding

ALL = "all"


class NotReadyError(Exception):
    """Pages that cannot be read, or whose languages differ in what can be counted; `findings` say where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(str(findings[0]))
        self.findings = findings


def accept(root: Path, files: Sequence[str]) -> list[str]:
    """Record the pages named (or `all`): these languages say now what the others say. Returns the records written.

    `all` are those of the languages that are published: one in progress is read page by page.

    Raises CampaignError, checking.UnknownPageError, NotReadyError, OSError.
    """
    found = campaign.load(root)
    everything = list(files) == [ALL]
    paths = None if everything else checking.pages_of(root, files)
    if paths is None and not everything:
        raise checking.UnknownPageError(", ".join(files))
    corpus, findings = rules.check_project(root, paths)
    parting = [one for one in findings if one.code.startswith(("PAR", "TXT", "FM001", "HID"))]
    if parting:
        raise NotReadyError(parting)
    changed, drafts = [], [locale.code for locale in found.drafts]
    unpublished = {} if everything else {code: in_progress.corpus(corpus, code).pages[code] for code in drafts}
    for path in sorted({path for pages in corpus.pages.values() for path in pages}):
        pages = {locale: held[path] for locale, held in (corpus.pages | unpublished).items() if path in held}
        named = {locale for locale in pages if everything or _is_named(root, corpus.shown(locale, path), files)}
        review = reviews.load(found, path)
        if reviews.write(review, reviews.accept(review, pages, named, drafts)):
            changed.append(found.relative(review.path))
    return changed


def _is_named(root: Path, shown: str, files: Sequence[str]) -> bool:
    return any((root / shown).resolve() == (root / name).resolve() for name in files)
