"""The facts both languages share, read from `data/`: sources, channels, laws, countries, strings.

What is held back (`publish` other than `ok`) is cut out here: no page, search index or export ever sees it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from scripts import clock, data_check, data_file, host_name, interface, phone, record
from scripts.campaign import Campaign
from scripts.finding import START, Finding, finding, say
from scripts.interface import Words
from scripts.record import EXAMPLE, OK, Record
from scripts.yaml_source import YamlSource

# Folders of data/ that other modules read: spelling, and what was read side by side.
_OTHERS = frozenset({"dictionaries", "words", "reviews"})
GROUPS = ("emergency", "report", "minors", "support", "removal")  # the order in which readers need them
PLATFORMS = "plat"


class Placed(NamedTuple):
    """A file that was read: its source, for lines, and how findings name it."""

    source: YamlSource
    shown: str


@dataclass
class Library:
    """`sources`, `channels`, `laws` and `countries` map ids to entries; `strings`, locale codes to keys to words.

    `channels` and `laws` hold what readers may see, nothing else; `records`, every value, also those held back,
    for editors; `held`, the ids of channels and laws of which nothing is published.
    `unread` holds the ids of files with findings: pages may name them, and nothing more is said of them.
    `shorteners` are hosts that hide where they lead; `firms`, what is in the host names of paid «recovery» services.
    `questions` are those that no source settles, by name; `questions_at`, where they are written.
    `examples` are the examples of a campaign just begun, each as the finding that keeps it from being published.
    `search` holds how each language's search compares words, by locale; `search_at`, where that is written.
    """

    today: datetime.date = field(default_factory=clock.today)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    laws: dict[str, dict[str, Any]] = field(default_factory=dict)
    countries: dict[str, dict[str, Any]] = field(default_factory=dict)
    strings: dict[str, Words] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    examples: list[Finding] = field(default_factory=list)
    shorteners: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    questions_at: Placed | None = None
    search: dict[str, dict[str, Any]] = field(default_factory=dict)
    search_at: dict[str, Placed] = field(default_factory=dict)

    def channel_group(self, name: str) -> list[dict[str, Any]]:
        """Return the channels of `<country>` or `<country>/<group>`, in the order of the groups and of the file."""
        country, _, group = name.partition("/")
        found = [
            channel
            for channel in self.channels.values()
            if channel["country"] == country and group in ("", channel["group"])
        ]
        return sorted(found, key=lambda channel: GROUPS.index(channel["group"]))

    @property
    def groups(self) -> set[str]:
        """Return every name that `channel_group` knows."""
        found = {channel["country"] for channel in self.channels.values()}
        return found | {f"{channel['country']}/{channel['group']}" for channel in self.channels.values()}

    def laws_of(self, country: str) -> list[dict[str, Any]]:
        """Return the laws of a country, in the order of the file."""
        return [law for law in self.laws.values() if law["country"] == country]

    @cached_property
    def short_numbers(self) -> dict[str, str]:
        """Return the short numbers of the data with a channel of each; of those held back, the longer ones.

        A held-back 112 is 112 things besides.
        """
        found: dict[str, str] = {}
        for one in self.records:
            named = one.published or len(one.value) > 3
            if named and one.kind in phone.KINDS and phone.is_short(one.value):
                found.setdefault(one.value, one.owner)
        return found

    @cached_property
    def domains(self) -> frozenset[str]:
        """Return the registered domains of the addresses that readers see; asked for when all is read."""
        hosts = (host_name.of_url(one.value) for one in self.records if one.published and one.kind == "url")
        return frozenset(host_name.domain(host) for host in hosts)

    def oldest(self, channel: dict[str, Any]) -> dict[str, Any]:
        """Return the contact of a channel whose check is the least recent: the card gives its day and way."""
        return min(channel["contacts"], key=lambda contact: contact["checked"])

    def is_old(self, checked: str) -> bool:
        """Return whether a check of that day is more than a year old on the day of the build."""
        return record.is_old(checked, self.today)


def country_of(path: Path) -> str:
    """Return what a file of channels or laws is about: its country, `int`, or `plat` for the platforms."""
    return PLATFORMS if path.stem == "platforms" else path.stem


def is_channel_file(path: Path) -> bool:
    """Return whether a file of `data/` (its path relative to the project) holds channels."""
    return path.match("data/channels/*.yml") or path.match("data/platforms.yml")


def channel_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (country, path) for every file of channels below the folder `data/`."""
    for path in [*sorted((folder / "channels").glob("*.yml")), *folder.glob("platforms.yml")]:
        yield country_of(path), path


def law_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (country, path) for every file of laws below the folder `data/`."""
    for path in sorted((folder / "laws").glob("*.yml")):
        yield country_of(path), path


def published_channel(channel: dict[str, Any], country: str) -> dict[str, Any] | None:
    """Return a channel with the contacts readers may see, or None if there are none.

    `example` says whether one of them is only an example: the templates mark it.
    """
    contacts = [
        contact | {"country": country} for contact in channel["contacts"] if contact["publish"] in (OK, EXAMPLE)
    ]
    example = any(contact["publish"] == EXAMPLE for contact in contacts)
    return channel | {"country": country, "contacts": contacts, "example": example} if contacts else None


def published_law(law: dict[str, Any], country: str) -> dict[str, Any] | None:
    """Return a law if readers may see it."""
    return law | {"country": country} if law["publish"] == OK else None


def _ids(data: Any, country: str) -> set[str]:  # noqa: ANN401
    """Return every id that a file with findings may have meant to define."""
    if isinstance(data, dict):
        return {str(key) for key in data}
    entries = [entry for entry in data or [] if isinstance(entry, dict)] if isinstance(data, list) else []
    groups = {f"{country}/{entry.get('group')}" for entry in entries}
    return {str(entry.get("id")) for entry in entries} | groups | {country}


class _Reader:
    """Reads the files of `data/` into one library."""

    def __init__(self, campaign: Campaign, library: Library) -> None:
        self.campaign, self.library, self.seen = campaign, library, set()
        self.read: list[tuple[YamlSource, str]] = []
        self.facets: dict[str, list[str]] = {}

    def strings(self, folder: Path) -> None:
        """Read the words of the templates. The situations and the audiences are those that have words."""
        self.library.strings, findings = interface.read(self.campaign, folder)
        self.library.findings += findings
        words = next(iter(self.library.strings.values()), Words())
        if not findings:  # of a file that is left out, nothing is known
            self.facets["situations"] = words.named(interface.SITUATIONS)
            self.facets["audience"] = [interface.EVERYONE, *words.named(interface.AUDIENCES)]

    def file(self, path: Path, schema: str) -> tuple[YamlSource, str, list[Finding]]:
        source, findings = data_file.load(self.campaign.root, path, schema, "DAT001")
        shown = self.campaign.relative(path)
        return source, shown, [*findings, *data_check.dates(source, shown, self.library.today)]

    def mapping(self, path: Path, schema: str) -> dict[str, Any]:
        """Read a file that maps ids to entries; a campaign that has none of them has no such file."""
        if not path.is_file():
            return {}
        source, _, findings = self.file(path, schema)
        self.library.findings += findings
        usable = isinstance(source.data, dict) and not any(one.code == "DAT001" for one in findings)
        if not usable:
            self.library.unread |= _ids(source.data, path.stem)
        return source.data if usable else {}

    def entries(
        self,
        country: str,
        path: Path,
        schema: str,
        records: Callable[[YamlSource, str, str], Iterator[Record]],
        published: Callable[[dict[str, Any], str], dict[str, Any] | None],
    ) -> Iterator[dict[str, Any]]:
        """Read a file of channels or laws; yields what readers may see, nothing if the file has findings."""
        source, shown, findings = self.file(path, schema)
        findings += data_check.languages(source, shown, self.campaign)
        findings += data_check.places(source, shown, country, self.library.countries)
        findings += data_check.facets(source, shown, self.facets)
        findings += data_check.numbers(source, shown, country)
        entries = source.data if isinstance(source.data, list) else []
        for index, entry in enumerate(entries):
            name = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(name, str) and name in self.seen:
                message = say("the id «{name}» is used twice; give each entry its own", name=name)
                findings.append(finding(shown, source.at((index, "id")), "DAT003", message))
            elif isinstance(name, str):
                self.seen.add(name)
        findings += data_check.quoted_numbers(source, shown)
        findings += data_check.numbers_of_alternates(source, shown, [one.code for one in self.campaign.locales])
        findings += data_check.web_addresses(source, shown)
        findings += data_check.reachable_examples(source, shown)
        self.library.examples += data_check.examples(source, shown)
        self.read.append((source, shown))
        self.library.findings += findings
        if findings:
            self.library.unread |= _ids(source.data, country)
            return
        self.library.records += records(source, shown, country)
        for entry in entries:
            shape = published(entry, country)
            if shape:
                yield shape
            else:
                self.library.held.add(entry["id"])

    def questions(self, path: Path) -> None:
        """Read the open questions, if there are any."""
        if path.is_file():
            source, shown, findings = self.file(path, "questions")
            self.library.findings += findings
            self.library.questions = {} if findings or not isinstance(source.data, dict) else source.data
            self.library.questions_at = Placed(source, shown)

    def search(self, folder: Path) -> None:
        """Read how words are compared, a file for each language that has rules of its own."""
        for path in sorted(folder.glob("*.yml")):
            source, shown, findings = self.file(path, "search")
            self.library.findings += findings
            if not findings:
                self.library.search[path.stem] = source.data or {}
            self.library.search_at[path.stem] = Placed(source, shown)

    def other_files(self, folder: Path) -> None:
        """Check the one file no page needs, and find those that nothing reads."""
        domains = folder / "domains.yml"
        known = self.mapping(domains, "domains")
        self.library.shorteners = frozenset(known.get("shorteners", ()))
        self.library.firms = frozenset(known.get("firms", ()))
        if not domains.is_file() and any(channel_files(folder)):  # without it, nobody watches what becomes of them
            self.library.findings += self.file(domains, "domains")[2]
        for path in sorted(folder.rglob("*")):
            if path.relative_to(folder).parts[0] in _OTHERS:
                continue
            if path.is_file() and path.suffix != ".yml" and not path.name.startswith("."):
                message = say("nothing reads this file; give its name the ending .yml, or move it out of data/")
                self.library.findings.append(finding(self.campaign.relative(path), START, "DAT012", message))


def load(campaign: Campaign, today: datetime.date | None = None) -> Library:
    """Read all of `data/`, if there is one; what is wrong is in `findings`, and the files concerned are left out."""
    library = Library(today=today or clock.today())
    if not campaign.has_data:
        return library
    reader, folder = _Reader(campaign, library), campaign.root / "data"
    library.sources = reader.mapping(folder / "sources.yml", "sources")
    library.countries = reader.mapping(folder / "countries.yml", "countries")
    reader.strings(folder / "strings")
    reader.questions(folder / "questions.yml")
    for country, path in channel_files(folder):
        for channel in reader.entries(country, path, "channels", record.of_channels, published_channel):
            library.channels[channel["id"]] = channel
    for country, path in law_files(folder):
        for law in reader.entries(country, path, "laws", record.of_laws, published_law):
            library.laws[law["id"]] = law
    short, domains = library.short_numbers, library.domains
    for source, shown in reader.read:
        library.findings += data_check.typed_values(source, shown, short, domains)
    reader.search(folder / "search")
    reader.other_files(folder)
    return library
