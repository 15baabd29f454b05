"""The words of `data/` are held to the same language as those of pages: readers see them side by side.

A text of a channel is read where it stands in its file, as if it were a paragraph of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from scripts import data_check, yaml_source
from scripts.blocks import Block, mask
from scripts.campaign import Locale
from scripts.finding import Finding, Position
from scripts.rules import Corpus, View, for_language
from scripts.source_page import SourcePage
from scripts.yaml_source import YamlError

CODES = ()  # those of the rules on words
NEEDS_DATA = True
_FAMILIES = ("GEN001", "GEN003", "GEN004", "ARA", "BID", "QUO", "TRM002")
_KEYS = frozenset({"for", "not_for", "after", "know", "note", "steps"})  # the rest are names, and the words of laws


class _Words(View):
    """A file of data as the rules look at a page: only the words of one language, each in its place."""

    __slots__ = ()

    @property
    def shown(self) -> str:
        """Return the file's path as findings show it."""
        return self.path


def _texts(data: object, locale: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (way, text) for every text in a language that readers see."""
    for steps, value in data_check.walk(data):
        if isinstance(value, str) and locale in steps[-2:] and not _KEYS.isdisjoint(steps):
            yield steps, value


def _page(text: str, source: yaml_source.YamlSource, locale: str) -> SourcePage:
    """Return a page whose blocks are the texts of a language, each where it stands in the file."""
    lines, page = text.split("\n"), SourcePage({}, source, body=text)
    blocks = []
    for steps, value in _texts(source.data, locale):
        at = source.at(steps)
        column = lines[at.line - 1].find(value, at.col - 1)
        if column >= 0:  # elsewhere than on its key's line, a text has no place that a finding could name
            blocks.append(Block("paragraph", Position(at.line, column + 1), mask(value)))
    page.__dict__["blocks"] = blocks  # in the place of those that would be read from its body
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
    for locale in corpus.campaign.locales:
        yield locale, _page(text, source, locale.code)


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
