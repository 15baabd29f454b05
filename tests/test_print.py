"""The printed sheets, read back: pages, tags, fonts, words, codes, and what must keep them from being printed."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import yaml
import zxingcpp
from conftest import ROOT, copy_project, scripts
from lxml import html
from PIL import Image, ImageFilter

from scripts import campaign, library, rules
from scripts.sheets import content, numbers, status, versions
from scripts.sheets.kinds import KINDS
from scripts.sheets.versions import Version

BASE = "https://halte-au-chantage.example/"
MM = 72 / 25.4
SIZES = {"a4": (210, 297), "a3": (297, 420), "leaflet": (297, 210)}  # millimetres
# Marks are drawn apart from their letters: what a reader searches is the letters.
MARKS = re.compile("[\u064b-\u0652]")
FRENCH = re.compile(r"(?<![\w’-])[a-zéèêàçôûîœ]{4,}(?![\w’-])")
ARABIC = re.compile("[\u0621-\u0652]{3,}")


# What the checks of the words would say of texts made up to be printed; they have tests of their own.
WORDS = "[STL, PAR, SPL, FRT, UNT, ALT, LST, TRM, LEN, TBL, GEN, ARA, NAV, DUP, HTM, QUO, SPC, EMO, BLD, LNK, SAF, HID]"


def project_to_print(target: Path) -> Path:
    """A copy of the project whose texts may be changed without a word from the checks of the words."""
    config = copy_project(target) / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("\nextra:\n", f"\nextra:\n  lint: {{skip: {WORDS}}}\n", 1), encoding="utf-8")
    return target


def corpus() -> rules.Corpus:
    found = campaign.load(ROOT)
    return rules.read_corpus(found, library.load(found))


THE_CORPUS = corpus()
SHEETS = versions.sheets(THE_CORPUS)
EDITIONS = ["ar", "fr", "ar-fr"]
FILES = [
    (path, kind, edition, paper)
    for path, kind in SHEETS.items()
    for edition in EDITIONS
    for paper in (kind.papers if len(kind.papers) > 1 else ("",))
]


def words(locale: str, key: str) -> str:
    """A string of the templates, its no-break spaces as plain ones."""
    return THE_CORPUS.library.strings[locale][key].replace("\u00a0", " ").replace("\u202f", " ")


def name_of(path: str, edition: str, paper: str) -> str:
    return "-".join(filter(None, [versions.sheet_id(path), "ma", edition, paper]))


IDS = [name_of(path, edition, paper) for path, _, edition, paper in FILES]
each_file = pytest.mark.parametrize(("path", "kind", "edition", "paper"), FILES, ids=IDS)


@pytest.fixture(scope="session")
def folder(site) -> Path:
    return site / "print"


@pytest.fixture
def project(site, tmp_path) -> Path:
    """A copy of the project that has printed everything already."""
    target = project_to_print(tmp_path / "project")
    shutil.copytree(site.parent / ".build", target / ".build")
    return target


def words_of(document: pdfium.PdfDocument) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def picture(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    return page.render(scale=dpi / 72, grayscale=True).to_pil()


def photocopied(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(1.4)).point(lambda value: 255 if value > 150 else 0)


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


# ── What there is ─────────────────────────────────────────────────────────────────────────────────


def test_everything_planned_is_printed(folder):
    kinds = [kind.name for kind in SHEETS.values()]
    assert kinds.count("checklist") + kinds.count("log") >= 10
    assert set(KINDS) == set(kinds)
    packs = {f"pack-ma-{locale}.{ending}" for locale in ("ar", "fr") for ending in ("pdf", "zip")}
    assert {path.name for path in folder.iterdir()} == {f"{one}.pdf" for one in IDS} | packs


@each_file
def test_a_sheet_has_its_pages_and_its_weight(folder, path, kind, edition, paper):
    file = folder / f"{name_of(path, edition, paper)}.pdf"
    document = pdfium.PdfDocument(file)
    assert 1 <= len(document) <= kind.limit(len(edition.split("-")))
    wanted = SIZES[kind.name if kind.name in SIZES else paper or "a4"]
    for page in document:
        assert [round(side / MM) for side in page.get_size()] == list(wanted)
    assert file.stat().st_size < 100_000


@each_file
def test_a_sheet_is_tagged_and_says_its_language(folder, path, kind, edition, paper):
    first = edition.split("-")[-1]  # of two, the one on the left
    with pikepdf.open(folder / f"{name_of(path, edition, paper)}.pdf") as document:
        root = document.Root
        assert root.Lang == first
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert root.ViewerPreferences.Direction == ("/R2L" if first == "ar" else "/L2R")
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        shown = str(document.docinfo.Title).replace("\u00a0", " ").replace("\u202f", " ")
        assert all(THE_CORPUS.pages[locale][path].meta["title"] in shown for locale in edition.split("-"))
        assert not document.Root.get("/OpenAction")
        tags, alternatives = [], []
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem":
                tags.append(str(one.S))
                if one.S == "/Figure":
                    alternatives.append(str(one.get("/Alt", "")))
        assert tags.count("/H1") == 1
        assert kind.name != "checklist" or tags.count("/LI") >= 5, "a list for whoever hears it, in two languages too"
        assert alternatives
        assert all(f"{BASE}s/ma/{versions.sheet_id(path)}/" in one for one in alternatives)


@each_file
def test_fonts_are_embedded_and_ours(folder, path, kind, edition, paper):
    with pikepdf.open(folder / f"{name_of(path, edition, paper)}.pdf") as document:
        fonts = {
            str(one.FontName).partition("+")[2]: "/FontFile2" in one or "/FontFile3" in one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }
    assert fonts
    assert all(fonts.values())
    assert {one.partition("-")[0] for one in fonts} <= {"IBMPlexSans", "NotoNaskhArabic", "NotoKufiArabic"}


@each_file
def test_the_code_leads_to_the_page_of_this_version(folder, path, kind, edition, paper):
    document = pdfium.PdfDocument(folder / f"{name_of(path, edition, paper)}.pdf")
    wanted = f"{BASE}s/ma/{versions.sheet_id(path)}/1/"
    seen = [code for page in document for code in codes(picture(page, 150))]
    expected = 8 if kind.name == "cards" else 2 if (kind.name, edition) == ("leaflet", "ar-fr") else 1
    assert seen == [wanted] * expected
    copied = [code for page in document for code in codes(photocopied(photocopied(picture(page, 300))))]
    assert copied == [wanted] * expected


@each_file
def test_numbers_and_words_are_all_there(folder, path, kind, edition, paper):
    text = words_of(pdfium.PdfDocument(folder / f"{name_of(path, edition, paper)}.pdf"))
    shown = numbers.printed(THE_CORPUS.library, "ma", kind)
    for channel in shown:
        value = numbers.value(numbers.primary(THE_CORPUS.library.channels[channel]))
        if value.isdigit():
            assert re.search(rf"(?<!\d){value}(?!\d)", text), value
    plain = MARKS.sub("", re.sub(r"\s+", " ", text))
    for locale in edition.split("-"):
        page = THE_CORPUS.pages[locale][path]
        printed = re.split(r"\n## [^\n]*\{#(?:next|use)\}", page.body)[0]
        printed = re.sub(r"\n!!! screen [^\n]*(?:\n(?: {4}[^\n]*)?)*", "\n", printed)  # for the screen alone
        printed = re.sub(r"\]\([^)]*\)|\[\^[^\]]*\]|\{#[^}]*\}|!!! .*", " ", printed)
        kept = ARABIC if locale == "ar" else FRENCH
        wanted = set(kept.findall(printed))
        missing = {word for word in wanted if MARKS.sub("", word) not in plain}
        assert len(missing) <= 2 + len(wanted) * 0.05, missing
        assert len([word for word in missing if not MARKS.search(word)]) <= 2, missing


def test_the_pack_holds_every_sheet(folder):
    for locale in ("ar", "fr"):
        document = pdfium.PdfDocument(folder / f"pack-ma-{locale}.pdf")
        titles = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
        assert len(titles) == len(SHEETS)
        wanted = {re.sub(r"\s", " ", str(THE_CORPUS.pages[locale][path].meta["title"])) for path in SHEETS}
        assert {re.sub(r"\s", " ", title).partition(" – ")[0] for title in titles} == wanted
        with zipfile.ZipFile(folder / f"pack-ma-{locale}.zip") as bundle:
            assert bundle.testzip() is None
            inside = set(bundle.namelist())
            assert f"pack-ma-{locale}.pdf" in inside
            assert inside == {f"pack-ma-{locale}.pdf"} | {
                f"{name_of(path, edition, paper)}.pdf"
                for path, _, edition, paper in FILES
                if locale in edition.split("-")
            }


def test_every_page_has_a_share_card_of_its_own(site):
    for locale in ("ar", "fr"):
        cards = {}
        for path in THE_CORPUS.pages[locale]:
            file = site / "share" / locale / f"{path.removesuffix('.md')}.png"
            with Image.open(file) as image:
                assert image.size == (1200, 630)
            cards.setdefault(file.read_bytes(), []).append(path)
        assert all(len(paths) == 1 for paths in cards.values())


def test_print_templates_and_fonts_stay_out_of_the_site(site):
    assert not [path for path in site.rglob("*") if path.suffix in (".typ", ".ttf")]


def test_fonts_come_with_their_licences():
    fonts = ROOT / "overrides" / "print" / "fonts"
    for font in fonts.glob("*.ttf"):
        licence = fonts / f"OFL-{font.name.partition('-')[0]}.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")


# ── On the web pages ──────────────────────────────────────────────────────────────────────────────


def test_a_printed_page_links_to_its_files_with_their_sizes(site):
    for path, kind in SHEETS.items():
        for prefix in ("", "fr/"):
            file = site / prefix / path.removesuffix(".md") / "index.html"
            tree = html.fromstring(file.read_text(encoding="utf-8"))
            links = tree.xpath("//section[@id='print']//a[contains(@class, 'file')]")
            assert len(links) == 3 * len(kind.papers)
            own = "fr" if prefix else "ar"
            assert links[0].get("href").endswith(f"-ma-{own}.pdf") or f"-ma-{own}-a" in links[0].get("href")
            for link in links:
                target = (file.parent / link.get("href")).resolve()
                size = round(target.stat().st_size / 1000)
                assert re.search(rf"(?<!\d){size}(?!\d)", link.text_content())
            assert len(tree.xpath("//div[contains(@class, 'admonition') and contains(@class, 'call')]")) == 1


def test_the_lists_of_sheets_are_whole(site):
    for prefix in ("", "fr/"):
        listed = html.fromstring((site / prefix / "checklists" / "index.html").read_text(encoding="utf-8"))
        assert len(listed.xpath("//ul[contains(@class, 'sheets')]/li")) == len(SHEETS)
        pack = html.fromstring((site / prefix / "classroom" / "index.html").read_text(encoding="utf-8"))
        assert len(pack.xpath("//a[contains(@href, 'print/pack-')]")) == 4


# ── The record of versions, and the pages behind the codes ────────────────────────────────────────


def old(**changes) -> Version:
    now = versions.now(THE_CORPUS, "checklists/first-hour.md", KINDS["checklist"], "ma")
    return Version(1, now.date, changes.get("contacts", now.contacts), changes.get("texts", now.texts))


def compared(version: Version, path: str | None = "checklists/first-hour.md") -> status.Status:
    return status.compare("ma", "first-hour", version, old(), path)


def test_what_became_of_a_sheet():
    same = old()
    assert compared(same).state("fr") == status.CURRENT
    assert compared(same, None).state("fr") == status.WITHDRAWN
    other = compared(old(contacts=same.contacts | {"ma-onde-2511": "2512"}))
    assert (other.state("ar"), other.changed) == (status.NUMBERS, {"ma-onde-2511": ("2512", "2511")})
    gone = compared(old(contacts=same.contacts | {"ma-x": "150"}))
    assert (gone.state("ar"), gone.out) == (status.NUMBERS, {"ma-x": "150"})
    fewer = dict(same.contacts)
    added = fewer.popitem()
    more = compared(old(contacts=fewer))
    assert (more.state("fr"), more.new) == (status.WORDING, dict([added]))
    texts = {"ar": same.texts["ar"], "fr": same.texts["fr"] | {"_lead": "0123456789", "gone": "0123456789"}}
    reworded = compared(old(texts=texts))
    assert reworded.parts == {"ar": [], "fr": ["_lead", "gone"]}
    assert (reworded.state("fr"), reworded.state("ar")) == (status.WORDING, status.CURRENT)


def test_a_source_or_a_link_target_is_no_change_and_a_word_is(project):
    page = project / "docs" / "fr" / "checklists" / "phone.md"
    text = page.read_text(encoding="utf-8")
    record = (project / "data" / "sheets" / "ma.yml").read_bytes()

    def after(new: str) -> str:
        page.write_text(new, encoding="utf-8")
        result = scripts("check", cwd=project)
        assert "Traceback" not in result.stderr
        return "\n".join(line for line in result.stdout.splitlines() if "SHT001" in line)

    next_part = text.index("{#next}")
    assert after(text[:next_part] + text[next_part:].replace("](", "](../now/", 1).replace("../now/../", "../")) == ""
    assert after(text.replace("reviewed: 2026-11-22", "reviewed: 2026-11-21")) == ""
    assert after(re.sub(r"(?m)^(- \[ \] .*)\n", r"\1  \n", text, count=1)) == ""
    first = re.search(r"(?m)^- \[ \] (.*)$", text).group(1)
    section = re.findall(r"\{#([a-z-]+)\}", text)[0]
    lines = after(text.replace(first, first + " Oui.")).splitlines()
    assert len(lines) == 2, "Morocco's record and France's"
    message = (
        f"the sheet «phone» has changed (fr: {section}) since version 1; "
        "run `make sheets` and commit this file with the page"
    )
    assert re.fullmatch(rf"data/sheets/fr\.yml:\d+:3: SHT001 {re.escape(message)}", lines[0])
    assert (project / "data" / "sheets" / "ma.yml").read_bytes() == record


def test_a_new_sheet_needs_a_version(project):
    for record in (project / "data" / "sheets").glob("*.yml"):
        known = yaml.safe_load(record.read_text(encoding="utf-8"))
        del known["sheets"]["phone"]
        record.write_text(yaml.safe_dump(known), encoding="utf-8")
    result = scripts("check", cwd=project)
    message = "the sheet «phone» has no version yet; run `make sheets` and commit this file with the page"
    assert f"data/sheets/ma.yml:1:1: SHT001 {message}\n" in result.stdout


def change_number(project: Path, old_value: str, new_value: str) -> None:
    file = project / "data" / "channels" / "ma.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count(f'value: "{old_value}"') == 1
    text = text.replace(f'value: "{old_value}"', f'value: "{new_value}"')
    text = text.replace(f'quote: "Le {old_value} ', f'quote: "Le {new_value} ')  # a number stands in its quote
    file.write_text(text, encoding="utf-8")


def test_a_changed_number_makes_a_version_and_tells_the_old_sheet(project, open_page, tmp_path):
    change_number(project, "2511", "2512")
    before = scripts("check", cwd=project)
    assert "SHT001 the sheet «first-hour» has changed (a number) since version 1" in before.stdout
    refused = scripts("build", cwd=project)
    assert refused.returncode == 1
    assert "SHT001" in refused.stderr

    recorded = scripts("sheets", cwd=project, SOURCE_DATE_EPOCH="1796083200")
    assert recorded.returncode == 0
    assert "ma: first-hour: version 2 (a number)" in recorded.stdout.splitlines()
    again = scripts("sheets", cwd=project)
    assert (again.stdout, again.returncode) == ("", 0)
    kept = yaml.safe_load((project / "data" / "sheets" / "ma.yml").read_text(encoding="utf-8"))["sheets"]["first-hour"]
    assert [one["version"] for one in kept] == [2, 1]
    assert [one["contacts"]["ma-onde-2511"] for one in kept] == ["2512", "2511"]

    built = scripts("build", cwd=project)
    assert built.returncode == 0, built.stderr
    site = project / "site"
    document = pdfium.PdfDocument(site / "print" / "first-hour-ma-fr.pdf")
    assert codes(picture(document[0], 150)) == [f"{BASE}s/ma/first-hour/2/"]
    assert "version 2 · 1 décembre 2026" in words_of(document)

    page = open_page((site / "s" / "ma" / "first-hour" / "1" / "index.html").as_uri(), java_script_enabled=False)
    french = page.locator("section[lang=fr]").inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    assert words("fr", "sheet_numbers") in french
    assert "2511 devient 2512" in french
    assert words("ar", "sheet_numbers") in page.locator("section[lang=ar]").inner_text()
    assert page.locator("section[lang=fr] a[href$='first-hour-ma-fr.pdf']").count() == 1
    new = open_page((site / "s" / "ma" / "first-hour" / "2" / "index.html").as_uri(), java_script_enabled=False)
    assert words("fr", "sheet_current") in new.locator("section[lang=fr]").inner_text()


def test_a_number_that_is_gone_goes_by_its_name(project):
    file = project / "data" / "countries.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("ma-onde-2511, ", ""), encoding="utf-8")
    assert scripts("sheets", cwd=project).returncode == 0
    result = scripts("build", cwd=project)
    assert result.returncode == 0, result.stderr
    page = html.fromstring((project / "site/s/ma/first-hour/1/index.html").read_text(encoding="utf-8"))
    french = re.sub(r"\s+", " ", page.xpath("//section[@lang='fr']")[0].text_content())
    name = THE_CORPUS.library.channels["ma-onde-2511"]["name"]["fr"]
    assert words("fr", "sheet_number_out").format(name=name, value="2511") in french


def test_a_reworded_myth_is_named_on_the_page_of_its_answers(project):
    page = project / "docs" / "fr" / "myths" / "first-reactions.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("même une petite somme", "même très peu"), encoding="utf-8"
    )
    recorded = scripts("sheets", cwd=project).stdout
    assert "ma: answers: version 2 (fr: pair-paying-stops-it)" in recorded
    assert "worksheet" not in recorded, "the claim itself is as it was"
    assert scripts("build", cwd=project).returncode == 0
    answer = html.fromstring((project / "site/s/ma/answers/1/index.html").read_text(encoding="utf-8"))
    french, arabic = (answer.xpath(f"//section[@lang='{locale}']")[0].text_content() for locale in ("fr", "ar"))
    assert "Si je paie, ça s’arrête" in french
    assert words("ar", "sheet_current") in arabic, "nothing changed for its readers"


@pytest.mark.parametrize(
    ("path", "old_text", "new_text", "sheet"),
    [
        ("data/channels/ma.yml", "Police (villes)", "Police (en ville)", "cards"),
        ("data/strings/fr.yml", "Ne plus répondre", "Ne plus rien répondre", "poster"),
        ("docs/fr/classroom/poster.md", "4. Parlez", "4. `Parlez`", "poster"),
    ],
)
def test_whatever_is_printed_counts(project, path, old_text, new_text, sheet):
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert old_text in text
    file.write_text(text.replace(old_text, new_text), encoding="utf-8")
    assert f"SHT001 the sheet «{sheet}» has changed" in scripts("check", cwd=project).stdout


def test_nothing_wrong_is_recorded(project):
    file = project / "data" / "countries.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("ma-police-19", "ma-cellules-femmes-enfants"), encoding="utf-8"
    )
    result = scripts("sheets", cwd=project)
    assert result.returncode == 1
    message = "«ma-cellules-femmes-enfants» is no channel of «ma» with a published number or address"
    assert message in result.stdout
    assert "Traceback" not in result.stderr
    assert "Traceback" not in scripts("check", cwd=project).stderr


def test_a_name_that_is_not_the_channels(project):
    file = project / "data" / "sheets" / "ma.yml"
    text = file.read_text(encoding="utf-8")
    assert "fr: Gendarmerie royale" in text
    file.write_text(text.replace("fr: Gendarmerie royale", "fr: Appelez-nous"), encoding="utf-8")
    message = "«ma-gendarmerie-177» has another name in data/channels; run `make sheets` and commit this file"
    assert re.search(rf"(?m)^data/sheets/ma\.yml:\d+:3: SHT001 {message}$", scripts("check", cwd=project).stdout)
    assert scripts("sheets", cwd=project).returncode == 0
    assert file.read_text(encoding="utf-8") == text


def test_a_record_of_no_country(project):
    (project / "data" / "sheets" / "zz.yml").write_text("names: {}\nsheets: {}\n", encoding="utf-8")
    message = "there is no data/channels/zz.yml; give the file the name of a country, or take it away"
    assert f"data/sheets/zz.yml:1:1: SHT002 {message}\n" in scripts("check", cwd=project).stdout


def test_a_record_that_cannot_be_written(project):
    shutil.rmtree(project / "data" / "sheets")
    (project / "data" / "sheets").symlink_to("/proc/nowhere")
    result = scripts("sheets", cwd=project)
    assert result.returncode == 1
    assert re.fullmatch(
        r"data/sheets/ma\.yml:1:1: SHT002 cannot be written \(.+\); let this folder be written\n", result.stdout
    )
    assert "Traceback" not in result.stderr


def test_a_campaign_that_prints_nothing(project):
    config = project / "mkdocs.yml"
    config.write_text(re.sub(r"(?m)^  print: .*\n", "", config.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.rmtree(project / "data" / "sheets")
    result = scripts("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert not (project / "site" / "print").exists()
    assert not (project / "site" / "s").exists()
    told = scripts("sheets", cwd=project)
    assert (told.returncode, told.stdout) == (2, "")
    assert not (project / "data" / "sheets").exists()


def test_a_sheet_that_is_printed_no_more_is_withdrawn(project):
    for locale in ("ar", "fr"):
        page = project / "docs" / locale / "checklists" / "phone.md"
        page.write_text(page.read_text(encoding="utf-8").replace("kind: checklist", "kind: article"), encoding="utf-8")
    assert scripts("build", cwd=project).returncode == 0
    page = (project / "site" / "s" / "ma" / "phone" / "1" / "index.html").read_text(encoding="utf-8")
    assert words("fr", "sheet_withdrawn").partition(" :")[0] in page
    assert not (project / "site" / "print" / "phone-ma-fr.pdf").exists()


def test_the_record_is_written_whole_or_not_at_all(project):
    (project / "data" / "sources.yml").write_text("[", encoding="utf-8")
    change_number(project, "2511", "2512")
    record = project / "data" / "sheets" / "ma.yml"
    before = record.read_bytes()
    result = scripts("sheets", cwd=project)
    assert result.returncode == 1
    assert result.stdout.startswith("data/sources.yml:1:")
    assert "Traceback" not in result.stderr
    assert record.read_bytes() == before
    assert [path.name for path in record.parent.iterdir()].count("ma.yml") == 1
    assert len([*record.parent.iterdir()]) == 2


# ── Another country ───────────────────────────────────────────────────────────────────────────────


def test_another_countrys_numbers_with_no_change_in_content(project):
    result = scripts("build", cwd=project, PRINT_COUNTRY="fr")
    assert result.returncode == 0, result.stderr
    folder = project / "site" / "print"
    text = words_of(pdfium.PdfDocument(folder / "first-hour-fr-fr.pdf"))
    assert re.search(r"(?<!\d)3018(?!\d)", text)
    assert "2511" not in text
    document = pdfium.PdfDocument(folder / "cards-fr-ar.pdf")
    assert set(codes(picture(document[0], 150))) == {f"{BASE}s/fr/cards/1/"}


def test_a_country_without_a_confirmed_number_says_so(project):
    result = scripts("build", cwd=project, PRINT_COUNTRY="ly")
    assert result.returncode == 0, result.stderr
    assert "The sheets for «ly» have no record yet" in result.stderr
    text = words_of(pdfium.PdfDocument(project / "site" / "print" / "first-hour-ly-fr.pdf"))
    assert words("fr", "print_no_numbers")[:50] in re.sub(r"\s+", " ", text)
    assert not re.search(r"(?<!\d)(?:19|177|2511)(?!\d)", text)


@pytest.mark.parametrize("country", ["ca", "lu"])
def test_long_names_and_numbers_stay_on_their_card(project, country):
    assert scripts("build", cwd=project, PRINT_COUNTRY=country).returncode == 0
    for locale in ("ar", "fr"):
        document = pdfium.PdfDocument(project / "site" / "print" / f"cards-{country}-{locale}.pdf")
        assert_inside(document[0], [card(index) for index in range(8)])


def card(index: int) -> tuple[float, float, float, float]:
    """The place of a card on its page, in points: left, bottom, right, top."""
    left = (210 - 2 * 85.6) / 2 + (index % 2) * 85.6
    top = (297 - 4 * 54) / 2 + 4 + (index // 2) * 54
    return left * MM, (297 - top - 54) * MM, (left + 85.6) * MM, (297 - top) * MM


def boxes(page: pdfium.PdfPage) -> list[tuple[float, float, float, float]]:
    text = page.get_textpage()
    return [text.get_charbox(index) for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()]


def assert_inside(page: pdfium.PdfPage, places: list[tuple[float, float, float, float]]) -> None:
    """Every letter lies in one of the places, whole."""
    for left, bottom, right, top in boxes(page):
        inside = [
            x0 - 1 <= left and right <= x1 + 1 and y0 - 1 <= bottom and top <= y1 + 1 for x0, y0, x1, y1 in places
        ]
        above = bottom > 297 * MM - 35 * MM  # the sheet's name, above the cards
        assert above or any(inside), (left, bottom, right, top)


@each_file
def test_every_letter_is_on_the_part_of_the_paper_that_prints(folder, path, kind, edition, paper):
    for page in pdfium.PdfDocument(folder / f"{name_of(path, edition, paper)}.pdf"):
        width, height = page.get_size()
        edge = 4 * MM
        for left, bottom, right, top in boxes(page):
            assert edge <= left <= right <= width - edge
            assert edge <= bottom <= top <= height - edge


@pytest.mark.parametrize("country", ["xx", "../fr", "FR", "int"])
def test_a_country_that_is_not_there(project, country):
    result = scripts("build", cwd=project, PRINT_COUNTRY=country)
    assert result.returncode == 1
    assert re.match(rf"mkdocs\.yml:\d+:3: CFG005 PRINT_COUNTRY «{re.escape(country)}»: ", result.stderr)
    assert "Traceback" not in result.stderr


# ── What cannot be printed ────────────────────────────────────────────────────────────────────────


def built_with(project: Path, path: str, change, locales=("fr",)) -> str:
    for locale in locales:
        page = project / "docs" / locale / path
        page.write_text(change(page.read_text(encoding="utf-8")), encoding="utf-8")
    assert scripts("sheets", cwd=project).returncode == 0
    result = scripts("build", cwd=project)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert not (project / "site").exists()
    return result.stderr


def test_a_text_too_long_stops_the_build_and_says_by_how_much(project):
    def longer(text: str) -> str:
        return re.sub(r"(?m)^(- \[ \] .*)$", lambda item: item.group(1) + " Et encore des mots." * 20, text)

    errors = built_with(project, "checklists/phone.md", longer)
    found = re.findall(
        r"^docs/fr/checklists/phone\.md:1:1: SHT004 the sheet «phone» \((fr|ar-fr)\) is (\d+) mm too long at its "
        r"smallest size; shorten its text$",
        errors,
        re.MULTILINE,
    )
    assert {edition for edition, _ in found} == {"fr", "ar-fr"}
    assert all(int(excess) > 20 for _, excess in found)


SENTENCE = "Une phrase de plus, puis une autre encore, et toujours une."
# Where a sheet gets too long: before which mark, and with how many sentences, as a paragraph or in the last one.
TOO_LONG = {
    "classroom/lesson.md": ("\n\n## ", 300, True),
    "classroom/letter.md": ("\n\n## ", 150, True),
    "classroom/answers.md": ("\n\n## ", 300, True),
    "classroom/speak-up.md": ("\n\n## ", 200, True),
    "checklists/evidence-log.md": ("\n\n## ", 120, True),
    "classroom/worksheet.md": ("\n\n[](pairs", 120, False),
    "classroom/leaflet.md": ("\n\n- ", 120, False),
    "classroom/poster.md": ("\n\n1. ", 60, False),
    "classroom/cards.md": ("\n2. ", 20, False),
}


def test_every_template_fails_rather_than_clip(project):
    for path, (mark, count, alone) in TOO_LONG.items():
        for locale in ("ar", "fr"):
            page = project / "docs" / locale / path
            text = page.read_text(encoding="utf-8")
            assert mark in text, path
            more = ("\n\n" if alone else " ") + " ".join([SENTENCE] * count)
            page.write_text(text.replace(mark, more + mark, 1), encoding="utf-8")
    errors = built_with(project, "checklists/phone.md", lambda text: text)
    for path in TOO_LONG:
        name = versions.sheet_id(path)
        for edition in EDITIONS:
            wanted = (
                rf"^docs/(?:ar|fr)/{re.escape(path)}:1:1: SHT004 the sheet «{name}» \({edition}\) is \d+ mm too long"
            )
            assert re.search(wanted, errors, re.MULTILINE), (name, edition)


def test_a_letter_no_font_has(project):
    errors = built_with(project, "checklists/phone.md", lambda text: text.replace("- [ ] ", "- [ ] 你好 ", 1))
    message = (
        "docs/fr/checklists/phone.md:1:1: SHT005 the sheet «phone» (fr) has «你», which no font of "
        "overrides/print/fonts can show; write it in another way"
    )
    assert message in errors.splitlines()


UNPRINTABLE = [
    (
        "checklists/phone.md",
        "\n\n## ",
        '\n\n!!! note "Remarque"\n\n    Un mot.\n\n## ',
        "a block «note» is not printed there; write it in another way",
    ),
    (
        "checklists/accounts.md",
        "\n- [ ] ",
        "\n\n![Dessin](../../assets/images/icon.svg)\n\n- [ ] ",
        "a «img» inside a text cannot be printed; write it in another way",
    ),
    (
        "checklists/evidence-log.md",
        "\n\n## ",
        "\n\n| A |\n|---|\n| b |\n\n## ",
        "a table is not printed there; write it in another way",
    ),
    (
        "classroom/leaflet.md",
        "{#then}",
        "{#and-then}",
        "it needs these headings, in this order: cover, acts, then, before",
    ),
    ("classroom/cards.md", "\n\n1. ", "\n\nUn mot.\n\n1. ", "it needs one heading, and under it: numbers, stop"),
    ("classroom/poster.md", "1. ", "- ", "it needs one heading, and under it: text, numbers, stop"),
    (
        "classroom/worksheet.md",
        "[](pairs:first-reactions)\n",
        "",
        "it needs one table of claims before its first heading: [](pairs:…) on a line of its own",
    ),
    (
        "classroom/letter.md",
        "\n\n## ",
        "\n\n- Un\n    - Deux\n\n## ",
        "a «ul» inside a text cannot be printed; write it in another way",
    ),
]


def test_what_a_sheet_cannot_hold_is_said(project):
    for path, old_text, new_text, _ in UNPRINTABLE:
        for locale in ("ar", "fr"):
            page = project / "docs" / locale / path
            text = page.read_text(encoding="utf-8")
            assert old_text in text, path
            page.write_text(text.replace(old_text, new_text, 1), encoding="utf-8")
    errors = built_with(project, "checklists/school.md", lambda text: text).splitlines()
    for path, _, _, message in UNPRINTABLE:
        for locale in ("ar", "fr"):
            assert f"docs/{locale}/{path}:1:1: SHT008 the sheet «{versions.sheet_id(path)}»: {message}" in errors


def test_a_title_that_no_card_can_show(project):
    page = project / "docs" / "fr" / "about" / "facts.md"
    page.write_text(re.sub(r"(?m)^title: ", "title: 你好 ", page.read_text(encoding="utf-8")), encoding="utf-8")
    result = scripts("build", cwd=project)
    message = (
        "docs/fr/about/facts.md:2:1: SHT009 the share card of this title cannot be drawn: it has «你», "
        "which no font can show; write the title in another way"
    )
    assert message in result.stderr.splitlines()
    assert result.returncode == 1


def test_two_languages_that_cannot_stand_side_by_side(project):
    errors = built_with(
        project, "checklists/phone.md", lambda text: text.replace("\n- [ ] ", "\n- [ ] Un de plus.\n- [ ] ", 1)
    )
    section = re.findall(r"\{#([a-z-]+)\}", (project / "docs/fr/checklists/phone.md").read_text(encoding="utf-8"))[0]
    message = (
        "docs/fr/checklists/phone.md:1:1: SHT007 the sheet «phone» cannot stand side by side: the lists, tables or "
        f"paragraphs under «{section}» differ; give both languages the same parts"
    )
    assert message in errors.splitlines()


def test_markup_of_typst_is_printed_as_it_stands(project):
    code = "#panic(1) *a* _b_ $x$ @c <d>"
    for locale in ("ar", "fr"):
        page = project / "docs" / locale / "checklists" / "phone.md"
        text = page.read_text(encoding="utf-8").replace("- [ ] ", f"- [ ] `{code}` ", 1)
        page.write_text(text, encoding="utf-8")
    assert scripts("sheets", cwd=project).returncode == 0
    result = scripts("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert code in re.sub(r"\s+", " ", words_of(pdfium.PdfDocument(project / "site/print/phone-ma-fr.pdf")))


def test_a_template_that_fails_is_a_finding(project):
    template = project / "overrides" / "print" / "cards.typ"
    template.write_text(template.read_text(encoding="utf-8") + "\n#let draw(sheet) = nothing-of-this-name\n")
    result = scripts("build", cwd=project)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    message = "docs/ar/classroom/cards.md:1:1: SHT006 the sheet «cards» (ar) cannot be printed: unknown variable"
    assert message in result.stderr


# ── The same bytes, and nothing twice ─────────────────────────────────────────────────────────────


def printed_bytes(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for folder in ("print", "share", "s")
        for path in sorted((site / folder).rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(site, tmp_path):
    other = project_to_print(tmp_path / "elsewhere")
    result = scripts("build", cwd=other)
    assert result.returncode == 0, result.stderr
    mine, theirs = printed_bytes(site), printed_bytes(other / "site")
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []


def test_an_unchanged_sheet_costs_nothing(project):
    cache = project / ".build" / "print"
    before = {path.name: path.stat().st_ino for path in cache.iterdir()}
    assert scripts("build", cwd=project).returncode == 0
    assert {path.name: path.stat().st_ino for path in cache.iterdir()} == before


def test_a_broken_cache_is_no_harm(site, project):
    cache = project / ".build" / "print"
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert scripts("build", cwd=project).returncode == 0
    assert printed_bytes(project / "site") == printed_bytes(site)


def test_a_cache_that_cannot_be_written_is_done_without(site, project):
    shutil.rmtree(project / ".build")
    (project / ".build").mkdir()
    (project / ".build" / "print").write_text("a file, not a folder")
    result = scripts("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert printed_bytes(project / "site") == printed_bytes(site)


# ── Content as data ───────────────────────────────────────────────────────────────────────────────


def test_a_page_as_data():
    fragment = (
        '<p>Un <strong>mot</strong><sup class="ref"><a href="#source-x">[1]</a></sup> '
        'et <a href="a.md">un lien</a>.</p>'
        '<h2 id="one">Titre</h2><ul><li>Nom\u00a0: ____</li></ul>'
        '<div class="admonition stop"><p class="admonition-title">Non</p><ul><li>Ne payez pas</li></ul></div>'
        '<section class="pair pair--fact"><h2 id="two"><span class="verdict">Vrai</span>« Oui »</h2>'
        "<p>Car.</p></section>"
        '<h2 id="next">Suite</h2><p>Rien.</p><h3 id="below">Rien</h3>'
    )
    page = content.of_html(fragment, lambda target: f"https://x.example/{target}")
    bold = {"t": "mot", "b": True, "ltr": False, "u": None}
    assert page["lead"][0]["runs"][1] == bold
    assert content.plain(page["lead"][0]["runs"]) == "Un mot et un lien."
    assert [run["u"] for run in page["lead"][0]["runs"]] == [None, None, None, "https://x.example/a.md", None]
    one, two = page["sections"]
    assert (one["id"], one["blocks"][0]) == ("one", {"is": "list", "style": "fields", "items": ["Nom"]})
    assert (one["blocks"][1]["kind"], content.plain(one["blocks"][1]["blocks"][0]["items"][0])) == (
        "stop",
        "Ne payez pas",
    )
    assert (two["verdict"], content.plain(two["title"])) == ("fact", "« Oui »")


def test_the_numbers_of_a_country_without_a_list_of_its_own():
    found = numbers.printed(THE_CORPUS.library, "tn", KINDS["checklist"])
    assert found[:2] == ["tn-police-197", "tn-garde-nationale-193"]
    assert "tn-1809" in found
    assert numbers.printed(THE_CORPUS.library, "ly", KINDS["checklist"]) == []
    assert numbers.short_name("3018 – numéro national") == "numéro national"


def test_qr_codes_are_drawn_alike(site):
    from scripts.sheets.press import qr

    assert qr(BASE) == qr(BASE)
    assert io.StringIO(qr(BASE)).read().startswith("<svg")
