"""The commands people type, with real parts: an empty environment, a live preview, sources that are wrong."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT, copy_project, project_files, run, scripts

FINDING = re.compile(r"^[\w./-]+:\d+:\d+: [A-Z]{3}\d{3} .+$|^[\w./-]+:\d+:\d+: [A-Z]{2}\d{3} .+$")


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_make_site_needs_nothing_but_python_and_make(tmp_path):
    """The README's first command on a clean copy, with a new environment: the lock installs, the site stands."""
    project = copy_project(tmp_path / "project")
    result = run("make", "site", f"VENV={tmp_path / 'venv'}", f"PYTHON={sys._base_executable}", cwd=project, LOCALE="")
    assert result.returncode == 0, result.stderr
    assert (project / "site" / "index.html").is_file() and (project / "site" / "fr" / "index.html").is_file()
    assert "http.server --bind 127.0.0.1" in result.stdout
    assert "Traceback" not in result.stderr
    untracked = {path.name for path in project.iterdir()} - {name.split("/")[0] for name in project_files()}
    assert untracked <= {"site", ".build", ".cache"}


def test_an_old_python_is_told_so(tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    result = run("make", "site", f"VENV={tmp_path / 'venv'}", f"PYTHON={old}")
    assert result.returncode == 2
    assert "Python 3.11.5 or newer is needed" in result.stderr


def test_the_same_sources_give_the_same_bytes(tmp_path, site):
    again = scripts("build", cwd=copy_project(tmp_path))
    assert again.returncode == 0, again.stderr
    assert fingerprint(tmp_path / "site") == fingerprint(site)


def test_no_file_names_a_package_index_or_this_machine():
    index = re.compile(rb"pypi\.org|pythonhosted|registry\.npmjs|--index-url|--extra-index")
    for name in project_files():
        content = (ROOT / name).read_bytes()
        if name not in ("tests/test_commands.py", "Makefile"):
            assert not index.search(content), name
        assert str(ROOT).encode() + b"/" not in content, name


def test_every_requirement_is_pinned_and_hashed():
    for name in ("requirements.txt", "requirements-test.txt", "requirements-campaign.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if re.match(r"[a-z]", line)]
        assert len(packages) > 30
        assert all("==" in line and line.rstrip().endswith("\\") for line in packages)


BAD = {
    "broken front matter": ("docs/fr/now/index.md", "title: ", "title: [", "FM001"),
    "missing key": ("docs/ar/now/index.md", "kind: emergency\n", "", "FM002"),
    "duplicate heading id": ("docs/fr/now/index.md", "{#red-lines}", "{#acts}", "HID002"),
    "unknown source id": ("docs/fr/now/index.md", "[^ncmec-2024]", "[^ncmec-2042]", "SRC001"),
    "unknown channel": ("docs/ar/now/index.md", "channel:ma-police-19", "channel:ma-police", "CHN001"),
    "letters in a number": ("data/channels/ma.yml", 'value: "19"', 'value: "l9"', "DAT001"),
    "unfinished strings": ("data/strings/fr.yml", "footer_line: ", "footer_lime: ", "DAT001"),
    "broken configuration": ("mkdocs.yml", "site_name: ", "site_name: [", "CFG001"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    project = copy_project(tmp_path_factory.mktemp("good"))
    assert scripts("build", cwd=project).returncode == 0
    return project


def failing_build(project: Path) -> str:
    before = fingerprint(project / "site")
    result = scripts("build", cwd=project)
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert "site/ from the last good build is untouched" in result.stderr
    assert fingerprint(project / "site") == before
    assert {path.name for path in (project / ".build").iterdir()} <= {"print"}, "only what was printed is kept"
    return result.stderr


@pytest.mark.parametrize("name", BAD)
def test_bad_input_stops_the_build_with_its_line(good, name):
    path, old, new, code = BAD[name]
    file = good / path
    content = file.read_text(encoding="utf-8")
    assert old in content
    try:
        file.write_text(content.replace(old, new, 1), encoding="utf-8")
        lines = [line for line in failing_build(good).splitlines() if f" {code} " in line]
        assert lines and all(FINDING.match(line) for line in lines)
        assert any(line.startswith(f"{path}:") for line in lines), lines
    finally:
        file.write_text(content, encoding="utf-8")


def test_a_missing_translation_and_an_unknown_folder_stop_the_build(good):
    page = good / "docs" / "fr" / "now" / "report.md"
    content = page.read_text(encoding="utf-8")
    (good / "docs" / "de").mkdir()
    try:
        page.unlink()
        lines = failing_build(good)
        assert re.search(r"^docs/ar/now/report\.md:1:1: PAR001 .*\bdocs/fr/now/report\.md", lines, re.MULTILINE)
        assert "docs/de:1:1: LOC001 «de» is not a language of this site (ar, fr)" in lines
    finally:
        page.write_text(content, encoding="utf-8")
        (good / "docs" / "de").rmdir()


def test_a_broken_link_stops_the_build(good):
    page = good / "docs" / "fr" / "now" / "index.md"
    content = page.read_text(encoding="utf-8")
    try:
        page.write_text(content.replace("(stranger.md)", "(strangers.md#x)"), encoding="utf-8")
        assert "strangers.md" in failing_build(good)
    finally:
        page.write_text(content, encoding="utf-8")


def test_plain_mkdocs_refuses_too(good, tmp_path):
    """`mike` calls mkdocs directly: findings stop it without our command."""
    page = good / "docs" / "fr" / "now" / "index.md"
    content = page.read_text(encoding="utf-8")
    try:
        page.write_text(content.replace("{#red-lines}", ""), encoding="utf-8")
        result = run(sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "out"), cwd=good)
        assert result.returncode == 1
        assert "HID001" in result.stderr and "Traceback" not in result.stderr
    finally:
        page.write_text(content, encoding="utf-8")


def test_wrong_use_is_exit_2():
    result = scripts("bake")
    assert result.returncode == 2 and "Traceback" not in result.stderr


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def until(condition, what: str) -> None:
    for _ in range(240):
        if condition():
            return
        time.sleep(0.25)
    pytest.fail(f"waited in vain for: {what}")


# What people type while they write: none of it may freeze the preview or show a traceback.
MISTAKES_IN_PREVIEW = [
    ("page", "## ", "## Sans identifiant\n\n## ", "HID001"),
    ("page", "title: ", "title: [", "FM001"),
    ("page", "reviewed: ", "reviewed: hier #", "FM002"),
    ("page", "(stranger.md)", "(nulle-part.md)", "LNK001"),
    ("strings", "footer_line: ", "footer_lime: ", "DAT001"),
    ("channels", ', fr: "', ', frr: "', "DAT004"),
]


@pytest.mark.parametrize("locale", ["", "fr"])
def test_live_preview_reloads_and_survives_mistakes(tmp_path, locale):
    project = copy_project(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | ({"LOCALE": locale} if locale else {})
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--livereload", "--dev-addr", address]
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    # What is started in the background (nohup, &) ignores SIGINT, and so does whatever it starts.
    heeding = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    server = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log, preexec_fn=heeding)
    address = f"http://127.0.0.1:{port}/" + ("" if locale else "fr/") + "now/"

    def logged() -> str:
        return (tmp_path / "log").read_text(encoding="utf-8")

    try:
        until(lambda: "Ne plus répondre" in fetch(address), "the first page")
        assert ('href="../fr/' in fetch(f"http://127.0.0.1:{port}/now/")) is (locale == "")
        page = project / "docs" / "fr" / "now" / "index.md"
        content = page.read_text(encoding="utf-8")
        page.write_text(content + "\nUne phrase toute neuve.\n", encoding="utf-8")
        until(lambda: "Une phrase toute neuve." in fetch(address), "the new sentence")
        strings = project / "data" / "strings" / "fr.yml"
        channels = project / "data" / "channels" / "ma.yml"
        for number, (file, old, new, code) in enumerate(MISTAKES_IN_PREVIEW):
            file = {"page": page, "strings": strings, "channels": channels}[file]
            good_text = file.read_text(encoding="utf-8")
            assert old in good_text
            seen = logged().count(code)
            file.write_text(good_text.replace(old, new, 1), encoding="utf-8")
            until(lambda: logged().count(code) > seen, f"the finding {code}")  # noqa: B023
            file.write_text(good_text, encoding="utf-8")
            mark = f"Tout va bien {number}."
            page.write_text(content + f"\n{mark}\n", encoding="utf-8")
            until(lambda: mark in fetch(address), f"the page put right after {code}")  # noqa: B023
            page.write_text(content, encoding="utf-8")
        assert "Traceback" not in logged()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(90)  # it ends the build it is in
        log.close()
