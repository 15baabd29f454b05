"""Addresses of pages across languages. Every page has a twin at the same path in each language."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from scripts.campaign import Locale


def base(site_url: str) -> str:
    """Return `site_url` with exactly one slash at its end (mike passes it without one)."""
    return site_url.rstrip("/") + "/"


def neutral(url: str, locale: Locale) -> str:
    """Return a page's address inside its language: `fr/now/` is `now/`."""
    return url.removeprefix(locale.prefix).removeprefix("./")


def alternates(url: str, locale: Locale, locales: Iterable[Locale]) -> dict[str, str]:
    """Return the address of the page `url` of `locale` in every language, by language code."""
    path = neutral(url, locale)
    return {other.code: other.prefix + path for other in locales}


def of_page(path: str, prefix: str) -> str:
    """Return the address, inside the site, of a page known by its path in the language of `prefix`: `now/report.md`."""
    return prefix + (path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/")


def top(path: str, prefix: str) -> str:
    """Return the way to the top of the site's version from a page known by its path in the language of `prefix`."""
    return "../" * of_page(path, prefix).count("/")


def joined(path: str, target: str) -> str:
    """Return the path that a relative link leads to: `../now/report.md` from `checklists/first-hour.md`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
