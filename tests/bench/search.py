"""The search beside Material's as shipped and Pagefind's, on the same pages, with the same queries, in a browser.

`make bench` prints a table: the share of the queries that a right page answers, first and among the first three;
milliseconds from the first use to the first result on a processor slowed six times; bytes fetched for it (gzip).
Material is built from the articles of our own site, one site a language. Pagefind is measured where `pagefind` is
installed, or where PAGEFIND= names it.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from lxml import etree, html
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import CHROMIUM_FLAGS, chromium  # noqa: E402

PREFIX = {"ar": "", "fr": "fr/"}
FIRST = {"ar": "شكاية", "fr": "plainte"}
HALVES = ("tuned", "kept", "blind", "fresh")
Search = Callable[[str], list[str]]

_MATERIAL = """site_name: Bench
site_url: http://127.0.0.1/
theme: {{name: material, language: {code}, font: false}}
plugins: [search]
markdown_extensions: [attr_list, md_in_html]
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yields its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def articles(site: Path, code: str) -> Iterator[tuple[str, str, str]]:
    """Yield (address, title, HTML) of each page of a language."""
    for source in sorted((ROOT / "docs" / code).rglob("*.md")):
        path = source.relative_to(ROOT / "docs" / code).as_posix()
        url = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
        tree = html.parse(str(site / PREFIX[code] / url / "index.html")).getroot()
        article = tree.find(".//article")
        for one in article.xpath(".//script | .//template | .//footer"):
            one.drop_tree()
        yield url, tree.findtext(".//h1") or "", etree.tostring(article, encoding="unicode", method="html")


def material(site: Path, code: str, target: Path) -> Path:
    """Build the pages of a language with Material as it is shipped."""
    for url, title, text in articles(site, code):
        page = target / "docs" / url / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        body = " ".join(text.split())
        page.write_text(f"---\ntitle: {title!r}\n---\n<div>{body}</div>\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text(_MATERIAL.format(code=code), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=target, check=True, capture_output=True)
    return target / "site"


def pagefind(program: str, site: Path, code: str, target: Path) -> Path:
    """Index the pages of a language with Pagefind as it is shipped."""
    for url, title, text in articles(site, code):
        page = target / url / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f'<!doctype html><html lang="{code}"><title>{title}</title><main>{text}</main></html>', encoding="utf-8"
        )
    subprocess.run([program, "--site", str(target)], check=True, capture_output=True)
    return target


def _place(address: str, base: str) -> str:
    return urlsplit(address.removeprefix(base)).path


def ours(page: Page, address: str, code: str) -> Search:
    """Open our search."""
    page.goto(address + PREFIX[code] + "about/licence/")
    page.click("[data-search-open]")
    page.fill(".search__words", FIRST[code])
    page.locator(".search__results a").first.wait_for()
    base = address + PREFIX[code]

    def search(query: str) -> list[str]:
        page.evaluate("window.engine = window.engine || new siteSearch.Engine(siteSearch.index)")
        found = "query => engine.find(query, 3).map(one => siteSearch.index.pages[one.page][0])"
        return [_place(base + url, base) for url in page.evaluate(found, query)]

    return search


def theirs(page: Page, address: str, code: str) -> Search:
    """Open Material's search."""
    page.goto(f"{address}about/licence/")
    page.keyboard.press("/")
    links = "[...document.querySelectorAll('.md-search-result__item > .md-search-result__link')].map(one => one.href)"

    def ask(query: str) -> None:
        page.fill(".md-search__input", query)
        page.dispatch_event(".md-search__input", "keyup")

    ask(FIRST[code])
    page.locator(".md-search-result__link").first.wait_for(state="attached", timeout=60_000)

    def search(query: str) -> list[str]:
        ask("")
        page.wait_for_timeout(40)
        ask(query)
        page.wait_for_timeout(350)
        return [_place(one, address) for one in page.evaluate(links)][:3]

    return search


def third(page: Page, address: str, code: str) -> Search:
    """Open Pagefind's search."""
    page.goto(f"{address}about/licence/")
    found = """async query => { window.pagefind = window.pagefind || await import("/pagefind/pagefind.js");
        const found = await pagefind.search(query);
        return Promise.all(found.results.slice(0, 3).map(async one => (await one.data()).url)); }"""
    page.evaluate(found, FIRST[code])
    return lambda query: [_place(one.removeprefix("/"), "") for one in page.evaluate(found, query)]


def measure(browser: Browser, opener: Callable[[Page, str, str], Search], address: str, code: str) -> str:
    """Return the line of an engine in a language."""
    topics = yaml.safe_load((ROOT / "tests" / "search" / "queries" / f"{code}.yml").read_text(encoding="utf-8"))
    context = browser.new_context()
    page = context.new_page()
    search, cells = opener(page, address, code), []
    for half in HALVES:
        asked = [pair for topic in topics.values() for pair in topic.get(half, {}).items()]
        told = [search(query) for query, _ in asked]
        first = sum(bool(found) and found[0] in right for found, (_, right) in zip(told, asked, strict=True))
        three = sum(not set(right).isdisjoint(found) for found, (_, right) in zip(told, asked, strict=True))
        cells += [100 * first / len(asked), 100 * three / len(asked)]
    context.close()
    times, fetched = [], 0
    for _ in range(3):
        context = browser.new_context()
        page, seen = context.new_page(), []
        page.on("response", lambda response, seen=seen: seen.append(response))
        page.goto(f"{address}{PREFIX[code] if opener is ours else ''}about/licence/", wait_until="networkidle")
        before = len(seen)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
        times.append(_first_result(page, opener, code))
        late = [one for one in seen if opener is theirs or one in seen[before:]]
        fetched = sum(len(gzip.compress(one.body(), 9)) for one in late if "search" in one.url or "pagefind" in one.url)
        context.close()
    return "".join(f"{cell:9.1f}" for cell in cells) + f"{sorted(times)[1]:11.0f}{fetched:11,}"


_TIMED = """async ([opener, field, result, query, event]) => {
  const start = performance.now();
  const first = new Promise(done => new MutationObserver(() => document.querySelector(result) && done())
    .observe(document.body, {childList: true, subtree: true}));
  if (opener) document.querySelector(opener).click();
  const words = document.querySelector(field);
  words.focus();
  words.value = query;
  words.dispatchEvent(new Event(event, {bubbles: true}));
  await first;
  return performance.now() - start; }"""
_TIMED_PAGEFIND = """async query => { const start = performance.now();
  const engine = await import("/pagefind/pagefind.js");
  await (await engine.search(query)).results[0].data();
  return performance.now() - start; }"""


def _first_result(page: Page, opener: Callable[[Page, str, str], Search], code: str) -> float:
    """Return the milliseconds, told by the page, from the first use of the search to its first result."""
    if opener is ours:
        names = ["[data-search-open]", ".search__words", ".search__results a", FIRST[code], "input"]
        return page.evaluate(_TIMED, names)
    if opener is theirs:
        return page.evaluate(_TIMED, ["", ".md-search__input", ".md-search-result__link", FIRST[code], "keyup"])
    return page.evaluate(_TIMED_PAGEFIND, FIRST[code])


def main() -> None:
    """Print the table."""
    site = ROOT / "site"
    program = os.environ.get("PAGEFIND") or shutil.which("pagefind")
    parts = "".join(f"{half + ' 1':>9}{'top 3':>9}" for half in HALVES)
    print(f"{'search':22}{parts}{'ms (1/6)':>11}{'bytes':>11}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        for code in PREFIX:
            built = material(site, code, Path(scratch, f"material-{code}"))
            with served(built) as address:
                print(f"{f'Material, {code}':22}{measure(browser, theirs, address, code)}", flush=True)
            if program:
                with served(pagefind(program, site, code, Path(scratch, f"pagefind-{code}"))) as address:
                    print(f"{f'Pagefind, {code}':22}{measure(browser, third, address, code)}", flush=True)
            with served(site) as address:
                print(f"{f'ours, {code}':22}{measure(browser, ours, address, code)}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
