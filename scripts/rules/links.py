"""Links between pages: the page exists in the same language, and so does the heading or channel card."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from scripts.finding import Finding, nearest, say
from scripts.rules import View, external_links
from scripts.source_page import SourcePage

CODES = ("LNK001", "LNK002")


def _anchors(view: View, page: SourcePage) -> set[str]:
    """Return what a link may point at: headings, channel cards, sources."""
    listed = page.meta.get("sources")
    sources = [f"source-{name}" for name in listed] if isinstance(listed, list) else []
    headings = [heading.anchor for heading in page.headings if heading.anchor]
    return {*headings, *view.corpus.cards(page), *sources, *view.corpus.library.unread}


def check_page(view: View) -> Iterator[Finding]:
    """Yield LNK001 for a page that does not exist, LNK002 for a heading that does not."""
    here, corpus, locale = posixpath.dirname(view.path), view.corpus, view.locale.code
    for link in view.page.links:
        if link.target.startswith("/"):
            continue  # LNK006 says more of it
        target, anchor = link.leads(view.path)
        page = corpus.page(locale, target)
        if page is None:
            if target.startswith("../assets/") or (corpus.campaign.docs / locale / target).is_file():
                continue
            if external_links.is_external(link.target):
                continue  # LNK004 says so
            near = nearest(target, corpus.paths(locale))
            hint = say("correct the path")
            if near:
                hint = say("did you mean {near}?", near=posixpath.relpath(near, here or "."))
            message = say("«{target}» leads to no page; {hint}", target=link.target, hint=hint)
            yield view.say_at(link.at, "LNK001", message)
        elif anchor and page.front_matter and anchor not in (known := _anchors(view, page)):
            if not corpus.campaign.has_data and any(heading.anchor is None for heading in page.headings):
                continue  # ids made from titles are known only once the site is built
            near = nearest(anchor, known)
            hint = say("did you mean #{near}?", near=near) if near else say("correct it or take it out")
            message = say("no heading «#{anchor}» in {target}; {hint}", anchor=anchor, target=target, hint=hint)
            yield view.say_at(link.at, "LNK002", message)
