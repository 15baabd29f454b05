"""The home page and the emergency pages: cards, progress, numbers in reach, three questions, no dead end."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

import pytest
from conftest import ROOT
from markdown import Markdown
from test_site import pages, text

from scripts import phone, rules
from scripts.extensions import SiteExtension
from scripts.locale_build import LocaleBuild, standing_alone
from scripts.publishing.furniture import Published
from scripts.publishing.settings import Settings

LOCALES = ("ar", "fr")
PREFIX = {"ar": "", "fr": "fr/"}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def corpus(the_campaign, the_library):
    return rules.read_corpus(the_campaign, the_library)


@pytest.fixture(scope="module")
def builds(corpus) -> dict[str, LocaleBuild]:
    return standing_alone(corpus, ROOT / "overrides")


def of_kind(corpus, locale, *kinds) -> dict[str, dict]:
    """The front matter of the pages of some kinds, by their address inside their language."""
    found = {
        path: page.meta for path, page in corpus.pages[locale.code].items() if page.meta.get("kind") in kinds
    }  # fmt: skip
    return {path.removesuffix("index.md").removesuffix(".md").rstrip("/") or ".": meta for path, meta in found.items()}


def html_of(build: LocaleBuild, body: str, kind: str = "emergency") -> str:
    build.begin_page("now/index.md", {"kind": kind})
    return Markdown(extensions=["attr_list", "admonition", "sane_lists", SiteExtension(build.context)]).convert(body)


# ── Cards ────────────────────────────────────────────────────────────────────────────────────


def test_each_act_is_a_card_that_says_how_far_and_what_is_next(site, the_campaign):
    for locale in the_campaign.locales:
        page = pages(site, locale)["now"]
        cards = page.xpath("//article/section[@class='step']")
        ids = [card.xpath("string(h3/@id)") for card in cards]
        assert ids == ["stop-answering", "capture", "block", "tell-someone", "report-it"]
        for number, card in enumerate(cards, 1):
            heading = card[0]
            assert text(heading).startswith(f"{number}."), "a screen reader hears the number"
            assert heading.xpath("count(.//*[name()='svg'])") == 1
            count, way = card[-1]
            assert [one for one in text(count).split() if one.isdigit()] == [str(number), "5"]
            assert way.get("href") == f"#{[*ids[1:], 'red-lines'][number - 1]}"
        progress = page.xpath("//nav[contains(@class,'progress')]")
        assert len(progress) == 1 and progress[0].get("aria-labelledby") == "acts"
        assert progress[0].xpath(".//li/a/@href") == [f"#{one}" for one in ids]
        assert page.xpath("//h2[@id='acts']")[0].getnext() is progress[0]


def test_cards_are_made_of_structure_alone(builds):
    body = (
        "## Un {#one}\n\nMots.\n\n### 1. Premier {#a}\n\nA\n\n### 2. Second {#b}\n\nB\n\n"
        "## Deux {#two}\n\nFin. 3. Non.\n\n1. **Gras.** Un\n2. **Gras.** Deux\n\nPuis :\n\n1. Maigre\n2. Maigre\n"
    )
    found = html_of(builds["fr"], body)
    assert found.count('<section class="step">') == 2
    assert found.count('<ol class="steps">') == 1
    assert found.index("Fin. 3.") > found.rindex("</section>")
    assert 'href="#b"' in found and 'href="#two"' in found
    assert "step" not in html_of(builds["fr"], body, kind="article")


def test_a_card_of_answers_needs_no_way_to_the_next(builds):
    found = html_of(
        builds["fr"], "## 1. Qui ? {#a}\n\n- [x](#b)\n- [y](#b)\n\n## 2. Quoi ? {#b}\n\n- [x](#a)\n- [y](#a)\n"
    )
    assert found.count('<section class="step">') == 2
    assert "step__foot" not in found and "progress" not in found


# ── The way to numbers, the way on ───────────────────────────────────────────────────────────


def test_numbers_are_one_tap_from_the_head_of_every_emergency_page(site, the_campaign, corpus):
    elsewhere = {}
    for locale in the_campaign.locales:
        found = pages(site, locale)
        for name in of_kind(corpus, locale, "emergency"):
            article = found[name].xpath("//article")[0]
            order = list(article.iter("h2", "a", "div"))
            box = next((one for one in order if "call" in (one.get("class") or "").split()), None)
            before = order[: order.index(box)] if box is not None else order
            if len([one for one in before if one.tag == "h2"]) < 2 and box is not None:
                assert not article.xpath(".//a[@class='jump__numbers']"), name
                continue
            first = article.xpath(".//div[contains(@class,'jump')]//a")[0]
            assert first.get("class") == "jump__numbers", name
            heading = next(one for one in order if one.tag == "h2")
            assert order.index(first) < order.index(heading), name
            if box is None:
                elsewhere.setdefault(name, set()).add(posixpath.basename(first.get("href").rstrip("/")))
            else:
                section = box.xpath("preceding::h2[1]/@id")
                assert first.get("href") == f"#{section[0]}", name
    assert elsewhere, "no page without a call box of its own: the test proves nothing"
    assert all(len(names) == 1 and names != {""} for names in elsewhere.values()), elsewhere


def test_every_emergency_page_ends_with_its_next_step(site, the_campaign, corpus):
    for locale in the_campaign.locales:
        found = pages(site, locale)
        names = of_kind(corpus, locale, "emergency")
        assert len(names) >= 18
        for name in names:
            last = found[name].xpath("//article//ul[contains(@class,'links--next')]")
            assert len(last) == 1, name
            assert not last[0].xpath("following::h2[ancestor::article][not(ancestor::footer)]"), name
            links = last[0].xpath("li/a/@href")
            here = f"https://x.example/{name}/"
            other = [one for one in links if urljoin(here, one).split("#")[0] != here]
            assert other and all(not one.startswith(("http", "tel:")) for one in links), name


# ── The path ─────────────────────────────────────────────────────────────────────────────────


def test_three_questions_lead_to_every_page_of_what_to_do_now(site, the_campaign):
    now = {
        posixpath.normpath(path.removesuffix(".md").removesuffix("index"))
        for path in the_campaign.nav
        if path.startswith("now/")
    }
    for locale in the_campaign.locales:
        found = pages(site, locale)
        page = found["now/which"].xpath("//article")[0]
        questions = page.xpath(".//section[@class='step']")
        assert 1 <= len(questions) <= 3
        ids = set(page.xpath(".//*/@id"))
        reached = set()
        for question in questions:
            answers = question.xpath(".//ul/li/a/@href")
            assert 2 <= len(answers) <= 4
            assert all(one[1:] in ids for one in answers if one.startswith("#"))
            reached |= {one for one in answers if one.startswith("#")}
        assert {f"#{one[0].get('id')}" for one in questions[1:]} == reached, "each question is led to"
        urgent = page.xpath(".//section[@class='step'][1]/preceding::div[contains(@class,'jump')]//a/@href")
        assert any(one.startswith("#call") for one in urgent)
        assert any(one.endswith("wellbeing/#right-now") for one in urgent)
        where = "https://x.example/now/which/"
        ways = {urljoin(where, one).split("#")[0] for one in page.xpath(".//a/@href")}
        reachable = {one.removeprefix("https://x.example/").rstrip("/") for one in ways}
        assert now - {"now/which"} <= reachable
        for name in (".", "now"):
            base = f"https://x.example/{'' if name == '.' else 'now/'}"
            assert where in {urljoin(base, one) for one in found[name].xpath("//article//a/@href")}, name


@pytest.mark.parametrize("code", LOCALES)
def test_the_path_is_walked_without_javascript(open_page, served, code):
    page = open_page(served + PREFIX[code], java_script_enabled=False)
    page.click("#doors + ul a[href$='now/which/']")
    page.click("section.step a[href='#with-what']")
    assert page.url.endswith("#with-what")
    box = page.locator("#with-what").bounding_box()
    assert 0 <= box["y"] < 300
    page.click("section.step a[href='#so-far']")
    page.click("section.step a[href$='already-published/']")
    assert page.url == f"{served}{PREFIX[code]}now/already-published/"


# ── The call bar ─────────────────────────────────────────────────────────────────────────────


def test_the_call_bar_says_what_data_says(site, the_campaign, corpus):
    channels = corpus.library.channels
    assert the_campaign.call_bar
    seen = set()
    for locale in the_campaign.locales:
        urgent = of_kind(corpus, locale, "home", "emergency")
        for name, tree in pages(site, locale).items():
            bars = tree.xpath("//nav[contains(@class,'call-bar')]")
            assert len(bars) == (name in urgent), name
            if not bars:
                continue
            named = tuple(urgent[name].get("call") or the_campaign.call_bar)
            seen.add(named)
            expected = []
            for one in named:
                contact = next(contact for contact in channels[one]["contacts"] if contact["kind"] == "phone")
                country = channels[one]["country"]
                number = phone.shown(contact["value"], country, contact.get("display"))
                expected.append((f"bar:{one}", f"tel:{phone.dial(contact['value'], country)}", number))
            shown = [
                (item.get("data-contact"), item.xpath("string(a/@href)"), text(item.xpath(".//bdi[@dir='ltr']")[-1]))
                for item in bars[0].xpath(".//li[@data-contact]")
            ]
            assert shown == expected, name
            assert bars[0].xpath(".//li[last()]/a[@class='call-bar__all']/@href"), name
    assert len(seen) >= 3, "no page has a bar of its own: the test proves little"


def test_an_old_version_keeps_no_number_that_is_given_no_more(builds):
    # The marks are healed as any other; what stands in the place of one that is gone is an item of the same list.
    found = Published(builds, Settings.__new__(Settings)).contact("fr", "bar:ma-gone", "../directory/")
    assert found.startswith('<li data-contact="bar:ma-gone"><a href="../directory/">') and "tel:" not in found


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("path", ["", "now/", "now/under-18/"])
def test_the_call_bar_stays_at_the_thumb_and_leaves_the_paper_and_the_desk(open_page, served, code, path):
    page = open_page(served + PREFIX[code] + path)
    bar = page.locator(".call-bar")
    for way in ("0", "document.body.scrollHeight / 3"):
        page.evaluate(f"window.scrollTo(0, {way})")
        box = bar.bounding_box()
        assert abs(box["y"] + box["height"] - 740) < 1, way
        assert box["height"] <= 96
    for button in bar.locator("a").all():
        size = button.bounding_box()
        assert size["height"] >= 44 and size["width"] >= 44
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    foot = page.locator(".site-foot").bounding_box()
    box = bar.bounding_box()
    assert box["y"] + box["height"] <= foot["y"] + 1, "it never covers the foot of the site"
    page.emulate_media(media="print")
    assert not bar.is_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 740, "height": 360})
    assert bar.evaluate("one => getComputedStyle(one).position") == "static"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not bar.is_visible()


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("path", ["", "now/", "now/stranger/"])
def test_neither_bar_covers_what_has_the_focus(open_page, served, code, path):
    page = open_page(served + PREFIX[code] + path)
    looked = 0
    for _ in range(70):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => {
          const one = document.activeElement;
          if (!one.closest("main")) { return null; }
          const box = one.getClientRects()[0], bar = document.querySelector(".call-bar").getBoundingClientRect();
          const top = document.querySelector(".bar").getBoundingClientRect();
          return [one.outerHTML.slice(0, 80), box.top >= top.bottom - 1, box.bottom <= bar.top + 1];
        }""")
        if found:
            looked += 1
            assert found[1:] == [True, True], found
    assert looked > 15


# ── On a phone ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("code", LOCALES)
def test_home_says_the_essential_on_one_screen(open_page, served, code, javascript):
    page = open_page(served + PREFIX[code], java_script_enabled=javascript)
    edge = page.locator(".call-bar").bounding_box()["y"]
    boxes = {
        "acts": [one.bounding_box() for one in page.locator("#acts + ol > li").all()],
        "red lines": [one.bounding_box() for one in page.locator("article .stop li").all()],
        "doors": [one.bounding_box() for one in page.locator("#doors + ul > li").all()[:3]],
    }
    assert [len(found) for found in boxes.values()] == [5, 2, 3]
    for name, found in boxes.items():
        for box in found:
            assert box["y"] + box["height"] <= edge, (name, box)
    assert all(44 <= box["height"] <= 46 for box in boxes["acts"]), "one line each"
    assert all(box["height"] >= 44 for box in boxes["doors"])


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("path", ["now/", "now/which/", "help/friend/"])
def test_what_leads_on_is_large_enough_for_a_thumb(open_page, served, code, path):
    page = open_page(served + PREFIX[code] + path)
    found = page.locator(".jump a, .progress a, .step__foot a, .links a").all()
    assert len(found) >= 4
    for one in found:
        box = one.bounding_box()
        assert box["height"] >= 43.9 and box["width"] >= 44, one.inner_text()
