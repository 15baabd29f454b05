"""The commands `publish`, `rollback` and `squash`, and what they say."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable

from mike.git_utils import GitError

from scripts.campaign import CampaignError
from scripts.publishing import history, release
from scripts.publishing.branch import BRANCH, BranchError
from scripts.publishing.names import VersionNameError
from scripts.publishing.settings import SettingsError
from scripts.site_build import BuildError


def _say(line: str) -> None:
    print(line, flush=True)


def _safely(what: str, run: Callable[[], None]) -> int:
    """Run a command; whatever stops it is told in a line. Returns 0, 1 (findings) or 2 (refused)."""
    release.clean_environment()
    with contextlib.suppress(ValueError):  # not in the main thread
        for one in (signal.SIGTERM, signal.SIGHUP):  # as Ctrl-C does: what was begun aside is removed
            if signal.getsignal(one) is signal.SIG_DFL:
                signal.signal(one, signal.default_int_handler)
    try:
        run()
    except (release.NotFit, CampaignError, BuildError) as error:
        for one in getattr(error, "findings", ()):
            print(one, file=sys.stderr)
        print(f"{what}: nothing was changed, the site is as before; correct this first", file=sys.stderr)
        return 1
    except (release.Refused, BranchError, SettingsError, VersionNameError) as error:
        print(f"{what}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        raise
    except (OSError, GitError) as error:
        said = " ".join(str(getattr(error, "strerror", None) or error).split())
        where = getattr(error, "filename", None)
        print(f"{what}: {where or BRANCH}: {said}; the site is as before, correct this first", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"{what}: interrupted; the site is as before, or whole if it was being pushed", file=sys.stderr)
        return 2
    return 0


def _contacts(lines: list[str]) -> None:
    _say(f"contacts that change for readers: {len(lines) or 'none'}")
    for line in lines:
        _say(f"  {line}")


def publish(options: argparse.Namespace) -> int:
    """Publish a version."""

    def run() -> None:
        order = release.Order(options.root, options.version, options.remote, options.force)
        done = release.publish(order, _say)
        _contacts(done.contacts)
        _say(f"versions: {', '.join(done.kept)}" + (f"; pruned: {', '.join(done.pruned)}" if done.pruned else ""))
        _say(f"size: {done.size / 1e6:.1f} MB")
        if done.commit:
            _say(f"published {done.version} as {done.commit[:12]} of {BRANCH}; to undo it: make rollback")
        else:
            _say(f"{done.version} is already published just like this: nothing to do")

    return _safely("publish", run)


def roll_back(options: argparse.Namespace) -> int:
    """Go back to the publication before."""

    def run() -> None:
        done = history.roll_back(options.root, options.remote)
        _contacts(done.contacts)
        _say(f"{done.restored} as published on {done.when[:10]} is served again, in the place of {done.left}")
        _say("The sources are as they were: revert there what was wrong, or the next publication brings it back.")

    return _safely("rollback", run)


def squash(options: argparse.Namespace) -> int:
    """Shorten the history of the branch."""

    def run() -> None:
        had, has = history.squash(options.root, options.remote, options.keep)
        _say(f"{BRANCH} had {had} publications in its history and has {has}; what is served did not change")

    return _safely("squash", run)


def add_options(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the options of one of the commands; the project's folder, `root`, is every command's."""
    parser.add_argument("--remote", default="origin", help="a remote of the repository, or an address (origin)")
    if name == "publish":
        parser.add_argument("--version", required=True, help="2026.12, or latest: the one that is live, renewed")
        parser.add_argument("--force", action="store_true", help="replace a version that is published")
    if name == "squash":
        parser.add_argument("--keep", type=_positive, default=history.KEPT, help="publications that stay (5)")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return number
