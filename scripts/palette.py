"""The palette: the colours that the base style sheet names, in both schemes, and how far they stand out.

That sheet is the one place where colours are chosen: share cards, icons and the pages without a theme read it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHEET = Path("assets", "css", "base.css")  # of the folder of pages
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = r":root\s*\{([^}]*)\}"
_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{\s*" + _ROOT)
_COLOUR = re.compile(r"--([\w-]+)\s*:\s*#([0-9a-f]{6}|[0-9a-f]{3})\s*[;}]?", re.IGNORECASE)
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

    def css(self) -> str:
        """Return the palette as a style sheet, for a page that brings all its own style."""
        changed = {name: value for name, value in self.dark.items() if value != self.light.get(name)}
        return f"{_rule(self.light)}\n@media (prefers-color-scheme: dark) {{ {_rule(changed)} }}\n"


def _rule(colours: Mapping[str, str]) -> str:
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in colours.items())} }}"


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


def _luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 to 1 (WCAG 2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as `#0c4a52`, from 1 to 21 (WCAG 2)."""
    least, most = sorted((_luminance(one), _luminance(other)))
    return (most + 0.05) / (least + 0.05)


def least(colours: Mapping[str, str], text: str, grounds: Iterable[str]) -> float:
    """Return the contrast of the colour named `text` on the worst of `grounds`. Raises KeyError for no colour."""
    return min(contrast(colours[text], colours[ground]) for ground in grounds)
