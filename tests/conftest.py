"""The site under test: built once, in a scratch folder, served on 127.0.0.1, read in a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts import campaign, library

ROOT = Path(__file__).resolve().parents[1]
# The browser itself must not look for the network: the tests count every request.
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def project_files() -> list[str]:
    """Every file of the project as it is now, what git ignores left out."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def copy_project(target: Path) -> Path:
    for name in project_files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    return target


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    full = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
    return subprocess.run(command, cwd=cwd, env=full, capture_output=True, text=True, check=False)


def scripts(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "scripts", *arguments, cwd=cwd, PYTHONPATH=str(cwd), **environment)


@pytest.fixture(scope="session")
def the_campaign() -> campaign.Campaign:
    return campaign.load(ROOT)


@pytest.fixture(scope="session")
def the_library(the_campaign) -> library.Library:
    return library.load(the_campaign)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("project"))
    built = scripts("build", cwd=project)
    assert built.returncode == 0, built.stderr
    return project / "site"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers as a static host does: files, folders with an index, and 404.html for the rest."""

    def log_message(self, *arguments) -> None:
        pass

    def list_directory(self, path):
        return self.send_error(404)

    def send_error(self, code, message=None, explain=None) -> None:
        page = Path(self.directory, "404.html")
        if code == 404 and page.exists():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)


def search_index(home: Path) -> dict:
    """The search index of the language whose first page is in the folder `home`."""
    text = (home / "search" / "index.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("siteSearch.index=").removesuffix(";\n"))


@pytest.fixture(scope="session")
def served(site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def chromium() -> str:
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = next((path for path in map(shutil.which, filter(None, names)) if path), None)
    assert found, "no Chromium found: run the tests with `make test`, which installs one"
    return found


@pytest.fixture(scope="session")
def the_browser() -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(the_browser):
    """Open a page in a fresh context; every request made is in `page.requests_seen`."""
    contexts = []

    def opener(address: str = "", **options):
        context = the_browser.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
        contexts.append(context)
        page = context.new_page()
        page.requests_seen = []
        page.errors_seen = []
        page.on("request", lambda request: page.requests_seen.append(request.url))
        page.on("console", lambda message: message.type == "error" and page.errors_seen.append(message.text))
        page.on("pageerror", lambda error: page.errors_seen.append(str(error)))
        if address:
            page.goto(address)
        return page

    yield opener
    for context in contexts:
        context.close()
