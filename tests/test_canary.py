"""Tomorrow's site: which versions differ, whether two built sites are the same. The whole run needs a package index."""

import pytest
from conftest import scripts

from scripts import canary

PAGE = '<head>\n<meta name="generator" content="{}">\n<title>T</title></head>'


@pytest.fixture
def sites(tmp_path):
    """Two sites that differ only in the program that wrote them."""
    for name, program in (("one", "mkdocs-1.6.1"), ("other", "properdocs-1.6.7")):
        (tmp_path / name / "fr").mkdir(parents=True)
        (tmp_path / name / "fr" / "index.html").write_text(PAGE.format(program), encoding="utf-8")
        (tmp_path / name / "sheet.pdf").write_bytes(b"%PDF\xff")
    return tmp_path / "one", tmp_path / "other"


def test_who_wrote_a_page_is_no_difference(sites):
    assert canary.differences(*sites) == []


def test_every_other_difference_is_named(sites):
    one, other = sites
    (other / "fr" / "index.html").write_text(PAGE.format("properdocs").replace("T<", "U<"), encoding="utf-8")
    (other / "sheet.pdf").write_bytes(b"%PDF\xfe")
    (one / "gone").write_bytes(b"")
    (other / "new").write_bytes(b"")
    found = ["fr/index.html: other content", "gone: missing", "new: added", "sheet.pdf: other content"]
    assert canary.differences(one, other) == found


def test_the_versions_that_differ():
    locked = "mkdocs==1.6.1 \\\n    --hash=sha256:00\nMy_Lib==1.0 ; sys_platform == 'x'\nold==1\n    # via mkdocs==9\n"
    newest = "mkdocs==1.6.2\nmy-lib==1.0\nfresh==2.0rc1\n"
    assert canary.versions(locked, newest).splitlines() == [
        "| dependency | locked | newest |",
        "| --- | --- | --- |",
        "| `fresh` | – | 2.0rc1 |",
        "| `mkdocs` | 1.6.1 | 1.6.2 |",
        "| `old` | 1 | – |",
    ]
    assert canary.versions(locked, locked) == "The lock holds the newest versions that pyproject.toml allows.\n"


def test_a_step_that_fails_is_said_without_a_traceback(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    result = scripts("canary", "--root", str(tmp_path))
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("## Tomorrow’s site\n\n**Failed: choosing versions.**\n\n    ")
