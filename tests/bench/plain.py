"""The same pages, built as mkdocs-material and mkdocs-static-i18n do by themselves: what ours is measured against.

Nothing of ours is in it: no template, no style sheet, no hook. Our own notations stay in the text as they are written.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import yaml

from scripts import campaign
from tests.conftest import ROOT, run


class _Loader(yaml.SafeLoader):
    """Takes `!ENV [NAME, value]` for its last value."""


_Loader.add_constructor("!ENV", lambda loader, node: (loader.construct_sequence(node) or [None])[-1])


def lay(target: Path, docs: Path | None = None, nav: bool = True) -> None:
    """Write the sources of a plain site into `target`; `docs` is where its pages are."""
    found = yaml.load((ROOT / campaign.CONFIG).read_text(encoding="utf-8"), _Loader)
    pages = docs or ROOT / "docs"
    for locale in campaign.load(ROOT).locales:
        shutil.copytree(pages / locale.code, target / "docs" / locale.code)
    config = {
        "site_name": found["site_name"],
        "site_url": "https://plain.example/",
        "theme": {"name": "material", "font": False, "language": campaign.load(ROOT).locales[0].code},
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": found["extra"]["languages"]}}],
        "markdown_extensions": ["admonition", "attr_list", "sane_lists", "tables", "pymdownx.superfences",
                                {"pymdownx.tasklist": {"clickable_checkbox": True}}],
    }  # fmt: skip
    if nav:
        config["nav"] = found["nav"]
    (target / campaign.CONFIG).write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")


def build(target: Path) -> Path:
    """Build what was laid; returns the folder of the site."""
    done = run(sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target / "site"), cwd=target)
    assert done.returncode == 0, done.stderr[-2000:]
    return target / "site"
