"""Folders of `docs/`: one per language of the site, and the shared assets, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.finding import START, Finding, finding
from scripts.rules import ASSETS, Corpus

_OTHER_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})


def _check_files(corpus: Corpus, folder: Path) -> Iterator[Finding]:
    """Yield LOC004 for a page under another ending (Markdown, but no rule reads it), LOC005 for a linked folder."""
    for path in sorted(folder.rglob("*")):
        shown = corpus.campaign.relative(path)
        if path.suffix in _OTHER_ENDINGS:
            yield finding(shown, START, "LOC004", f"pages end in .md; rename this one to {path.stem}.md")
        elif path.is_symlink() and path.is_dir():
            yield finding(
                shown, START, "LOC005", "this folder is a link to another place; put the files themselves here"
            )


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield LOC001 for a folder that is no language of the site, LOC002 for a file outside them."""
    codes = [locale.code for locale in corpus.campaign.locales]
    known = ", ".join(codes)
    for path in sorted(corpus.campaign.docs.iterdir()):
        shown = corpus.campaign.relative(path)
        if path.is_dir() and path.name not in {*codes, ASSETS}:
            message = (
                f"«{path.name}» is not a language of this site ({known}); move its pages, or add it to extra.languages"
            )
            yield finding(shown, START, "LOC001", message)
        elif path.is_file() and path.suffix == ".md":
            message = f"a page lies in a language's folder ({known}); move it there"
            yield finding(shown, START, "LOC002", message)
        elif path.is_dir():
            yield from _check_files(corpus, path)
    for code in codes:
        if not corpus.pages[code]:
            shown = f"{corpus.campaign.relative(corpus.campaign.docs)}/{code}"
            yield finding(shown, START, "LOC003", f"the language «{code}» has no page; write them, or take it out")
