"""The last step of a build: the pages of a folder made light, and each told what it may load."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from scripts.delivery import styles
from scripts.delivery.bundles import Page, bundled, read_page, resolved
from scripts.delivery.lighter import lighter
from scripts.delivery.policy import told
from scripts.side_by_side import mapped

# Bytes of the largest style sheet that stands in its pages. It saves the phone a request before it can show anything:
# 0.6 s of 1.4 on slow 3G, for some 3 kB on each further page (`make bench`).
INLINE = 24_000


def finish(site: Path, templates: Iterable[Path] = (), trusted: Iterable[str] = (), inline: int = INLINE) -> None:
    """Rewrite the pages of `site`.

    `templates` are what is written into pages later: the rules for it are kept. `trusted` are texts of styles that
    stand in pages already, by our hand.
    """

    @functools.cache
    def read(path: str) -> str:
        file = site / path
        return file.read_text(encoding="utf-8") if path and file.is_file() else ""

    def page(path: str) -> Page:
        return read_page(path, lighter((site / path).read_text(encoding="utf-8")), read)

    paths = sorted(one.relative_to(site).as_posix() for one in site.rglob("*.html"))
    kept = set().union(*(styles.names_in(one.read_text(encoding="utf-8")) for one in templates))
    found = bundled(dict(zip(paths, mapped(page, paths), strict=True)), read, kept, inline)
    for path, text in found.sheets.items():
        (site / path).write_text(text, encoding="utf-8", newline="")
    read.cache_clear()

    def write(path: str) -> None:
        whole = told(found.pages[path], lambda address: read(resolved(path, address)), {*trusted, *found.inline})
        (site / path).write_text(whole, encoding="utf-8", newline="")

    mapped(write, paths)
