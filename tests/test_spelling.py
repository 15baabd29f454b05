"""The dictionaries and the project's words, as they are: what they know, what they do not, what is meant by it."""

import time
from pathlib import Path

import pytest
from conftest import ROOT

from scripts import spelling
from scripts.blocks import MASK
from scripts.spelling import Speller

LOCALES = ("ar", "fr")
WORDS = ROOT / "data" / "words"
DICTIONARIES = ROOT / "data" / "dictionaries"

pytestmark = pytest.mark.skipif(spelling.Hunspell is None, reason="no Hunspell for this computer")


def of(locale: str, words: Path, cache: Path) -> Speller:
    return Speller(DICTIONARIES / locale / locale, words, cache)


@pytest.fixture(scope="module")
def spellers(tmp_path_factory) -> dict[str, Speller]:
    cache = tmp_path_factory.mktemp("cache")
    return {locale: of(locale, WORDS / f"{locale}.txt", cache) for locale in LOCALES}


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> dict[str, Speller]:
    cache = tmp_path_factory.mktemp("cache")
    return {locale: of(locale, cache / "none.txt", cache) for locale in LOCALES}


def unknown(speller: Speller, text: str, locale: str) -> list[str]:
    return [word for _, word in speller.unknown(text, locale)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "Aujourd’hui, l’écran d'un·e ami·e : dites-le-lui, y a-t-il jusqu’à l’œuvre ? Peut-être."),
        ("fr", "Qu’elle l’appelle ; parlez-en. ÉCRIVEZ À LA POLICE, à l’ONPPE et à la DGSN."),
        ("fr", "d’Instagram, l’iPhone, 17Cyber, 2e2, x@exemplo.fr, cyberaide.ca, الصوره"),
        ("fr", f"l’{MASK}{MASK}écran{MASK}{MASK} et jusqu’{MASK}{MASK}{MASK}"),
        ("fr", "de\u0301ja\u0300, non\u2011voyant"),
        ("ar", "وسيهدّدونك بالصُّوَر، فلتتصل بأصدقائكم وبهاتفك؛ للإنترنت كالابتزاز"),
        ("ar", "بواتساب وإنستغرام والكوكيز، مفبركًا ومفبركة، يقرؤها، بـ«Take It Down»، الصـــورة"),
        ("ar", "sécurite deja 19 ١٩ ب5"),
    ],
)
def test_words_that_are_right(spellers, locale, text):
    assert unknown(spellers[locale], text, locale) == []


@pytest.mark.parametrize(
    ("locale", "word", "meant"),
    [
        ("fr", "deja", "déjà"),
        ("fr", "sécurite", "sécurité"),
        ("fr", "harcelement", "harcèlement"),
        ("fr", "l’oeuvre", "l’œuvre"),
        ("fr", "aujourdhui", "aujourd’hui"),
        ("fr", "Snapchatt", "Snapchat"),
        ("ar", "الانترنت", "الإنترنت"),
        ("ar", "الى", "إلى"),
        ("ar", "تهيديد", "تهديد"),
        ("ar", "تهدید", "تهديد"),
        ("ar", "المحادثه", "المحادثة"),
    ],
)
def test_words_that_are_wrong(spellers, locale, word, meant):
    (found,) = unknown(spellers[locale], f" {word}.", locale)
    assert meant in spellers[locale].near(found)


@pytest.mark.parametrize(
    ("locale", "word", "meant"),
    [("fr", "peu-être", "peut-être"), ("fr", "Lite", "liste"), ("ar", "صفحه", "صفحة"), ("ar", "انت", "أنت")],
)
def test_slips(spellers, bare, locale, word, meant):
    assert unknown(bare[locale], word, locale) == []  # the dictionary has it
    assert unknown(spellers[locale], word, locale) == [word]
    assert spellers[locale].slip(word) == meant


@pytest.mark.parametrize(("locale", "word", "meant"), [("fr", "parceque", "parce que"), ("ar", "لاكن", "لكن")])
def test_slips_that_no_hint_would_tell(spellers, locale, word, meant):
    assert unknown(spellers[locale], word, locale) == [word]
    assert spellers[locale].slip(word) == meant


def test_the_place_of_a_word(spellers):
    text = "Un deja, puis\nun autre déja."
    assert [text[at:][:4] for at, _ in spellers["fr"].unknown(text, "ltr")] == ["deja", "déja"]


def test_a_word_like_no_other_has_no_hint(spellers):
    assert spellers["fr"].near("xqzwxqzwxqzw") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_lists_hold_nothing_in_vain(locale, spellers, bare):
    lines = [line for line in (WORDS / f"{locale}.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert lines == sorted(set(lines))
    for line in lines:
        word, _, other = line.removeprefix("*").partition("/")
        if line.startswith("*"):
            assert unknown(bare[locale], other, locale) == [], line
            assert unknown(spellers[locale], word, locale) == [word], line
        else:
            assert unknown(bare[locale], word, locale) or word.isupper(), line
            assert unknown(spellers[locale], f" {word} {other} ", locale) == [], line


@pytest.mark.parametrize("text", ["é", "a-", "e\u0301", "a’", "a.", "الف", "ا\u064b", "ab ", "ا1", "a@", "’" + MASK])
def test_an_endless_word_ends(spellers, text):
    began = time.process_time()
    for locale in LOCALES:
        unknown(spellers[locale], text * 300_000 + "1", locale)
    assert time.process_time() - began < 5  # it would be hours if each letter had the whole read again


def test_a_second_run_reads_no_dictionary(tmp_path):
    text = "Un mot juste, et un autre : deja."
    first = of("fr", WORDS / "fr.txt", tmp_path)
    assert unknown(first, text, "fr") == ["deja"]
    again = of("fr", WORDS / "fr.txt", tmp_path)
    assert unknown(again, text, "fr") == ["deja"]
    assert "_dictionary" in vars(first)
    assert "_dictionary" not in vars(again)


def test_notes_cut_short_or_of_other_words_are_not_believed(tmp_path):
    words = tmp_path / "fr.txt"
    words.write_text("", encoding="utf-8")
    assert unknown(of("fr", words, tmp_path), "un deja", "fr") == ["deja"]
    (notes,) = tmp_path.glob("fr-*.txt")
    notes.write_bytes(b"un\nde\xe9\ndej")
    assert unknown(of("fr", words, tmp_path), "un dej", "fr") == ["dej"]
    words.write_text("deja\n", encoding="utf-8")
    assert unknown(of("fr", words, tmp_path), "un deja", "fr") == []


def test_a_folder_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert unknown(of("fr", tmp_path / "none.txt", tmp_path / "file"), "un deja", "fr") == ["deja"]


def test_a_language_without_a_dictionary():
    assert spelling.speller(ROOT, "ber") is None
