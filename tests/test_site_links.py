"""Findings on a built site, at the place where people wrote what is wrong."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from conftest import run

from scripts import rules
from scripts.site_check import check_site

SITE = "https://site.example/"
CONFIG = """
site_name: Site
site_url: https://site.example/
docs_dir: docs
theme: {name: null, custom_dir: overrides}
markdown_extensions: [attr_list]
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages: &languages
        - {locale: ar, default: true, name: العربية, site_name: موقع}
        - {locale: fr, name: Français, site_name: Site}
extra: {languages: *languages}
"""
TEMPLATE = """{% set code = i18n_page_locale %}{% set path = page.url | replace('fr/', '', 1) %}<!doctype html>
<html lang="{{ code }}" dir="{{ 'rtl' if code == 'ar' else 'ltr' }}"><head>
<title>{{ page.title }} {{ page.url }}</title><link rel="canonical" href="{{ page.canonical_url }}">
<link rel="alternate" hreflang="ar" href="https://site.example/{{ path }}">
<link rel="alternate" hreflang="fr" href="https://site.example/fr/{{ path }}">
<link rel="alternate" hreflang="x-default" href="https://site.example/{{ path }}"></head>
<body><nav>{% for item in nav.pages %}<a href="{{ item.url | url }}">{{ item.title }}</a>
{% endfor %}{% if page.meta.menu %}<a href="{{ page.meta.menu }}">menu</a>{% endif %}</nav>
<main>{{ page.content }}</main></body></html>
"""
TITLES = {"index.md": "الصفحة الأولى", "help/call.md": "الاتصال", "help/keep-proof.md": "حفظ الأدلة"}


def page(title: str, body: str, **meta: str) -> str:
    return "".join([f"---\ntitle: {title}\n", *(f"{key}: {value}\n" for key, value in meta.items()), "---\n", body])


def write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


SOUND = "## أ {#first-words}\n\n## ب {#last-words}\n\n## ج {#numbers}\n\n## د {#more}\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """A small project of another kind than ours: its own template, and mkdocs as anyone uses it."""
    root = tmp_path_factory.mktemp("plain")
    write(root, {"mkdocs.yml": CONFIG, "overrides/main.html": TEMPLATE, "docs/ar/picture.svg": "<svg/>"})
    for code in ("ar", "fr"):
        write(root, {f"docs/{code}/{name}": page(f"{title} {code}", SOUND) for name, title in TITLES.items()})
    return root


def built(root: Path, target: Path, docs: dict[str, str]) -> list[str]:
    """Return what is said of the project at `root`, with `docs` written in it."""
    shutil.copytree(root, target)
    write(target / "docs", docs)
    result = run(sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=target)
    assert result.returncode == 0, result.stderr
    corpus = rules.read_corpus(*_project(target))
    return [str(one) for one in check_site(target / "site", corpus)]


def _project(root: Path):
    from scripts import campaign, library

    found = campaign.load(root)
    return found, library.load(found)


def test_a_sound_site_of_another_kind_is_clean(plain, tmp_path):
    link = "[أدلة](help/keep-proof.md#more) [أعلى](#top) [نص](help/call.md#:~:text=words)\n\n"
    assert built(plain, tmp_path / "p", {"ar/index.md": page("أ", link + SOUND)}) == []


def said(plain: Path, target: Path, body: str, **other: str) -> list[str]:
    """Return what is said of the site when a page of it holds `body`; its text begins at line 5."""
    docs = {"ar/help/call.md": page("الاتصال", f"\n{body}\n\n{SOUND}")}
    return built(plain, target, docs | {f"{name.replace('__', '/')}": content for name, content in other.items()})


CASES = {
    "a page that does not exist": (
        "كلمات [أدلة](keep-prof.md) وكلمات",
        "docs/ar/help/call.md:5:14: BLT001 a leads to keep-prof.md, which does not exist; did you mean keep-proof.md?",
    ),
    "a page of another folder": (
        "كلمات\n\n- [أدلة](../keep-proof.md#more)",
        "docs/ar/help/call.md:7:10: BLT001 a leads to ../keep-proof.md#more, which does not exist; "
        "did you mean keep-proof.md#more?",
    ),
    "an anchor written nearly well": (
        "[أدلة](keep-proof.md) ثم [أدلة](keep-proof.md#first-word)",
        "docs/ar/help/call.md:5:33: BLT002 no anchor «first-word» in docs/ar/help/keep-proof.md; "
        "did you mean #first-words, #last-words?",
    ),
    "an anchor like no other": (
        "[أدلة](#zzz)",
        "docs/ar/help/call.md:5:8: BLT002 no anchor «zzz» in docs/ar/help/call.md; "
        "it has #first-words, #last-words, #numbers",
    ),
    "the second link of two that look alike": (
        "[أدلة](keep-proof.md#no) أو [أدلة](keep-proof.md#more)\n\n![أدلة](../missing.png)",
        "docs/ar/help/call.md:5:8: BLT002 no anchor «no» in docs/ar/help/keep-proof.md; "
        "it has #first-words, #last-words, #numbers",
        "docs/ar/help/call.md:7:1: BLT001 img leads to ../missing.png, which does not exist; correct the link",
    ),
    "a page of another language": (
        "[دليل](https://site.example/fr/help/keep-proof/#more)",
        "docs/ar/help/call.md:5:8: BLT012 a leads to https://site.example/fr/help/keep-proof/#more, "
        "a page in «fr», where one in «ar» is expected; did you mean keep-proof.md#more?",
    ),
    "a page of another language, in HTML": (
        '<p>كلمات <a href="/fr/help/keep-proof/">دليل</a></p>',
        "docs/ar/help/call.md:5:19: BLT012 a leads to /fr/help/keep-proof/, "
        "a page in «fr», where one in «ar» is expected; did you mean keep-proof.md?",
    ),
    "a link without words": (
        "كلمات [](keep-proof.md)",
        "docs/ar/help/call.md:5:10: BLT015 the link to ../keep-proof/ has no words; write some, or describe its image",
    ),
    "an image without words as a link": (
        "[![](/picture.svg)](keep-proof.md)",
        "docs/ar/help/call.md:5:21: BLT015 the link to ../keep-proof/ has no words; write some, or describe its image",
    ),
    "a number that comes out reversed": (
        "كلمات\nالرقم +212 5 37 بعد",
        "docs/ar/help/call.md:6:7: BLT014 «+212 5 37» would be shown out of order in a line that runs from right to "
        'left; put it between <bdi dir="ltr"> and </bdi>',
    ),
    "what no browser opens": (
        "[رابط](javascript:run)",
        "docs/ar/help/call.md:5:8: BLT010 a leads to javascript:run; use https://, a page of the site or a known "
        "channel",
    ),
    "a heading twice": (
        "## أ {#more}",
        "docs/ar/help/call.md:13:1: BLT005 the id «more» stands 2 times; make it unique",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_shown_where_it_is_written(plain, tmp_path, case):
    body, *expected = CASES[case]
    assert said(plain, tmp_path / "p", body) == expected


SILENT = {
    "the other language, announced": '<a href="/fr/help/call/" hreflang="fr">Français</a>',
    "the other language, in its words": '<p lang="fr" dir="ltr">Voir <a href="/fr/help/call/">+212 5 37</a></p>',
    "labels instead of words": '<a href="../keep-proof/" aria-label="أدلة"></a> [![أدلة](/picture.svg)](keep-proof.md)',
    "numbers kept in order": '<bdi dir="ltr">+212 5 37</bdi> <code>a-b</code> `2026-11-22`',
    "other schemes": "[اتصال](tel:+21219) [رسالة](sms:19) [بريد](mailto:a@b.example) [موقع](https://other.example/)",
}


@pytest.mark.parametrize("case", SILENT)
def test_what_is_well_is_left_alone(plain, tmp_path, case):
    assert said(plain, tmp_path / "p", SILENT[case]) == []


def refresh(address: str) -> str:
    return f'<html lang="en"><title>Redirecting</title><meta http-equiv="refresh" content="0; url={address}">' + (
        f'<a href="{address}">Redirecting</a>'
    )


def test_links_to_redirects_name_the_page_they_end_at(plain, tmp_path):
    old = {
        "ar/old/index.html": refresh("../older/"),
        "ar/older/index.html": refresh("../help/keep-proof/"),
        "ar/round/index.html": refresh("../again/"),
        "ar/again/index.html": refresh("../round/"),
        "ar/away/index.html": refresh("https://other.example/"),
        "ar/lost/index.html": refresh("../nowhere/"),
    }
    body = "[1](../old/index.html#more) [2](../../round/) [3](../../away/) [4](../../lost/)"
    found = said(plain, tmp_path / "p", body, **old)
    where = "docs/ar/help/call.md:5"
    assert [one for one in found if one.startswith("docs/")] == [
        f"{where}:5: BLT013 a leads to ../../old/#more, which only sends readers on; did you mean keep-proof.md#more?",
        f"{where}:33: BLT013 a leads to ../../round/, which sends readers round in a circle; link to a page",
        f"{where}:51: BLT013 a leads to ../../away/, which only sends readers on; did you mean https://other.example/?",
        f"{where}:68: BLT013 a leads to ../../lost/, which only sends readers on; correct the link",
    ]
    codes = {one.split(":")[0]: re.findall("BLT...", one)[0] for one in found if not one.startswith("docs/")}
    assert codes == {
        "again/index.html": "BLT013",
        "round/index.html": "BLT013",
        "old/index.html": "BLT013",
        "away/index.html": "BLT003",
        "lost/index.html": "BLT001",
    }


def test_what_a_menu_links_to_is_not_taken_for_what_a_page_writes(plain, tmp_path):
    docs = {"ar/help/call.md": page("الاتصال", f"[أدلة](keep-proof.md#no)\n\n{SOUND}", menu="../keep-proof/#no")}
    assert built(plain, tmp_path / "p", docs) == [
        "docs/ar/help/call.md:5:8: BLT002 no anchor «no» in docs/ar/help/keep-proof.md; "
        "it has #first-words, #last-words, #numbers",
        "help/call/index.html:10:1: BLT002 no anchor «no» in docs/ar/help/keep-proof.md; "
        "it has #first-words, #last-words, #numbers (not written in a page: look in overrides/ or data/)",
    ]


def test_without_a_corpus_the_built_line_is_named(plain, tmp_path):
    body = "[أدلة](keep-prof.md)"
    said(plain, tmp_path / "p", body)
    assert [str(one) for one in check_site(tmp_path / "p" / "site")] == [
        "help/call/index.html:11:1: BLT001 a leads to keep-prof.md, which does not exist; did you mean ../keep-proof/?"
    ]


def test_a_language_that_shows_the_pages_of_another(plain, tmp_path):
    """What mkdocs-static-i18n calls `fallback_to_default`, and README.md as the page of a folder."""
    root = shutil.copytree(plain, tmp_path / "root")
    (root / "docs" / "fr" / "help" / "call.md").unlink()
    for code in ("ar", "fr"):
        (root / "docs" / code / "index.md").rename(root / "docs" / code / "README.md")
    write(root, {"mkdocs.yml": CONFIG.replace("fallback_to_default: false", "fallback_to_default: true")})
    docs = {"ar/help/call.md": page("الاتصال", "[أدلة](keep-prof.md) [أولى](../README.md#zzz)\n")}
    there = "it has #first-words, #last-words, #numbers"
    assert built(root, tmp_path / "p", docs) == [
        "docs/ar/help/call.md:4:8: BLT001 a leads to keep-prof.md, which does not exist; did you mean keep-proof.md?",
        f"docs/ar/help/call.md:4:29: BLT002 no anchor «zzz» in docs/ar/README.md; {there}",
        f"docs/ar/help/call.md:4:29: BLT002 no anchor «zzz» in docs/fr/README.md; {there}",
    ]


def test_a_site_without_folders_for_pages(plain, tmp_path):
    root = shutil.copytree(plain, tmp_path / "root")
    write(root, {"mkdocs.yml": f"{CONFIG}use_directory_urls: false\n"})
    docs = {
        "ar/help/call.md": page("الاتصال", "[أدلة](keep-proof.md#more-) [أولى](../index.md#zzz) [أ](keep-prof.md)\n")
    }
    there = "it has #first-words, #last-words, #numbers"
    assert built(root, tmp_path / "p", docs) == [
        "docs/ar/help/call.md:4:8: BLT002 no anchor «more-» in docs/ar/help/keep-proof.md; did you mean #more?",
        f"docs/ar/help/call.md:4:36: BLT002 no anchor «zzz» in docs/ar/index.md; {there}",
        "docs/ar/help/call.md:4:57: BLT001 a leads to keep-prof.md, which does not exist; did you mean keep-proof.md?",
    ]


BYTES = (b"", b"  ", b"\0\0", b"\xff\xfe\x00<", b"<!-- x", b"<a href='#'>" * 9000, b"<a href=#x><i>" + b"<b>" * 9000)
ODD = b"<html dir=rtl><body><a href='http://['>x</a><a href='%zz'>x</a><a href='\\\\x'>x</a>\xff 2026-11-22 <br>\x00"


@pytest.mark.parametrize("content", [*BYTES, ODD], ids=str)
def test_no_file_is_too_odd_to_be_judged(tmp_path, content):
    (tmp_path / "index.html").write_bytes(content)
    assert "BLT007" in {one.code for one in check_site(tmp_path)}


@pytest.fixture(scope="module")
def project(site) -> Path:
    """The folder that our own site was built in."""
    return site.parent


def test_our_own_site_is_clean_with_its_sources(project):
    assert check_site(project / "site", rules.read_corpus(*_project(project))) == []


def place(project: Path, path: str, text: str) -> str:
    """Return `path:line:col` of the first place of a text; the column is 1 in a built file, named as in its site."""
    content = (project / path).read_text(encoding="utf-8")
    before = content[: content.index(text)]
    col = 1 if path.startswith("site/") else len(before) - before.rfind("\n")
    return f"{path.removeprefix('site/')}:{before.count(chr(10)) + 1}:{col}"


def test_our_own_site_broken_behind_our_back(project, tmp_path):
    """What mkdocs and the rules on the sources would refuse is put in the built files and the sources alike."""
    broken = shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns(".build", ".git"))
    changes = {  # file: (old, new), ...
        "site/now/report/index.html": (
            ('href="https://creativecommons.org/', 'href="ftp://creativecommons.org/'),
            ('class="bar__brand" href="../.."', 'class="bar__brand" href="../../nowhere/"'),
            ("#source-code-penal-ma", "#source-code-penal"),
        ),
        "site/fr/myths/first-reactions/index.html": (("</h1>", "</h1><h2 id='content'>x</h2>"),),
        "site/404.html": (('href="/now/"', 'href="/fr/now/"'),),
        "data/strings/ar.yml": (("https://creativecommons.org/", "ftp://creativecommons.org/"),),
        "site/directory/morocco/index.html": (('id="ma-cellules-femmes-enfants"', 'id="moved"'),),
        "docs/ar/now/report.md": (("[^code-penal-ma]", "[^code-penal]"),),
        "docs/assets/css/base.css": ((":root", "@import '//cdn.example/a.css'; :root"),),
        "site/assets/css/base.css": ((":root", "@import '//cdn.example/a.css'; :root"),),
    }
    for name, edits in changes.items():
        content = (broken / name).read_text(encoding="utf-8")
        for old, new in edits:
            assert old in content, (name, old)
            content = content.replace(old, new)
        (broken / name).write_text(content, encoding="utf-8")
    shutil.copytree(broken / "site" / "about" / "privacy", broken / "site" / "lost")
    shutil.copy(broken / "docs" / "ar" / "about" / "privacy.md", broken / "docs" / "ar" / "lost.md")
    corpus = rules.read_corpus(*_project(broken))
    found = [str(one) for one in check_site(broken / "site", corpus)]
    report, lost = "docs/ar/now/report.md", "docs/ar/lost.md"
    mention, card = "channel:ma-cellules-femmes-enfants", "«ma-cellules-femmes-enfants» in docs/ar/directory/morocco.md"
    expected = {  # where it is shown: what it begins with, and a part of it
        place(broken, "data/strings/ar.yml", "ftp://"): ("BLT010", "leads to ftp://creativecommons.org/"),
        place(broken, report, mention): ("BLT002", f"no anchor {card}; "),
        place(broken, "docs/ar/now/someone-i-know.md", mention): ("BLT002", f"no anchor {card}; "),
        place(broken, report, "[^code-penal]"): ("BLT002", f"«source-code-penal» in {report}; did you mean #source-"),
        f"{lost}:1:1": ("BLT004", "no page links here"),
        f"{lost}:2:1": ("BLT006", "belongs to several pages"),
        place(broken, lost, "contribute.md"): ("BLT001", "did you mean about/contribute.md#never-send?"),
        place(broken, "docs/assets/css/base.css", "@import"): ("BLT003", "//cdn.example/a.css"),
        "fr/myths/first-reactions/index.html:1:1": ("BLT005", "the id «content» stands 2 times"),
        place(broken, "site/404.html", 'href="/fr/now/"'): ("BLT012", "did you mean /now/?"),
        place(broken, "site/now/report/index.html", 'class="bar__brand"'): (
            "BLT001",
            "leads to ../../nowhere/, which does not exist",
        ),
    }
    for where, (code, part) in expected.items():
        assert [one for one in found if one.startswith(f"{where}: {code} ") and part in one], (where, found)
    hint = "(not written in a page: look in overrides/ or data/)"
    assert all(one.endswith(hint) == (".html:" in one) for one in found)
