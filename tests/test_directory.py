"""The directory as built: what may be seen, what may not, what others can reuse, what the reader can do."""

import csv
import datetime
import io
import json
import re
import shutil

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import copy_project, scripts
from lxml import html
from test_site import pages, text

from scripts import clock, phone
from scripts.search import page_words

YEARS_LATER = str(int(datetime.datetime(2031, 11, 22, tzinfo=datetime.UTC).timestamp()))


def held(the_library):
    return [record for record in the_library.records if not record.published]


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u2066-\u2069.()/-]+", "", words)


def test_no_number_or_address_held_back_is_on_any_page(site, the_campaign, the_library):
    """Long numbers, mail addresses and links that only held-back contacts have are nowhere, in any spelling."""
    published = {record.value for record in the_library.records if record.published}
    mine = [record for record in held(the_library) if record.value not in published]
    numbers = {record.value for record in mine if record.kind in ("phone", "sms", "whatsapp") and len(record.value) > 6}
    spellings = {one for value in numbers for one in (value, value.removeprefix("+"), phone.national(value))}
    mails = {record.value for record in mine if record.kind == "email"}
    links = {record.value for record in mine if record.kind == "url"}
    assert len(numbers) > 10 and len(mails) > 3 and len(links) > 10
    for path in site.rglob("*"):
        if path.suffix not in (".html", ".json", ".csv", ".xml", ".txt"):
            continue
        content = path.read_text(encoding="utf-8")
        tight = squeezed(re.sub(r"https?://[^\s\"'<>]+", "", content))
        assert not [one for one in spellings if one in tight], path
        assert not [one for one in mails if one in content], path
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            assert not links & set(tree.xpath("//@href")), name
    files = "".join((site / name).read_text(encoding="utf-8") for name in ("channels.json", "channels.csv"))
    assert not [one for one in links if re.search(rf"{re.escape(one)}(?![\w/?&=-])", files)]


def test_no_short_number_held_back_is_on_its_channel_s_card(site, the_campaign, the_library):
    """A short number can be held back in one country and right in another: it is judged card by card."""
    short = [record for record in held(the_library) if record.kind in ("phone", "sms") and len(record.value) <= 6]
    assert len(short) > 15
    data = json.loads((site / "channels.json").read_text(encoding="utf-8"))
    for record in short:
        ours = [one for one in data["channels"] if (one["country"] or "").lower() == record.country]
        values = {(one["id"], contact.get("value")) for one in ours for contact in one["contacts"]}
        assert (record.owner, record.value) not in values
        elsewhere = {value for _, value in values}
        for locale in the_campaign.locales:
            for tree in pages(site, locale).values():
                cards = tree.xpath(f"//section[@data-country='{record.country}']//a[starts-with(@href,'tel:')]/@href")
                assert f"tel:{record.value}" not in cards or record.value in elsewhere, record


def test_nothing_of_a_channel_wholly_held_back_is_written(site, the_library):
    assert len(the_library.held) > 20
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".xml"):
            content = path.read_text(encoding="utf-8")
            assert not [name for name in the_library.held if re.search(rf"\b{name}\b(?!-)", content)], path


def test_every_published_value_is_on_its_card(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        trees = list(pages(site, locale).values())
        for channel in the_library.channels.values():
            [card] = [card for tree in trees for card in tree.xpath(f"//section[h3/@id='{channel['id']}']")]
            hrefs = card.xpath(".//*[contains(@class,'contacts')]//a/@href")
            mine = [one for one in channel["contacts"] if one.get("locale", locale.code) == locale.code]
            assert len(card.xpath(".//li[contains(@class,'contact--')]")) == len(mine)
            for contact in mine:
                value = contact.get("value", "")
                number = phone.dial(value, channel["country"]) if contact["kind"] in phone.KINDS else ""
                address = {
                    "phone": f"tel:{number}", "sms": f"sms:{number}", "whatsapp": f"https://wa.me/{value[1:]}",
                    "email": f"mailto:{value}", "url": value,
                }.get(contact["kind"])  # fmt: skip
                assert address is None or address in hrefs, (channel["id"], value)


def test_who_it_is_for_stands_before_the_values_and_reported_ones_say_so(site, the_campaign, the_library):
    reported = 0
    for locale in the_campaign.locales:
        word = the_library.strings[locale.code]["channel_reported"]
        for tree in pages(site, locale).values():
            for card in tree.xpath("//section[@class='card']"):
                channel = the_library.channels[card.find("h3").get("id")]
                order = [one.get("class").split()[0] for one in card.xpath("./div/*[@class]")]
                assert order.index("channel__for") < order.index("contacts")
                if "not_for" in channel:
                    assert order.index("channel__not-for") < order.index("contacts")
                mine = [one for one in channel["contacts"] if one.get("locale", locale.code) == locale.code]
                expected = sum(one["confidence"] == "reported" for one in mine)
                marks = [text(one) for one in card.xpath(".//li//*[@class='contact__reported']")]
                assert marks == [word] * expected
                reported += expected
    assert reported > 0


def test_hours_name_the_country_whose_time_they_are_in(site, the_campaign, the_library):
    seen = 0
    for locale in the_campaign.locales:
        for tree in pages(site, locale).values():
            for card in tree.xpath("//section[@class='card']"):
                channel = the_library.channels[card.find("h3").get("id")]
                open_ = (channel.get("hours") or {}).get("open")
                if isinstance(open_, list) and "timezone" in the_library.countries.get(channel["country"], {}):
                    zone = the_library.strings[locale.code]["hours_zone"].partition("{")[0].strip(" ,،")
                    assert zone in text(card), channel["id"]
                    seen += 1
    assert seen > 4


# The properties of schema.org that are used, by type; https://schema.org/docs/full.html.
SCHEMA_ORG = {
    "GovernmentService": {"name", "description", "url", "areaServed", "provider", "audience"},
    "GovernmentOrganization": {"name", "contactPoint"},
    "Organization": {"name", "description", "url", "areaServed", "contactPoint"},
    "ContactPoint": {"telephone", "url", "email", "contactType", "availableLanguage", "hoursAvailable", "areaServed"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
    "Country": {"identifier"},
    "PeopleAudience": {"suggestedMaxAge", "suggestedGender"},
}


def check_thing(thing: dict) -> None:
    assert set(thing) - {"@type", "@id"} <= SCHEMA_ORG[thing["@type"]], thing
    for value in thing.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check_thing(one)


def test_structured_data_is_the_directory(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        found = {}
        for name, tree in pages(site, locale).items():
            blocks = tree.xpath("//head/script[@type='application/ld+json']")
            cards = tree.xpath("//section[@class='card']/h3/@id")
            assert len(blocks) == bool(cards), name
            for block in blocks:
                data = json.loads(block.text)
                assert data["@context"] == "https://schema.org"
                canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
                assert [one["@id"] for one in data["@graph"]] == [f"{canonical}#{card}" for card in cards]
                for thing in data["@graph"]:
                    check_thing(thing)
                    found[thing["@id"].rpartition("#")[2]] = thing
        assert set(found) == set(the_library.channels)
        police = found["ma-police-19"]
        assert police["@type"] == "GovernmentService"
        assert police["provider"]["contactPoint"][0]["telephone"] == "19"
        assert police["areaServed"]["identifier"] == "MA"


def test_open_data_is_the_directory(site, the_campaign, the_library):
    data = json.loads((site / "channels.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((site / "channels.schema.json").read_text(encoding="utf-8")))
    assert [one["id"] for one in data["channels"]] == list(the_library.channels)
    published = [one for one in the_library.records if one.published and one.kind != "law"]
    assert sum(len(one["contacts"]) for one in data["channels"]) == len(published)
    raw = (site / "channels.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [(row["channel"], row["kind"], row["value"]) for row in rows] == [
        (one["id"], contact["kind"], contact.get("value", ""))
        for one in data["channels"]
        for contact in one["contacts"]
    ]
    for locale in the_campaign.locales:
        assert all(row[f"name_{locale.code}"] and row[f"for_{locale.code}"] for row in rows)
        for one in data["channels"]:
            path, _, anchor = one["page"][locale.code].removeprefix("https://halte-au-chantage.example/").partition("#")
            assert f'id="{anchor}"' in (site / path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_page_of_the_open_data_leads_to_its_files(open_page, served, code):
    page = open_page(served + {"ar": "", "fr": "fr/"}[code] + "directory/open-data/")
    for link in page.locator(".files a").all():
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename.startswith("channels.")
    assert page.locator(".files a").count() == 3


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_two_taps_lead_from_the_home_page_to_any_country(site, the_campaign, the_library, code):
    locale = next(one for one in the_campaign.locales if one.code == code)
    trees = pages(site, locale)
    assert trees["."].xpath("//main//a[contains(@href,'directory/')]")
    door = trees["directory"].xpath("//main//a/@href")
    for country in {channel["country"] for channel in the_library.channels.values()}:
        [page] = {name for name, tree in trees.items() if tree.xpath(f"//section[@data-country='{country}']")}
        ahead = trees[page].xpath(f"//section[@data-country='{country}'][1]/preceding::h2[1]/@id")
        short = page.removeprefix("directory/")
        leads = [link for link in door if link.startswith(f"{short}/")]
        assert leads, country
        if short not in ("morocco", "france", "international", "platforms"):
            assert f"{short}/#{ahead[0]}" in leads, country


def shown_cards(page) -> list[str]:
    return page.locator("section.card:visible h3").evaluate_all("all => all.map(one => one.id)")


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_filters_hide_what_does_not_fit_but_never_an_emergency(open_page, served, the_library, code):
    page = open_page(served + {"ar": "", "fr": "fr/"}[code] + "directory/morocco/")
    every = shown_cards(page)
    page.locator("details.filters summary").click()
    page.locator("select[name=audience]").select_option("minors")
    some = shown_cards(page)
    channels = the_library.channels
    fits = [
        name for name in every
        if {"minors", "everyone"} & set(channels[name]["audience"]) or channels[name]["group"] == "emergency"
    ]  # fmt: skip
    assert some == fits
    page.locator("select[name=situation]").select_option("talk")
    few = shown_cards(page)
    urgent = [name for name in every if channels[name]["group"] == "emergency"]
    assert set(urgent) <= set(few) and len(few) < len(every)
    said = page.locator(".filters__count").inner_text()
    assert str(len(few)) in said and str(len(every)) in said
    for heading in page.locator("article h2:visible").all():
        follow = heading.evaluate("""one => {
            const cards = [];
            for (let next = one.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
                if (next.classList.contains("card")) { cards.push(next.hidden); }
            }
            return cards;
        }""")
        assert not follow or not all(follow)
    # A link to a card that is hidden shows it again.
    hidden = next(name for name in every if name not in few)
    page.evaluate("id => { location.hash = id; }", hidden)
    page.locator(f"[id='{hidden}']").wait_for()
    assert shown_cards(page) == every
    # The same link again, now that it is the page's address already, and a button that shows everything.
    page.locator("select[name=situation]").select_option("talk")
    page.evaluate("id => { const a = document.createElement('a'); a.href = '#' + id; a.id = 'again'; "
                  "document.querySelector('article').prepend(a); a.click(); }", hidden)  # fmt: skip
    page.locator(f"[id='{hidden}']").wait_for()
    page.locator("select[name=situation]").select_option("talk")
    page.locator(".filters__reset").click()
    page.locator(".card[hidden]").first.wait_for(state="detached")
    page.evaluate("location.hash = '%E0%A4%A'")
    assert page.errors_seen == []


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_a_card_says_at_once_what_number_it_is_and_when_it_was_checked(open_page, served, the_library, code):
    """Closed as it is, a card shows who it is for, every value, and the day and the way of its check."""
    page = open_page(served + {"ar": "", "fr": "fr/"}[code] + "directory/morocco/", java_script_enabled=False)
    for card in page.locator("section.card").all():
        for name in ("channel__for", "contact", "channel__checked"):
            assert all(one.is_visible() for one in card.locator(f".{name}").all()), name
        assert card.locator(".channel__checked time").count() == 1
        brief = the_library.strings[code]["channel_brief_stored-page"]
        assert brief in card.locator(".channel__checked").inner_text()
    numbers = page.locator(".card[data-group=emergency] a[href^='tel:']")
    assert numbers.count() >= 3
    for one in numbers.all():
        box = one.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
        assert float(one.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 20


def test_filters_by_country(open_page, served, the_library):
    page = open_page(served + "fr/directory/north-africa/")
    page.locator("details.filters summary").click()
    page.locator("select[name=country]").select_option("tn")
    shown = shown_cards(page)
    assert shown and all(name.startswith("tn-") for name in shown)
    assert page.locator("#algeria").is_hidden() and page.locator("#tunisia").is_visible()


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_without_javascript_the_directory_is_whole(open_page, served, the_library, code):
    page = open_page(served + {"ar": "", "fr": "fr/"}[code] + "directory/morocco/", java_script_enabled=False)
    assert page.locator(".filters").is_hidden()
    assert shown_cards(page) == [channel["id"] for channel in the_library.channel_group("ma")]
    page.locator(".card details summary").first.click()
    assert page.locator(".card details .channel__sources a").first.is_visible()


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_filters_work_by_keyboard_and_are_announced(open_page, served, code):
    page = open_page(served + {"ar": "", "fr": "fr/"}[code] + "directory/morocco/")
    page.locator("details.filters summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "situation"
    page.keyboard.press("ArrowDown")
    page.locator(".card[hidden]").first.wait_for(state="attached")
    assert page.locator(".filters__count[role=status]").count() == 1


@pytest.mark.parametrize("code", ["ar", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_on_a_card_is_accessible_too(open_page, served, code, scheme):
    page = open_page(served + {"ar": "", "fr": "fr/"}[code] + "directory/morocco/", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('main details, article details').forEach(one => { one.open = true; })")
    page.evaluate("document.querySelectorAll('.old').forEach(one => { one.hidden = false; })")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# Time passes, the tree does not.


@pytest.fixture(scope="module")
def in_five_years(tmp_path_factory):
    """The project built on a day five years from now: (project, result of the build)."""
    project = copy_project(tmp_path_factory.mktemp("later"))
    return project, scripts("build", cwd=project, SOURCE_DATE_EPOCH=YEARS_LATER)


def test_time_alone_breaks_neither_the_build_nor_the_checks(in_five_years, the_library):
    project, built = in_five_years
    assert built.returncode == 0, built.stderr
    checked = scripts("check", cwd=project, SOURCE_DATE_EPOCH=YEARS_LATER)
    assert (checked.returncode, checked.stdout) == (0, "")
    due = [line for line in checked.stderr.splitlines() if line.startswith("  data/")]
    assert len(due) == len([record for record in the_library.records if record.published])
    assert re.search(r"^ma: \d+ to check again$", checked.stderr, re.M)


def test_an_old_check_says_so_on_the_page_without_javascript(in_five_years, open_page, site, served):
    project, _ = in_five_years
    for path in ("directory/morocco/index.html", "fr/now/index.html"):
        then = (project / "site" / path).read_text(encoding="utf-8")
        now = (site / path).read_text(encoding="utf-8")
        assert 'class="old"' in then and not re.search(r'class="old"[^>]* hidden', then)
        dates = re.findall(r'class="old"[^>]*? data-checked="([\d-]+)"', now)
        year = datetime.timedelta(days=365)
        today = clock.today()
        late = [one for one in dates if today - datetime.date.fromisoformat(one) > year]
        assert dates and len(re.findall(r'class="old"[^>]* hidden', now)) == len(dates) - len(late)


def test_a_page_that_grew_old_says_so_by_itself(open_page, served):
    page = open_page(java_script_enabled=True)
    page.clock.set_fixed_time(datetime.datetime(2031, 11, 22, tzinfo=datetime.UTC))
    page.goto(served + "fr/directory/morocco/")
    assert page.locator(".card .old").count() == page.locator(".card").count() > 5
    assert all(one.is_visible() for one in page.locator(".card .old").all())


def test_what_is_due_is_news_and_no_fault(tmp_path, the_library):
    project = copy_project(tmp_path)
    # The last check of all, so that none lies in the future, and the first day on which one of them is due.
    last = max(datetime.date.fromisoformat(one.checked) for one in the_library.records if one.checked)
    first = max(last, min(one.due for one in the_library.records if one.published))
    noon = datetime.datetime.combine(first, datetime.time(12), datetime.UTC)
    checked = scripts("check", cwd=project, SOURCE_DATE_EPOCH=str(int(noon.timestamp())))
    assert (checked.returncode, checked.stdout) == (0, "")
    assert re.search(r"^  data/\S+\.yml:\d+: \S+ .+ \(checked [\d-]+, due [\d-]+\)$", checked.stderr, re.M)


def test_search_does_not_find_a_warning_that_is_not_shown(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        warning = the_library.strings[locale.code]["channel_old"]
        shown = page_words.read("", "", "", f"<p data-search-exclude>{warning}</p><p hidden>{warning}</p><p>a</p>")
        assert [one.text for one in shown.sections] == ["a"]
        place = site / locale.prefix / "directory" / "morocco" / "index.html"
        article = html.tostring(html.parse(str(place)).getroot().find(".//article"), encoding="unicode")
        assert warning in article
        assert not [one for one in page_words.read("", "", "", article).sections if warning in one.text]


def test_verify_lists_every_value_held_back(the_library):
    result = scripts("verify")
    assert result.returncode == 0, result.stderr
    for record in held(the_library):
        assert f"{record.path}:{record.line}: {record.publish} ({record.reason}) {record.owner}" in result.stdout
    assert re.search(r"^ma: \d+ published, \d+ held back \(.+\)$", result.stdout, re.M)


MISTAKES = [
    ("  group: emergency\n", "  groupe: emergency\n", "DAT001"),
    ("      value: \"19\"", "      value: \"l9\"", "DAT001"),
    ("      value: https://www.e-blagh.ma/", "      value: http://www.e-blagh.ma/", "DAT001"),
    ("      value: \"2511\"", "      value: \"+33180523376\"", "DAT007"),
    ("  for: {ar: \"عند الخطر", "  for: {an: \"عند الخطر", "DAT004"),
    ("      checked: \"2026-11-22\"", "      checked: \"2999-01-01\"", "DAT002"),
    ("      quote: \"", "      quote: \"" + "mot " * 26, "DAT001"),
]  # fmt: skip


def test_everything_wrong_is_said_in_one_run(tmp_path):
    project = copy_project(tmp_path)
    shutil.rmtree(project / "site", ignore_errors=True)
    path = project / "data" / "channels" / "ma.yml"
    content = path.read_text(encoding="utf-8")
    expected = []
    for old, new, _ in MISTAKES:
        assert old in content, old
        content = content.replace(old, new, 1)
    path.write_text(content, encoding="utf-8")
    (project / "data" / "channels" / "tn.yml").write_text("- id: [\n", encoding="utf-8")
    lines = content.splitlines()
    for _, new, code in MISTAKES:
        expected.append((next(n for n, line in enumerate(lines, 1) if new.strip("\n").strip() in line), code))
    built = scripts("build", cwd=project)
    assert built.returncode == 1 and "Traceback" not in built.stderr
    found = re.findall(r"^data/channels/ma\.yml:(\d+):\d+: (\w+)", built.stderr, re.M)
    for line, code in expected:
        assert (str(line), code) in found, (line, code)
    assert "data/channels/tn.yml:" in built.stderr
    assert not (project / "site").exists()
