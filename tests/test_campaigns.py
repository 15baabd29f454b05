"""Two campaigns that are not ours, from the starter to a published branch, walked in a browser.

`campaigns/phishing`: Spanish and English, Spain, a school board. `campaigns/jobs`: Persian (right to left, the
default), Greek, English; Greece, an NGO for newcomers. Each folder holds the campaign's part only: the machine under
it is the one that `make campaign` copies. Their services are made up, on hosts that can belong to nobody.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as etree

import pypdfium2
import pytest
import yaml
import zxingcpp
from conftest import ROOT, copy_project, run, search_index
from lxml import html as lxml_html
from pages_host import serving
from walk import STATES, axe, see, walk

from scripts import campaign, palette

SITE = "https://org.test/repo/"
WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
       for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))}  # fmt: skip
VERSION = "2026.11"
PHONE, DESKTOP = STATES[0], STATES[3]
SIZES = [(360, 740), (1280, 800)]


@dataclass(frozen=True)
class Plan:
    """A campaign of `tests/campaigns`: what `make campaign` is asked for, and the way of a reader through it.

    `starter` are its languages as the starter is asked for them, one that the machine speaks first; `pages`, the
    emergency page, the directory and the checklist; `searches`, what people type in each language, badly spelt or bare
    of accents, and the page that must be among the answers.
    """

    name: str
    names: str
    starter: str
    country: str
    locales: tuple[str, ...]
    directions: tuple[str, ...]
    pages: tuple[str, str, str]
    scripts: dict[str, str]
    searches: tuple[tuple[str, str, str], ...]


PLANS = {
    "phishing": Plan(
        name="phishing",
        names="¿Y si es un anzuelo?|What if it’s bait?",
        starter="es,en",
        country="es",
        locales=("es", "en"),
        directions=("ltr", "ltr"),
        pages=("now/", "directory/", "checklists/before-tapping/"),
        scripts={"es": "LATIN", "en": "LATIN"},
        searches=(
            ("es", "contrasena", "now/"),
            ("es", "ESTAFA", "now/"),
            ("es", "numeros", "directory/"),
            ("en", "phishing", "now/"),
            ("en", "padlock", "myths/"),
        ),
    ),
    "jobs": Plan(
        name="jobs",
        names="Work Without Tricks",
        starter="en,fa,el",
        country="gr",
        locales=("fa", "el", "en"),
        directions=("rtl", "ltr", "ltr"),
        pages=("offer/", "contacts/", "lists/before-paying/"),
        scripts={"fa": "ARABIC", "el": "GREEK", "en": "LATIN"},
        searches=(
            ("fa", "پيشنهادي", "offer/"),  # Arabic letters, as many keyboards have them
            ("fa", "مي‌شنويم", "true-false/"),
            ("fa", "كلاهبرداري", "offer/"),
            ("el", "πληρωσετε", "lists/before-paying/"),
            ("el", "ΑΠΑΤΗ", "offer/"),
            ("el", "τηλεφωνα", "contacts/"),
            ("en", "deposit", "true-false/"),
        ),
    ),
}


def git(where: Path, *arguments: str) -> str:
    done = run("git", *arguments, cwd=where, **WHO)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass
class Story:
    """A campaign from the starter on: its folder, its remote, the branch that was published, what each step said."""

    plan: Plan
    folder: Path
    remote: Path
    said: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)

    def command(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        full = WHO | {"SITE_URL": SITE, "PYTHONPATH": str(self.folder)} | environment
        return run(sys.executable, "-m", "scripts", *arguments, cwd=self.folder, **full)

    def step(self, *arguments: str) -> None:
        done = self.said[arguments[0]] = self.command(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    @cached_property
    def tree(self) -> Path:
        """What is served: the published branch."""
        target = self.remote.with_name("pages")
        git(target.parent, "clone", "-q", "-b", "gh-pages", str(self.remote), str(target))
        return target

    @cached_property
    def latest(self) -> Path:
        return self.tree / "latest"

    @property
    def prefixes(self) -> dict[str, str]:
        return {code: "" if code == self.plan.locales[0] else f"{code}/" for code in self.plan.locales}

    def addresses(self) -> list[str]:
        """Every page of the site, as a path from the top of the branch; other versions are copies of the latest."""
        found = [path.relative_to(self.tree) for path in self.latest.rglob("index.html")]
        return ["", *sorted(f"{path.parent.as_posix()}/" for path in found)]


@pytest.fixture(scope="session")
def machine(tmp_path_factory) -> Path:
    """The machine as it is now, as a commit that campaigns can be made of."""
    folder = copy_project(tmp_path_factory.mktemp("machine") / "machine")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "machine")
    return folder


def lay(words: Path, folder: Path) -> None:
    """Put a campaign's own part in the place of the starter's: its pages, facts, settings and face."""
    theirs = [
        *(folder / "docs").iterdir(),
        *(folder / "data").iterdir(),
        *(folder / "overrides/.icons/campaign").iterdir(),
    ]
    for path in theirs:
        if path.name not in ("assets", "domains.yml"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(words, folder, dirs_exist_ok=True)


@pytest.fixture(scope="module", params=PLANS, ids=PLANS)
def story(request, machine, tmp_path_factory) -> Story:
    """The whole way, once for all tests: starter, words, check, record, commit, publish."""
    plan, place = PLANS[request.param], tmp_path_factory.mktemp(request.param)
    told = Story(plan, place / "campaign", place / "remote.git")
    git(place, "init", "-q", "--bare", "-b", "main", str(told.remote))
    asked = [f"--dir={told.folder}", f"--locales={plan.starter}", f"--name={plan.names}", f"--country={plan.country}"]
    made = run(sys.executable, "-m", "scripts", "campaign", *asked, cwd=machine, PYTHONPATH=str(machine), **WHO)
    assert made.returncode == 0, made.stdout + made.stderr
    lay(ROOT / "tests" / "campaigns" / plan.name, told.folder)
    for step in (("sheets",), ("accept", "all"), ("check",)):
        told.step(*step)
    git(told.folder, "add", "-A")
    git(told.folder, "commit", "-q", "-m", "Lay our words over the starter")
    git(told.folder, "remote", "add", "origin", str(told.remote))
    told.step("publish", "--version", VERSION)
    return told


@pytest.fixture(scope="module")
def served(story):
    with serving(story.tree, "/repo/") as (address, _):
        yield address


def test_it_lints_clean_and_is_published_at_once(story):
    assert story.said["check"].stdout + story.said["check"].stderr == "All is well.\n"
    assert git(story.folder, "status", "--porcelain") == ""
    assert sorted(path.name for path in story.tree.iterdir() if path.is_dir() and path.name != ".git") == [
        VERSION, "latest",
    ]  # fmt: skip
    built = {path.name for path in story.latest.iterdir() if path.is_dir()}
    assert built.issuperset({*story.plan.locales[1:], "print", "s", "search", "share", "text"})


# ── What is published ─────────────────────────────────────────────────────────────────────────


def documents(story: Story) -> dict[str, lxml_html.HtmlElement]:
    return {
        one: lxml_html.document_fromstring((story.tree / one / "index.html").read_text(encoding="utf-8"))
        for one in story.addresses()
    }


def test_each_page_says_its_language_direction_and_twins(story):
    """`lang`, `dir`, `hreflang`, the switcher: the same set on every page, the languages in their own order."""
    directions = dict(zip(story.plan.locales, story.plan.directions, strict=True))
    pages = {one: tree for one, tree in documents(story).items() if one and "/s/" not in one}
    assert len(pages) == len(story.plan.locales) * 8
    for address, tree in pages.items():
        code = next((one for one in story.plan.locales[1:] if address.startswith(f"latest/{one}/")), None)
        code = code or story.plan.locales[0]
        assert (tree.get("lang"), tree.get("dir")) == (code, directions[code]), address
        twins = tree.xpath("//link[@rel='alternate'][@hreflang]")
        assert [one.get("hreflang") for one in twins] == [*story.plan.locales, "x-default"], address
        inside = address.removeprefix("latest/").removeprefix(story.prefixes[code])
        for one, other in zip(twins, [*story.plan.locales, story.plan.locales[0]], strict=True):
            assert one.get("href") == f"{SITE}latest/{story.prefixes[other]}{inside}", address
        others = [other for other in story.plan.locales if other != code]
        switcher = tree.xpath("//header//a[@hreflang]")
        assert [(one.get("hreflang"), one.get("lang"), one.get("dir")) for one in switcher] == [
            (other, other, directions[other]) for other in others
        ], address


def test_the_first_page_and_the_404_hold_every_language(story):
    """The chooser: the acts and the red lines, as many as this campaign has; then what is told where nothing is."""
    strings = {
        code: yaml.safe_load((story.folder / "data" / "strings" / f"{code}.yml").read_text(encoding="utf-8"))
        for code in story.plan.locales
    }
    chooser = documents(story)[""]
    sections = chooser.xpath("//main/section")
    assert [one.get("lang") for one in sections] == [*story.plan.locales]
    for section, words in zip(sections, strings.values(), strict=True):
        for css, key in (("acts", "print_acts"), ("red", "print_red_lines")):
            assert [" ".join(one.text_content().split()) for one in section.xpath(f".//*[@class='{css}']/li")] == words[
                key
            ]
            assert len(section.xpath(f".//*[@class='{css}']/li/svg")) == len(words[key])
        assert section.xpath(".//a[@href='tel:112']")
    lost = lxml_html.document_fromstring((story.tree / "404.html").read_text(encoding="utf-8"))
    assert [one.get("lang") for one in lost.xpath("//main//section")] == [*story.plan.locales]
    assert all(words["not_found_now"] in lost.text_content() for words in strings.values())


def test_the_sitemap_lists_each_page_in_each_language(story):
    found = etree.fromstring((story.latest / "sitemap.xml").read_text(encoding="utf-8"))
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = found.findall("s:url", names)
    assert len(urls) == len(story.plan.locales) * 8
    for url in urls:
        twins = [one.get("hreflang") for one in url.findall("x:link", names)]
        assert sorted(twins) == sorted([*story.plan.locales, "x-default"])


def test_what_others_can_take_is_of_this_campaign(story):
    channels = json.loads((story.latest / "channels.json").read_text(encoding="utf-8"))["channels"]
    assert {one["id"].partition("-")[0] for one in channels} == {story.plan.country}
    assert all(set(one["name"]) == set(story.plan.locales) for one in channels)
    for code in story.plan.locales:
        text = (story.latest / "text" / f"{code}.html").read_text(encoding="utf-8")
        assert f'<html lang="{code}"' in text
        assert "tel:112" in text


# ── What is printed ───────────────────────────────────────────────────────────────────────────


def printed(story: Story) -> dict[str, Path]:
    """The files of the checklist by the languages they are in: `fa`, `fa-el`."""
    sheet = story.plan.pages[2].rstrip("/").rpartition("/")[2]
    start = f"{sheet}-{story.plan.country}-"
    return {path.stem.removeprefix(start): path for path in story.latest.glob(f"print/{start}*.pdf")}


def test_the_checklist_is_printed_in_each_language_and_in_two(story):
    first, *others = story.plan.locales
    assert set(printed(story)) == {*story.plan.locales, *(f"{first}-{other}" for other in others)}


def letters(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1, path.name
    return document[0].get_textpage().get_text_range()


SHAPES = {"ARABIC": "[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]", "GREEK": "[\u0370-\u03ff]", "LATIN": "[A-Za-zÀ-ÿ]"}


def test_a_sheet_is_in_the_letters_of_its_language(story):
    """Read back from the PDF: each script is there, with its own letters and marks, and no box for a missing one."""
    for edition, path in printed(story).items():
        text = letters(path)
        counts = {name: len(re.findall(shape, text)) for name, shape in SHAPES.items()}
        for code in edition.split("-"):
            assert counts[story.plan.scripts[code]] > 250, (edition, counts)
        if edition == "fa":
            assert counts["GREEK"] == 0
        assert "\ufffd" not in text and "\u25a1" not in text


SAMPLES = {
    "phishing": {
        "es": ["¿Ha llegado un mensaje del «colegio»?", "contraseña", "niños y las niñas", "22 de noviembre de 2026"],
        "en": ["I’ve read the whole address", "“today only”", "22 November 2026"],
    },
    "jobs": {
        "el": ["Πριν πληρώσετε", "Διάβασα το συμβόλαιο", "σύνδεσμο", "«άδεια διαμονής»", "22 Νοεμβρίου 2026"],
        "en": ["Before you pay", "I’ve read the contract", "RentaNest"],
    },
}


def test_a_sheet_says_what_its_page_says(story):
    for code, samples in SAMPLES[story.plan.name].items():
        text = " ".join(letters(printed(story)[code]).split())
        for sample in samples:
            assert sample in text, (code, sample, text)


def test_the_code_on_a_sheet_leads_to_the_page_that_knows_it(story):
    for edition, path in printed(story).items():
        picture = pypdfium2.PdfDocument(path)[0].render(scale=4).to_pil()
        codes = [one.text for one in zxingcpp.read_barcodes(picture)]
        assert len(codes) == 1, edition
        inside = urlsplit(codes[0]).path.removeprefix(urlsplit(SITE).path)
        page = lxml_html.document_fromstring((story.tree / inside / "index.html").read_text(encoding="utf-8"))
        assert {one.get("lang") for one in page.xpath("//*[@lang]")} >= set(story.plan.locales), edition


# ── Nothing of the first campaign ─────────────────────────────────────────────────────────────


def texts_of(folder: Path) -> dict[str, str]:
    """Every file of the branch that holds text, and the words of each PDF and of what a ZIP holds."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(".git/"):
            continue
        if path.suffix in (".html", ".js", ".css", ".json", ".csv", ".xml", ".svg", ".txt", ".webmanifest"):
            found[name] = path.read_text(encoding="utf-8")
        elif path.suffix == ".pdf":
            document = pypdfium2.PdfDocument(path)
            found[name] = "\n".join(page.get_textpage().get_text_range() for page in document)
            found[f"{name} (about)"] = " ".join(document.get_metadata_dict().values())
        elif path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
                found[name] = " ".join(packed.namelist())
    return found


def own_words(root: Path, codes: tuple[str, ...]) -> set[str]:
    """The strings of a campaign, its titles and headings: lines long enough to be nobody else's."""
    found = set()
    for code in codes:
        strings = yaml.safe_load((root / "data" / "strings" / f"{code}.yml").read_text(encoding="utf-8"))
        for value in strings.values():
            found.update(value if isinstance(value, list) else [value])
        for path in (root / "docs" / code).rglob("*.md"):
            text = path.read_text(encoding="utf-8")
            found.update(re.findall(r"^(?:title: |#+ )(.+?)(?: \{#.*)?$", text, re.MULTILINE))
    return {one for one in found if len(one) > 14 and " " in one and "{" not in one}


def colours(text: str) -> set[str]:
    return {one.lower() for one in re.findall(r"#[0-9a-fA-F]{6}\b", text)}


def test_nothing_of_the_first_campaign_is_left(story):
    """Its names, address, ids, pages, words, letters and colours: not one, in any file that is served."""
    ours = campaign.load(ROOT)
    codes = tuple(locale.code for locale in ours.locales)
    ids = {
        entry["id"]
        for path in (ROOT / "data" / "channels").glob("*.yml")
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    }
    site_url = re.search(r'site_url: .*"https://([^/"]+)', (ROOT / "mkdocs.yml").read_text(encoding="utf-8")).group(1)
    words = {locale.site_name for locale in ours.locales} | {site_url, ours.package, *ids, *own_words(ROOT, codes)}
    theirs = own_words(story.folder, story.plan.locales)
    ours_only = {value for scheme in palette.read(ours.docs).schemes for value in scheme.values()}
    ours_only -= {value for scheme in palette.read(story.folder / "docs").schemes for value in scheme.values()}
    nav = {one.removesuffix("index.md").removesuffix(".md") for one in ours.nav}
    nav -= {one.removesuffix("index.md").removesuffix(".md") for one in campaign.load(story.folder).nav}
    paths = [re.compile(rf"[\"'(/]{re.escape(one.rstrip('/'))}[/#\"']") for one in nav if "/" in one.rstrip("/")]
    foreign = [re.compile(rf"\b(?:lang|hreflang)=\"?{code}\b|/{code}/") for code in codes]
    assert len(words) > 300 and len(ours_only) > 20 and len(paths) > 50
    found = set()
    for name, text in texts_of(story.tree).items():
        found |= {(name, one) for one in words - theirs if one in text}
        found |= {(name, one) for one in colours(text) & ours_only}
        found |= {(name, one.pattern) for one in (*paths, *foreign) if one.search(text)}
        if "fa" not in story.plan.locales:
            found |= {(name, one) for one in re.findall(r"[\u0600-\u06ff]+", text)}
    assert found == set()


def test_no_word_of_a_language_of_the_first_campaign_is_left(story):
    """French and Arabic interface words: what the machine says in them is said nowhere here."""
    strings = {}
    for code in ("fr", "ar"):
        strings |= {
            value: code
            for value in yaml.safe_load(
                (story.folder / "scripts" / "strings" / f"{code}.yml").read_text(encoding="utf-8")
            ).values()
            if isinstance(value, str) and len(value) > 9 and (" " in value or not value.isascii())
        }
    said = set()
    for code in story.plan.locales:
        machine = story.folder / "scripts" / "strings" / f"{code}.yml"
        for path in (machine, story.folder / "data" / "strings" / f"{code}.yml"):
            if path.is_file():
                said |= set(map(str, yaml.safe_load(path.read_text(encoding="utf-8")).values()))
    assert len(set(strings) - said) > 300
    found = {
        (name, one)
        for name, text in texts_of(story.tree).items()
        for one in set(strings) - said
        if one.replace("\u00a0", " ") in text.replace("\u00a0", " ").replace("\u202f", " ")
    }
    assert found == set()


# ── Walked ────────────────────────────────────────────────────────────────────────────────────


def test_every_page_is_accessible_quiet_and_narrow_enough(story, served):
    """axe-core on a phone and a desktop; no error, no request to another host, nothing stored, nothing wider."""

    def look(page):
        for state in (PHONE, STATES[1], DESKTOP):
            see(page, state)
            yield from (f"{state.name}: {one}" for one in axe(page))
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > state.width:
                yield f"{state.name}: {wide} px wide"
        if (stored := page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")) != [0, 0, ""]:
            yield f"stored {stored}"

    assert walk([served + one for one in story.addresses()], look) == []


def follow(page, address: str) -> None:
    """Follow a link that one can see, wherever it stands on the page; more than one other language is in a menu."""
    for link in page.locator("a[href]").locator("visible=true").all():
        if urljoin(page.url, link.get_attribute("href")).split("#")[0] == address:
            link.click()
            page.wait_for_url(re.compile(re.escape(address) + r"(#.*)?$"))
            return
    raise AssertionError(f"{page.url} leads nowhere to {address}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]} px")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_reader_gets_through(open_page, story, served, size, script):
    """Chooser → home → emergency → directory → checklist, in every language, then to the same page of the others."""
    plan = story.plan
    for code in plan.locales:
        home = f"{served}latest/{story.prefixes[code]}"
        page = open_page(viewport={"width": size[0], "height": size[1]}, java_script_enabled=script)
        page.goto(served)
        follow(page, home)
        emergency, directory, checklist = (home + one for one in plan.pages)
        follow(page, emergency)
        assert page.locator("a[href='tel:112']").locator("visible=true").count() > 0
        follow(page, checklist)
        page.locator("main input[type=checkbox]").first.check()
        assert page.locator("main input[type=checkbox]").count() >= 7
        page.goto(emergency)
        page.goto(home)
        follow(page, directory)
        assert page.locator("main a[href='tel:112']").locator("visible=true").count() > 0
        for other in plan.locales:
            if other != code:
                page.goto(directory)
                if len(plan.locales) > 2:
                    page.locator("header .languages summary").click()
                follow(page, f"{served}latest/{story.prefixes[other]}{plan.pages[1]}")
                document = page.locator("html")
                assert document.get_attribute("lang") == other
                assert document.get_attribute("dir") == plan.directions[plan.locales.index(other)]
                assert page.locator("h1").bounding_box()["x"] >= 0
        assert page.errors_seen == []
        assert [url for url in page.requests_seen if not url.startswith(served)] == []


def test_what_people_type_is_found(open_page, story, served):
    """Bare of accents, in capitals, with the letters of another keyboard: the page is among the first three."""
    for code, typed, answer in story.plan.searches:
        page = open_page(f"{served}latest/{story.prefixes[code]}")
        page.click("[data-search-open]")
        page.fill(".search__words", typed)
        results = page.locator(".search__results a")
        results.first.wait_for()
        links = results.evaluate_all("links => links.map(link => link.href.split('#')[0])")[:3]
        assert f"{served}latest/{story.prefixes[code]}{answer}" in links, (code, typed, links)
        assert page.errors_seen == []


def test_an_index_holds_the_pages_of_its_language_only(story):
    for code, prefix in story.prefixes.items():
        text = json.dumps(search_index(story.latest / prefix), ensure_ascii=False)
        scripts = {name for name, shape in SHAPES.items() if len(re.findall(shape, text)) > 600}
        assert story.plan.scripts[code] in scripts, code
        assert "GREEK" not in scripts or code == "el"


# ── Mistakes are said as exactly as in the first campaign ─────────────────────────────────────


def test_a_mistake_is_named_by_place_code_and_cure(machine, story, tmp_path):
    """One error of parity, one of freshness, one link that leads nowhere; in the third language too."""
    twin = tmp_path / "twin"
    shutil.copytree(story.folder, twin, ignore=shutil.ignore_patterns(".git", "site", ".build"))
    for path, old, new in MISTAKES[story.plan.name]:
        file = twin / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), encoding="utf-8")
    done = run(sys.executable, "-m", "scripts", "check", "--lang", "en", cwd=twin, PYTHONPATH=str(twin))
    assert done.returncode == 1
    said = re.sub('write "[0-9a-f]+-[0-9a-f]+"', 'write "…"', done.stdout)
    assert said.splitlines() == MESSAGES[story.plan.name]
    assert done.stderr == f"{len(MESSAGES[story.plan.name])} to correct.\n"


MISTAKES = {
    "phishing": [
        ("docs/en/about/privacy.md", "{#limits}", "{#limit}"),
        (
            "docs/es/myths/index.md",
            "Un logotipo se copia en un momento.",
            "Un logotipo se copia en dos minutos, sin pagar.",
        ),
        ("docs/en/now/index.md", "(../checklists/before-tapping.md)", "(../checklists/before-taping.md)"),
    ],
    "jobs": [
        ("docs/el/about/privacy.md", "{#limits}", "{#limit}"),
        ("docs/el/true-false/index.md", "Δεν είναι έτσι.", "Δεν είναι έτσι, και δεν το ζητά ο νόμος."),
        ("docs/el/offer/index.md", "(../lists/before-paying.md)", "(../lists/before-paing.md)"),
        ("data/channels/gr.yml", "λίγες εργάσιμες", "λί\u200cγες εργάσιμες"),  # only Persian is spelt with it
    ],
}


def parity(code: str, first: str) -> str:
    return (
        f"docs/{code}/about/privacy.md:15:1: PAR002 the heading id «limit» stands where docs/{first}/about/privacy.md "
        "has «limits» (line 15); same ids, same order in both"
    )


def link(code: str, first: str, page: str, line: int, col: int, wrong: str, right: str) -> list[str]:
    at = f"docs/{code}/{page}:{line}:{col}"
    return [
        f"{at}: LNK001 «{wrong}» leads to no page; did you mean {right}?",
        f"{at}: PAR011 this leads to «{wrong}», docs/{first}/{page}:{line} to «{right}»; "
        "lead to the same place in both",
    ]


def stale(code: str, other: str, page: str, place: int) -> str:
    return (
        f"docs/{code}/{page}:10:1: STL001 this section has changed since docs/{other}/{page}:10 was last read beside "
        f"it; say the same there or, if it already does, run `make accept PAGES=docs/{other}/{page}` "
        f'(without Git: write "…" in data/reviews/{page.removesuffix(".md")}.yml, line {place})'
    )


MESSAGES = {
    "phishing": [
        parity("en", "es"),
        *link("en", "es", "now/index.md", 45, 28, "../checklists/before-taping.md", "../checklists/before-tapping.md"),
        stale("es", "en", "myths/index.md", 7),
    ],
    "jobs": [
        "data/channels/gr.yml:32:76: BID001 an invisible character stands here (U+200C); take it out",
        parity("el", "fa"),
        *link("el", "fa", "offer/index.md", 42, 32, "../lists/before-paing.md", "../lists/before-paying.md"),
        stale("el", "en", "true-false/index.md", 20),
        stale("el", "fa", "true-false/index.md", 33),
    ],
}
