"""Files as they stood in a revision of a git repository."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

from scripts.finding import say


class GitError(Exception):
    """git cannot answer; `message` is one line and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise GitError(say("git cannot be run ({reason}); install it", reason=error.strerror)) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0] if said else say("git failed without a word"))
    return done.stdout


def _known(root: Path, revision: str) -> None:
    """Make sure that `revision` is a commit. Raises GitError."""
    if revision.startswith("-"):
        raise GitError(say("«{revision}» is not a revision; name a branch, a tag or a commit", revision=revision))
    try:
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        message = say(
            "«{revision}» is not a commit of this repository; fetch it, or name another branch, tag or commit",
            revision=revision,
        )
        raise GitError(message) from None


def _names(listed: bytes, suffix: str) -> list[str]:
    names = [name for name in listed.decode(errors="replace").split("\0") if name.endswith(suffix)]
    return [name for name in names if "\ufffd" not in name]  # no file of ours, whatever it is


def _text(root: Path, revision: str, name: str) -> str:
    return _git(root, "show", f"{revision}:./{name}").decode("utf-8", errors="replace")


def read(root: Path, revision: str, folder: str) -> dict[str, str]:
    """Return the YAML files below `root/folder` in `revision`: path relative to `root` -> text. Raises GitError."""
    _known(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", revision, "--", folder)
    return {name: _text(root, revision, name) for name in _names(listed, ".yml")}


def changed(root: Path, revision: str, folder: str) -> dict[str, str | None]:
    """Return the pages below `root/folder` that are not as in `revision`, with their text there; None for a new one.

    Raises GitError.
    """
    _known(root, revision)
    asked = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative"]
    touched = _names(_git(root, *asked, revision, "--", folder), ".md")
    touched += _names(_git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", folder), ".md")
    there = set(_names(_git(root, "ls-tree", "-r", "-z", "--name-only", revision, "--", folder), ".md"))
    return {name: _text(root, revision, name) if name in there else None for name in sorted(set(touched))}


def day(root: Path, revision: str) -> datetime.date:
    """Return the day on which `revision` was committed. Raises GitError."""
    return datetime.date.fromisoformat(_git(root, "log", "-1", "--format=%cs", revision, "--").decode().strip())
