"""Links between pages: the page exists in the same language, and so does the heading or channel card."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from scripts.finding import Finding, finding, nearest
from scripts.rules import Corpus
from scripts.source_page import SourcePage


def _anchors(corpus: Corpus, page: SourcePage) -> set[str]:
    """Return what a link may point at: headings, channel cards, sources."""
    listed = page.meta.get("sources")
    sources = [f"source-{name}" for name in listed] if isinstance(listed, list) else []
    headings = [heading.anchor for heading in page.headings if heading.anchor]
    return {*headings, *corpus.cards(page), *sources, *corpus.library.unread}


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield LNK001 for a page that does not exist, LNK002 for a heading that does not."""
    for locale, pages in corpus.pages.items():
        anchors = {path: _anchors(corpus, page) for path, page in pages.items()}
        for path, page in pages.items():
            here = posixpath.dirname(path)
            for link in page.links:
                name, _, anchor = link.target.partition("#")
                target = posixpath.normpath(posixpath.join(here, name)) if name else path
                if target not in pages:
                    if target.startswith("../assets/") or (corpus.campaign.docs / locale / target).is_file():
                        continue
                    near = nearest(target, pages)
                    hint = f"did you mean {posixpath.relpath(near, here or '.')}?" if near else "correct the path"
                    message = f"«{link.target}» leads to no page; {hint}"
                    yield finding(corpus.shown(locale, path), link.at, "LNK001", message)
                elif anchor and pages[target].front_matter and anchor not in anchors[target]:
                    near = nearest(anchor, anchors[target])
                    hint = f"did you mean #{near}?" if near else "correct it or take it out"
                    message = f"no heading «#{anchor}» in {target}; {hint}"
                    yield finding(corpus.shown(locale, path), link.at, "LNK002", message)
