"""The machine knows no campaign: no name, page, service, country, colour or sentence of this one stands in it.

What to look for is read from the campaign itself, so that this test is that of whoever takes the machine over.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import cache

import pytest
import yaml
from babel import Locale
from conftest import ROOT

from scripts import campaign, library, palette

CONFIG = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", ""), yaml.SafeLoader)
PYTHON = sorted((ROOT / "scripts").rglob("*.py"))
TEXTS = sorted(
    path
    for pattern in (
        "overrides/**/*.html", "overrides/**/*.typ", "overrides/**/*.css", "overrides/**/*.js", "docs/assets/**/*.css",
        "docs/assets/**/*.js", "scripts/**/*.json", "scripts/**/*.css", "scripts/**/*.toml", "scripts/**/*.po",
        "scripts/**/*.yml", "Makefile", "machine.yml", ".ci/*", "pyproject.toml",
    )
    for path in ROOT.glob(pattern)
    if path != ROOT / "docs" / palette.SHEET
)  # fmt: skip
# Words that are also the machine's, each with the reason.
TERMS = {
    "index.md": "the page of a folder",
    "about/rules.md": "the list of the rules, behind which each has a page",
    "meta": "an element of HTML, and the front matter of a page",
    "tiktok": "a site where people have accounts, whoever runs the campaign",
    "telegram": "another",
    "discord": "another",
    "snapchat": "another",
    "google": "another, and a search engine",
    "microsoft": "a maker of browsers",
    "twitter": "the name of the cards that links are shown with",
    "whatsapp": "a kind of contact",
    "github": "where the site is made",
}
LABEL = 16  # letters: what is longer is no word that any page may need
CODES = {
    "td": "a cell of HTML",
    "ae": "a ligature",
    "fr": "Friday",
    "sa": "Saturday",
    "ps": "a language that is joined with invisible letters",
    "sd": "another",
}


def _pages(nav):
    for entry in nav if isinstance(nav, list) else [nav]:
        yield from [entry] if isinstance(entry, str) else (one for part in entry.values() for one in _pages(part))


@cache
def named():
    """What is the campaign's, with what it is."""
    found = dict.fromkeys(_pages(CONFIG["nav"]), "a page")
    for language in CONFIG["extra"]["languages"]:
        found |= dict.fromkeys(re.findall(r"\w{4,}", language["site_name"].lower()), "its name")
        found |= dict.fromkeys([language["site_name"], language["site_description"]], "its name")
        parts = language["nav_translations"].values()
        found |= dict.fromkeys((one for one in parts if len(one.split()) > 3), "a part of its menu")
    offline = CONFIG["extra"].get("offline") or {}
    found[offline.get("name", "")] = "the name of its files"
    the_campaign = campaign.load(ROOT)
    the_library = library.load(the_campaign)
    for record in the_library.records:
        found[record.owner] = "a service"
        found[record.value if len(record.value) > 5 else ""] = "a contact"
    for code in {one.country for one in the_library.records} | {*the_library.countries}:
        for locale in the_campaign.locales:
            found[Locale(locale.code).territories.get(code.upper(), "")] = "a country"
        found[Locale("en").territories.get(code.upper(), "")] = "a country"
    for path in sorted((ROOT / "data" / "strings").glob("*.yml")):
        for words in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            for one in words if isinstance(words, list) else [words]:
                if len(one) > LABEL and len(one.split()) > 2:
                    found[one] = f"words of {path.name}"
    found |= dict.fromkeys((one for one in the_library.sources if "-" in one), "a source")
    for scheme in palette.read(ROOT / "docs").schemes:
        found |= dict.fromkeys((one for one in scheme.values() if one not in ("#ffffff", "#000000")), "a colour")
    return {one.lower(): what for one, what in found.items() if len(one) > 3 and one.lower() not in TERMS}


@cache
def pattern():
    words = sorted(map(re.escape, named()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")


def literals(text):
    """The strings of a module, its docstrings and comments left out, each with its line."""
    tree = ast.parse(text)
    told = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.lineno, node.value


def lines(path):
    """The words of a file, each with its line; of an explanation, what it says, not what it gives as an example."""
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "explain":
        for words in yaml.safe_load(text).values():
            if isinstance(words, dict):
                yield from ((1, one) for one in [words["title"], words["why"], *words["fix"]])
    elif path.suffix == ".py":
        yield from literals(text)
    else:
        yield from enumerate(text.splitlines(), 1)


def knows(path):
    """What of the campaign a file of the machine names."""
    shown = path.relative_to(ROOT).as_posix()
    for line, text in lines(path):
        for match in pattern().finditer(text.lower()):
            yield f"{shown}:{line} {match.group()} ({named()[match.group()]})"


def test_what_is_looked_for_is_the_campaign(tmp_path):
    kinds = set(named().values())
    assert {"a page", "its name", "a service", "a country", "a source", "a colour", "words of fr.yml"} <= kinds
    assert len(named()) > 500
    some = next(one for one, what in named().items() if what == "a service")
    assert pattern().search(f"see {some}.") and not pattern().search(f"see {some}-more")
    assert [*literals(f'"""{some}"""\nx = "{some}"  # {some}\n')] == [(2, some)]


@pytest.mark.parametrize("path", [*PYTHON, *TEXTS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_the_machine_names_nothing_of_the_campaign(path):
    assert [*knows(path)] == []


def test_no_code_of_a_country_stands_in_the_machine():
    codes = {path.stem for path in (ROOT / "data" / "channels").glob("*.yml")} - {"int"} - CODES.keys()
    found = [
        f"{path.name}:{line} {text}"
        for path in PYTHON
        if "languages" not in path.parts
        for line, text in literals(path.read_text(encoding="utf-8"))
        if text in codes
    ]
    assert found == []


BARE = """
INHERIT: machine.yml
site_name: Prueba
site_url: https://prueba.example/
nav: [index.md]
extra:
  languages: &languages
    - locale: es
      default: true
      name: Español
      site_name: Prueba
      site_description: Una campaña de prueba.
plugins:
  i18n: {languages: *languages}
"""
WORDS = """
footer_line: Una campaña de prueba.
licence: Textos con licencia CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/deed.es
licence_name: CC BY 4.0
print_licence: "Texto con licencia CC BY 4.0: copia permitida"
chooser_lead: Tres pasos para empezar.
print_acts: [Parar, Guardar pruebas, Contarlo]
print_red_lines: [No pagar]
"""
PAGE = """---
title: Prueba
description: Una campaña de prueba, para comprobar que nada más hace falta.
reviewed: 2026-11-22
kind: home
---
Una sola página.

## Qué hacer {#acts}

Hablar con alguien de confianza.
"""


def test_a_campaign_of_one_page_and_nothing_else_is_built(tmp_path):
    """No service, country, law, source, sheet, search word, exit, menu part, drawing or icon but its mark."""
    for folder in ("scripts", "overrides", "docs/assets"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "drawings"))
    icons = tmp_path / "overrides" / ".icons" / "campaign"
    for icon in icons.glob("*.svg"):
        if icon.name != "mark.svg":
            icon.unlink()
    shutil.copy(ROOT / "machine.yml", tmp_path)
    files = {"mkdocs.yml": BARE, "docs/es/index.md": PAGE, "data/strings/es.yml": WORDS}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.lstrip(), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "scripts", "build"],
        cwd=tmp_path,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="es" dir="ltr">' in home and "Ir al contenido" in home and "Una campaña de prueba." in home
    assert (tmp_path / "site" / "404.html").is_file() and not (tmp_path / "site" / "print").exists()
