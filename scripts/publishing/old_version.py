"""A version that is no longer the current one: its text stays readable, what people act on is that of today."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from scripts.publishing.html_source import Edit, Tag, edited, elements, tags, with_attribute

LATEST = "latest"
# Which channel an element shows, and in which form (`line:xx-police`): how an old page gets its numbers renewed.
CONTACT, PART = "data-contact", "data-publish"
# What a template says of a page, or of a part of it: answered by the current version only; sends on to it; left out
# of an old version; filled by the publisher.
ONLY_LATEST, MOVED, DROP, NOTICE, VERSIONS = "latest", "moved", "drop", "notice", "versions"
_FIRST = 2000  # characters of a page, among which its first tag is
_SENT = "text/"  # pages that are sent on as files: those of today, like what is printed
_ASSETS = "assets/"  # what pages are drawn with: an old page needs its own
_GONE = ("404.html", "sitemap.xml")  # search engines and hosts look for these at the top, and in the current version


class Furniture(Protocol):
    """What the publisher writes into pages, in a language; `href` is relative to the page."""

    def notice(self, locale: str, version: str, href: str, same: bool) -> str: ...  # noqa: D102
    def versions(self, locale: str, path: str, here: str) -> str: ...  # noqa: D102
    def contact(self, locale: str, mark: str, href: str) -> str: ...  # noqa: D102
    def moved(self, locale: str, href: str) -> str: ...  # noqa: D102


def _root(html: str) -> dict[str, str]:
    """Return the attributes of a page's first tag, however they are written."""
    return next((tag.attributes for tag in tags(html[:_FIRST]) if tag.name == "html"), {})


def is_whole(html: str) -> bool:
    """Return whether only the current version answers for a page."""
    return _root(html).get(PART) in (ONLY_LATEST, MOVED)


def language(html: str) -> str:
    """Return the language of a page."""
    return _root(html).get("lang", "")


def relative(page: str, url: str) -> str:
    """Return how to write an address of the branch, `latest/fr/now/`, in the page at `page`."""
    way = posixpath.relpath(url or ".", posixpath.dirname(page) or ".")
    return f"{way}/" if url.endswith("/") or not url else way


def address(path: str) -> str:
    """Return the address of a file: that of its folder for an index."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


@dataclass
class Version:
    """The files of one version of the branch: `folder/<path>`. `only_latest` are the pages without an old version."""

    name: str
    folder: Path
    files: set[str] = field(default_factory=set)
    only_latest: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, branch: Path, name: str) -> Version:
        """Return the version in `branch/name`."""
        version = cls(name, branch / name)
        for path in version.folder.rglob("*"):
            if path.is_file():
                version.files.add(path.relative_to(version.folder).as_posix())
        version.only_latest = {path for path in version.pages() if is_whole(version.text(path))}
        return version

    def pages(self) -> list[str]:
        """Return the paths of the HTML files."""
        return sorted(path for path in self.files if path.endswith(".html"))

    def text(self, path: str) -> str:
        """Return the text of a file; what is no UTF-8, and its ends of lines, come back as they were."""
        return (self.folder / path).read_bytes().decode("utf-8", "surrogateescape")

    def write(self, path: str, text: str) -> None:
        """Write a file, which has to exist."""
        (self.folder / path).write_bytes(text.encode("utf-8", "surrogateescape"))

    def remove(self, path: str) -> None:
        """Remove a file."""
        (self.folder / path).unlink()
        self.files.discard(path)
        self.only_latest.discard(path)

    def file(self, address: str) -> str | None:
        """Return the file that a host answers with for an address inside the version."""
        options = (address, f"{address.rstrip('/')}/index.html".lstrip("/"))
        return next((path for path in options if path in self.files), None)

    def nearest(self, path: str, home: str) -> str:
        """Return the address of a page, of the nearest folder above it that is a page, or of `home`."""
        here = address(path)
        while here.startswith(home) and here != home:
            if self.file(here):
                return here
            here = posixpath.dirname(here.rstrip("/"))
            here = f"{here}/" if here else ""
        return home


def contacts(version: Version) -> dict[tuple[str, str], str]:
    """Return how the pages of a version write each contact: (language, `line:xx-police`) -> HTML."""
    found: dict[tuple[str, str], str] = {}
    for path in version.pages():
        html = version.text(path)
        if f"{CONTACT}=" in html:
            locale = language(html)
            for element in elements(tags(html), lambda tag: CONTACT in tag.attributes):
                found.setdefault((locale, element.tag.attributes[CONTACT]), html[element.tag.start : element.end])
    return found


@dataclass
class Renewal:
    """What old pages are brought up to: the current version, its contacts, the languages' homes inside a version.

    `base` is the absolute address of the current version; `directory` maps a language to the page of all contacts.
    """

    current: Version
    furniture: Furniture
    base: str
    homes: dict[str, str]
    directory: dict[str, str]
    contacts: dict[tuple[str, str], str]

    def renew(self, old: Version) -> None:
        """Bring an old version up to date, in place; doing it twice changes nothing more."""
        for path in sorted(old.files):
            if path in _GONE:
                old.remove(path)
            elif path.startswith(_SENT) or not (path.endswith(".html") or path.startswith(_ASSETS)):
                if path in self.current.files:
                    (old.folder / path).write_bytes((self.current.folder / path).read_bytes())
                else:
                    old.remove(path)
        for path in old.pages():
            if path.startswith(_SENT):
                continue
            html = old.text(path)
            new = self._moved(old, path, html) if path in old.only_latest else self._page(old, path, html)
            if new != html:
                old.write(path, new)

    def _home(self, path: str, locale: str) -> str:
        """Return the home of a page's language: by its folder, since some pages hold every language."""
        homes = [home for home in self.homes.values() if home and path.startswith(home)]
        return homes[0] if homes else self.homes.get(locale, "")

    def _latest(self, old: Version, path: str, target: str) -> str:
        return relative(f"{old.name}/{path}", f"{LATEST}/{target}")

    def _moved(self, old: Version, path: str, html: str) -> str:
        locale = language(html)
        target = self.current.nearest(path, self._home(path, locale))
        return self.furniture.moved(locale, self._latest(old, path, target))

    def _page(self, old: Version, path: str, html: str) -> str:
        locale, found = language(html), tags(html)
        return edited(html, [*self._head(found), *self._parts(old, path, html, found, locale)])

    def _head(self, found: list[Tag]) -> Iterator[Edit]:
        """Keep search engines away, and name no address that the current version does not have."""
        if not any(tag.name == "meta" and tag.attributes.get("name") == "robots" for tag in found):
            first = next((tag for tag in found if tag.name == "meta" and "charset" in tag.attributes), None)
            if first:
                yield Edit(first.end, first.end, '<meta name="robots" content="noindex">')
        for tag in found:
            named = tag.attributes.get({"link": "rel", "meta": "property"}.get(tag.name, ""))
            if named in ("canonical", "alternate", "og:url", "og:image"):
                target = tag.attributes.get("content" if tag.name == "meta" else "href", "")
                if not target.startswith(self.base) or not self.current.file(unquote(target.removeprefix(self.base))):
                    yield Edit(tag.start, tag.end, "")

    def _parts(self, old: Version, path: str, html: str, found: list[Tag], locale: str) -> Iterator[Edit]:
        same = path in self.current.files
        target = address(path) if same else self._home(path, locale)
        fill: dict[str, Callable[[], str]] = {
            DROP: str,
            NOTICE: lambda: self.furniture.notice(locale, old.name, self._latest(old, path, target), same),
            VERSIONS: lambda: self.furniture.versions(locale, path, old.name),
        }
        for element in elements(found, lambda tag: tag.attributes.get(PART) in fill):
            part = element.tag.attributes[PART]
            start = element.tag.start if part == DROP else element.tag.end
            yield Edit(start, element.end if part == DROP else element.content_end, fill[part]())
        for element in elements(found, lambda tag: CONTACT in tag.attributes):
            mark = element.tag.attributes[CONTACT]
            new = self.contacts.get((locale, mark))
            if new is None:
                href = self._latest(old, path, self.directory.get(locale, self.homes.get(locale, "")))
                new = self.furniture.contact(locale, mark, href)
            yield Edit(element.tag.start, element.end, new)
        yield from self._links(old, path, html, found, locale)

    def _links(self, old: Version, path: str, html: str, found: list[Tag], locale: str) -> Iterator[Edit]:
        """Lead links to what this version no longer has to the same place of the current one."""
        for tag in found:
            link = tag.attributes.get({"a": "href", "img": "src"}.get(tag.name, ""), "")
            if not link or link.startswith(("/", "#")) or urlsplit(link).scheme:
                continue
            parts = urlsplit(link)
            way = unquote(parts.path)
            where = posixpath.normpath(posixpath.join(old.name, posixpath.dirname(path), way)).removeprefix(".")
            where = f"{where}/" if way.endswith("/") and where else where
            folder, _, where = where.partition("/")
            there = old.file(where) if folder == old.name else None
            if there and there not in old.only_latest:
                continue
            # One that was led to the current version before stays, for as long as its place is there.
            if folder not in (old.name, LATEST) or (folder == LATEST and self.current.file(where)):
                continue
            if tag.name == "img":
                yield Edit(tag.start, tag.end, "")  # its file has left the site
                continue
            target = where if self.current.file(where) else self.current.nearest(where, self._home(path, locale))
            anchor = f"#{parts.fragment}" if parts.fragment and target == where else ""
            yield Edit(tag.start, tag.end, with_attribute(html, tag, "href", self._latest(old, path, target) + anchor))


def fill(version: Version, furniture: Furniture, here: str) -> None:
    """Write the list of versions into the pages of a folder that holds the version `here`, in place."""
    for path in version.pages():
        html = version.text(path)
        if PART in html:
            edits = [
                Edit(element.tag.end, element.content_end, furniture.versions(language(html), path, here))
                for element in elements(tags(html), lambda tag: tag.attributes.get(PART) == VERSIONS)
            ]
            version.write(path, edited(html, edits))
