"""Everything about printed sheets that a build of the site does: print, link, answer, and draw the share cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from scripts import identity, palette
from scripts.finding import START, Finding, Message, finding, say
from scripts.locale_build import LocaleBuild
from scripts.rules import Corpus
from scripts.sheets import faces, share, status, versions
from scripts.sheets.catalogue import STATUS, Catalogue
from scripts.sheets.engine import Engine, MissingGlyphError, PrintError
from scripts.sheets.press import Press
from scripts.sheets.status import Status

CACHE = Path(".build", "print")  # in the project's folder, which git ignores
_PARTS = {versions.TITLE: "title", versions.LEAD: "lead", versions.NUMBERS: "numbers", versions.SHARED: "shared"}


@dataclass
class Shop:
    """What was printed and drawn, and the records behind it: everything to write beside the pages."""

    corpus: Corpus
    builds: Mapping[str, LocaleBuild]
    catalogue: Catalogue
    ledgers: list[versions.Ledger]
    pictures: dict[str, bytes] = field(default_factory=dict)
    wordmarks: dict[str, identity.Outline] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def _statuses(self) -> list[Status]:
        paths = {versions.sheet_id(path): path for path in versions.sheets(self.corpus)}
        return [one for ledger in self.ledgers for one in status.of_ledger(ledger, paths)]

    def _part(self, build: LocaleBuild, one: Status, part: str) -> Markup:
        """Return the name of a part of a sheet: its heading, or words for what has none."""
        strings = build.context.strings
        if part in _PARTS:
            return build.isolate(strings[f"sheet_part_{_PARTS[part]}"])
        taken = part.startswith(versions.PAIR)
        pages = build.pages.values() if taken else [build.pages[one.path]] if one.path in build.pages else []
        anchor = part.removeprefix(versions.PAIR)
        found = (heading.text for page in pages for heading in page.headings if heading.anchor == anchor)
        return build.isolate(next(found, strings["sheet_part_gone"]))

    def _name(self, build: LocaleBuild, channel: str) -> Markup:
        """Return the name of a channel that is, or was, on a sheet."""
        names = (ledger.names.get(channel, {}).get(build.locale.code) for ledger in self.ledgers)
        return build.isolate(next(filter(None, names), channel))

    def _status_pages(self, favicon: str) -> dict[str, bytes]:
        """Return the pages behind the codes of the sheets, and the list of all of them."""
        found = self._statuses()
        shared = {
            "builds": self.builds,
            "today": self.corpus.library.today,
            "favicon": favicon,
            "catalogue": self.catalogue,
            "part": self._part,
            "name": self._name,
            "list": f"{STATUS}/",
        }
        template = next(iter(self.builds.values())).env.get_template("sheet.html")
        pages = {one.address: template.render(status=one, here=one.address, **shared) for one in found}
        pages[f"{STATUS}/"] = template.render(status=None, statuses=found, here=f"{STATUS}/", **shared)
        return {f"{address}index.html": page.encode() for address, page in pages.items()}

    def files(self, favicon: str) -> dict[str, bytes]:
        """Return every file to write into the site besides the pages, by address."""
        files = {one.name: one.content for one in self.catalogue.files} | self.pictures
        return files | self._status_pages(favicon) if self.ledgers else files


def _draw(corpus: Corpus, builds: Mapping[str, LocaleBuild], engine: Engine) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the share cards by address, and the findings on those that cannot be drawn."""
    pictures, findings = {}, []
    colours = palette.read(corpus.campaign.docs)
    for locale, build in builds.items():
        pages = {path: page.meta for path, page in corpus.pages[locale].items() if page.meta}
        for path, made in share.cards(engine, build, pages, corpus.campaign, colours).items():
            if isinstance(made, bytes):
                pictures[share.address(locale, path)] = made
                continue
            if isinstance(made, MissingGlyphError):
                message = say(
                    "the share card of this title cannot be drawn: it has «{text}», which no font can show; write the "
                    "title in another way",
                    text=made.text,
                )
            else:
                message = say(
                    "the share card of this title cannot be drawn: it {problem}; write the title in another way",
                    problem=made.message,
                )
            findings.append(
                finding(corpus.shown(locale, path), corpus.pages[locale][path].at("title"), "SHT009", message)
            )
    return pictures, findings


def _draw_face(shop: Shop, engine: Engine) -> None:
    """Add the campaign's name and mark to the pictures of `shop`."""
    colours = palette.read(shop.corpus.campaign.docs)
    locales = {code: build.locale for code, build in shop.builds.items()}
    try:
        shop.wordmarks = {code: identity.wordmark(engine, locale) for code, locale in locales.items()}
        shop.pictures |= identity.files(engine, locales, shop.wordmarks, colours)
    except PrintError as error:
        message = say("the name of the site cannot be drawn: {problem}; write it in another way", problem=error.message)
        shop.findings.append(finding("mkdocs.yml", START, "SHT009", message))


def _unwritten(builds: Mapping[str, LocaleBuild], engine: Engine) -> list[Finding]:
    """Return a finding for each language that no font can write."""
    messages = [
        say(
            "no font of overrides/print/fonts has the letters of «{code}»; `make language LOCALE={code}` looks for one "
            "on this computer, or put one there with its licence",
            code=code,
        )
        for code in builds
        if not faces.families(engine, code)
    ]
    return [finding("mkdocs.yml", START, "SHT010", message) for message in messages]


def closed(corpus: Corpus, builds: Mapping[str, LocaleBuild]) -> Shop:
    """Return a shop that prints nothing, for the preview of sources with findings."""
    return Shop(corpus, builds, Catalogue(), [])


def open_shop(
    corpus: Corpus, builds: Mapping[str, LocaleBuild], render: Callable[[str, str], str], base: str, templates: Path
) -> Shop:
    """Print every sheet of the campaign's country and draw every share card; what could not be is in `findings`."""
    country = corpus.campaign.print_country
    ledgers = [one for one in versions.ledgers(corpus) if not one.findings]
    engine = Engine(templates / "print", corpus.campaign.root / CACHE)
    if unwritten := _unwritten(builds, engine):
        return replace(closed(corpus, builds), findings=unwritten)
    pictures, findings = _draw(corpus, builds, engine)
    shop = Shop(corpus, builds, Catalogue(), ledgers, pictures=pictures, findings=findings)
    _draw_face(shop, engine)
    if country:
        own = next((one for one in ledgers if one.country == country), None)
        if own is None:
            own = versions.updated(corpus, versions.Ledger(country, ""))
            ledgers.append(own)
            shop.notes.append(
                say(
                    "The sheets for «{country}» have no record yet: all are version 1 of today. "
                    "Before handing them out, run `make sheets PRINT_COUNTRY={country}` and commit data/sheets.",
                    country=country,
                )
            )
        try:
            shop.catalogue = Press(corpus, builds, render, base, engine).run(own)
        except PrintError as error:
            message = say("the pack cannot be printed: {problem}", problem=error.message)
            shop.findings.append(finding("mkdocs.yml", START, "SHT006", message))
        shop.findings += shop.catalogue.findings
    engine.forget_old()
    return shop
