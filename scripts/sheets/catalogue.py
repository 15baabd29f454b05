"""What was printed: every file, by page and by language, for whoever links to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.finding import Finding
from scripts.sheets.versions import Version

FOLDER = "print"  # of the built site
STATUS = "s"  # the folder of the pages that say whether a sheet is current: short, it is printed


@dataclass(frozen=True)
class PrintedFile:
    """A PDF (or ZIP) of the site: its address inside it, its languages, its paper (`a4`, `a3`, `zip`)."""

    name: str
    locales: tuple[str, ...]
    paper: str
    content: bytes = field(repr=False)

    @property
    def kilobytes(self) -> int:
        """Return the size to tell readers, in thousands of bytes, at least 1."""
        return max(1, round(len(self.content) / 1000))


@dataclass
class Entry:
    """A sheet: the page it prints (its path inside a language), its id, its version, its files."""

    path: str
    name: str
    version: Version
    files: list[PrintedFile] = field(default_factory=list)

    def files_for(self, locale: str) -> list[PrintedFile]:
        """Return the files as readers of a language want them: theirs, those they share, the others."""
        return sorted(self.files, key=lambda file: (locale not in file.locales, len(file.locales)))


@dataclass
class Catalogue:
    """The sheets of one country, by page, the packs by language, and the findings on what could not be printed."""

    country: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    packs: dict[str, list[PrintedFile]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Return the address of the list of all sheets and their versions."""
        return f"{STATUS}/"

    def status_of(self, path: str) -> str:
        """Return the address of the page on the present version of a page's sheet; '' for one that has none."""
        entry = self.entries.get(path)
        return status_address(self.country, entry.name, entry.version.number) if entry else ""

    @property
    def files(self) -> Iterator[PrintedFile]:
        """Return every file to write into the site."""
        yield from (file for entry in self.entries.values() for file in entry.files)
        yield from (file for pack in self.packs.values() for file in pack)


def status_address(country: str, name: str, version: int) -> str:
    """Return the address, inside the site, of the page that says whether a version of a sheet is current."""
    return f"{STATUS}/{country}/{name}/{version}/"
