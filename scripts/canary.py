"""Tomorrow's site: built with the newest dependencies that pyproject.toml allows, then by ProperDocs.

MkDocs may one day no longer be kept up; ProperDocs continues it, and must build the same site from the same sources.
Everything happens below `.build/canary/`, in an environment of its own; the locked one stays as it is.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts import clock
from scripts.finding import one_line
from scripts.github_text import Writer
from scripts.languages import ENGLISH

FOLDER = Path(".build", "canary")
_LOCK = "requirements.txt"
_LOWEST = "3.11.5"
_PIN = re.compile(r"^([\w.-]+)==([\w.!+-]+)", re.MULTILINE)
_GENERATOR = re.compile(rb'<meta name="generator"[^>]*>\n?')
_LAST = 15  # lines of a failed command that are shown
_NAMED = 20  # files that differ that are named
_ENGLISH = Writer(ENGLISH)


class StepError(Exception):
    """A step failed; `said` is the end of what it said."""

    def __init__(self, step: str, said: str) -> None:
        super().__init__(step)
        self.step, self.said = step, said


def _run(step: str, root: Path, *command: str | Path) -> None:
    """Run a command, with a fixed day: two builds across midnight must not differ for that. Raises StepError."""
    noon = datetime.datetime.combine(clock.today(), datetime.time(12), datetime.UTC)
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = {name: value for name, value in os.environ.items() if name not in ("LOCALE", "VIRTUAL_ENV")}
    environment = {"SOURCE_DATE_EPOCH": f"{noon.timestamp():.0f}"} | environment | quiet
    try:
        done = subprocess.run(  # noqa: S603
            [str(one) for one in command],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise StepError(step, f"{Path(command[0]).name}: {error.strerror}") from None
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if not line.startswith("INFO")]
        raise StepError(step, "\n".join(lines[-_LAST:]))


def pins(text: str) -> dict[str, str]:
    """Return the versions that a file of requirements pins, by name."""
    return {name.lower().replace("_", "-"): version for name, version in _PIN.findall(text)}


def versions(locked: str, newest: str) -> str:
    """Return what differs between two files of requirements as a Markdown table, or a line saying that nothing does."""
    old, new = pins(locked), pins(newest)
    rows = [
        [_ENGLISH.code(name), old.get(name, "–"), new.get(name, "–")]
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    if not rows:
        return "The lock holds the newest versions that pyproject.toml allows.\n"
    lines = [["dependency", "locked", "newest"], ["---"] * 3, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def differences(one: Path, other: Path) -> list[str]:
    """Return the files in which two built sites differ, each with how; which program wrote a page does not count."""
    ours, theirs = _files(one), _files(other)
    found = []
    for name in sorted({*ours, *theirs}):
        if name not in theirs:
            found.append(f"{name}: missing")
        elif name not in ours:
            found.append(f"{name}: added")
        elif ours[name] != theirs[name] and _GENERATOR.sub(b"", ours[name]) != _GENERATOR.sub(b"", theirs[name]):
            found.append(f"{name}: other content")
    return found


def _uv() -> str:
    """Return uv as it stands beside this Python, or on the path."""
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.is_file() else "uv"


def _environment(root: Path, folder: Path) -> Path:
    """Install the newest dependencies and ProperDocs; returns the Python that has them. Raises StepError."""
    python, wanted = folder / "venv" / "bin" / "python", folder / _LOCK
    ask = ["pip", "compile", "pyproject.toml", "--upgrade", "--no-header", "--no-annotate", "--no-emit-index-url"]
    lowest = ["--universal", "--python-version", _LOWEST]  # as the lock is made, or the two could not be compared
    _run("choosing versions", root, _uv(), *ask, *lowest, "--quiet", "--output-file", wanted)
    _run("an environment", root, _uv(), "venv", "--quiet", "--python", sys.executable, folder / "venv")
    _run("installing", root, _uv(), "pip", "install", "--quiet", "--python", python, "--requirement", wanted)
    return python


def _told(error: StepError) -> str:
    said = "\n".join(f"    {one_line(line)}" for line in error.said.splitlines())
    return f"**Failed: {error.step}.**\n\n{said}\n" if said else f"**Failed: {error.step}.**\n"


def _same(found: Sequence[str], files: int) -> str:
    if not found:
        return f"ProperDocs builds the same site, file by file ({files} files).\n"
    lines = [f"- {_ENGLISH.code(line)}" for line in found[:_NAMED]]
    lines += [f"- … +{len(found) - _NAMED}"] if len(found) > _NAMED else []
    return f"**ProperDocs builds another site**, in {len(found)} of {files} files:\n\n" + "\n".join(lines) + "\n"


def command(options: argparse.Namespace) -> int:
    """Print a report in Markdown; returns 0, or 1 when tomorrow's site cannot be built or is another."""
    root, folder = options.root, options.root / FOLDER
    site, other = folder / "site", folder / "properdocs"
    print("## Tomorrow’s site\n", flush=True)
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        python = _environment(root, folder)
        print(versions((root / _LOCK).read_text("utf-8"), (folder / _LOCK).read_text("utf-8")), flush=True)
        _run("the site with the newest versions", root, python, "-m", "scripts", "build", "--site", site)
        print("The site is built with them.\n", flush=True)
        _run("installing ProperDocs", root, _uv(), "pip", "install", "--quiet", "--python", python, "properdocs")
        build = ["build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", other]
        _run("the site by ProperDocs", root, python.with_name("properdocs"), *build)
    except StepError as error:
        print(_told(error), end="")
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; let it be read and written", file=sys.stderr)
        return 1
    found = differences(site, other)
    print(_same(found, len(_files(site))), end="")
    return 1 if found else 0
