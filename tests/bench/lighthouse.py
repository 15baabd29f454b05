"""Lighthouse's mark for accessibility on the pages that matter most: `make lighthouse`.

It needs Node.js and fetches Lighthouse from npm, so it is no part of the tests; it goes through `site/` as it is.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from conftest import ROOT, Handler, chromium, run

from scripts import campaign

LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = ("", "now/", "checklists/first-hour/", "myths/first-reactions/", "directory/morocco/")
FORMS = {"mobile": (), "desktop": ("--preset=desktop",)}
LEAST = 100


def marked(npx: str, address: str, form: str, folder: Path) -> dict:
    """Lighthouse's report on one page."""
    target = folder / "report.json"
    done = run(
        npx, "--yes", LIGHTHOUSE, address, "--only-categories=accessibility,best-practices", "--output=json", "--quiet",
        f"--output-path={target}", "--chrome-flags=--headless=new --no-sandbox", *FORMS[form], CHROME_PATH=chromium(),
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"lighthouse: {done.stderr.strip() or done.stdout.strip()}")
    return json.loads(target.read_text(encoding="utf-8"))


def main() -> int:
    """Print the marks; 1 if one is below what is promised."""
    npx = shutil.which("npx")
    if not npx:
        print("lighthouse: npx is missing: install Node.js 22 or newer", file=sys.stderr)
        return 2
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    below = 0
    with tempfile.TemporaryDirectory() as folder:
        for locale in campaign.load(ROOT).locales:
            for page in PAGES:
                for form in FORMS:
                    address = f"http://127.0.0.1:{server.server_port}/{locale.prefix}{page}"
                    report = marked(npx, address, form, Path(folder))
                    marks = {name: round(100 * one["score"]) for name, one in report["categories"].items()}
                    below += marks["accessibility"] < LEAST
                    wrong = [
                        name
                        for name, one in report["audits"].items()
                        if one["score"] == 0 and one["scoreDisplayMode"] == "binary"
                    ]
                    print(f"{locale.prefix}{page or '.'}\t{form}\t{marks}\t{' '.join(wrong)}", flush=True)
    server.shutdown()
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main())
