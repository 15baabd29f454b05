"""What is still to be read and to be confirmed: told from the files, in every language."""

from __future__ import annotations

from lxml import html

from scripts import agenda, campaign, library, reading, rules, translation_status
from tests.conftest import ROOT, copy_project


def corpus_of(root):
    found = campaign.load(root)
    return rules.read_corpus(found, library.load(found))


def test_every_page_is_counted_in_every_language(the_campaign):
    corpus = corpus_of(ROOT)
    found = translation_status.of(corpus)
    codes = {locale.code for locale in the_campaign.locales}
    assert {one.path for one in found} == set(corpus.pages["fr"]) == set(corpus.pages["ar"])
    assert found[0].path == "index.md"
    for one in found:
        assert set(one.words) == codes and min(one.words.values()) > 20, one.path
        assert one.behind == dict.fromkeys(codes, 0), one.path


def test_what_changes_in_one_language_is_to_be_read_in_the_other(tmp_path):
    root = copy_project(tmp_path)
    page = root / "docs" / "fr" / "now" / "stranger.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n\n## ", " Une précision de plus.\n\n## ", 1), encoding="utf-8")
    (status,) = [one for one in translation_status.of(corpus_of(root)) if one.path == "now/stranger.md"]
    assert status.behind == {"ar": 1, "fr": 0}
    reading.accept(root, ["docs/ar/now/stranger.md"])
    (status,) = [one for one in translation_status.of(corpus_of(root)) if one.path == "now/stranger.md"]
    assert status.behind == {"ar": 0, "fr": 0}


def test_the_page_says_what_waits_for_a_person(site, the_campaign, the_library):
    waiting = agenda.waiting(the_library.records)
    assert sum(len(one.held) for one in waiting) > 50 and sum(len(one.reported) for one in waiting) > 5
    for locale in the_campaign.locales:
        page = html.parse(str(site / locale.prefix / "about" / "status" / "index.html")).getroot()
        text = page.text_content()
        for question in the_library.questions.values():
            words = question[locale.code].replace("«", " ").split()[:4]
            assert all(word in text for word in words), question
        assert len(page.xpath("//details[@class='status']")) == len(waiting)
        assert len(page.xpath("//table[contains(@class, 'status')]/tbody/tr")) == len(
            translation_status.of(corpus_of(ROOT))
        )
        shown = "".join(page.xpath("//details[@class='status']//text()"))
        secret = [one.value for country in waiting for one in country.held if len(one.value) > 5]
        assert not [value for value in secret if value in shown]
