"""A whole build, into a new folder that takes the place of the old one only when it is good."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mike.mkdocs_utils import docs_version_var

from scripts import campaign, report, rules
from scripts.delivery.finish import finish
from scripts.finding import Finding
from scripts.offline import text_only
from scripts.report import Speaker
from scripts.rules import Corpus
from scripts.site_check import check_site

_LATER = "published"  # the folder of the templates that are written into pages of a version that is published


class BuildError(Exception):
    """The build failed; its messages are already printed."""


def run_mkdocs(root: Path, target: Path, version: str | None = None) -> Corpus:
    """Build `root` into `target`, strictly and never quietly (`-q` hides what strict counts). Raises BuildError.

    `version`: the one that is published, for canonical addresses (mike's variable). Returns what was built: while
    mkdocs builds, the sources are checked here, on another processor; what is wrong in them is all that is said then.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", campaign.CONFIG]
    # LOCALE is for the preview; a publishing job's unset variable arrives as an empty one.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "LOCALE" and (value or name not in ("SITE_URL", "REPO_URL"))
    } | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", rules.CHECKED: "1"}
    if version:
        environment[docs_version_var] = version
    command += ["--site-dir", str(target)]
    with subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True) as run:  # noqa: S603
        try:
            corpus, findings = rules.check_project(root)
            _complain(corpus, findings)
            if corpus is None or rules.stopping(findings):
                raise BuildError
            _, said = run.communicate()
        finally:
            run.terminate()  # nothing where it has ended
    for line in said.splitlines():
        if not line.startswith("INFO"):
            print(line, file=sys.stderr)
    if run.returncode:
        raise BuildError
    return corpus


def _complain(corpus: Corpus | None, findings: list[Finding]) -> None:
    speaker = Speaker(corpus.campaign if corpus else None)
    print(report.text(findings, speaker), end="", file=sys.stderr)


def replace_folder(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`; `old` stays whole until `new` is complete. Same file system."""
    aside = new.with_name("previous")
    if old.exists():
        old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        if aside.exists():
            aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def build(root: Path, site: Path, version: str | None = None) -> int:
    """Build and check; replace `site` when all is well. Returns the number of pages. Raises BuildError.

    `version`: the one that is published; none, a site that stands by itself.
    """
    scratch = site.parent / ".build"  # beside the site: a folder is renamed only inside one file system
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        new = Path(folder) / "site"
        corpus = run_mkdocs(root, new, version=version)
        style = text_only.style(corpus.campaign.docs)
        finish(new, (campaign.theme(root)[0] / _LATER).glob("*.html"), [style])
        if findings := check_site(new, corpus):
            _complain(corpus, findings)
            raise BuildError
        replace_folder(new, site)
    return sum(1 for _ in site.rglob("*.html"))
