"""Typst, in process: data in, PDF or picture out, from a cache when nothing has changed. No network, no system font."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import typst

from scripts import atomic
from scripts.campaign import icon_files
from scripts.finding import say
from scripts.sheets import pdf_text

FORMS: dict[str, dict[str, Any]] = {
    "pdf": {"format": "pdf", "pdf_standards": ["ua-1"]},
    "png": {"format": "png", "ppi": 72.0},  # one point is one pixel
    "svg": {"format": "svg"},  # letters as outlines
}
_WEEK = 7 * 24 * 3600
_TYPST_REMEMBERS = 11  # documents after which Typst drops a layout that was not asked for again
_REMEMBERED = 4  # documents after which we make it do so
_TOO_LONG = re.compile(r"TOO-LONG ([\d.]+) ([\w-]+)")
_GLYPH = re.compile(r"the text [`\"]*(.+?)[`\"]* could not be displayed")


class PrintError(Exception):
    """A sheet cannot be printed; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooLongError(PrintError):
    """The text does not fit, by `excess` millimetres in all, on the page of language `locale`."""

    def __init__(self, excess: float, locale: str) -> None:
        super().__init__(say("{excess} mm too long", excess=f"{excess:g}"))
        self.excess, self.locale = excess, locale


class MissingGlyphError(PrintError):
    """The fonts have no glyph for `text`."""

    def __init__(self, text: str) -> None:
        super().__init__(say("no font has «{text}»", text=text))
        self.text = text


@dataclass
class Engine:
    """`folder` holds the templates (`*.typ`) and `fonts/`; `cache`, what was made before; None for no cache.

    Templates find the icons of the site, which lie beside that folder, as `icons/name.svg`.
    """

    folder: Path
    cache: Path | None
    compiled: int = 0
    used: set[Path] = field(default_factory=set)
    faces: dict[str, list[str]] = field(default_factory=dict)  # the fonts of each language: scripts/sheets/faces.py

    @functools.cached_property
    def templates(self) -> dict[str, bytes]:
        """Return the templates and the icons they draw, by name."""
        found = icon_files(self.folder.parent)
        icons = {f"icons/{name}.svg": path.read_bytes() for name, path in found.items()}
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob("*.typ"))} | icons

    @functools.cached_property
    def fonts(self) -> typst.Fonts:
        """Return the vendored fonts, and no other."""
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.folder / "fonts")]
        )

    @functools.cached_property
    def _base(self) -> bytes:
        """Return a digest of all that every sheet depends on besides its own data."""
        digest = hashlib.sha256(f"{typst.__version__} {pikepdf.__version__}".encode())
        digest.update(Path(pdf_text.__file__).read_bytes())
        fonts = {path.name: path.read_bytes() for path in sorted((self.folder / "fonts").glob("*.ttf"))}
        for name, content in (self.templates | fonts).items():
            digest.update(f"{name} {len(content)} ".encode())
            digest.update(content)
        return digest.digest()

    def key(self, main: str, data: Mapping[str, Any]) -> str:
        """Return the name under which the result is kept: a digest of everything that it depends on."""
        content = json.dumps([main, data], ensure_ascii=False, sort_keys=True).encode()
        return hashlib.sha256(self._base + content).hexdigest()[:32]

    def kept(self, name: str) -> bytes | None:
        """Return what the cache holds under `name`."""
        if self.cache is None:
            return None
        try:
            kept = (self.cache / name).read_bytes()
        except OSError:
            return None
        digest, content = kept[:32], kept[32:]
        self.used.add(self.cache / name)
        return content if hashlib.sha256(content).digest() == digest else None

    def keep(self, name: str, content: bytes) -> None:
        """Put `content` into the cache behind its digest; a cache that cannot be written is done without."""
        if self.cache is not None:
            with contextlib.suppress(OSError):
                atomic.write(self.cache / name, hashlib.sha256(content).digest() + content)
                self.used.add(self.cache / name)

    def make(self, main: str, data: Mapping[str, Any], form: str = "pdf", when: int = 0) -> bytes:
        """Fill the template `main` with `data`; returns a PDF (PDF/UA-1), a PNG of one pixel per point, or an SVG.

        `when` is the document's date, in seconds since 1970. Raises PrintError.
        """
        name = f"{self.key(main, {'data': data, 'when': when})}.{form}"
        content = self.kept(name)
        if content is None:
            content = self._compile(main, data, form, when)
            self.keep(name, content)
        return content

    def _compile(self, main: str, data: Mapping[str, Any], form: str, when: int) -> bytes:
        files = self.templates | {
            "data.json": json.dumps(data, ensure_ascii=False).encode(),
            "main.typ": self.templates[main],
        }
        self._forget()
        try:
            content, warnings = typst.compile_with_warnings(
                files, font_paths=self.fonts, ignore_system_fonts=True, timestamp=when, **FORMS[form]
            )
        except typst.TypstError as error:
            raise _explained(error) from None
        if warnings:
            raise PrintError("; ".join(" ".join(str(one).split()) for one in warnings))
        return pdf_text.packed(content) if form == "pdf" else content

    def _forget(self) -> None:
        """Make Typst let go of what it remembers: it keeps the layouts of the last ten documents, 10 to 30 MB each."""
        self.compiled += 1
        if self.compiled % _REMEMBERED == 0:
            for _ in range(_TYPST_REMEMBERS):
                typst.compile({"main.typ": b""}, font_paths=self.fonts, ignore_system_fonts=True)

    def forget_old(self) -> None:
        """Take out of the cache what this run did not need and no run needed for a week."""
        for path in self.cache.iterdir() if self.cache and self.cache.is_dir() else ():
            with contextlib.suppress(OSError):  # another build may be at it
                if path in self.used:
                    os.utime(path)
                elif path.stat().st_mtime < time.time() - _WEEK:
                    path.unlink()


def _explained(error: typst.TypstError) -> PrintError:
    """Return what Typst says as an error of ours."""
    message = " ".join(str(part) for part in (error.message, *(error.hints or ())))
    if found := _TOO_LONG.search(message):
        return TooLongError(float(found.group(1)), found.group(2))
    if found := _GLYPH.search(message):
        return MissingGlyphError(found.group(1))
    return PrintError(" ".join([message, *map(str, error.trace or ())]))
