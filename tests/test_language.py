"""The rules on language: sentences of every kind with what they raise, and what the safe repairs make of them."""

import functools
from pathlib import Path

import pytest

from scripts import rules
from scripts.languages import word_lists
from scripts.languages.ar import address
from scripts.languages.ar.script import bare
from scripts.repair import repaired

SENTENCES = Path(__file__).parent / "fixtures" / "sentences"
LANGUAGES = Path(word_lists.__file__).parent
FAMILIES = ("GEN", "ARA", "FRT", "BID", "SPC")
CONFIG = """site_name: Sentences
extra:
  languages:
    - {locale: ar, default: true, name: العربية, site_name: جمل}
    - {locale: fr, name: Français, site_name: Phrases}
"""


def sentences(language):
    lines = (SENTENCES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    signs = (("\\n", "\n"), ("\\t", "\t"), ("\\u200f", "\u200f"))
    return [
        (codes.split(), functools.reduce(lambda text, sign: text.replace(*sign), signs, text)) for codes, text in pairs
    ]


def findings(root, pages):
    """Check pages (language, text) in one project; returns the findings of the language rules, page by page."""
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    found = {}
    for number, (language, text) in enumerate(pages):
        path = root / "docs" / language / f"page-{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        found[path.relative_to(root).as_posix()] = []
    _, everything = rules.check_project(root)
    for finding in everything:
        if finding.code.startswith(FAMILIES):
            found[finding.path].append(finding)
    return list(found.values())


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_each_sentence_raises_its_codes_and_no_other(language, tmp_path):
    cases = sentences(language)
    found = findings(tmp_path, [(language, text) for _, text in cases])
    wrong = [
        (text, sorted(codes), [str(one) for one in raised])
        for (codes, text), raised in zip(cases, found, strict=True)
        if {one.code for one in raised} != set(codes)
    ]
    assert not wrong
    assert len(cases) > 90


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_repairs_settle_what_they_touch(language, tmp_path):
    texts = [text for _, text in sentences(language)]
    for turn in range(4):
        root = tmp_path / str(turn)
        root.mkdir()
        found = findings(root, [(language, text) for text in texts])
        if not any(one.fix for raised in found for one in raised):
            break
        texts = [repaired(text, raised) for text, raised in zip(texts, found, strict=True)]
    else:
        pytest.fail("the repairs go on and on")
    assert turn > 0


def test_every_order_of_the_list_is_found_and_its_noun_of_action_is_not(tmp_path):
    lines = (LANGUAGES / "ar" / "verbs.txt").read_text(encoding="utf-8").splitlines()
    verbs = [line.split() for line in lines if not line.startswith("#")]
    orders = [(verb, f"- {verb[0]} كل شيء") for verb in verbs if "!" not in verb[-1] and "#" not in verb[-1]]
    (tmp_path / "orders").mkdir()
    found = findings(tmp_path / "orders", [("ar", text) for _, text in orders])
    like_noun = {bare(verb[0]) for verb in verbs if bare(verb[0]) == bare(verb[2]).removeprefix("ال")}
    missed = [verb[0] for (verb, _), raised in zip(orders, found, strict=True) if not raised]
    assert {bare(word) for word in missed} <= like_noun
    (tmp_path / "nouns").mkdir()
    nouns = findings(tmp_path / "nouns", [("ar", f"- {verb[2]} هنا") for verb in verbs])
    assert [str(one) for raised in nouns for one in raised] == []


def test_the_list_of_verbs_is_in_order_and_has_each_once():
    lines = (LANGUAGES / "ar" / "verbs.txt").read_text(encoding="utf-8").splitlines()
    verbs = [line.split() for line in lines if not line.startswith("#")]
    keys = [bare(verb[0]) for verb in verbs]
    assert keys == sorted(keys)
    assert len({verb[0] for verb in verbs}) == len(verbs) > 250
    assert all(verb[1].startswith("ي") and 3 <= len(verb) <= 5 for verb in verbs)


def test_words_are_listed_without_marks_and_once():
    for path in LANGUAGES.glob("*/lists.toml"):
        for name, text in word_lists.lists(path.parent.name).items():
            words = text.split()
            assert len(words) == len(set(words)), (path.parent.name, name)
            assert all(word == bare(word) for word in words)


def test_forms_of_a_verb():
    lexicon = address.lexicon()
    assert lexicon.orders["احفظي"].to == address.WOMAN
    assert lexicon.orders["أوقفوا"].to == address.MEN
    assert lexicon.forbidding["ترسل"].noun == "إرسال"
    assert lexicon.present["تشعرين"].to == address.WOMAN
    assert "أخفي" not in lexicon.orders  # what «I» do
