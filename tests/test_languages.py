"""What the machine knows of languages stands in one folder for each, and nowhere else; another is one more folder."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import ROOT

from scripts import figures, languages, notation, quantities, rules
from scripts.explanation import of_site
from scripts.languages import Language, writing
from scripts.opening_hours import DAYS
from scripts.spelling import speller
from scripts.typography import typeset

SCRIPTS = ROOT / "scripts"
FOLDER = languages.FOLDER
# Of this campaign, of those in tests, and others that a campaign may speak. Turkish is left out: HTML has rows, «tr».
CODES = frozenset(
    re.findall(r"\w+", "ar fr en es fa el he ru ur ps ku ckb de it pt nl pl uk wo am sw zh ja ko hi bn ta te ml")
)


def sources():
    """Every module of the machine but what it knows of languages, as (path shown, syntax tree)."""
    for path in sorted(SCRIPTS.rglob("*.py")):
        if not path.is_relative_to(FOLDER):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def strings(tree):
    """The strings of a module, without its docstrings, and without the days of the week: Friday is «fr» in the data."""
    left_out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            left_out.add(node.body[0].value)
        if isinstance(node, ast.Tuple) and tuple(getattr(one, "value", None) for one in node.elts) == DAYS:
            left_out.update(node.elts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            yield node.lineno, node.value


def letters(text):
    """The letters of a text that no English word has; marks of typography, and letters that only modify, are none."""
    return [one for one in text if ord(one) > 0x7F and unicodedata.category(one) in ("Lu", "Ll", "Lt", "Lo")]


def test_no_code_of_a_language_stands_elsewhere():
    found = [f"{path}:{line} {text}" for path, tree in sources() for line, text in strings(tree) if text in CODES]
    assert found == []
    named = [
        (path.name, text) for path in SCRIPTS.glob("schemas/*.json") for text in _keys(json.loads(path.read_text()))
    ]
    assert [one for one in named if one[1] in CODES] == []


def _keys(data):
    if isinstance(data, dict):
        yield from data
        data = list(data.values())
    for value in data if isinstance(data, list) else ():
        yield from _keys(value)


def test_no_word_of_a_language_stands_elsewhere():
    found = [f"{path}:{line} {text}" for path, tree in sources() for line, text in strings(tree) if letters(text)]
    assert found == []


def test_what_is_looked_for_would_be_found():
    tree = ast.parse(
        '"""fr: événement"""\nA = "fr"\nB = ("mo", "tu", "we", "th", "fr", "sa", "su")\nC = f"été {A}"\nD = "«…»"\n'
    )
    assert sorted(strings(tree)) == [(2, "fr"), (4, "été "), (5, "«…»")]
    assert [text for _, text in strings(tree) if letters(text)] == ["été "]


# ── The data of each language ─────────────────────────────────────────────────────────────────────────
def data():
    return {code: tomllib.loads((FOLDER / code / "language.toml").read_text("utf-8")) for code in languages.known()}


def asked():
    """The names of patterns that the machine asks of languages."""
    text = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.py"))
    return set(re.findall(r"any_of\(['\"](\w+)['\"]\)", text))


def test_each_key_is_one_that_the_machine_reads():
    known = {one.name for one in fields(Language)} - {"code"}
    for code, held in data().items():
        assert held.keys() <= known, code
        assert held.get("words", {}).keys() <= asked(), code
        assert languages.of(code).code == code
    assert asked() == {name for held in data().values() for name in held.get("words", {})}


def test_each_pattern_can_be_read_alone():
    for code, held in data().items():
        for name, pattern in held.get("words", {}).items():
            assert re.compile(pattern, re.VERBOSE).search("") is None, (code, name)


def test_words_are_listed_once():
    for code, held in data().items():
        for name in ("doubled", "perhaps_doubled", "months"):
            words = held.get(name, "").split()
            assert len(words) == len(set(words)), (code, name)


def test_every_rule_of_a_language_holds_for_its_pages_only():
    own = languages.rules()
    assert {"ar", "fr", "es"} == set(own.values())
    for code in (*languages.known(), "nl"):
        held = list(rules.for_language(f"{code}-XX"))
        assert {rule for rule in held if rule in own} == {rule for rule in own if own[rule] == code}
        assert len(held) - len([one for one in held if one in own]) == len(rules.modules()) - len(own)


def test_the_list_of_rules_has_no_rule_of_a_language_that_the_site_does_not_speak():
    shown = {one.code for one in of_site(["es", "en"])}
    assert {"ESP001", "QUO002", "SPC002", "QUO001", "LNK001", "BLT001"} <= shown
    assert not [code for code in shown if code.startswith(("ARA", "FRT"))]
    own = {one.code for one in of_site(["ar", "fr"])}
    assert {"ARA005", "FRT002", "GEN003"} <= own
    assert not {"ESP001", "QUO002", "SPC002"} & own


# ── Pages in other languages ──────────────────────────────────────────────────────────────────────────
def lay(root: Path, **pages: str) -> Path:
    entries = "".join(f"    - {{locale: {code}, name: {code}, site_name: {code}}}\n" for code in pages)
    first = next(iter(pages))
    entries = entries.replace(f"locale: {first},", f"locale: {first}, default: true,", 1)
    root.mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(f"site_name: Pages\nextra:\n  languages:\n{entries}", encoding="utf-8")
    for code, text in pages.items():
        (root / "docs" / code).mkdir(parents=True)
        (root / "docs" / code / "index.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    return root


def raised(root: Path, code: str) -> list[str]:
    """What the rules on words find on the page of one language, as `line:column CODE`."""
    _, found = rules.check_project(root)
    words = ("QUO", "SPC", "ESP", "GEN", "ARA", "FRT", "SPL", "UNT001", "UNT002", "LEN", "BID")
    shown = [one for one in found if one.path.startswith(f"docs/{code}/") and one.code.startswith(words)]
    return [f"{one.line}:{one.col} {one.code}" for one in shown]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("es", 'El botón "Denunciar" está arriba.', ["3:10 QUO002", "3:20 QUO002"]),
        ("es", "El botón «Denunciar», o “Denunciar”, y «dicho “así”».", []),
        ("es", "Decía «hola y se fue.", ["3:7 QUO001"]),
        ("es", "Espere... Es urgente.", ["3:7 SPC002"]),
        ("es", "¡¡Alto!! Espere.", ["3:7 SPC002"]),
        ("es", "Qué hacer? Pedir ayuda.", ["3:10 ESP001"]),
        ("es", "¿Qué hacer? Pedir ayuda. ¡Ya! Y ahora, ¿quién llama?", []),
        ("es", "¿Qué hacer? Y quién llama?", ["3:26 ESP001"]),
        ("es", "Mire **esto**! Es falso.", ["3:14 ESP001"]),
        ("es", "Pedir ayuda a a una persona.", ["3:13 SPL002"]),
        ("es", "No, no. Muy muy lejos, sí sí.", []),
        ("es", "This is what you can do with the account if they have it.", ["3:1 UNT002"]),
        ("es", "Yahoo! dice (?) que sí; vale.", []),
        ("en", "Press “Report”, then say “he said ‘no’ twice”, and don't wait.", []),
        ("en", 'Press "Report" now.', ["3:7 QUO002", "3:14 QUO002"]),
        ("en", "Wait... It is urgent!!", ["3:5 SPC002", "3:21 SPC002"]),
        ("en", "He had had the the phone.", ["3:12 SPL002"]),
        ("en", "Para lo que se pide en la cuenta no hay que pagar, pero es más fácil.", ["3:1 UNT002"]),
        # Of these nothing is known: no rule that could be wrong.
        ("nl", "Wacht... Kies „Melden” of 'Stop'!! Als als dat dat niet kan ; een “knop.", []),
        ("el", 'Πατήστε «Αναφορά… Περιμένετε;; Το το κουμπί "Στοπ"', []),
        ("fa", "صبر کنید, لطفاً؟ می\u200cخواهم, «دکمه و و ـ ۱۲۳", []),
        ("he", 'רגע... "לחצו" על על הכפתור!!', []),
    ],
)
def test_pages_in_other_languages(tmp_path, code, text, expected):
    assert raised(lay(tmp_path, **{code: text}), code) == expected


def test_words_of_another_alphabet_are_not_looked_up():
    known = speller(ROOT, "fr")
    found = [word for _, word in known.unknown("Le mot Ελλάδα, le mot Москва, et le mot rоuge.", "fr")]
    assert found == ["rоuge"]  # its «о» is Cyrillic


def test_quotation_marks_are_repaired_in_each_language(tmp_path):
    root = lay(tmp_path, es='El botón "Denunciar" está arriba.', en='The button "Report" is above.')
    _, found = rules.check_project(root)
    fixes = {(one.path, one.fix.text) for one in found if one.code == "QUO002"}
    assert fixes == {
        ("docs/es/index.md", "«"),
        ("docs/es/index.md", "»"),
        ("docs/en/index.md", "“"),
        ("docs/en/index.md", "”"),
    }


def test_typography():
    assert typeset("It's 20 000 people, don't pay 5 %", "en-GB") == "It’s 20\u00a0000 people, don’t pay 5 %"
    assert typeset("Un 20 % de 20 000 personas", "es") == "Un 20\u00a0% de 20\u00a0000 personas"
    assert typeset("Een 20 % van 'a'", "nl") == "Een 20 % van 'a'"


def test_numbers_in_words():
    assert quantities.in_words("tres personas y la segunda llamada", "es") == {"3", "2"}
    assert quantities.in_words("three people and the second call", "en-US") == {"3", "2"}
    assert quantities.in_words("drie mensen", "nl") == set()
    for text, locale in (
        ("el 20 por ciento, el 3 de mayo de 2025", "es"),
        ("20 percent, on May 3, 2025", "en"),
        ("20 per cent, on 3rd May 2025", "en"),
        ("20 pour cent, le 3 mai 2025", "fr"),
    ):
        assert {one.value for one in quantities.quantities(text, locale)} == {"20%", "3", "5", "2025"}
    assert {one.value for one in quantities.quantities("en mayo de 2025", "es")} == {"5", "2025"}
    assert [one.value for one in quantities.quantities("۱۲ و ٣ και १२", "fa")] == ["12", "3", "12"]


def test_what_is_attached_to_a_word_is_of_its_language():
    assert notation.contains("صورة", "وبالصورة")
    assert notation.contains("صورة", "وبالصورة", "ar")
    assert not notation.contains("صورت", "وبالصورت", "fa")
    assert list(notation.keys("کار~", "fa")) == [frozenset({"كار"})] or notation.contains("کار~", "کار", "fa")
    assert notation.contains("écran noir", "l’écran noir", "fr")
    assert notation.prefixes("es") == {}


def test_what_is_known_of_a_language():
    assert languages.of("fr-CA") is not languages.of("xx")
    assert languages.of("fr_CA").quotes == languages.of("fr").quotes
    assert languages.of("xx") == Language("xx")
    assert [languages.of(code).joiners for code in ("ar", "fa", "hi", "fr", "he")] == [False, True, True, False, False]
    scripts = {code: writing.of_language(code) for code in ("ar", "fa", "he", "el", "ru", "pt-BR", "sr_Latn", "xx")}
    assert scripts == {
        "ar": "ARABIC",
        "fa": "ARABIC",
        "he": "HEBREW",
        "el": "GREEK",
        "ru": "CYRILLIC",
        "pt-BR": "LATIN",
        "sr_Latn": "LATIN",
        "xx": "",
    }
    assert figures._phrases("es") == ()


# ── One more language ─────────────────────────────────────────────────────────────────────────────────
RULE = '''"""A word that this language has not."""

from scripts.finding import say

CODES = ("EPO001",)


def check_page(view):
    """Yield EPO001 for it."""
    for block in view.page.prose:
        at = block.text.find("nova")
        if at >= 0:
            yield view.say_at(block.position(at), "EPO001", say("this word is not written"))
'''


def test_a_folder_dropped_in_is_all_that_a_language_needs(tmp_path):
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    new = tmp_path / "scripts" / "languages" / "eo"
    (new / "rules").mkdir(parents=True)
    (new / "language.toml").write_text(
        'sentence = 5\ndoubled = "tre"\nnumbers = ["nul", "unu"]\nlittle = "la kaj estas"\n'
        '[quotes]\nopen = "“"\nclose = "”"\ntyped = ["“", "”"]\n[words]\nweak_link = "ĉi tie"\n',
        encoding="utf-8",
    )
    (new / "rules" / "nova.py").write_text(RULE, encoding="utf-8")
    (new / "typography.py").write_text('def typeset(text):\n    return text.replace("--", "–")\n', encoding="utf-8")
    words = 'Jen nova "vorto". [ĉi tie](index.md) Tre tre bona. Unu du tri kvar kvin ses.'
    project = lay(tmp_path / "project", eo=words, nl=words)
    run = [sys.executable, "-m", "scripts", "check", "--root", str(project), "--lang", "en"]
    said = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    found = {re.sub(r"docs/(\w+)/index.md:(\d+:\d+): (\w+) .*", r"\1 \2 \3", line) for line in said.splitlines()}
    assert {one for one in found if "EPO" in one or "QUO" in one or "LEN" in one or "LNK003" in one} == {
        "eo 3:5 EPO001",
        "eo 3:10 QUO002",
        "eo 3:16 QUO002",
        "eo 3:52 LEN001",
        "eo 3:19 LNK003",
        "nl 3:19 LNK003",
    }
    code = "from scripts.typography import typeset; print(typeset('a -- b', 'eo'), typeset('a -- b', 'nl'))"
    typed = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert typed.stdout == "a – b a -- b\n"
