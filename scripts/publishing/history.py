"""Back to what was served before, and a branch that does not grow for ever."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.publishing.branch import Commit, Remote, Workshop, git
from scripts.publishing.contacts_told import changes
from scripts.publishing.old_version import LATEST
from scripts.publishing.release import Refused, workshop

_RESTORES = "Restores"  # a trailer: the git tree that a roll-back brought back
KEPT = 5  # publications that stay after a squash: how far one can go back


@dataclass(frozen=True)
class Return:
    """A roll-back: what was live, what is again, and the contacts that changed with it."""

    left: str
    restored: str
    when: str
    commit: str
    contacts: list[str]


def before(history: list[Commit]) -> Commit | None:
    """Return what was served before what is served now; `history` has the newest first.

    A roll-back counts as the publication that it brought back, so that going back twice goes back two.
    """
    served = history[0]
    restored = served.trailer(_RESTORES)
    own = (index for index, one in enumerate(history) if one.tree == served.tree and not one.trailer(_RESTORES))
    origin = next(own, None) if restored else 0
    return None if origin is None else next((one for one in history[origin + 1 :] if one.tree != served.tree), None)


def roll_back(root: Path, remote_name: str) -> Return:
    """Serve again what was served before the newest publication. Raises Refused or BranchError."""
    remote = Remote(root, remote_name)
    with workshop(root, remote) as (shop, tip):
        if not tip:
            raise Refused("nothing is published yet: there is nothing to go back to")
        history = list(shop.history())
        target = before(history)
        if target is None and git(root, "rev-parse", "--is-shallow-repository") == "true":
            raise Refused("this clone lacks the earlier publications; run: git fetch --unshallow")
        if target is None:
            raise Refused("no earlier publication is kept: correct the sources and publish again")
        left, restored = history[0].trailer("Version") or "?", target.trailer("Version") or "?"
        message = (
            f"Roll back to {restored} of {target.when[:10]}\n\nVersion: {restored}\n"
            f"Source: {target.trailer('Source')}\n{_RESTORES}: {target.tree}\n"
        )
        contacts = _contacts(shop, target)
        commit = shop.commit(target.tree, tip, message, shop.identity())
        shop.hand_over(commit)
        remote.push(commit, tip)
        return Return(left, restored, target.when, commit, contacts)


def _contacts(shop: Workshop, target: Commit) -> list[str]:
    """Return the contacts that differ between what is served and a publication."""
    with tempfile.TemporaryDirectory(dir=shop.tree.parent) as folder:
        then = Path(folder, LATEST)
        then.mkdir()
        name = f"{target.name}:{LATEST}/channels.json"
        listed = git(shop.repository, "ls-tree", target.name, f"{LATEST}/channels.json")
        if listed:
            (then / "channels.json").write_text(git(shop.repository, "show", name), encoding="utf-8")
        return changes(shop.tree / LATEST, then)


def squash(root: Path, remote_name: str, kept: int = KEPT) -> tuple[int, int]:
    """Leave only the newest publications in the branch's history; what is served stays byte for byte.

    Returns how many there were and how many there are. Raises Refused or BranchError.
    """
    remote = Remote(root, remote_name)
    with workshop(root, remote) as (shop, tip):
        if not tip:
            raise Refused("nothing is published yet: there is nothing to squash")
        history = list(shop.history())
        if len(history) <= kept:
            return len(history), len(history)
        parent: str | None = None
        for one in reversed(history[:kept]):
            known = {"NAME": one.author[0], "EMAIL": one.author[1], "DATE": one.when}
            who = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in known.items()}
            parent = shop.commit(one.tree, parent, one.message, who)
        shop.hand_over(parent or tip)
        remote.push(parent or tip, tip)
        return len(history), kept
