"""The branch that is served, as git keeps it: read from the remote, written in a repository aside, pushed once.

Nothing of the project's own repository changes: no branch, no file, no stash. What is interrupted leaves at most
objects that git removes by itself.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BRANCH = "gh-pages"
_REF = f"refs/heads/{BRANCH}"
# What names another repository than the folder one stands in: `git rev-parse --local-env-vars`, but for settings.
LOCAL = [
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    *("GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_DEFAULT_HASH"),
]
_CREDENTIALS = re.compile(r"//[^/@\s]+@")  # of an address: they do not belong in a log
# Bytes go in and come out as they are, whatever the person's own settings.
_PLAIN = ("-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false")


class BranchError(Exception):
    """git refused; the message is one line and says what to do."""


def _environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment without what a git hook would set, so that `cwd` alone names the repository."""
    return {name: value for name, value in os.environ.items() if name not in LOCAL} | {
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
        **(more or {}),
    }


def git(cwd: Path, *arguments: str, env: Mapping[str, str] | None = None, stdin: bytes | None = None) -> str:
    """Run git; returns what it says, without the last newline. Raises BranchError with its first line of complaint."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=cwd,
            env=_environment(env),
            input=stdin,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise BranchError(f"git cannot be run ({error.strerror}); install it") from None
    if done.returncode:
        said = [line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
        told = next(
            (line for line in said if line.startswith(("fatal:", "error:", "remote:"))), said[0] if said else ""
        )
        raise BranchError(_CREDENTIALS.sub("//", " ".join(told.split())) or f"git {arguments[0]} failed without a word")
    return done.stdout.decode(errors="surrogateescape").removesuffix("\n")


@dataclass(frozen=True)
class Commit:
    """One publication: `tree` names its files; `author` and `when` are git's; `message` is whole."""

    name: str
    tree: str
    author: tuple[str, str]
    when: str
    message: str

    def trailer(self, key: str) -> str:
        """Return the value of a trailer of the message, `Version: 2026.12`, or ''."""
        lines = (line.partition(": ") for line in self.message.splitlines())
        return next((value for name, _, value in lines if name == key), "")


@dataclass(frozen=True)
class Remote:
    """The remote `name` (a name or an address) of the repository that holds `root`."""

    root: Path
    name: str

    @property
    def shown(self) -> str:
        """Return the name as it may be told."""
        return _CREDENTIALS.sub("//", self.name)

    def _served(self) -> str | None:
        """Return the commit that the remote names; `ls-remote` lists every name with that end."""
        lines = (line.split("\t") for line in git(self.root, "ls-remote", "--", self.name, _REF).splitlines())
        return next((commit for commit, name in lines if name == _REF), None)

    def tip(self) -> str | None:
        """Return the commit that is served now, its objects at hand; None where nothing is. Raises BranchError."""
        if self.name.startswith("-"):
            raise BranchError(f"«{self.name}» is no remote; name one of `git remote`, or an address")
        try:
            found = self._served()
        except BranchError as error:
            message = f"the remote «{self.shown}» cannot be read ({error}); name another with REMOTE="
            raise BranchError(message) from None
        if found:
            git(self.root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", self.name, _REF)
        return found

    def push(self, commit: str, expected: str | None) -> None:
        """Make `commit` the one that is served, if `expected` (None: nothing) still is. Raises BranchError."""
        lease = f"--force-with-lease={_REF}:{expected or ''}"
        try:
            git(self.root, "push", "--quiet", "--atomic", lease, "--", self.name, f"{commit}:{_REF}")
        except BranchError as error:
            try:
                now = self._served()
            except BranchError:
                message = f"the connection to «{self.shown}» broke ({error}); look at the site, then run this again"
                raise BranchError(message) from None
            if now == commit:  # it arrived, whatever was said on the way back
                return
            if now != expected:
                message = "somebody else has published in the meantime; look at the site, then run the command again"
            else:
                message = f"the remote «{self.shown}» did not take it ({error}); the site is as before"
            raise BranchError(message) from None


class Workshop:
    """A repository aside, in a folder of its own, that sees the objects of the project's one."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.repository, self.tree = root, folder / "repository", folder / "tree"
        self.tree.mkdir(parents=True)
        kind = git(root, "rev-parse", "--show-object-format")
        plain = ("--quiet", "--template=", f"--object-format={kind}", f"--initial-branch={BRANCH}")
        git(folder, "init", *plain, str(self.repository))
        own = self.repository / ".git" / "info"
        own.mkdir(exist_ok=True)
        # Above the attributes of the person, the machine and the branch: no filter, no end of line is changed.
        (own / "attributes").write_text("* -text -ident !eol !filter !working-tree-encoding\n", encoding="utf-8")
        shallow = Path(git(root, "rev-parse", "--path-format=absolute", "--git-path", "shallow"))
        if shallow.is_file():
            shutil.copyfile(shallow, self.repository / ".git" / "shallow")
        objects = Path(git(root, "rev-parse", "--path-format=absolute", "--git-path", "objects"))
        alternates = self.repository / ".git" / "objects" / "info" / "alternates"
        alternates.write_text(f"{objects}\n", encoding="utf-8", newline="")

    def identity(self) -> dict[str, str]:
        """Return who commits: who git says, or, on a machine that has not been told, who made the project's commit."""
        try:
            git(self.root, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
            name, email = (git(self.root, "config", f"user.{one}") for one in ("name", "email"))
        except BranchError:
            name, email = git(self.root, "log", "-1", "--format=%cn%n%ce").split("\n")
        chosen = {"NAME": os.environ.get("GIT_COMMITTER_NAME") or name}
        chosen["EMAIL"] = os.environ.get("GIT_COMMITTER_EMAIL") or email
        return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in chosen.items()}

    def begin(self, tip: str | None) -> None:
        """Let the branch of the repository aside be the commit that is served."""
        if tip:
            git(self.repository, "update-ref", _REF, tip)

    def unpack(self) -> None:
        """Write the files of the branch into `tree`."""
        git(self.repository, "read-tree", _REF)
        git(self.repository, *_PLAIN, "checkout-index", "--all", "--force", f"--prefix={self.tree}/")

    def pack(self) -> str:
        """Return the name of the git tree of everything in `tree`."""
        (self.repository / ".git" / "index").unlink(missing_ok=True)
        git(self.repository, *_PLAIN, f"--work-tree={self.tree}", "add", "--all", "--force", "--", ".")
        return git(self.repository, "write-tree")

    def commit(self, tree: str, parent: str | None, message: str, env: Mapping[str, str]) -> str:
        """Return a new commit with a tree, and hand its objects to the project's repository."""
        parents = ["-p", parent] if parent else []
        return git(self.repository, *_PLAIN, "commit-tree", tree, *parents, "-F", "-", env=env, stdin=message.encode())

    def hand_over(self, commit: str) -> None:
        """Give the project's repository, which pushes, the objects of a commit."""
        git(self.repository, "update-ref", _REF, commit)
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--update-shallow")
        git(self.root, *_PLAIN, "fetch", *options, "--", str(self.repository), _REF)

    def history(self) -> Iterator[Commit]:
        """Yield the publications, the newest first."""
        form = "%H%x1f%T%x1f%an%x1f%ae%x1f%cI%x1f%B%x1e"
        for record in git(self.repository, "log", "--first-parent", f"--format={form}", _REF).split("\x1e"):
            if record.strip():
                name, tree, author, email, when, message = record.lstrip("\n").split("\x1f")
                yield Commit(name, tree, (author, email), when, message.strip() + "\n")
