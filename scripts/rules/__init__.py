"""The checks on the sources, one module per rule; each has `check(corpus)`, which yields findings."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts import campaign, library
from scripts.campaign import Campaign, CampaignError
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

    def cards(self, page: SourcePage) -> list[str]:
        """Return the ids of the channels whose cards a page shows."""
        groups = [mention.name for mention in page.mentions if mention.scheme == "channels"]
        return [channel["id"] for group in groups for channel in self.library.channel_group(group)]

    def shown(self, locale: str, path: str) -> str:
        """Return a page's path as findings show it."""
        return f"{self.campaign.relative(self.campaign.docs)}/{locale}/{path}"

    def __iter__(self) -> Iterator[tuple[str, str, SourcePage]]:
        """Yield (locale code, shown path, page) for every page that could be read."""
        for locale, pages in self.pages.items():
            for path, page in pages.items():
                yield locale, self.shown(locale, path), page


def read_corpus(of: Campaign, facts: Library) -> Corpus:
    """Read every page of every locale; pages that cannot be read become findings."""
    corpus = Corpus(of, facts, {}, [])
    for locale in of.locales:
        folder = of.docs / locale.code
        corpus.pages[locale.code] = {}
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            if path.name.startswith("."):  # an editor's own file; mkdocs leaves it out too
                continue
            relative = path.relative_to(folder).as_posix()
            try:
                corpus.pages[locale.code][relative] = read(path.read_text(encoding="utf-8"))
            except PageError as error:
                corpus.findings.append(finding(of.relative(path), error.at, "FM001", str(error)))
                corpus.pages[locale.code][relative] = SourcePage({}, None)
            except UnicodeDecodeError as error:
                corpus.pages[locale.code][relative] = SourcePage({}, None)
                line = error.object[: error.start].count(b"\n") + 1
                message = f"line {line} is not UTF-8 text; save the file as UTF-8"
                corpus.findings.append(Finding(of.relative(path), line, 1, "TXT001", message))
            except OSError as error:
                corpus.pages[locale.code][relative] = SourcePage({}, None)
                message = f"cannot be read ({error.strerror}); make it an ordinary file"
                corpus.findings.append(Finding(of.relative(path), 1, 1, "TXT001", message))
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


def check_project(root: Path) -> tuple[Corpus | None, list[Finding]]:
    """Read and check the project at `root`; the corpus is None when its mkdocs.yml cannot be used."""
    try:
        found = campaign.load(root)
    except CampaignError as error:
        return None, error.findings
    corpus = read_corpus(found, library.load(found))
    return corpus, check(corpus)
