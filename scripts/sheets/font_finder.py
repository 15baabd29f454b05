"""A free font for a script, among those of this computer: a printed sheet takes its letters from the project alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts import font_file
from scripts.languages import writing
from scripts.sheets import faces
from scripts.sheets.engine import Engine

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
_HOME = (Path(".local/share/fonts"), Path(".fonts"), Path("Library/Fonts"))  # of the person's own folder
_FAMILIES = ("NotoSans", "NotoSerif")
_CUTS = ("Regular", "Bold")


def _folders() -> Iterator[Path]:
    yield from FOLDERS
    try:
        yield from (Path.home() / one for one in _HOME)
    except RuntimeError:  # nobody's computer
        return


def _free(name: str) -> dict[str, bytes]:
    """Return the files of a family, by name, that stand under a free licence."""
    found: dict[str, bytes] = {}
    for cut in _CUTS:
        paths = (path for folder in _folders() if folder.is_dir() for path in sorted(folder.rglob(f"{name}-{cut}.ttf")))
        content = next((content for path in paths if font_file.is_free(content := path.read_bytes())), None)
        if content:
            found[f"{name}-{cut}.ttf"] = content
    return found


def _licence(name: str, fonts: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the licence of a family as a file: its own copyright, the text of the licence of the other fonts."""
    text = next(iter(sorted(folder.glob("OFL-*.txt"))), None)
    if text is None:
        return {}
    owner = font_file.names(next(iter(fonts.values()))).get(font_file.COPYRIGHT, "")
    return {f"OFL-{name}.txt": f"{owner}\n{text.read_text(encoding='utf-8').partition(chr(10))[2]}".encode()}


def family(code: str) -> str:
    """Return the name of a family of fonts for the script of a language, as people look for it: Noto Sans Hebrew."""
    return f"Noto Sans {writing.of_language(code).capitalize()}"


def missing(engine: Engine, code: str) -> bool:
    """Return whether the project has no font for a language."""
    return not faces.families(engine, code)


def find(engine: Engine, code: str) -> dict[str, bytes]:
    """Return the files, by name, of a free font of this computer for the script of a language; none if it has none."""
    script = writing.of_language(code).capitalize()
    for start in _FAMILIES if script else ():
        if fonts := _free(f"{start}{script}"):
            return fonts | _licence(f"{start}{script}", fonts, engine.folder / "fonts")
    return {}
