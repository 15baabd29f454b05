"""The files at the true root, above every version: what hosts and search engines look for, and the first page."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markupsafe import Markup

from scripts import addresses, palette
from scripts.campaign import Locale
from scripts.delivery import styles
from scripts.languages import ENGLISH
from scripts.locale_build import LocaleBuild
from scripts.publishing.furniture import Published, finished, styled
from scripts.publishing.old_version import LATEST
from scripts.rules import Corpus
from scripts.sheets import numbers
from scripts.sheets.kinds import KINDS

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DIRECTORY = "directory"  # the kind of the pages that show every contact


def directory_pages(corpus: Corpus) -> dict[str, str]:
    """Return, by language, the address inside a version of the menu's first page of contacts; '' for none."""
    return {locale.code: _directory(corpus, locale) for locale in corpus.campaign.locales}


def _directory(corpus: Corpus, locale: Locale) -> str:
    pages = corpus.pages[locale.code]
    named = (path for path in corpus.campaign.nav if path in pages)
    found = next((path for path in named if (pages[path].meta or {}).get("kind") == _DIRECTORY), None)
    return addresses.of_page(found, locale.prefix) if found else ""


def _line(build: LocaleBuild, channel: dict) -> Markup:
    text = build.render("channel_line.html", {"channel": channel, "oldest": build.library.oldest(channel)})
    return Markup(text)  # noqa: S704 - a template of ours


def _security(published: Published, today: datetime.date) -> str:
    """Return security.txt (RFC 9116); it needs an address to write to, and a day on which it ends."""
    settings = published.settings
    ends = datetime.date(today.year + 1, today.month, 1)  # less than a year: the RFC's advice
    languages = ", ".join([*published.builds, *([] if ENGLISH in published.builds else [ENGLISH])])
    return (
        f"Contact: {settings.repo_url}/security/advisories/new\n"
        f"Expires: {ends.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {languages}\n"
        f"Canonical: {settings.site_url}.well-known/security.txt\n"
        f"Policy: {settings.repo_url}/blob/main/SECURITY.md\n"
    )


def _sitemaps(site_url: str) -> bytes:
    etree.register_namespace("", _SITEMAP)
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex")
    entry = etree.SubElement(root, f"{{{_SITEMAP}}}sitemap")
    etree.SubElement(entry, f"{{{_SITEMAP}}}loc").text = f"{site_url}{LATEST}/sitemap.xml"
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def files(corpus: Corpus, published: Published, first: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of every file of the root; `first` is where readers in need are led, `now/` or ''."""
    settings, library, docs = published.settings, corpus.library, corpus.campaign.docs
    country = corpus.campaign.print_country
    names = numbers.printed(library, country, KINDS["checklist"]) if country else []
    chooser = (settings.templates / "published" / "chooser.css").read_text(encoding="utf-8")
    script = (settings.templates / "published" / "not_found.js").read_text(encoding="utf-8")
    default = next(iter(published.builds))
    shared = {"latest": LATEST, "first": first, "directory": directory_pages(corpus)}
    index = published.render(
        "index.html",
        default,
        style=(style := styled(styles.joined([(palette.plain(docs, chooser), str)]))),
        country=country,
        icons=corpus.campaign.icons,
        channels=[library.channels[name] for name in names],
        line=_line,
        **shared,
    )
    kept = [edition.name for edition in published.editions]
    own = {"style": styled(styles.joined([(palette.plain(docs), str)])), "script": styled(script)}
    not_found = published.render("404.html", default, versions=[LATEST, *kept], **own, **shared)
    yield "index.html", finished(index, style).encode()
    yield "404.html", finished(not_found, *own.values()).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {settings.site_url}sitemap.xml\n".encode()
    yield "sitemap.xml", _sitemaps(settings.site_url)
    yield ".nojekyll", b""  # files and folders that begin with _ or . are served as they are
    if settings.repo_url:
        yield ".well-known/security.txt", _security(published, library.today).encode()
    if settings.campaign.cname:
        yield "CNAME", f"{settings.campaign.cname}\n".encode()
