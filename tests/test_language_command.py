"""`make language` and `make progress`: a language from its first file to the site, and what stands in the way."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from conftest import run, scripts
from lxml import html as lxml_html
from test_plural import VARIANTS, lay

from scripts import config_text, font_file, new_language, reviews
from scripts.sheets import font_finder

FIXTURES = Path(__file__).parent / "fixtures"
CAMPAIGN = VARIANTS["one, left to right"]  # Spanish


@pytest.fixture
def project(tmp_path) -> Path:
    root = lay(CAMPAIGN, tmp_path / "project")
    for step in (("sheets",), ("accept", "all")):
        assert scripts(*step, cwd=root).returncode == 0
    return root


@pytest.fixture
def base(tmp_path) -> Path:
    """One page in Arabic and French, read side by side."""
    root = shutil.copytree(FIXTURES / "base", tmp_path / "base")
    shutil.copytree(Path(__file__).parents[1] / "data" / "strings", root / "data" / "strings")
    (root / "data" / "reviews").mkdir()
    assert command(root, "accept", "all").returncode == 0
    return root


def command(root: Path, *words: str, **environment: str):
    return run(
        sys.executable, "-m", "scripts", words[0], "--root", str(root), *words[1:],
        cwd=Path(__file__).parents[1], **environment,
    )  # fmt: skip


def tree(root: Path) -> dict[str, bytes]:
    held = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in held}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_language_is_added_in_progress_and_the_site_does_not_know_it(project):
    before = tree(project)
    done = scripts("language", "fr", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "Français (fr), in progress\n" in done.stdout
    after = tree(project)
    pages = {name for name in before if name.startswith("docs/es/")}
    assert {name.replace("docs/es/", "docs/fr/") for name in pages} <= after.keys() - before.keys()
    for name, content in before.items():
        kept = [line for line in content.decode("utf-8", "replace").split("\n") if not line.startswith("    urls: {")]
        lines = iter(after[name].decode("utf-8", "replace").split("\n"))
        assert name.startswith("scripts/") or all(line in lines for line in kept), name  # only lines added, in any file
    assert (scripts("check", cwd=project).stderr, after) == ("All is well.\n", tree(project))

    built = scripts("build", cwd=project)
    assert built.returncode == 0, built.stderr
    site = project / "site"
    assert not (site / "fr").exists()
    assert not [path for path in site.rglob("*") if re.search(r"(^|[-.])fr([-.]|$)", path.name)]
    for path in [*site.rglob("*.html"), site / "sitemap.xml"]:
        text = path.read_text(encoding="utf-8")
        assert 'lang="fr"' not in text and "Français" not in text, path


def test_a_language_in_progress_is_previewed_alone(project):
    scripts("language", "fr", cwd=project)
    edit(project / "docs" / "fr" / "index.md", "title: ", "title: Essai ")
    out = project / "out"
    done = run(sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out), cwd=project, LOCALE="fr")
    assert done.returncode == 0, done.stderr
    page = lxml_html.fromstring((out / "index.html").read_text(encoding="utf-8"))
    assert (page.get("lang"), page.get("dir")) == ("fr", "ltr")
    assert page.xpath("//title")[0].text.startswith("Essai ")
    assert page.xpath("//link[@rel='alternate']/@hreflang") == ["fr", "x-default"]
    assert not page.xpath("//header//a[@hreflang]")
    # The machine speaks French; the campaign does not yet.
    assert page.xpath("//a[@class='skip']")[0].text == "Aller au contenu"
    assert re.search(r"\[[^\]]+\]", page.xpath("//body")[0].text_content())


BAD = {
    "xx-nothing": "«xx-nothing» is not a language code; use an ISO 639 code such as es, or pt-BR\n",
    "zgh": "«zgh»: the site generator takes codes of two letters only, such as es or pt-BR\n",
    "": "«» is not a language code; use an ISO 639 code such as es, or pt-BR\n",
    "fr": "«fr» is a language of this site already; nothing was written\n",
    "es --from de": "«de» is no language to copy from; use one of: ar, fr\n",
    "es --name <b>": "«<b>» cannot be the name of a language; write it in plain letters, on one line\n",
    "es --name a\u202eb": "«a\\u202eb» cannot be the name of a language; write it in plain letters, on one line\n",
}


@pytest.mark.parametrize("words", BAD, ids=ascii)
def test_what_cannot_be_added_is_said_in_a_line(base, words):
    before = tree(base)
    done = command(base, "language", *words.split(" "))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", BAD[words])
    assert tree(base) == before


def test_settings_that_cannot_be_read_are_named_by_line(base):
    (base / "mkdocs.yml").write_text("site_name: x\nextra:\n  languages: [\n", encoding="utf-8")
    before = tree(base)
    done = command(base, "language", "es")
    assert done.returncode == 1
    assert re.fullmatch(r"mkdocs\.yml:\d+:\d+: CFG001 .+\n", done.stdout)
    assert tree(base) == before


def test_what_is_there_stays_and_nothing_is_written_by_halves(base):
    (base / "docs" / "es").mkdir()
    (base / "docs" / "es" / "index.md").write_text("Mío.\n", encoding="utf-8")
    (base / "data" / "strings" / "es.yml").write_text("skip: Mío\n", encoding="utf-8")
    assert command(base, "language", "es").returncode == 0
    assert (base / "docs" / "es" / "index.md").read_text(encoding="utf-8") == "Mío.\n"
    assert (base / "data" / "strings" / "es.yml").read_text(encoding="utf-8") == "skip: Mío\n"

    (base / "docs" / "de").write_text("in the way", encoding="utf-8")
    before = tree(base)
    done = command(base, "language", "de")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert tree(base) == before


def test_a_page_that_comes_later_is_added_by_the_same_command(base):
    command(base, "language", "es")
    edit(base / "docs" / "es" / "index.md", "title: ", "title: Nuevo ")
    for code in ("ar", "fr"):
        page = base / "docs" / code / "more.md"
        shutil.copy(base / "docs" / code / "index.md", page)
    done = command(base, "language", "es")
    assert done.returncode == 0, done.stderr
    assert "title: Nuevo " in (base / "docs" / "es" / "index.md").read_text(encoding="utf-8")
    assert (base / "docs" / "es" / "more.md").is_file()
    assert (base / "mkdocs.yml").read_text(encoding="utf-8").count("locale: es") == 1


PAGE = """\
---
title: Título de la página
description: Una descripción breve y tranquila de esta página.
reviewed: 2026-11-22
kind: article
sources: [ceop]
---
Introducción[^ceop].

## Primero {#one}

!!! call "Llamar"

    - [](channel:ma-police-19)

## Segundo {#two}

Texto.
"""


def rows(done) -> dict[str, tuple[int, int]]:
    found = re.findall(r"(?m)^  (.+?)  +(\d+) of (\d+) ", done.stdout)
    return {name: (int(part), int(whole)) for name, part, whole in found}


def test_from_the_first_copy_to_a_published_language(base):
    assert command(base, "language", "es", "--from", "fr").returncode == 0
    first = command(base, "progress")
    assert rows(first)["pages"] == (0, 1)
    assert rows(first)["sections"] == (0, 4)
    assert "  docs/es/index.md: 4 of 4 sections\n" in first.stdout

    # A copy is nothing to find fault with; what is written over it is read as strictly as the rest.
    page = base / "docs" / "es" / "index.md"
    assert command(base, "check").stderr == "All is well.\n"
    edit(page, "Texte.", "Escriba al 06 12 34 56 78.")
    assert re.search(r"docs/es/index\.md:\d+:\d+: NUM001 ", command(base, "check").stdout)
    assert rows(command(base, "progress", "es"))["sections"] == (1, 4)

    # Published too early: each section that is still a copy, each text that is missing.
    edit(page, "Escriba al 06 12 34 56 78.", "Texte.")
    settings = base / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    published = re.sub(r"\n +build: false.*", "", text)
    settings.write_text(published, encoding="utf-8")
    early = command(base, "check", "--lang", "en").stdout
    assert early.count("UNT004 this section is still as it was copied from another language") == 4
    assert re.search(r"data/strings/es\.yml:1:1: DAT", early)
    assert re.search(r"data/channels/ma\.yml:\d+:\d+: DAT004 .*«es»", early)
    settings.write_text(text, encoding="utf-8")

    page.write_text(PAGE, encoding="utf-8")
    strings = base / "data" / "strings" / "es.yml"
    strings.write_text(re.sub(r"(?m)^# (?=[\w-]+:( |$)|- )", "", strings.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (base / "data").rglob("*.yml"):
        if "strings" not in path.parts and "reviews" not in path.parts:
            found = re.sub(
                r"(?m)(?<=[{ ])fr: (\"[^\"]*\"|[^,}\n]+)", r"fr: \1, es: \1", path.read_text(encoding="utf-8")
            )
            path.write_text(found, encoding="utf-8")
    done = command(base, "progress")
    assert "Everything is there. Take `build: false` of «es» out of mkdocs.yml" in done.stdout, done.stdout


def test_reading_a_page_in_progress_says_that_its_copies_are_meant(base):
    command(base, "language", "es")
    record = base / "data" / "reviews" / "index.yml"
    before = record.read_text(encoding="utf-8")
    assert before.count("-copy") == 4
    assert command(base, "accept", "all").returncode == 0
    assert record.read_text(encoding="utf-8").count("-copy") == 4  # all: of the languages that are published
    assert command(base, "accept", "docs/es/index.md").returncode == 0
    assert "-copy" not in record.read_text(encoding="utf-8")
    assert rows(command(base, "progress"))["sections"] == (4, 4)


def test_progress_of_what_is_not_in_progress(base):
    done = command(base, "progress")
    assert done.stdout == "No language is in progress; `make language LOCALE=…` begins one.\n"
    done = command(base, "progress", "fr")
    assert (done.returncode, done.stderr) == (2, "«fr» is no language in progress; those are: none\n")


# ── The settings as people write them ─────────────────────────────────────────────────────────────
ENTRY = config_text.Entry({"locale": "en", "build": False, "name": "English", "site_name": 'a: "b" # c'}, {}, {}, {})


def test_comments_and_order_of_the_settings_stay():
    text = (
        "# first\nextra:\n  exit:\n    urls:\n      ar: https://ar.wikipedia.org/ # why\n  languages: &all\n"
        "    # the default\n    - locale: ar\n      default: true\n      name: x\n      site_name: y # why\n\nnav: []\n"
    )
    found = config_text.with_language(text, ENTRY, "ar")
    lines = iter(found.split("\n"))
    assert all(line in lines for line in text.split("\n"))
    assert '      en: "https://en.wikipedia.org/"\n' in found
    assert found.index("- locale: en") < found.index("nav: []")


@pytest.mark.parametrize(
    "languages", ["[{locale: ar, default: true}]", "\n    - {locale: ar,\n       default: true\n      }"]
)
def test_settings_to_which_nothing_can_be_added_safely(languages):
    with pytest.raises(config_text.UnfitError, match="on lines of its own"):
        config_text.with_language(f"extra:\n  languages: {languages}\n", ENTRY, "ar")


# ── Fonts ─────────────────────────────────────────────────────────────────────────────────────────
def test_a_font_that_the_script_needs_is_copied_with_its_licence_or_named(project, monkeypatch):
    made = new_language.plan(project, "he")
    fonts = {path.name: content for path, content in made.files.items() if path.parent.name == "fonts"}
    found = {name for folder in font_finder.FOLDERS if folder.is_dir() for name in folder.rglob("NotoSansHebrew-*.ttf")}
    if found:
        assert {name for name in fonts if name.endswith(".ttf")} == {
            "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf",
        }  # fmt: skip
        assert all(font_file.is_free(content) for name, content in fonts.items() if name.endswith(".ttf"))
        assert b"SIL Open Font License" in fonts["OFL-NotoSansHebrew.txt"]

    monkeypatch.setattr(font_finder, "FOLDERS", (project / "none",))
    monkeypatch.setenv("HOME", str(project / "none"))
    made = new_language.plan(project, "he")
    note = next(one for one in made.notes if one.startswith("Fonts: "))
    assert "«he»; install «Noto Sans Hebrew» (in Debian and its relatives: fonts-noto-core)" in note
    assert not [path for path in made.files if path.parent.name == "fonts"]
    assert not [one for one in new_language.plan(project, "ru").notes if one.startswith("Fonts: ")]


def test_a_font_that_is_not_free_is_none():
    assert not font_file.is_free(b"")
    assert not font_file.is_free(b"\x00\x01\x00\x00\x00\x01" + b"\xff" * 40)


def test_a_record_remembers_what_was_copied(base):
    command(base, "language", "es")
    from scripts import campaign

    review = reviews.load(campaign.load(base), "index.md")
    assert {code for code, _, _ in review.copies} == {"es"}
    assert review.untranslated("es", review.seen["es"]["ar"]) == {"title", "lead", "one", "two"}
