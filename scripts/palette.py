"""The palette: the colours that the campaign chooses, in both schemes, and how far they stand out.

Their sheet is the one place where colours are chosen: share cards, icons and the pages without a theme read it too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from scripts.campaign import Promise

SHEET = Path("assets", "css", "palette.css")  # of the folder of pages
PLAIN = Path("assets", "css", "plain.css")  # the one sheet of the pages without the frame of the site
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = r":root\s*\{([^}]*)\}"
_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{\s*" + _ROOT)
_COLOUR = re.compile(r"--([\w-]+)\s*:\s*#([0-9a-f]{6}|[0-9a-f]{3})\s*[;}]?", re.IGNORECASE)
_USED = re.compile(r"var\(--([\w-]+)\)")
_SHORT = 3  # digits of a colour such as #fff


def _colours(rule: str) -> dict[str, str]:
    """Return the colours that a rule names, in six digits."""
    found = {}
    for name, digits in _COLOUR.findall(rule):
        found[name] = "#" + ("".join(2 * one for one in digits) if len(digits) == _SHORT else digits).lower()
    return found


@dataclass(frozen=True)
class Palette:
    """The colours by name, in the light scheme and in the dark one; both have the same names."""

    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)

    @property
    def schemes(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the light scheme and the dark one."""
        return self.light, self.dark

    def under(self, sheet: str) -> str:
        """Return `sheet` behind the colours it names, for a page that loads no other style sheet."""
        used = set(_USED.findall(sheet))
        light = {name: value for name, value in self.light.items() if name in used}
        dark = {name: value for name, value in self.dark.items() if name in used and value != light.get(name)}
        declared = f"{_rule(light, 'color-scheme: light dark; ')}\n"
        return f"{declared}@media (prefers-color-scheme: dark) {{ {_rule(dark)} }}\n{sheet}"


def _rule(colours: Mapping[str, str], first: str = "") -> str:
    return f":root {{ {first}{' '.join(f'--{name}: {value};' for name, value in colours.items())} }}"


def parse(sheet: str) -> Palette:
    """Return the palette that a style sheet declares on `:root`, the dark one in its media query."""
    sheet = _COMMENT.sub("", sheet)
    dark = _DARK.search(sheet)
    light = re.search(_ROOT, _DARK.sub("", sheet))
    first = _colours(light.group(1)) if light else {}
    return Palette(first, first | (_colours(dark.group(1)) if dark else {}))


def read(docs: Path) -> Palette:
    """Return the palette of the pages in `docs`; an empty one where there is no such sheet."""
    try:
        return parse((docs / SHEET).read_text(encoding="utf-8"))
    except OSError:
        return Palette()


def plain(docs: Path, more: str = "") -> str:
    """Return the style of the pages without the frame, `more` after it; '' where there is none."""
    try:
        sheet = (docs / PLAIN).read_text(encoding="utf-8")
    except OSError:
        return ""
    return read(docs).under(sheet + more)


def _luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 to 1 (WCAG 2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as `#123456`, from 1 to 21 (WCAG 2)."""
    least, most = sorted((_luminance(one), _luminance(other)))
    return (most + 0.05) / (least + 0.05)


class Measured(NamedTuple):
    """How far the colour `of` stands out over the colour `over`, in each scheme, and what was promised."""

    of: str
    over: str
    least: float
    light: float
    dark: float

    @property
    def worst(self) -> float:
        """Return the contrast in the scheme that has less of it."""
        return min(self.light, self.dark)


def measured(palette: Palette, promises: Iterable[Promise]) -> list[Measured]:
    """Return every pair of colours of which something is promised; those that the palette has."""
    found = []
    for promise in promises:
        for of, over in itertools.product(promise.of, promise.over):
            if of in palette.light and over in palette.light:
                values = (contrast(colours[of], colours[over]) for colours in palette.schemes)
                found.append(Measured(of, over, promise.least, *values))
    return found
