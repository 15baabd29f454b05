"""Links between pages: the page exists in the same language, and so does the heading or channel card."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches

from scripts.finding import Finding, finding
from scripts.rules import Corpus
from scripts.source_page import SourcePage


def _anchors(corpus: Corpus, page: SourcePage) -> set[str]:
    """Return what a link may point at: headings, channel cards, sources."""
    cards = {
        channel["id"]
        for mention in page.mentions
        if mention.scheme == "channels"
        for channel in corpus.library.channel_group(mention.name)
    }
    listed = page.meta.get("sources")
    sources = {f"source-{name}" for name in listed} if isinstance(listed, list) else set()
    return {heading.anchor for heading in page.headings if heading.anchor} | cards | sources | corpus.library.unread


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield LNK001 for a page that does not exist, LNK002 for a heading that does not."""
    for locale, pages in corpus.pages.items():
        for path, page in pages.items():
            for link in page.links:
                name, _, anchor = link.target.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
                if target not in pages:
                    if target.startswith("../assets/") or (corpus.campaign.docs / locale / target).is_file():
                        continue
                    close = get_close_matches(target, list(pages), n=1)
                    near = posixpath.relpath(close[0], posixpath.dirname(path) or ".") if close else ""
                    hint = f"did you mean {near}?" if near else "correct the path"
                    message = f"«{link.target}» leads to no page; {hint}"
                    yield finding(corpus.shown(locale, path), link.at, "LNK001", message)
                elif anchor and pages[target].front_matter and anchor not in _anchors(corpus, pages[target]):
                    close = get_close_matches(anchor, list(_anchors(corpus, pages[target])), n=1)
                    hint = f"did you mean #{close[0]}?" if close else "correct it or take it out"
                    message = f"no heading «#{anchor}» in {target}; {hint}"
                    yield finding(corpus.shown(locale, path), link.at, "LNK002", message)
