"""What a pull request shows, on real git repositories: findings, the other language, contacts, in both languages."""

import os
import re
import subprocess

import pytest
from conftest import copy_project, scripts
from test_rules import FIXTURES, lay

from scripts import reading, review
from scripts.finding import say
from scripts.github_text import Writer, escaped

FRENCH, ARABIC, SOURCE = "docs/fr/index.md", "docs/ar/index.md", "data/channels/ma.yml"


def git(root, *arguments):
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    then = os.environ | {"GIT_COMMITTER_DATE": "2026-11-22T12:00:00Z", "GIT_AUTHOR_DATE": "2026-11-22T12:00:00Z"}
    subprocess.run([*command, *arguments], cwd=root, env=then, check=True, capture_output=True)


def commit(root):
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "base")
    git(root, "tag", "base")
    return root


@pytest.fixture
def project(tmp_path):
    """A project of one page whose languages were read together, at `base`."""
    root = lay(tmp_path / "project", FIXTURES / "base")
    reading.accept(root, ["all"])
    return commit(root)


def edit(root, name, *pairs):
    path = root / name
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def parts(root):
    """The review in Arabic and in French, without the marks that isolate directions."""
    text = review.review(root, root / "site", "base")
    found = re.fullmatch(
        r'(<div dir="rtl" lang="ar">\n\n.*</div>\n)\n(<div dir="ltr" lang="fr">\n\n.*</div>\n)', text, re.S
    )
    assert found, text
    return [re.sub(r"[\u2066-\u2069]", "", one) for one in found.groups()]


def row(part, start="index.md"):
    [found] = [line for line in part.splitlines() if line.startswith(f"| `{start}`")]
    return found.strip("| ").split(" | ")[1:]


def test_nothing_to_say_is_said_in_one_line_each(project):
    arabic, french = parts(project)
    assert french.split("\n\n")[1:-1] == [
        "## Relecture de la proposition",
        "### Ce que disent les vérifications",
        "Tout va bien.",
        "### D’une langue à l’autre",
        "Aucune page n’a changé.",
        "### Numéros et adresses",
        "Aucun numéro ni aucune adresse n’a changé.",
    ]
    assert "كل شيء على ما يرام." in arabic and "لم تتغيّر أي صفحة." in arabic
    assert not re.search(r"[a-z]{3}", re.sub(r"</?div[^>]*>", "", arabic)), "nothing in Arabic is left in English"


def test_words_changed_in_one_language_name_the_sections_to_read_in_the_other(project):
    edit(project, FRENCH, ("Texte.", "Un autre texte."), ("Introduction", "Première phrase"))
    arabic, french = parts(project)
    assert row(french) == [
        "français, texte modifié dans\u00a0:<br>premières lignes<br>Second (`#two`)",
        "à relire en regard de ce changement, et à corriger\u00a0: arabe<br>premières lignes<br>Second (`#two`)",
    ]
    changed, left = row(arabic)
    assert changed == "الفرنسية، تغيّر النص في:<br>الأسطر الأولى<br>ثانٍ (`#two`)"
    assert left.startswith("بقيت قراءة هذه الأقسام") and "العربية<br>" in left
    assert "`make accept`" in french and "`make accept`" in arabic
    assert french.count("STL001") == arabic.count("STL001") == 2
    assert "| STL001 Cette partie a changé, mais pas encore l’autre langue |" in french


def test_both_languages_changed(project):
    edit(project, FRENCH, ("Texte.", "Un autre texte."))
    edit(project, ARABIC, ("نص.", "نص جديد."))
    _, french = parts(project)
    changed, left = row(french)
    assert changed.count("texte modifié dans") == 2
    assert left == "changé dans plusieurs langues, à relire côte à côte\u00a0:<br>Second (`#two`)"
    reading.accept(project, [FRENCH])
    arabic, french = parts(project)
    assert row(french)[1] == "rien" and row(arabic)[1] == "لا شيء"
    assert "make accept" not in french


def test_typography_and_dates_ask_nothing(project):
    edit(project, FRENCH, ("Texte.", "Texte\u202f!"), ("reviewed: 2026-11-22", "reviewed: 2026-11-21"))
    arabic, french = parts(project)
    assert row(french) == ["français\u00a0: les mots n’ont pas changé", "rien"]
    assert row(arabic) == ["الفرنسية: لم تتغيّر الكلمات", "لا شيء"]


def test_pages_come_and_go(project):
    new = (project / FRENCH).read_text(encoding="utf-8").replace("Titre de la page", "Autre titre")
    (project / "docs" / "fr" / "new.md").write_text(new, encoding="utf-8")
    arabic, french = parts(project)
    assert row(french, "new.md") == ["nouvelle page", "à écrire\u00a0: arabe"]
    assert row(arabic, "new.md") == ["صفحة جديدة", "بقيت كتابتها: العربية"]
    (project / "docs" / "fr" / "new.md").unlink()
    (project / FRENCH).unlink()
    assert row(parts(project)[1]) == ["français\u00a0: retirée", "à écrire\u00a0: français"]
    (project / ARABIC).unlink()
    assert row(parts(project)[1]) == ["page retirée", "rien, si le menu et les liens n’y mènent plus"]


def test_a_page_that_cannot_be_read(project):
    edit(project, FRENCH, ("title:", "title: ["))
    _, french = parts(project)
    assert row(french) == ["français\u00a0: illisible, voir plus haut", "corriger d’abord la page"]
    assert "FM001" in french


def test_a_section_that_only_one_language_has_is_to_be_written_in_the_other(project):
    edit(project, FRENCH, ("Texte.", "Texte.\n\n## Troisième {#three}\n\nSuite."))
    assert row(parts(project)[1])[1].endswith(": arabe<br>Troisième (`#three`)")


def test_a_site_without_records_is_told_so(tmp_path):
    root = commit(lay(tmp_path / "project", FIXTURES / "base"))
    edit(root, FRENCH, ("Texte.", "Un autre texte."))
    assert row(parts(root)[1])[1] == "aucune relecture notée\u00a0: relire les langues côte à côte"


def test_contacts_in_both_languages_with_what_is_refused(project):
    edit(project, SOURCE, ('value: "19"', 'value: "15"'))
    arabic, french = parts(project)
    values = "`ma-police-19` | phone | `19` | `15` | `https://www.libe.ma/page` | 2026-11-21 | GRD001 GRD002 |"
    assert f"| → | remplacé | {values}" in french
    assert f"| → | استبدال | {values}" in arabic
    assert "Refusé tant que ce n’est pas corrigé\u00a0: 2" in french
    edit(project, SOURCE, ("libe.ma/page", "libe.ma/autre"), ('checked: "2026-11-21"', 'checked: "2026-11-22"'))
    assert "Une personne doit encore comparer chaque valeur avec sa source." in parts(project)[1]
    edit(project, SOURCE, ("- id:", "- id: ["))
    assert "Les contacts sont illisibles" in parts(project)[1]


def test_what_is_copied_holds_no_mark_of_direction(project):
    edit(project, FRENCH, ("Texte.", "Un autre texte."))
    code = re.findall(r"`([^`\n]+)`", review.review(project, project / "site", "base"))
    assert code.count("make accept PAGES=docs/ar/index.md") == 2
    assert [one for one in code if re.search(r"[\u2060-\u206f]", one)] == []


def test_a_number_keeps_its_plus_in_arabic(project):
    edit(project, SOURCE, ('value: "19"', 'value: "+212537000000"'))
    assert "\u2068`+212537000000`\u2069" in review.review(project, project / "site", "base")


def test_the_printed_sheets_that_are_another_now(tmp_path):
    root = commit(copy_project(tmp_path))
    for language, heading in (("fr", "## "), ("ar", "## ")):
        edit(root, f"docs/{language}/checklists/phone.md", (f"\n{heading}", f"\n{heading}Z "))
    arabic, french = parts(root)
    assert re.search(r"Fiches imprimées qui changent.* `phone`$", french, re.MULTILINE)
    assert re.search(r"`make sheets`.* `phone`$", arabic, re.MULTILINE)


HOSTILE = (
    "<img src=x> @octocat [ici](https://evil.example) ![x](//evil.example/x) #12 www.evil.example `a|b` | $x$ ~~y~~"
)


def live(part):
    """What GitHub would read as more than text, outside code, our own tags and our own links."""
    part = re.sub(r"<div dir=\"(?:rtl|ltr)\" lang=\"(?:ar|fr)\">|</div>|<br>", "", part)
    part = re.sub(r"\\.", "", re.sub(r"`[^`\n]+`", "", part))
    return re.findall(r"[<>`$~*]|[\]\[]|@\w|#\d|://|www\.", part)


def test_nothing_that_a_proposal_holds_is_more_than_text(project):
    edit(project, FRENCH, ("## Second {#two}", f"## Second {HOSTILE} {{#two}}"), ("Texte.", "Autre."))
    name = "@octocat <b> `x` |y| [z](w).md"
    (project / "docs" / "fr" / name).write_text((project / FRENCH).read_text("utf-8"), encoding="utf-8")
    edit(project, SOURCE, ('value: "19"', f"value: '{HOSTILE}'"), ("https://www.libe.ma/page", f"'{HOSTILE}'"))
    edit(project, SOURCE, ("kind: phone", f"kind: '{HOSTILE}'"), ('checked: "2026-11-21"', f"checked: '{HOSTILE}'"))
    for part in parts(project):
        assert "octocat" in re.sub(r"`[^`\n]+`", "", part), "the heading is shown"
        assert live(part) == []
        cells = [len(re.findall(r"(?<!\\)\|", line)) for line in part.splitlines() if line.startswith("| ")]
        assert set(cells) == {4, 10}, "no cell more than the table has"


@pytest.mark.parametrize("text", ["<b>", "a@b", "[x](y)", "https://x.ma", "#1", "*a*", "`", "a|b", "&lt;", "\\", "$a$"])
def test_escaped_text_is_found_dangerous_unless_escaped(text):
    assert escaped(text) != text
    assert live(escaped(text)) == []


def test_a_table_too_long_says_how_much_is_missing():
    table = Writer("fr").table([say("page")], ([str(number)] for number in range(100, 200)), 50)
    assert table.splitlines() == ["| page |", "| --- |", *(f"| {number} |" for number in range(100, 106)), "| … +94 |"]


def test_what_a_flood_of_changes_gives_is_no_longer_than_github_takes(project):
    text = (project / FRENCH).read_text(encoding="utf-8")
    sections = "".join(f"\n## {'Mot ' * 60}{number} {{#s{number}}}\n\n<b>{'Texte ' * 40}</b>\n" for number in range(16))
    for number in range(150):
        (project / "docs" / "fr" / f"page-{number}.md").write_text(text, encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "-qm", "pages")
    git(project, "tag", "-f", "base")
    for number in range(150):
        (project / "docs" / "fr" / f"page-{number}.md").write_text(text + sections, encoding="utf-8")
    whole = review.review(project, project / "site", "base")
    assert 400_000 < len(whole.encode()) < 1024 * 1024
    assert whole.count("| … +") == 4


def test_wrong_use_is_one_line_and_exit_2(project):
    result = scripts("review", "--root", str(project), "--base", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1 and "«nowhere» is not a commit of this repository" in result.stderr
    edit(project, FRENCH, ("{#two}", ""))
    result = scripts("review", "--root", str(project), "--base", "base")
    assert result.returncode == 0 and "HID001" in result.stdout and result.stderr == ""


def test_settings_that_cannot_be_read_are_told_in_every_language(project):
    edit(project, "mkdocs.yml", ("site_name: Base", "site_name: [Base"))
    arabic, french = parts(project)
    assert "CFG001" in arabic and "CFG001" in french


class TestSummaryOfTheCheck:
    def test_is_in_both_languages_and_left_to_the_review_of_a_proposal(self, project, tmp_path):
        edit(project, FRENCH, ("{#two}", ""))
        summary = tmp_path / "summary.md"
        asked = ["check", "--root", str(project), "--format", "github"]
        scripts(*asked, GITHUB_STEP_SUMMARY=str(summary), GITHUB_BASE_REF="main")
        assert not summary.exists()
        scripts(*asked, GITHUB_STEP_SUMMARY=str(summary), GITHUB_BASE_REF="")
        text = summary.read_text(encoding="utf-8")
        assert text.index('lang="ar"') < text.index('lang="fr"') and text.count("HID001") == 2

    def test_leads_to_the_pages_of_the_rules_where_the_site_has_them(self, tmp_path):
        root = copy_project(tmp_path)
        edit(root, "docs/fr/now/stranger.md", ("## ", "## @octocat "))
        summary = tmp_path / "summary.md"
        environment = {"GITHUB_STEP_SUMMARY": str(summary), "SITE_URL": "https://a.example/b/", "GITHUB_BASE_REF": ""}
        scripts("check", "--root", str(root), "--format", "github", **environment)
        text = summary.read_text(encoding="utf-8")
        assert "[STL001](https://a.example/b/latest/about/rules/stl001/)" in text
        assert "[STL001](https://a.example/b/latest/fr/about/rules/stl001/)" in text
