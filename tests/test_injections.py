"""What somebody slips into a page or into the data is refused by the checks, or does nothing in a reader's browser."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, copy_project, run
from playwright.sync_api import Error
from test_rules import FIXTURES, lay

from scripts import checking
from scripts.delivery.finish import finish

CASES = yaml.safe_load((ROOT / "tests" / "injections.yml").read_text(encoding="utf-8"))
FOREIGN = "https://evil.example/"
# A live preview goes on in spite of findings: nothing but the templates stands between the words and the page.
PREVIEW = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml", site_dir=sys.argv[1], strict=False)
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""
# Whatever can be pointed at, clicked or focused is; links that lead to pages are not followed.
TOUCH = """() => {
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href], button");
    if (link && !/^(javascript|vbscript|data):/i.test((link.href || "").trim())) event.preventDefault();
  }, true);
  for (const one of document.querySelectorAll("*")) {
    for (const type of ["mouseover", "mouseenter", "focus", "toggle"]) one.dispatchEvent(new Event(type));
    if (one.click && !one.matches("summary, [data-exit]")) one.click();
  }
}"""


def page(head: str, body: str) -> str:
    return f"---\n{head}---\n{body}\n"


def preview(project: Path) -> Path:
    site = project / "site"
    done = run(sys.executable, "-c", PREVIEW, str(site), cwd=project, PYTHONPATH=str(project))
    assert done.returncode == 0, done.stderr[-3000:]
    finish(site)
    return site


def touched(open_page, site: Path, names: list[str], **options) -> list[tuple[str, str]]:
    """Open pages and touch everything on them; returns (page, what ran or was asked for)."""
    found: list[tuple[str, str]] = []
    here = ""
    own = open_page(**options)
    own.context.expose_binding("pwned", lambda source: found.append((here, "ran")))
    own.context.route(re.compile("^https?:"), lambda route: (found.append((here, route.request.url)), route.abort()))
    own.on("dialog", lambda dialog: (found.append((here, "dialog")), dialog.dismiss()))
    for here in names:
        while own.url != (site / here).as_uri():
            with contextlib.suppress(Error):  # the page before may still be leading elsewhere
                own.goto((site / here).as_uri())
        with contextlib.suppress(Error):  # what leads the reader away is among the requests
            own.evaluate(TOUCH)
        own.wait_for_timeout(30)
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A project with a page for each case, and its site."""
    project = copy_project(tmp_path_factory.mktemp("hostile"))
    model = (project / "docs/fr/about/licence.md").read_text(encoding="utf-8")
    head = re.match(r"---\n(.*?)---\n", model, re.DOTALL).group(1)
    for name, text in CASES["markdown"].items():
        file = project / "docs" / "fr" / "about" / f"x-{name}.md"
        file.write_text(page(re.sub("(?m)^title: .*", f"title: x-{name}", head), f"Words.\n\n{text}"))
    for name, line in CASES["front-matter"].items():
        key = line.partition(":")[0]
        file = project / "docs" / "fr" / "about" / f"y-{name}.md"
        file.write_text(page(re.sub(f"(?m)^{key}: .*\n", "", head) + "\n" + line + "\n", "Words."))
    return preview(project)


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    """The names of the cases that the checks let through."""
    found = []
    for group, letter in (("markdown", "x"), ("front-matter", "y")):
        for name, text in CASES[group].items():
            project = lay(tmp_path_factory.mktemp("one"), FIXTURES / "base")
            for locale in ("ar", "fr"):
                file = project / "docs" / locale / "index.md"
                content = file.read_text(encoding="utf-8")
                if group == "markdown":
                    content += f"\n{text}\n"
                else:
                    key = text.partition(":")[0]
                    content = re.sub(rf"(?m)^{key}: .*\n", "", content, count=1).replace("---\n", f"---\n{text}\n", 1)
                file.write_text(content, encoding="utf-8")
            if not checking.run(project, project / "site").findings:
                found.append(f"{letter}-{name}")
            shutil.rmtree(project)
    return found


def addresses(names: list[str]) -> list[str]:
    return [f"fr/about/{name}/index.html" for name in names]


def test_the_policy_keeps_whatever_slipped_in_from_running(open_page, hostile):
    site = hostile
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("about/[xy]-*/index.html"))]
    assert len(names) == len(CASES["markdown"]) + len(CASES["front-matter"])
    # A policy says nothing about where a page sends its reader: the checks have to.
    sent = {(name, FOREIGN) for name in addresses(["x-meta-refresh"])}
    assert set(touched(open_page, site, names)) == sent


def test_without_the_policy_the_same_pages_do_run(open_page, hostile):
    """The two other tests would notice: a case that is built as it was written runs."""
    site = hostile
    assert touched(open_page, site, addresses(["x-image-error", "x-link-program"]), bypass_csp=True) != []


def test_what_the_checks_let_through_is_inert_without_the_policy(open_page, hostile, accepted):
    site = hostile
    assert touched(open_page, site, addresses(accepted), bypass_csp=True) == []


def test_the_checks_refuse_what_would_run(accepted):
    """Code that is shown, and text that only looks like HTML, is no danger; all else has a finding."""
    assert set(accepted) <= {"x-script-in-code", "x-script-in-fence", "x-full-width", "x-link-automatic"}


# ── Data ──────────────────────────────────────────────────────────────────────────────────────

# The files that pages are drawn from, and how many of their entries are spoilt.
DATA = {"channels/ma.yml": 3, "laws/ma.yml": 2, "sources.yml": 5, "platforms.yml": 2, "questions.yml": 2,
        "strings/fr.yml": 1000}  # fmt: skip
SHOWN = ["", "directory/morocco/", "directory/platforms/", "understand/law/", "about/sources/", "about/status/", "now/",
         "checklists/first-hour/"]  # fmt: skip


def leaves(node: yaml.Node):
    """Yield every text of a tree of YAML, keys left out."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from leaves(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from leaves(value)
    elif node.tag == "tag:yaml.org,2002:str":
        yield node


def poisoned(project: Path, payloads: list[str]) -> dict[str, list[tuple[int, str]]]:
    """Put payloads, in turn, in the place of every wording of the first entries; returns (line, line) by file."""
    lines = {}
    for name, count in DATA.items():
        file = project / "data" / name
        text = file.read_text(encoding="utf-8")
        entries = yaml.compose(text).value[:count]
        found = [leaf for one in entries for leaf in leaves(one[1] if isinstance(one, tuple) else one)]
        # Names, addresses and dates hold the data together; wordings are what somebody can slip something into.
        found = [one for one in found if re.search(r"[^\x20-\x7e]|\w \w", one.value)]
        for index, leaf in sorted(enumerate(found), key=lambda one: -one[1].start_mark.index):
            start, end = leaf.start_mark.index, leaf.end_mark.index
            tail = "\n" + text[end:] if text[start] in "|>" else text[end:]
            fields = "".join(f" {one}" for one in re.findall(r"\{\w+\}", leaf.value))
            payload = payloads[0 if fields else index % len(payloads)]
            text = text[:start] + json.dumps(payload + fields) + tail
        file.write_text(text, encoding="utf-8")
        written = text.split("\n")
        spoilt = [one.start_mark.line for one in leaves(yaml.compose(text)) if one.value.startswith(tuple(payloads))]
        lines[name] = [(number + 1, written[number].strip()) for number in sorted(set(spoilt))]
        assert len(lines[name]) > 3, name
    return lines


def test_a_tag_in_any_wording_of_the_data_is_refused_at_its_line(tmp_path):
    project = copy_project(tmp_path)
    lines = poisoned(project, CASES["data"][:1])
    findings = checking.run(project, project / "site").findings
    for name, wanted in lines.items():
        found = {one.line for one in findings if one.path == f"data/{name}"}
        assert [one for one in wanted if one[0] not in found and not one[1].startswith("quote:")] == [], name


@pytest.mark.parametrize("shift", range(2))
def test_words_of_the_data_are_words_on_every_page(open_page, tmp_path, shift):
    """Even where the schemas would let them through: what draws the pages escapes them."""
    project = copy_project(tmp_path)
    for schema in (project / "scripts" / "schemas").glob("*.json"):
        text = schema.read_text(encoding="utf-8")
        schema.write_text(re.sub(r'"pattern": "[^"]*<[^"]*"', '"pattern": ""', text), encoding="utf-8")
    poisoned(project, CASES["data"][shift:] + CASES["data"][:shift])
    site = preview(project)
    names = [f"fr/{name}index.html" for name in SHOWN]
    assert touched(open_page, site, names, bypass_csp=True) == []
    texts = "".join((site / name).read_text(encoding="utf-8") for name in names)
    assert texts.count("pwned()") > 20, "the words are there, and do nothing"
