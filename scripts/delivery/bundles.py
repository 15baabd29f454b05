"""Each page's style sheets become one, made of what pages with the same sheets use."""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from scripts.delivery import styles
from scripts.html_pieces import OPENING, PIECE, attributes

Read = Callable[[str], str]  # the text of a file of the site, '' where there is none
_SCRIPT = re.compile(r"[^\s\"'<>=]+\.js(?=[\s\"'])")


class _Link(NamedTuple):
    """A style sheet as a page names it: where, and the file."""

    start: int
    end: int
    path: str


@dataclass
class Page:
    """What matters here of a page: its links to sheets by medium, the scripts it names, and what it is made of."""

    text: str
    links: dict[str, list[_Link]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Bundles:
    """Pages with new links, and the sheets these lead to, by path; `inline`: sheets that stand in pages."""

    pages: dict[str, str]
    sheets: dict[str, str]
    inline: frozenset[str] = frozenset()


def resolved(page: str, address: str) -> str:
    """Return the path inside the site of a file that a page names relative to itself; '' for one elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))


def relative(page: str, path: str) -> str:
    """Return how a page names a file of the site."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


def read_page(path: str, text: str, read: Read) -> Page:
    """Return what matters here of the page at `path`; a sheet that is for paper only counts as one."""
    page, loaded = Page(text, names=styles.names_in(text)), set()
    for match in PIECE.finditer(text):
        opening = OPENING.match(match.group())
        name = opening.group(1).lower() if opening else ""
        if name not in ("link", "script"):
            continue
        given = attributes(opening.group(2))
        if name == "script":
            loaded.add(resolved(path, given.get("src", "")))
        elif "stylesheet" in given.get("rel", "").lower().split() and (file := resolved(path, given.get("href", ""))):
            medium = given.get("media") or ("print" if styles.is_for_paper(read(file)) else "")
            page.links.setdefault(medium, []).append(_Link(match.start(), match.end(), file))
    # A script may fetch others when it is used; they stand beside it, and what lies elsewhere is data.
    folders = {posixpath.dirname(one) for one in loaded if one}
    named = {resolved(path, html.unescape(one)) for one in _SCRIPT.findall(text)} if folders else set()
    page.scripts += sorted(one for one in named if one and posixpath.dirname(one) in folders)
    return page


def bundled(pages: Mapping[str, Page], read: Read, kept: Collection[str] = (), limit: int = 0) -> Bundles:
    """Return the pages, each with one sheet for each medium; what is for paper only does not hold up the screen.

    `kept` are elements, classes and ids that come into a page later; a sheet for every medium that is no larger than
    `limit` bytes stands in the page itself.
    """
    groups: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for path, page in pages.items():
        for medium, links in page.links.items():
            groups[medium, tuple(link.path for link in links)].append(path)
    sheets: dict[str, str] = {}
    new: dict[str, dict[str, str]] = defaultdict(dict)  # for each page and medium, the path of its sheet
    for (medium, files), members in groups.items():
        if not all(map(read, files)):
            continue
        names = set(kept).union(*(pages[one].names for one in members))
        for script in {script for one in members for script in pages[one].scripts}:
            names |= styles.names_in_script(read(script))
        path = _written(files, names, read, sheets)
        for one in members:
            new[one][medium] = path
    inline = {path: text for path, text in sheets.items() if len(text.encode()) <= limit}
    written = {path: _rewritten(path, page, new[path], inline) for path, page in pages.items()}
    linked = {path for chosen in new.values() for medium, path in chosen.items() if medium or path not in inline}
    return Bundles(written, {path: sheets[path] for path in linked}, frozenset(inline.values()))


def _written(files: tuple[str, ...], names: Collection[str], read: Read, sheets: dict[str, str]) -> str:
    """Add the sheet made of some files to `sheets`; returns its path, beside the first of them."""

    def moved(file: str) -> Callable[[str], str]:
        return lambda address: relative(files[0], found) if (found := resolved(file, address)) else address

    text = styles.joined(((read(file), moved(file)) for file in files), names)
    path = posixpath.join(posixpath.dirname(files[0]), f"{hashlib.sha256(text.encode()).hexdigest()[:10]}.css")
    sheets[path] = text
    return path


def _rewritten(path: str, page: Page, chosen: Mapping[str, str], inline: Mapping[str, str]) -> str:
    edits = []
    for medium, links in page.links.items():
        if medium not in chosen:
            continue
        sheet = chosen[medium]
        if not medium and sheet in inline:
            tag = f"<style>{inline[sheet]}</style>"
        else:
            given = f' media="{html.escape(medium)}"' if medium else ""
            tag = f'<link rel="stylesheet" href="{relative(path, sheet)}"{given}>'
        edits += [(link, tag if link is links[0] else "") for link in links]
    text, at = "", 0
    for link, tag in sorted(edits):
        text += page.text[at : link.start] + tag
        at = link.end + (not tag and page.text[link.end : link.end + 1] == "\n")
    return text + page.text[at:]
