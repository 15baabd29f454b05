"""What people come for, from the first page to the end: with the keyboard alone, and without JavaScript.

Controls are found by what they lead to or what they are for, as a reader would: not by how they look.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from test_browser import ELSEWHERE, LOCALES, PREFIX, SIZES, fulfil_elsewhere

PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
FURTHEST = 250  # controls that one may have to pass on a page


class Keyboard:
    """Tab, Shift-Tab, Enter, Space: nothing else. Whatever takes the focus must show it, and not under the bar."""

    def __init__(self, page):
        self.page = page

    def find(self, selector: str, matches=lambda focused: True) -> None:
        self.page.evaluate(PROBES)
        for _ in range(FURTHEST):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate("probes.focus()")
            assert here["tag"] != "BODY", f"{selector} is not among the controls of {self.page.url}"
            assert here["seen"] and here["free"] and here["ring"], (self.page.url, here)
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector) and matches(here):
                return
        raise AssertionError(f"{selector} is too far away on {self.page.url}")

    def use(self, selector: str, matches=lambda focused: True) -> None:
        self.find(selector, matches)
        self.page.keyboard.press("Enter")

    def tick(self, selector: str) -> None:
        self.find(selector)
        self.page.keyboard.press("Space")

    def follow(self, address: str) -> None:
        def leads(focused) -> bool:
            return (urljoin(self.page.url, focused["href"] or "") or "").split("#")[0] == address

        self.use("a[href]", leads)
        self.page.wait_for_url(re.compile(re.escape(address) + r"(#.*)?$"))


class Pointer:
    """A finger or a mouse, in a browser that runs no script."""

    def __init__(self, page):
        self.page = page

    def find(self, selector: str) -> None:
        assert self.page.locator(selector).locator("visible=true").first.is_visible(), (self.page.url, selector)

    def use(self, selector: str) -> None:
        self.page.locator(selector).locator("visible=true").first.click()

    def tick(self, selector: str) -> None:
        self.page.locator(selector).first.check()

    def follow(self, address: str) -> None:
        links = self.page.locator("a[href]").locator("visible=true").all()
        at = (one for one in links if urljoin(self.page.url, one.get_attribute("href")).split("#")[0] == address)
        next(at).click()
        self.page.wait_for_url(re.compile(re.escape(address) + r"(#.*)?$"))


WAYS = [("keyboard", "phone"), ("keyboard", "desktop"), ("no script", "phone")]


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]} on {way[1]}")
def way(request):
    return request.param


@pytest.fixture(params=LOCALES)
def code(request):
    return request.param


@pytest.fixture
def start(open_page, served, way, code):
    """Open a page of this language; what is returned walks from there. `to` gives the address of another page."""

    def opener(path: str = ""):
        how, size = way
        scripts = how != "no script"
        page = open_page(served + PREFIX[code] + path, viewport=SIZES[size], java_script_enabled=scripts)
        walker = Keyboard(page) if scripts else Pointer(page)
        walker.to = lambda other: served + PREFIX[code] + other
        return walker

    return opener


def test_frightened_from_the_first_page_to_a_number(start):
    reader = start()
    reader.follow(reader.to("now/stranger/"))
    assert reader.page.locator("h1").is_visible()
    assert reader.page.locator("main ol > li").count() >= 3, "the steps"
    reader.find("main a[href='tel:19']")


def test_an_act_leads_to_how_it_is_done(start):
    reader = start()
    reader.follow(reader.to("now/"))
    act = urlsplit(reader.page.url).fragment
    assert reader.page.locator(f"[id='{act}']").is_visible() or not act
    reader.find("main a[href='tel:19']")


def test_under_18_finds_somebody_to_call_and_help_for_tonight(start):
    reader = start()
    reader.follow(reader.to("now/under-18/"))
    reader.find("main a[href^='tel:']")
    reader = start("now/under-18/")
    reader.follow(reader.to("now/wellbeing/"))
    reader.find("main a[href^='tel:']")


def test_a_teacher_opens_the_menu_and_gets_a_pdf(start):
    reader = start("now/")
    reader.use("header summary")
    reader.follow(reader.to("classroom/"))
    reader.follow(reader.to("classroom/lesson/"))
    reader.find("main a[href$='.pdf']")
    address = urljoin(reader.page.url, reader.page.locator("main a[href$='.pdf']").first.get_attribute("href"))
    assert reader.page.request.get(address).body().startswith(b"%PDF")


def test_a_checklist_is_ticked_and_printed(start):
    reader = start("checklists/")
    reader.follow(reader.to("checklists/first-hour/"))
    boxes = reader.page.locator("main input[type=checkbox]")
    assert boxes.count() >= 5
    for number in range(3):
        assert not boxes.nth(number).is_checked()
        if isinstance(reader, Keyboard):
            reader.tick("main input[type=checkbox]")
        else:
            boxes.nth(number).check()
        assert boxes.nth(number).is_checked()
    reader.find("main a[href$='.pdf']")
    reader.page.reload()
    assert not boxes.first.is_checked(), "nothing is kept"


def test_a_myth_is_guessed_then_answered(start):
    reader = start("myths/")
    reader.follow(reader.to("myths/first-reactions/"))
    pair = "main section:has([id='paying-stops-it'])"
    answer = reader.page.locator(f"{pair} details")
    assert not answer.locator("p").first.is_visible(), "the answer waits for a guess"
    reader.use(f"{pair} details > summary")
    assert answer.locator("p").first.is_visible()
    # The answer ends with its source: it can be seen, and followed.
    reader.use("main a[href='#source-ncmec-2024']")
    assert reader.page.locator("[id='source-ncmec-2024']").is_visible()


def test_a_number_in_another_country(start):
    reader = start()
    reader.follow(reader.to("directory/"))
    reader.follow(reader.to("directory/france/"))
    reader.find("main a[href='tel:3018']")


def test_the_other_language_keeps_the_page(start, served, code):
    reader = start("now/report/")
    other = next(one for one in LOCALES if one != code)
    reader.follow(served + PREFIX[other] + "now/report/")
    assert reader.page.locator("html").get_attribute("lang") == other
    reader.follow(reader.to("now/report/"))
    assert reader.page.locator("html").get_attribute("lang") == code


def test_quick_exit(start):
    reader = start("now/")
    reader.page.context.route(ELSEWHERE, fulfil_elsewhere)
    reader.use("[data-exit]")
    reader.page.wait_for_url(ELSEWHERE)
    assert reader.page.title() == "elsewhere"


@pytest.mark.parametrize("way", WAYS[:2], indirect=True)
def test_back_to_the_control_before(start):
    reader = start("now/")
    reader.find("header summary")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Shift+Tab")
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    reader.page.keyboard.press("Enter")
    assert reader.page.get_by_role("navigation").locator("visible=true").count() >= 1
    reader.page.keyboard.press("Escape")
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not reader.page.evaluate("document.activeElement.parentElement.open")
