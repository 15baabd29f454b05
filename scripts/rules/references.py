"""Sources and channels named on a page: they exist in `data/`, and front matter lists what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scripts.finding import Finding, Message, nearest, say
from scripts.look import SAMPLES
from scripts.myth_pairs import pairs
from scripts.rules import View
from scripts.source_page import Mention

CODES = ("SRC001", "SRC002", "SRC003", "CHN001", "CHN002", "CHN003", "CHN004")
NEEDS_DATA = True
SILENCE = False
_KNOWN = {
    "sources": {"all"},
    "data": {"files"},
    "game": {"all"},
    "sheets": {"all", "pack"},
    "rules": {"all"},
    "offline": {"copy", "text"},
    "status": {"pages", "to-confirm"},
    "design": set(SAMPLES),
}


def _unknown_source(name: str, names: Iterable[str]) -> Message:
    return say("unknown source «{name}» (data/sources.yml); {hint}", name=name, hint=_nearest(name, names))


def _nearest(name: str, names: Iterable[str]) -> Message:
    near = nearest(name, names)
    return say("did you mean «{near}»?", near=near) if near else say("add it there, or correct the id")


def _has_value(channel: dict[str, Any], locale: str) -> bool:
    """Return whether readers of a language see a number or an address of the channel."""
    return any("value" in one and one.get("locale", locale) == locale for one in channel["contacts"])


def _is_unread(mention: Mention, unread: set[str]) -> bool:
    """Return whether the file that should define what is named has findings of its own."""
    country = mention.name.partition("-")[0].partition("/")[0]
    return mention.name in unread or (mention.scheme in ("channel", "channels", "laws") and country in unread)


def _known(view: View, mention: Mention) -> Iterable[str]:
    """Return the names that a mention may name."""
    library = view.corpus.library
    if mention.scheme == "channel":
        return library.channels
    if mention.scheme == "channels":
        return library.groups
    if mention.scheme == "laws":
        return {law["country"] for law in library.laws.values()}
    if mention.scheme in ("pairs", "answers"):
        names = [path for path in view.corpus.paths(view.locale.code) if path.startswith("myths/")]
        held = [path for path in names if pairs(view.corpus.page(view.locale.code, path))]
        return {path.removeprefix("myths/").removesuffix(".md") for path in held}
    return _KNOWN.get(mention.scheme, ())


def _check_mention(view: View, mention: Mention) -> Iterator[Finding]:
    library = view.corpus.library
    shown = f"{mention.scheme}:{mention.name}"
    if mention.name in library.held:
        message = say(
            "«{name}» is held back, its «why» says for what reason; name another, or take it out", name=mention.name
        )
        yield view.say_at(mention.at, "CHN004", message)
    elif mention.name not in (known := _known(view, mention)) and not _is_unread(mention, library.unread):
        message = say("unknown «{shown}» (data/); {hint}", shown=shown, hint=_nearest(mention.name, known))
        yield view.say_at(mention.at, "CHN001", message)
    elif mention.inline and mention.scheme != "channel":
        message = say("[]({shown}) stands alone in its paragraph; give it a line of its own", shown=shown)
        yield view.say_at(mention.at, "CHN003", message)
    elif (
        mention.inline
        and mention.name in library.channels
        and not _has_value(library.channels[mention.name], view.locale.code)
    ):
        message = say(
            "«{name}» has no number or address to show in a sentence; write [words](channel:…)", name=mention.name
        )
        yield view.say_at(mention.at, "CHN002", message)


def check_page(view: View) -> Iterator[Finding]:
    """Yield SRC001 (unknown source), SRC002 (cited, not listed), SRC003 (listed, not cited), CHN001 to CHN004."""
    page, library = view.page, view.corpus.library
    listed = page.meta.get("sources") or []
    # A name that is no word has its finding from the front matter's schema.
    listed = [name if isinstance(name, str) else "" for name in listed] if isinstance(listed, list) else []
    for index, name in enumerate(listed):
        if name and name not in library.sources and name not in library.unread:
            yield view.say_at(page.at("sources", index), "SRC001", _unknown_source(str(name), library.sources))
    cited = set()
    for mention in page.mentions:
        if mention.scheme != "source":
            yield from _check_mention(view, mention)
            continue
        cited.add(mention.name)
        if mention.name in library.unread:
            continue
        if mention.name not in library.sources:
            yield view.say_at(mention.at, "SRC001", _unknown_source(mention.name, library.sources))
        elif mention.name not in listed:
            message = say(
                "the source «{name}» is cited here; add it to `sources` at the top of the page", name=mention.name
            )
            yield view.say_at(mention.at, "SRC002", message)
    for index, name in enumerate(listed):
        if name in library.sources and name not in cited:
            message = say(
                "the source «{name}» is listed but cited nowhere; add [^{name}] where it serves, or take it out",
                name=name,
            )
            yield view.say_at(page.at("sources", index), "SRC003", message)
