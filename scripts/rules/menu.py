"""The menu of `mkdocs.yml`: every page stands in it, every entry is a page, every part has a name in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts import yaml_source
from scripts.campaign import CONFIG, in_progress
from scripts.finding import START, Finding, finding, nearest, say
from scripts.rules import Corpus
from scripts.yaml_source import Path, YamlSource

CODES = ("NAV001", "NAV002", "NAV003")
NEEDS_DATA = True
SILENCE = False


def _entries(nav: Any, steps: Path) -> Iterator[tuple[str, Path, bool]]:  # noqa: ANN401
    """Yield (page or name of a part, way to it, whether it is a part) for everything in a menu."""
    if isinstance(nav, str):
        yield nav, steps, False
    elif isinstance(nav, list):
        for index, entry in enumerate(nav):
            yield from _entries(entry, (*steps, index))
    elif isinstance(nav, dict):
        for name, below in nav.items():
            if isinstance(below, list):
                yield str(name), (*steps, name), True
            yield from _entries(below, (*steps, name))


def _parts(source: YamlSource, parts: list[tuple[str, Path]]) -> Iterator[Finding]:
    """Yield NAV003 for a part of the menu that a language has no name for."""
    languages = source.data["extra"]["languages"]
    for index, language in enumerate(languages):
        if in_progress(language):
            continue
        names = language.get("nav_translations") or {}
        for name, _ in parts:
            if not names.get(name):
                message = say(
                    "the part «{name}» of the menu has no name in «{code}»; add it under nav_translations",
                    name=name,
                    code=language["locale"],
                )
                at = source.at(("extra", "languages", index, "nav_translations"))
                yield finding(CONFIG, at, "NAV003", message)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield NAV001 for a page outside the menu, NAV002 for an entry that is no page, NAV003 for a nameless part."""
    if not corpus.campaign.nav:
        return
    source = yaml_source.read(corpus.campaign.root / CONFIG)
    entries = list(_entries(source.data.get("nav"), ("nav",)))
    listed = {name: steps for name, steps, part in entries if not part}
    pages = {path for held in corpus.pages.values() for path in held}
    default = next(locale.code for locale in corpus.campaign.locales if locale.default)
    for path in sorted(pages - listed.keys()):
        message = say("this page is not in the menu; add «{path}» under nav in mkdocs.yml", path=path)
        holder = (
            default
            if path in corpus.pages[default]
            else next(code for code in corpus.pages if path in corpus.pages[code])
        )
        yield finding(corpus.shown(holder, path), START, "NAV001", message)
    for path in sorted(listed.keys() - pages):
        near = nearest(path, pages)
        hint = say("did you mean {near}?", near=near) if near else say("write the page, or take the entry out")
        message = say("the menu names «{path}», which is no page; {hint}", path=path, hint=hint)
        yield finding(CONFIG, source.at(listed[path]), "NAV002", message)
    yield from _parts(source, [(name, steps) for name, steps, part in entries if part])
