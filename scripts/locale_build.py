"""One language's build: the locale, its twins, and the words the templates need. Knows no generator."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from scripts import (
    addresses,
    bidi,
    cldr,
    country,
    facets,
    host_name,
    opening_hours,
    phone,
    structured_data,
    translation_status,
)
from scripts.campaign import Campaign, Locale
from scripts.extensions.page_context import PageContext
from scripts.library import Library
from scripts.rules import Corpus
from scripts.sitemap import Entry
from scripts.source_page import SourcePage
from scripts.typography import typeset


def card_pages(corpus: Corpus, locale: str) -> dict[str, str]:
    """Return, for each channel id, the page of `locale` that shows its card."""
    return {channel: path for path, page in corpus.pages[locale].items() for channel in corpus.cards(page)}


def card_addresses(corpus: Corpus, locale: Locale) -> dict[str, str]:
    """Return, for each channel id, the address of its card inside the site."""
    pages = card_pages(corpus, locale.code).items()
    return {name: f"{addresses.of_page(path, locale.prefix)}#{name}" for name, path in pages}


def built_locales(campaign: Campaign, codes: list[str], default: str) -> tuple[Locale, ...]:
    """Return the locales `codes` with `default` at the root: a preview of one language puts it there."""
    by_code = {locale.code: locale for locale in campaign.locales}
    return tuple(replace(by_code[code], default=code == default) for code in codes)


@dataclass(frozen=True)
class Site:
    """Where the site stands: `root`, with its last slash.

    `exit_paths` are the parts with the quick exit; `plain_paths`, those whose pages are printed under a plain title.
    """

    root: str
    exit_paths: tuple[str, ...] = ()
    plain_paths: tuple[str, ...] = ()


@dataclass
class LocaleBuild:
    """What the pages of one language are rendered with.

    `env` is the theme's Jinja environment; `templates`, the folder of our own templates; `call_bar`, the channels that
    phones keep in reach.
    """

    locale: Locale
    locales: tuple[Locale, ...]
    library: Library
    env: Environment
    cards: dict[str, str]
    templates: Path
    pages: Mapping[str, SourcePage] = field(default_factory=dict)
    call_bar: tuple[str, ...] = ()
    context: PageContext = field(init=False)

    @classmethod
    def of(
        cls, corpus: Corpus, locale: Locale, locales: tuple[Locale, ...], env: Environment, templates: Path
    ) -> LocaleBuild:
        """Return the build of one language of a corpus. `env` becomes its own: it gets this language's filters."""
        pages = corpus.pages[locale.code]
        bar = corpus.campaign.call_bar
        build = cls(locale, locales, corpus.library, env, card_pages(corpus, locale.code), templates, pages, bar)
        build.context.nav = corpus.campaign.nav
        build.context.statuses = functools.partial(translation_status.of, corpus)
        return build

    def __post_init__(self) -> None:
        """Bind the Markdown extensions' context and the template filters to this language."""
        self.context = PageContext(
            locale=self.locale.code,
            rtl=self.locale.direction == "rtl",
            library=self.library,
            render=self.render,
            cards=self.cards,
            prefix=self.locale.prefix,
            pages=self.pages,
            numbers=next((self.cards[name] for name in self.call_bar if name in self.cards), ""),
        )
        self.extend(self.env)

    def extend(self, env: Environment) -> None:
        """Give a Jinja environment this language's filters; our templates escape, the theme's are left as they are."""
        env.autoescape = lambda name: name is not None and (self.templates / name).is_file()
        env.filters.update(
            words=self.words,
            isolate=self.isolate,
            date=self.date,
            dial=dial,
            number=number,
            host=host_name.short,
            shown=self.shown,
            hours=self.hours,
            country=self.country,
            language=self.language,
            old=self.library.is_old,
            oldest=self.library.oldest,
            kilobytes=self.kilobytes,
            ratio=self.ratio,
            languages=self.languages,
            page_address=addresses.of_page,
            first_page=first_page,
        )

    def ratio(self, value: float) -> str:
        """Return a number as this language writes it, with one decimal at most, never rounded up."""
        cut = math.floor(value * 10) / 10
        try:
            return format_decimal(cut, format="0.#", locale=self.context.strings["date_locale"])
        except (UnknownLocaleError, ValueError):  # a finding has said so; the live preview goes on
            return str(cut)

    def words(self, text: str | None) -> str:
        """Return a text of front matter or data, set in this language."""
        return typeset(str(text or ""), self.locale.code)

    def isolate(self, text: str | None) -> Markup:
        """Return a text escaped for HTML, its left-to-right runs isolated in a right-to-left language."""
        pieces = bidi.split(self.words(text)) if self.context.rtl else [(self.words(text), False)]
        return Markup().join(
            Markup('<bdi dir="ltr">{}</bdi>').format(piece) if ltr else escape(piece) for piece, ltr in pieces
        )

    def date(self, value: str) -> Markup:
        """Return an ISO date as the readers of this language write it; anything else as it is."""
        try:
            day = datetime.date.fromisoformat(str(value))
            text = format_date(day, "long", locale=self.context.strings["date_locale"])
        except (ValueError, UnknownLocaleError):  # a finding has said so; the live preview goes on
            return escape(value or "")
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), text)

    def shown(self, channel: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the contacts of a channel that readers of this language see; all of them if none is meant for it."""
        own = [one for one in channel["contacts"] if one.get("locale", self.locale.code) == self.locale.code]
        return own or [*channel["contacts"]]

    def country(self, code: str) -> str:
        """Return the name of a country (or `int`, `plat`) in this language."""
        return self.words(country.name(code, self.locale.code, self.library.countries, self.context.strings))

    def language(self, code: str) -> str:
        """Return the name of a language in this language."""
        return str(cldr.of(self.locale.code).languages.get(code, code))

    def languages(self, codes: Sequence[str]) -> Markup:
        """Return the names of languages of the site, each in itself: العربية + Français."""
        names = {locale.code: locale for locale in self.locales}
        template = Markup('<bdi lang="{}">{}</bdi>')
        return Markup(" + ").join(template.format(code, names[code].name if code in names else code) for code in codes)

    def fill(self, key: str, **fields: str) -> Markup:
        """Return a string of the templates with its fields filled, escaped; a field that is markup stays it."""
        return Markup(escape(self.words(self.context.strings[key]))).format(**fields)  # noqa: S704 - escaped here

    def kilobytes(self, size: int) -> str:
        """Return a size in thousands of bytes, in words."""
        return self.words(self.context.strings["kilobytes"].format(size=size))

    def hours(self, channel: Mapping[str, Any]) -> str:
        """Return a channel's opening hours in words, with the country whose time they are in; '' if unknown."""
        open_ = (channel.get("hours") or {}).get("open")
        if not open_:
            return ""
        try:
            text = opening_hours.words(open_, self.context.strings)
        except (UnknownLocaleError, ValueError):  # a finding has said so; the live preview goes on
            return ""
        if open_ == opening_hours.ALWAYS or "timezone" not in self.library.countries.get(channel["country"], {}):
            return self.words(text)
        zone = self.context.strings["hours_zone"].format(country=self.country(channel["country"]))
        return self.words(f"{text} ({zone})")

    def render(self, template: str, variables: Mapping[str, Any]) -> str:
        """Fill a template of `overrides/data/`."""
        return self.env.get_template(f"data/{template}").render(
            strings=self.context.strings, locale=self.locale, **variables
        )

    def begin_page(self, path: str, meta: Mapping[str, Any]) -> None:
        """Tell the Markdown extensions which page comes: its path inside its language, its front matter."""
        self.context.path = path
        self.context.kind = str(meta.get("kind") or "article")
        self.context.sources = list(meta.get("sources") or [])

    def _default(self, urls: Mapping[str, str]) -> str:
        return next(urls[other.code] for other in self.locales if other.default)

    def _cards_of(self, path: str) -> list[dict[str, Any]]:
        return [self.library.channels[name] for name, page in self.cards.items() if page == path]

    def _sheet_channels(self, path: str) -> list[dict[str, Any]]:
        """Return the services a page's sheet shows, for a page that has no call box of its own."""
        entry, page = self.context.catalogue.entries.get(path), self.pages.get(path)
        if entry is None or page is None or any(one.kind == "call" for one in page.callouts):
            return []
        return [self.library.channels[name] for name in entry.version.contacts if name in self.library.channels]

    def in_reach(self, meta: Mapping[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return what the call bar of a page holds: each service with its first phone number."""
        found = []
        for name in meta.get("call") or self.call_bar:
            channel = self.library.channels.get(name)
            phones = [one for one in self.shown(channel) if one["kind"] == "phone"] if channel else []
            found += [(channel, phones[0])] if phones else []
        return found

    def facets(self, cards: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
        """Return what cards can be filtered by, with the words for it."""
        strings = self.context.strings
        words = {"country": self.country}
        return {
            name: [(one, words[name](one) if name in words else strings[f"{name}_{one}"]) for one in values]
            for name, values in facets.of(cards, strings).items()
        }

    def page_variables(
        self, url: str, path: str, meta: Mapping[str, Any], relative: Callable[[str], str], site: Site
    ) -> dict[str, Any]:
        """Return what the page templates use.

        `url` is the page's address, `path` its file inside its language; `relative` turns an address of the
        site into one from this page.
        """
        urls = addresses.alternates(url, self.locale, self.locales)
        sources = self.library.sources
        here = f"{site.root}{urls[self.locale.code]}"
        cards = self._cards_of(path)
        inside = addresses.neutral(url, self.locale)
        exit_here = inside.startswith(site.exit_paths)
        numbers = self.context.numbers
        return {
            "locale": self.locale,
            "strings": self.context.strings,
            "alternates": [
                {"locale": other, "path": urls[other.code], "url": relative(urls[other.code])} for other in self.locales
            ],
            "default_path": self._default(urls),
            "exit_here": exit_here,
            "printed_plainly": inside.startswith(site.plain_paths),
            "call_bar": self.in_reach(meta) if exit_here or meta.get("kind") == "home" else [],
            "numbers_url": relative(addresses.of_page(numbers, self.locale.prefix)) if numbers else "",
            "locale_base": relative(self.locale.prefix),
            "sources": {name: sources[name] for name in meta.get("sources") or [] if name in sources},
            "root": site.root,
            "facets": self.facets(cards),
            "printed": self.context.catalogue.entries.get(path),
            "printed_status": self.context.catalogue.status_of(path),
            "country_code": self.context.catalogue.country,
            "top": addresses.top(path, self.locale.prefix),
            "sheet_channels": self._sheet_channels(path),
            "structured_data": structured_data.graph(cards, self.shown, self.locale.code, here),
        }

    def sitemap_entry(self, url: str, meta: Mapping[str, Any]) -> Entry:
        """Return the page's line of the sitemap."""
        urls = addresses.alternates(url, self.locale, self.locales)
        return Entry(urls[self.locale.code], str(meta.get("reviewed") or "") or None, urls, self._default(urls))


def first_page(item: Any) -> Any:  # noqa: ANN401 - of mkdocs, which this module does not know
    """Return the first page of an entry of the menu, however deep; a part of the menu has no address of its own."""
    while item.children:
        item = item.children[0]
    return item


def standing_alone(corpus: Corpus, templates: Path) -> dict[str, LocaleBuild]:
    """Return what texts of each language are rendered with, by code, where no site generator is at work.

    Each has an environment of its own, which knows the templates of `templates` only.
    """
    locales = corpus.campaign.locales
    return {
        locale.code: LocaleBuild.of(
            corpus, locale, locales, Environment(loader=FileSystemLoader(templates), autoescape=True), templates
        )
        for locale in locales
    }


def number(contact: Mapping[str, Any]) -> str:
    """Return a contact's phone number as readers dial it."""
    return phone.shown(contact["value"], contact["country"], contact.get("display"))


def dial(contact: Mapping[str, Any]) -> str:
    """Return a contact's phone number as a `tel:` address wants it."""
    return phone.dial(contact["value"], contact["country"])
