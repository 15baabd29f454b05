"""Pure functions on text: direction, typography, reading of pages, YAML with positions."""

import random

import pytest

from scripts import addresses, bidi, foreign, sitemap, source_page, yaml_source
from scripts.campaign import Locale, direction
from scripts.finding import Finding, Position
from scripts.host_name import short as host
from scripts.typography import typeset

AR = Locale("ar", "العربية", "كفى", "rtl", default=True)
FR = Locale("fr", "Français", "Halte", "ltr", default=False)


@pytest.mark.parametrize(
    "run",
    ["0800 002 511", "+33 1 80 52 33 76", "2026-11-22", "447-1", "https://www.e-blagh.ma/", "@user_123", "a.b@c.ma",
     "0800-00-00-00", "www.2511.ma/ar/", "+212", "Kanner-Jugendtelefon, KJT", "EMC-Helpline",
     "Police Grand-Ducale"],
)  # fmt: skip
def test_isolates_what_bidi_would_reverse(run):
    assert bidi.split(f"الرقم {run}، ثم كلام") == [("الرقم ", False), (run, True), ("، ثم كلام", False)]


@pytest.mark.parametrize(
    "text",
    [
        "الفصل 538 من القانون",
        "من 8:30 إلى 18:00",
        "19 أو 177",
        "100 %",
        "",
        "كلام فقط",
        "خدمة Take It Down وحدها",
        "(BEE SECURE)",
    ],
)
def test_leaves_what_reads_right_alone(text):
    assert bidi.split(text) == ([(text, False)] if text else [])


def test_keeps_latin_words_apart_from_the_quotation_marks_around_them():
    text = "وتسمّيه Cybermalveillance «sextorsion» أو «chantage à la webcam»، و«كلام»"
    assert [piece for piece, ltr in bidi.split(text) if ltr] == ["sextorsion", "chantage à la webcam"]


def test_split_loses_nothing():
    alphabet = "اب، 0123456789-+@.:/ahtps\u00a0«»"
    dice = random.Random(7)
    for _ in range(2000):
        text = "".join(dice.choices(alphabet, k=dice.randint(0, 40)))
        assert "".join(piece for piece, _ in bidi.split(text)) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Que faire ?", "Que faire\u202f?"),
        ("Non ! Si ; peut-être : oui", "Non\u202f! Si\u202f; peut-être\u00a0: oui"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("l'image", "l’image"),
        ("100 % et 15 000 personnes", "100\u202f% et 15\u202f000 personnes"),
        ("https://a.fr/?b", "https://a.fr/?b"),
        ("de 9h à 23h", "de 9h à 23h"),
    ],
)
def test_french_typography(typed, printed):
    assert typeset(typed, "fr") == printed
    assert typeset(printed, "fr") == printed
    assert typeset(typed, "nl") == typed


def test_arabic_typography():
    assert (
        typeset("غرامة من 2 000 إلى 20 000 درهم، الرقم 19", "ar")
        == "غرامة من 2\u00a0000 إلى 20\u00a0000 درهم، الرقم 19"
    )


def test_direction_comes_from_the_language():
    assert [direction(code) for code in ("ar", "fr", "he", "fa", "wo")] == ["rtl", "ltr", "rtl", "rtl", "ltr"]


def test_alternates_of_home_and_inner_pages():
    assert addresses.alternates("", AR, (AR, FR)) == {"ar": "", "fr": "fr/"}
    assert addresses.alternates("fr/", FR, (AR, FR)) == {"ar": "", "fr": "fr/"}
    assert addresses.alternates("fr/now/report/", FR, (AR, FR)) == {"ar": "now/report/", "fr": "fr/now/report/"}


@pytest.mark.parametrize("url", ["https://a.example/x", "https://a.example/x/"])
def test_base_has_one_slash(url):
    assert addresses.base(url) == "https://a.example/x/"


def test_sitemap_is_absolute_and_sorted():
    entries = [sitemap.Entry("b/", "2026-01-02", {"ar": "b/", "fr": "fr/b/"}, "b/"), sitemap.Entry("", None, {}, "")]
    text = sitemap.build("https://a.example/", entries).decode()
    assert text.index("<loc>https://a.example/</loc>") < text.index("<loc>https://a.example/b/</loc>")
    assert 'hreflang="fr" href="https://a.example/fr/b/"' in text
    assert 'hreflang="x-default" href="https://a.example/b/"' in text


PAGE = """---
title: T
sources: [a, b]
---
Lead[^a] and `[^no]`.

## One {#one .myth}

```markdown
## Not a heading
[^no]
```

- [](channel:ma-x) `[](channel:no)`

!!! stop "Title"

    [](channels:ma/emergency)
"""


def test_reads_a_page_with_positions():
    page = source_page.read(PAGE)
    assert page.at("sources", 1) == Position(3, 14)
    assert [(h.anchor, h.text, h.at.line) for h in page.headings] == [("one", "One", 7)]
    assert [(m.scheme, m.name, m.at.line) for m in page.mentions] == [
        ("source", "a", 5), ("channel", "ma-x", 14), ("channels", "ma/emergency", 18),
    ]  # fmt: skip
    assert [(c.kind, c.title) for c in page.callouts] == [("stop", "Title")]


def test_reads_windows_lines_and_byte_order_mark():
    page = source_page.read("\ufeff" + PAGE.replace("\n", "\r\n"))
    assert [h.at.line for h in page.headings] == [7]


BROKEN = [
    "", "no front matter", "---\na: 1\n", "---\na: [1\n---\n", "---\n- a\n---\n", "---\na: 1\na: 2\n---\n",
    "---\n\x00: 1\n---\n", "---\n? [a]\n: b\n---\n",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_page_is_a_page_error(text):
    with pytest.raises(source_page.PageError):
        source_page.read(text)


def test_arbitrary_text_never_raises_anything_else():
    dice = random.Random(3)
    alphabet = "-\n: #[]{}^!`~\"'&*?|>%@ab\u0627\x00\ufeff\r\t"
    for _ in range(3000):
        text = "---\n" + "".join(dice.choices(alphabet, k=dice.randint(0, 60)))
        try:
            source_page.read(text + "\n---\n" if dice.random() < 0.7 else text)
        except source_page.PageError as error:
            assert error.at.line >= 1


def test_yaml_positions_point_at_keys_and_items():
    source = yaml_source.parse("a:\n  - x: 1\n    y: 2026-11-22\n", first_line=10)
    assert source.at(("a", 0, "y")) == Position(12, 5)
    assert source.at(("a", 0, "z")) == Position(11, 5)
    assert source.data["a"][0]["y"] == "2026-11-22"


def test_a_finding_is_one_line():
    assert str(Finding("a.md", 3, 1, "X1", "two\nlines")) == "a.md:3:1: X1 two lines"


@pytest.mark.parametrize(("url", "shown"), [("https://www.e-blagh.ma/", "e-blagh.ma"),
                                            ("https://stopncii.org/?lang=ar-sa", "stopncii.org")])  # fmt: skip
def test_an_address_is_shown_short(url, shown):
    assert host(url) == shown


def test_words_in_the_script_of_another_language_say_which():
    page = '<html lang="fr"><title>حظر</title><p title="> لا">Dire « خطر الآن، و 48 ساعة » (أمين, Amine).<br>'
    marked = foreign.mark(page + '<code>أوقف</code> <bdi lang="ar">العربية</bdi></p>', FR, [AR, FR])
    said = '<bdi lang="ar" dir="rtl">{}</bdi>'.format
    assert marked == (
        f'<html lang="fr"><title>حظر</title><p title="> لا">Dire « {said("خطر الآن، و 48 ساعة")} » '
        f'({said("أمين")}, Amine).<br><code>{said("أوقف")}</code> <bdi lang="ar">العربية</bdi></p>'
    )
    assert foreign.mark(marked, FR, [AR, FR]) == marked


def test_latin_letters_are_names_in_any_language():
    page = '<html lang="ar"><p>خدمة Take It Down وحدها</p>'
    assert foreign.mark(page, AR, [AR, FR]) == page
