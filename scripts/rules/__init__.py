"""The checks on the sources, one module per rule; each has `check(corpus)`, which yields findings."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.campaign import Campaign
from scripts.finding import Finding, finding
from scripts.library import Library
from scripts.source_page import PageError, SourcePage, read

ASSETS = "assets"


@dataclass
class Corpus:
    """Everything a rule may look at; `pages` maps locale codes to relative paths to pages."""

    campaign: Campaign
    library: Library
    pages: dict[str, dict[str, SourcePage]]
    findings: list[Finding]

    def shown(self, locale: str, path: str) -> str:
        """Return a page's path as findings show it."""
        return f"{self.campaign.relative(self.campaign.docs)}/{locale}/{path}"

    def __iter__(self) -> Iterator[tuple[str, str, SourcePage]]:
        """Yield (locale code, shown path, page) for every page that could be read."""
        for locale, pages in self.pages.items():
            for path, page in pages.items():
                yield locale, self.shown(locale, path), page


def read_corpus(campaign: Campaign, library: Library) -> Corpus:
    """Read every page of every locale; pages that cannot be read become findings."""
    corpus = Corpus(campaign, library, {}, [])
    for locale in campaign.locales:
        folder = campaign.docs / locale.code
        corpus.pages[locale.code] = {}
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            if path.name.startswith("."):  # an editor's own file; mkdocs leaves it out too
                continue
            relative = path.relative_to(folder).as_posix()
            try:
                corpus.pages[locale.code][relative] = read(path.read_text(encoding="utf-8"))
            except PageError as error:
                corpus.findings.append(finding(campaign.relative(path), error.at, "FM001", str(error)))
                corpus.pages[locale.code][relative] = SourcePage({}, None)
            except UnicodeDecodeError as error:
                corpus.pages[locale.code][relative] = SourcePage({}, None)
                line = error.object[: error.start].count(b"\n") + 1
                message = f"line {line} is not UTF-8 text; save the file as UTF-8"
                corpus.findings.append(Finding(campaign.relative(path), line, 1, "TXT001", message))
            except OSError as error:
                corpus.pages[locale.code][relative] = SourcePage({}, None)
                message = f"cannot be read ({error.strerror}); make it an ordinary file"
                corpus.findings.append(Finding(campaign.relative(path), 1, 1, "TXT001", message))
    return corpus


def all_rules() -> list[Callable[[Corpus], Iterator[Finding]]]:
    """Return the `check` function of every module of this package, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return [importlib.import_module(f"{__name__}.{name}").check for name in names]


def check(corpus: Corpus) -> list[Finding]:
    """Run every rule on every page; returns the findings, sorted, each once."""
    findings = {*corpus.library.findings, *corpus.findings}
    for rule in all_rules():
        findings.update(rule(corpus))
    return sorted(findings)
