"""The campaign's face, made of its name, its mark and its palette: the icons of the site and the name as a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from scripts.campaign import Locale
from scripts.glyph_outline import outline
from scripts.palette import Palette
from scripts.sheets import faces
from scripts.sheets.engine import Engine

IMAGES = "assets/images"  # of the built site
ICON, TOUCH = f"{IMAGES}/icon.svg", f"{IMAGES}/icon-180.png"
_MARK = "icons/mark.svg"
_VIEW = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_MARGIN = 5  # around the mark in the icon, of 32


class Outline(NamedTuple):
    """A name as one path, in a box of `width` × `height`."""

    path: str
    width: int
    height: int

    @property
    def inline(self) -> str:
        """Return the picture to stand inside a page beside the name in letters, in the colour of the words there."""
        return self._svg('aria-hidden="true" focusable="false" fill="currentColor"')

    def file(self, name: str, palette: Palette) -> str:
        """Return the picture as a file of its own, in the campaign's colour for each scheme."""
        light, dark = (colours.get("action", "currentColor") for colours in palette.schemes)
        style = f"<style>@media (prefers-color-scheme: dark) {{ path {{ fill: {dark} }} }}</style>"
        return self._svg(f'role="img" fill="{light}"', f"<title>{escape(name)}</title>{style}") + "\n"

    def _svg(self, attributes: str, inside: str = "") -> str:
        box = f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" class="wordmark" {box} {attributes}>'
        return f'{head}{inside}<path d="{self.path}"/></svg>'


def _data(engine: Engine, locale: Locale, palette: Palette) -> dict[str, object]:
    return faces.of(engine, locale) | {"site": locale.site_name, "palette": dict(palette.light)}


def wordmark(engine: Engine, locale: Locale) -> Outline:
    """Return the campaign's name in a language, as outlines. Raises PrintError where no font can show it."""
    data = _data(engine, locale, Palette())
    engine.make("glyphs.typ", data | {"titles": []})  # refuses a letter that a picture would show as a box
    return Outline(*outline(engine.make("wordmark.typ", data, "svg")))


def icon(engine: Engine, palette: Palette) -> str:
    """Return the icon of the site: the mark in the bright colour, on the campaign's."""
    mark = engine.templates[_MARK].decode()
    size = int(_VIEW.search(mark).group(1))
    inner = size - 2 * _MARGIN
    ground, paint = palette.light.get("brand", "#000000"), palette.light.get("sun", "#ffffff")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" rx="{size // 4}" fill="{ground}"/>'
        f'<g fill="{paint}" fill-rule="evenodd" transform="translate({_MARGIN} {_MARGIN}) scale({inner / size:g})">'
        f"{_BODY.search(mark).group(1)}</g></svg>\n"
    )


def files(
    engine: Engine, locales: Mapping[str, Locale], names: Mapping[str, Outline], palette: Palette
) -> dict[str, bytes]:
    """Return the pictures to write into the site, by address; `names` are those of the languages. Raises PrintError."""
    found = {ICON: icon(engine, palette).encode()}
    found[TOUCH] = engine.make("touch.typ", _data(engine, next(iter(locales.values())), palette), "png")
    for code, locale in locales.items():
        found[f"{IMAGES}/wordmark-{code}.svg"] = names[code].file(locale.site_name, palette).encode()
    return found
