"""The site in a real browser: phone and desktop, both schemes, every language, with and without JavaScript."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from test_site import pages

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
LOCALES = ("ar", "fr")
PREFIX = {"ar": "", "fr": "fr/"}
SHARED = ("404.html", "s/", "s/ma/first-hour/1/", "s/fr/answers/1/")  # every language on one page


def addresses(served, site, the_campaign, code):
    locale = next(one for one in the_campaign.locales if one.code == code)
    return [served + locale.prefix + ("" if name == "." else f"{name}/") for name in pages(site, locale)]


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("path", ["", "now/"])
def test_the_first_act_shows_without_scrolling(open_page, served, code, path):
    page = open_page(served + PREFIX[code] + path)
    first = page.locator("article ol > li").first if path == "" else page.locator("#stop-answering")
    box = first.bounding_box()
    assert box["y"] + box["height"] < 740


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("path", ["", "now/report/", "directory/morocco/"])
def test_language_switch_keeps_the_page(open_page, served, path, javascript):
    page = open_page(served + path, java_script_enabled=javascript)
    page.click(".languages a")
    assert page.url == f"{served}fr/{path}"
    assert page.locator("html").get_attribute("dir") == "ltr"
    page.click(".languages a")
    assert page.url == served + path
    assert page.locator("html").get_attribute("dir") == "rtl"


ELSEWHERE = re.compile(r"wikipedia\.org")


def fulfil_elsewhere(route) -> None:
    route.fulfill(body="<title>elsewhere</title>", content_type="text/html")


@pytest.mark.parametrize("code", LOCALES)
def test_quick_exit_covers_and_replaces(open_page, served, code):
    page = open_page(served + PREFIX[code])
    page.goto(served + PREFIX[code] + "now/stranger/")
    before = page.evaluate("history.length")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        """new MutationObserver(() => console.info(document.elementFromPoint(180, 370).className + document.title))
             .observe(document.body, {childList: true})"""
    )
    waiting = []  # the other site answers once the page has said that it is covered
    page.context.route(ELSEWHERE, lambda route: waiting.append(route))
    with page.expect_console_message():
        page.click("[data-exit]", no_wait_after=True)
    while not waiting:
        page.wait_for_timeout(10)
    fulfil_elsewhere(waiting[0])
    page.wait_for_url(ELSEWHERE)
    assert said == ["exit-cover…"], "covered at once, before the other site answers"
    assert page.title() == "elsewhere"
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url == served + PREFIX[code]
    assert [url for url in page.requests_seen if "wikipedia" not in url and not url.startswith(served)] == []


@pytest.mark.parametrize("code", LOCALES)
def test_quick_exit_is_a_plain_link_without_javascript(open_page, served, code):
    page = open_page(served + PREFIX[code] + "now/", java_script_enabled=False)
    page.context.route(ELSEWHERE, fulfil_elsewhere)
    page.click("[data-exit]")
    assert page.title() == "elsewhere"


@pytest.mark.parametrize("code", LOCALES)
def test_reading_without_javascript(open_page, served, code):
    page = open_page(served + PREFIX[code] + "now/", java_script_enabled=False)
    assert not page.locator("[data-search-open]").is_visible()
    assert not page.locator("[data-search]").is_visible()
    assert page.locator("a[href='tel:19']").first.is_visible()
    page.click(".menu summary")
    page.click(".menu__panel a[href$='report/']")
    assert page.url == served + PREFIX[code] + "now/report/"
    page.goto(served + PREFIX[code] + "checklists/first-hour/")
    box = page.locator(".task-list-item input").first
    page.locator(".task-text").first.click(position={"x": 5, "y": 5})
    assert box.is_checked()


@pytest.mark.parametrize("code", LOCALES)
def test_keyboard_alone(open_page, served, code):
    page = open_page(served + PREFIX[code] + "now/", viewport=SIZES["desktop"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.reload()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.locator(".menu__panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu__panel").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("code", LOCALES)
def test_targets_to_touch_are_large(open_page, served, code):
    page = open_page(served + PREFIX[code] + "now/")
    page.click(".menu summary")
    for selector in (".bar__button", ".bar__exit", ".contact__value", ".menu__panel a"):
        boxes = [one.bounding_box() for one in page.locator(selector).all() if one.is_visible()]
        assert boxes, selector
        for box in boxes:
            assert box["height"] >= 43.5 and box["width"] >= 40, (selector, box)


CHECKLISTS = sorted(
    path.stem for path in (ROOT / "docs/fr/checklists").glob("*.md") if "kind: checklist" in path.read_text("utf-8")
)


def printed(page, tmp_path):
    path = tmp_path / "page.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    return pypdfium2.PdfDocument(str(path))


def words(document) -> str:
    return " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in document)


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("sheet", CHECKLISTS)
def test_a_checklist_prints_on_one_a4_page(open_page, served, code, sheet, tmp_path):
    document = printed(open_page(f"{served}{PREFIX[code]}checklists/{sheet}/", color_scheme="dark"), tmp_path)
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]


@pytest.mark.parametrize("code", LOCALES)
def test_print_is_black_on_white_with_boxes(open_page, served, code, tmp_path):
    document = printed(open_page(f"{served}{PREFIX[code]}checklists/before-sharing/", color_scheme="dark"), tmp_path)
    bitmap = document[0].render(scale=2, grayscale=True)
    pixels = bytes(bitmap.buffer)
    assert min(pixels[: bitmap.stride * 20]) == 255, "the paper is white"
    assert min(pixels) < 40, "the text is black"
    boxes = [one for one in document[0].get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    assert len(boxes) >= 10


@pytest.mark.parametrize("code", LOCALES)
def test_printed_numbers_keep_their_order(open_page, served, code, tmp_path):
    """Read from where each digit stands on the paper, not from the text layer: that is what the eye reads."""
    document = printed(open_page(f"{served}{PREFIX[code]}directory/morocco/"), tmp_path)
    found = ""
    for sheet in document:
        text = sheet.get_textpage()
        rows: dict[int, list] = {}
        for index in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(index)
            rows.setdefault(round(bottom / 3), []).append((left, text.get_text_range(index, 1)))
        found += "\n".join("".join(char for _, char in sorted(row) if char.strip()) for row in rows.values()) + "\n"
    assert "0800002511" in found
    everything = words(document)
    for name in ("Français", "العربية", "Menu", "خروج سريع", "Quitter vite"):
        assert name not in everything


def test_404_answers_any_address(open_page, served):
    page = open_page()
    response = page.goto(served + "fr/now/nowhere/deep/")
    assert response.status == 404
    assert page.locator("section[lang=ar]").is_visible() and page.locator("section[lang=fr]").is_visible()
    page.click("section[lang=fr] a")
    assert page.url == served + "fr/now/"


@pytest.mark.parametrize("code", LOCALES)
def test_the_log_prints_on_two_pages_with_whole_tables(open_page, served, code, tmp_path):
    document = printed(open_page(f"{served}{PREFIX[code]}checklists/evidence-log/"), tmp_path)
    assert len(document) == 2


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("size", SIZES)
def test_the_open_menu_is_accessible(open_page, served, code, size):
    page = open_page(served + PREFIX[code] + "now/", viewport=SIZES[size], reduced_motion="reduce")
    page.click(".menu summary")
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:150]) for one in violations] == []


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("size", SIZES)
def test_the_focus_is_always_on_something_to_be_seen(open_page, served, code, size):
    page = open_page(served + PREFIX[code] + "now/", viewport=SIZES[size])
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """(() => { const one = document.activeElement, box = one.getBoundingClientRect();
                 return [one.tagName, one.checkVisibility({opacityProperty: true, visibilityProperty: true}),
                         box.width * box.height > 0]; })()"""
        )
        assert seen[1:] == [True, True], seen


@pytest.mark.parametrize("code", LOCALES)
def test_the_note_on_the_quick_exit_leads_to_its_page(open_page, served, code):
    page = open_page(served + PREFIX[code] + "now/stranger/")
    page.click(".where__exit")
    assert page.url == f"{served}{PREFIX[code]}now/cover-tracks/"
    assert page.errors_seen == []
