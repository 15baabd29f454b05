"""What tools can tell about accessibility, on every page, in every state: screens, schemes, zoom, spacing, touch."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from test_browser import LOCALES, PREFIX, SHARED, addresses
from test_site import pages
from walk import STATES, axe, see, walk

PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
BY_NAME = {state.name: state for state in STATES}
PHONE, DESKTOP, NARROW = STATES[0], STATES[3], STATES[4]
STORED = "[localStorage.length, sessionStorage.length, document.cookie]"


def everything(served, site, the_campaign, code):
    return [*addresses(served, site, the_campaign, code), *(served + name for name in SHARED)]


def ask(page, *names):
    """The answers to these questions of probes.js."""
    if not page.evaluate("'probes' in window"):
        page.evaluate(PROBES)
    return [one for name in names for one in page.evaluate(f"probes.{name}()")]


@pytest.mark.parametrize("code", LOCALES)
def test_every_page_is_accessible_and_quiet(served, site, the_campaign, code):
    """axe-core finds nothing, in both schemes, on three screens; no error, no request elsewhere, nothing stored."""

    def look(page):
        urgent = page.locator(".page--emergency, .page--home").count()
        for state in STATES:
            see(page, state)
            found = axe(page, *(["color-contrast-enhanced"] if urgent else []))
            yield from (f"{state.name}: {one}" for one in found)
        stored = page.evaluate(STORED)
        if stored != [0, 0, ""]:
            yield f"stored {stored}"

    assert walk(everything(served, site, the_campaign, code), look) == []


@pytest.mark.parametrize("code", LOCALES)
def test_every_page_fits_whatever_the_reader_sets(served, site, the_campaign, code):
    """WCAG 1.4.4, 1.4.10, 1.4.12, 2.3.3, 2.4.4, 2.5.8, 44 px for a finger: nothing is cut, wider, or moves.

    320 px are a screen of 1280 px at 400 %, 640 px the same at 200 %.
    """

    def look(page):
        for state in (DESKTOP, DESKTOP._replace(name="zoomed twice", width=640, height=400), PHONE, NARROW):
            see(page, state)
            yield from (f"{state.name}: {one}" for one in ask(page, "wide", "cut", "touch"))
        yield from ask(page, "order", "movement", "names", "purpose")
        ask(page, "space")
        yield from (f"spaced out: {one}" for one in ask(page, "wide", "cut"))
        ask(page, "unspace")
        page.emulate_media(forced_colors="active")
        yield from (f"high contrast: {one}" for one in ask(page, "edges", "icons"))
        page.emulate_media(forced_colors="none")

    assert walk(everything(served, site, the_campaign, code), look) == []


KINDS = ["", "now/", "now/under-18/", "checklists/first-hour/", "myths/first-reactions/", "directory/morocco/",
         "classroom/lesson/", "about/accessibility/"]  # fmt: skip


@pytest.mark.parametrize("code", LOCALES)
def test_more_contrast_is_given_to_who_asks(served, code):
    """WCAG 1.4.6 on a page of every kind, in both schemes, where the device asks for more contrast."""

    def look(page):
        page.emulate_media(contrast="more")
        for state in (PHONE, BY_NAME["narrow, dark, everything open"]):
            see(page, state)
            yield from (f"{state.name}: {one}" for one in axe(page, "color-contrast-enhanced"))

    assert walk([served + PREFIX[code] + path for path in KINDS], look) == []


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("state", [PHONE, DESKTOP], ids=lambda state: state.name)
def test_what_has_the_focus_is_seen_in_the_order_of_reading(served, code, state):
    """WCAG 2.4.3, 2.4.7, 2.4.11: from the first to the last control, each has a ring, none is hidden or covered."""

    def look(page):
        see(page, state)
        page.evaluate(PROBES)
        last, along, count = 0, 0, 0
        while count < 400:
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            count += 1
            now = page.evaluate("probes.focus()")
            yield from (f"{what}: {now['what']}" for what in ("seen", "free", "ring") if not now[what])
            if now["main"]:
                # Up again only where the next column begins.
                if now["top"] < last - 60 and now["start"] < along + 200:
                    yield f"goes back up from {last} to {now['top']}: {now['what']}"
                last, along = now["top"], now["start"]
        if not 8 < count < 400:
            yield f"{count} controls"

    assert walk([served + PREFIX[code] + path for path in KINDS], look) == []


ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")


def said_in(element) -> str:
    return next(one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang"))


def test_every_word_in_the_other_script_says_its_language(site):
    """WCAG 3.1.2: no Arabic letter is left to a French voice, and its direction is said with it."""
    found = []
    for path in site.rglob("*.html"):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        for element in tree.iter():
            if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
                continue
            for words, holder in [(element.text, element), *((child.tail, element) for child in element)]:
                if words and ARABIC.search(words) and said_in(holder) != "ar":
                    found.append((path.relative_to(site).as_posix(), words.strip()))
    assert found == []


def test_pages_have_one_title_steps_of_headings_and_landmarks(site, the_campaign):
    """WCAG 1.3.1, 2.4.1, 2.4.6: what a screen reader jumps to."""
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
            assert levels.count(1) == 1, name
            assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
            assert len(tree.xpath("//main")) == 1, name
            labels = [one.get("aria-label") or one.get("aria-labelledby") for one in tree.iter("nav")]
            assert all(labels) and len(set(labels)) == len(labels), (name, labels)
            assert tree.xpath("//body//a[@href]")[0].get("href") == "#content", name
            assert tree.xpath("//main[@id='content'][@tabindex='-1']"), name
