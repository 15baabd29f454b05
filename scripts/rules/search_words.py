"""Everyday words of `data/search/`: they lead to pages that exist, in a language of the site."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, finding, nearest, say
from scripts.rules import Corpus

CODES = ("DAT019", "DAT020")
NEEDS_DATA = True
SILENCE = False


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield DAT019 (no such page) and DAT020 (no such language)."""
    codes = [locale.code for locale in corpus.campaign.locales]
    paths = {path for pages in corpus.pages.values() for path in pages}
    drafts = {locale.code for locale in corpus.campaign.drafts}
    for code, placed in corpus.library.search_at.items():
        if code not in codes and code not in drafts:
            message = say(
                "«{code}» is not a language of this site; name the file after one of: {codes}",
                code=code,
                codes=", ".join(codes),
            )
            yield finding(placed.shown, placed.source.at(), "DAT020", message)
        for index, entry in enumerate(corpus.library.search.get(code, {}).get("everyday") or ()):
            for place, path in enumerate(entry.get("to") or ()):
                if path not in paths:
                    near = nearest(path, paths)
                    hint = say("did you mean «{near}»?", near=near) if near else say("name another, or take it out")
                    message = say("there is no page «{path}»; {hint}", path=path, hint=hint)
                    yield finding(placed.shown, placed.source.at(("everyday", index, "to", place)), "DAT019", message)
