"""A line of letters as one outline: what Typst draws, in whole units, light enough to stand inside a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_STEP = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_MATRIX = re.compile(r"matrix\(1 0 0 -1 (\S+) (\S+)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+")


class OutlineError(ValueError):
    """A drawing is not one of letters as Typst writes it."""


class _Pen:
    """Draws on a grid of whole units without drifting: every step goes from where the pen really is."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.true = self.begun = (0.0, 0.0)
        self.at = self.at_begun = (0, 0)

    def _to(self, point: tuple[float, float]) -> tuple[int, int]:
        return round(point[0]), round(point[1])

    def _say(self, letter: str, numbers: list[int]) -> None:
        self.steps.append(
            letter + "".join(f"{' ' if index and one >= 0 else ''}{one}" for index, one in enumerate(numbers))
        )

    def jump(self, x: float, y: float) -> None:
        """Begin a glyph: its steps are told from here."""
        self.true = (x, y)

    def step(self, letter: str, numbers: list[float]) -> None:
        """Take one relative step, its heights counted upwards."""
        x, y = self.true
        if letter == "z":
            self.steps.append("z")
            self.true, self.at = self.begun, self.at_begun
            return
        if letter == "h":
            points = [(x + numbers[0], y)]
        elif letter == "v":
            points = [(x, y - numbers[0])]
        else:
            points = [(x + across, y - up) for across, up in zip(numbers[::2], numbers[1::2], strict=True)]
        self.true = points[-1]
        ends = [self._to(point) for point in points]
        if letter == "m":
            self.begun, self.at_begun = self.true, ends[-1]
            self._say("M", [*ends[-1]])
        else:
            away = [(across - self.at[0], down - self.at[1]) for across, down in ends]
            if any(pair != (0, 0) for pair in away):
                flat = {"h": [away[-1][0]], "v": [away[-1][1]]}
                self._say(letter, flat.get(letter) or [number for pair in away for number in pair])
        self.at = ends[-1]


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    for letter, numbers in _STEP.findall(path):
        yield letter, [float(one) for one in _NUMBER.findall(numbers)]


def outline(drawing: bytes) -> tuple[str, int, int]:
    """Return the path of all letters of an SVG drawing by Typst, its width and its height. Raises OutlineError."""
    root = etree.fromstring(drawing)  # noqa: S314 - made by Typst, in this process
    glyphs = {f"#{one.get('id')}": one.find(f"{_SVG}path").get("d") for one in root.iter(f"{_SVG}symbol")}
    pen = _Pen()
    for group in root.iter(f"{_SVG}g"):
        uses = group.findall(f"{_SVG}use")
        if not uses:
            continue
        found = _MATRIX.fullmatch(group.get("transform") or "")
        if not found:
            raise OutlineError(group.get("transform"))
        left, base = map(float, found.groups())
        for use in uses:
            pen.jump(left + float(use.get("x", 0)), base - float(use.get("y", 0)))
            for letter, numbers in _steps(glyphs[use.get(_HREF)]):
                if letter == "M" and not any(numbers):
                    continue  # every glyph begins at its origin
                if letter not in "mlhvqcZ":
                    raise OutlineError(letter)
                pen.step(letter.lower(), numbers)
    _, _, width, height = map(float, root.get("viewBox").split())
    return "".join(pen.steps), round(width), round(height)
