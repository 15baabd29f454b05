"""Myths: a guess before the answer, deep links, the game on a large screen and on paper, with and without a script."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, search_index
from lxml import html

from scripts.campaign import load
from scripts.myth_pairs import ADULTS, VERDICTS, holders, pairs
from scripts.rules import check_project

PREFIX = {"ar": "", "fr": "fr/"}
FORWARD = {"ar": "ArrowLeft", "fr": "ArrowRight"}
BACK = {"ar": "ArrowRight", "fr": "ArrowLeft"}
SIZES = {
    "phone": {"width": 360, "height": 740},
    "zoomed": {"width": 320, "height": 256},
    "projector": {"width": 1280, "height": 800},
}
PAGE = "myths/first-reactions/"
GAME = "myths/game/"
both = pytest.mark.parametrize("code", PREFIX)


@pytest.fixture(scope="module")
def written():
    """For each language and page of pairs, in the order of the menu: (claim, id, verdict, for adults)."""
    corpus, _ = check_project(ROOT)
    found = {}
    for code in PREFIX:
        held = corpus.pages[code]
        found[code] = {}
        for path in holders(held, corpus.campaign.nav):
            headings = {one.text: one for one in held[path].headings}
            of_page = [(claim, headings[claim]) for claim, _ in pairs(held[path])]
            found[code][path] = [
                (claim, one.anchor, next(name for name in one.classes if name in VERDICTS), ADULTS in one.classes)
                for claim, one in of_page
            ]
    return found


def tree(site, address):
    return html.parse(site / address / "index.html").getroot()


def words(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def play(open_page, served, code, **options):
    page = open_page(served + PREFIX[code] + GAME, **options)
    page.click(".game__start")
    page.wait_for_selector(".game[open]")
    return page


def claim(page) -> str:
    return page.locator(".game__claim").inner_text()


def shown(page, *names) -> list[bool]:
    return [page.locator(f".game .{name}").is_visible() for name in names]


def printed(path) -> list[str]:
    """The words of each page of a PDF."""
    return [words(one.get_textpage().get_text_range()) for one in pypdfium2.PdfDocument(str(path))]


def first_words(site, address) -> list[str]:
    """How each answer of a French page begins, up to its first link or mark."""
    answers = tree(site, PREFIX["fr"] + address).find_class("pair__answer")
    texts = [next(one for one in answer.findall("p") if "verdict" not in one.get("class", "")) for answer in answers]
    assert len(texts) >= 10
    return [squeezed(" ".join((one.text or "").split()[:6])) for one in texts]


def squeezed(text: str) -> str:
    return re.sub(r"[^\w]+", "", text)


class TestDeck:
    @both
    def test_it_holds_every_pair_once_in_the_order_of_the_menu(self, site, written, code):
        parts = written[code]
        assert [*parts] == [path for path in load(ROOT).nav if path in parts] and len(parts) > 3
        deck = tree(site, PREFIX[code] + GAME).find_class("deck")[0]
        found = [
            (
                section.find("h3").get("id"),
                section.get("data-answer"),
                section.find_class("pair__source")[0].get("href"),
            )
            for section in deck.find_class("pair")
        ]
        expected = [
            (anchor, verdict, f"../{path.removeprefix('myths/').removesuffix('.md')}/#{anchor}")
            for path, held in parts.items()
            for _, anchor, verdict, _ in held
        ]
        assert found == expected
        assert set(Counter(anchor for anchor, *_ in found).values()) == {1}
        labels = [words(section.find_class("verdict")[0].text_content()) for section in deck.find_class("pair")]
        assert len({*zip(labels, (verdict for _, verdict, _ in found), strict=True)}) == 3

    @both
    def test_an_answer_is_the_one_of_its_page_without_its_sources(self, site, written, code):
        deck = {
            one.find("h3").get("id"): one
            for one in tree(site, PREFIX[code] + GAME).find_class("deck")[0].find_class("pair")
        }

        def said(section):
            details = section.find("details")
            for mark in [*details.find_class("ref"), *details.find_class("pair__source")]:
                mark.drop_tree()
            return words(" ".join(one.text_content() for one in details if one.tag != "summary"))

        for path, held in written[code].items():
            page = tree(site, PREFIX[code] + path.removesuffix(".md"))
            for _, anchor, _, for_adults in held:
                [section] = page.xpath(f"//section[h2/@id='{anchor}']")
                game = deck[anchor]
                assert not game.find_class("ref")
                same = said(section).replace(" .", ".") == said(game).replace(" .", ".")
                assert same is not for_adults, anchor

    @both
    def test_what_is_for_adults_is_not_read_to_a_class(self, site, written, code):
        marked = [anchor for held in written[code].values() for _, anchor, _, for_adults in held if for_adults]
        assert marked == ["police-will-arrest-me", "messages-against-me"]
        assert "490" not in tree(site, PREFIX[code] + GAME).find_class("deck")[0].text_content()

    @both
    def test_a_search_finds_an_answer_on_its_own_page_only(self, site, written, code):
        index = search_index(site / PREFIX[code])
        known = {page[0]: set(sections[::2]) for page, sections in zip(index["pages"], index["sections"], strict=True)}
        for path, held in written[code].items():
            anchors = {anchor for _, anchor, *_ in held}
            assert anchors <= known[f"{path.removesuffix('.md')}/"] and not anchors & known[GAME]


class TestCards:
    @both
    def test_without_a_script_a_tap_opens_the_answer(self, open_page, served, code):
        page = open_page(served + PREFIX[code] + PAGE, java_script_enabled=False)
        assert page.locator(".guess").count() == 0
        pair = page.locator(".pair").first
        assert pair.locator("h2").is_visible() and not pair.locator(".verdict").is_visible()
        pair.locator("summary").click()
        assert pair.locator(".verdict").is_visible() and pair.locator(".verdict ~ p").first.is_visible()

    @both
    def test_the_claim_is_read_before_its_label(self, site, written, code):
        """Nothing that is heard or listed before the answer gives it away."""
        page = tree(site, PREFIX[code] + PAGE)
        labels = {words(one.text_content()) for one in page.find_class("verdict")}
        heard = [
            *page.xpath("//section[contains(@class,'pair')]/h2"),
            *page.xpath("//details[@class='contents no-print']//a"),
        ]
        assert len(heard) >= 20
        assert not [one for one in heard if any(label in words(one.text_content()) for label in labels)]

    @both
    @pytest.mark.parametrize("guess", VERDICTS)
    def test_a_guess_opens_the_answer_and_says_in_words_whether_it_is_ours(self, open_page, served, code, guess):
        page = open_page(served + PREFIX[code] + PAGE)
        pair = page.locator(".pair").first
        button = pair.locator(f".guess [value={guess}]")
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
        assert pair.locator("[role=status]").inner_text() == ""
        button.press("Enter")
        assert pair.locator("details").get_attribute("open") is not None
        told, label = pair.locator("[role=status]").inner_text(), pair.locator(".verdict").inner_text().strip()
        assert label in told and (button.inner_text().strip() in told)
        others = [
            page.locator(f".pair:first-of-type [value={one}]").inner_text().strip() for one in VERDICTS if one != guess
        ]
        assert sum(one in told for one in others) == (0 if pair.get_attribute("data-answer") == guess else 1)
        assert pair.locator("[aria-pressed=true]").count() == 1
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]

    @both
    def test_a_link_to_a_claim_opens_its_answer(self, open_page, served, code, written):
        anchor = written[code]["myths/first-reactions.md"][4][1]
        page = open_page(f"{served}{PREFIX[code]}{PAGE}#{anchor}")
        assert page.locator("details[open] .verdict").count() == 1
        assert page.locator(f".pair:has(#{anchor}) .verdict").is_visible()
        top = page.locator(f"#{anchor}").bounding_box()["y"]
        assert 0 <= top < 300
        other = written[code]["myths/first-reactions.md"][1][1]
        page.evaluate(f"location.hash = '{other}'")
        page.wait_for_selector(f".pair:has(#{other}) details[open]")

    @both
    @pytest.mark.parametrize("javascript", [True, False])
    def test_every_answer_is_printed(self, open_page, served, site, code, javascript, tmp_path):
        page = open_page(served + PREFIX[code] + PAGE, java_script_enabled=javascript)
        page.emulate_media(media="print")
        answers = page.locator(".pair__answer p:not(.verdict)").all()
        assert len(answers) >= 10 and all(one.bounding_box()["height"] > 5 for one in answers)
        if code == "fr":  # the words of an Arabic PDF are read back in the order of its shapes
            page.pdf(path=str(tmp_path / "page.pdf"))
            text = squeezed(" ".join(printed(tmp_path / "page.pdf")))
            assert [one for one in first_words(site, PAGE) if one not in text] == []


class TestGame:
    @both
    def test_without_a_script_it_is_a_list_to_open(self, open_page, served, code, written):
        page = open_page(served + PREFIX[code] + GAME, java_script_enabled=False)
        assert not page.locator(".game__start").is_visible() and not page.locator(".game").is_visible()
        assert page.locator(".deck summary").count() == sum(map(len, written[code].values()))
        page.locator(".deck summary").last.click()
        assert page.locator(".deck .verdict").last.is_visible()

    @both
    def test_the_keys_lead_through_the_whole_deck_and_back(self, open_page, served, code, written):
        """Every claim in turn, its answer by Space, a vote by 1, 2, 3; then the five acts; then back to the first."""
        page = play(open_page, served, code)
        held = [one for part in written[code].values() for one in part]
        labels = dict(
            zip(VERDICTS, (one.strip() for one in page.locator(".game .guess__word").all_inner_texts()), strict=True)
        )
        for number, (said, _, verdict, _) in enumerate(held, 1):
            assert re.findall(r"\d+", page.locator(".game__count").inner_text()) == [str(number), str(len(held))]
            assert squeezed(claim(page)) == squeezed(said)
            assert page.evaluate("document.activeElement.className") == "game__claim"
            assert shown(page, "game__answer", "guess", "game__end") == [False, True, False]
            if number % 2:
                page.keyboard.press("Space")
            else:
                page.keyboard.press(f"Digit{number // 2 % 3 + 1}")
                assert labels[verdict] in page.locator(".game [role=status]").inner_text()
            assert shown(page, "game__answer") == [True]
            assert labels[verdict] in page.locator(".game .verdict").inner_text()
            page.keyboard.press(FORWARD[code])
        assert shown(page, "game__answer", "guess", "game__end", "game__show") == [False, False, True, False]
        assert page.locator(".game__end ol > li").count() == 5 and page.locator(".game__end ul > li").count() == 2
        page.keyboard.press(FORWARD[code])
        page.keyboard.press("Digit1")
        assert shown(page, "game__end") == [True]
        for _ in range(len(held) + 2):
            page.keyboard.press(BACK[code])
        assert squeezed(claim(page)) == squeezed(held[0][0]) and page.locator(".game__previous").is_disabled()
        assert page.errors_seen == []

    @both
    def test_a_presenter_s_two_keys_are_enough(self, open_page, served, code, written):
        page = play(open_page, served, code)
        first, second = (one[0] for one in written[code]["myths/first-reactions.md"][:2])
        page.keyboard.press("PageDown")
        assert shown(page, "game__answer") == [True] and squeezed(claim(page)) == squeezed(first)
        page.keyboard.press("PageDown")
        assert shown(page, "game__answer") == [False] and squeezed(claim(page)) == squeezed(second)
        page.keyboard.press("PageUp")
        assert squeezed(claim(page)) == squeezed(first)

    @both
    def test_votes_do_not_depend_on_the_layout_of_the_keyboard(self, open_page, served, code):
        """On a French keyboard the key 2 writes é, on an Arabic one it may write ٢."""
        page = play(open_page, served, code)
        page.evaluate("""document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "é", code: "Digit2", bubbles: true, cancelable: true}))""")
        assert page.locator(".game [aria-pressed=true]").get_attribute("value") == VERDICTS[1]

    @both
    def test_escape_leaves_and_focus_goes_back(self, open_page, served, code):
        page = play(open_page, served, code)
        page.keyboard.press("Escape")
        page.wait_for_selector(".game:not([open])", state="hidden")
        assert page.evaluate("document.activeElement.className").startswith("game__start")
        assert page.evaluate("document.fullscreenElement") is None
        page.click(".game__start")
        page.wait_for_selector(".game[open]")
        page.click(".game__leave")
        page.wait_for_selector(".game:not([open])", state="hidden")
        assert page.evaluate("document.activeElement.className").startswith("game__start")

    @both
    def test_focus_stays_in_the_game_in_the_order_of_the_screen(self, open_page, served, code):
        page = play(open_page, served, code, viewport=SIZES["projector"])
        page.keyboard.press("Space")
        found = []
        page.locator(".game__leave").focus()
        for _ in range(12):
            found.append(page.evaluate("(one => one.value || one.className || one.localName)(document.activeElement)"))
            page.keyboard.press("Tab")
        assert found[:7] == ["game__leave", "select", "game__shuffle", "game__stage", *VERDICTS]
        assert "pair__source" in found and "game__next" in found and "game__start no-print" not in found

    @both
    def test_a_theme_is_a_part_of_the_deck_and_shuffling_keeps_it_whole(self, open_page, served, code, written):
        page = play(open_page, served, code)
        part = [*written[code]][1]
        held = {squeezed(one[0]) for one in written[code][part]}
        page.select_option(".game__theme select", part.removeprefix("myths/").removesuffix(".md"))
        page.click(".game__shuffle")
        assert page.locator(".game [role=status]").inner_text()
        seen = set()
        for _ in held:
            seen.add(squeezed(claim(page)))
            page.keyboard.press(FORWARD[code])
        assert seen == held and shown(page, "game__end") == [True]

    @both
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("size", SIZES)
    def test_the_open_game_is_accessible_and_fits(self, open_page, served, code, scheme, size):
        page = play(open_page, served, code, viewport=SIZES[size], color_scheme=scheme)
        axe = Axe()
        for key in ("", "Digit1", FORWARD[code], "Space", *[FORWARD[code]] * 32):
            if key:
                page.keyboard.press(key)
            if key != FORWARD[code] or page.locator(".game__end").is_visible():
                found = axe.run(page, context=".game", options={"resultTypes": ["violations"]}).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
            wide = page.evaluate("""[...document.querySelectorAll(".game, .game *")].filter(one => {
                const box = one.getBoundingClientRect();
                return box.width && !one.closest("svg, option") && (box.left < -1 || box.right > innerWidth + 1);
            }).map(one => one.className)""")
            assert wide == []

    @both
    def test_it_is_large_enough_for_a_room(self, open_page, served, code):
        page = play(open_page, served, code, viewport=SIZES["projector"])
        assert page.locator(".game__claim").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 56
        assert all(one.bounding_box()["height"] >= 96 for one in page.locator(".game .guess button").all())
        assert all(one.bounding_box()["height"] >= 44 for one in page.locator(".game button:visible").all())

    @both
    def test_nothing_is_stored_or_sent(self, open_page, served, code):
        page = play(open_page, served, code)
        before = len(page.requests_seen)
        for key in ("Digit1", FORWARD[code], "Digit2", "PageDown", "Escape"):
            page.keyboard.press(key)
        stored = "[localStorage.length, sessionStorage.length, document.cookie]"
        assert page.evaluate(stored) == [0, 0, ""] and page.context.cookies() == []
        assert page.requests_seen[before:] == [] and page.errors_seen == []
        page.reload()
        assert page.locator("[aria-pressed=true]").count() == 0

    @both
    @pytest.mark.parametrize("javascript", [True, False])
    def test_on_paper_the_claims_come_with_boxes_and_the_answers_after(
        self, open_page, served, site, written, code, javascript, tmp_path
    ):
        page = open_page(served + PREFIX[code] + GAME, java_script_enabled=javascript)
        page.emulate_media(media="print")
        claims = [one.bounding_box() for one in page.locator(".deck h3").all()]
        boxes = page.locator(".deck .pair__boxes span").all()
        answers = [
            one.bounding_box() for one in page.locator(".deck .pair__answer p:not(.verdict, :has(.pair__source))").all()
        ]
        assert len(claims) == len(boxes) / 3 == sum(map(len, written[code].values())) <= len(answers)
        assert all(one.is_visible() for one in boxes) and not page.locator(".deck summary:visible").all()
        assert max(one["y"] for one in claims) < min(one["y"] for one in answers)
        assert all(one["height"] > 5 for one in answers)
        page.pdf(path=str(tmp_path / "game.pdf"), prefer_css_page_size=True)
        sheets = printed(tmp_path / "game.pdf")
        assert len(sheets) > 5 and all(sheets), "an empty page"
        if code == "fr":
            text = squeezed(" ".join(sheets))
            assert [one for one in first_words(site, "myths/game/") if one not in text] == []
