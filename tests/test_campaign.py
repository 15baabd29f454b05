"""New campaigns, made for real by copier and git in scratch folders: sound at once, published, renewed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pathspec
import pypdfium2
import pytest
import yaml
from conftest import copy_project, run

WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
       for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))}  # fmt: skip
# Nobody's settings of git but what a test says.
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
NAMES = {
    ("es", "en", "wo"): 'Ojo: «¿qué?»|The "Watch out" \\ campaign: {{ 1 }} #%|Moytul',
    ("fr", "ar"): "L’arnaque, c’est non|كفى احتيالًا",
    ("ar",): "كفى احتيالًا",
    ("en",): "Watch out",
}
COUNTRIES = {("fr", "ar"): "ma", ("ar",): "tn"}
STRANGE = "https://org.test/repo/"


def git(where: Path, *arguments: str) -> str:
    done = run("git", *arguments, cwd=where, **WHO, **ALONE)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def own(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the machine in `folder`."""
    full = WHO | ALONE | {"PYTHONPATH": str(folder)} | environment
    return run(sys.executable, "-m", "scripts", *arguments, cwd=folder, **full)


def commit(folder: Path, message: str = "Change") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def machine(tmp_path_factory) -> Path:
    """A clone of this repository, with its files as they are now."""
    folder = copy_project(tmp_path_factory.mktemp("upstream") / "machine")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "The machine")
    return folder


def ask(machine: Path, folder: str, locales: str, name: str, country: str = "", **environment: str):
    command = ["campaign", f"--dir={folder}", f"--locales={locales}", f"--name={name}", f"--country={country}"]
    return own(machine, *command, **environment)


@pytest.fixture(scope="module")
def made(machine):
    """Make a campaign in some languages beside the machine, once; returns its folder and what was said."""
    known = {}

    def maker(*locales: str) -> tuple[Path, str]:
        if locales not in known:
            folder = f"../{'-'.join(locales)}"
            done = ask(machine, folder, ",".join(locales), NAMES[locales], COUNTRIES.get(locales, ""))
            assert (done.returncode, done.stderr) == (0, "")
            known[locales] = machine.parent / folder.removeprefix("../"), done.stdout
        return known[locales]

    return maker


@pytest.mark.parametrize("locales", NAMES, ids="-".join)
def test_starter_is_sound_builds_and_prints(made, locales):
    folder, said = made(*locales)
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "log", "--format=%s") == "Begin the campaign"
    assert "to correct" not in said
    checked = own(folder, "check")
    assert (checked.stdout, checked.returncode) == ("", 0)
    assert checked.stderr == "2 examples in data/; `make publish` says where\nAll is well.\n"
    built = own(folder, "build")
    assert built.returncode == 0, built.stderr
    whole = [code for code in locales if code != "wo"]
    country = COUNTRIES.get(locales) or {"es": "es", "en": "us"}[locales[0]]
    names = {path.name for path in (folder / "site" / "print").glob("first-steps-*.pdf")}
    assert names >= {f"first-steps-{country}-{code}.pdf" for code in whole}
    for code in whole:
        home = folder / "site" / ("" if code == locales[0] else code)
        text = (home / "directory" / "index.html").read_text(encoding="utf-8")
        assert f'lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}"' in text
        assert text.count('class="channel__example"') == 2
        paper = pypdfium2.PdfDocument(folder / "site" / "print" / f"first-steps-{country}-{code}.pdf")
        printed = "".join(page.get_textpage().get_text_range() for page in paper)
        assert {"44", "20", "7946", "0000"} <= set(re.findall(r"\d+", printed))
    assert not (folder / "site" / "wo").exists()
    assert git(folder, "status", "--porcelain") == ""
    offline = own(folder, "offline")
    assert offline.returncode == 0, offline.stderr


def test_names_are_kept_and_set_as_their_language_writes(made):
    folder, said = made("es", "en", "wo")
    config = yaml.safe_load(re.sub(r"!ENV.*", "''", (folder / "mkdocs.yml").read_text(encoding="utf-8")))
    names = {one["locale"]: (one["site_name"], one.get("build", True)) for one in config["extra"]["languages"]}
    english = "The “Watch out” \\ campaign: {{ 1 }} #%"
    assert names == {"es": ("Ojo: «¿qué?»", True), "en": (english, True), "wo": ("Moytul", False)}
    assert f"<title>{english}</title>" in (folder / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert "  wo: in progress, the machine has no words for it; they are listed in data/strings/wo.yml, " in said
    assert "# menu_label: " in (folder / "data" / "strings" / "wo.yml").read_text(encoding="utf-8")


def tracked(folder: Path) -> set[str]:
    return set(git(folder, "-c", "core.quotePath=false", "ls-files").splitlines())


def test_line_between_machine_and_campaign(made, machine):
    """Every file here is on one side: the machine's goes along byte for byte, the campaign's never."""
    folder, _ = made("es", "en", "wo")
    line = yaml.safe_load((machine / "copier.yml").read_text(encoding="utf-8"))["_exclude"]
    ours = pathspec.PathSpec.from_lines("gitignore", line)
    here, there = tracked(machine), tracked(folder)
    shared = {name for name in here if not ours.match_file(name)} - {".copier-answers.yml.copier"}
    assert shared <= there
    assert {name for name in shared if (machine / name).read_bytes() != (folder / name).read_bytes()} == set()
    assert {name.partition("/")[0] for name in shared} >= {"scripts", "overrides", "docs", "Makefile", "machine.yml"}
    # Everything else of the new campaign comes out of the starter, or is recorded by its own machine.
    starter = {
        str(path.relative_to(machine / "starter")) for path in (machine / "starter").rglob("*") if path.is_file()
    }
    starter = {name.partition("/")[2].removesuffix(".jinja").replace("[[[ country ]]]", "es") for name in starter}
    recorded = ("data/reviews/", "data/sheets/", "docs/wo/", "data/strings/wo", "data/search/wo", "data/words/wo")
    strangers = {name for name in there - shared - starter if not name.startswith(recorded)}
    assert strangers == {".copier-answers.yml"}


def test_nothing_of_the_first_campaign_goes_along(made):
    folder, _ = made("es", "en", "wo")
    words = ["halte-au-chantage", "Halte au chantage", "كفى ابتزازًا", "e-blagh", "ma-police-19", "0c4a52"]
    found = {
        (name, word)
        for name in tracked(folder)
        for word in words
        if word in (folder / name).read_bytes().decode("utf-8", "replace")
        and not (word == "ma-police-19" and name.startswith("scripts/explain/"))  # tried on the fixtures of the tests
    }
    notice = {("LICENSE", "Halte au chantage"), ("LICENSE", "كفى ابتزازًا")}  # the MIT licence asks for it
    assert found - notice == set()
    origin = (folder / ".copier-answers.yml").read_text(encoding="utf-8")
    assert '_src_path: "../machine"' in origin
    assert str(folder.parent) not in origin


def test_workflows_have_pins_and_no_more_rights_than_they_need(made):
    folder, _ = made("es", "en", "wo")
    tools = Path(sys.executable).parent
    files = sorted((folder / ".github" / "workflows").glob("*.yml"))
    assert [path.name for path in files] == ["check.yml", "publish.yml"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\w.]+", one) or one.startswith("$/")
               for one in re.findall(r"uses: (.+)", text))  # fmt: skip
    judged = run(str(tools / "zizmor"), "--offline", "--quiet", *map(str, files), cwd=folder)
    assert judged.returncode == 0, judged.stdout
    assert os.access(folder / ".ci" / "run", os.X_OK)


def replace_examples(folder: Path) -> None:
    path = folder / "data" / "channels" / "us.yml"
    text = path.read_text(encoding="utf-8").replace("publish: example", "publish: ok")
    text = text.replace("https://report.example/", "https://www.org.test.com/report")
    text = text.replace("https://www.source.example/", "https://www.org.test.com/numbers")
    text = text.replace("+442079460000", "+12025550143").replace("EXAMPLE – ", "")
    path.write_text(text, encoding="utf-8")


def test_examples_are_refused_and_what_replaces_them_is_published(made, tmp_path):
    folder, _ = made("en")
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(remote))
    refused = own(folder, "publish", "--version", "2026.12", "--remote", str(remote), SITE_URL=STRANGE)
    message = (
        "PUB004 this contact is an example; replace it with a real service, its source and the day of the check, "
        "then write `publish: ok`, or take the channel out"
    )
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        f"data/channels/us.yml:22:7: {message}",
        f"data/channels/us.yml:43:7: {message}",
        "publish: nothing was changed, the site is as before; correct this first",
    ]
    assert git(remote, "for-each-ref") == ""
    replace_examples(folder)
    recorded = own(folder, "sheets")
    assert recorded.stdout == "us: first-steps: version 1 (new)\n", "a version that nobody could print counts for none"
    assert own(folder, "check").returncode == 0
    commit(folder, "Name real services")
    done = own(folder, "publish", "--version", "2026.12", "--remote", str(remote), SITE_URL=STRANGE)
    assert done.returncode == 0, done.stderr
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(remote), str(tmp_path / "pages"))
    pages = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "pages").rglob("*.html"))
    assert "tel:+12025550143" in pages
    assert not re.search(r"EXAMPLE|7946|channel__example|source\.example", pages)


BAD = {
    "no language": ({"locales": ""}, "LOCALES is empty; name the languages, the default one first: LOCALES=es,en"),
    "no such language": (
        {"locales": "es,xx"},
        "LOCALES: «xx» is not a language code; use ISO 639 codes such as es or wo, with commas between them",
    ),
    "no code": (
        {"locales": "../es"},
        "LOCALES: «../es» is not a language code; use ISO 639 codes such as es or wo, with commas between them",
    ),
    "twice": ({"locales": "es,en,es"}, "LOCALES: «es» stands twice; name each language once"),
    "no words": (
        {"locales": "el,en"},
        "LOCALES: the machine has no words in «el» yet, and a site needs those of its first language; begin with "
        "ar, en, es, fr, write «el» beside it (it starts as a language in progress), then put it first",
    ),
    "no name": ({"name": " "}, 'NAME is empty; give the campaign a name, or one per language: NAME="Ojo|Watch out"'),
    "names": (
        {"name": "A|B|C"},
        "NAME has 3 names for 2 languages; give one for all, or one for each, with | between",
    ),
    "bidi control": (
        {"name": "Watch \u202eout"},
        "NAME holds U+202E (right-to-left override), which no title may; take it out",
    ),
    "mark": ({"name": "قف\u200f"}, "NAME holds U+200F (right-to-left mark), which no title may; take it out"),
    "markup": ({"name": "<b>"}, "NAME holds U+003C (<), which no title may; take it out"),
    "long": ({"name": "a" * 61}, "NAME: «aaaaaaaaaaaaaaaaaaaa…» has 61 letters; 60 at most fit the head of a page"),
    "country": ({"country": "Spain"}, "COUNTRY: «Spain» is not a country; use an ISO 3166 code such as es"),
    "no folder": (
        {"folder": ""},
        'DIR is empty; name a new folder: make campaign DIR=../ours LOCALES=es,en NAME="…"',
    ),
    "inside": (
        {"folder": "docs/new"},
        "DIR: docs/new lies inside the machine; name a folder beside it, such as ../ours",
    ),
    "around": ({"folder": ".."}, "DIR: .. holds the machine; name a new folder, such as ../ours"),
    "not empty": (
        {"folder": "../full"},
        "DIR: ../full is there already and is not empty; nothing was written: name a new folder",
    ),
    "file": ({"folder": "../full/file"}, "DIR: ../full/file is a file; nothing was written: name a new folder"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_order_is_told_in_one_line_and_nothing_is_written(machine, case):
    full = machine.parent / "full"
    full.mkdir(exist_ok=True)
    (full / "file").write_text("ours\n")
    before = sorted(machine.parent.iterdir())
    asked, message = BAD[case]
    done = ask(machine, **({"folder": "../never", "locales": "es,en", "name": "A"} | asked))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"campaign: {message}\n")
    assert sorted(machine.parent.iterdir()) == before
    assert [path.name for path in full.iterdir()] == ["file"]
    assert git(machine, "status", "--porcelain") == ""


def test_without_git_or_a_clone_or_somebody(machine, tmp_path):
    beside = tmp_path / "new"
    nobody = dict.fromkeys(WHO, "")
    done = ask(machine, str(beside), "es", "A", **nobody)
    assert done.stderr == (
        "campaign: git does not know your name, which the first commit needs; tell it once with: "
        'git config --global user.name "…"\n'
    )
    done = ask(machine, str(beside), "es", "A", PATH=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith(
        "campaign: the machine is no git clone with a commit (git cannot be run (No such file"
    )
    plain = tmp_path / "plain"
    shutil.copytree(machine, plain, ignore=shutil.ignore_patterns(".git", "tests", "docs"))
    done = ask(plain, str(beside), "es", "A")
    assert done.returncode == 2
    assert re.fullmatch(
        r"campaign: the machine is no git clone with a commit \(.*\); clone it with git, .*\n", done.stderr
    )
    assert not beside.exists()


def test_what_is_half_made_leaves_nothing(machine, tmp_path):
    broken = tmp_path / "broken"
    git(tmp_path, "clone", "-q", str(machine), str(broken))
    (broken / "starter" / "en" / "words.yml").write_text("a: [\n", encoding="utf-8")
    commit(broken)
    (tmp_path / "new").mkdir()  # an empty folder may be named
    before = sorted(tmp_path.iterdir())
    done = ask(broken, "../new", "en", "A")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"campaign: .*; nothing was made\n", done.stderr), done.stderr
    assert sorted(tmp_path.iterdir()) == before
    assert not [*(tmp_path / "new").iterdir()]


def test_make_hands_over_what_was_typed(machine, tmp_path):
    """Through make and the shell, with a stand-in for Python that shows what it is given."""
    stand_in = tmp_path / "venv" / "bin" / "python"
    stand_in.parent.mkdir(parents=True)
    show = "import json, sys; print(json.dumps(sys.argv[1:]))"
    stand_in.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{show}' \"$@\"\n")
    stand_in.chmod(0o755)
    for stamp in (".site", ".campaign"):
        (tmp_path / "venv" / stamp).touch()
    name = """L'“été” "$HOME" `id` \\ {{ x }} | كفى"""
    typed = ["DIR=../a b", "LOCALES=es, en", f"NAME={name}", "COUNTRY=es"]
    done = run("make", "-s", "campaign", f"VENV={tmp_path / 'venv'}", *typed, cwd=machine)
    assert done.returncode == 0, done.stderr
    given = json.loads(done.stdout)
    assert given == ["-m", "scripts", "campaign", "--dir=../a b", "--locales=es, en", f"--name={name}", "--country=es"]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_machine_is_renewed_and_words_stay(made, machine):
    folder, _ = made("ar")
    words = folder / "docs" / "ar" / "index.md"
    edit(words, "الدفع", "كل دفع")
    edit(folder / "Makefile", "PORT ?= 8000", "PORT ?= 8001")
    edit(folder / "scripts" / "clock.py", "The day of the build:", "Our day of the build:")
    commit(folder, "Write our own")
    written = words.read_bytes()
    # The machine goes on: a file is changed, one comes, one goes, and one is changed where the campaign changed it.
    edit(machine / "Makefile", "BASE ?= origin/main", "BASE ?= origin/trunk")
    edit(machine / "scripts" / "clock.py", "The day of the build:", "The one day of the build:")
    (machine / "scripts" / "later.py").write_text('"""Something new."""\n', encoding="utf-8")
    git(machine, "rm", "-q", "overrides/drawings/bench.svg", "docs/assets/css/design.css")
    (machine / "docs" / "ar" / "index.md").write_text("Other words\n", encoding="utf-8")
    newest = commit(machine, "Improve the machine")
    unsaved = folder / "data" / "unsaved.yml"
    unsaved.write_text("a: 1\n")
    refused = own(folder, "machine")
    assert (
        refused.stderr == "machine: not committed: data/unsaved.yml; commit or stash first, so that nothing is lost\n"
    )
    unsaved.unlink()
    done = own(folder, "machine")
    assert done.returncode == 1, done.stderr
    conflict, *_ = [line for line in done.stdout.splitlines() if "choose" in line]
    assert conflict == (
        "scripts/clock.py: changed here and in the machine; choose between the two texts it shows, then: "
        "git add scripts/clock.py"
    )
    assert newest[:12] in done.stdout
    clock = (folder / "scripts" / "clock.py").read_text(encoding="utf-8")
    assert "Our day of the build" in clock
    assert "The one day of the build" in clock
    assert "<<<<<<<" in clock
    make = (folder / "Makefile").read_text(encoding="utf-8")
    assert "PORT ?= 8001" in make
    assert "BASE ?= origin/trunk" in make
    assert (folder / "scripts" / "later.py").is_file()
    assert not (folder / "docs" / "assets" / "css" / "design.css").exists()
    assert words.read_bytes() == written
    assert '_src_path: "../machine"' in (folder / ".copier-answers.yml").read_text(encoding="utf-8")
    changed = {line.split()[-1] for line in git(folder, "status", "--porcelain").splitlines()}
    assert changed == {
        ".copier-answers.yml", "Makefile", "scripts/clock.py", "scripts/later.py", "docs/assets/css/design.css",
    }  # fmt: skip
    git(folder, "checkout", "-q", "--ours", "scripts/clock.py")
    commit(folder, "Take the newest machine")
    again = own(folder, "machine")
    assert (again.returncode, again.stdout) == (0, f"the machine is the newest: {newest[:12]}\n")


def test_machine_cannot_be_renewed_where_there_is_none(machine, made, tmp_path):
    done = own(machine, "machine")
    assert (done.returncode, done.stderr) == (
        2,
        "machine: there is no .copier-answers.yml here: this is the machine itself, or no campaign that "
        "`make campaign` made\n",
    )
    folder, _ = made("fr", "ar")
    moved = tmp_path / "moved"
    git(tmp_path, "clone", "-q", str(folder), str(moved))
    done = own(moved, "machine")
    assert done.returncode == 2
    assert re.fullmatch(
        r"machine: the machine is not at \.\./machine \(.*\); correct _src_path in \.copier-answers\.yml, and commit\n",
        done.stderr,
    )
    (moved / ".copier-answers.yml").write_text("- a\n")
    done = own(moved, "machine")
    assert done.stderr == (
        "machine: .copier-answers.yml is not as it was written; take it back with: git checkout .copier-answers.yml\n"
    )
