"""What is done with a page on the screen: lists ticked, a log filled, both printed, pages heard, in a real browser.

Headless Chromium has no voice: there, the control must be absent, which is tested for real. That it reads in order,
pauses, stops and keeps to the voices of the device is tested with a speech synthesis of our own in the page.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_browser import LOCALES, PREFIX, printed, words

from scripts.sheets import content

LIST, LOG, SHEET = "checklists/first-hour/", "checklists/evidence-log/", "classroom/worksheet/"
PLACES = "[localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"


def violations(page) -> list:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:150]) for one in found]


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", LOCALES)
def test_a_list_is_ticked_by_keyboard_counted_and_unticked(open_page, served, the_library, code):
    page = open_page(served + PREFIX[code] + LIST)
    boxes, count = page.locator(".task-list [type=checkbox]"), page.locator(".ticks__count")
    said = the_library.strings[code]["ticks_count"]

    def so_many(done):
        return said.format(done=done, total=boxes.count())

    assert boxes.count() == 11
    assert count.text_content().replace("\u202f", "\u00a0") == so_many(0).replace("\u202f", "\u00a0")
    assert page.locator(".ticks button").is_disabled()
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # the mark of its source
    while not page.evaluate("document.activeElement.matches('[type=checkbox]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert [one.is_checked() for one in boxes.all()][:3] == [True, True, False]
    assert count.text_content() == so_many(2)
    page.locator(".ticks button").press("Enter")
    assert not any(one.is_checked() for one in boxes.all())
    assert count.text_content() == so_many(0)
    assert page.evaluate("document.activeElement.matches('[type=checkbox]')"), "the focus is not lost"


@pytest.mark.parametrize("code", LOCALES)
def test_a_whole_row_is_a_large_target(open_page, served, code):
    page = open_page(served + PREFIX[code] + LIST)
    article = page.locator("article").bounding_box()
    for row in page.locator(".task-list-item > label").all():
        box = row.bounding_box()
        assert box["height"] >= 44 and box["width"] >= article["width"] - 1
    row = page.locator(".task-list-item > label").nth(1)
    box = row.bounding_box()
    row.click(position={"x": 4 if code == "ar" else box["width"] - 4, "y": box["height"] - 4})
    assert page.locator(".task-list-item input").nth(1).is_checked()


@pytest.mark.parametrize("colors", ["none", "active"])
def test_a_tick_is_a_drawn_mark_and_no_mere_colour(open_page, served, colors):
    page = open_page(served + LIST, forced_colors=colors)
    box = page.locator(".task-list-item input").first
    look = "(box) => { const mark = getComputedStyle(box, '::before'), own = getComputedStyle(box);"
    look += " return [mark.visibility, mark.borderInlineEndWidth, mark.borderBlockEndColor !== own.backgroundColor]; }"
    assert box.evaluate(look)[0] == "hidden"
    box.check()
    visible, width, seen = box.evaluate(look)
    assert (visible, seen) == ("visible", True)
    assert width in ("3.2px", "0px"), "of the four sides, one or the other of the vertical ones is drawn"


@pytest.mark.parametrize("code", LOCALES)
def test_closing_or_reloading_forgets(open_page, served, code):
    page = open_page(served + PREFIX[code] + LIST)
    page.locator(".task-list-item input").first.check()
    page.reload()
    assert page.locator(".task-list-item :checked").count() == 0
    page.goto(served + PREFIX[code] + SHEET)
    page.locator(".choice input").first.check()
    page.reload()
    assert page.locator(".choice :checked").count() == 0
    page.goto(served + PREFIX[code] + LOG)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".field textarea").first.fill("abc")
    page.reload()
    assert page.locator(".field textarea").first.input_value() == ""
    assert page.evaluate(f"(async () => {PLACES})()") == [0, 0, "", 0]
    assert {url.split("?")[0].split("/")[2] for url in page.requests_seen} == {served.split("/")[2]}


@pytest.mark.parametrize("code", LOCALES)
def test_ticks_are_printed_and_the_machinery_is_not(open_page, served, the_library, code, tmp_path):
    page = open_page(served + PREFIX[code] + LIST, color_scheme="dark")

    def ink():
        document = printed(page, tmp_path)
        assert len(document) == 1
        return sum(255 - value for value in bytes(document[0].render(scale=2, grayscale=True).buffer)), words(document)

    empty, text = ink()
    for box in page.locator(".task-list-item input").all():
        box.check()
    ticked, _ = ink()
    assert ticked > empty + 11 * 3000, "a mark in each box"
    for key in ("ticks_clear", "ticks_note", "print_page"):
        assert the_library.strings[code][key][:20] not in text


@pytest.mark.parametrize("code", LOCALES)
def test_print_is_one_tap_from_the_head_of_the_page(open_page, served, code):
    page = open_page()
    page.add_init_script("window.prints = 0; window.print = () => { window.prints += 1; };")
    page.goto(served + PREFIX[code] + LIST)
    page.click(".tools a[href='#print']")
    button = page.locator("#print [data-print]")
    assert button.bounding_box()["height"] >= 44
    button.click()
    assert page.evaluate("prints") == 1
    assert page.locator("#print .file").count() == 3
    for file in page.locator("#print .file").all():
        assert "PDF" in file.text_content() and "A4" in file.text_content()


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("path", [LIST, LOG, SHEET])
def test_without_javascript_no_button_is_dead(open_page, served, code, path):
    page = open_page(served + PREFIX[code] + path, java_script_enabled=False)
    assert [one for one in page.locator("article button").all() if one.is_visible()] == []
    box = page.locator("article :is([type=checkbox], textarea)").first
    box.click()
    if path == LOG:
        box.fill("abc")
    else:
        assert box.is_checked()


@pytest.mark.parametrize("code", LOCALES)
def test_the_classroom_sheets_say_where_help_is_before_anything_else(open_page, served, code):
    for path, first in ((SHEET, "a[href*='wellbeing']"), ("classroom/lesson/", ".admonition.care")):
        page = open_page(served + PREFIX[code] + path)
        help_at = page.locator(f"article {first}").first.bounding_box()["y"]
        assert help_at < 740
        assert help_at < page.locator("#print").bounding_box()["y"]


@pytest.mark.parametrize("code", LOCALES)
def test_the_claims_of_the_worksheet_can_be_read_on_a_phone(open_page, served, code):
    page = open_page(served + PREFIX[code] + SHEET)
    claims = page.locator("article tbody th")
    assert claims.count() == 10
    for claim in claims.all():
        assert claim.bounding_box()["width"] >= 150
    names = page.locator(".choice input").evaluate_all("all => all.map(one => one.getAttribute('aria-labelledby'))")
    assert len(set(names)) == 30
    assert all(page.locator(f"#{part}").count() == 1 for name in names for part in name.split())


# ── The log ───────────────────────────────────────────────────────────────────────────────────────

STORY = {"ar": "تهديد بنشر صورة يوم 12", "fr": "Menace reçue le 12, à 21 h 30"}


@pytest.mark.parametrize("code", LOCALES)
def test_what_is_written_is_printed_whole(open_page, served, code, tmp_path):
    page = open_page(served + PREFIX[code] + LOG)
    fields = page.locator(".field textarea")
    assert fields.count() == 18
    long = "\n".join(f"w{one}{other}w" for one in "abcdef" for other in "ghijkmnpqr")
    fields.nth(0).fill("wkkw")
    fields.nth(2).fill(long)
    assert fields.nth(2).evaluate("field => field.scrollHeight <= field.clientHeight + 1"), "the field has grown"
    # The text of a PDF may part the letters of a word, and give it from its end in a right-to-left page.
    text = "".join(words(printed(page, tmp_path)).split())
    found = re.findall(r"w(?:[a-f][g-r]|[g-r][a-f])w", text)
    assert {"".join(sorted(word)) for word in found} == {"".join(sorted(word)) for word in long.split()}
    assert "wkkw" in text


@pytest.mark.parametrize("code", LOCALES)
def test_what_is_written_is_printed_without_javascript_too(open_page, served, code, tmp_path):
    page = open_page(served + PREFIX[code] + LOG, java_script_enabled=False)
    page.locator(".field textarea").nth(1).fill("words\n" * 8 + "lastword")
    assert "lastword" in words(printed(page, tmp_path))


@pytest.mark.parametrize("code", LOCALES)
def test_one_more_event_and_everything_erased(open_page, served, code):
    page = open_page(served + PREFIX[code] + LOG)
    fields = page.locator(".field textarea")
    fields.nth(17).fill(STORY[code])
    page.locator("[data-log-add]").press("Enter")
    assert fields.count() == 24
    assert fields.nth(18).evaluate("field => field === document.activeElement")
    assert "".join(field.input_value() for field in fields.all()[18:]) == ""
    titles = page.locator("article h2[id^=incident]").all_text_contents()
    assert len(titles) == 4 and titles[3] == titles[2].replace("3", "4")
    named = fields.evaluate_all("all => all.flatMap(one => one.getAttribute('aria-labelledby').split(' '))")
    assert all(page.locator(f"[id='{name}']").count() == 1 for name in named)
    assert len(set(named)) == 24 + 4
    assert violations(page) == []
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.click("[data-log-clear]")
    assert asked == ["confirm"]
    assert fields.nth(17).input_value() == STORY[code]
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("[data-log-clear]")
    assert "".join(field.input_value() for field in fields.all()) == ""
    assert page.locator(".log-tools [role=status]").text_content()
    assert page.errors_seen == []


def test_the_browser_asks_before_words_are_lost_and_only_then(open_page, served):
    page = open_page(served + LOG)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".field textarea").first.click()
    page.goto(served + LIST)
    assert asked == []
    page.goto(served + LOG)
    page.locator(".field textarea").first.press_sequentially("abc")
    page.goto(served + LIST)
    assert asked == ["beforeunload"]
    page.go_back()
    assert page.locator(".field textarea").first.input_value() == ""


@pytest.mark.parametrize("code", LOCALES)
def test_the_log_says_that_nothing_is_kept_before_the_first_field(open_page, served, the_library, code):
    page = open_page(served + PREFIX[code] + LOG)
    note, first = page.locator(".admonition.screen").bounding_box(), page.locator(".field").first.bounding_box()
    assert note["y"] + note["height"] <= first["y"]
    assert page.locator(".admonition.screen a[href*='cover-tracks']").count() == 1
    for field in page.locator("article :is(textarea, input)").all():
        assert field.get_attribute("autocomplete") == "off"
        assert field.get_attribute("name") is None
        assert field.get_attribute("spellcheck") == "false"
    assert page.locator("article :is(form, [type=file])").count() == 0


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filled_pages_are_accessible(open_page, served, code, scheme):
    page = open_page(served + PREFIX[code] + LIST, color_scheme=scheme)
    for box in page.locator(".task-list-item input").all():
        box.check()
    assert violations(page) == []
    page.goto(served + PREFIX[code] + LOG)
    page.locator(".field textarea").first.fill(STORY[code])
    assert violations(page) == []


def test_a_note_for_the_screen_is_not_printed():
    page = '<div class="admonition screen"><p class="admonition-title">A</p><p>B</p></div><p>C</p>'
    page += (
        "<h2 id='x'>D</h2><table><tr><th>E</th><td><span class='field'><textarea>F</textarea></span></td></tr></table>"
    )
    read = content.of_html(page, lambda _: None)
    assert read["unknown"] == []
    assert [content.plain(one["runs"]) for one in read["lead"]] == ["C"]
    assert [[content.plain(cell) for cell in read["sections"][0]["blocks"][0]["head"]]] == [["E", ""]]


# ── Listening ─────────────────────────────────────────────────────────────────────────────────────

SYNTHESIS = """
window.said = []; window.cancels = 0;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const synthesis = new EventTarget();
synthesis.getVoices = () => window.voices;
synthesis.speak = (one) => { window.said.push(one); };
synthesis.cancel = () => { window.cancels += 1; };
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""
OWN = [{"lang": "fr-FR", "localService": True}, {"lang": "ar_MA", "localService": True}]
NEXT = "(count) => { for (let i = 0; i < count; i++) { said[said.length - 1].onend(); } }"
TEXTS = "said.map((one) => one.text)"


def speaking(open_page, voices, address):
    page = open_page()
    page.add_init_script(f"window.voices = {str(voices).replace('True', 'true').replace('False', 'false')};{SYNTHESIS}")
    page.goto(address)
    return page


@pytest.mark.parametrize("code", LOCALES)
def test_no_voice_no_button(open_page, served, code):
    page = open_page(served + PREFIX[code] + LIST)  # the browser as it is
    if page.evaluate("speechSynthesis.getVoices().length") == 0:
        assert not page.locator("[data-listen]").is_visible()
    other = "ar" if code == "fr" else "fr"
    voices = [{"lang": other, "localService": True}, {"lang": code, "localService": False}]
    page = speaking(open_page, voices, served + PREFIX[code] + LIST)
    assert not page.locator("[data-listen]").is_visible(), "a voice elsewhere would be sent the words"
    page.evaluate("own => { window.voices = own; speechSynthesis.dispatchEvent(new Event('voiceschanged')); }", OWN)
    assert page.locator("[data-listen]").is_visible()
    assert page.evaluate("said.length") == 0, "never starts by itself"


@pytest.mark.parametrize("code", LOCALES)
def test_a_page_is_heard_in_order_paused_and_stopped(open_page, served, code):
    page = speaking(open_page, OWN, served + PREFIX[code] + LIST)
    listen, stop = page.locator("[data-listen]"), page.locator("[data-listen-stop]")
    assert listen.bounding_box()["height"] >= 44 and not stop.is_visible()
    listen.press("Enter")
    title = page.locator("h1").inner_text()
    assert page.evaluate(TEXTS) == [title]
    assert page.evaluate("[said[0].rate, said[0].voice.lang.slice(0, 2)]") == [0.9, code]
    assert listen.get_attribute("aria-pressed") == "true" and stop.is_visible()
    page.evaluate(NEXT, 3)
    assert page.locator(".is-heard").count() == 1
    heard = page.locator(".is-heard").inner_text()
    listen.press("Enter")
    assert listen.get_attribute("aria-pressed") == "false"
    assert page.locator(".is-heard").count() == 0
    page.evaluate("said[said.length - 1].onend()")  # a cancelled voice says that it has ended
    before = page.evaluate("said.length")
    listen.press("Enter")
    assert page.evaluate("said.length") == before + 1
    assert page.locator(".is-heard").inner_text() == heard, "it goes on where it was"
    page.evaluate("while (!document.querySelector('[data-listen-stop]').hidden) { said[said.length - 1].onend(); }")
    texts = page.evaluate(TEXTS)
    items = [" ".join(one.split()) for one in page.locator(".task-list-item .task-text").all_inner_texts()]
    assert sum(text[:12] in item for text in set(texts) for item in items) >= len(items)
    everything = " ".join(texts)
    for number in ("19", "177", "2511"):
        assert number in everything
    sources = page.locator(".sources li").first.inner_text()[:15]
    assert sources not in everything
    assert page.locator("#print h2").inner_text() not in everything
    assert "[1]" not in everything
    listen.press("Enter")
    page.keyboard.press("Escape")
    assert listen.get_attribute("aria-pressed") == "false" and not stop.is_visible()
    assert page.errors_seen == []


def test_leaving_is_silent(open_page, served):
    page = speaking(open_page, OWN, served + "now/")
    page.click("[data-listen]")
    cancels = page.evaluate("cancels")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("cancels") > cancels
    told = []
    page.expose_function("told", lambda word: told.append(word))
    page.click("[data-listen]")
    page.evaluate("speechSynthesis.cancel = () => { told('silent'); }")
    page.context.route(re.compile(r"wikipedia\.org"), lambda route: route.fulfill(body="elsewhere"))
    page.click("[data-exit]:visible")
    page.wait_for_url(re.compile(r"wikipedia\.org"))
    assert "silent" in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_being_heard_is_accessible(open_page, served, scheme):
    silent = open_page(served + "fr/now/").locator("article h2").first.bounding_box()["y"]
    page = open_page(color_scheme=scheme)
    page.add_init_script(f"window.voices = {str(OWN).replace('True', 'true')};{SYNTHESIS}")
    page.goto(served + "fr/now/")
    assert page.locator("article h2").first.bounding_box()["y"] - silent <= 64, "one row, no more"
    page.click("[data-listen]")
    page.evaluate(NEXT, 2)
    assert violations(page) == []
