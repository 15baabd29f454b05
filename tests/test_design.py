"""The campaign's face: icons and drawings that print, a name drawn from the settings, one palette for all."""

import dataclasses
import gzip
import io
import re
import xml.etree.ElementTree as etree

import pytest
from conftest import ROOT
from lxml import html
from PIL import Image, ImageChops

from scripts import identity, palette
from scripts.campaign import Locale, icon_files
from scripts.offline import text_only
from scripts.sheets import faces
from scripts.sheets.engine import Engine, MissingGlyphError

SVG = "{http://www.w3.org/2000/svg}"
ICONS = [*icon_files(ROOT / "overrides").values()]
DRAWINGS = sorted((ROOT / "overrides" / "drawings").glob("*.svg"))
COLOURS = palette.read(ROOT / "docs")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)")


@pytest.fixture(scope="module")
def engine():
    return Engine(ROOT / "overrides" / "print", None)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("path", [*ICONS, *DRAWINGS], ids=lambda path: path.stem)
def test_a_picture_has_shapes_in_the_colour_of_the_words_and_nothing_else(path):
    text = path.read_text(encoding="utf-8")
    root = etree.fromstring(text)
    assert root.get("aria-hidden") == "true" and root.get("focusable") == "false"
    assert {one.tag for one in root} <= {f"{SVG}{name}" for name in ("path", "circle", "rect")}
    painted = {one.get(name) for one in root.iter() for name in ("fill", "stroke")}
    assert "currentColor" in painted and painted <= {"currentColor", "none", None}
    assert not [name for one in root.iter() for name in one.attrib if name in ("id", "style") or name.startswith("on")]
    width, height = int(root.get("width")), int(root.get("height"))
    assert root.get("viewBox") == f"0 0 {width} {height}"
    if path in DRAWINGS:
        assert len(text) < 3000 and (width, height) == (320, 200)
    elif path.stem != "mark":
        assert len(text) < 800 and (width, height) == (24, 24) and root.get("stroke-width") == "2"


def test_every_icon_and_drawing_has_its_words_in_every_language(the_library):
    for words in the_library.strings.values():
        assert {f"icon_{path.stem}" for path in ICONS} - {"icon_mark"} <= set(words)
        assert {f"drawing_{path.stem}" for path in DRAWINGS} <= set(words)
        assert {f"colour_{name}" for name in COLOURS.light} == {key for key in words if key.startswith("colour_")}


def test_an_icon_still_reads_on_a_bad_photocopy(open_page):
    """At 20 pixels, all of it black or white: enough is left, and it is no blot."""
    page = open_page("")
    pictures = "".join(f"<p>{path.read_text(encoding='utf-8')}</p>" for path in ICONS)
    page.set_content(f"<style>p {{ margin: 9px; }} svg {{ width: 20px; height: 20px; }}</style>{pictures}")
    for path, one in zip(ICONS, page.locator("svg").all(), strict=True):
        picture = Image.open(io.BytesIO(one.screenshot())).convert("L").point(lambda level: 255 * (level > 128))
        black = picture.histogram()[0] / (picture.width * picture.height)
        assert 0.04 < black < (0.8 if path.stem == "mark" else 0.5), path.stem


def test_the_name_is_drawn_from_the_settings(site, the_campaign):
    for locale in the_campaign.locales:
        file = site / "assets" / "images" / f"wordmark-{locale.code}.svg"
        root = etree.fromstring(file.read_bytes())
        assert root.find(f"{SVG}title").text == locale.site_name
        assert len(gzip.compress(file.read_bytes(), 9)) < 3000


def test_another_campaign_has_its_own_name(engine, the_campaign):
    first = the_campaign.locales[0]
    other = identity.wordmark(engine, dataclasses.replace(first, site_name="كلنا معًا"))
    latin = identity.wordmark(engine, Locale("fr", "Français", "Ensemble", "ltr", False))
    assert len({identity.wordmark(engine, first).path, other.path, latin.path}) == 3
    assert latin.path.count("M") >= len("Ensemble")
    with pytest.raises(MissingGlyphError):
        identity.wordmark(engine, dataclasses.replace(first, site_name="你好"))


def test_the_outline_is_the_name_as_the_font_draws_it(engine, the_campaign, open_page):
    """The outline, drawn by a browser, against the picture that Typst makes of the same name."""
    for locale in the_campaign.locales:
        name = identity.wordmark(engine, locale)
        data = faces.of(engine, locale) | {"site": locale.site_name, "palette": {}}
        wanted = Image.open(io.BytesIO(engine.make("wordmark.typ", data, "png"))).convert("RGBA")
        page = open_page("")
        page.set_viewport_size({"width": name.width + 20, "height": name.height + 20})
        page.set_content(f'<body style="margin:0;background:#fff;color:#000">{name.inline}')
        drawn = Image.open(io.BytesIO(page.locator("svg").screenshot())).convert("L")
        paper = Image.new("RGBA", wanted.size, "white")
        paper.alpha_composite(wanted)
        size = tuple(min(sizes) for sizes in zip(drawn.size, wanted.size, strict=True))
        pair = [one.crop((0, 0, *size)) for one in (drawn, paper.convert("L"))]
        assert sum(ImageChops.difference(*pair).histogram()[128:]) < 0.01 * size[0] * size[1]


def test_contrast_is_that_of_wcag():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert palette.contrast("#0c4a52", "#0c4a52") == 1


def test_the_palette_is_read_in_both_schemes():
    sheet = (
        "/* :root { --no: #000; } */ :root { --ink: #123; --paper: #FFF; --s1: .25rem; }\n"
        "@media (prefers-color-scheme: dark) { :root { --ink: #eeeeee; } }\n"
        "@media (prefers-contrast: more) { :root { --paper: #000; } }"
    )
    found = palette.parse(sheet)
    assert found.light == {"ink": "#112233", "paper": "#ffffff"}
    assert found.dark == {"ink": "#eeeeee", "paper": "#ffffff"}
    alone = found.under("p { color: var(--ink); }")
    assert "--ink: #112233" in alone and "--ink: #eeeeee" in alone and "--paper" not in alone


def test_the_palette_keeps_what_the_campaign_promises(the_campaign):
    pairs = palette.measured(COLOURS, the_campaign.contrast)
    assert len(pairs) == sum(len(one.of) * len(one.over) for one in the_campaign.contrast) > 30
    assert [one for one in pairs if one.worst < one.least] == []
    emergency = {(one.of, one.over) for one in pairs if one.least >= 7}
    assert {("ink", "paper"), ("ink", "stop-soft"), ("stop", "stop-soft"), ("on-action", "action")} <= emergency


def test_pictures_and_plain_pages_take_the_colours_of_the_style_sheet(site):
    assert COLOURS.light["brand"] in (site / "assets" / "images" / "icon.svg").read_text(encoding="utf-8")
    with Image.open(site / "share" / "fr" / "index.png") as card:
        assert card.convert("RGB").getpixel((5, 5)) == rgb(COLOURS.light["paper"])
        assert card.convert("RGB").getpixel((5, 460)) == rgb(COLOURS.light["brand"])
    with Image.open(site / "assets" / "images" / "icon-180.png") as touch:
        assert touch.size == (180, 180) and touch.convert("RGB").getpixel((2, 2)) == rgb(COLOURS.light["brand"])
    plain = (site / "404.html").read_text(encoding="utf-8") + (site / palette.PLAIN).read_text(encoding="utf-8")
    assert COLOURS.light["ink"] in plain and COLOURS.dark["ink"] in plain


def test_only_the_palette_writes_colours():
    sheets = {*ROOT.glob("docs/assets/css/*.css"), *ROOT.glob("overrides/published/*.css")} - {
        ROOT / "docs" / palette.SHEET
    }
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    texts.append((ROOT / "scripts" / "offline" / "note.css").read_text(encoding="utf-8"))
    written = [one for text in [*texts, text_only.STYLE] for one in COLOUR.findall(text)]
    # Paper is white and ink is black; so are the cover of the quick exit and the shade behind the search.
    assert set(written) <= {"#fff", "#000", "rgb(0 0 0 / .5)"} and len(texts) > 15


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_the_page_on_the_face_shows_all_of_it(site, prefix):
    text = (site / prefix / "about" / "design" / "index.html").read_text(encoding="utf-8")
    page = html.fromstring(text)
    shown = {code.text for code in page.iterfind(".//table[@class='palette']//code")}
    assert shown >= {*COLOURS.light, *COLOURS.light.values(), *COLOURS.dark.values()}
    assert len(page.find_class("icons")[0]) == len(ICONS) - 1
    assert len(page.find_class("drawings")[0]) == len(DRAWINGS)
    assert len(page.find_class("contrasts")[0]) > 5 and len(page.find_class("wordmark")) == 2
    assert "style=" not in text
