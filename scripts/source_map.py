"""From the built site back to what people wrote: the page and line, or the file of data, that an address comes from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from scripts import addresses
from scripts.built_page import BuiltPage, Reference
from scripts.built_site import Target
from scripts.campaign import Locale
from scripts.finding import START, Finding, Message, Position, finding, say
from scripts.rules import Corpus
from scripts.source_page import Link, SourcePage

_AROUND = re.compile(r"!\[[^\[\]]*\]\([^()]*\)\s*\]\(\s*<?([^)\s>]+)")


class Source(NamedTuple):
    """A page as written; `locale` is the language of the site it is built for, `folder` the one it is taken from."""

    locale: Locale
    folder: str
    path: str
    page: SourcePage


class Place(NamedTuple):
    """Where something is written. `source` is the page, or None for data, a template, or when there is no corpus."""

    path: str
    at: Position
    source: Source | None = None
    template: bool = False

    def say_at(self, code: str, message: Message) -> Finding:
        """Return a finding here."""
        if self.template:
            message = say("{problem} (not written in a page: look in overrides/ or data/)", problem=message)
        return finding(self.path, self.at, code, message)


def _address(path: str, prefix: str) -> str:
    """Return the address that mkdocs gives a page; it takes README.md for index.md."""
    return addresses.of_page(re.sub(r"(^|/)README\.md$", r"\1index.md", path), prefix)


def _found(text: str, lines: Iterable[tuple[int, str]]) -> Iterator[Position]:
    """Yield where a text stands, alone and not as a part of a longer word or address."""
    whole = re.compile(rf"(?<![\w/.-]){re.escape(text)}(?![\w/-])")
    for number, line in lines:
        if text in line:
            yield from (Position(number, match.start() + 1) for match in whole.finditer(line))


class SourceMap:
    """Finds what built pages come from. Without a corpus everything stays where it is built."""

    def __init__(self, corpus: Corpus | None) -> None:
        self.corpus = corpus
        self._written: dict[tuple[str, str], dict[str | Target, list[Position]]] = {}
        self._in_data: dict[str, Place | None] = {}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        """Map the address of each built page to its source; a language without a page may show the default one's."""
        found: dict[str, Source] = {}
        locales = self.corpus.campaign.locales if self.corpus else ()
        for locale in locales:
            for folder in (locale.code, locales[0].code):
                for path, page in self.corpus.pages[folder].items():
                    source = Source(locale, folder, path, page)
                    found.setdefault(_address(path, locale.prefix), source)
                    found.setdefault(locale.prefix + path.removesuffix(".md") + ".html", source)  # without folders
        return found

    @cached_property
    def _cards(self) -> dict[str, dict[str, str]]:
        """Return, by language and channel, the page that shows the channel's card."""
        return {
            code: {channel: path for path, page in pages.items() for channel in self.corpus.cards(page)}
            for code, pages in self.corpus.pages.items()
        }

    @cached_property
    def _data(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Return the lines of every file of data, comments left out."""
        files = sorted(path for path in (self.corpus.campaign.root / "data").rglob("*.yml") if path.is_file())
        texts = {
            self.corpus.campaign.relative(path): path.read_text(encoding="utf-8", errors="replace") for path in files
        }
        return [
            (path, [one for one in enumerate(text.split("\n"), 1) if not one[1].lstrip().startswith("#")])
            for path, text in texts.items()
        ]

    def source(self, page: BuiltPage) -> Source | None:
        """Return the page that `page` was built from; what is there for several languages has none."""
        found = self._sources.get(page.url)
        return found if found and page.lang in ("", found.locale.code) else None

    def of_page(self, page: BuiltPage, key: str = "") -> Place:
        """Return the beginning of a page, or a value of its front matter."""
        source = self.source(page)
        if source is None:
            return Place(page.path, START)
        return Place(self._shown(source), source.page.at(key) if key else START, source)

    def of_heading(self, page: BuiltPage, anchor: str) -> Place:
        """Return the last heading of a page with that id."""
        source = self.source(page)
        places = [one.at for one in source.page.headings if one.anchor == anchor] if source else []
        return Place(self._shown(source), places[-1], source) if places else self.template(page, 1)

    def of_reference(self, page: BuiltPage, reference: Reference, target: Target | None) -> Place:
        """Return where an address is written. `target` is what it leads to, None for what is no address."""
        source = self.source(page)
        if source and not reference.furniture:
            written = self._links(source)
            places = written.get(reference.address) or written.get(self._key(target) if target else "")
            if not places:  # HTML in a page, a value of the front matter
                lines = [*enumerate(source.page.head.split("\n"), 1), *source.page.lines]
                places = list(_found(reference.address, lines)) if len(reference.address) > 1 else []
            if places:
                return Place(self._shown(source), places[_turn(page, reference, len(places))], source)
        if ":" in reference.address:  # a relative address means something else on each page
            return self._elsewhere(page, reference.address, reference.line)
        return self.template(page, reference.line)

    def of_text(self, page: BuiltPage, text: str, line: int) -> Place:
        """Return where words that a page shows are written."""
        source = self.source(page)
        at = next(_found(text, source.page.lines), None) if source else None
        return Place(self._shown(source), at, source) if at else self._elsewhere(page, text, line)

    def of_file(self, path: str, line: int) -> Place:
        """Return the place of a line of a file that is built as it is written: a style sheet."""
        campaign = self.corpus.campaign if self.corpus else None
        ours = campaign is not None and (campaign.docs / path).is_file()
        return Place(campaign.relative(campaign.docs / path) if ours else path, Position(line, 1))

    def shown(self, page: BuiltPage) -> str:
        """Return the name of a page for those who write: its source, or the built file."""
        source = self.source(page)
        return self._shown(source) if source else page.path

    def wanted(self, place: Place, address: str) -> str | None:
        """Return the address meant by the name of a page: mkdocs leaves a link to one it does not know as it is."""
        name = unquote(address.partition("#")[0])
        return self._target(place.source, name).path if place.source and name.endswith(".md") else None

    def written(self, place: Place, page: BuiltPage, url: str, anchor: str = "") -> str:
        """Return how to write, at `place` of `page`, a link to the address `url` of the site."""
        source, other = place.source, self._sources.get(url)
        if source is None:
            near = posixpath.relpath("/" + url, "/" + posixpath.dirname(page.url))
            near += "/" if url.endswith("/") or not url else ""
        elif other is None:
            near = posixpath.relpath("/" + url, "/" + posixpath.dirname(f"{source.locale.prefix}{source.path}"))
        elif other.locale == source.locale:  # whatever folders the two are taken from
            near = posixpath.relpath(other.path, posixpath.dirname(source.path) or ".")
        else:
            near = posixpath.relpath(
                f"{other.folder}/{other.path}", posixpath.dirname(f"{source.folder}/{source.path}")
            )
        return near + (f"#{anchor}" if anchor else "")

    def _shown(self, source: Source) -> str:
        return self.corpus.shown(source.folder, source.path)

    def template(self, page: BuiltPage, line: int = 1) -> Place:
        """Return a line of a built page that no page was written for."""
        return Place(page.path, Position(line, 1), template=self.corpus is not None)

    def _elsewhere(self, page: BuiltPage, text: str, line: int) -> Place:
        """Return the place in data/ that holds a text, or the built line."""
        if self.corpus and text not in self._in_data:
            places = (Place(path, at) for path, lines in self._data for at in _found(text, lines))
            self._in_data[text] = next(places, None)
        return self._in_data.get(text) or self.template(page, line)

    def _links(self, source: Source) -> dict[str | Target, list[Position]]:
        """Return where a page writes each address, by the address as it is written and by what it leads to."""
        key = (source.locale.code, source.path)
        if key not in self._written:
            found: dict[str | Target, list[Position]] = {}
            page = source.page
            for link in (*page.links, *page.images, *page.externals, *_around_images(page)):
                found.setdefault(link.target, []).append(link.at)
                if ":" not in link.target and not link.target.startswith("/"):
                    found.setdefault(self._target(source, link.target), []).append(link.at)
            for mention in page.mentions:
                if mention.scheme == "source":
                    found.setdefault(self._target(source, f"#source-{mention.name}"), []).append(mention.at)
                elif mention.scheme == "channel" and mention.name in self._cards[source.folder]:
                    card = self._cards[source.folder][mention.name]
                    here = posixpath.relpath(card, posixpath.dirname(source.path) or ".")
                    found.setdefault(self._target(source, f"{here}#{mention.name}"), []).append(mention.at)
            for places in found.values():
                places.sort()
            self._written[key] = found
        return self._written[key]

    def _target(self, source: Source, link: str) -> Target:
        """Return what a link of a page leads to in the site: one to a page, at the page's address there."""
        name, _, anchor = unquote(link).partition("#")
        path = addresses.joined(source.path, name) if name else source.path
        path = posixpath.normpath(posixpath.join(source.folder, path))
        top, _, rest = path.partition("/")
        prefixes = {one.code: one.prefix for one in self.corpus.campaign.locales}
        prefix = source.locale.prefix if top == source.folder else prefixes.get(top)
        if prefix is None:  # outside the languages' folders: what they share
            prefix, rest = "", path
        url = _address(rest, prefix) if rest.endswith(".md") else prefix + rest
        return self._key(Target(url, anchor))

    def _key(self, target: Target) -> Target:
        """Return a target by its one name: `x.html`, `x/index.html` and `x/` are one page."""
        source = self._sources.get(target.path)
        url = (
            _address(source.path, source.locale.prefix) if source else re.sub(r"(^|/)index\.html$", r"\1", target.path)
        )
        return Target(url, target.anchor)


def _turn(page: BuiltPage, reference: Reference, places: int) -> int:
    """Return which of the places that write an address made this reference: the first the first, and so on."""
    same = [one for one in page.links if one.address == reference.address and not one.furniture]
    return min(next((turn for turn, one in enumerate(same) if one is reference), 0), places - 1)


def _around_images(page: SourcePage) -> Iterator[Link]:
    """Yield the links whose words are an image."""
    for number, line in page.lines if page.images else ():
        yield from (Link(match.group(1), Position(number, match.start(1) + 1)) for match in _AROUND.finditer(line))
