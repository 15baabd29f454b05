"""New campaigns from this machine, and the machine of a campaign renewed: the commands `campaign` and `machine`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from scripts.generator.order import OrderError, read

_BACK = "git reset --hard && git clean -fd"


def add_options(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the options of one of the two commands."""
    if name == "campaign":
        parser.add_argument("--dir", default="", help="the new folder, relative to the machine's")
        parser.add_argument("--locales", default="", help="language codes, the default one first: es,en")
        parser.add_argument("--name", default="", help="the name of the campaign, or one per language, with | between")
        parser.add_argument("--country", default="", help="ISO code of the country whose numbers are printed")


def _refused(what: str, error: object) -> int:
    print(f"{what}: {error}", file=sys.stderr)
    return 2


def campaign(options: argparse.Namespace) -> int:
    """Make a campaign; returns 0, or 2 where nothing was made."""
    try:
        from scripts.generator import making
    except ImportError as error:
        return _refused("campaign", f"{error.name} is missing; run it as: make campaign")
    begun = time.monotonic()
    asked = {"folder": options.dir, "locales": options.locales, "names": options.name, "country": options.country}
    try:
        order = read(options.root, asked, making.known(options.root))
        found = making.make(options.root, order)
        changed = making.left_out(options.root)
    except (OrderError, making.MakingError) as error:
        return _refused("campaign", error)
    except OSError as error:
        return _refused("campaign", f"{error.filename}: {error.strerror}; nothing was made")
    folder = options.dir
    seconds = time.monotonic() - begun
    print(f"{folder}: {order.names[order.locales[0]]} ({', '.join(order.locales)}), made in {seconds:.0f} s")
    if changed:
        print(f"  without what is not committed in the machine: {', '.join(changed[:3])}{' …' if changed[3:] else ''}")
    print(f"  country of the printed numbers: {order.country} (for another: COUNTRY=…)")
    for code in order.drafts:
        print(
            f"  {code}: in progress, the machine has no words for it; they are listed in data/strings/{code}.yml, "
            f"all that is missing by: make -C {folder} progress LOCALE={code}"
        )
    for line in found:
        print(f"  to correct: {line}")
    print(f"  make -C {folder} site          builds it")
    print(f"  {Path(folder) / 'README.md'}   says what to do next, from the two examples to the first publication")
    return 0


def machine(options: argparse.Namespace) -> int:
    """Renew the machine of a campaign; returns 0, 1 where a person must choose between two texts, 2 if refused."""
    try:
        from scripts.generator import renewal
        from scripts.generator.making import MakingError
    except ImportError as error:
        return _refused("machine", f"{error.name} is missing; run it as: make machine")
    try:
        done = renewal.renew(options.root)
    except MakingError as error:
        return _refused("machine", error)
    except OSError as error:
        return _refused(
            "machine", f"{error.filename}: {error.strerror}; git reset --hard && git clean -fd brings back what was"
        )
    if done.before == done.after or not done.changed:
        print(f"the machine is the newest: {done.after[:12]}")
    else:
        print(f"the machine went from {done.before[-12:]} to {done.after[:12]}: {len(done.changed)} files changed")
    for path in done.conflicts:
        print(f"{path}: changed here and in the machine; choose between the two texts it shows, then: git add {path}")
    if done.changed:
        print(f"then: make check, make site, and commit; or, to leave all as it was: {_BACK}")
    return 1 if done.conflicts else 0
