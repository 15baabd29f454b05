"""The pages that explain the rules: one per code and language, true to the rules, light, reachable; and comments."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, scripts, search_index
from lxml import html
from markdown import Markdown

from scripts import data_file, languages, rules
from scripts.explanation import FOLDER, explanations, family, of_site
from scripts.extensions import SiteExtension
from scripts.extensions.comments import dropped
from scripts.extensions.page_context import PageContext
from scripts.finding import Finding
from scripts.rule_pages import LIST, address, direction
from scripts.rules import Corpus, View
from scripts.source_page import read

KNOWN = {one.code: one for one in explanations()}


def codes() -> set[str]:
    """Every code that the machine can write, wherever it does."""
    found = set()
    for path in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[A-Z]{2,3}\d{3}", str(node.value)):
                found.add(node.value)
    return found | {code for one in languages.every() for code in one.codes.values()}


def test_every_code_is_explained_in_every_language_and_nothing_else_is(the_campaign):
    named = {code for module in rules.modules() for code in module.CODES}
    assert named <= codes()
    assert set(KNOWN) == codes()
    spoken = {locale.code for locale in the_campaign.locales}
    assert {code: set(one.words) for code, one in KNOWN.items() if set(one.words) != spoken} == {}
    assert all(family(code) for code in KNOWN)


def test_the_files_fit_their_schema():
    for path in FOLDER.glob("*.yml"):
        assert [str(one) for one in data_file.load(ROOT, path, "explain", "TXT001")[1]] == []


def test_titles_are_one_of_a_kind(the_campaign):
    for locale in the_campaign.locales:
        titles = [one.words[locale.code].title for one in KNOWN.values()]
        assert len(set(titles)) == len(titles)


HEAD = {
    "ar": "title: تجربة\ndescription: وصف طويل بما يكفي لهذه الصفحة.",
    "fr": "title: Essai\ndescription: Une description assez longue pour cette page.",
}
# What these find depends on more than the lines of an example.
APART = {"FM002", "FM003", "SRC002", "CHN002"}
OF_PAGES = {code for one in rules.modules() if hasattr(one, "check_page") for code in one.CODES}
EXAMPLES = [
    pytest.param(code, locale, words, id=f"{code}-{locale}")
    for code, one in KNOWN.items()
    for locale, words in one.words.items()
    if code in OF_PAGES and words.bad and code not in APART
]


@pytest.fixture(scope="module")
def findings_in(the_campaign, the_library):
    """Return what finds the findings of one rule in a text that stands on a page of one language."""

    def find(code: str, text: str, locale: str) -> list[Finding]:
        kind = "emergency" if code == "SAF010" else "article"
        front_matter = text if code == "FM001" else f"{HEAD[locale]}\nreviewed: 2026-11-22\nkind: {kind}"
        page = read(f"---\n{front_matter}\n---\n\n{'' if code == 'FM001' else text}\n")
        pages = {one.code: {} for one in the_campaign.locales}
        pages[locale]["now/example.md"] = page
        corpus = Corpus(the_campaign, the_library, pages, [], partial=True)
        view = View(next(one for one in the_campaign.locales if one.code == locale), "now/example.md", page, corpus)
        asked = [one for one in rules.for_language(locale) if hasattr(one, "check_page") and code in one.CODES]
        return [found for one in asked for found in one.check_page(view) if found.code == code]

    return find


@pytest.mark.parametrize(("code", "locale", "words"), [one for one in EXAMPLES if "FM001" not in one.id])
def test_the_rule_finds_its_bad_example_and_not_the_good_one(findings_in, code, locale, words):
    """The example of a rule on one language is written in that language in every explanation."""
    tried = [locale, *(one for one in HEAD if one != locale)]
    where = next((one for one in tried if findings_in(code, words.bad, one)), None)
    assert where, "the rule does not find its own bad example"
    assert findings_in(code, words.good, where) == []


def test_a_repair_is_promised_where_the_rule_makes_one(findings_in):
    made = {
        one.values[0]
        for one in EXAMPLES
        if "FM001" not in one.id
        for locale in HEAD
        if any(found.fix for found in findings_in(one.values[0], one.values[2].bad, locale))
    }
    unseen = {"BID001"}  # nobody would see what an example shows
    unseen |= set(KNOWN) - {one.code for one in of_site(HEAD)}  # they concern other languages than these
    repaired = {code for code, one in KNOWN.items() if one.repaired}
    assert made <= repaired <= made | unseen


def test_the_explanations_follow_the_rules_they_explain(tmp_path, the_campaign):
    """As pages of a small site, in every language, they have no finding: words, gender, signs, numbers."""
    for name in ("terms.yml", "words", "dictionaries", "strings"):
        source, target = ROOT / "data" / name, tmp_path / "data" / name
        target.parent.mkdir(exist_ok=True)
        target.symlink_to(source)
    base = Path(__file__).parent / "fixtures" / "base"
    for path in base.rglob("*.*"):
        (tmp_path / path.relative_to(base)).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path.relative_to(base)).write_bytes(path.read_bytes())
    for locale in the_campaign.locales:
        lines = [f"---\n{HEAD[locale.code]}\nreviewed: 2026-11-22\nkind: article\n---"]
        for code, one in KNOWN.items():
            words = one.words[locale.code]
            lines += [f"## {words.title} {{#{code.lower()}}}", words.why]
            lines += ["\n".join(f"{number}. {step}" for number, step in enumerate(words.fix, 1))]
        page = tmp_path / "docs" / locale.code / "rules.md"
        page.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    result = scripts("check", "--root", str(tmp_path))
    # This page stands in no menu, and one of its rules is about what needs help beside it.
    said = [line for line in result.stdout.splitlines() if "/rules.md" in line and not re.search("NAV001|SAF008", line)]
    assert said == []


def tree_at(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name / "index.html").read_text(encoding="utf-8"))


def test_every_page_is_written_linked_and_says_what_can_be_done(site, the_campaign):
    shown = {one.code: one for one in of_site(HEAD)}
    for locale in the_campaign.locales:
        listed = tree_at(site, f"{locale.prefix}{LIST.removesuffix('.md')}")
        linked = set(listed.xpath("//ul[@class='rules']//a/@href"))
        assert linked == {f"{'../' * (2 + bool(locale.prefix))}{address(code, locale.prefix)}" for code in shown}
        for code, one in shown.items():
            tree = tree_at(site, address(code, locale.prefix))
            text = " ".join(tree.text_content().split())
            assert (tree.get("lang"), tree.get("dir")) == (locale.code, locale.direction)
            assert len(tree.xpath("//h1")) == 1 and tree.xpath("//script") == []
            assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
            assert (f"<!-- allow {code}:" in text) == one.silence
            assert ("make fix" in text) == one.repaired
            twins = tree.xpath("//a[@hreflang]/@hreflang")
            assert twins == [other.code for other in the_campaign.locales if other is not locale]


def test_search_and_sitemap_leave_them_out(site, the_campaign):
    inside = re.compile(rf"{re.escape(LIST.removesuffix('.md'))}/[a-z]+\d{{3}}/")
    assert not inside.search((site / "sitemap.xml").read_text(encoding="utf-8"))
    for locale in the_campaign.locales:
        assert not [url for url, *_ in search_index(site / locale.prefix)["pages"] if inside.search(url)]


# One with steps, examples and a repair; one that stops nothing; one without exception; one without example.
SHAPES = ("lst001", "len001", "saf005", "blt004")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("javascript", [True, False])
def test_they_are_accessible_quiet_and_fit_a_phone(open_page, served, the_campaign, scheme, javascript):
    page = open_page(color_scheme=scheme, java_script_enabled=javascript)
    for locale in the_campaign.locales:
        for code in SHAPES:
            page.goto(served + address(code, locale.prefix))
            assert page.locator("h1").bounding_box()["y"] < 300
            if not javascript:
                continue
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], page.url
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    assert page.errors_seen == []
    assert {url.split("/")[2] for url in page.requests_seen} == {served.split("/")[2]}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("## العنوان {#id}", "ltr"),
        ("name: {ar: x}", "ltr"),
        ("[](channel:x)", "ltr"),
        ("كلمة", "auto"),
        ("Fin.", "auto"),
    ],
)
def test_what_is_typed_stands_in_its_direction(typed, shown):
    assert direction(typed) == shown


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("a <!-- allow TRM001: a reason --> b", "a b"),
        ("- a\n<!-- one\ntwo -->\n- b", "- a\n- b"),
        ("| a | <!-- x -->\n", "| a |\n"),
        ("    <!-- x -->\n    text", "    text"),
        ("`<!-- shown -->` <!-- not -->", "`<!-- shown -->`"),
        ("``a ` <!-- shown --> ``", "``a ` <!-- shown --> ``"),
        ("<!-- ` --> a ` b <!-- c --> `", " a ` b <!-- c --> `"),
        ("a <!-- never closed\n\nb", "a <!-- never closed\n\nb"),
        ("a ` b\n\n<!-- c -->\nd ` e", "a ` b\n\nd ` e"),
        ("<!-- last -->", ""),
        ("a -> b", "a -> b"),
    ],
)
def test_comments_are_dropped_and_examples_of_them_kept(written, left):
    assert dropped(written) == left
    assert dropped(left) == left


def test_comments_reach_no_page(the_library):
    text = (
        "- one <!-- secret one -->\n<!-- secret two -->\n- two\n\n<!-- secret three -->\n\n"
        "```html\n<!-- an example -->\n```\n\n`<!-- in a line -->`\n"
    )
    site = SiteExtension(PageContext("fr", False, the_library, render=lambda template, variables: ""))
    built = Markdown(extensions=["pymdownx.superfences", site]).convert(text)
    assert "secret" not in built
    assert built.count("<ul>") == 1 and built.count("<li>") == 2
    assert "&lt;!-- an example --&gt;" in built and "&lt;!-- in a line --&gt;" in built


def test_front_matter_may_let_a_rule_pass_with_a_reason():
    validator = data_file.validator("front_matter")
    page = {"title": "Essai", "description": "Une description assez longue.", "reviewed": "2026-11-22", "kind": "home"}
    assert validator.is_valid(page | {"allow": {"TRM001": "citation de la loi"}})
    assert not validator.is_valid(page | {"allow": {"TRM001": "loi"}})
    assert not validator.is_valid(page | {"allow": ["TRM001"]})
    assert not validator.is_valid(page | {"allow": {}})
