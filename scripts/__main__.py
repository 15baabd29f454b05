"""Commands of the machine: `python -m scripts <command>`. The Makefile has those that people type."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts import agenda, campaign, contact_changes, git_tree, library, proposal, rules
from scripts.rules import sheets as sheet_rules
from scripts.sheets import versions
from scripts.site_build import BuildError, build
from scripts.site_check import check_site


def _build(options: argparse.Namespace) -> int:
    root, site = options.root, options.site
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


def _check(options: argparse.Namespace) -> int:
    corpus, findings = rules.check_project(options.root)
    if options.site.is_dir():
        findings += check_site(options.site)
    for one in findings:
        print(one)
    # What is due is news, not a fault: time alone changes no verdict.
    for line in agenda.due(corpus.library.records, corpus.library.today) if corpus else ():
        print(line, file=sys.stderr)
    print(f"{len(findings)} to correct." if findings else "All is well.", file=sys.stderr)
    return 1 if findings else 0


def _verify(options: argparse.Namespace) -> int:
    corpus, findings = rules.check_project(options.root)
    for one in findings:
        print(one, file=sys.stderr)
    records = corpus.library.records if corpus else []
    print("\n".join([*agenda.to_verify(records), "", *agenda.counts(records)]))
    return 1 if findings else 0


def _changes(options: argparse.Namespace) -> int:
    try:
        report = proposal.judge(options.root, options.base)
    except git_tree.GitError as error:
        print(error, file=sys.stderr)
        return 2
    except proposal.ProposalError as error:
        print("\n".join(map(str, error.findings)))
        return 1
    print(contact_changes.table(report.changes), end="")
    for one in report.findings:
        print(one)
    return 1 if report.findings else 0


def _sheets(options: argparse.Namespace) -> int:
    try:
        found = campaign.load(options.root)
    except campaign.CampaignError as error:
        print("\n".join(map(str, error.findings)))
        return 1
    if not found.print_country:
        print("Nothing is printed: name a country under extra.print in mkdocs.yml, or PRINT_COUNTRY.", file=sys.stderr)
        return 2
    corpus = rules.read_corpus(found, library.load(found))
    ledgers = {one.country: one for one in versions.ledgers(corpus)}
    ledgers.setdefault(found.print_country, versions.Ledger(found.print_country, ""))
    findings = {*corpus.findings, *corpus.library.findings, *sheet_rules.before_recording(corpus)}
    findings.update(one for ledger in ledgers.values() for one in ledger.findings)
    for one in sorted(findings):
        print(one)
    if findings:
        print("No version was recorded: correct this first.", file=sys.stderr)
        return 1
    for ledger in ledgers.values():
        new, path = versions.updated(corpus, ledger), versions.path_of(corpus, ledger.country)
        try:
            if new != ledger:
                versions.write(path, new)
        except OSError as error:
            print(
                f"{found.relative(path)}:1:1: SHT002 cannot be written ({error.strerror}); let this folder be written"
            )
            return 1
        for name, (newest, *older) in sorted(new.versions.items()):
            if newest not in ledger.versions.get(name, []):
                what = versions.changed(older[0], newest) if older else "new"
                print(f"{ledger.country}: {name}: version {newest.number} ({what})")
    return 0


_COMMANDS = {
    "build": (_build, "build every language into site/"),
    "check": (_check, "check the sources, and site/ if it is there; say which contacts are due for a new check"),
    "verify": (_verify, "list the values held back, with what a person must verify, and the counts by country"),
    "sheets": (_sheets, "record a new version of every printed sheet that has changed, in data/sheets/"),
    "changes": (_changes, "list the contact values changed since a revision; fail on those that must not be"),
}


def main() -> int:
    """Run one command; returns its exit code: 0 well, 1 findings, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m scripts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, summary) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
        if name in ("build", "check"):
            command.add_argument("--site", type=Path, help="the built site (site/ in the project's folder)")
        if name == "changes":
            command.add_argument("--base", required=True, help="the revision to compare with: a branch, tag or commit")
    options = parser.parse_args()
    options.root = options.root.resolve()
    if "site" in options:
        options.site = (options.site or options.root / "site").resolve()
    return _COMMANDS[options.command][0](options)


if __name__ == "__main__":
    sys.exit(main())
