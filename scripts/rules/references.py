"""Sources and channels named on a page: they exist in `data/`, and front matter lists what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scripts.finding import Finding, finding, nearest
from scripts.myth_pairs import pairs
from scripts.rules import Corpus
from scripts.source_page import Mention

_KNOWN = {"sources": {"all"}, "data": {"files"}, "sheets": {"all", "pack"}}


def _unknown_source(name: str, names: Iterable[str]) -> str:
    return f"unknown source «{name}» (data/sources.yml); {_nearest(name, names)}"


def _nearest(name: str, names: Iterable[str]) -> str:
    near = nearest(name, names)
    return f"did you mean «{near}»?" if near else "add it there, or correct the id"


def _has_value(channel: dict[str, Any], locale: str) -> bool:
    """Return whether readers of a language see a number or an address of the channel."""
    return any("value" in one and one.get("locale", locale) == locale for one in channel["contacts"])


def _is_unread(mention: Mention, unread: set[str]) -> bool:
    """Return whether the file that should define what is named has findings of its own."""
    country = mention.name.partition("-")[0].partition("/")[0]
    return mention.name in unread or (mention.scheme in ("channel", "channels", "laws") and country in unread)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield SRC001 (unknown source), SRC002 (cited, not listed), SRC003 (listed, not cited), CHN001 to CHN004."""
    library = corpus.library
    groups = {channel["country"] for channel in library.channels.values()}
    groups |= {f"{channel['country']}/{channel['group']}" for channel in library.channels.values()}
    laws = {law["country"] for law in library.laws.values()}
    known = {"channel": library.channels, "channels": groups, "laws": laws} | _KNOWN
    names = {path for pages in corpus.pages.values() for path, page in pages.items() if pairs(page)}
    known["pairs"] = known["answers"] = {path.removeprefix("myths/").removesuffix(".md") for path in names}
    for locale, path, page in corpus:
        listed = page.meta.get("sources") or []
        # A name that is no word has its finding from the front matter's schema.
        listed = [name if isinstance(name, str) else "" for name in listed] if isinstance(listed, list) else []
        for index, name in enumerate(listed):
            if name and name not in library.sources and name not in library.unread:
                message = _unknown_source(str(name), library.sources)
                yield finding(path, page.at("sources", index), "SRC001", message)
        cited = set()
        for mention in page.mentions:
            if mention.scheme == "source":
                cited.add(mention.name)
                if mention.name in library.unread:
                    continue
                if mention.name not in library.sources:
                    message = _unknown_source(mention.name, library.sources)
                    yield finding(path, mention.at, "SRC001", message)
                elif mention.name not in listed:
                    message = f"the source «{mention.name}» is cited here; add it to `sources` at the top of the page"
                    yield finding(path, mention.at, "SRC002", message)
            elif mention.name in library.held:
                message = f"«{mention.name}» is held back, its «why» says for what reason; name another, or take it out"
                yield finding(path, mention.at, "CHN004", message)
            elif mention.name not in known.get(mention.scheme, ()) and not _is_unread(mention, library.unread):
                near = _nearest(mention.name, known.get(mention.scheme, ()))
                message = f"unknown «{mention.scheme}:{mention.name}» (data/); {near}"
                yield finding(path, mention.at, "CHN001", message)
            elif mention.inline and mention.scheme != "channel":
                message = (
                    f"[]({mention.scheme}:{mention.name}) stands alone in its paragraph; give it a line of its own"
                )
                yield finding(path, mention.at, "CHN003", message)
            elif (
                mention.inline
                and mention.name in library.channels
                and not _has_value(library.channels[mention.name], locale)
            ):
                message = f"«{mention.name}» has no number or address to show in a sentence; write [words](channel:…)"
                yield finding(path, mention.at, "CHN002", message)
        for index, name in enumerate(listed):
            if name in library.sources and name not in cited:
                message = (
                    f"the source «{name}» is listed but cited nowhere; add [^{name}] where it serves, or take it out"
                )
                yield finding(path, page.at("sources", index), "SRC003", message)
