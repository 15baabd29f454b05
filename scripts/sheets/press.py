"""From the pages to the printed sheets: what each one shows, in which languages, on which paper, in which file."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import pikepdf
import segno
from babel.dates import format_date

from scripts import addresses, opening_hours
from scripts.campaign import Campaign
from scripts.finding import START, Finding, finding, say
from scripts.library import Library
from scripts.locale_build import LocaleBuild
from scripts.rules import Corpus
from scripts.sheets import content, faces, numbers, shape, versions
from scripts.sheets.catalogue import FOLDER, Catalogue, Entry, PrintedFile, status_address
from scripts.sheets.engine import Engine, MissingGlyphError, PrintError, TooLongError
from scripts.sheets.kinds import Kind
from scripts.sheets.versions import Version, sheet_id

HEAVIEST = 100_000  # bytes of a sheet
LARGEST_CODE = 8  # QR version: 49 modules, a third of a millimetre each on a card
_ERROR = "m"  # QR error correction: a code still reads with a sixth of it gone


@dataclass
class Job:
    """An edition of a sheet: the page, its kind, its parts by language, the languages and the paper of this one."""

    entry: Entry
    kind: Kind
    parts: dict[str, dict[str, Any]]
    codes: tuple[str, ...]
    paper: str


def qr(address: str) -> str:
    """Return a QR code as an SVG drawing; its quiet zone goes on into the white around it. Raises PrintError."""
    buffer, code = io.BytesIO(), segno.make(address, error=_ERROR, boost_error=False, micro=False)
    if code.version > LARGEST_CODE:
        message = say("the address of the site is too long for a code that a phone can read; set a shorter SITE_URL")
        raise PrintError(message)
    code.save(buffer, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return buffer.getvalue().decode()


def _measure(content: bytes, pages: int) -> None:
    """Raise PrintError for a PDF of more than `pages` pages, or too heavy to be sent over a slow network."""
    with pikepdf.open(io.BytesIO(content)) as document:
        if len(document.pages) > pages:
            raise PrintError(say("it takes {count} pages, not {most}", count=len(document.pages), most=pages))
    if len(content) > HEAVIEST:
        weight, most = f"{len(content) / 1000:.0f}", f"{HEAVIEST / 1000:.0f}"
        raise PrintError(say("it weighs {weight} kB, more than {most}", weight=weight, most=most))


def _shown(address: str) -> str:
    """Return an address as it is printed: without its scheme and its last slash."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def ascii_address(address: str) -> str:
    """Return an address in the letters that every font and every code has (IDNA, percent-encoding)."""
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = parts.netloc
    return parts._replace(netloc=host, path=quote(parts.path, safe="/%")).geturl()


def groups(campaign: Campaign) -> list[tuple[str, ...]]:
    """Return the languages of each edition of a sheet: each one alone, then the pairs that stand side by side.

    Unless the campaign names its pairs, they are the default language with each other one.
    """
    first, *others = [locale.code for locale in campaign.locales]
    pairs = campaign.pairs if campaign.pairs is not None else tuple((first, code) for code in others)
    return [*((code,) for code in (first, *others)), *pairs]


class Press:
    """Prints the sheets of one country. `builds` and `render` turn the pages of each language into HTML.

    `render(locale, path)` returns the HTML of a page; `base` is the site's address with its last slash.
    """

    def __init__(
        self,
        corpus: Corpus,
        builds: Mapping[str, LocaleBuild],
        render: Callable[[str, str], str],
        base: str,
        engine: Engine,
    ) -> None:
        self.corpus, self.builds, self.render, self.engine = corpus, builds, render, engine
        self.base = ascii_address(base)
        self.country = corpus.campaign.print_country
        self.icons = {"acts": [*corpus.campaign.icons.acts], "red_lines": [*corpus.campaign.icons.red_lines]}
        self.library: Library = corpus.library
        self.catalogue = Catalogue(self.country)

    # ── What a sheet shows ────────────────────────────────────────────────────────────────────────
    def _address(self, build: LocaleBuild, path: str) -> Callable[[str], str | None]:
        """Return what turns a link of a page into a whole address."""
        here = addresses.of_page(path, build.locale.prefix)

        def whole(target: str) -> str | None:
            if target.startswith(("http://", "https://")):
                return target
            if ":" in target:
                return None
            page, _, fragment = target.partition("#")
            found = addresses.of_page(addresses.joined(path, page), build.locale.prefix) if page else here
            return f"{self.base}{found}{'#' if fragment else ''}{fragment}"

        return whole

    def _numbers(self, build: LocaleBuild, names: Iterable[str]) -> list[dict[str, Any]]:
        code, rows = build.locale.code, []
        for name in names:
            channel = self.library.channels[name]
            contact = numbers.primary(channel)
            name_, open_ = numbers.short_name(channel["name"][code]), channel.get("hours") or {}
            always = open_.get("open") == opening_hours.ALWAYS
            hours = build.context.strings["print_always"] if always else build.hours(channel).split(" (")[0]
            note = open_.get("note", {}).get(code)
            texts = {
                "name": name_,
                "short": channel.get("short", {}).get(code, name_),
                "for": channel["for"][code],
                "hours": f"{hours}{build.context.strings['comma']} {note}" if hours and note else hours,
                "limits": "" if always else hours,  # what even the smallest sheet says
            }
            row = {key: numbers.runs(build.words(text), build.context.rtl) for key, text in texts.items()}
            rows.append(row | {"value": numbers.value(contact), "phone": contact["kind"] != "url"})
        return rows

    def _words(self, build: LocaleBuild, version: Version) -> dict[str, Any]:
        strings, rtl = build.context.strings, build.context.rtl
        place = build.country(self.country)
        words = {
            key: build.words(value)
            for key, value in strings.items()
            if key.startswith(("print_", "verdict_")) and isinstance(value, str)
        }
        words["licence_name"] = build.words(strings["licence_name"])
        words["numbers"] = words["print_numbers"].format(country=place)
        words["version"] = words["print_version"].format(version=version.number)
        words["date"] = format_date(version.date, "long", locale=strings["date_locale"])
        for key in ("print_acts", "print_red_lines"):
            words[key] = [numbers.runs(build.words(one), rtl) for one in strings[key]]
        return words

    def _part(self, locale: str, path: str, version: Version) -> dict[str, Any]:
        """Return one language's part of a sheet."""
        build = self.builds[locale]
        page = self.corpus.pages[locale][path]
        parts = content.of_html(self.render(locale, path), self._address(build, path))
        for part in (parts, *parts["sections"]):
            key = "lead" if part is parts else "blocks"
            part[key] = [one for one in part[key] if one.get("kind") != "call"]
        return (
            parts
            | faces.of(self.engine, build.locale)
            | {
                "site": build.locale.site_name,
                "title": numbers.runs(build.words(page.meta.get("title")), build.context.rtl),
                "plain_title": build.words(page.meta.get("title")),
                "words": self._words(build, version),
                "icons": self.icons,
                "numbers": self._numbers(build, [name for name in version.contacts if name in self.library.channels]),
            }
        )

    def _shape(self, job: Job) -> dict[str, Any]:
        """Return the data of one edition of a sheet."""
        entry = job.entry
        address = self.base + status_address(self.country, entry.name, entry.version.number)
        return {
            "id": entry.name,
            "kind": job.kind.name,
            "template": job.kind.template or job.kind.name,
            "paper": job.paper,
            "pages": job.kind.limit(len(job.codes)),
            "size": float(job.kind.sizes[0]) if job.kind.sizes else 0.0,
            "url": address,
            "shown_url": _shown(address),
            "shown_base": _shown(self.base),
            "qr": qr(address),
            "locales": [job.parts[code] for code in job.codes],
        }

    # ── Printing ──────────────────────────────────────────────────────────────────────────────────
    def _document(self, shapes: list[dict[str, Any]], title: str, when: datetime.date) -> bytes:
        moment = int(datetime.datetime.combine(when, datetime.time(), datetime.UTC).timestamp())
        # What stands on the left is read first where there are two that do not begin there.
        first = min(shapes[0]["locales"], key=lambda part: part["dir"])
        data = {"title": title, "lang": first["code"], "dir": first["dir"], "author": first["site"], "sheets": shapes}
        return self.engine.make("sheet.typ", data, when=moment)

    def _fit(self, job: Job, data: dict[str, Any], title: str) -> bytes:
        """Print at the largest size that fits; the size stays in `data`. Raises PrintError."""
        # What is kept under this name has been measured: once is enough.
        name = f"{self.engine.key('size', {'data': data, 'title': title, 'heaviest': HEAVIEST})}.size"
        sizes = job.kind.sizes or (0.0,)
        known = self.engine.kept(name)
        for size in [float(known)] if known else sizes:
            data["size"] = size
            try:
                made = self._document([data], title, job.entry.version.date)
                if not known:
                    _measure(made, data["pages"])
            except TooLongError:
                if size == sizes[-1]:
                    raise
                continue
            if not known:
                self.engine.keep(name, str(size).encode())
            return made
        raise PrintError(say("it has no size to be printed in"))

    def print(self, job: Job) -> tuple[PrintedFile | Finding, dict[str, Any]]:
        """Print one edition; returns its file, or why there is none, and the data with the size that fitted."""
        title = " · ".join(f"{job.parts[code]['plain_title']} – {job.parts[code]['site']}" for code in job.codes)
        paper = [job.paper] if len(job.kind.papers) > 1 else []
        name = "-".join([job.entry.name, self.country, *job.codes, *paper])
        data: dict[str, Any] = {}
        try:
            data = self._shape(job)
            return PrintedFile(f"{FOLDER}/{name}.pdf", job.codes, job.paper, self._fit(job, data, title)), data
        except PrintError as error:
            return self._finding(job, error), data

    def _finding(self, job: Job, error: PrintError) -> Finding:
        """Return what keeps a sheet from being printed, at its page."""
        locale, sheet = job.codes[-1], {"name": job.entry.name, "edition": "-".join(job.codes)}
        match error:
            case TooLongError():
                locale = error.locale if error.locale in job.codes else locale
                code = "SHT004"
                message = say(
                    "the sheet «{name}» ({edition}) is {excess} mm too long at its smallest size; shorten its text",
                    excess=f"{error.excess:g}",
                    **sheet,
                )
            case MissingGlyphError():
                bodies = {one: self.corpus.pages[one][job.entry.path].body for one in job.codes}
                locale = next((one for one, body in bodies.items() if error.text in body), locale)
                code = "SHT005"
                message = say(
                    "the sheet «{name}» ({edition}) has «{text}», which no font of overrides/print/fonts can show; "
                    "write it in another way",
                    text=error.text,
                    **sheet,
                )
            case _:
                code = "SHT006"
                message = say(
                    "the sheet «{name}» ({edition}) cannot be printed: {problem}; correct its text or overrides/print",
                    problem=error.message,
                    **sheet,
                )
        return finding(self.corpus.shown(locale, job.entry.path), START, code, message)

    def _pack(self, code: str, shapes: list[dict[str, Any]], files: list[PrintedFile]) -> list[PrintedFile]:
        """Return a language's pack: every sheet in one PDF, and every file in one ZIP."""
        build, newest = self.builds[code], max(entry.version.date for entry in self.catalogue.entries.values())
        title = f"{build.words(build.context.strings['print_pack'])} – {build.locale.site_name}"
        whole = self._document(shapes, title, newest)
        pdf = PrintedFile(f"{FOLDER}/pack-{self.country}-{code}.pdf", (code,), "a4", whole)
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as bundle:  # PDFs are compressed already
            for file in (pdf, *(one for one in files if code in one.locales)):
                entry = zipfile.ZipInfo(file.name.removeprefix(f"{FOLDER}/"), (*newest.timetuple()[:3], 0, 0, 0))
                entry.external_attr = 0o644 << 16
                bundle.writestr(entry, file.content)
        return [pdf, PrintedFile(f"{FOLDER}/pack-{self.country}-{code}.zip", (code,), "zip", archive.getvalue())]

    def jobs(self, ledger: versions.Ledger) -> Iterator[Job]:
        """Yield every edition to print; sheets that cannot be printed become findings."""
        for path, kind in versions.sheets(self.corpus).items():
            if not all(path in self.corpus.pages[locale] for locale in self.builds):
                continue  # a finding has said so
            # A preview goes on with a sheet that has no version yet.
            known = ledger.versions.get(sheet_id(path)) or [versions.now(self.corpus, path, kind, self.country)]
            entry = Entry(path, sheet_id(path), known[0])
            self.catalogue.entries[path] = entry
            parts = {locale: self._part(locale, path, entry.version) for locale in self.builds}
            problems = {locale: shape.problem(kind.name, part) for locale, part in parts.items()}
            for locale, problem in problems.items():
                if problem:
                    message = say("the sheet «{name}»: {problem}", name=entry.name, problem=problem)
                    self.catalogue.findings.append(finding(self.corpus.shown(locale, path), START, "SHT008", message))
            if any(problems.values()):
                continue
            uneven = content.difference(*parts.values()) if len(parts) > 1 else None
            if uneven:
                message = say(
                    "the sheet «{name}» cannot stand side by side: {problem}; give both languages the same parts",
                    name=entry.name,
                    problem=uneven,
                )
                self.catalogue.findings.append(finding(self.corpus.shown([*parts][-1], path), START, "SHT007", message))
                continue
            for paper in kind.papers:
                yield from (Job(entry, kind, parts, codes, paper) for codes in groups(self.corpus.campaign))

    def run(self, ledger: versions.Ledger) -> Catalogue:
        """Print everything; returns the files, and the findings on what could not be printed."""
        jobs = [*self.jobs(ledger)]
        with ThreadPoolExecutor() as pool:  # Typst works outside Python's lock
            made = [*pool.map(self.print, jobs)]
        in_pack: dict[str, list[dict[str, Any]]] = {}
        for job, (result, data) in zip(jobs, made, strict=True):
            if isinstance(result, Finding):
                if result not in self.catalogue.findings:
                    self.catalogue.findings.append(result)
                continue
            job.entry.files.append(result)
            if len(job.codes) == 1 and job.paper == job.kind.papers[0]:
                in_pack.setdefault(job.codes[0], []).append(data)
        files = [file for entry in self.catalogue.entries.values() for file in entry.files]
        if not self.catalogue.findings:
            self.catalogue.packs = {code: self._pack(code, shapes, files) for code, shapes in in_pack.items()}
        return self.catalogue
