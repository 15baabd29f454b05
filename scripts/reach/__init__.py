"""Whether the addresses of the project answer: the one command that goes on the internet, never a required check.

An address is asked as a considerate reader would: one request at a time per host with a pause, its head only, by a
program that says its name. What answered well is not asked again for some days.
"""

from __future__ import annotations

import argparse
from typing import Any


def _number(least: float) -> type:
    """Return an argparse type: a number that is not below `least`, whole where `least` is."""

    def number(text: str) -> float:
        value = type(least)(text)
        if not least <= value < 1e5:
            raise argparse.ArgumentTypeError(f"{text} is not a number from {least} on")
        return value

    return number


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command; the project's folder, `root`, is every command's."""
    whole, some = _number(1), _number(0.0)
    add = parser.add_argument
    add("--only", default="", metavar="HOST", help="ask the addresses of this host and of those below it, no others")
    add("--limit", type=whole, metavar="N", help="ask N addresses at most; the next run goes on with the others")
    add("--days", type=_number(0), default=7, help="trust a good answer for so many days (7); 0 asks everything again")
    add("--budget", type=some, default=1800.0, help="seconds for the whole run (1800); what is left is for the next")
    add("--timeout", type=_number(0.1), default=15.0, help="seconds to wait for a server's answer (15)")
    add("--pause", type=some, default=1.0, help="seconds between two requests to a host (1)")
    add("--patience", type=some, default=30.0, help="seconds a server may ask us to wait for (30)")
    add("--hosts", type=whole, default=4, help="how many hosts are asked at the same time (4)")


def settings(options: argparse.Namespace) -> dict[str, Any]:
    """Return what `round.run` and `round.go` want besides the project."""
    from scripts.reach.question import Manners  # here, since few commands need what reads the internet

    manners = Manners(options.timeout, options.pause, options.patience)
    return {"manners": manners} | {
        name: getattr(options, name) for name in ("days", "only", "limit", "hosts", "budget")
    }


def command(options: argparse.Namespace) -> int:
    """Ask the addresses of the project at `options.root`; returns 0, 1 (errors, or time is up) or 2 (wrong use)."""
    from scripts.reach.round import run

    return run(options.root, **settings(options))
