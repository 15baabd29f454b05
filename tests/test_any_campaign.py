"""What holds for any campaign of this machine: tests that go along with it, and read whatever site there is."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from scripts import campaign, library

ROOT = Path(__file__).resolve().parents[1]
CAMPAIGN = campaign.load(ROOT)


@pytest.fixture(scope="module")
def built(request, tmp_path_factory) -> Path:
    """The site, built from the files as they are now; the one of the other tests where they have one."""
    with contextlib.suppress(pytest.FixtureLookupError):
        return request.getfixturevalue("site")
    site = tmp_path_factory.mktemp("any") / "site"
    environment = {name: value for name, value in os.environ.items() if name not in ("LOCALE", "PRINT_COUNTRY")}
    command = [sys.executable, "-m", "scripts", "build", "--site", str(site)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return site


def test_every_page_is_there_in_every_language_and_says_which(built):
    for locale in CAMPAIGN.locales:
        for path in CAMPAIGN.nav:
            folder = path.removesuffix(".md").removesuffix("index")
            page = html.parse(str(built / locale.prefix / folder / "index.html")).getroot()
            assert (page.get("lang"), page.get("dir")) == (locale.code, locale.direction), path
            assert len(page.xpath("//h1")) == 1, path


def test_pages_ask_nothing_of_other_hosts(built):
    for path in built.rglob("*.html"):
        page = html.parse(str(path)).getroot()
        asked = [*page.xpath("//@src"), *page.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href")]
        assert not [one for one in asked if "//" in one], path


def test_what_is_printed_can_be_read(built):
    files = sorted(built.glob("print/*.pdf"))
    assert files or not CAMPAIGN.print_country
    for path in files:
        document = pypdfium2.PdfDocument(path)
        assert len(document) and document[0].get_textpage().get_text_range().strip(), path
        document.close()


def test_an_example_is_marked_wherever_its_card_stands(built):
    found = library.load(CAMPAIGN)
    examples = [one for one in found.channels.values() if one["example"]]
    pages = [html.parse(str(path)).getroot() for path in built.rglob("index.html")]
    for channel in examples:
        cards = [card for page in pages for card in page.xpath(f"//*[@data-contact='card:{channel['id']}']")]
        assert all(card.xpath(".//*[contains(@class, 'channel__example')]") for card in cards)
    assert {one.code for one in found.examples} <= {"PUB004"}
