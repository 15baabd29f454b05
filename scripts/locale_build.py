"""One language's build: the locale, its twins, and the words the templates need. Knows no generator."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from babel.dates import format_date
from jinja2 import Environment
from markupsafe import Markup, escape

from scripts import addresses, bidi
from scripts.campaign import Campaign, Locale
from scripts.extensions.page_context import PageContext
from scripts.library import Library
from scripts.rules import Corpus
from scripts.sitemap import Entry
from scripts.typography import typeset


def card_pages(corpus: Corpus, locale: str) -> dict[str, str]:
    """Return, for each channel id, the page of `locale` that shows its card."""
    return {channel: path for path, page in corpus.pages[locale].items() for channel in corpus.cards(page)}


def built_locales(campaign: Campaign, codes: list[str], default: str) -> tuple[Locale, ...]:
    """Return the locales `codes` with `default` at the root: a preview of one language puts it there."""
    by_code = {locale.code: locale for locale in campaign.locales}
    return tuple(replace(by_code[code], default=code == default) for code in codes)


@dataclass
class LocaleBuild:
    """What the pages of one language are rendered with.

    `env` is the theme's Jinja environment; `templates`, the folder of our own templates.
    """

    locale: Locale
    locales: tuple[Locale, ...]
    library: Library
    env: Environment
    cards: dict[str, str]
    templates: Path
    context: PageContext = field(init=False)

    def __post_init__(self) -> None:
        """Bind the Markdown extensions' context and the template filters to this language."""
        self.context = PageContext(
            locale=self.locale.code,
            rtl=self.locale.direction == "rtl",
            library=self.library,
            render=self.render,
            cards=self.cards,
        )
        self.extend(self.env)

    def extend(self, env: Environment) -> None:
        """Give a Jinja environment this language's filters; our templates escape, the theme's are left as they are."""
        env.autoescape = lambda name: name is not None and (self.templates / name).is_file()
        env.filters.update(
            words=self.words, isolate=self.isolate, date=self.date, digits=digits, host=host, shown=self.shown
        )

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
            text = format_date(day, "d MMMM y", locale=self.context.strings["date_locale"])
        except (ValueError, UnknownLocaleError):  # a finding has said so; the live preview goes on
            return escape(value or "")
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), text)

    def shown(self, channel: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the contacts of a channel that readers of this language see."""
        return [one for one in channel["contacts"] if one.get("locale", self.locale.code) == self.locale.code]

    def render(self, template: str, variables: Mapping[str, Any]) -> str:
        """Fill a template of `overrides/data/`."""
        return self.env.get_template(f"data/{template}").render(
            strings=self.context.strings, locale=self.locale, **variables
        )

    def begin_page(self, path: str, meta: Mapping[str, Any]) -> None:
        """Tell the Markdown extensions which page comes: its path inside its language, its front matter."""
        self.context.path = path
        self.context.sources = list(meta.get("sources") or [])

    def _default(self, urls: Mapping[str, str]) -> str:
        return next(urls[other.code] for other in self.locales if other.default)

    def page_variables(
        self, url: str, meta: Mapping[str, Any], relative: Callable[[str], str], exit_paths: Iterable[str] = ()
    ) -> dict[str, Any]:
        """Return what the page templates use.

        `relative` turns an address of the site into one from this page; `exit_paths` are the beginnings of
        the addresses, inside a language, where the quick exit stands.
        """
        urls = addresses.alternates(url, self.locale, self.locales)
        sources = self.library.sources
        return {
            "locale": self.locale,
            "strings": self.context.strings,
            "alternates": [
                {"locale": other, "path": urls[other.code], "url": relative(urls[other.code])} for other in self.locales
            ],
            "default_path": self._default(urls),
            "exit_here": addresses.neutral(url, self.locale).startswith(tuple(exit_paths)),
            "locale_base": relative(self.locale.prefix),
            "sources": {name: sources[name] for name in meta.get("sources") or [] if name in sources},
        }

    def sitemap_entry(self, url: str, meta: Mapping[str, Any]) -> Entry:
        """Return the page's line of the sitemap."""
        urls = addresses.alternates(url, self.locale, self.locales)
        return Entry(urls[self.locale.code], str(meta.get("reviewed") or "") or None, urls, self._default(urls))


def digits(value: str) -> str:
    """Return a phone number as a `tel:` address wants it: no spaces."""
    return "".join(value.split())


def host(url: str) -> str:
    """Return what a reader needs of an address: the host without `www.`, and its path if it is short."""
    short = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").split("?")[0].rstrip("/")
    return short if len(short) <= 32 else short.split("/")[0]
