"""Folders of `docs/`: one per language of the site, and the shared assets, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.finding import START, Finding, finding, say
from scripts.rules import ASSETS, Corpus

CODES = ("LOC001", "LOC002", "LOC003", "LOC004", "LOC005")
SILENCE = False
_OTHER_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})


def _check_files(corpus: Corpus, folder: Path) -> Iterator[Finding]:
    """Yield LOC004 for a page under another ending (Markdown, but no rule reads it), LOC005 for a linked folder."""
    for path in sorted(folder.rglob("*")):
        shown = corpus.campaign.relative(path)
        if path.suffix in _OTHER_ENDINGS:
            message = say("pages end in .md; rename this one to {name}.md", name=path.stem)
            yield finding(shown, START, "LOC004", message)
        elif path.is_symlink() and path.is_dir():
            message = say("this folder is a link to another place; put the files themselves here")
            yield finding(shown, START, "LOC005", message)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield LOC001 for a folder that is no language of the site, LOC002 for a file outside them."""
    codes = [locale.code for locale in corpus.campaign.locales]
    known, drafts = ", ".join(codes), {locale.code for locale in corpus.campaign.drafts}
    for path in sorted(corpus.campaign.docs.iterdir()):
        shown = corpus.campaign.relative(path)
        if path.is_dir() and path.name not in {*codes, *drafts, ASSETS}:
            message = say(
                "«{name}» is not a language of this site ({known}); move its pages, or add it to extra.languages",
                name=path.name,
                known=known,
            )
            yield finding(shown, START, "LOC001", message)
        elif path.is_file() and path.suffix == ".md":
            message = say("a page lies in a language's folder ({known}); move it there", known=known)
            yield finding(shown, START, "LOC002", message)
        elif path.is_dir():
            yield from _check_files(corpus, path)
    for code in codes:
        if not corpus.pages[code]:
            shown = f"{corpus.campaign.relative(corpus.campaign.docs)}/{code}"
            message = say("the language «{code}» has no page; write them, or take it out", code=code)
            yield finding(shown, START, "LOC003", message)
