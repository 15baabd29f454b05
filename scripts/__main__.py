"""Commands of the machine: `python -m scripts <command>`. The Makefile has those that people type."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scripts import (
    agenda,
    campaign,
    canary,
    catalogue,
    checking,
    contact_changes,
    digest,
    generator,
    git_tree,
    library,
    message_files,
    new_language,
    offline,
    progress,
    proposal,
    reach,
    reading,
    report,
    review,
    rules,
)
from scripts.finding import one_line
from scripts.github_text import Writer
from scripts.publishing import command as publishing
from scripts.rules import sheets as sheet_rules
from scripts.sheets import versions
from scripts.site_build import BuildError, build


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
    try:
        outcome = checking.run(options.root, options.site, options.files, fix=options.fix)
        shown = checking.show(outcome, options.format, options.lang)
    except checking.UnknownPageError as error:
        print(f"there is no file {error}; name pages as docs/xx/index.md", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: cannot be written ({error.strerror}); let it be written", file=sys.stderr)
        return 1
    print(shown, end="")
    for path in outcome.repaired:
        print(f"{path}: repaired", file=sys.stderr)
    # What is due is news, not a fault: time alone changes no verdict.
    corpus = None if options.files else outcome.corpus
    for line in agenda.due(corpus.library.records, corpus.library.today) if corpus else ():
        print(line, file=sys.stderr)
    if corpus and corpus.library.examples:
        print(f"{len(corpus.library.examples)} examples in data/; `make publish` says where", file=sys.stderr)
    words, code = checking.verdict(outcome)
    print(report.said(words, options.lang), file=sys.stderr)
    return code


def _accept(options: argparse.Namespace) -> int:
    try:
        changed = reading.accept(options.root, options.files)
    except checking.UnknownPageError as error:
        print(f"there is no page {error}; name pages as docs/xx/index.md", file=sys.stderr)
        return 2
    except (reading.NotReadyError, campaign.CampaignError) as error:
        print("\n".join(map(str, error.findings)))
        print("Nothing was recorded: correct this first.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: cannot be written ({error.strerror}); let it be written", file=sys.stderr)
        return 1
    for path in changed:
        print(f"{path}: recorded")
    return 0


def _messages(options: argparse.Namespace) -> int:
    findings = message_files.update()
    for one in findings:
        print(one)
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
    print(contact_changes.table(report.changes, Writer(catalogue.ENGLISH)), end="")
    for one in report.findings:
        print(one)
    return 1 if report.findings else 0


def _review(options: argparse.Namespace) -> int:
    try:
        text = review.review(options.root, options.site, options.base)
    except git_tree.GitError as error:
        print(error, file=sys.stderr)
        return 2
    print(text, end="")
    return 0


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


def _language(options: argparse.Namespace) -> int:
    try:
        made = new_language.plan(options.root, options.locale, options.name, options.source, options.title)
        new_language.write(made)
    except campaign.CampaignError as error:
        print("\n".join(map(str, error.findings)))
        return 1
    except new_language.LanguageError as error:
        print(one_line(str(error)), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: cannot be written ({error.strerror}); nothing was written", file=sys.stderr)
        return 1
    print(f"{len(made.files)} files written." if made.files else "Nothing to add.")
    for note in made.notes:
        print(note)
    return _progress(options)


def _progress(options: argparse.Namespace) -> int:
    corpus, findings = rules.read_project(options.root)
    if corpus is None:
        print("\n".join(map(str, findings)))
        return 1
    drafts = [one.code for one in corpus.campaign.drafts]
    if options.locale and options.locale not in drafts:
        known = ", ".join(drafts) or "none"
        print(f"«{options.locale}» is no language in progress; those are: {known}", file=sys.stderr)
        return 2
    if not drafts:
        print("No language is in progress; `make language LOCALE=…` begins one.")
    for code in [options.locale] if options.locale else drafts:
        print("\n".join(progress.table(progress.measure(corpus, code))))
    return 0


_COMMANDS = {
    "build": (_build, "build every language into site/"),
    "check": (_check, "check the sources, and site/ if it is there; say which contacts are due for a new check"),
    "accept": (_accept, "record that the languages of some pages say the same, in data/reviews/"),
    "reach": (reach.command, "ask the addresses of the project whether they answer; goes on the internet"),
    "messages": (_messages, "bring the catalogues of messages up to date, and list what is to translate"),
    "verify": (_verify, "list the values held back, with what a person must verify, and the counts by country"),
    "sheets": (_sheets, "record a new version of every printed sheet that has changed, in data/sheets/"),
    "publish": (publishing.publish, "publish a version and `latest` on the branch that is served"),
    "rollback": (publishing.roll_back, "serve again what was served before the newest publication"),
    "squash": (publishing.squash, "shorten the history of the branch that is served"),
    "canary": (
        canary.command,
        "build with the newest dependencies and by ProperDocs, in .build/canary/; say what differs",
    ),
    "language": (_language, "add a language in progress, or what one still lacks; say how far it is"),
    "progress": (_progress, "say how far the languages in progress are, and which files come next"),
    "digest": (digest.command, "write the weekly issue: addresses that lead nowhere, checks due; goes on the internet"),
    "offline": (offline.command, "write the built site into dist/ as files that open without a connection"),
    "campaign": (generator.campaign, "make a new campaign of this machine, in a folder of its own"),
    "machine": (generator.machine, "renew the machine of this campaign, its words untouched"),
    "changes": (_changes, "list the contact values changed since a revision; fail on those that must not be"),
    "review": (_review, "say in every language what a proposal changes and what is missing, for a pull request"),
}


def main() -> int:
    """Run one command; returns its exit code: 0 well, 1 findings, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m scripts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, summary) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
        if name in ("build", "check", "review", "offline"):
            command.add_argument("--site", type=Path, help="the built site (site/ in the project's folder)")
        if name in ("check", "accept"):
            command.add_argument("files", nargs="*" if name == "check" else "+", help="pages, as docs/xx/index.md")
        if name == "check":
            languages = [report.AUTO, *catalogue.languages()]
            command.add_argument("--format", choices=report.FORMATS, default="text", help="how findings are shown")
            command.add_argument("--lang", choices=languages, default=report.AUTO, help="auto: that of each page")
            command.add_argument("--fix", action="store_true", help="make the repairs that are safe")
        if name in ("publish", "rollback", "squash"):
            publishing.add_options(name, command)
        if name in ("language", "progress"):
            command.add_argument("locale", nargs=None if name == "language" else "?", default="", help="its code")
        if name == "language":
            command.add_argument("--name", default="", help="its name in itself, as readers choose it (CLDR's)")
            command.add_argument("--title", default="", help="the name of the site in it, else to be translated")
            command.add_argument("--from", dest="source", default="", help="the language to copy pages from (default)")
        if name == "reach":
            reach.add_options(command)
        if name == "offline":
            offline.add_options(command)
        if name in ("campaign", "machine"):
            generator.add_options(name, command)
        if name == "digest":
            digest.add_options(command)
        if name in ("changes", "review"):
            command.add_argument("--base", required=True, help="the revision to compare with: a branch, tag or commit")
    options = parser.parse_args()
    options.root = options.root.resolve()
    if "site" in options:
        options.site = (options.site or options.root / "site").resolve()
    return _COMMANDS[options.command][0](options)


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
