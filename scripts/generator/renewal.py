"""The machine of a campaign renewed: `copier update` lays what changed in it over the campaign's copy."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import copier
import yaml

from scripts.generator.making import ANSWERS, FAULTS, MakingError, packed, quickly, record_source
from scripts.publishing.branch import BranchError, git


@dataclass(frozen=True)
class Renewed:
    """What was done: from which commit to which, the files that changed, those with both texts to choose from."""

    before: str
    after: str
    changed: list[str]
    conflicts: list[str]


def _answers(campaign: Path) -> tuple[str, str]:
    """Return where the machine is and which commit of it this is. Raises MakingError."""
    try:
        found = yaml.safe_load((campaign / ANSWERS).read_text(encoding="utf-8"))
        return str(found["_src_path"]), str(found["_commit"])
    except FileNotFoundError:
        raise MakingError(
            f"there is no {ANSWERS} here: this is the machine itself, or no campaign that `make campaign` made"
        ) from None
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError):
        raise MakingError(f"{ANSWERS} is not as it was written; take it back with: git checkout {ANSWERS}") from None


def _newest(campaign: Path, address: str) -> str:
    try:
        found = git(campaign, "ls-remote", "--", address.removeprefix("git+"), "HEAD").split()
    except BranchError as error:
        raise MakingError(
            f"the machine is not at {address} ({error}); correct _src_path in {ANSWERS}, and commit"
        ) from None
    if not found:
        raise MakingError(f"the machine at {address} has no commit; correct _src_path in {ANSWERS}, and commit")
    return found[0]


def renew(campaign: Path) -> Renewed:
    """Take the newest machine. Raises MakingError; nothing is changed then.

    What the campaign changed in a file of the machine stays; where both changed the same lines, git's marks show both.
    """
    address, before = _answers(campaign)
    try:
        changed = git(campaign, "status", "--porcelain", "--untracked-files=normal").splitlines()
    except BranchError as error:
        raise MakingError(f"this folder is no git clone ({error}); what is written here could not be kept") from None
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise MakingError(f"not committed: {changed[0][3:]}{more}; commit or stash first, so that nothing is lost")
    after = _newest(campaign, address)
    if after.startswith(before.rpartition("-g")[2]):  # `git describe` names it v1-3-g0123abc, or 0123abc
        return Renewed(after, after, [], [])
    try:
        with warnings.catch_warnings(), packed(address, campaign), quickly():
            warnings.simplefilter("ignore")
            copier.run_update(campaign, vcs_ref=after, quiet=True, defaults=True, overwrite=True)
    except FAULTS as error:
        git(campaign, "reset", "--hard", "--quiet")
        raise MakingError(f"{' '.join(str(error).split())}; nothing was changed") from None
    record_source(campaign, address)
    lines = git(campaign, "status", "--porcelain", "--untracked-files=all").splitlines()
    conflicts = git(campaign, "diff", "--name-only", "--diff-filter=U").splitlines()
    return Renewed(before, after, sorted({line[3:] for line in lines} - {ANSWERS}), sorted(set(conflicts)))
