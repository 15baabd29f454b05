"""What readers download, what their browser is allowed to do, and what it is made to keep: nothing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT
from lxml import html
from test_browser import LOCALES, PREFIX, SHARED, addresses

from scripts.delivery import styles
from scripts.delivery.bundles import bundled, read_page
from scripts.delivery.lighter import lighter
from scripts.delivery.policy import policy, told

# ── Style sheets ──────────────────────────────────────────────────────────────────────────────


def joined(text: str, *names: str) -> str:
    return styles.joined([(text, str)], names or None)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("a { color : red ; /* why */ }\n\n", (), "a{color:red}"),
        ("a > b , c + d{margin:0 1px}", (), "a>b,c + d{margin:0 1px}"),
        ("p{width:calc(1px + 2px);--x: a  b}", (), "p{width:calc(1px + 2px);--x:a b}"),
        ("p{color:red!important}", (), "p{color:red!important}"),
        (".a, .b{x:y}", ("a",), ".a{x:y}"),
        (".a .b{x:y} #c{x:y} d{x:y}", ("a", "c"), "#c{x:y}"),
        ("a:hover, a::before{x:y}", ("a",), "a:hover,a::before{x:y}"),
        (":is(.b, .c) .a{x:y}", ("a",), ":is(.b,.c) .a{x:y}"),
        ("[hidden], *{x:y}", ("a",), "[hidden],*{x:y}"),
        ("@media (min-width: 40em){.a{x:y} .b{x:y}}", ("a",), "@media (min-width: 40em){.a{x:y}}"),
        ("@media print{.b{x:y}}", ("a",), ""),
        ("@keyframes b{from{x:y} to{x:z}}", ("a",), "@keyframes b{from{x:y}to{x:z}}"),
        ("@font-face{src:url(x.woff2)}", ("a",), '@font-face{src:url("x.woff2")}'),
        (".a{x:y; .b{x:z}}", ("a",), ".a{x:y;.b{x:z}}"),
        ('.a{content:"a  ; b"}', ("a",), '.a{content:"a  ; b"}'),
        ("@page{margin:1cm}", ("a",), "@page{margin:1cm}"),
    ],
)
def test_a_sheet_keeps_what_serves(text, names, expected):
    assert joined(text, *names) == expected


def plainly(rule: str) -> str:
    """A rule without the spaces that a custom property keeps as they were typed."""
    return re.sub(r"\s*([,>])\s*", r"\1", rule)


def test_a_browser_reads_the_joined_sheets_as_it_reads_ours(open_page):
    """Every rule of every sheet of ours, as Chromium understands it before and after."""
    page = open_page()
    read = """text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
                        return [...sheet.cssRules].map(rule => rule.cssText); }"""
    sheets = sorted((ROOT / "docs" / "assets" / "css").glob("*.css"))
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        rules = [plainly(one) for one in page.evaluate(read, text) if not one.endswith("{ }")]
        assert [plainly(one) for one in page.evaluate(read, joined(text))] == rules, sheet.name


def test_only_a_sheet_for_paper_stays_out_of_the_way():
    assert styles.is_for_paper("@page{margin:0} @media print{a{x:y}}")
    assert not styles.is_for_paper("@media print{a{x:y}} b{x:y}")
    assert not styles.is_for_paper("@media screen{a{x:y}}")
    assert not styles.is_for_paper("")


SITE = {
    "index.html": '<link rel="stylesheet" href="css/a.css"><link rel=stylesheet href="css/b.css"><p class="x y">',
    "en/index.html": '<link rel="stylesheet" href="../css/a.css"><link rel=stylesheet href="../css/b.css"><i class="z">'
    '<script src="../js/a.js"></script><p data-more="../js/b.js ../words.js">',
    "lone.html": '<link rel="stylesheet" href="https://cdn.example/x.css"><p class="x">',
}
FILES = {
    "css/a.css": ".x{background:url(i.svg)} .later{a:b}",
    "css/b.css": ".z{c:d} .gone{e:f} .ticked{g:h} .kept{i:j} .found{k:l}",
    "js/a.js": 'x.className = "ticked"',
    "js/b.js": 'x.className = "found"',
    "words.js": "gone",
}


def _bundled(site: dict[str, str], files: dict[str, str], **options):
    def read(path: str) -> str:
        return files.get(path, "")

    return bundled({path: read_page(path, text, read) for path, text in site.items()}, read, **options)


def test_pages_with_the_same_sheets_share_one():
    found = _bundled(SITE, FILES, kept={"kept"})
    (path,) = found.sheets
    assert found.sheets[path] == '.x{background:url("i.svg")}.z{c:d}.ticked{g:h}.kept{i:j}.found{k:l}'
    assert re.fullmatch(r"css/[0-9a-f]{10}\.css", path)
    assert found.pages["index.html"] == f'<link rel="stylesheet" href="{path}"><p class="x y">'
    assert f'href="../{path}"' in found.pages["en/index.html"]
    assert found.pages["lone.html"] == SITE["lone.html"]


def test_a_small_sheet_stands_in_its_pages_and_what_is_for_paper_beside_them():
    site = {"index.html": '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="p.css"><p class="x">'}
    files = {"a.css": ".x{a:b}", "p.css": "@media print{.x{c:d}}"}
    found = _bundled(site, files, limit=1000)
    (path,) = found.sheets
    assert found.sheets[path] == "@media print{.x{c:d}}"
    expected = f'<style>.x{{a:b}}</style><link rel="stylesheet" href="{path}" media="print"><p class="x">'
    assert found.pages["index.html"] == expected
    assert ".x{a:b}" in found.inline


def test_a_page_shows_the_same_in_fewer_bytes():
    kept = "<pre>\n  x  </pre><script>a  b</script><i title='<!-- yes'>d</i>"
    page = f"<p>\n   a  <b>b</b>\u00a0 \n\n c</p><!-- no -->\n\n  {kept}"
    expected = f"<p>\na <b>b</b>\u00a0\nc</p>\n{kept}"
    assert lighter(page) == expected


# ── Policy ────────────────────────────────────────────────────────────────────────────────────


def of(page: str, *trusted: str, **files: str) -> str:
    return policy(page, lambda address: files.get(address, ""), trusted)


def test_a_policy_allows_what_the_page_uses_and_no_more():
    end = "; base-uri 'none'; form-action 'none'"
    assert of("<p>words</p>") == f"default-src 'none'{end}"
    assert of("<link rel=icon href=x.svg>") == f"default-src 'none'; img-src 'self'{end}"
    assert of('<script type="application/ld+json">{}</script>') == f"default-src 'none'{end}"
    assert "connect-src" not in of('<script src="a"></script>', a="alert(1)")
    assert "connect-src 'self'" in of('<script src="a"></script>', a="fetch(x)")
    assert "font-src 'self'" in of('<link rel=stylesheet href="a">', a="@font-face{}")
    assert "img-src data:" in of('<link rel=stylesheet href="a">', a="a{b:url(data:x)}")


def test_what_slipped_in_is_not_made_good_by_being_there():
    page = "<style>a{}</style><script>ours</script><script>theirs</script><style>theirs{}</style>"
    allowed = of(page, "ours", "a{}")
    assert allowed.count("sha256-") == 2
    assert "unsafe" not in allowed and "script-src 'self'" not in allowed
    assert of("<script>theirs</script>") == of("<p>words</p>")


def test_a_page_has_one_policy_and_it_comes_first():
    once = told("<html><head><title>x</title></head></html>", str)
    assert once.startswith('<html><head><meta http-equiv="content-security-policy" content="default-src')
    assert told(once, str) == once


def test_every_page_begins_with_a_policy_without_holes(site):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        tree = html.document_fromstring(text)
        first = tree.find("head")[0]
        assert first.get("http-equiv") == "content-security-policy", path
        assert text.count('http-equiv="content-security-policy"') == 1, path
        assert not re.search(r"unsafe|\*|https?:", first.get("content")), path
        assert tree.xpath("//@style | //@*[starts-with(name(), 'on')] | //script[not(@src) and not(@type)]") == [], path
        assert tree.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path
        assert tree.xpath("//@target") == [], path
        foreign = [] if path.parent.name == "text" else tree.xpath("//a[starts-with(@href, 'http')]")
        for link in foreign:  # in the text-only file, the page's policy on referrers says it for every link
            assert {"noopener", "noreferrer"} <= set((link.get("rel") or "").split()), (path, link.get("href"))


# ── Readers ───────────────────────────────────────────────────────────────────────────────────

WATCH = """(() => {
  const told = window.__told = [];
  document.addEventListener("securitypolicyviolation", one => told.push(`${one.violatedDirective} ${one.blockedURI}`));
  const watch = (owner, name, what) => {
    if (!owner || !owner[name]) return;
    const old = owner[name];
    owner[name] = function (...given) { told.push(what); return old.apply(this, given); };
  };
  for (const name of ["setItem", "removeItem", "clear"]) watch(Storage.prototype, name, "storage");
  watch(IDBFactory.prototype, "open", "indexedDB");
  watch(window.CacheStorage && CacheStorage.prototype, "open", "caches");
  watch(window.ServiceWorkerContainer && ServiceWorkerContainer.prototype, "register", "service worker");
  watch(window.StorageManager && StorageManager.prototype, "getDirectory", "files");
  watch(window.CookieStore && CookieStore.prototype, "set", "cookie store");
  watch(Navigator.prototype, "sendBeacon", "beacon");
  watch(Notification, "requestPermission", "notification");
  watch(Geolocation.prototype, "getCurrentPosition", "place");
  for (const name of ["WebSocket", "EventSource", "RTCPeerConnection", "SharedWorker", "BroadcastChannel"]) {
    if (window[name]) window[name] = new Proxy(window[name], {
      construct(target, given) { told.push(name); return new target(...given); }});
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    get: cookie.get, set(value) { told.push("cookie"); cookie.set.call(this, value); }});
})()"""


@pytest.fixture
def watched(open_page):
    page = open_page()
    page.add_init_script(WATCH)
    return page


def test_the_watch_sees_what_it_watches_for(watched, served):
    watched.goto(served + "now/")
    watched.evaluate("""async () => {
      localStorage.setItem("a", "b"); sessionStorage.clear(); document.cookie = "a=b"; indexedDB.open("a");
      try { await caches.open("a") } catch {}
      navigator.sendBeacon("/x"); new BroadcastChannel("a");
      const script = document.createElement("script"); script.textContent = "window.ran = 1";
      document.body.append(script);
      const image = new Image(); image.src = "https://evil.example/x.png"; document.body.append(image);
      await new Promise(done => setTimeout(done, 200));
    }""")
    seen = set(watched.evaluate("window.__told"))
    assert {"storage", "cookie", "indexedDB", "caches", "beacon", "BroadcastChannel"} <= seen
    assert {"script-src-elem inline", "img-src https://evil.example/x.png"} <= seen
    assert watched.evaluate("window.ran") is None


def weight(site: Path, served: str, urls: set[str]) -> int:
    """The bytes of what was asked for, packed as a host packs it; icons, which this browser leaves out, are counted."""
    paths = {urlsplit(url).path.lstrip("/") for url in urls} | {"assets/images/icon.svg"}
    files = (site / (f"{path}index.html" if path.endswith("/") or not path else path) for path in paths)
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize("code", LOCALES)
def test_every_page_is_light_and_keeps_nothing(watched, served, site, the_campaign, code):
    """A first visit to each page: few bytes, no request elsewhere, nothing kept, nothing for the policy to stop."""
    heavy = {}
    for address in [*addresses(served, site, the_campaign, code), *(served + name for name in SHARED)]:
        watched.requests_seen.clear()
        watched.goto(address, wait_until="networkidle")
        assert watched.evaluate("window.__told") == [], address
        asked = set(watched.requests_seen)
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(served).netloc}, address
        urgent = watched.locator("main.page--emergency, main.page--home").count()
        bytes_ = weight(site, served, asked)
        if bytes_ > (24_000 if urgent else 32_000) or len(asked) > 8:
            heavy[address] = (bytes_, sorted(asked))
    assert heavy == {}
    assert watched.errors_seen == []
    assert watched.context.cookies() == []


@pytest.mark.parametrize("code", LOCALES)
def test_using_a_page_leaves_nothing_behind(watched, served, code):
    watched.goto(served + PREFIX[code] + "now/")
    watched.click("details.menu > summary")
    watched.keyboard.press("Escape")
    watched.emulate_media(media="print")
    watched.emulate_media(media="screen")
    told = watched.evaluate("window.__told")
    watched.goto(served + PREFIX[code] + "checklists/first-hour/")
    for box in watched.locator("[type=checkbox]").all()[:3]:
        box.check(force=True)
    told += watched.evaluate("window.__told")
    watched.reload()
    assert watched.locator("[type=checkbox]:checked").count() == 0, "what was ticked is not kept"
    watched.goto(served + PREFIX[code] + "directory/morocco/")
    watched.click("details.filters > summary")
    watched.select_option("details.filters select >> nth=0", index=1)
    watched.click("[data-search-open]")
    watched.fill("dialog input", "19")
    watched.locator("[data-search-results] li").first.wait_for()
    assert "19" not in urlsplit(watched.url).query + urlsplit(watched.url).fragment
    told += watched.evaluate("window.__told")
    assert told == []
    assert watched.errors_seen == []
    assert watched.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state]") == [
        0,
        0,
        "",
        None,
    ]
    assert watched.evaluate("async () => (await indexedDB.databases()).length + (await caches.keys()).length") == 0


@pytest.mark.parametrize("code", LOCALES)
def test_a_page_of_an_emergency_prints_under_a_plain_title(watched, served, code, the_library):
    watched.goto(served + PREFIX[code] + "now/stranger/")
    before = watched.title()
    watched.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert watched.title() == the_library.strings[code]["print_plain_title"] != before
    watched.evaluate("dispatchEvent(new Event('afterprint'))")
    assert watched.title() == before
