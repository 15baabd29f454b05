"""Blocks that are wide or long by nature, as a phone shows them: tables, lists of laws, code, links in one line."""

import pytest
from test_site import pages

PREFIX = {"ar": "", "fr": "fr/"}


@pytest.mark.parametrize("code", PREFIX)
def test_a_link_into_a_closed_list_opens_it(open_page, served, the_library, code):
    law = next(one["id"] for one in the_library.laws_of("ma"))
    page = open_page(f"{served}{PREFIX[code]}understand/law/")
    boxes = page.locator("details.laws__box")
    assert boxes.count() > 10 and page.locator("details.laws__box[open]").count() == 0
    page.goto(f"{served}{PREFIX[code]}understand/law/#{law}")
    page.locator(f"[id='{law}']").wait_for()
    assert page.locator("details.laws__box[open]").count() == 1
    top = page.locator(f"#{law}").bounding_box()["y"]
    assert 0 <= top < 740
    # From the page itself: the heading of a country opens its list, and only its own.
    page.evaluate("document.querySelectorAll('details[open]').forEach(one => { one.open = false; })")
    page.evaluate("location.hash = 'france'")
    page.locator("#france ~ details[open]").first.wait_for()
    assert page.locator("details.laws__box[open]").count() == 1
    page.evaluate("location.hash = '%E0%A4%A'")
    assert page.errors_seen == []


@pytest.mark.parametrize("code", PREFIX)
def test_without_javascript_every_country_of_the_laws_can_be_reached_and_opened(open_page, served, code):
    page = open_page(f"{served}{PREFIX[code]}understand/law/#morocco", java_script_enabled=False)
    assert page.locator("#morocco").is_visible()
    for summary in page.locator("details.laws__box > summary").all():
        box = summary.bounding_box()
        assert box and box["height"] >= 44
    page.locator("#morocco ~ details > summary").first.click()
    assert page.locator("#morocco ~ details .law__penalty").first.is_visible()


TABLES = ["about/writing/", "about/status/", "about/style/", "directory/how-checked/", "directory/open-data/"]


@pytest.mark.parametrize("code", PREFIX)
@pytest.mark.parametrize("path", TABLES)
def test_a_table_is_read_on_the_narrowest_screen_and_stays_one(open_page, served, code, path):
    page = open_page(f"{served}{PREFIX[code]}{path}", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tables = page.locator("table.stacked")
    assert tables.count() >= 1
    wide = tables.evaluate_all("""all => all.flatMap(table => [...table.querySelectorAll("td, th")])
        .filter(cell => cell.closest("tbody") && cell.scrollWidth > cell.clientWidth + 1).length""")
    assert wide == 0
    # To a reader of the screen it still is a table with its columns.
    roles = page.get_by_role("table")
    assert roles.count() == page.locator("table").count()
    assert page.get_by_role("columnheader").count() >= 2
    rows = tables.first.get_by_role("row")
    assert rows.count() == tables.first.locator("tr").count()


def test_the_cells_of_wide_tables_name_their_column(site, the_campaign):
    seen = 0
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            for table in tree.xpath("//table[contains(@class,'stacked')]"):
                heads = [" ".join(one.text_content().split()) for one in table.xpath("./thead/tr/th")]
                for row in table.xpath("./tbody/tr"):
                    labels = [one.get("data-label") for one in row][1:]
                    assert labels == (heads[1:] if len(heads) > 2 else [None]), name
                    seen += len(heads) > 2
    assert seen > 50


def test_a_code_sample_keeps_its_lines(site, the_campaign):
    """What is squeezed out of a page never is a blank line of a sample."""
    for locale in the_campaign.locales:
        samples = pages(site, locale)["about/writing"].xpath("//pre//text()")
        assert [one for one in samples if "\n\n" in one]


@pytest.mark.parametrize("code", PREFIX)
def test_links_in_one_line_are_large_targets(open_page, served, code):
    page = open_page(f"{served}{PREFIX[code]}directory/")
    chips = page.locator("ul.chips a")
    assert chips.count() > 40
    for box in chips.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())"):
        assert box["height"] >= 44 and box["width"] >= 44
    assert not page.locator("ul.chips").first.evaluate("one => one.textContent.includes('·')")
