"""Each rule: a minimal bad case, its good twin, the exact message. One folder per case in fixtures/rules."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from conftest import ROOT

from scripts import campaign, checking, interface, library, rules

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(path.name for path in (FIXTURES / "rules").iterdir())


def lay(target: Path, *layers: Path) -> Path:
    shutil.copytree(ROOT / "data" / "strings", target / "data" / "strings")
    for layer in layers:
        if layer.is_dir():
            shutil.copytree(layer, target, dirs_exist_ok=True)
    return target


class Result(NamedTuple):
    stdout: str
    returncode: int


def check(root: Path) -> Result:
    """The check as its command runs it, in this process: `test_linter.py` runs the command itself."""
    outcome = checking.run(root, root / "site")
    return Result(checking.show(outcome, "text", "en"), checking.verdict(outcome)[1])


@pytest.mark.parametrize("case", CASES)
def test_bad_case_gives_exactly_its_message(case, tmp_path):
    result = check(lay(tmp_path, FIXTURES / "base", FIXTURES / "rules" / case / "bad"))
    assert result.stdout == (FIXTURES / "rules" / case / "message.txt").read_text(encoding="utf-8")
    assert result.returncode == (0 if case.split("-")[0] in rules.warnings() else 1)


@pytest.mark.parametrize("case", CASES)
def test_good_twin_is_silent(case, tmp_path):
    result = check(lay(tmp_path, FIXTURES / "base", FIXTURES / "rules" / case / "good"))
    assert (result.stdout, result.returncode) == ("", 0)


def test_every_code_has_a_case():
    package = Path(rules.__file__).parents[1]
    text = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    codes = set(re.findall(r'"([A-Z]{2,3}\d{3})"', text))
    here = {"LOC003", "LOC005", "DAT011"}
    elsewhere = {
        "BLT": ("test_site.py", "test_site_links.py"),
        "GRD": ("test_guard.py",),
        "SHT": ("test_print.py", "test_plural.py"),
        "EXT": ("test_reach.py",),
        "PUB": ("test_publishing_parts.py", "test_any_campaign.py", "test_campaign.py"),
        "CFG": ("test_offline.py",),
        "MSG": ("test_messages.py",),
        "UNT": ("test_linter.py",),
        "ESP": ("test_languages.py",),
        "QUO": ("test_languages.py",),
        "SPC": ("test_languages.py",),
    }
    tests = Path(__file__).parent
    tested = {
        code
        for name, files in elsewhere.items()
        for file in files
        for code in re.findall(rf"{name}\d{{3}}", (tests / file).read_text(encoding="utf-8"))
    }
    assert {case.split("-")[0] for case in CASES} | here | tested >= codes
    assert len(codes) > 100


def test_strings_that_stand_in_one_language_only_or_in_none(tmp_path):
    root = lay(tmp_path, FIXTURES / "base")
    french = root / "data" / "strings" / "fr.yml"
    text = french.read_text(encoding="utf-8")
    french.write_text(text.replace("footer_line: ", "footer_lines: "), encoding="utf-8")
    line = text[: text.index("footer_line: ")].count("\n") + 1
    arabic = yaml.safe_load((root / "data" / "strings" / "ar.yml").read_text(encoding="utf-8"))["footer_line"]
    assert check(root).stdout == (
        f"data/strings/fr.yml:1:1: DAT004 «footer_line» is missing; write it in this language («ar»: {arabic})\n"
        f"data/strings/fr.yml:{line}:1: DAT001 nothing reads the string «footer_lines»; did you mean «footer_line»?\n"
    )
    french.write_text(text + "icon_star: une étoile\n", encoding="utf-8")
    message = "«icon_star» is missing; write it in this language («fr»: une étoile)"
    assert check(root).stdout == f"data/strings/ar.yml:1:1: DAT004 {message}\n"


def test_a_campaign_changes_a_word_of_the_machine_and_no_file_means_every_word_of_its_own(tmp_path):
    root = lay(tmp_path, FIXTURES / "base")
    french = root / "data" / "strings" / "fr.yml"
    assert "menu: " not in french.read_text(encoding="utf-8")
    french.write_text(french.read_text(encoding="utf-8") + "menu: Sommaire\n", encoding="utf-8")
    assert check(root).stdout == ""
    read = library.load(campaign.load(root))
    assert read.strings["fr"]["menu"] == "Sommaire" and read.strings["fr"]["skip"] == "Aller au contenu"
    french.unlink()
    lines = check(root).stdout.splitlines()
    missing = re.findall(
        r"^data/strings/fr\.yml:1:1: DAT004 «([a-z0-9_-]+)» is missing; write it", "\n".join(lines), re.M
    )
    assert len(missing) == len(lines) and set(missing) > set(interface.OWN)


def test_a_language_that_the_machine_does_not_speak(tmp_path):
    """Every word that the templates need is asked for, one by one, with the words of another language as a help."""
    root = lay(tmp_path, FIXTURES / "base")
    for path in (root / "mkdocs.yml", *root.rglob("data/**/*.yml")):
        path.write_text(re.sub(r"\blocale: fr\b", "locale: el", path.read_text(encoding="utf-8")), encoding="utf-8")
    (root / "docs" / "fr").rename(root / "docs" / "el")
    (root / "data" / "strings" / "fr.yml").rename(root / "data" / "strings" / "el.yml")
    found = [line for line in check(root).stdout.splitlines() if line.startswith("data/strings/")]
    menu = interface.shared("ar")["menu"]
    assert f"data/strings/el.yml:1:1: DAT004 «menu» is missing; write it in this language («ar»: {menu})" in found
    asked = {re.search("«([a-z0-9_-]+)»", line)[1] for line in found}
    assert len(found) == len(asked) and set(interface.needed("el")) - asked <= set(interface.OWN) | {
        "game_end", "game_red_lines", "game_adults", "not_found_now", "print_no_numbers", "sheet_part_shared",
        "chooser_first",
    }  # fmt: skip
    assert not asked & set(interface.OWN)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "",
            "hours_zone: heure locale, {pays}\n",
            "«hours_zone» must hold {country}, each once, and no other braces; put them back",
        ),
        (
            "",
            'time_minute: "{hour} h {0}"\n',
            "«time_minute» must hold {hour} and {minute}, each once, and no other braces; put them back",
        ),
        (
            "",
            'filter_count: "{shown sur {total}"\n',
            "«filter_count» must hold {shown} and {total}, each once, and no other braces; put them back",
        ),
        ("fr_FR", "fr-FR", "«fr-FR» is not a locale Babel knows; write a language, or a language and a country: en_GB"),
    ],
)
def test_strings_the_templates_fill(tmp_path, old, new, message):
    root = lay(tmp_path, FIXTURES / "base")
    french = root / "data" / "strings" / "fr.yml"
    text = french.read_text(encoding="utf-8")
    assert not old or text.count(old) == 1
    french.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    line = (text[: text.index(old)] if old else text).count("\n") + 1
    assert check(root).stdout == f"data/strings/fr.yml:{line}:1: DAT011 " + message + "\n"


def test_a_number_typed_in_the_strings(tmp_path):
    root = lay(tmp_path, FIXTURES / "base")
    french = root / "data" / "strings" / "fr.yml"
    text = french.read_text(encoding="utf-8").replace("footer_line: ", "footer_line: 06 12 34 56 78, ")
    french.write_text(text, encoding="utf-8")
    assert " DAT009 «06 12 34 56 78» stands among the words; " in check(root).stdout


def test_a_folder_that_is_a_link(tmp_path):
    root = lay(tmp_path, FIXTURES / "base")
    (root / "docs" / "fr" / "loop").symlink_to("..")
    message = "this folder is a link to another place; put the files themselves here"
    assert check(root).stdout == f"docs/fr/loop:1:1: LOC005 {message}\n"


def test_a_language_without_pages(tmp_path):
    root = lay(tmp_path, FIXTURES / "base")
    shutil.rmtree(root / "docs" / "fr")
    result = check(root)
    assert "docs/fr:1:1: LOC003 the language «fr» has no page; write them, or take it out\n" in result.stdout
    assert result.returncode == 1


HOSTILE = [
    b"\x00" * 9,
    b"\xff\xfe---",
    b"---\n" + b"[" * 5000 + b"\n---\n",
    b"---\na: &a [*a]\n---\n",
    b"---\nsources: [{a: b}]\n---\n",
    b"---\n~: x\n---\n",
    b"---\na: !!timestamp x\n---\n",
    b"---\na: &a [x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: &d [*c, *c, *c]\ne: [*d, *d, *d]\n---\n",
    b"---\ntitle: x\n---\n## a" + b" " * 30000 + b"{",
]


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_bytes_give_lines_not_tracebacks(bad, tmp_path):
    root = lay(tmp_path, FIXTURES / "base")
    (root / "docs" / "fr" / "index.md").write_bytes(bad)
    result = check(root)
    assert result.returncode == 1
    assert all(line.count(": ") >= 1 and line.split(":")[1].isdigit() for line in result.stdout.splitlines())
