"""One run of the checks: on the whole project or on some pages, repaired if asked, reported as asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts import campaign, findings_table, in_progress, repair, report, rules
from scripts.campaign import CampaignError
from scripts.finding import ERROR, Finding, say
from scripts.github_text import Writer, in_every_language
from scripts.report import Speaker
from scripts.rules import Corpus
from scripts.site_check import check_site

_PASSES = 5  # a repair may uncover another; what still asks for one after that is left to a person


class UnknownPageError(Exception):
    """A file that was named for checking does not exist."""


@dataclass
class Outcome:
    """What a run found; `corpus` is None when the configuration cannot be used; `repaired` lists files rewritten."""

    corpus: Corpus | None
    findings: list[Finding]
    repaired: list[str]


def pages_of(root: Path, files: Sequence[str]) -> list[str] | None:
    """Return the pages that files belong to (paths inside a language's folder); None if one concerns the whole site.

    Raises UnknownPageError.
    """
    try:
        found = campaign.load(root)
    except CampaignError:
        return None
    paths = []
    for name in files:
        path = Path(os.path.abspath(root / name))  # noqa: PTH100 (a link is checked where it stands)
        if not path.exists():
            raise UnknownPageError(name)
        folders = [found.docs / locale.code for locale in (*found.locales, *found.drafts)]
        home = next((folder for folder in folders if path.is_relative_to(folder)), None)
        if home is None or path.suffix != ".md":
            return None
        paths.append(path.relative_to(home).as_posix())
    return paths


def _checked(root: Path, only: Sequence[str] | None, workers: int) -> tuple[Corpus | None, list[Finding]]:
    """Check the sources, and what has been translated into languages in progress."""
    corpus, findings = rules.check_project(root, only, workers)
    drafts = corpus.campaign.drafts if corpus else ()
    written = (one for locale in drafts for one in in_progress.check(corpus, locale.code, only))
    return corpus, sorted({*findings, *written})


def run(root: Path, site: Path | None, files: Sequence[str] = (), *, fix: bool = False) -> Outcome:
    """Check the project at `root`: `files` only, if there are any, else everything and the built site if it is there.

    Raises UnknownPageError for a file that does not exist, OSError when a repair cannot be written.
    """
    only = pages_of(root, files) if files else None
    workers = os.cpu_count() or 1
    repaired: set[str] = set()
    corpus, findings = _checked(root, only, workers)
    for _ in range(_PASSES if fix else 0):
        changed = repair.apply(root, findings)
        repaired.update(changed)
        if not changed:
            break
        corpus, findings = _checked(root, only, workers)
    if only is None and site and site.is_dir():
        findings = sorted([*findings, *check_site(site, corpus)])
    return Outcome(corpus, findings, sorted(repaired))


def show(outcome: Outcome, form: str, language: str) -> str:
    """Return the findings in one of `report.FORMATS`; for GitHub, the summary is appended to the file it names.

    Not for a proposal: what is read on top of that one, findings included, is written by `make review`.
    """
    speaker = Speaker(outcome.corpus.campaign if outcome.corpus else None, language)
    warnings = rules.warnings()
    if form == "json":
        return report.as_json(outcome.findings, speaker, warnings)
    if form == "github":
        target = os.environ.get("GITHUB_STEP_SUMMARY")
        if target and not os.environ.get("GITHUB_BASE_REF"):  # which GitHub sets for a proposal only
            with Path(target).open("a", encoding="utf-8") as file:
                file.writelines(writer.whole(summary(outcome, writer)) for writer in writers(outcome, language))
        shown = report.annotations(outcome.findings, speaker, warnings)
        return report.text(outcome.findings, speaker) + shown
    return report.text(outcome.findings, speaker)


def writers(outcome: Outcome, language: str = report.AUTO) -> list[Writer]:
    """Return who writes a summary: one for each language of the site, or for the one asked for."""
    if language != report.AUTO:
        return [Writer(language)]
    return in_every_language(outcome.corpus.campaign if outcome.corpus else None)


def summary(outcome: Outcome, writer: Writer) -> str:
    """Return the verdict on a run and a table of its findings, in Markdown."""
    words, _ = verdict(outcome)
    return f"{writer.words(words)}\n\n{findings_table.table(outcome.findings, writer)}"


def verdict(outcome: Outcome) -> tuple[str, int]:
    """Return one sentence on a run, and the exit code: 1 if there is an error, 0 if there is none."""
    warnings = rules.warnings()
    errors = sum(report.level(one, warnings) == ERROR for one in outcome.findings)
    hints = len(outcome.findings) - errors
    if errors and hints:
        return say("{errors} to correct, {hints} to look at.", errors=errors, hints=hints), 1
    if errors:
        return say("{errors} to correct.", errors=errors), 1
    return (say("{hints} to look at; nothing to correct.", hints=hints) if hints else say("All is well.")), 0
