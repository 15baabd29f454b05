"""The checks on the sources, one module per rule; those of one language are in `rules/` of its folder.

A module names its codes in `CODES` and has one of: `check_page(view)`, for what one page tells; `check_group(group)`,
for what a page tells beside its alternates; `check(corpus)`, for what takes every page. Each yields findings.
`LEVEL = WARNING`: stops nothing. `SILENCE = False`: no comment can let it pass. `NEEDS_DATA = True`: it speaks of the
content model of this project, and keeps silent in a project without a folder `data/`. `NAMED`: languages may give the
findings a code of their own, by that name; `CODES[-1]` is that of all others.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import ModuleType

from scripts import alignment, campaign, languages, library, suppressions
from scripts.alignment import Edits, Twin
from scripts.campaign import Campaign, CampaignError, Locale
from scripts.finding import WARNING, Finding, Fix, Position, finding, say
from scripts.languages import Language
from scripts.library import Library
from scripts.side_by_side import mapped
from scripts.source_page import PageError, SourcePage, read

ASSETS = "assets"


@dataclass(eq=False)  # one is like no other
class Corpus:
    """Everything a rule may look at; `pages` maps locale codes to relative paths to pages.

    A `partial` corpus holds the pages asked for; `page` reads any other when a rule asks for it.
    """

    campaign: Campaign
    library: Library
    pages: dict[str, dict[str, SourcePage]]
    findings: list[Finding]
    partial: bool = False
    _others: dict[tuple[str, str], SourcePage | None] = field(default_factory=dict)

    def cards(self, page: SourcePage) -> list[str]:
        """Return the ids of the channels whose cards a page shows."""
        groups = [mention.name for mention in page.mentions if mention.scheme == "channels"]
        return [channel["id"] for group in groups for channel in self.library.channel_group(group)]

    def shown(self, locale: str, path: str) -> str:
        """Return a page's path as findings show it."""
        return f"{self.campaign.relative(self.campaign.docs)}/{locale}/{path}"

    def page(self, locale: str, path: str) -> SourcePage | None:
        """Return a page of the site, or None where there is none."""
        if path in self.pages[locale] or not self.partial:
            return self.pages[locale].get(path)
        if (locale, path) not in self._others:
            file = self.campaign.docs / locale / path
            found = _read(self, file, []) if path.endswith(".md") and file.is_file() else None
            self._others[locale, path] = found
        return self._others[locale, path]

    def paths(self, locale: str) -> Iterable[str]:
        """Return the paths of every page of a language."""
        return _paths(self.campaign.docs / locale) if self.partial else self.pages[locale]

    def __iter__(self) -> Iterator[tuple[str, str, SourcePage]]:
        """Yield (locale code, shown path, page) for every page that could be read."""
        for locale, pages in self.pages.items():
            for path, page in pages.items():
                yield locale, self.shown(locale, path), page


@dataclass(frozen=True, slots=True)
class View:
    """One page in one language, as the rules look at it."""

    locale: Locale
    path: str
    page: SourcePage
    corpus: Corpus

    @property
    def shown(self) -> str:
        """Return the page's path as findings show it."""
        return self.corpus.shown(self.locale.code, self.path)

    @property
    def language(self) -> Language:
        """Return what the machine knows of the page's language."""
        return languages.of(self.locale.code)

    def say_at(self, at: Position, code: str, message: str, fix: Fix | None = None) -> Finding:
        """Return a finding on this page."""
        return finding(self.shown, at, code, message, fix)


@dataclass(frozen=True)
class Group:
    """One page in all the languages that have it and could be read, the default language first."""

    path: str
    views: list[View]

    @functools.cached_property
    def edits(self) -> Edits:
        """Return which language was edited since all were last read together."""
        return Edits(self)

    @functools.cached_property
    def twins(self) -> list[Twin]:
        """Return every section beside the same one in the default language."""
        return list(alignment.twins(self))

    def pairs(self) -> Iterator[tuple[View, View]]:
        """Yield (other, first) for every language but the first."""
        for view in self.views[1:]:
            yield view, self.views[0]


def _paths(folder: Path) -> list[str]:
    """Return the paths of the pages of a folder, sorted; an editor's own files (`.…`) are none, as in mkdocs."""
    found = sorted(folder.rglob("*.md")) if folder.is_dir() else []
    return [path.relative_to(folder).as_posix() for path in found if not path.name.startswith(".")]


def _read(corpus: Corpus, path: Path, findings: list[Finding]) -> SourcePage:
    """Return a page; one that cannot be read is empty, and a finding."""
    shown = corpus.campaign.relative(path)
    try:
        content = path.read_bytes()
        return read(content.decode(), bare=not corpus.campaign.has_data)
    except PageError as error:
        findings.append(finding(shown, error.at, "FM001", error.message))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = say("line {line} is not UTF-8 text; save the file as UTF-8", line=line)
        findings.append(Finding(shown, line, 1, "TXT001", message))
    except OSError as error:
        message = say("cannot be read ({why}); make it an ordinary file", why=error.strerror)
        findings.append(Finding(shown, 1, 1, "TXT001", message))
    return SourcePage({}, None)


def read_corpus(of: Campaign, facts: Library, only: Iterable[str] | None = None) -> Corpus:
    """Read every page of every locale, or `only` some paths; pages that cannot be read become findings."""
    corpus = Corpus(of, facts, {}, [], partial=only is not None)
    wanted = None if only is None else sorted(set(only))
    for locale in of.locales:
        folder = of.docs / locale.code
        names = _paths(folder) if wanted is None else [path for path in wanted if (folder / path).is_file()]
        corpus.pages[locale.code] = {name: _read(corpus, folder / name, corpus.findings) for name in names}
    return corpus


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """Return every rule: the modules of this package in the order of their names, then those of each language."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return (*(importlib.import_module(f"{__name__}.{name}") for name in names), *languages.rules())


def codes(locale: str) -> frozenset[str]:
    """Return the codes of what may be found on the pages of a locale."""
    own = languages.of(locale).codes
    found: set[str] = set()
    for rule in for_language(locale):
        found.update([own.get(rule.NAMED, rule.CODES[-1])] if hasattr(rule, "NAMED") else rule.CODES)
    return frozenset(found)


def warnings() -> frozenset[str]:
    """Return the codes that stop nothing."""
    return frozenset(code for one in modules() if getattr(one, "LEVEL", None) == WARNING for code in one.CODES)


def stopping(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop a build."""
    passing = warnings()
    return [one for one in findings if one.code not in passing]


def for_language(code: str) -> Iterator[ModuleType]:
    """Yield the rules that hold for the pages of a locale: those of every language, and its own."""
    own = languages.base(code)
    yield from (one for one in modules() if languages.rules().get(one, own) == own)


@functools.cache
def _speaking(kind: str, has_data: bool, locale: str | None) -> tuple[Callable[..., Iterator[Finding]], ...]:
    found = modules() if locale is None else for_language(locale)
    return tuple(
        getattr(one, kind) for one in found if hasattr(one, kind) and (has_data or not hasattr(one, "NEEDS_DATA"))
    )


def _in_use(corpus: Corpus, kind: str, locale: str | None = None) -> tuple[Callable[..., Iterator[Finding]], ...]:
    return _speaking(kind, corpus.campaign.has_data, locale)


def _groups(corpus: Corpus) -> Iterator[list[View]]:
    """Yield the views of each path."""
    locales = corpus.campaign.locales
    for path in sorted({path for pages in corpus.pages.values() for path in pages}):
        held = [(locale, corpus.pages[locale.code].get(path)) for locale in locales]
        yield [View(locale, path, page, corpus) for locale, page in held if page is not None]


def check_page(view: View) -> set[Finding]:
    """Return what the rules that look at one page alone find on a page that can be read."""
    found: set[Finding] = set()
    for rule in _in_use(view.corpus, "check_page", view.locale.code):
        found.update(islice(rule(view), _MOST))
    return found


def _check_group(corpus: Corpus, views: list[View]) -> set[Finding]:
    """Run the rules that look at a page, or at its alternates, on the pages of one path."""
    found: set[Finding] = set()
    readable = [view for view in views if view.page.front_matter is not None]
    for view in readable:
        found |= check_page(view)
    group = Group(views[0].path, readable)
    for rule in _in_use(corpus, "check_group"):
        found.update(islice(rule(group), _MOST))
    for view in readable:
        found = suppressions.settle(view, found)
        view.page.release()
    return found


_MOST = 500  # findings of one rule on one page: who has corrected these may ask for more
_MANY = 200  # pages for which it pays to start other processes


def check(corpus: Corpus, only: Collection[str] | None = None, workers: int = 1) -> list[Finding]:
    """Run every rule on every page, or on `only` some of those read; returns the findings, sorted, each once.

    `workers` is how many processes may share the work of a large site.
    """
    findings = {*corpus.library.findings, *corpus.findings}
    groups = [views for views in _groups(corpus) if only is None or views[0].path in only]
    findings |= set().union(*mapped(lambda views: _check_group(corpus, views), groups, workers, _MANY))
    for rule in () if corpus.partial else _in_use(corpus, "check"):
        findings.update(rule(corpus))
    off = corpus.campaign.off
    return sorted(one for one in findings if not one.code.startswith(off)) if off else sorted(findings)


def check_project(
    root: Path, only: Iterable[str] | None = None, workers: int = 1
) -> tuple[Corpus | None, list[Finding]]:
    """Read and check the project at `root`, or `only` some pages (paths inside a language's folder).

    The corpus is None when mkdocs.yml cannot be used.
    """
    corpus, findings = read_project(root, only)
    return corpus, findings or check(corpus, workers=workers)


CHECKED = "SOURCES_CHECKED"  # set in the environment of a build whose sources are checked by who started it


def read_project(root: Path, only: Iterable[str] | None = None) -> tuple[Corpus | None, list[Finding]]:
    """Do the same without checking: findings only where there is no corpus."""
    try:
        found = campaign.load(root)
    except CampaignError as error:
        return None, error.findings
    return read_corpus(found, library.load(found), only), []
