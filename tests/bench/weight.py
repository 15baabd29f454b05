"""What a first visit costs on a slow phone, beside a plain Material build of the same pages.

`python -m tests.bench.weight` prints bytes, requests and times at 400 kbit/s with 400 ms each way and back, on a
processor four times slower, medians of several visits with nothing remembered; then ratios. Setting up the connection
is not simulated: it costs every site the same. Material's fonts of other sites are switched off: they are not reached
here, and would make it slower. `--linked` also measures our pages with their style sheets as files of their own.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts import campaign
from scripts.delivery.finish import finish
from scripts.offline import text_only
from scripts.site_build import run_mkdocs
from tests.bench import plain
from tests.conftest import CHROMIUM_FLAGS, ROOT, chromium

PAGES = ("", "now/", "checklists/first-hour/", "myths/first-reactions/", "directory/morocco/")
LATENCY, BYTES_A_SECOND, SLOWER = 400, 400_000 / 8, 4
MEASURES = ("bytes", "requests", "FCP", "LCP", "TBT", "CLS")
_OBSERVE = """() => {
  const seen = window.__seen = {FCP: 0, LCP: 0, CLS: 0, long: []};
  const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take))
    .observe({type, buffered: true});
  watch("paint", one => { if (one.name === "first-contentful-paint") seen.FCP = one.startTime; });
  watch("largest-contentful-paint", one => { seen.LCP = one.startTime; });
  watch("layout-shift", one => { if (!one.hadRecentInput) seen.CLS += one.value; });
  watch("longtask", one => { seen.long.push([one.startTime, one.duration]); });
}"""


class GzipHandler(http.server.SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: packed with gzip, kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in (".html", ".css", ".js", ".json", ".svg", ".xml")
        body = gzip.compress(path.read_bytes(), 9) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the visit is over
            self.wfile.write(body)


@contextlib.contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(GzipHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def visit(browser: Browser, address: str) -> dict[str, float]:
    """Open a page as a phone does for the first time; returns what it cost."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    page.add_init_script(f"({_OBSERVE})()")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND,
    })  # fmt: skip
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(500)
    seen = page.evaluate("window.__seen")
    context.close()
    blocked = sum(max(0, long - 50) for start, long in seen["long"] if start + long > seen["FCP"])
    return {"bytes": sum(sizes), "requests": len(sizes), "FCP": seen["FCP"], "LCP": seen["LCP"], "TBT": blocked,
            "CLS": seen["CLS"]}  # fmt: skip


def measured(browser: Browser, site: Path, pages: list[str], visits: int) -> dict[str, dict[str, float]]:
    """Return the median of several visits for each page."""
    found = {}
    with serving(site) as address:
        for page in pages:
            seen = [visit(browser, address + page) for _ in range(visits)]
            found[page] = {name: statistics.median(one[name] for one in seen) for name in MEASURES}
    return found


def line(title: str, found: dict[str, float]) -> str:
    """Return a row of the table."""
    seconds = " | ".join(f"{found[name] / 1000:.2f}" for name in ("FCP", "LCP", "TBT"))
    return f"| {title} | {found['bytes'] / 1000:.1f} | {found['requests']:.0f} | {seconds} | {found['CLS']:.3f} |"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.weight", description=__doc__)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--linked", action="store_true", help="also with the style sheets beside the pages")
    options = parser.parse_args()
    prefixes = [one.prefix for one in campaign.load(ROOT).locales]
    pages = [prefix + page for page in PAGES for prefix in prefixes]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        scratch = Path(folder)
        plain.lay(scratch / "plain")
        sites = {"plain Material": plain.build(scratch / "plain")}
        run_mkdocs(ROOT, scratch / "ours")
        later = [*(ROOT / "overrides" / "published").glob("*.html")]
        colours = text_only.style(ROOT / "docs")
        if options.linked:
            sites["ours, linked"] = shutil.copytree(scratch / "ours", scratch / "linked")
            finish(scratch / "linked", later, [colours], inline=0)
        finish(scratch / "ours", later, [colours])
        sites["ours"] = scratch / "ours"
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        results = {name: measured(browser, site, pages, options.visits) for name, site in sites.items()}
        browser.close()
    print("| page | kB | requests | FCP s | LCP s | TBT s | CLS |\n|---|---|---|---|---|---|---|")
    for page in pages:
        for name, found in results.items():
            print(line(f"`/{page}` {name}", found[page]))
    reference = results.pop("plain Material")
    for name, found in results.items():
        shares = {one: statistics.median(found[page][one] / reference[page][one] for page in pages)
                  for one in ("bytes", "requests", "FCP", "LCP")}  # fmt: skip
        print(f"\n{name} ÷ plain Material, median of the pages: "
              + ", ".join(f"{one} {share:.2f}" for one, share in shares.items()))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
