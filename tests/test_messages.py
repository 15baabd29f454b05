"""The messages of the checks in every language: complete PO files, filled as their English, well typeset."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from test_rules import CASES, FIXTURES, lay

from scripts import catalogue, message_files, rules
from scripts.finding import Message, say

LANGUAGES = catalogue.languages()[1:]


def entries(language):
    """The translations of a language without code and values, and with their English."""
    for one in catalogue.read(catalogue.FOLDER / f"{language}.po"):
        if one.id:
            yield one.id, re.sub(r"`[^`]*`|\{[^{}]*\}", "X", one.string.replace("{{", "").replace("}}", ""))


def tree(tmp_path, code="", **files):
    """A machine of one module, with PO files of the given entries."""
    scripts = tmp_path / "scripts"
    (scripts / "messages").mkdir(parents=True)
    (scripts / "one.py").write_text(code, encoding="utf-8")
    for language, text in files.items():
        content = text if isinstance(text, bytes) else text.encode()
        (scripts / "messages" / f"{language}.po").write_bytes(content)
    return scripts


def found(scripts, update=False):
    return [str(one) for one in (message_files.update if update else message_files.check)(scripts)]


# ── The files of this repository ──────────────────────────────────────────────────────────────────────
def test_every_message_is_translated_and_no_other():
    assert LANGUAGES == ["ar", "fr"]
    assert [str(one) for one in message_files.check()] == []


def test_the_files_are_as_the_command_writes_them(tmp_path):
    scripts = tmp_path / "scripts"
    shutil.copytree(ROOT / "scripts", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    assert message_files.update(scripts) == []
    for language in LANGUAGES:
        name = f"{language}.po"
        assert (scripts / "messages" / name).read_bytes() == (catalogue.FOLDER / name).read_bytes()


def test_french_is_typeset_as_french():
    for text, words in entries("fr"):
        assert not re.search(r"['\"]|\.\.\.", words), text
        assert not re.search(r"[^\u202f][;!?]|[^\u00a0\d]:|«[^\u00a0]|[^\u00a0]»", words), text
        assert not re.search(r"[\u00a0\u202f ]{2}|[\u00a0\u202f ]$|[\u00a0\u202f ][,.]", words), text
        assert not re.search(r"\b(?:c|v|s|m|n)oe|·|\blecteurs?\b", words), text


def test_arabic_is_typeset_as_arabic():
    for text, words in entries("ar"):
        assert not re.search(r"[,;?'\"%]|\.\.\.|[\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]", words), text
        assert not re.search(r"[\u0660-\u0669\u06f0-\u06f9]", words), text
        assert not re.search(r"\s[،؛؟:.]|«\s|\s»|[،؛؟](?!\s|$)|\s\s|\s$", words), text
        assert "/" not in words, text
        assert not re.search(r"[تك][\u064b\u064e\u0650](?!\w)", words), text


def test_no_translation_stands_in_the_other_languages_file():
    for language, foreign in (("fr", r"[\u0600-\u06ff]+"), ("ar", r"[À-ÿœŒ’]+")):
        for text, words in entries(language):
            assert set(re.findall(foreign, words)) <= set(re.findall(foreign, text)), text


@pytest.mark.parametrize("case", CASES)
def test_what_a_case_says_is_said_in_every_language(case, tmp_path):
    _, findings = rules.check_project(lay(tmp_path, FIXTURES / "base", FIXTURES / "rules" / case / "bad"))
    for one in findings:
        assert isinstance(one.message, Message), one
        said = {language: catalogue.translate(one.message, language) for language in catalogue.languages()}
        assert said["en"] == one.message
        assert len(set(said.values())) == len(said), one
        assert re.search(r"[\u0620-\u064a]", said["ar"]), one


# ── What is said in another language ──────────────────────────────────────────────────────────────────
def test_a_message_inside_a_message_is_translated_too():
    hint = say("did you mean «{near}»?", near="ceop")
    message = say("unknown source «{name}» (data/sources.yml); {hint}", name="ceopp", hint=hint)
    assert message == "unknown source «ceopp» (data/sources.yml); did you mean «ceop»?"
    assert catalogue.translate(message, "en") == message
    assert catalogue.translate(message, "fr").endswith("vouliez-vous écrire «\u00a0ceop\u00a0»\u202f?")
    assert catalogue.translate(message, "ar").endswith("هل المقصود «ceop»؟")


def test_values_and_code_can_be_set_apart():
    message = say(
        "front matter: {problem}; {hint}", problem="x", hint=say("front matter must be lines of `key: value`")
    )
    said = catalogue.translate(message, "ar", ("<", ">"))
    assert said.count("<") == said.count(">") == 2
    assert "<x>؛ " in said
    assert "<`key: value`>" in said


def test_what_has_no_translation_stays_english():
    assert catalogue.translate("plain words", "fr") == "plain words"
    assert catalogue.translate(say("nobody translated {this}", this="that"), "fr") == "nobody translated that"
    assert catalogue.translate(say("the end of the page"), "xx") == "the end of the page"


@pytest.mark.parametrize(
    "content",
    [
        'msgid "{n} pages"\nmsgstr "{m} pages"\n',
        'msgid "{n} pages"\nmsgstr "{n pages"\n',
        'msgid "{n} pages"\nmsgstr "{n!r} pages de plus"\n',
        '#, fuzzy\nmsgid "{n} pages"\nmsgstr "{n} feuilles"\n',
        'msgid "{n} pages"\nmsgstr ""\n',
        'msgid "{n} pages\n',
        b"\xff",
    ],
)
def test_a_translation_that_cannot_be_used_is_left_aside(content, tmp_path, monkeypatch):
    scripts = tree(tmp_path, 'say("{n} pages", n=1)\n', zz=content)
    monkeypatch.setattr(catalogue, "FOLDER", scripts / "messages")
    catalogue._entries.cache_clear()
    assert catalogue.translate(say("{n} pages", n=3), "zz") == "3 pages"
    assert len(found(scripts)) == 1
    catalogue._entries.cache_clear()


# ── What the command finds ────────────────────────────────────────────────────────────────────────────
NOT_LITERAL = "the first argument of say() must be the sentence itself, between quotes; write it there"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("say(text)", NOT_LITERAL),
        ('say(f"{n} pages")', NOT_LITERAL),
        ('say("one" if n else "two")', NOT_LITERAL),
        ('say("one" + "two")', NOT_LITERAL),
        ("say(1)", NOT_LITERAL),
        ("say()", NOT_LITERAL),
        ("say(text='one')", NOT_LITERAL),
        ('say("a{")', "the braces of «a{» cannot be filled; write a plain name in each, and {{ for a brace"),
        ('say("{}", n=1)', "the braces of «{}» cannot be filled; write a plain name in each, and {{ for a brace"),
        ('say("{n:g}", n=1)', "the braces of «{n:g}» cannot be filled; write a plain name in each, and {{ for a brace"),
        ('say("{n.x}", n=1)', "the braces of «{n.x}» cannot be filled; write a plain name in each, and {{ for a brace"),
        ('say("{n}", m=1)', "the names in the braces of «{n}» are not the values it is given: m, n"),
        ('say("{n}")', "the names in the braces of «{n}» are not the values it is given: n"),
    ],
)
def test_a_sentence_that_cannot_be_looked_up_is_refused(call, message, tmp_path):
    scripts = tree(tmp_path, f"x = 1\nprint(1, {call})\n", fr='msgid "old"\nmsgstr "vieux"\n')
    line = f"scripts/one.py:2:10: MSG001 {message}"
    assert found(scripts)[-1] == line
    before = (scripts / "messages" / "fr.po").read_bytes()
    assert found(scripts, update=True)[-1] == line
    assert (scripts / "messages" / "fr.po").read_bytes() == before


def test_a_new_sentence_gets_an_empty_entry_and_an_old_one_goes(tmp_path):
    code = 'say("{hint}: {n}", n=1, hint=say("inner "\n    "words", **values))\n'
    scripts = tree(tmp_path, code, fr='msgid "inner words"\nmsgstr "mots"\n\nmsgid "gone"\nmsgstr "parti"\n')
    assert found(scripts) == [
        "scripts/messages/fr.po:1:1: MSG001 «{hint}: {n}» has no entry; run `python -m scripts messages`, "
        "then translate it",
        "scripts/messages/fr.po:4:1: MSG001 nothing says «gone» any more; run `python -m scripts messages`, "
        "which removes it",
    ]
    empty = "scripts/messages/fr.po:10:1: MSG001 «{hint}: {n}» is not translated; write it between the quotes"
    assert found(scripts, update=True) == [empty]
    text = (scripts / "messages" / "fr.po").read_text(encoding="utf-8")
    assert text == (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: fr\\n"\n\n'
        'msgid "inner words"\nmsgstr "mots"\n\n#, python-brace-format\nmsgid "{hint}: {n}"\nmsgstr ""\n\n'
    )
    (scripts / "messages" / "fr.po").write_text(text.replace('n}"\nmsgstr ""', 'n}"\nmsgstr "{n}"'))
    other = "the translation must keep the names in braces of «{hint}: {n}», each as it is"
    assert found(scripts, update=True) == [f"scripts/messages/fr.po:10:1: MSG001 {other}"]


def test_what_a_schema_says_has_an_entry(tmp_path):
    scripts = tree(tmp_path, fr="")
    (scripts / "schemas").mkdir()
    schema = (
        '{"a": [{"pattern": "x", "description": "x {y}"}], "b": {"enum": [], "description": "z"}, "description": ""}'
    )
    (scripts / "schemas" / "one.json").write_text(schema)
    assert message_files.sentences(scripts) == ({"x {{y}}", "z"}, [])


@pytest.mark.parametrize(
    ("content", "where"),
    [('msgid "a"\nmsgstr "b"\n\nmsgid a\n', "4:1: MSG001 not a PO file ("), (b"\xff", "1:1: MSG001 not UTF-8 text; ")],
)
def test_a_file_that_is_no_catalogue_is_one_line_and_stays_as_it_is(content, where, tmp_path):
    scripts = tree(tmp_path, 'say("a")\n', fr=content)
    path = scripts / "messages" / "fr.po"
    before = path.read_bytes()
    (line,) = found(scripts, update=True)
    assert line.startswith(f"scripts/messages/fr.po:{where}")
    assert path.read_bytes() == before


def test_no_catalogue_holds_a_path_of_a_machine():
    text = "".join(path.read_text(encoding="utf-8") for path in Path(catalogue.FOLDER).glob("*.po"))
    assert not re.search(r"/(?:home|tmp|root|work|Users)/", text)
