"""The offline edition, unpacked and walked from `file://` in two browsers; the text-only files."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import hashlib
import http.server
import io
import os
import re
import shutil
import socket
import threading
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from conftest import ROOT, scripts
from lxml import html
from marionette_driver import By, Wait
from marionette_driver.marionette import Marionette

from scripts import rules
from scripts.built_page import read_page
from scripts.locale_build import LocaleBuild, standing_alone
from scripts.offline import archive, edition, making, page, text_only, words
from scripts.site_check import check_site

DAY = datetime.date(2026, 11, 22)
HOMES = {"ar": "site/index.html", "fr": "site/fr/index.html"}
QUERIES = {"ar": "شكاية", "fr": "plainte"}
OFTEN_REFUSED = re.compile(r'[<>:"\\|?*\x00-\x1f]|[ .]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)


@pytest.fixture(scope="module")
def made(site) -> Path:
    """The folder `dist/` of the project that the site was built from."""
    run = scripts("offline", "--version", "2026.12", cwd=site.parent, SOURCE_DATE_EPOCH="1795305600")
    assert run.returncode == 0, run.stderr
    return site.parent / "dist"


@pytest.fixture(scope="module")
def copy(made, tmp_path_factory) -> Path:
    """The edition, unpacked under a name that addresses have to escape."""
    target = tmp_path_factory.mktemp("clé 100 % #1")
    with zipfile.ZipFile(made / "halte-au-chantage-2026.12.zip") as packed:
        packed.extractall(target)
    return target / "halte-au-chantage-2026.12"


@pytest.fixture(scope="module")
def builds(the_campaign, the_library) -> dict[str, LocaleBuild]:
    return standing_alone(rules.read_corpus(the_campaign, the_library), ROOT / "overrides")


def test_names_are_fit_for_any_stick_and_nothing_leaves_the_folder(made):
    with zipfile.ZipFile(made / "halte-au-chantage-2026.12.zip") as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        days = {one.date_time for one in packed.infolist()}
    assert days == {(2026, 11, 22, 0, 0, 0)}
    assert {name.partition("/")[0] for name in names} == {"halte-au-chantage-2026.12"}
    beside = {name.split("/")[1] for name in names}
    assert beside == {"START.html", "README.txt", "site"}
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert len(name) < 200
        assert name.isascii()
        assert ".." not in name.split("/")
        assert not any(OFTEN_REFUSED.search(part) for part in name.split("/"))


def test_the_checksum_is_read_by_sha256sum(made):
    line = (made / "halte-au-chantage-2026.12.zip.sha256").read_text()
    content = (made / "halte-au-chantage-2026.12.zip").read_bytes()
    assert line == f"{hashlib.sha256(content).hexdigest()}  halte-au-chantage-2026.12.zip\n"


def test_the_same_site_gives_the_same_bytes(made, site, the_campaign):
    first = {path.name: path.read_bytes() for path in made.iterdir()}
    assert making.make(the_campaign, site, "2026.12", DAY) == first
    other = making.make(the_campaign, site, "", DAY + datetime.timedelta(1))
    assert "halte-au-chantage-2026-11-23.zip" in other
    assert other["halte-au-chantage-2026-11-23.zip"] != first["halte-au-chantage-2026.12.zip"]


def test_what_serves_the_web_only_is_left_out_and_every_pdf_is_there(copy, site):
    found = {path.relative_to(copy / "site").as_posix() for path in (copy / "site").rglob("*") if path.is_file()}
    built = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    printed = {path for path in built if path.endswith(".pdf")}
    assert printed
    assert printed <= found
    gone = built - found
    assert {path for path in gone if not re.search(r"^share/|\.map$|^404\.html$|^sitemap\.xml$", path)} == set()
    assert {"404.html", "sitemap.xml", "share/fr/index.png"} <= gone
    assert {"search/index.js", "fr/search/index.js", "channels.json"} <= found
    assert not any(b"sourceMappingURL" in (copy / "site" / path).read_bytes() for path in found if path.endswith("js"))


def test_every_address_is_that_of_a_file(copy):
    """As a browser resolves it from a disk: no folder stands for its page, no anchor is missing."""
    pages = {path: read_page(copy, path) for path in copy.rglob("*.html")}
    assert len(pages) > 100
    wrong = []
    for path, one in pages.items():
        for link in one.links:
            address = urlsplit(link.address)
            if address.scheme or address.netloc:
                if link.loaded or address.scheme not in ("https", "http", "tel", "sms", "mailto"):
                    wrong.append((path, link.address))
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            anchor = unquote(address.fragment)
            lost = anchor and target in pages and anchor not in pages[target].anchors
            if not target.is_file() or not target.is_relative_to(copy) or address.path.startswith("/") or lost:
                wrong.append((path.relative_to(copy), link.address))
    assert wrong == []


def test_the_checks_of_a_built_site_find_nothing(copy):
    assert [str(one) for one in check_site(copy / "site")] == []


def test_a_copy_says_its_day_once_and_hides_from_search_engines(copy):
    pages = [path for path in (copy / "site").rglob("*.html") if "text" not in path.relative_to(copy / "site").parts]
    for path in pages:
        tree = html.parse(path).getroot()
        notes = tree.find_class("copy-note")
        assert [note.get("lang") for note in notes] == page.languages(path.read_text(encoding="utf-8")), path
        assert all(note.xpath("time/@datetime") == ["2026-11-22"] for note in notes)
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not tree.xpath("//link[@rel='canonical'] | //link[@hreflang] | //meta[starts-with(@property, 'og:')]")
        assert "halte-au-chantage.example" not in path.read_text(encoding="utf-8")


def test_the_readme_opens_in_any_editor(copy):
    content = (copy / "README.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    text = content.decode("utf-8-sig")
    assert "Halte au chantage" in text
    assert "كفى ابتزازًا" in text
    assert "<" not in text
    assert "python3 -m http.server" in text
    assert "22 novembre 2026" in text


# ── Browsers ──────────────────────────────────────────────────────────────────────────────────


def _at(copy: Path, name: str) -> str:
    return (copy / name).as_uri()


@pytest.mark.parametrize("code", HOMES)
def test_chromium_opens_it_without_a_network(open_page, copy, code):
    own = open_page(_at(copy, "START.html"))
    own.click(f"div[lang={code}] a")
    assert own.url == _at(copy, HOMES[code])
    assert own.get_attribute("html", "lang") == code
    assert own.locator(".copy-note").count() == 1
    own.click("[data-search-open]")
    own.fill(".search__words", QUERIES[code])
    found = own.locator(".search__results a")
    found.first.wait_for()
    assert found.count() > 2
    found.first.click()
    own.wait_for_url(re.compile(r"/index\.html"))
    assert own.url != _at(copy, HOMES[code])
    assert own.get_attribute("html", "lang") == code
    own.goto(_at(copy, HOMES[code].replace("index.html", "checklists/first-hour/index.html")))
    printed = own.eval_on_selector_all("#print a[href$='.pdf']", "links => links.map(link => link.href)")
    assert printed
    for address in printed:
        assert Path(unquote(urlsplit(address).path)).read_bytes().startswith(b"%PDF")
    own.click(".languages a")
    assert own.get_attribute("html", "lang") != code
    assert "first-hour" in own.url
    assert [address for address in own.requests_seen if not address.startswith(("file:", "about:"))] == []
    assert own.errors_seen == []


def test_every_page_opens_in_chromium_without_an_error(open_page, copy):
    own = open_page()
    for path in sorted((copy / "site").rglob("index.html"))[::9]:
        own.goto(path.as_uri(), wait_until="load")
        assert own.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert [address for address in own.requests_seen if not address.startswith("file:")] == []
    assert own.errors_seen == []


def test_a_school_server_has_the_search_too(open_page, copy):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(copy))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        own = open_page(f"{root}START.html")
        own.click("div[lang=fr] a")
        own.click("[data-search-open]")
        own.fill(".search__words", QUERIES["fr"])
        own.locator(".search__results a").first.click()
        own.wait_for_url(re.compile(r"/index\.html"))
        assert [address for address in own.requests_seen if not address.startswith(root)] == []
        assert own.errors_seen == []
        own.context.close()
        server.shutdown()


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    names = [os.environ.get("FIREFOX", ""), "firefox-esr", "firefox"]
    program = next((path for path in map(shutil.which, filter(None, names)) if path), None)
    assert program, "no Firefox found: run the tests with `make test`, which installs one"
    # Whatever it asks of the network goes to a door that is closed.
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    prefs = {
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": port,
        "datareporting.policy.dataSubmissionEnabled": False,
        "browser.shell.checkDefaultBrowser": False,
    }
    folder = tmp_path_factory.mktemp("firefox")
    driver = Marionette(
        bin=program,
        headless=True,
        prefs=prefs,
        workspace=str(folder),
        gecko_log=str(folder / "log"),
        startup_timeout=60,
    )
    driver.start_session()
    yield driver
    driver.quit(in_app=False)


def _firefox_wait(driver, test, what):
    return Wait(driver, timeout=20).until(lambda one: test(one), message=what)


@pytest.mark.parametrize("code", HOMES)
def test_firefox_opens_it_and_finds_words(firefox, copy, code):
    firefox.navigate(_at(copy, "START.html"))
    firefox.find_element(By.CSS_SELECTOR, f"div[lang={code}] a").click()
    _firefox_wait(firefox, lambda one: one.get_url() == _at(copy, HOMES[code]), "the home page")
    search_ = firefox.find_element(By.CSS_SELECTOR, "[data-search-open]")
    if search_.is_displayed():
        search_.click()
    script = """
      const query = document.querySelector(".search__words");
      query.focus(); query.value = arguments[0]; query.dispatchEvent(new Event("input"));
    """
    firefox.execute_script(script, script_args=[QUERIES[code]])
    links = "return [...document.querySelectorAll('.search__results a')].map(link => link.href)"
    found = _firefox_wait(firefox, lambda one: one.execute_script(links), "a result")
    assert all(Path(unquote(urlsplit(urldefrag(address).url).path)).is_file() for address in found)
    loaded = firefox.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
    assert [address for address in loaded if not address.startswith("file:")] == []
    firefox.navigate(found[0])
    assert firefox.execute_script("return document.documentElement.lang") == code
    firefox.find_element(By.CSS_SELECTOR, ".languages a").click()
    _firefox_wait(
        firefox, lambda one: one.execute_script("return document.documentElement.lang") not in ("", code), "the other"
    )


# ── The text-only files ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", HOMES)
def test_the_text_only_file_is_light_and_loads_nothing(site, made, code, the_campaign):
    content = (site / text_only.address(code)).read_bytes()
    assert (made / f"halte-au-chantage-2026.12-{code}.html").read_bytes() == content
    assert 30_000 < len(content) < text_only.BUDGET
    own = read_page(site, site / text_only.address(code))
    direction = next(one.direction for one in the_campaign.locales if one.code == code)
    assert (own.lang, own.direction) == (code, direction)
    assert [link.address for link in own.links if link.loaded] == []
    assert own.runs == []
    tree = html.fromstring(content)
    assert not tree.xpath("//script | //img | //svg | //link | //iframe | //form | //input | //*[@style] | //@onclick")
    anchors = set(tree.xpath("//@id"))
    inside = [link.address[1:] for link in own.links if link.address.startswith("#")]
    assert len(inside) > 50
    assert set(inside) <= anchors
    assert {urlsplit(link.address).scheme for link in own.links} <= {"", "https", "tel", "sms", "mailto"}
    assert all(link.address.startswith("#") or urlsplit(link.address).scheme for link in own.links)


@pytest.mark.parametrize("code", HOMES)
def test_its_contacts_are_those_of_the_pages(site, code, the_campaign):
    locale = next(one for one in the_campaign.locales if one.code == code)
    tree = html.parse(site / text_only.address(code)).getroot()
    values = {link.get("href"): link.text_content() for link in tree.iter("a") if not link.get("href").startswith("#")}
    everywhere: dict[str, set[str]] = {}
    for path in site.joinpath(locale.prefix).rglob("index.html"):
        for link in html.parse(path).getroot().iter("a"):
            text = " ".join(link.text_content().split())
            everywhere.setdefault(link.get("href"), set()).add(text)
    card = html.parse(site / locale.prefix / "directory/morocco/index.html").getroot()
    own = [one.get("href") for one in card.find_class("contact__value")]
    assert len(own) >= 10
    assert set(own) <= set(values)
    typed = {address for address in values if urlsplit(address).scheme in ("tel", "sms", "mailto")}
    assert len(typed) >= 5
    assert typed <= set(everywhere)
    for address in typed:
        assert any(values[address].strip() in text for text in everywhere[address])


@pytest.mark.parametrize("code", HOMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_reads_without_javascript_on_a_narrow_screen(open_page, site, code, scheme):
    own = open_page((site / text_only.address(code)).as_uri(), java_script_enabled=False, color_scheme=scheme)
    width = own.locator("html").bounding_box()["width"]
    assert width == 360
    for box in own.locator("h1, h2, li, p").all()[:40]:
        place = box.bounding_box()
        assert place is None or (place["x"] >= 0 and place["x"] + place["width"] <= 360)
    own.click("nav#top a >> nth=2")
    assert own.url.endswith("#p3")
    assert own.locator("#p3").bounding_box()["y"] < 100
    assert [address for address in own.requests_seen if not address.startswith("file:")] == []


def _reader(site: Path):
    def read(address: str) -> str | None:
        path = site / address / "index.html"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    return read


def test_too_much_text_is_a_finding_with_its_fix(site, the_campaign, builds):
    heavy = dataclasses.replace(the_campaign, text_only=the_campaign.nav)
    _, findings = words.text_files(heavy, builds.values(), _reader(site), "", DAY)
    assert {one.code for one in findings} == {"CFG008"}
    assert len(findings) == 2
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    assert all(lines[one.line - 1].strip() in ("text_only:", "- index.md#acts") for one in findings)
    assert all("page.md#heading" in one.message for one in findings)


def test_a_page_or_part_that_is_not_there_is_a_finding(site, the_campaign, builds):
    wrong = dataclasses.replace(the_campaign, text_only=("now/reports.md", "now/report.md#prosecutors"))
    _, findings = words.text_files(wrong, builds.values(), _reader(site), "", DAY)
    said = " ".join(one.message for one in findings)
    assert {one.code for one in findings} == {"CFG007"}
    assert "«now/reports.md»" in said
    assert "did you mean «prosecutor»?" in said


def test_a_part_comes_with_the_beginning_of_its_page_and_links_stay_true():
    body = """<html><body><article><h1>Title</h1><p class="where"><a href="../">Up</a></p><p>First words.</p>
      <h2 id="one">One</h2><p>See <a href="#two">two</a>, <a href="../b/#x">x</a>, <a href="../c/">c</a> and
      <a href="tel:19" data-contact="a/b"><span class="visually-hidden">Call </span>19</a>.<sup class="ref">[1]</sup>
      </p><h2 id="two">Two</h2><p>Left out.</p><h2 id="next">Next</h2><p>Never.</p></article></body></html>"""
    other = '<article><h1>B &amp; co</h1><h2 id="x">X</h2><p>y</p><h2 id="next">Next</h2><p>Never.</p></article>'
    told = text_only.Words("T", "N", "All pages", ["<p>top</p>"], ["<p>foot</p>"])
    read = {"a/": body, "b/": other}.get
    content, wrong = text_only.build(["a.md#one", "b.md"], "", read, {"lang": "fr", "dir": "ltr"}, told)
    text = content.decode()
    assert wrong == []
    assert "First words." in text
    assert "Left out" not in text
    assert "Never" not in text
    assert 'See two, <a href="#p2-x">x</a>, c and <a href="tel:19" data-contact="a/b">19</a>.</p>' in text
    assert '<h2 id="p2">B &amp; co</h2><h3 id="p2-x">X</h3>' in text
    assert "[1]" not in text


# ── Pure parts ────────────────────────────────────────────────────────────────────────────────

FILES = {"index.html", "fr/index.html", "fr/now/index.html", "fr/now/report/index.html", "print/a.pdf", "s/index.html"}
LIVE = "https://example.org/latest/"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("../#call", "../index.html#call"),
        ("#call", "#call"),
        ("../../../print/a.pdf", "../../../print/a.pdf"),
        ("../../..", "../../../index.html"),
        ("../?q=1#x", "../index.html?q=1#x"),
        ("../index.html", "../index.html"),
        ("nowhere/", "nowhere/"),
        ("../../../../out/", "../../../../out/"),
        ("https://elsewhere.example/", "https://elsewhere.example/"),
        ("tel:19", "tel:19"),
        (LIVE, "../../../index.html"),
        (f"{LIVE}s/", "../../../s/index.html"),
        (f"{LIVE}fr/now/#call", "../index.html#call"),
        (f"{LIVE}gone/", f"{LIVE}gone/"),
        ("http://[", "http://["),
    ],
)
def test_an_address_becomes_that_of_a_file(address, expected):
    assert page.file_address("fr/now/report/index.html", address, FILES, LIVE) == expected


def test_only_tags_are_rewritten():
    text = (
        '<!doctype html><html lang="fr"><head><link rel="canonical" href="https://x.example/"><meta name="robots" '
        'content="all"><script type="application/ld+json">{"a": "<b>"}</script><script>var a = \'<a href="now/">\';'
        '</script></head><body><!-- <a href="now/"> --><main class="m"><a title=\'a > b\' href="now/">x</a> '
        'href="now/" <code>&lt;a href="now/"&gt;</code><a href=now/>y</a></main></body></html>'
    )
    out = page.from_disk(text, "fr/index.html", FILES, "", ["<i>"], "<p>note</p>")
    assert out == (
        '<!doctype html><html lang="fr"><head><script>var a = \'<a href="now/">\';</script><meta name="robots" '
        'content="noindex">\n<i>\n</head><body><!-- <a href="now/"> --><main class="m">\n<p>note</p>'
        '<a title=\'a > b\' href="now/index.html">x</a> href="now/" <code>&lt;a href="now/"&gt;</code>'
        '<a href="now/index.html">y</a></main></body></html>'
    )


def test_a_redirect_leads_to_a_file():
    text = '<html lang="fr"><head><meta http-equiv="refresh" content="0; url=../now/"></head><body></body></html>'
    assert 'content="0; url=../now/index.html"' in page.from_disk(text, "fr/old/index.html", FILES, "", [], "")


def test_an_archive_depends_on_its_files_only():
    one = archive.pack({"b.txt": b"b", "a.txt": b"a"}, "top", DAY)
    assert one == archive.pack({"a.txt": b"a", "b.txt": b"b"}, "top", DAY)
    assert zipfile.ZipFile(io.BytesIO(one)).namelist() == ["top/a.txt", "top/b.txt"]


def test_the_live_site_is_named_only_where_it_is_known(builds):
    assert words.live("https://halte-au-chantage.example/") == ""
    assert words.live("") == ""
    assert words.live(LIVE.replace("example.org", "campagne.ma")) == "https://campagne.ma/latest/"
    note = words.note(builds["fr"], DAY, "https://campagne.ma/latest/")
    assert '<a href="https://campagne.ma/latest/"' in note
    assert "<a" not in words.note(builds["ar"], DAY, "")


def test_the_block_leads_to_the_releases_where_they_are_known(builds):
    known = builds["fr"].render("offline_copy.html", {"repository": "https://github.com/a/b"})
    assert 'href="https://github.com/a/b/releases/latest"' in known
    unknown = builds["ar"].render("offline_copy.html", {"repository": ""})
    assert "make offline" in unknown
    assert "<a" not in unknown


# ── The command ───────────────────────────────────────────────────────────────────────────────


def test_without_a_site_the_command_says_what_to_do(tmp_path):
    run = scripts("offline", "--root", str(tmp_path))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "there is no built site in site/; build it first: make site\n"


def test_a_site_without_words_of_its_own_is_told_so(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<html></html>")
    languages = "extra: {languages: [{locale: fr, name: F, site_name: S, default: true}]}"
    (tmp_path / "mkdocs.yml").write_text(languages)
    run = scripts("offline", "--root", str(tmp_path))
    assert run.returncode == 2
    assert (
        run.stderr == "the copy takes its words from data/strings/, where some are missing; add data/strings/fr.yml\n"
    )


@pytest.mark.parametrize("version", ["../x", "a b", "v/1", "1:2", "نسخة", ".hidden", "x" * 60])
def test_a_version_that_is_no_file_name_is_refused(tmp_path, version):
    run = scripts("offline", "--root", str(tmp_path), "--version", version)
    assert run.returncode == 2
    assert "cannot stand in a file's name" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_names_of_the_edition_are_those_of_its_start(copy):
    assert (copy / edition.START).is_file()
    assert (copy / edition.README).is_file()
    assert (copy / edition.SITE / edition.TEXT / "ar.html").is_file()
