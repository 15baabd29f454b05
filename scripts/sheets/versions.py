"""The record of printed sheets: `data/sheets/<country>.yml`, one list of versions a sheet, the newest first.

A version keeps the numbers as printed and a digest of each part of the text in each language. So an old sheet
can be told what changed since, and a sheet that changed without a new version is found. `make sheets` keeps it.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts import atomic, data_file, host_name, myth_pairs, phone
from scripts.finding import START, Finding, finding, say
from scripts.rules import Corpus
from scripts.sheets import numbers
from scripts.sheets.content import SCREEN, UNPRINTED
from scripts.sheets.kinds import KINDS, Kind
from scripts.source_page import REFERENCE, SourcePage
from scripts.yaml_source import YamlSource

HEADER = "# The versions of the printed sheets. Kept by `make sheets`: not to be edited by hand.\n"
# Parts that are no heading: no anchor begins with an underscore.
TITLE, LEAD, NUMBERS, SHARED, PAIR = "_title", "_lead", "_numbers", "_shared", "_pair-"
_SHARED = ("print_acts", "print_red_lines", "print_no_numbers", "verdict_myth", "verdict_fact", "verdict_depends")
_COMMENT = re.compile(r"<!--.*?-->")  # never printed
_SCREEN = re.compile(rf"^!!! ?{SCREEN}\b.*(?:\n(?: {{4}}.*| *$))*", re.M)
_TARGET = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class Version:
    """A version of a sheet: `contacts` map channel ids to what is printed; `texts`, locales to parts to digests."""

    number: int
    date: datetime.date
    contacts: dict[str, str]
    texts: dict[str, dict[str, str]]

    def same(self, other: Version) -> bool:
        """Return whether two versions print the same."""
        return (self.contacts, self.texts) == (other.contacts, other.texts)


@dataclass
class Ledger:
    """One country's record: the versions by sheet, the newest first, and the `names` of the channels ever printed.

    `names` map channel ids to locales to names: an old sheet is told by name which number is gone. `source` says
    where each thing is written.
    """

    country: str
    path: str
    versions: dict[str, list[Version]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    source: YamlSource | None = None
    findings: list[Finding] = field(default_factory=list)


def sheet_id(path: str) -> str:
    """Return the id of the sheet of a page: `first-hour` for `checklists/first-hour.md`."""
    return path.removesuffix(".md").rpartition("/")[2]


def sheets(corpus: Corpus) -> dict[str, Kind]:
    """Return the pages that are printed, with their kinds, in the order of the menu."""
    if not corpus.campaign.print_country:
        return {}
    default = next(locale.code for locale in corpus.campaign.locales if locale.default)
    nav = {path: index for index, path in enumerate(corpus.campaign.nav)}
    pages = sorted(corpus.pages[default].items(), key=lambda item: (nav.get(item[0], len(nav)), item[0]))
    found = {path: page.meta.get("kind") for path, page in pages}
    return {path: KINDS[kind] for path, kind in found.items() if isinstance(kind, str) and kind in KINDS}


def _digest(text: str) -> str:
    """Return a digest of the words of a Markdown text: where links lead and what is cited is not printed."""
    for unprinted in (_COMMENT, _SCREEN, REFERENCE):
        text = unprinted.sub("", text)
    words = " ".join(_TARGET.sub("]", text).split())
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def _sections(page: SourcePage) -> Iterator[tuple[str, str]]:
    """Yield (part, text) for the title, the words before the first heading, and what each heading opens."""
    yield TITLE, str(page.meta.get("title") or "")
    openings = {heading.at.line: heading for heading in page.headings}
    part, text, skipping = LEAD, [], False
    for (number, _), line in zip(page.lines, page.body.split("\n"), strict=True):
        heading = openings.get(number)
        if heading:
            if not skipping:
                yield part, "\n".join(text)
            part, text = heading.anchor or heading.text, []
            skipping = part in UNPRINTED if heading.level == 2 else skipping
        text.append(line)
    if not skipping:
        yield part, "\n".join(text)


def _taken_over(corpus: Corpus, locale: str, page: SourcePage) -> Iterator[tuple[str, str]]:
    """Yield (part, text) for the myth pairs that a sheet takes over from another page."""
    for mention in page.mentions:
        other = corpus.pages[locale].get(myth_pairs.path_of(mention.name))
        if mention.scheme in ("pairs", "answers") and other:
            anchors = {heading.text: heading.anchor for heading in other.headings}
            for claim, lines in myth_pairs.pairs(other):
                text = "\n".join(lines) if mention.scheme == "answers" else claim
                yield f"{PAIR}{anchors.get(claim) or claim}", text


def _channel_words(channel: dict[str, Any], locale: str) -> list[Any]:
    """Return what a sheet says of a service besides its number."""
    hours = channel.get("hours") or {}
    words = [(channel.get(key) or {}).get(locale) for key in ("name", "short", "for")]
    return [*words, hours.get("open"), (hours.get("note") or {}).get(locale)]


def now(corpus: Corpus, path: str, kind: Kind, country: str) -> Version:
    """Return a sheet as it would be printed from these sources: version 0, of today."""
    library = corpus.library
    channels = [library.channels[name] for name in numbers.printed(library, country, kind)]
    contacts = {one["id"]: numbers.value(numbers.primary(one)) for one in channels}
    texts: dict[str, dict[str, str]] = {}
    for locale, pages in corpus.pages.items():
        page = pages.get(path)
        if page is None:
            continue
        parts = {part: _digest(text) for part, text in (*_sections(page), *_taken_over(corpus, locale, page))}
        parts[NUMBERS] = _digest(str([_channel_words(one, locale) for one in channels]))
        parts[SHARED] = _digest(str([library.strings[locale][key] for key in _SHARED]))
        texts[locale] = parts
    return Version(0, library.today, contacts, texts)


def changed(old: Version, new: Version) -> str:
    """Return what changed between two versions, in a few words."""
    if old.contacts != new.contacts:
        return say("a number")
    parts = {
        f"{locale}: {part.lstrip('_')}"
        for locale in {*old.texts, *new.texts}
        for part in {*old.texts.get(locale, {}), *new.texts.get(locale, {})}
        if old.texts.get(locale, {}).get(part) != new.texts.get(locale, {}).get(part)
    }
    return ", ".join(sorted(parts))


# ── The files ─────────────────────────────────────────────────────────────────────────────────────


def path_of(corpus: Corpus, country: str) -> Path:
    """Return the file of a country's record."""
    return corpus.campaign.root / "data" / "sheets" / f"{country}.yml"


def _version(entry: dict[str, Any]) -> Version:
    return Version(entry["version"], datetime.date.fromisoformat(entry["date"]), entry["contacts"], entry["texts"])


def _order(source: YamlSource, shown: str) -> Iterator[Finding]:
    for name, entries in source.data["sheets"].items():
        for index, entry in enumerate(entries):
            expected = len(entries) - index
            if entry["version"] != expected:
                message = say(
                    "«{name}»: version {number} is expected here; put the file back as `make sheets` wrote it",
                    name=name,
                    number=expected,
                )
                yield finding(shown, source.at(("sheets", name, index, "version")), "SHT002", message)


def read(corpus: Corpus, path: Path) -> Ledger:
    """Read one country's record; what is wrong with the file is in its findings, and then it holds no version."""
    shown = corpus.campaign.relative(path)
    ledger = Ledger(path.stem, shown)
    if not (corpus.campaign.root / "data" / "channels" / path.name).is_file():
        message = say(
            "there is no data/channels/{name}; give the file the name of a country, or take it away", name=path.name
        )
        ledger.findings = [finding(shown, START, "SHT002", message)]
    elif path.exists():
        ledger.source, ledger.findings = data_file.load(corpus.campaign.root, path, "sheets", "SHT002")
        if not ledger.findings:
            ledger.findings = [*_order(ledger.source, shown)]
    if ledger.source and not ledger.findings:
        ledger.versions = {name: [*map(_version, entries)] for name, entries in ledger.source.data["sheets"].items()}
        ledger.names = ledger.source.data["names"]
    return ledger


def ledgers(corpus: Corpus) -> list[Ledger]:
    """Read the records of every country that has one."""
    return [read(corpus, path) for path in sorted(path_of(corpus, "*").parent.glob("*.yml"))]


def _of_examples(version: Version) -> bool:
    """Return whether a version shows examples of a campaign just begun: it was never published, and counts for none."""
    return any(phone.is_fictional(value) or host_name.is_reserved(value) for value in version.contacts.values())


def updated(corpus: Corpus, ledger: Ledger) -> Ledger:
    """Return the record with a new version of every sheet that has changed or is new.

    Nothing is taken out but the versions that only showed examples, which nobody has printed.
    """
    result = Ledger(ledger.country, ledger.path, dict(ledger.versions), dict(ledger.names), ledger.source)
    for path, kind in sheets(corpus).items():
        name, fresh = sheet_id(path), now(corpus, path, kind, ledger.country)
        known = [one for one in result.versions.get(name, []) if not _of_examples(one)]
        if not known or not known[0].same(fresh):
            newest = Version(len(known) + 1, fresh.date, fresh.contacts, fresh.texts)
            result.versions[name] = [newest, *known]
        for channel in fresh.contacts:
            result.names[channel] = dict(corpus.library.channels[channel]["name"])
    return result


def write(path: Path, ledger: Ledger) -> None:
    """Write a record, whole or not at all. Raises OSError."""
    plain = {
        "names": dict(sorted(ledger.names.items())),
        "sheets": {
            name: [
                {"version": one.number, "date": one.date.isoformat(), "contacts": one.contacts, "texts": one.texts}
                for one in entries
            ]
            for name, entries in sorted(ledger.versions.items())
        },
    }
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)
    atomic.write(path, (HEADER + text).encode())
