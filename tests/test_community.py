"""What GitHub shows to people who want to help: issue forms, the text of a proposal, the short files at the root."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, copy_project, scripts

FORMS = sorted(Path(ROOT, ".github/ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
PROPOSAL = ".github/PULL_REQUEST_TEMPLATE.md"
AT_THE_ROOT = ("CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md")
# Pages of GitHub itself, as seen from a file of the root and from a form or a proposal.
OF_GITHUB = {"../../issues/new/choose", "../../security/advisories/new", "../security/advisories/new"}
FROM_A_FORM = "../blob/HEAD/"
REFUSAL = "nothing-personal"
# What the rules say of a page as a page (its head, its place in the menu, its twin) does not concern words on GitHub.
OF_PAGES = ("FM", "NAV", "PAR", "STL", "DUP")

_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_ADDRESS = re.compile(r'\]\(([^)\s]+)\)|\b(?:href|src)="([^"]+)"')
_PART = re.compile(r'<(div|p)\b(?=[^>]*\blang="([a-z]+)")([^>]*)>(.*?)</\1>', re.DOTALL)


def slugs(text: str) -> set[str]:
    """The fragments that GitHub gives to the headings of a Markdown file."""
    headings = re.findall(r"^#+ (.+)$", _CODE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def dead_links(text: str, root: Path, *, form: bool = False) -> Iterator[str]:
    """Yield what leads nowhere in a Markdown `text` that lies at `root`, or in a form or a proposal."""
    for groups in _ADDRESS.findall(_CODE.sub("", text)):
        address = "".join(groups)
        path, _, fragment = address.partition("#")
        if address in OF_GITHUB or address.startswith("https://"):
            continue
        if form and not path.startswith(FROM_A_FORM):
            yield f"{address}: from here, a file is {FROM_A_FORM}…"
            continue
        target = root / path.removeprefix(FROM_A_FORM) if path else None
        if target and not target.exists():
            yield f"{address}: no such file"
        elif fragment and fragment not in slugs(target.read_text("utf-8") if target else text):
            yield f"{address}: GitHub gives no heading this fragment (it does not read {{#…}})"


def words(form: dict) -> list[str]:
    """Everything that a form says, one text after another."""
    found = [form["name"], form["description"]]
    for field in form["body"]:
        attributes = field["attributes"]
        found += [attributes[key] for key in ("value", "label", "description", "placeholder") if key in attributes]
        options = attributes.get("options", [])
        found += [option["label"] if isinstance(option, dict) else option for option in options]
    return found


def shape(form: dict) -> list[tuple]:
    """What a form asks for, without its words."""
    return [
        (
            field["type"],
            field.get("id"),
            field.get("validations", {}).get("required"),
            [isinstance(option, dict) and option["required"] for option in field["attributes"].get("options", [])],
        )
        for field in form["body"]
    ]


def starts_from_the_right(text: str) -> bool:
    strong = map(unicodedata.bidirectional, re.sub(r"<[^>]*>", "", text))
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), True)


def form_faults(form: dict, locale: str, direction: str, emergency: str) -> Iterator[str]:
    """Yield what makes a form unsafe, or unreadable in its language."""
    first, *fields = form["body"]
    opening = first["attributes"].get("value", "")
    if f"({FROM_A_FORM}{emergency})" not in opening:
        yield f"does not open with {emergency}"
    refusals = [field for field in fields if field.get("id") == REFUSAL and field["type"] == "checkboxes"]
    if not any(all(option.get("required") for option in field["attributes"]["options"]) for field in refusals):
        yield "can be sent without saying that nothing in it is personal"
    if locale not in form.get("labels", []):
        yield f"has no label {locale}"
    if form.get("assignees"):
        yield "names somebody"
    labels = [field["attributes"]["label"] for field in fields]
    ids = [field["id"] for field in fields]
    if len(set(labels)) < len(labels) or len(set(ids)) < len(ids):
        yield "has two fields of one name"
    if direction == "rtl":
        if not opening.startswith(f'<div dir="rtl" lang="{locale}">\n\n') or not opening.endswith("\n\n</div>\n"):
            yield "does not open from right to left"
        yield from (
            f"would be set from left to right: {text}" for text in words(form) if not starts_from_the_right(text)
        )


def parts(text: str) -> dict[str, str]:
    """The words of each language of a Markdown file; Arabic only where it is set from right to left."""
    found: dict[str, str] = {}
    for _, locale, attributes, body in _PART.findall(text):
        if (locale == "ar") == ('dir="rtl"' in attributes):
            found[locale] = found.get(locale, "") + body
    return found


def load(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def named(path: Path) -> tuple[str, str]:
    subject, _, locale = path.stem.rpartition("-")
    return subject, locale


@pytest.fixture(scope="module")
def emergency() -> str:
    """The page that someone who is threatened needs first, inside a language's folder."""
    setting = re.search(r"^  not_found: (\S+)", Path(ROOT, "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    return f"{setting[1]}index.md"


def test_each_subject_has_a_form_in_each_language(the_campaign):
    codes = {locale.code for locale in the_campaign.locales}
    languages: dict[str, set[str]] = {}
    for path in FORMS:
        subject, locale = named(path)
        languages.setdefault(subject, set()).add(locale)
    assert languages == dict.fromkeys(("1-correction", "2-number", "3-channel", "4-translation"), codes)
    assert len({load(path)["name"] for path in FORMS}) == len(FORMS)
    choice = load(Path(ROOT, ".github/ISSUE_TEMPLATE/config.yml"))
    assert choice["blank_issues_enabled"] is False


def test_the_languages_ask_for_the_same():
    by_subject: dict[str, list[dict]] = {}
    for path in FORMS:
        by_subject.setdefault(named(path)[0], []).append(load(path))
    for first, *others in by_subject.values():
        assert others
        for other in others:
            assert shape(other) == shape(first)
            assert len(set(first["labels"]) & set(other["labels"])) == 1


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_turns_away_what_must_not_be_public(path, the_campaign, emergency):
    code = named(path)[1]
    locale = next(locale for locale in the_campaign.locales if locale.code == code)
    assert not list(form_faults(load(path), code, locale.direction, f"docs/{code}/{emergency}"))
    assert not list(dead_links("\n\n".join(words(load(path))), ROOT, form=True))


def test_an_unsafe_form_is_found_out():
    form = {
        "labels": ["fr"],
        "assignees": ["someone"],
        "name": "نموذج",
        "description": "Form",
        "body": [
            {"type": "markdown", "attributes": {"value": "مرحبًا"}},
            {"type": "input", "id": "page", "attributes": {"label": "الصفحة"}},
            {"type": "input", "id": "page", "attributes": {"label": "الصفحة"}},
            {"type": "checkboxes", "id": REFUSAL, "attributes": {"label": "قبل", "options": [{"label": "نعم"}]}},
        ],
    }
    assert list(form_faults(form, "ar", "rtl", "docs/ar/now/index.md")) == [
        "does not open with docs/ar/now/index.md",
        "can be sent without saying that nothing in it is personal",
        "has no label ar",
        "names somebody",
        "has two fields of one name",
        "does not open from right to left",
        "would be set from left to right: Form",
    ]


@pytest.mark.parametrize("name", ["README.md", *AT_THE_ROOT, PROPOSAL])
def test_every_language_is_there_and_every_link_leads_somewhere(name, the_campaign):
    text = Path(ROOT, name).read_text("utf-8")
    assert {locale.code for locale in the_campaign.locales} <= set(parts(text))
    assert not list(dead_links(text, ROOT, form=name == PROPOSAL))


@pytest.mark.parametrize("name", [*AT_THE_ROOT, PROPOSAL])
def test_the_languages_say_the_same_things_in_the_same_order(name):
    outlines = [
        re.findall(r"^(#+|- \[ \]|-|\d\.) ", body, re.MULTILINE)
        for body in parts(Path(ROOT, name).read_text("utf-8")).values()
    ]
    assert len(outlines) > 1
    assert all(outline == outlines[0] for outline in outlines)


def test_a_link_to_nowhere_is_found_out():
    text = (
        "[a](docs/fr/now/gone.md) [b](docs/fr/now/index.md#call) [c](#here) [d](#gone) `[e](gone)`\n\n"
        '## Here\n\n<a href="gone.html">f</a> [g](LICENSE)'
    )
    assert [fault.partition(":")[0] for fault in dead_links(text, ROOT)] == [
        "docs/fr/now/gone.md",
        "docs/fr/now/index.md#call",
        "#gone",
        "gone.html",
    ]
    assert [*dead_links("[a](README.md)", ROOT, form=True)]
    assert not [*dead_links("[a](../blob/HEAD/README.md)", ROOT, form=True)]


def _as_page(texts: list[str]) -> str:
    """The same words as a page of the site: a link is its words, a heading is a sentence."""
    lines = ["---", "title: T", "description: D", "reviewed: 2026-11-22", "kind: article", "---"]
    for text in texts:
        bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"</?div[^>]*>", "", text))
        lines += ["", re.sub(r"^#+ ", "", bare, flags=re.MULTILINE).strip()]
    return "\n".join(lines) + "\n"


def test_the_words_follow_the_rules_of_the_pages(tmp_path, the_campaign):
    """The same rules read them as read the site: gender, blame, promises, typed numbers, typography, spelling."""
    project = copy_project(tmp_path / "project")
    pages, known_bad = [], {"fr": "Ne soyez pas la proie d'un brouteur.", "ar": "أوقف التواصل مع المبتز."}
    for locale in the_campaign.locales:
        texts = [text for path in FORMS if named(path)[1] == locale.code for text in words(load(path))]
        files = [Path(ROOT, name).read_text("utf-8") for name in (*AT_THE_ROOT, PROPOSAL)]
        texts += [parts(text)[locale.code] for text in files]
        for page, said in (("said-here", texts), ("known-bad", [known_bad[locale.code]])):
            pages.append(f"docs/{locale.code}/about/{page}.md")
            Path(project, pages[-1]).write_text(_as_page(said), "utf-8")
    answer = scripts("check", "--format", "json", *pages, cwd=project)
    assert answer.returncode == 1, answer.stderr
    found = [one for one in json.loads(answer.stdout) if not one["code"].startswith(OF_PAGES)]
    assert {one["path"] for one in found if "known-bad" in one["path"]} == {
        page for page in pages if "known-bad" in page
    }
    assert not [one for one in found if "said-here" in one["path"]]
