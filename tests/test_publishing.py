"""Publishing for real: a bare repository as remote, mike, git, then the branch served as Pages would and read.

One story, told once for all tests: each chapter is a commit of the remote's branch.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree as etree

import pypdfium2
import pytest
import zxingcpp
from lxml import html as lxml_html

from scripts.built_page import read_page
from tests.conftest import ROOT, copy_project, run
from tests.pages_host import serving

SITE = "https://org.test/repo/"
WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
       for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))}  # fmt: skip
ENVIRONMENT = WHO | {"SITE_URL": SITE, "REPO_URL": "https://github.com/org/repo"}


def git(where: Path, *arguments: str) -> str:
    done = run("git", *arguments, cwd=where, **WHO)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Stage:
    """A clone of the project, its remote, and the commands that a maintainer types."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.remote, self.project = folder / "remote.git", folder / "project"
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.remote))
        copy_project(self.project)
        if cache.is_dir():  # printed already by the build of the other tests
            shutil.copytree(cache, self.project / ".build" / "print")
        git(self.project, "init", "-q", "-b", "main")
        git(self.project, "remote", "add", "origin", str(self.remote))
        self.commit("begin")

    def commit(self, message: str) -> None:
        git(self.project, "add", "-A")
        git(self.project, "commit", "-q", "-m", message)

    def command(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        full = ENVIRONMENT | {"PYTHONPATH": str(self.project)} | environment
        return run(sys.executable, "-m", "scripts", *arguments, cwd=self.project, **full)

    def publish(self, version: str, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.command("publish", "--version", version, *more, **environment)

    def tip(self) -> str:
        return run("git", "rev-parse", "--verify", "-q", "gh-pages", cwd=self.remote).stdout.strip()

    def folder(self, target: Path) -> Path:
        git(target.parent, "clone", "-q", "-b", "gh-pages", str(self.remote), str(target))
        return target

    def hook(self, repository: Path, name: str, text: str) -> Path:
        path = repository / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return path

    def tidy(self) -> bool:
        """Whether the project's repository is as its owner left it."""
        refs = git(self.project, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/tags").splitlines()
        left = [path.name for path in (self.project / ".build").glob("publish-*")]
        return refs == ["refs/heads/main"] and not left and not git(self.project, "status", "--porcelain")


@pytest.fixture(scope="module")
def stage(tmp_path_factory, site) -> Stage:
    return Stage(tmp_path_factory.mktemp("publishing"), site.parent / ".build" / "print")


@pytest.fixture(scope="module")
def first(stage, tmp_path_factory):
    """The first publication, where there was no branch; then its numbers are made old by hand."""
    done = stage.publish("2026.10")
    assert done.returncode == 0, done.stderr
    tree = stage.folder(tmp_path_factory.mktemp("first") / "pages")
    assert stage.tidy()
    aged = stage.folder(tmp_path_factory.mktemp("aged") / "pages")
    for path in aged.rglob("*"):
        if path.suffix in (".html", ".json", ".csv") and ".git" not in path.parts:
            text = path.read_text(encoding="utf-8")
            old = text.replace('tel:19"', 'tel:1900"').replace(">19<", ">1900<").replace(': "19"', ': "1900"')
            path.write_text(old, encoding="utf-8")
    lost = aged / "2026.10/fr/now/lost/index.html"  # a page that later versions do not have
    lost.parent.mkdir()
    text = (aged / "2026.10/fr/now/stranger/index.html").read_text(encoding="utf-8")
    lost.write_text(text.replace(f"{SITE}latest/fr/now/stranger/", f"{SITE}latest/fr/now/lost/"), encoding="utf-8")
    git(aged, "commit", "-q", "-a", "-m", "Age\n\nVersion: 2026.10")
    git(aged, "add", "-A")
    git(aged, "commit", "-q", "--amend", "--no-edit")
    git(aged, "push", "-q", "origin", "gh-pages")
    return done, tree, aged


@pytest.fixture(scope="module")
def second(stage, first, tmp_path_factory):
    """A second version beside the first, after everything that must fail has failed."""
    before = stage.tip()
    refusals = {}
    hook = stage.hook(stage.remote, "pre-receive", "echo 'quota exceeded' >&2; exit 1")
    refusals["rejected"] = (stage.publish("2026.11"), stage.tip(), stage.tidy())
    stage.hook(stage.remote, "pre-receive", "kill -9 $PPID")
    refusals["cut"] = (stage.publish("2026.11"), stage.tip(), stage.tidy())
    hook.unlink()
    # Somebody publishes while we build: their commit is there when ours arrives.
    other = stage.folder(tmp_path_factory.mktemp("other") / "pages")
    git(other, "commit", "-q", "--allow-empty", "-m", "Publish meanwhile")
    hook = stage.hook(stage.project / ".git", "pre-push", f"cd {other} && unset GIT_DIR && git push -q origin gh-pages")
    meanwhile = stage.publish("2026.11")
    hook.unlink()
    refusals["meanwhile"] = (meanwhile, git(other, "rev-parse", "HEAD"), stage.tidy())
    tip = stage.tip()
    done = stage.publish("2026.11")
    assert done.returncode == 0, done.stderr
    tree = stage.folder(tmp_path_factory.mktemp("second") / "pages")
    return {"before": before, "refusals": refusals, "meanwhile": tip, "done": done, "tree": tree}


@pytest.fixture(scope="module")
def third(stage, second, tmp_path_factory):
    """A third version where two are kept; a page has been removed and one number withdrawn."""
    settings = stage.project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace('publish: {keep: 3, cname: ""}', 'publish: {keep: 2, cname: ""}'))
    stage.commit("keep two")
    done = stage.publish("2026.12")
    assert done.returncode == 0, done.stderr
    return done, stage.folder(tmp_path_factory.mktemp("third") / "pages")


def versions(tree: Path) -> list[str]:
    return [one["version"] for one in json.loads((tree / "versions.json").read_text())]


def test_what_cannot_be_published_is_refused_in_one_line(stage, tmp_path):
    tip = stage.tip()
    (stage.project / "docs" / "fr" / "note.md").write_text("x")
    for arguments, environment, said in (
        (("2026.10",), {}, "publish: not committed: docs/fr/note.md; commit or stash first, "),
        (("نسخة",), {}, "publish: «نسخة» is no version: it is numbers and dots, "),
        (("v1",), {}, "publish: «v1» is no version: it is numbers and dots, year and month first; did you mean 1?"),
    ):
        done = stage.publish(*arguments, **environment)
        assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(said), done.stderr
        assert done.stderr.count("\n") == 1
    (stage.project / "docs" / "fr" / "note.md").unlink()
    for environment, more, said in (
        ({"SITE_URL": ""}, (), "publish: the site needs its address: «https://halte-au-chantage.example/» is none; "),
        ({"SITE_URL": "http://org.test/"}, (), "publish: the site needs its address: «http://org.test/» is none; "),
        ({}, ("--remote", "nowhere"), "publish: the remote «nowhere» cannot be read (fatal: "),
        ({}, ("--remote=--upload-pack=x",), "publish: «--upload-pack=x» is no remote; "),
    ):
        done = stage.publish("2026.10", *more, **environment)
        assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(said), done.stderr
        assert done.stderr.count("\n") == 1
    for command, said in (("rollback", "there is nothing to go back to"), ("squash", "there is nothing to squash")):
        done = stage.command(command, "--remote", str(tmp_path / "none.git"))
        assert done.returncode == 2 and "cannot be read" in done.stderr
        if not tip:
            assert said in stage.command(command).stderr
    assert stage.tip() == tip and stage.tidy()


def entry(version: str, *aliases: str) -> dict:
    return {"version": version, "title": version, "aliases": list(aliases)}


@pytest.mark.parametrize(("files", "version", "said"), [
    ({"versions.json": "{"}, "latest", "publish: versions.json of gh-pages is not as mike writes it; "),
    ({"versions.json": [entry("../x", "latest")]}, "latest", "publish: versions.json of gh-pages is not as mike "),
    ({"versions.json": [{"version": "2026.10"}]}, "latest", "publish: versions.json of gh-pages is not as mike "),
    ({"index.html": "another site"}, "latest", "publish: gh-pages holds what no version is: index.html; "),
    ({"versions.json": [entry("2026.10", "latest", "stable")], "stable/index.html": "19", "2026.10/index.html": "19"},
     "latest", "publish: gh-pages holds what no version is: stable; "),
    ({"versions.json": [entry("2026.10"), entry("2026.09", "latest")]}, "latest",
     "publish: 2026.09 would be live, but 2026.10, which is published, is higher; "),
    ({"versions.json": [entry("2026.10")]}, "2026.09",
     "publish: 2026.09 would be live, but 2026.10, which is published, is higher; "),
])  # fmt: skip
def test_a_branch_that_somebody_else_made_is_left_alone(stage, tmp_path, files, version, said):
    remote, hand = tmp_path / "remote.git", tmp_path / "hand"
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(tmp_path, "init", "-q", "-b", "gh-pages", str(hand))
    for name, content in files.items():
        (hand / name).parent.mkdir(exist_ok=True)
        (hand / name).write_text(content if isinstance(content, str) else json.dumps(content))
    git(hand, "add", "-A")
    git(hand, "commit", "-q", "-m", "by hand")
    git(hand, "push", "-q", str(remote), "gh-pages")
    done = stage.publish(version, "--remote", str(remote))
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(said), done.stderr
    assert done.stderr.count("\n") == 1
    assert git(remote, "rev-parse", "gh-pages") == git(hand, "rev-parse", "HEAD") and stage.tidy()


def test_a_link_out_of_the_branch_is_not_followed(stage, tmp_path):
    """Renewing a version removes and writes files: never those of a folder that a link names."""
    remote, hand, mine = tmp_path / "remote.git", tmp_path / "hand", tmp_path / "mine"
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(tmp_path, "init", "-q", "-b", "gh-pages", str(hand))
    mine.mkdir()
    (mine / "letter.txt").write_text("keep")
    (hand / "2026.09").symlink_to(mine)
    (hand / "versions.json").write_text(json.dumps([entry("2026.09", "latest")]))
    git(hand, "add", "-A")
    git(hand, "commit", "-q", "-m", "by hand")
    git(hand, "push", "-q", str(remote), "gh-pages")
    done = stage.publish("2026.10", "--remote", str(remote))
    assert done.returncode == 2 and "gh-pages holds what no version is: 2026.09; " in done.stderr
    assert (mine / "letter.txt").read_text() == "keep"


def test_what_opens_a_remote_is_not_told(stage):
    done = stage.publish("2026.10", "--remote", "http://name:s3cret@127.0.0.1:9/x.git")
    assert done.returncode == 2 and "http://127.0.0.1:9/x.git" in done.stderr and "s3cret" not in done.stderr


def test_outside_of_a_repository_nothing_is_published(tmp_path):
    done = run(sys.executable, "-m", "scripts", "publish", "--version", "2026.10", "--root", str(tmp_path),
               GIT_CEILING_DIRECTORIES=str(tmp_path.parent))  # fmt: skip
    assert done.returncode == 2 and "cannot be published from" in done.stderr and "Traceback" not in done.stderr


def test_a_first_publication_makes_the_branch(first):
    done, tree, _ = first
    assert "published 2026.10 as " in done.stdout and "to undo it: make rollback" in done.stdout
    names = {path.name for path in tree.iterdir()} - {".git"}
    assert names == {"2026.10", "latest", "index.html", "404.html", "robots.txt", "sitemap.xml", "versions.json",
                     ".nojekyll", ".well-known"}  # fmt: skip
    assert git(tree, "rev-parse", "HEAD:2026.10") == git(tree, "rev-parse", "HEAD:latest")
    assert git(tree, "rev-list", "--count", "HEAD") == "1"
    entry = json.loads((tree / "versions.json").read_text())[0]
    assert entry["aliases"] == ["latest"] and set(entry["properties"]) == {"date", "renewed", "source"}


def test_only_one_version_makes_no_list(first):
    page = lxml_html.parse(str(first[1] / "latest/fr/now/index.html")).getroot()
    (line,) = page.xpath("//div[@data-publish='versions']/*")
    assert line.tag == "p" and "2026.10" in line.text_content() and "version actuelle" in line.text_content()
    assert page.xpath("//div[@data-publish='notice']")[0].text_content() == ""


@pytest.mark.parametrize(("how", "said"), [
    ("rejected", "publish: the remote «origin» did not take it (remote: quota exceeded); the site is as before\n"),
    ("cut", "publish: the remote «origin» did not take it ("),
    ("meanwhile", "publish: somebody else has published in the meantime; "),
])  # fmt: skip
def test_a_push_that_does_not_arrive_changes_nothing(second, how, said):
    done, tip, tidy = second["refusals"][how]
    assert done.returncode == 2 and done.stderr.startswith(said), done.stderr
    assert done.stderr.count("\n") == 1 and tidy
    assert tip == (second["meanwhile"] if how == "meanwhile" else second["before"])


def test_a_second_publication_adds_to_the_first(second, stage):
    tree = second["tree"]
    assert versions(tree) == ["2026.11", "2026.10"]
    assert git(tree, "rev-parse", "HEAD:2026.11") == git(tree, "rev-parse", "HEAD:latest")
    assert git(tree, "rev-parse", "HEAD~1") == second["meanwhile"]
    assert "contacts that change for readers: " in second["done"].stdout
    assert re.search(r"^  ma-police-19 phone: 1900 → 19$", second["done"].stdout, re.M)


def test_an_old_version_gives_the_numbers_of_today(first, second):
    aged, tree = first[2], second["tree"]
    for path in ("2026.10/now/index.html", "2026.10/fr/now/index.html", "2026.10/fr/index.html"):
        assert "1900" in (aged / path).read_text() and "1900" not in (tree / path).read_text()
        now, then = ((tree / one).read_text() for one in (path.replace("2026.10", "latest"), path))
        lines = [re.findall(r'<li class="channel-line".*?</li>\n?</ul>', text, re.S) for text in (now, then)]
        assert lines[0] == lines[1] and lines[0]
    every = [path for path in (tree / "2026.10").rglob("*") if path.suffix in (".html", ".json", ".csv")]
    assert not [path for path in every if "1900" in path.read_text(encoding="utf-8")]


def test_an_old_version_is_marked_in_the_language_of_the_page(second):
    for path, words in (("fr/now", "Vous lisez une ancienne version"), ("now", "هذا إصدار قديم من الموقع")):
        page = lxml_html.parse(str(second["tree"] / "2026.10" / path / "index.html")).getroot()
        (notice,) = page.xpath("//div[@data-publish='notice']/aside")
        assert words in notice.text_content() and "2026.10" in notice.text_content()
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not page.xpath("//*[@data-search-open]") and not page.xpath("//form[@name='search']")


def test_canonical_addresses_lead_to_latest(second):
    tree = second["tree"]
    for version in ("2026.10", "2026.11", "latest"):
        for path in sorted((tree / version).rglob("*.html")):
            page = read_page(tree, path)
            for address in filter(None, (page.canonical, *page.alternates.values())):
                assert address.startswith(f"{SITE}latest/"), (page.path, address)
                assert (tree / address.removeprefix(SITE) / "index.html").is_file(), (page.path, address)
    assert 'rel="canonical"' not in (tree / "2026.10/fr/now/lost/index.html").read_text()


def test_search_engines_find_the_sitemap_of_latest(second):
    tree = second["tree"]
    assert f"Sitemap: {SITE}sitemap.xml" in (tree / "robots.txt").read_text()
    (place,) = [one.text for one in etree.parse(tree / "sitemap.xml").findall(".//{*}loc")]
    assert place == f"{SITE}latest/sitemap.xml"
    found = [one.text for one in etree.parse(tree / "latest/sitemap.xml").findall(".//{*}loc")]
    assert len(found) > 100 and all((tree / one.removeprefix(SITE) / "index.html").is_file() for one in found)
    assert not (tree / "2026.10" / "sitemap.xml").exists()


def test_security_txt_can_be_written_to_and_ends(second):
    fields = dict(
        line.split(": ", 1) for line in (second["tree"] / ".well-known/security.txt").read_text().splitlines()
    )
    assert fields["Contact"] == "https://github.com/org/repo/security/advisories/new"
    ends = datetime.datetime.fromisoformat(fields["Expires"]).date()
    assert datetime.timedelta(300) < ends - datetime.datetime.now(datetime.UTC).date() <= datetime.timedelta(366)
    assert fields["Preferred-Languages"] == "ar, fr, en"


def test_the_version_selector_keeps_the_page(second):
    tree = second["tree"]
    expected = {
        ("latest", "fr/now/evidence"): ["../../../../2026.10/fr/now/evidence/"],
        ("2026.11", "fr/now/evidence"): ["../../../../2026.10/fr/now/evidence/"],
        ("2026.10", "fr/now/evidence"): ["../../../../latest/fr/now/evidence/"],
        ("2026.10", "now/evidence"): ["../../../latest/now/evidence/"],
        ("2026.10", "fr/now/lost"): ["../../../../latest/fr/"],
        ("latest", "fr/directory/morocco"): [],
    }
    for (version, path), links in expected.items():
        page = lxml_html.parse(str(tree / version / path / "index.html")).getroot()
        box = page.xpath("//div[@data-publish='versions']")[0]
        assert box.xpath(".//li/a/@href") == links, (version, path)
        assert len(box.xpath(".//*[@aria-current]")) == (1 if links else 0)


def test_sheets_and_directory_answer_from_latest_only(second):
    tree = second["tree"]
    moved = [path for path in (tree / "2026.10").rglob("*.html") if 'data-publish="moved"' in path.read_text()[:300]]
    names = {path.relative_to(tree / "2026.10").parts[0] for path in moved}
    assert {"s", "directory", "fr"} <= names
    sheet = next(path for path in moved if path.relative_to(tree / "2026.10").parts[0] == "s")
    target = read_page(tree, sheet).redirect
    there = (sheet.parent / target / "index.html").resolve()
    assert there.is_file() and there.relative_to(tree.resolve()).parts[0] == "latest"


def test_the_code_of_a_printed_sheet_leads_to_latest(second):
    tree = second["tree"]
    for name in ("2026.10", "2026.11", "latest"):
        sheet = (
            next((tree / name / "print").glob("first-hour-*.pdf"), None)
            or sorted((tree / name / "print").glob("*.pdf"))[0]
        )
        pages = pypdfium2.PdfDocument(str(sheet))
        found = {code.text for page in pages for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
        status = [one for one in found if "/s/" in one]
        assert status, (sheet.name, found)
        for address in status:
            assert address.startswith(f"{SITE}latest/s/"), address
            assert (tree / address.removeprefix(SITE) / "index.html").is_file(), address


def test_publishing_the_same_again_changes_nothing(stage, second):
    tip = stage.tip()
    done = stage.publish("2026.11", SOURCE_DATE_EPOCH=str(int(time.time())))
    assert done.returncode == 0 and "2026.11 is already published just like this: nothing to do" in done.stdout
    assert stage.tip() == tip


def test_versions_are_pruned_and_never_replaced_or_lowered_by_mistake(stage, third, second):
    done, tree = third
    assert versions(tree) == ["2026.12", "2026.11"] and "pruned: 2026.10" in done.stdout
    assert not (tree / "2026.10").exists()
    tip = stage.tip()
    (stage.project / "README.md").write_text("x")
    stage.commit("another source")
    for version, said in (
        ("2026.12", "publish: 2026.12 is published already; publish a higher version, or replace it with FORCE=1\n"),
        ("2026.11", "publish: 2026.11 is lower than 2026.12, which is live; "),
        ("2026.12.0", "publish: 2026.12.0 and 2026.12, which is published, are one version; "),
    ):
        refused = stage.publish(version)
        assert refused.returncode == 2 and refused.stderr.startswith(said), refused.stderr
    git(stage.project, "checkout", "-q", "HEAD~2")
    older = stage.publish("latest")
    git(stage.project, "checkout", "-q", "main")
    assert older.returncode == 2 and "which this commit does not contain: it may be newer" in older.stderr
    assert stage.tip() == tip and stage.tidy()


def test_a_failing_check_stops_the_publication(stage, third):
    tip = stage.tip()
    page = stage.project / "docs" / "fr" / "now" / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\nVoir [la suite](nowhere.md).\n", encoding="utf-8")
    stage.commit("break")
    done = stage.publish("latest")
    page.write_text(text, encoding="utf-8")
    stage.commit("mend")
    assert done.returncode == 1 and "nowhere.md" in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.endswith("publish: nothing was changed, the site is as before; correct this first\n")
    assert stage.tip() == tip and stage.tidy()


def test_a_publication_that_is_killed_leaves_the_site_as_it_was(stage, third):
    tip = stage.tip()
    environment = os.environ | ENVIRONMENT | {"PYTHONPATH": str(stage.project)}
    command = [sys.executable, "-m", "scripts", "publish", "--version", "latest"]
    running = subprocess.Popen(command, cwd=stage.project, env=environment, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    running.stdout.readline()  # it builds
    time.sleep(1)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert stage.tip() == tip
    assert git(stage.project, "for-each-ref", "--format=%(refname)", "refs/heads") == "refs/heads/main"
    assert git(stage.project, "status", "--porcelain") == ""
    shutil.rmtree(stage.project / ".build", ignore_errors=True)


def test_a_publication_that_is_told_to_stop_takes_its_things_along(stage, third):
    tip = stage.tip()
    environment = os.environ | ENVIRONMENT | {"PYTHONPATH": str(stage.project)}
    command = [sys.executable, "-m", "scripts", "publish", "--version", "latest"]
    running = subprocess.Popen(command, cwd=stage.project, env=environment, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
    running.stdout.readline()  # it builds
    time.sleep(1)
    running.terminate()
    _, said = running.communicate()
    assert running.returncode == 2 and said.startswith("publish: interrupted; the site is as before")
    assert stage.tip() == tip and stage.tidy()


def test_back_again_and_a_shorter_history(stage, third, tmp_path):
    """Roll back twice, squash, and what is served is byte for byte what it was."""
    trees = git(stage.remote, "log", "--format=%T", "gh-pages").splitlines()
    done = stage.command("rollback")
    assert done.returncode == 0, done.stderr
    assert re.match(
        r"contacts that change for readers: none\n2026\.11 as published on 20\S+ is served again", done.stdout
    )
    assert git(stage.remote, "rev-parse", "gh-pages^{tree}") == trees[1]
    again = stage.command("rollback")
    assert again.returncode == 0 and "  ma-police-19 phone: 19 → 1900\n" in again.stdout
    assert git(stage.remote, "rev-parse", "gh-pages^{tree}") == trees[2]
    squashed = stage.command("squash", "--keep", "2")
    assert squashed.returncode == 0, squashed.stderr
    assert "gh-pages had 7 publications in its history and has 2" in squashed.stdout
    assert git(stage.remote, "rev-list", "--count", "gh-pages") == "2"
    assert git(stage.remote, "rev-parse", "gh-pages^{tree}") == trees[2]
    further = stage.command("squash", "--keep", "2")
    assert further.returncode == 0 and "had 2 publications in its history and has 2" in further.stdout
    assert stage.tidy()


# ── The branch as Pages serves it ──────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def host(second):
    with serving(second["tree"], "/repo/") as (address, asked):
        yield address, asked


def test_every_link_of_every_kept_version_leads_somewhere(host, the_browser, second):
    """Walked in a browser without scripts: every page, then every address that any of them names."""
    address, _ = host
    context = the_browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.route(
        "**/*", lambda route: route.abort() if route.request.resource_type in ("image", "font") else route.continue_()
    )
    found, seen, ways = set(), set(), [address]
    while ways:
        here = ways.pop()
        if here in seen:
            continue
        seen.add(here)
        parts = urlsplit(here).path.removeprefix("/repo/").split("/")
        if parts[0] == "2026.11" or "rules" in parts:  # the first is latest; the second has tests of its own
            continue
        answer = page.goto(here, wait_until="commit")
        assert answer.ok, here
        hrefs = re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', answer.text())
        for href in hrefs:
            target = urljoin(page.url, href.replace("&amp;", "&")).partition("#")[0]
            if target.startswith(address):
                found.add(target)
                if target.endswith("/"):
                    ways.append(target)
    context.close()
    assert len(seen) > 200
    assert {urlsplit(one).path.split("/")[2] for one in seen} >= {"", "latest", "2026.10"}
    for one in sorted(found - seen):
        with urlopen(one) as answer:
            assert answer.status == 200


def test_the_chooser_has_everything_at_once(host, open_page, the_campaign, the_library):
    address, _ = host
    page = open_page(address, java_script_enabled=False)
    assert page.requests_seen == [address] or page.requests_seen == [address, f"{address}latest/assets/images/icon.svg"]
    for locale in the_campaign.locales:
        section = page.locator(f"section[lang={locale.code}]")
        assert section.get_attribute("dir") == locale.direction
        words = the_library.strings[locale.code]
        assert section.locator("ol.acts li").count() == 5
        assert section.locator("ul.red li").count() == 2
        assert section.locator("a[href='tel:19']").count() == 1
        assert words["chooser_first"] in section.inner_text()
        page.locator(f"nav a[hreflang={locale.code}]").click()
        assert page.url == f"{address}latest/{locale.prefix}"
        page.go_back()


def test_the_chooser_fits_a_phone_and_zoom(host, open_page):
    for width in (320, 360, 1280):
        page = open_page(host[0], viewport={"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.errors_seen == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_root_pages_and_old_pages_are_accessible(host, open_page, scheme):
    from axe_playwright_python.sync_playwright import Axe

    for path in ("", "404.html", "2026.10/fr/now/", "2026.10/now/", "latest/fr/"):
        page = open_page(host[0] + path, color_scheme=scheme)
        if page.locator("details.versions").count():
            page.locator("details.versions summary").click()
        found = Axe().run(page).response["violations"]
        assert not found, (path, [(one["id"], one["nodes"][0]["html"]) for one in found])


def test_a_lost_address_leads_back_to_its_language_and_version(host, open_page):
    address, asked = host
    for path, language, home in (
        ("2026.10/fr/nothing/", "fr", "/repo/2026.10/fr/"),
        ("latest/fr/nothing/", "fr", "/repo/latest/fr/"),
        ("2026.10/nothing", "ar", "/repo/2026.10/"),
        ("fr/now/", "fr", "/repo/latest/fr/"),
        ("2031.01/now/", "ar", "/repo/latest/"),
        ("%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "ar", "/repo/latest/"),
    ):
        page = open_page(address + path)
        assert asked[-1][0] == 404 or any(status == 404 for status, _ in asked[-3:])
        first = page.locator("section").first
        assert first.get_attribute("lang") == language
        assert urlsplit(first.locator("a.home").evaluate("one => one.href")).path == home
    plain = open_page(address + "fr/nothing/", java_script_enabled=False)
    assert plain.locator("section").count() == 2 and plain.locator("a.home").count() == 2


def test_folders_show_no_list_and_pages_are_compressed(host):
    from urllib.error import HTTPError
    from urllib.request import Request

    with pytest.raises(HTTPError) as raised:
        urlopen(host[0] + "latest/print/")
    assert raised.value.code == 404
    with urlopen(Request(host[0], headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.read()) < 8_000


def test_switching_language_and_version_in_the_browser(host, open_page):
    address, _ = host
    page = open_page(address + "2026.10/fr/now/evidence/")
    page.locator("nav.languages a").click()
    assert page.url == address + "2026.10/now/evidence/"
    page.locator("details.versions summary").click()
    page.locator("details.versions a").first.click()
    assert page.url == address + "latest/now/evidence/"
    assert page.locator("aside.outdated").count() == 0
    page.locator("details.versions summary").click()
    page.get_by_role("link", name="2026.10").click()
    assert page.url == address + "2026.10/now/evidence/"
    page.locator("aside.outdated a").click()
    assert page.url == address + "latest/now/evidence/"
    page = open_page(address + "2026.10/directory/")
    page.wait_for_url(address + "latest/directory/")
    assert page.errors_seen == []


def test_nothing_is_asked_of_other_hosts(host, open_page):
    address, _ = host
    for path in ("", "404.html", "2026.10/fr/now/", "latest/now/"):
        page = open_page(address + path)
        assert [one for one in page.requests_seen if not one.startswith(address)] == []


def test_the_readme_names_every_command(stage):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make publish", "make rollback", "make squash", "make offline"):
        assert f"`{command}" in text, command
