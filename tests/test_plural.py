"""The engine in one, two and three languages of either direction: campaigns of `tests/campaigns`, their languages taken
out, put in another order, or called by another code (whose words are then those of another language: letters, fonts and
sides are what is tried here)."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT, project_files, run, scripts
from lxml import html as lxml_html

from scripts import campaign, interface
from scripts.sheets import faces, font_finder, press
from scripts.sheets.engine import Engine

LANGUAGES = "  languages: &languages\n"
# What the words of another language are told.
QUIET = "UNT, SPL, SPC, QUO, TRM, LEN, STL, PAR, ALT"


@dataclass(frozen=True)
class Variant:
    """`locales`: those kept, the default first; `called`: other codes for them; `pairs`: what stands side by side."""

    campaign: str
    locales: tuple[str, ...]
    called: tuple[tuple[str, str], ...] = ()
    pairs: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict(self.called).get(code, code) for code in self.locales)


VARIANTS = {
    "one, left to right": Variant("phishing", ("es",)),
    "one, right to left": Variant("jobs", ("fa",)),
    "three, the default left to right": Variant("jobs", ("el", "fa", "en"), pairs="[[en, fa], [el, en]]"),
    "two, both right to left": Variant("jobs", ("fa", "el"), called=(("el", "he"),)),
}


def is_machine(name: str) -> bool:
    if name in ("machine.yml", "data/domains.yml"):
        return True
    own = ("docs/assets/css/palette.css", "docs/assets/images/", "overrides/drawings/")
    return name.startswith(("scripts/", "overrides/", "docs/assets/")) and not name.startswith(own)


def copy_machine(target: Path) -> None:
    for name in filter(is_machine, project_files()):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)


def settings(text: str, variant: Variant) -> str:
    """`mkdocs.yml` with the languages of a variant."""
    before, _, after = text.partition(LANGUAGES)
    entries, rest = re.fullmatch(r"((?:    [^\n]*\n)+)(.*)", after, re.DOTALL).groups()
    entries = entries.replace("      default: true\n", "")
    held = {one.split("\n")[0].strip(): one for one in re.split(r"    - locale: (?=\w)", entries)[1:]}
    kept = [f"    - locale: {held[code]}" for code in variant.locales]
    kept[0] = kept[0].replace("\n", "\n      default: true\n", 1)
    text = before + LANGUAGES + "".join(kept) + rest
    if variant.pairs:
        text = re.sub(r"(?m)^  print: \{", f"  print: {{pairs: {variant.pairs}, ", text)
    for old, new in variant.called:
        text = text.replace(f"- locale: {old}\n", f"- locale: {new}\n")
        text = text.replace("extra:\n", f"extra:\n  lint: {{skip: [{QUIET}]}}\n", 1)
    return text


def complete(words: Path, code: str) -> None:
    """Add the forms of counted things that the language has and the words were not written for."""
    said = words.read_text(encoding="utf-8")
    forms = set(interface.plural_forms(code)) - set(re.findall(r"(?m)^search_count_(\w+):", said))
    words.write_text(said + "".join(f'search_count_{form}: "{{count}}"\n' for form in forms), encoding="utf-8")


def lay(variant: Variant, target: Path) -> Path:
    copy_machine(target)
    shutil.copytree(ROOT / "tests" / "campaigns" / variant.campaign, target, dirs_exist_ok=True)
    text = (target / "mkdocs.yml").read_text(encoding="utf-8")
    for code in re.findall(r"(?m)^    - locale: (\w+)", text):
        if code not in variant.locales:
            shutil.rmtree(target / "docs" / code)
            for folder in ("strings", "search", "words", "dictionaries"):
                for path in (target / "data" / folder).glob(f"{code}*"):
                    path.unlink()
    (target / "mkdocs.yml").write_text(settings(text, variant), encoding="utf-8")
    for old, new in variant.called:
        (target / "docs" / old).rename(target / "docs" / new)
        for path in (target / "data").rglob("*.yml"):
            found = re.sub(rf"(?m)(^\s*|[{{,]\s*){old}:", rf"\g<1>{new}:", path.read_text(encoding="utf-8"))
            (path.with_name(f"{new}.yml") if path.stem == old else path).write_text(found, encoding="utf-8")
            if path.stem == old:
                path.unlink()
        complete(target / "data" / "strings" / f"{new}.yml", new)
        fonts = target / "overrides" / "print" / "fonts"
        for name, content in font_finder.find(Engine(fonts.parent, None), new).items():
            (fonts / name).write_bytes(content)
    return target


@pytest.fixture(scope="module", params=VARIANTS, ids=VARIANTS)
def built(request, tmp_path_factory):
    variant = VARIANTS[request.param]
    root = lay(variant, tmp_path_factory.mktemp("variant"))
    for step in (("sheets",), ("accept", "all")):
        done = scripts(*step, cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
    done = scripts("build", cwd=root, SITE_URL="https://org.test/repo/")
    assert done.returncode == 0, done.stderr
    return variant, root / "site"


def page(site: Path, address: str = "") -> lxml_html.HtmlElement:
    return lxml_html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def prefix(variant: Variant, code: str) -> str:
    return "" if code == variant.codes[0] else f"{code}/"


def test_each_language_has_its_place_and_its_direction(built):
    variant, site = built
    for code in variant.codes:
        found = page(site, prefix(variant, code))
        assert (found.get("lang"), found.get("dir")) == (code, campaign.direction(code))
    others = {path.name for path in site.iterdir() if path.is_dir() and len(path.name) == 2}
    assert others == set(variant.codes[1:])


def test_a_page_leads_to_its_twins_and_says_which_is_the_default(built):
    variant, site = built
    alternates = page(site).xpath("//link[@rel='alternate'][@hreflang]")
    assert {one.get("hreflang"): one.get("href") for one in alternates} == {
        code: f"https://org.test/repo/{prefix(variant, code)}" for code in variant.codes
    } | {"x-default": "https://org.test/repo/"}
    switcher = page(site).xpath("//header//a[@hreflang]/@hreflang")
    assert set(switcher) == set(variant.codes[1:])


def test_the_404_and_the_sitemap_know_these_languages_and_no_other(built):
    variant, site = built
    lost = lxml_html.fromstring((site / "404.html").read_text(encoding="utf-8"))
    assert [one.get("lang") for one in lost.xpath("//section")] == [*variant.codes]
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall(r'hreflang="([\w-]+)"', sitemap)) - {"x-default"} == set(variant.codes)


def test_a_search_of_its_own_in_each_language(built):
    variant, site = built
    for code in variant.codes:
        index = (site / prefix(variant, code) / "search" / "index.js").read_text(encoding="utf-8")
        assert len(index) > 1000


def editions(site: Path) -> set[str]:
    names = {path.stem for path in (site / "print").glob("*.pdf") if not path.stem.startswith("pack-")}
    return {re.sub(r"^.+?-(?=[a-z]{2}-[a-z]{2}(-|$))[a-z]{2}-", "", name) for name in names}


def test_sheets_in_each_language_and_in_the_pairs_there_are(built):
    variant, site = built
    first, *others = variant.codes
    pairs = [f"{first}-{code}" for code in others]
    if variant.pairs:
        pairs = ["-".join(pair) for pair in re.findall(r"(\w+), (\w+)", variant.pairs)]
    assert editions(site) == {*variant.codes, *pairs}


def letters_across(path: Path, family: str) -> list[float]:
    """Where the letters of a script stand on the first page, from its left, as shares of its width."""
    sheet = pypdfium2.PdfDocument(path)[0]
    text, wide = sheet.get_textpage(), sheet.get_width()
    whole = text.get_text_range()
    return [
        text.get_charbox(index)[0] / wide
        for index, one in enumerate(whole[: text.count_chars()])
        if unicodedata.name(one, "").startswith(family)
    ]


def middle(places: list[float]) -> float:
    return sorted(places)[len(places) // 2]


@pytest.mark.parametrize("built", ["two, both right to left"], indirect=True)
def test_of_two_languages_read_from_the_right_the_first_stands_there(built):
    _, site = built
    sheet = next(site.glob("print/*-fa-he.pdf"))
    assert middle(letters_across(sheet, "ARABIC")) > 0.5 > middle(letters_across(sheet, "GREEK"))


@pytest.mark.parametrize("built", ["three, the default left to right"], indirect=True)
def test_of_two_languages_read_from_the_left_the_first_stands_there(built):
    _, site = built
    sheet = next(site.glob("print/*-el-en.pdf"))
    assert middle(letters_across(sheet, "GREEK")) < 0.5 < middle(letters_across(sheet, "LATIN SMALL"))


def test_the_fonts_of_a_language_are_those_that_have_its_letters(tmp_path):
    engine = Engine(ROOT / "overrides" / "print", tmp_path)
    for code in ("el", "ru", "fr", "vi"):
        assert faces.families(engine, code) == ["IBM Plex Sans"], code
    for code in ("ar", "fa", "ur"):
        assert faces.families(engine, code) == ["Noto Kufi Arabic", "Noto Naskh Arabic"], code
    for code in ("hy", "ka", "am", "zgh"):
        assert faces.families(engine, code) == [], code


def test_a_language_that_no_font_writes_is_named(tmp_path):
    root = lay(replace(VARIANTS["two, both right to left"], called=()), tmp_path)
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("extra:\n", f"extra:\n  lint: {{skip: [{QUIET}]}}\n", 1)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    for path in (root / "overrides" / "print" / "fonts").glob("Noto*"):
        path.unlink()
    done = scripts("build", cwd=root)
    wanted = (
        "mkdocs.yml:1:1: SHT010 no font of overrides/print/fonts has the letters of «fa»; `make language LOCALE=fa` "
        "looks for one on this computer, or put one there with its licence"
    )
    assert done.returncode == 1
    assert wanted in done.stderr.splitlines()
    assert done.stderr.count("SHT0") == 1


def test_the_pairs_of_a_campaign(the_campaign):
    assert press.groups(the_campaign) == [("ar",), ("fr",), ("ar", "fr")]
    assert press.groups(replace(the_campaign, pairs=(("fr", "ar"),)))[2:] == [("fr", "ar")]
    assert press.groups(replace(the_campaign, pairs=())) == [("ar",), ("fr",)]
    assert press.groups(replace(the_campaign, locales=the_campaign.locales[:1])) == [("ar",)]


def test_three_languages_fit_the_head_of_a_narrow_page(built, open_page):
    variant, site = built
    opened = open_page((site / "index.html").as_uri(), viewport={"width": 360, "height": 740})
    for menu in opened.locator("header details:has(a[hreflang]) > summary").all():
        menu.click()
    links = opened.locator("header a[hreflang]").all()
    assert len(links) == len(variant.codes) - 1
    boxes = [one.bounding_box() for one in links]
    assert all(one["x"] >= 0 and one["x"] + one["width"] <= 360 for one in boxes)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("locale", ["fa", "en"])
def test_one_language_of_three_is_previewed_at_the_root(tmp_path, locale):
    root = lay(VARIANTS["three, the default left to right"], tmp_path)
    for step in (("sheets",), ("accept", "all")):
        scripts(*step, cwd=root)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "out")]
    done = run(*command, cwd=root, LOCALE=locale)
    assert done.returncode == 0, done.stderr
    found = page(tmp_path / "out")
    assert found.get("lang") == locale
