"""Open questions of `data/questions.yml`: asked in every language, of pages that exist."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, finding, nearest, say
from scripts.rules import Corpus

CODES = ("DAT017", "DAT018")
NEEDS_DATA = True
SILENCE = False


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield DAT017 (a language is missing) and DAT018 (no such page)."""
    library, campaign = corpus.library, corpus.campaign
    paths = {path for pages in corpus.pages.values() for path in pages}
    for name, entry in library.questions.items():
        for locale in campaign.locales:
            if locale.code not in entry:
                message = say("this question is not asked in «{code}»; write it in every language", code=locale.code)
                yield finding(library.questions_at.shown, library.questions_at.source.at((name,)), "DAT017", message)
        for index, path in enumerate(entry["pages"]):
            if path not in paths:
                near = nearest(path, paths)
                hint = say("did you mean «{near}»?", near=near) if near else say("name another, or take it out")
                message = say("there is no page «{path}»; {hint}", path=path, hint=hint)
                at = library.questions_at.source.at((name, "pages", index))
                yield finding(library.questions_at.shown, at, "DAT018", message)
