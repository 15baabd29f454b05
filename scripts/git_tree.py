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


def read(root: Path, revision: str, folder: str) -> dict[str, str]:
    """Return the YAML files below `root/folder` in `revision`: path relative to `root` -> text. Raises GitError."""
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
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", revision, "--", folder)
    names = [name for name in listed.decode(errors="replace").split("\0") if name.endswith(".yml")]
    names = [name for name in names if "\ufffd" not in name]  # no file of ours, whatever it is
    return {name: _git(root, "show", f"{revision}:./{name}").decode("utf-8", errors="replace") for name in names}


def day(root: Path, revision: str) -> datetime.date:
    """Return the day on which `revision` was committed. Raises GitError."""
    return datetime.date.fromisoformat(_git(root, "log", "-1", "--format=%cs", revision, "--").decode().strip())
