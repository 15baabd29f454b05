"""Commands of the machine: `python -m scripts build|check`. See the Makefile for those people type."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts import campaign, rules
from scripts.site_build import BuildError, build
from scripts.site_check import check_site


def _build(root: Path, site: Path) -> int:
    try:
        locales = campaign.load(root).locales
        pages = build(root, site)
    except (BuildError, campaign.CampaignError) as error:
        for one in getattr(error, "findings", ()):
            print(one, file=sys.stderr)
        kept = f"; {site.name}/ from the last good build is untouched" if site.exists() else ""
        print(f"Nothing was built{kept}.", file=sys.stderr)
        return 1
    print(f"{pages} pages in {site.name}/. To read them:")
    print(f"  python3 -m http.server --bind 127.0.0.1 --directory {site.name} 8000")
    for locale in locales:
        print(f"  then open http://127.0.0.1:8000/{locale.prefix}  ({locale.name})")
    return 0


def _check(root: Path, site: Path) -> int:
    _, findings = rules.check_project(root)
    if site.is_dir():
        findings += check_site(site)
    for one in findings:
        print(one)
    print(f"{len(findings)} to correct." if findings else "All is well.", file=sys.stderr)
    return 1 if findings else 0


def main() -> int:
    """Run one command; returns its exit code: 0 well, 1 findings, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m scripts", description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    parser.add_argument("--site", type=Path, help="the built site (site/ in the project's folder)")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    site = (arguments.site or root / "site").resolve()
    return {"build": _build, "check": _check}[arguments.command](root, site)


if __name__ == "__main__":
    sys.exit(main())
