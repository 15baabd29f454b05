"""A campaign made: the machine copied from a commit, the starter's words put in, recorded, committed, moved into place.

Both copies are made by copier (copier.readthedocs.io). Nothing stands at the place asked for until all of it does.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import copier
import yaml
from jinja2 import Environment, TemplateError
from plumbum import ProcessExecutionError, local

from scripts import clock
from scripts.generator import starter
from scripts.generator.order import Order, OrderError
from scripts.publishing.branch import BranchError, git

ANSWERS = ".copier-answers.yml"
STARTER = "starter"
_WORKFLOWS = ".github/workflows"
# What copier knows as an address; it clones anything else as a folder.
_ADDRESSES = ("https://github.com/", "https://gitlab.com/", "git@", "git://", "git+")
_OURS = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.autocrlf=false")


# What copier, git and the files that they read may raise.
FAULTS = (copier.errors.CopierError, BranchError, ProcessExecutionError, TemplateError, yaml.YAMLError)


class MakingError(Exception):
    """The campaign was not made; the message is one line and says what to do."""


def head(machine: Path) -> str:
    """Return the commit of the machine that a campaign is made from. Raises MakingError."""
    try:
        return git(machine, "rev-parse", "--verify", "--quiet", "HEAD")
    except BranchError as error:
        raise MakingError(
            f"the machine is no git clone with a commit ({error}); clone it with git, then run this again there"
        ) from None


def author(machine: Path) -> None:
    """Make sure that git knows who commits. Raises MakingError."""
    for setting, variable in (("name", "GIT_AUTHOR_NAME"), ("email", "GIT_AUTHOR_EMAIL")):
        try:
            known = os.environ.get(variable) or git(machine, "config", f"user.{setting}")
        except BranchError:
            known = ""
        if not known:
            raise MakingError(
                f"git does not know your {setting}, which the first commit needs; tell it once with: "
                f'git config --global user.{setting} "…"'
            )


def known(machine: Path) -> set[str]:
    """Return the languages that the starter has words in."""
    return {path.parent.name for path in (machine / STARTER).glob("*/words.yml")}


def left_out(machine: Path) -> list[str]:
    """Return the files of the machine that differ from its commit, and are copied as they are there."""
    return [line[3:] for line in git(machine, "status", "--porcelain", "--untracked-files=no").splitlines()]


def source(machine: Path, folder: Path, commit: str) -> str:
    """Return where a campaign finds its machine again: the address it was cloned from if that has the commit.

    Else the way to this clone from the campaign's folder: it names nobody's home.
    """
    try:
        address = git(machine, "remote", "get-url", "origin")
        if address.startswith(_ADDRESSES) and git(machine, "branch", "-r", "--contains", commit):
            return address
    except BranchError:
        pass
    return os.path.relpath(machine, folder)


def record_source(campaign: Path, address: str) -> None:
    """Write where the machine is into the answers that copier keeps."""
    path = campaign / ANSWERS
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [f"_src_path: {starter.quoted(address)}" if line.startswith("_src_path:") else line for line in lines]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


@contextlib.contextmanager
def packed(address: str, folder: Path) -> Iterator[None]:
    """Let git take the machine at `address`, a folder relative to `folder`, in one pack.

    Cloned as a folder it would come as ten thousand files, each of which copier looks at.
    """
    place = (folder / address).resolve()
    number = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {
        "GIT_CONFIG_COUNT": str(number + 1),
        f"GIT_CONFIG_KEY_{number}": f"url.{place.as_uri()}.insteadOf",
        f"GIT_CONFIG_VALUE_{number}": address,
    }
    with local.env(**(settings if place.is_dir() else {})):  # what copier runs git with
        yield


@contextlib.contextmanager
def quickly() -> Iterator[None]:
    """Let Jinja compile each text once: copier has it compile the name of every folder again for every file below."""
    compiled = Environment.compile

    @functools.cache
    def once(environment: Environment, source: str) -> object:
        return compiled(environment, source)

    def remembered(environment: Environment, source: object, *options: object, **more: object) -> object:
        plain = isinstance(source, str) and not options and not more
        return once(environment, source) if plain else compiled(environment, source, *options, **more)

    Environment.compile = remembered
    try:
        yield
    finally:
        Environment.compile = compiled


def _copy(template: Path, target: Path, data: Mapping[str, object] | None = None, ref: str | None = None) -> None:
    with warnings.catch_warnings(), quickly():
        warnings.simplefilter("ignore")
        copier.run_copy(
            str(template), target, data=dict(data or {}), vcs_ref=ref, quiet=True, defaults=True, overwrite=True
        )


def _unpacked(machine: Path, commit: str, folder: Path) -> Path:
    """Return the starter, and what it takes over, as they are in a commit."""
    packed = folder / "starter.tar"
    git(machine, "archive", "--output", str(packed), commit, "--", STARTER, _WORKFLOWS, "LICENSE")
    with tarfile.open(fileobj=io.BytesIO(packed.read_bytes())) as archive:
        archive.extractall(folder, filter="data")
    return folder / STARTER


def _own(campaign: Path, *arguments: str) -> list[str]:
    """Run a command of the new campaign's own machine; returns what it says of the pages. Raises MakingError.

    The checks may find fault with a name that was asked for: that stops nothing.
    """
    environment = {name: value for name, value in os.environ.items() if name not in ("LOCALE", "PRINT_COUNTRY")}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "scripts", *arguments],
        cwd=campaign,
        env=environment | {"PYTHONPATH": str(campaign)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and arguments[0] != "check":
        said = (done.stdout + done.stderr).strip().splitlines()
        raise MakingError(f"{arguments[0]} refuses the new campaign: {said[0] if said else 'without a word'}")
    return done.stdout.splitlines()


def _fill(machine: Path, commit: str, order: Order, campaign: Path) -> list[str]:
    with packed(str(machine), machine):
        _copy(machine, campaign, ref=commit)
    record_source(campaign, source(machine, order.folder, commit))
    with tempfile.TemporaryDirectory() as aside:
        templates = _unpacked(machine, commit, Path(aside))
        words = {
            code: yaml.safe_load((templates / code / "words.yml").read_text(encoding="utf-8")) for code in order.locales
        }
        workflows = "".join(
            path.read_text(encoding="utf-8") for path in sorted((templates.parent / _WORKFLOWS).glob("*.yml"))
        )
        licence = (templates.parent / "LICENSE").read_text(encoding="utf-8")
        facts = starter.facts(order, words, workflows, licence, clock.today().isoformat())
        _copy(templates, campaign, facts | {"part": "common"})
        for language in facts["ready"]:
            _copy(templates, campaign, facts | {"part": language["code"], "language": language})
    for code in order.drafts:
        _own(campaign, "language", code, f"--title={order.names[code]}")
    found = _own(campaign, "check", "--fix")  # typography of the names, above all
    if not found:
        _own(campaign, "sheets")
        _own(campaign, "accept", "all")
    return found


def _commit(campaign: Path) -> None:
    git(campaign, "init", "--quiet", "--initial-branch=main")
    git(campaign, *_OURS, "add", "--all")
    git(campaign, *_OURS, "commit", "--quiet", "--message=Begin the campaign")


def make(machine: Path, order: Order) -> list[str]:
    """Make the campaign; returns what its checks say of the names. Raises MakingError, OrderError or OSError.

    Whatever is raised, nothing stands at its place.
    """
    commit = head(machine)
    author(machine)
    try:
        aside = Path(tempfile.mkdtemp(prefix=f".{order.folder.name}-", dir=order.folder.parent))
    except OSError as error:
        raise OrderError(
            f"DIR: {order.folder.parent} cannot be written ({error.strerror}); name another place"
        ) from None
    try:
        campaign = aside / order.folder.name
        found = _fill(machine, commit, order, campaign)
        _commit(campaign)
        campaign.rename(order.folder)
    except FAULTS as error:
        raise MakingError(f"{' '.join(str(error).split())}; nothing was made") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return found
