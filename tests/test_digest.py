"""The weekly issue: which addresses lead nowhere, asked on servers of this machine, and which checks are due."""

import argparse
import datetime
import re
import shutil

import pytest
from conftest import ROOT, scripts
from test_reach import BASE, Server, serving, write

from scripts import campaign, digest, reach, yaml_source
from scripts.github_text import Writer, in_every_language
from scripts.library import Library
from scripts.reach.round import go
from scripts.record import of_channels

CHANNELS = "data/channels/ma.yml"
MANNERS = ["--pause", "0.02", "--timeout", "0.5", "--patience", "2"]


@pytest.fixture
def server():
    with serving(Server()) as one:
        yield one


@pytest.fixture
def project(tmp_path):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "data" / "strings", tmp_path / "data" / "strings")
    for path in [
        tmp_path / CHANNELS,
        tmp_path / "data" / "sources.yml",
    ]:  # the addresses of the fixtures are not ours to ask
        text = re.sub(r"https://[\w.]+", "https://nowhere.invalid", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    return tmp_path


def contact(project, url, publish="ok"):
    """Add a contact to the directory; returns its place."""
    path = project / CHANNELS
    text = path.read_text(encoding="utf-8")
    entry = f"    - kind: url\n      value: {url}\n      publish: {publish}\n      checked: '2026-11-21'\n"
    path.write_text(text + entry, encoding="utf-8")
    return f"{CHANNELS}:{text.count(chr(10)) + 1}"


def bodies(project, *, day="2026-11-22", asked=True):
    """The digest in Arabic and in French, its contacts read as they are: an address of this machine is no https one."""
    found = campaign.load(project)
    records = [*of_channels(yaml_source.read(project / CHANNELS), CHANNELS, "ma")]
    parser = argparse.ArgumentParser()
    reach.add_options(parser)
    done = go(found, **reach.settings(parser.parse_args(MANNERS))) if asked else None
    facts = Library(today=datetime.date.fromisoformat(day), records=records)
    text = digest.text(digest.digest(facts, done), in_every_language(found))
    return [re.sub(r"[\u2066-\u2069]", "", part) for part in re.split(r"(?=<div)", text)[1:]]


@pytest.fixture
def quiet(project):
    """A project whose data names no address but those that a test adds."""
    for path in project.glob("data/**/*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("https://", "at "), encoding="utf-8")
    return project


def test_nothing_to_do_is_nothing_at_all(quiet, server):
    write(quiet, server.url("/ok"), server.url("/403"))  # what refuses programs may well serve people
    assert bodies(quiet) == []
    assert ("HEAD", "/ok") in server.asked


def test_a_contact_that_leads_nowhere_comes_first_and_is_urgent(quiet, server):
    place = contact(quiet, server.url("/404/form"))
    broken = contact(quiet, server.url("/500"))
    contact(quiet, server.url("/404/held"), publish="verify_first")
    write(quiet, server.url("/404/link"), server.url("/moved"), server.url("/403"), server.url("/500/other"))
    arabic, french = bodies(quiet)
    heads = [line for line in french.splitlines() if line.startswith("###")]
    assert heads == [
        "### Urgent\u00a0: des contacts ne mènent nulle part",
        "### Adresses qui ne mènent nulle part",
        "### Adresses qui ont changé",
        "### Adresses à ouvrir soi-même",
    ]
    urgent, lost, moved, by_hand = re.split(r"^### .*", french, flags=re.MULTILINE)[1:]
    assert f"| `ma-police-19` | «\u00a0`{server.url('/404/form')}`\u00a0» répond" in urgent
    assert f"| `{place}` |" in urgent and f"| `{broken}` |" in urgent and urgent.count("\n| `ma-police-19`") == 2
    assert "/404/held" in lost and "/404/link" in lost and "/404/form" not in lost
    assert f"`{server.url('/ok/new')}`" in moved
    assert "/403" in by_hand and "/500/other" in by_hand
    assert arabic.index("### عاجل") < arabic.index("### عناوين لا تقود") < arabic.index("### عناوين تغيّرت")
    assert not re.search(r"[a-z]{3} [a-z]{3}", re.sub(r"`[^`]*`|<[^>]*>", "", arabic)), "no English in Arabic"


def test_each_address_is_told_once_with_its_places(quiet, server):
    for name in ("docs/fr/index.md", "docs/ar/index.md"):
        write(quiet, *[server.url("/404")] * 3, name=name)
    _, french = bodies(quiet)
    assert french.count(server.url("/404")) == 1
    assert french.count("<br>`docs/") == 2 and "<br>+3 |" in french


def test_checks_that_are_due_by_country(quiet):
    _, french = bodies(quiet, day="2027-05-20", asked=False)
    assert "### À vérifier de nouveau\u00a0: 1" in french
    assert "| Maroc | `ma-police-19` | `19` | 2026-11-21 | `data/channels/ma.yml:11` |" in french
    assert "Cette fois, les adresses n’ont pas été essayées." in french
    assert bodies(quiet, day="2027-05-19", asked=False) == []


def test_a_file_that_cannot_be_read_is_told(quiet, server):
    write(quiet, server.url("/ok"))
    (quiet / "data" / "laws").mkdir()
    (quiet / "data" / "laws" / "ma.yml").write_text("a: [\n", encoding="utf-8")
    assert "`data/laws/ma.yml:2:1`" in bodies(quiet)[1]


def test_an_issue_is_never_longer_than_github_takes(quiet, server):
    with serving(Server("127.0.0.2")) as other:
        for number in range(60):
            contact(quiet, server.url(f"/404/{number:0>50}"))
            write(quiet, other.url(f"/404/{number:0>50}"))
        found = campaign.load(quiet)
        parser = argparse.ArgumentParser()
        reach.add_options(parser)
        done = go(found, **reach.settings(parser.parse_args(["--pause", "0", "--timeout", "5"])))
    records = [*of_channels(yaml_source.read(quiet / CHANNELS), CHANNELS, "ma")]
    late = Library(today=datetime.date(2028, 1, 1), records=records * 5)
    text = digest.text(digest.digest(late, done), [Writer("ar"), Writer("fr")])
    assert text.count("… +") == 6 and len(text) < 65536


class TestCommand:
    def test_the_real_directory_on_the_day_its_checks_are_due(self):
        quiet = scripts("digest", "--offline", SOURCE_DATE_EPOCH="1796000000")
        late = scripts("digest", "--offline", SOURCE_DATE_EPOCH="1830000000")
        assert (quiet.stdout, quiet.stderr, quiet.returncode) == ("", "", 0)
        assert late.returncode == 0 and late.stdout.startswith('<div dir="rtl" lang="ar">\n\n## هذا الأسبوع\n')
        assert "| Maroc |" in late.stdout or "| Émirats arabes unis |" in late.stdout
        assert len(late.stdout) < 65536

    def test_dead_addresses_never_fail(self, project, server):
        write(project, server.url("/ok"), server.url("/404"))
        result = scripts("digest", "--root", str(project), *MANNERS)
        assert (result.returncode, result.stderr) == (0, "")
        assert server.url("/404") in result.stdout and "nowhere.invalid" in result.stdout

    def test_without_internet_or_time_nothing_is_said(self, project, server):
        result = scripts("digest", "--root", str(project), *MANNERS)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr == "No server answered at all, so nothing is said of any; run it again on the internet.\n"
        write(project, server.url("/slow"), server.url("/slow/b"), server.url("/ok"))
        result = scripts("digest", "--root", str(project), *MANNERS, "--budget", "0.3")
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("There was no time for all addresses;")

    def test_wrong_use(self, project):
        result = scripts("digest", "--root", str(project), "--only", "elsewhere.example")
        assert result.returncode == 2 and result.stderr.startswith("No address is on «elsewhere.example»")
        (project / "mkdocs.yml").write_text("a: [\n", encoding="utf-8")
        result = scripts("digest", "--root", str(project), "--offline")
        assert result.returncode == 1 and result.stdout == "" and "CFG001" in result.stderr
