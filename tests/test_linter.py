"""The check as people and programs run it: formats, languages, repairs, one page, other people's sites, bad input."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT, run, scripts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from test_rules import FIXTURES, lay

from scripts import blocks, catalogue, quantities, repair, reviews, rules, source_page
from scripts.finding import Finding, Fix
from scripts.source_page import PageError

FRENCH = (FIXTURES / "base" / "docs" / "fr" / "index.md").read_text(encoding="utf-8")
ARABIC = (FIXTURES / "base" / "docs" / "ar" / "index.md").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    return lay(tmp_path / "project", FIXTURES / "base")


def write(project, french=None, arabic=None):
    for locale, text in (("fr", french), ("ar", arabic)):
        if text is not None:
            (project / "docs" / locale / "index.md").write_text(text, encoding="utf-8")


def check(project, *arguments, **environment):
    return scripts("check", "--root", str(project), *arguments, **environment)


class TestLanguages:
    def test_each_page_in_its_own_language(self, project):
        write(project, FRENCH.replace(" {#two}", ""), ARABIC.replace(" {#two}", ""))
        french, arabic = sorted(check(project).stdout.splitlines(), reverse=True)
        assert french.startswith("docs/fr/index.md:16:1: HID001 le titre «\u00a0Second\u00a0» n’a pas")
        assert arabic.startswith("docs/ar/index.md:16:1: HID001 ")
        assert "«\u2068ثانٍ\u2069»" in arabic, "what a message quotes is isolated from its direction"

    @pytest.mark.parametrize("language", ["ar", "fr", "en"])
    def test_one_language_on_demand(self, project, language):
        write(project, FRENCH.replace(" {#two}", ""), ARABIC.replace(" {#two}", ""))
        lines = check(project, "--lang", language).stdout.splitlines()
        words = {"ar": "العنوان", "fr": "identifiant", "en": "has no id"}[language]
        assert len(lines) == 2 and all(words in line for line in lines)

    def test_what_has_no_language_speaks_that_of_the_terminal(self, project):
        with (project / "data" / "sources.yml").open("a") as file:
            file.write("  plus: 1\n")
        assert "unknown key" in check(project, LANGUAGE="", LC_ALL="C.UTF-8", LANG="C.UTF-8").stdout
        assert "clé inconnue" in check(project, LANGUAGE="", LC_ALL="fr_MA.UTF-8").stdout
        assert "unknown key" in check(project, LANGUAGE="de", LC_ALL="fr_FR.UTF-8").stdout

    def test_an_unknown_language_or_format_is_wrong_use(self, project):
        for option in (["--lang", "de"], ["--format", "xml"]):
            result = check(project, *option)
            assert result.returncode == 2 and "Traceback" not in result.stderr


class TestFormats:
    MORE = "".join(f"\n### Sous-titre {chr(97 + number)}\n" for number in range(14))
    BAD = FRENCH.replace(" {#two}", "") + MORE

    def test_json(self, project):
        write(project, FRENCH.replace(" {#two}", ""))
        entries = json.loads(check(project, "--format", "json").stdout)
        assert [entry["code"] for entry in entries] == ["HID001", "PAR002"]
        assert set(entries[0]) == {"path", "line", "col", "code", "level", "message", "language", "fixable"}
        assert entries[0]["language"] == "fr" and entries[0]["level"] == "error"

    def test_github_shows_ten_annotations_and_all_in_the_summary(self, project, tmp_path):
        write(project, self.BAD)
        summary = tmp_path / "summary.md"
        result = check(project, "--format", "github", "--lang", "en", GITHUB_STEP_SUMMARY=str(summary))
        annotations = [line for line in result.stdout.splitlines() if line.startswith("::")]
        assert len(annotations) == 10 and all(line.startswith("::error file=docs/") for line in annotations)
        assert re.fullmatch(r"::error file=docs/fr/index\.md,line=16,col=1,title=HID001::.+", annotations[0])
        plain = [line for line in result.stdout.splitlines() if re.match(r"docs/\S+:\d+:\d+: ", line)]
        rows = [line for line in summary.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
        assert len(plain) == len(rows) > 14
        assert all(row.count(" | ") == 2 for row in rows)

    def test_github_escapes_what_would_end_an_annotation(self, project):
        write(project, FRENCH + "\n## Cent % et\t::error::{#x}\n".replace("\t", " "))
        result = check(project, "--format", "github", "--lang", "en")
        assert "::error file=" in result.stdout
        for line in result.stdout.splitlines():
            if line.startswith("::"):
                assert not re.search(r"%(?![0-9A-F]{2})", line.split("::", 2)[2])

    def test_findings_are_sorted_and_unique(self, project):
        write(project, self.BAD)
        lines = check(project, "--lang", "en").stdout.splitlines()
        places = [(path, int(line), int(col), rest) for path, line, col, rest in (one.split(":", 3) for one in lines)]
        assert places == sorted(set(places)) and len(places) > 14

    def test_a_reader_who_has_enough_gets_no_traceback(self, project):
        write(project, self.BAD * 40)
        command = [sys.executable, "-m", "scripts", "check", "--root", str(project)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            process.stdout.close()
            assert "Traceback" not in process.stderr.read()


class TestWarnings:
    def test_a_warning_stops_nothing(self, project):
        long = "Une phrase qui ne finit pas et qui ajoute encore un mot puis un autre" + " et encore un" * 20 + "."
        write(project, FRENCH.replace("Texte.", long), ARABIC.replace("نص.", "جملة " + "طويلة جدًا " * 25 + "أيضًا."))
        result = check(project, "--lang", "en")
        codes = {line.split(" ")[1] for line in result.stdout.splitlines()}
        assert codes and codes <= rules.warnings(), result.stdout
        assert result.returncode == 0 and "nothing to correct" in result.stderr


class TestSomePages:
    def test_only_the_page_named_and_its_alternate(self, project):
        write(project, FRENCH.replace(" {#two}", ""))
        shutil.copy(project / "docs" / "fr" / "index.md", project / "docs" / "fr" / "other.md")
        shutil.copy(project / "docs" / "ar" / "index.md", project / "docs" / "ar" / "other.md")
        lines = check(project, "docs/fr/other.md", "--lang", "en").stdout.splitlines()
        assert lines and all("other.md:" in line.split(" ")[0] for line in lines)

    def test_links_to_pages_that_were_not_named_are_known(self, project):
        other = FRENCH.replace("Texte.", "Voir [le second titre](index.md#two) et [rien du tout](index.md#tow).")
        (project / "docs" / "fr" / "other.md").write_text(other, encoding="utf-8")
        lines = check(project, "docs/fr/other.md", "--lang", "en").stdout.splitlines()
        assert [line.split(" ")[1] for line in lines if "LNK" in line] == ["LNK002"]
        assert "did you mean #two?" in next(line for line in lines if "LNK002" in line)

    def test_a_file_that_is_no_page_means_everything(self, project):
        write(project, FRENCH.replace(" {#two}", ""))
        assert "HID001" in check(project, "data/sources.yml", "--lang", "en").stdout

    def test_a_file_that_is_not_there_is_wrong_use(self, project):
        result = check(project, "docs/fr/nowhere.md")
        assert result.returncode == 2
        assert result.stderr == "there is no file docs/fr/nowhere.md; name pages as docs/xx/index.md\n"


class TestRepairs:
    def test_makes_what_is_safe_keeps_line_ends_and_says_so(self, project):
        bad = FRENCH.replace("Texte.", "Le coeur de la page… et voilà!  Fin").replace("\n", "\r\n")
        (project / "docs" / "fr" / "index.md").write_bytes(bad.encode())
        first = check(project, "--fix", "--lang", "en")
        assert "docs/fr/index.md: repaired\n" in first.stderr
        fixed = (project / "docs" / "fr" / "index.md").read_bytes()
        assert "Le cœur de la page".encode() in fixed and "voilà\u202f!".encode() in fixed
        assert fixed.count(b"\r\n") == fixed.count(b"\n") == bad.count("\n")
        second = check(project, "--fix", "--lang", "en")
        assert (project / "docs" / "fr" / "index.md").read_bytes() == fixed
        assert "repaired" not in second.stderr

    def test_of_two_repairs_that_overlap_one_is_made(self):
        def at(col, fix):
            return Finding("p", 1, col, "X", "m", fix)

        found = [at(1, Fix(2, "A")), at(2, Fix(2, "B")), at(4, Fix(1, "C")), at(4, Fix(0, "!"))]
        assert repair.repaired("abcd\r\nefg", found) == "Ac!d\r\nefg"

    @settings(max_examples=200, deadline=None)
    @given(some.text(alphabet="ab\r\n\ufeffé", max_size=40), some.data())
    def test_what_is_not_repaired_stays(self, text, data):
        count = data.draw(some.integers(0, 4))
        places = [(data.draw(some.integers(1, 5)), data.draw(some.integers(1, 9))) for _ in range(count)]
        found = [Finding("p", line, col, "X", "m", Fix(0, "•")) for line, col in places]
        assert repair.repaired(text, found).replace("•", "") == text

    def test_a_folder_that_cannot_be_written_loses_nothing(self, project):
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        write(project, FRENCH.replace("Texte.", "Le coeur."))
        (project / "docs" / "fr").chmod(0o555)
        result = check(project, "--fix")
        assert result.returncode == 1 and "Traceback" not in result.stderr
        assert "coeur" in (project / "docs" / "fr" / "index.md").read_text()


class TestReviews:
    @pytest.fixture
    def kept(self, project):
        (project / "data" / "reviews").mkdir()
        assert scripts("accept", "--root", str(project), "all").stdout == "data/reviews/index.yml: recorded\n"
        return project

    def test_a_typographic_edit_is_no_change(self, kept):
        write(kept, FRENCH.replace("Introduction[^ceop].", "**Introduction**[^ceop] .".replace(" .", ".")))
        assert check(kept, "--lang", "en").stdout == ""

    def test_a_change_in_one_language_asks_for_the_other(self, kept):
        """In the page, and in the language, of whoever changed it."""
        write(kept, FRENCH.replace("Texte.", "Un autre texte."))
        line = check(kept, "--lang", "en").stdout
        assert line.startswith("docs/fr/index.md:16:1: STL001 this section has changed since docs/ar/index.md:16 was")
        assert scripts("accept", "--root", str(kept), "docs/ar/index.md").returncode == 0
        assert check(kept).stdout == ""

    def test_what_the_message_says_to_write_is_enough(self, kept):
        """For whoever works in a browser, with no command at hand."""
        write(kept, FRENCH.replace("Texte.", "Un autre texte."))
        digest, path, line = re.search(
            r'write "([\w-]+)" in (\S+), line (\d+)', check(kept, "--lang", "en").stdout
        ).groups()
        lines = (kept / path).read_text(encoding="utf-8").split("\n")
        lines[int(line) - 1] = re.sub(r'"[^"]*"', f'"{digest}"', lines[int(line) - 1])
        (kept / path).write_text("\n".join(lines), encoding="utf-8")
        assert check(kept).stdout == ""

    def test_accepting_one_page_leaves_the_others(self, kept):
        for locale, text in (("fr", FRENCH), ("ar", ARABIC)):
            (kept / "docs" / locale / "other.md").write_text(text, encoding="utf-8")
        assert scripts("accept", "--root", str(kept), "docs/fr/other.md").stdout == "data/reviews/other.yml: recorded\n"
        write(kept, FRENCH.replace("Texte.", "Un autre texte."))
        assert scripts("accept", "--root", str(kept), "docs/fr/other.md").stdout == ""
        assert "STL001" in check(kept).stdout

    def test_languages_that_part_are_not_accepted(self, kept):
        write(kept, FRENCH.replace(" {#two}", " {#too}"))
        result = scripts("accept", "--root", str(kept), "docs/fr/index.md")
        assert result.returncode == 1 and "PAR002" in result.stdout and "Nothing was recorded" in result.stderr

    @pytest.mark.parametrize("name", ["docs/fr/nowhere.md", "data/sources.yml", "docs"])
    def test_no_page_is_wrong_use(self, kept, name):
        result = scripts("accept", "--root", str(kept), name)
        assert result.returncode == 2 and "Traceback" not in result.stderr

    def test_accept_needs_a_name(self, kept):
        assert scripts("accept", "--root", str(kept)).returncode == 2

    def test_a_new_section_in_both_languages_waits_for_a_review(self, kept):
        write(kept, FRENCH + "\n## Plus {#more}\n\nMot.\n", ARABIC + "\n## مزيد {#more}\n\nكلمة.\n")
        assert [line.split()[1] for line in check(kept, "--lang", "en").stdout.splitlines()] == ["STL002"]

    @settings(max_examples=100, deadline=None)
    @given(some.text(max_size=80))
    def test_normalising_twice_changes_nothing(self, text):
        once = reviews.normalised(text)
        assert reviews.normalised(once) == once

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("L'image « est »  là…", "l’image \u00abest\u00bb là"),
            ("الإنترنت، والصُّورة", "الانترنت, والصـورة"),
            ("le cœur", "le coeur"),
            ("٣ صور", "3 صور"),
            ("**Ne payez pas.**", "Ne payez pas."),
        ],
    )
    def test_what_typography_changes_is_the_same(self, one, other):
        assert reviews.normalised(blocks.mask(one)) == reviews.normalised(blocks.mask(other))

    @pytest.mark.parametrize(("one", "other"), [("Ne payez pas.", "Payez."), ("Partez ?", "Partez."), ("3", "4")])
    def test_what_words_change_is_not(self, one, other):
        assert reviews.normalised(one) != reviews.normalised(other)


CONFIG = """site_name: Guide
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: es, name: Español, build: true}
        - {locale: en, name: English, default: true, build: true}
"""


class TestOtherSites:
    """A site that has only pages and a plain mkdocs.yml, as mkdocs-static-i18n reads them."""

    @pytest.fixture
    def guide(self, tmp_path):
        for locale, text in (("en", "# Guide {#guide}\n\nHello."), ("es", "# Guía {#guide}\n\nHola.")):
            (tmp_path / "docs" / locale).mkdir(parents=True)
            (tmp_path / "docs" / locale / "index.md").write_text(text + "\n", encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        return tmp_path

    def test_is_clean_without_our_data_and_front_matter(self, guide):
        assert (check(guide).stdout, check(guide).returncode) == ("", 0)

    def test_is_checked_for_parity_links_and_language(self, guide):
        page = guide / "docs" / "es" / "index.md"
        page.write_text("# Guía {#guide}\n\nYou can talk to the people that you trust.\n\n[x](nada.md)\n")
        codes = [line.split()[1] for line in check(guide).stdout.splitlines()]
        assert {"PAR014", "UNT002", "LNK001"} <= set(codes), codes

    def test_text_left_as_it_is_in_the_other_language(self, guide):
        for locale in ("en", "es"):
            path = guide / "docs" / locale / "index.md"
            path.write_text(path.read_text(encoding="utf-8") + "\nOne two three four five.\n", encoding="utf-8")
        lines = check(guide, "--lang", "en").stdout.splitlines()
        assert "docs/es/index.md:5:1: UNT003 this text is the same as in docs/en/index.md:1; translate it" in lines

    def test_rules_can_be_left_out(self, guide):
        (guide / "docs" / "es" / "index.md").write_text("# Guía\n\n[x](nada.md)\n")
        assert "LNK001" in check(guide).stdout
        with (guide / "mkdocs.yml").open("a") as file:
            file.write("extra:\n  lint: {skip: [LNK, PAR, HID, UNT]}\n")
        assert "LNK001" not in check(guide).stdout


class TestBadInput:
    @pytest.mark.parametrize(
        "body",
        [
            b"\x00" * 50,
            b"\xff\xfe\xfa",
            b"x" * 10_000_000,
            b"<" * 300_000,
            b"[" * 300_000,
            b"**" * 200_000,
            "«".encode() * 200_000,
            b"<!-- allow " * 20_000,
            b"(" * 200_000 + b")" * 200_000,
            b"\n".join(b" " * (4 * n) + b"- a" for n in range(400)),
            b"| a " * 50_000,
            "لا ".encode() * 100_000,
            ("\u202e" * 10_000).encode(),
            b"a\rb\rc",
            b"1" * 100_000,
            b"0612345678 " * 10_000,
        ],
        ids=lambda body: f"{body[:6]!r}",
    )
    def test_one_clean_line_each_and_no_hang(self, project, body):
        (project / "docs" / "fr" / "index.md").write_bytes(FRENCH.encode() + b"\n" + body + b"\n")
        result = subprocess.run(
            [sys.executable, "-m", "scripts", "check", "--root", str(project), "--lang", "en"],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert "Traceback" not in result.stderr
        assert all(re.match(r"[\w./-]+:\d+:\d+: [A-Z]{2,3}\d{3} ", line) for line in result.stdout.splitlines())

    @pytest.mark.parametrize("ends", ["\r\n", "\r"])
    def test_line_ends_and_a_byte_order_mark_are_no_mistake(self, project, ends):
        (project / "docs" / "fr" / "index.md").write_bytes(("\ufeff" + FRENCH.replace("\n", ends)).encode())
        assert check(project).stdout == ""

    def test_links_that_go_round(self, project):
        (project / "docs" / "fr" / "loop").symlink_to(".")
        (project / "docs" / "fr" / "self.md").symlink_to("self.md")
        result = check(project, "--lang", "en")
        assert "Traceback" not in result.stderr
        assert "LOC005" in result.stdout and result.returncode == 1

    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        some.text(
            alphabet=some.sampled_from("ab «»[](){}#*`<>!-|\\\n\t:/.,؛،ابت0123٣^\"'\ufeff\u202e&;=_~+?%"), max_size=120
        )
    )
    def test_any_body_is_read_and_every_block_is_in_place(self, body):
        text = "---\ntitle: x\n---\n" + body
        try:
            page = source_page.read(text)
        except PageError:
            return
        lines = text.removeprefix("\ufeff").split("\n")
        for block in page.blocks:
            for index, letter in enumerate(block.text):
                if letter not in (blocks.MASK, "\n", " "):
                    at = block.position(index)
                    assert lines[at.line - 1][at.col - 1] == letter

    @settings(max_examples=200, deadline=None)
    @given(some.integers(1, 10**9), some.sampled_from([" ", "\u00a0", "\u202f", ""]))
    def test_a_number_is_the_same_however_it_is_grouped(self, number, space):
        grouped = f"{number:,}".replace(",", space)
        assert [one.value for one in quantities.quantities(f"en {grouped} jours", "fr")] == [str(number)]
        arabic = grouped.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        assert [one.value for one in quantities.quantities(f"خلال {arabic} يومًا", "ar")] == [str(number)]


def test_catalogues_are_there_for_every_language_of_the_site(the_campaign):
    assert {locale.code for locale in the_campaign.locales} <= set(catalogue.languages())


def test_the_project_is_clean_in_every_format():
    for form, nothing in (("text", ""), ("github", ""), ("json", "[]\n")):
        result = run(sys.executable, "-m", "scripts", "check", "--format", form, "--site", str(ROOT / "none"))
        assert (result.stdout, result.returncode) == (nothing, 0), result.stdout[:2000]


def test_no_rule_hides_another_in_its_module():
    """One module, one kind of mistake: a module that finds several things names each in `CODES`."""
    for locale in ("ar", "fr"):  # languages may look for the same mistake, each in its own way
        known = [code for one in rules.for_language(locale) for code in one.CODES]
        assert len(known) == len(set(known)) > 60
    for one in rules.modules():
        assert one.__doc__ and [hasattr(one, kind) for kind in ("check_page", "check_group", "check")].count(True) >= 1
