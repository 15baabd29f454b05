"""The files of the built site, as a server would answer for them: what is at an address, and what is nearest to it."""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from scripts.built_page import BuiltPage, read_page
from scripts.finding import nearest
from scripts.side_by_side import mapped

_ORIGIN = "https://site.invalid"


class Target(NamedTuple):
    """Where an address leads inside the site: a path without a first slash, and an anchor or ''."""

    path: str
    anchor: str


class _Names:
    """Existing names, of which the nearest to a wrong one is asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self.in_folder: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.called: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            folder, _, last = name.strip("/").rpartition("/")
            self.in_folder[folder][last] = name
            self.called[last].append(name)

    def nearest(self, wanted: str) -> str | None:
        """Return what has almost that name in the same folder, that name elsewhere, or almost that path."""
        folder, _, last = wanted.strip("/").rpartition("/")
        beside = self.in_folder.get(folder, {})
        if near := nearest(last, beside):
            return beside[near]
        return nearest(wanted, self.called.get(last, ())) or nearest(wanted, self.names)


def alike(one: str, other: str) -> bool:
    """Return whether two codes name one language: `fr` and `fr-MA`."""
    one, other = one.lower(), other.lower()
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _suffix(path: str) -> str:
    """Return how the name of a file ends; '' for a page."""
    suffix = re.search(r"\.\w+$", path)
    return suffix.group() if suffix and suffix.group() not in (".html", ".md") else ""


class BuiltSite:
    """A built site, read whole: `files` relative to its folder, and `pages` by their path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: set[str] = set()
        for where, _, names in os.walk(folder):
            below = Path(where).relative_to(folder)
            self.files.update((below / name).as_posix() for name in names)
        pages = sorted(folder / path for path in self.files if path.endswith(".html"))
        read = mapped(functools.partial(read_page, folder), pages)
        self.pages: dict[str, BuiltPage] = {page.path: page for page in read}
        self._names: dict[tuple[str, str], _Names] = {}
        self._nearest: dict[tuple[str, str], str | None] = {}

    @functools.cached_property
    def home(self) -> str:
        """Return the address of the home page, as its canonical says: `https://host/repo/latest/`; '' if unknown."""
        home = self.pages.get("index.html")
        return home.canonical.removesuffix("index.html") if home and home.canonical else ""

    @functools.cached_property
    def mount(self) -> str:
        """Return the path under which the site is served: `/`, `/repo/latest/`."""
        return urlsplit(self.home).path or "/"

    def is_own(self, address: str) -> bool:
        """Return whether an address is one of this site's, written with its host."""
        return bool(self.home) and address.startswith(self.home)

    def target(self, page: BuiltPage, address: str) -> Target | None:
        """Return where an address of a page leads; None for what is no address or is outside of the site's folder."""
        try:
            if self.is_own(address):
                address = self.mount + address.removeprefix(self.home)
            whole, anchor = urldefrag(urljoin(_ORIGIN + self.mount + page.url, address))
            path = urlsplit(whole).path
        except ValueError:
            return None
        if not whole.startswith(_ORIGIN) or not path.startswith(self.mount):
            return None
        return Target(unquote(path.removeprefix(self.mount)), unquote(anchor.partition(":~:")[0]))

    def file(self, path: str) -> str | None:
        """Return the file that a server would answer with for a path of the site."""
        return next((one for one in (path, f"{path.rstrip('/')}/index.html".lstrip("/")) if one in self.files), None)

    def page_at(self, canonical: str) -> BuiltPage | None:
        """Return the page of a canonical address."""
        path = unquote(urlsplit(canonical).path.removeprefix(self.mount))
        return self.pages.get(self.file(path) or "") if self.is_own(canonical) else None

    def end(self, page: BuiltPage) -> tuple[BuiltPage | str | None, bool]:
        """Follow the redirects of a page: the page or address where they end, and whether they go in a circle."""
        seen: set[str] = set()
        while page.redirect and page.path not in seen:
            seen.add(page.path)
            target = self.target(page, page.redirect)
            if target is None:
                return page.redirect, False
            following = self.pages.get(self.file(target.path) or "") if target else None
            if following is None:
                return None, False
            page = following
        return (None, True) if page.redirect else (page, False)

    def nearest(self, path: str, language: str) -> str | None:
        """Return the address of the page of a language, or the file of the same kind, that was probably meant."""
        kind = _suffix(path), language
        if kind not in self._names:
            pages = [one for one in self.pages.values() if one.indexed and not one.redirect]
            ours = (one.url for one in pages if not language or alike(one.lang, language))
            self._names[kind] = _Names(sorted(one for one in self.files if one.endswith(kind[0])) if kind[0] else ours)
        if (path, language) not in self._nearest:
            self._nearest[path, language] = self._names[kind].nearest(path.removesuffix(".md"))
        return self._nearest[path, language]
