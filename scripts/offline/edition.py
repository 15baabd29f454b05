"""The offline edition: the built site, every page and PDF, as files that open from a disk, a stick or any server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scripts.offline import page

SITE = "site"  # the folder of the site in the edition
START, README = "START.html", "README.txt"
TEXT = "text"  # the folder of the text-only files: they say their day themselves
_STYLE = "assets/offline/note.css"
# What only a web server, a search engine or a messenger reads.
_FOR_THE_WEB = ("404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "CNAME", ".nojekyll")
_FOLDERS_FOR_THE_WEB = ("share/", ".well-known/")
_SOURCE_MAP = re.compile(rb"\n?(?://# sourceMappingURL=[^\n]*|/\*# sourceMappingURL=[^*]*\*/)\s*$")


def read(site: Path) -> dict[str, bytes]:
    """Return every file of a built site, by path. Raises OSError."""
    return {one.relative_to(site).as_posix(): one.read_bytes() for one in sorted(site.rglob("*")) if one.is_file()}


def _kept(site: Mapping[str, bytes]) -> Iterator[str]:
    for path in site:
        web = path in _FOR_THE_WEB or path.startswith(_FOLDERS_FOR_THE_WEB) or path.endswith(".map")
        if not web:
            yield path


def files(site: Mapping[str, bytes], home: str, note: Callable[[str], str]) -> dict[str, bytes]:
    """Return the files of the edition's site, by path.

    `home` is the address that the built site gives itself, with its last slash; `note` returns the line on the age
    of the copy in a language, '' for a language that has none.
    """
    kept = list(_kept(site))
    known = frozenset(kept)
    found = {_STYLE: (Path(__file__).parent / "note.css").read_bytes()}
    for path in kept:
        content = site[path]
        if path.endswith(".html"):
            text = content.decode()
            top = "../" * path.count("/")
            dated = path.startswith(f"{TEXT}/")
            head = [] if dated else [f'<link rel="stylesheet" href="{top}{_STYLE}">']
            notes = "" if dated else "".join(map(note, page.languages(text)))
            found[path] = page.from_disk(text, path, known, home, head, notes).encode()
        elif path.endswith((".js", ".css")):
            found[path] = _SOURCE_MAP.sub(b"\n", content)
        else:
            found[path] = content
    return found
