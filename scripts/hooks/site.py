"""mkdocs events, each handed to a pure module. They run once per language, in static-i18n's builds.

Priorities: static-i18n acts at -100 and sets the current language, so what needs it runs at -200;
the search index of a language is made at -50, before the next language comes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # neither `mkdocs` nor `mike` adds it

from markupsafe import Markup
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.utils import get_relative_url, write_file

from scripts import (
    addresses,
    campaign,
    clock,
    foreign,
    in_progress,
    look,
    open_data,
    palette,
    report,
    rule_pages,
    rules,
    sitemap,
)
from scripts.extensions import SiteExtension
from scripts.locale_build import LocaleBuild, Site, built_locales, card_addresses
from scripts.offline import words
from scripts.page_html import renderer
from scripts.search import making, page_words
from scripts.sheets import shop

_run: dict = {
    "serving": False,
    "corpus": None,
    "build": None,
    "words": {},
    "indexes": {},
    "entries": {},
    "shop": None,
    "sound": True,
}


def on_startup(command, dirty) -> None:
    """Remember whether this is a live preview, which goes on in spite of findings."""
    _run["serving"] = command == "serve"


def _read(root: Path, plugin) -> None:
    """Read the campaign and check its sources, unless that is done beside. Raises Abort with the findings printed."""
    draft = plugin.config.build_only_locale
    if draft and _is_draft(root, draft):
        corpus, found = in_progress.preview(root, draft)
    else:
        corpus, found = (rules.read_project if os.environ.get(rules.CHECKED) else rules.check_project)(root)
    print(report.text(found, report.Speaker(corpus.campaign if corpus else None)), end="", file=sys.stderr)
    findings = rules.stopping(found)
    if corpus is None or (findings and not _run["serving"]):
        raise Abort(f"{len(findings)} to correct; nothing was built.")
    # A preview prints what is sound; a sheet that only waits for its new version is.
    sound = all(one.code == "SHT001" for one in findings)
    _run.update(corpus=corpus, indexes={}, entries={}, sound=sound)


def _is_draft(root: Path, code: str) -> bool:
    """Return whether a language is in progress: only a preview of it alone shows it."""
    try:
        return code in {locale.code for locale in campaign.load(root).drafts}
    except campaign.CampaignError:
        return False


def _print(config) -> None:
    """Print the sheets of every language, before any page is written: pages tell the size of each file."""
    corpus, templates = _run["corpus"], Path(config.theme.custom_dir)
    builds = {
        locale.code: LocaleBuild.of(corpus, locale, corpus.campaign.locales, config.theme.get_env(), templates)
        for locale in corpus.campaign.locales
    }
    if not _run["sound"]:
        _run["shop"] = shop.closed(corpus, builds)
        return
    render = renderer(builds, config.markdown_extensions, config.mdx_configs)
    _run["shop"] = found = shop.open_shop(corpus, builds, render, addresses.base(config.site_url or "/"), templates)
    for line in (*found.notes, *found.findings):
        print(line, file=sys.stderr)
    if found.findings and not _run["serving"]:
        raise Abort(f"{len(found.findings)} to correct; nothing was built.")


@event_priority(-200)
def on_config(config):
    """Read and check everything once, then bind extensions and templates to this build's language."""
    plugin = config.plugins["i18n"]
    if plugin.is_default_language_build:
        _read(Path(config.config_file_path).parent, plugin)
    corpus = _run["corpus"]
    locales = built_locales(corpus.campaign, plugin.build_languages, plugin.default_language)
    # The configuration lives through the builds of all languages: the extension of the last one goes.
    kept = [extension for extension in config.markdown_extensions if type(extension).__name__ != SiteExtension.__name__]
    config.markdown_extensions[:] = kept
    if plugin.is_default_language_build:
        _print(config)
    locale = next(locale for locale in locales if locale.code == plugin.current_language)
    build = LocaleBuild.of(corpus, locale, locales, config.theme.get_env(), Path(config.theme.custom_dir))
    build.context.catalogue = _run["shop"].catalogue
    build.context.repository, build.context.package = config.repo_url or "", corpus.campaign.package
    names = {code: Markup(one.inline) for code, one in _run["shop"].wordmarks.items()}  # noqa: S704 - made of outlines
    build.context.look = look.of(corpus.campaign, Path(config.theme.custom_dir), names)
    build.context.icons = corpus.campaign.icons.by_target
    if corpus.campaign.text_only:
        build.context.text_files = {one.code: one.name for one in locales}
    config.markdown_extensions.append(SiteExtension(build.context))
    if not config.repo_url:
        config.edit_uri = None  # no repository known: no link to correct a page
    config.theme.static_templates.discard("sitemap.xml")  # written below, for all languages at once
    _run["build"] = build
    return config


@event_priority(-200)
def on_files(files, config):
    """Leave out of the site what nothing there loads: the templates of other uses, and what the theme brings."""
    ours, icon = Path(config.theme.custom_dir), config.theme["favicon"]
    theirs = {Path(one) for one in config.theme.dirs} - {ours}
    for file in [*files]:
        folder = Path(file.src_dir or "") if file.generated_by is None else None
        other_use = folder == ours and file.src_uri.startswith(("print/", "published/", "drawings/"))
        if other_use or (folder in theirs and file.src_uri != icon):
            files.remove(file)
    return files


def on_page_markdown(markdown, page, config, files):
    """Tell the extensions which page comes."""
    build = _run["build"]
    build.begin_page(page.file.src_uri.partition("/")[2], page.meta)
    page.meta.update(title=build.words(page.meta.get("title")), description=build.words(page.meta.get("description")))
    return markdown


def on_page_content(html, page, config, files):
    """Keep what the search finds here; declare the anchors of the sources, which the page template writes later."""
    prefix = _run["build"].locale.prefix
    url, about = page.url.removeprefix(prefix).removeprefix("./"), page.meta.get("description") or ""
    _run["words"].setdefault(prefix, {})[url] = page_words.read(url, page.title, about, html)
    names = (f"source-{name}" for name in page.meta.get("sources") or [])
    page.present_anchor_ids = set(page.present_anchor_ids or ()) | set(names)
    return html


def on_env(env, config, files):
    """Give the page templates the same filters as the data-driven blocks."""
    _run["build"].extend(env)
    return env


def on_page_context(context, page, config, nav):
    """Hand the page templates the languages, the words and the sources."""
    build = _run["build"]
    exit_paths = (config.extra.get("exit") or {}).get("paths") or ()
    plain_paths = (config.extra.get("print") or {}).get("plain_title") or ()
    site = Site(addresses.base(config.site_url or "/"), tuple(exit_paths), tuple(plain_paths))
    path = page.file.src_uri.partition("/")[2]
    context.update(
        build.page_variables(page.url, path, page.meta, lambda url: get_relative_url(url or ".", page.url), site)
    )
    context["wordmark"] = build.context.look.wordmarks.get(build.locale.code, "")
    _run["entries"][page.url] = build.sitemap_entry(page.url, page.meta)
    return context


def on_template_context(context, template_name, config):
    """Hand the 404 page every language at once."""
    build = _run["build"]
    path = urlsplit(addresses.base(config.site_url or "/")).path
    context.update(locales=build.locales, all_strings=build.library.strings, root_path=path)
    return context


def on_post_page(output, page, config):
    """Mark what stands in the script of another language as that language."""
    build = _run["build"]
    return foreign.mark(output, build.locale, build.locales)


@event_priority(-50)
def _index_words(config) -> None:
    build, settings = _run["build"], config.extra.get("search") or {}
    pages = _run["words"].pop(build.locale.prefix, {}).values()
    if pages:
        country = _run["corpus"].campaign.print_country
        _run["indexes"][build.locale.prefix] = making.script(build, pages, settings.get("weights") or {}, country)


@event_priority(-200)
def _write_shared_files(config) -> None:
    if not {one.prefix for one in _run["build"].locales} <= set(_run["indexes"]):
        return  # each language's build ends here: what all of them share waits for the last
    for prefix, index in _run["indexes"].items():
        write_file(index.encode(), str(Path(config.site_dir, prefix, "search", "index.js")))
    base = addresses.base(config.site_url or "/")
    write_file(sitemap.build(base, list(_run["entries"].values())), str(Path(config.site_dir, "sitemap.xml")))
    cards = {locale.code: card_addresses(_run["corpus"], locale) for locale in _run["build"].locales}
    licence = config.extra.get("licence") or _run["build"].context.strings["licence_url"]
    for name, content in open_data.files(_run["build"].library, cards, base, licence).items():
        write_file(content.encode(), str(Path(config.site_dir, name)))
    if plain := palette.plain(_run["corpus"].campaign.docs):
        write_file(plain.encode(), str(Path(config.site_dir, palette.PLAIN)))
    favicon, shop_run = config.theme["favicon"], _run["shop"]
    for name, content in (shop_run.files(favicon) | rule_pages.files(shop_run.builds, favicon)).items():
        write_file(content, str(Path(config.site_dir, name)))
    _write_text_only(Path(config.site_dir), base)


def _write_text_only(site: Path, base: str) -> None:
    """Write the text-only file of each language, out of the pages. Raises Abort with the findings printed."""
    shop_builds = _run["shop"].builds
    builds = [replace(shop_builds[one.code], locale=one) for one in _run["build"].locales]

    def read(address: str) -> str | None:
        page = site / address / "index.html"
        return page.read_text(encoding="utf-8") if page.is_file() else None

    found, findings = words.text_files(_run["corpus"].campaign, builds, read, base, clock.today())
    for name, content in found.items():
        write_file(content, str(site / name))
    print(report.text(findings, report.Speaker(_run["corpus"].campaign)), end="", file=sys.stderr)
    if findings and not _run["serving"]:
        raise Abort(f"{len(findings)} to correct; nothing was built.")


on_post_build = CombinedEvent(_index_words, _write_shared_files)
