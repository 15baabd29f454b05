"""Share cards: the picture (1200 × 630) that messengers and networks show beside a link to a page."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from scripts.campaign import Campaign
from scripts.locale_build import LocaleBuild
from scripts.palette import Palette
from scripts.sheets import faces, numbers
from scripts.sheets.engine import Engine, MissingGlyphError, PrintError

FOLDER = "share"  # of the built site


def address(locale: str, path: str) -> str:
    """Return the address, inside the site, of the card of a page: `share/fr/now/report.png`."""
    return f"{FOLDER}/{locale}/{path.removesuffix('.md')}.png"


def _data(engine: Engine, build: LocaleBuild, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the card of a page shows: the campaign, the page's title, the acts and the red lines."""
    strings, rtl = build.context.strings, build.context.rtl
    words = {
        key: [numbers.runs(build.words(one), rtl) for one in strings[key]] for key in ("print_acts", "print_red_lines")
    }
    site = numbers.runs(build.locale.site_name, rtl)
    return faces.of(engine, build.locale) | {
        "site": build.locale.site_name,
        "site-runs": site,
        "title": site if meta.get("kind") == "home" else numbers.runs(build.words(meta.get("title")), rtl),
        "words": words,
    }


def cards(
    engine: Engine, build: LocaleBuild, pages: Mapping[str, Mapping[str, Any]], campaign: Campaign, palette: Palette
) -> dict[str, bytes | PrintError]:
    """Return the PNG of each page of a language, or what keeps it from being drawn, by path.

    `pages` maps paths to front matter; the icons are the campaign's, the colours those of its light scheme.
    """
    icons = {"acts": [*campaign.icons.acts], "red_lines": [*campaign.icons.red_lines]}
    look = {"icons": icons, "palette": dict(palette.light)}
    wanted = {path: _data(engine, build, meta) | look for path, meta in pages.items()}

    def draw(data: dict[str, Any]) -> bytes | PrintError:
        try:
            return engine.make("share.typ", data, "png")
        except PrintError as error:
            return error

    with ThreadPoolExecutor() as pool:
        made = dict(zip(wanted, pool.map(draw, wanted.values()), strict=True))
    try:
        base = faces.of(engine, build.locale) | {"site": build.locale.site_name}
        engine.make("glyphs.typ", base | {"titles": [data["title"] for data in wanted.values()]})
    except MissingGlyphError as error:
        made |= {path: error for path, meta in pages.items() if error.text in str(meta.get("title"))}
    return made
