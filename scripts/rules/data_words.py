"""The words of `data/` are held to the same language as those of pages: readers see them side by side.

A text of a channel is read where it stands in its file, as if it were a paragraph of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from scripts import data_check, languages, yaml_source
from scripts.blocks import Block, mask
from scripts.campaign import Locale
from scripts.finding import Finding, Position
from scripts.rules import Corpus, View, for_language
from scripts.source_page import SourcePage
from scripts.yaml_source import YamlError

CODES = ()  # those of the rules on words
NEEDS_DATA = True
_FAMILIES = ("GEN001", "GEN003", "GEN004", "ARA", "BID", "QUO", "TRM002")
_JOINERS = re.compile("[\u200c\u200d]")
_KEYS = frozenset({"for", "not_for", "after", "know", "note", "steps"})  # the rest are names, and the words of laws


class _Words(View):
    """A file of data as the rules look at a page: only the words of one language, each in its place."""

    __slots__ = ()

    @property
    def shown(self) -> str:
        """Return the file's path as findings show it."""
        return self.path


def _placed(
    lines: list[str], source: yaml_source.YamlSource, locale: str
) -> Iterator[tuple[tuple[str | int, ...], Position, str]]:
    """Yield (way, place, text) for every text in a language.

    Elsewhere than on its key's line, a text has no place that a finding could name.
    """
    for steps, value in data_check.walk(source.data):
        if isinstance(value, str) and locale in steps[-2:]:
            at = source.at(steps)
            column = lines[at.line - 1].find(value, at.col - 1)
            if column >= 0:
                yield steps, Position(at.line, column + 1), value


def _without_joiners(text: str, source: yaml_source.YamlSource, locales: tuple[Locale, ...]) -> str:
    """Return a file as a language reads it that has no joiners: those of the others' words are theirs."""
    lines = text.split("\n")
    for locale in locales:
        if languages.of(locale.code).joiners:
            for _, at, value in _placed(lines, source, locale.code):
                line, begin = lines[at.line - 1], at.col - 1
                lines[at.line - 1] = line[:begin] + _JOINERS.sub("-", value) + line[begin + len(value) :]
    return "\n".join(lines)


def _page(text: str, body: str, source: yaml_source.YamlSource, locale: str) -> SourcePage:
    """Return a page whose blocks are the texts of a language that readers see, each where it stands in the file."""
    page = SourcePage({}, source, body=body)
    placed = _placed(text.split("\n"), source, locale)
    # in the place of those that would be read from its body
    page.__dict__["blocks"] = [
        Block("paragraph", at, mask(value)) for steps, at, value in placed if not _KEYS.isdisjoint(steps)
    ]
    return page


def _files(root: Path) -> Iterator[Path]:
    yield from sorted((root / "data" / "channels").glob("*.yml"))
    yield root / "data" / "platforms.yml"


def _is_of_words(rule: ModuleType) -> bool:
    return hasattr(rule, "check_page") and any(code.startswith(_FAMILIES) for code in rule.CODES)


def _read(corpus: Corpus, path: Path) -> Iterator[tuple[Locale, SourcePage]]:
    try:
        text = path.read_text(encoding="utf-8")
        source = yaml_source.parse(text)
    except (OSError, UnicodeDecodeError, YamlError):
        return  # the library says why
    plain = _without_joiners(text, source, corpus.campaign.locales)
    for locale in corpus.campaign.locales:
        body = text if languages.of(locale.code).joiners else plain
        yield locale, _page(text, body, source, locale.code)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield what the rules on words find in the texts of channels and platforms."""
    rules = {
        locale.code: [one for one in for_language(locale.code) if _is_of_words(one)]
        for locale in corpus.campaign.locales
    }
    for path in _files(corpus.campaign.root):
        for locale, page in _read(corpus, path):
            view = _Words(locale, corpus.campaign.relative(path), page, corpus)
            for rule in rules[locale.code]:
                yield from rule.check_page(view)
