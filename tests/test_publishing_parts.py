"""The parts of publishing that need neither git nor a build: names, HTML as it is written, old versions, roll-backs."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.publishing import history, names
from scripts.publishing.audit import Audit
from scripts.publishing.branch import Commit, Workshop, git
from scripts.publishing.contacts_told import changes
from scripts.publishing.html_source import Edit, edited, elements, tags, with_attribute
from scripts.publishing.old_version import Renewal, Version, contacts, fill, relative

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(("name", "hint"), [
    ("نسخة-1", "write VERSION=2026.12"),
    ("٢٠٢٦.١٢", "did you mean 2026.12?"),
    ("v2026.12", "did you mean 2026.12?"),
    ("2026.12 ", "did you mean 2026.12?"),
    ("２０２６.１２", "did you mean 2026.12?"),
    ("", "write VERSION=2026.12"),
    ("../latest", "write VERSION=2026.12"),
    ("--force", "write VERSION=2026.12"),
    ("2026..12", "write VERSION=2026.12"),
    ("1" * 21, "write VERSION=2026.12"),
    ("1.2.3.4.5", "write VERSION=2026.12"),
])  # fmt: skip
def test_a_name_that_is_no_version_is_refused_with_a_hint(name, hint):
    with pytest.raises(names.VersionNameError) as raised:
        names.checked(name)
    assert str(raised.value) == f"«{name}» is no version: it is numbers and dots, year and month first; {hint}"


@given(st.text(max_size=30))
def test_whatever_is_accepted_is_plain_digits_and_dots(name):
    try:
        accepted = names.checked(name)
    except names.VersionNameError as error:
        assert "\n" not in str(error) or "\n" in name
    else:
        assert set(accepted) <= set("0123456789.") and accepted == name


def test_which_version_is_published():
    assert names.chosen("latest", None, [], TODAY) == "2026.11"
    assert names.chosen("latest", "2026.9", ["2026.9"], TODAY) == "2026.9"
    assert names.chosen("2026.10", "2026.9", ["2026.9"], TODAY) == "2026.10"
    with pytest.raises(names.VersionNameError, match=r"^2026\.9 is lower than 2026\.10, which is live; "):
        names.chosen("2026.9", "2026.10", ["2026.9", "2026.10"], TODAY)
    with pytest.raises(names.VersionNameError, match=r"are one version; write VERSION=2026\.9, or a higher one$"):
        names.chosen("2026.09", "2026.9", ["2026.9"], TODAY)


@given(st.text(alphabet="<>/=\"' abdivp\n&é-!", max_size=80))
def test_reading_tags_keeps_every_byte(html):
    found = tags(html)
    assert all(0 <= tag.start <= tag.end <= len(html) for tag in found)
    assert edited(html, []) == html
    assert list(elements(found, lambda tag: True)) is not None
    assert edited(html, [Edit(tag.start, tag.end, html[tag.start : tag.end]) for tag in found]) == html


def test_an_element_ends_where_its_own_last_tag_stands():
    html = '<div data-x="1">a<div>b</div><img src="i.png">c</div><br data-x="2">d<p data-x="3">never closed'
    found = [html[one.tag.start : one.end] for one in elements(tags(html), lambda tag: "data-x" in tag.attributes)]
    assert found == ['<div data-x="1">a<div>b</div><img src="i.png">c</div>', '<br data-x="2">', '<p data-x="3">']


def test_what_looks_like_a_tag_in_a_script_is_none():
    html = '<script>var a = "<div data-x>";</script><!-- <div data-x> --><div data-x="y">z</div>'
    found = [one.tag.attributes["data-x"] for one in elements(tags(html), lambda tag: "data-x" in tag.attributes)]
    assert found == ["y"]


def test_of_two_edits_that_overlap_the_outer_one_is_made():
    assert edited("abcdef", [Edit(2, 3, "X"), Edit(1, 5, "Y"), Edit(6, 6, "Z")]) == "aYfZ"


def test_another_value_for_an_attribute_keeps_the_others():
    html = '<a class="x" href="a?b&amp;c" hidden>'
    (tag,) = tags(html)
    assert with_attribute(html, tag, "href", "d&e") == '<a class="x" href="d&amp;e" hidden="">'


@pytest.mark.parametrize(("page", "url", "way"), [
    ("2026.10/fr/now/index.html", "latest/fr/now/", "../../../latest/fr/now/"),
    ("2026.10/index.html", "latest/", "../latest/"),
    ("index.html", "latest/fr/", "latest/fr/"),
    ("latest/a/index.html", "latest/a/", "./"),
    ("latest/404.html", "latest/print/x.pdf", "print/x.pdf"),
])  # fmt: skip
def test_addresses_from_one_version_to_another(page, url, way):
    assert relative(page, url) == way


class Words:
    """Furniture that can be told apart."""

    def notice(self, locale, version, href, same):
        return f'<a href="{href}">old {version} {locale} {"same" if same else "gone"}</a>'

    def versions(self, locale, path, here):
        return f"versions of {path} in {here}"

    def contact(self, locale, mark, href):
        return f'<li data-contact="{mark}"><a href="{href}">gone</a></li>'

    def moved(self, locale, href):
        return f'<html lang="{locale}" data-publish="moved"><meta http-equiv="refresh" content="0; url={href}"></html>'


BASE = "https://c.test/latest/"
PAGE = """<!doctype html>
<html dir="ltr" lang="fr"{whole}><head><meta charset="utf-8"><title>{path} {name}</title>
<link rel="canonical" href="https://c.test/latest/{url}"><link rel="alternate" hreflang="ar" href="https://c.test/latest/lost/">
</head><body><div data-publish="notice"></div><div data-publish="drop"><form name="search"></form></div>
<ul><li data-contact="line:ma-police"><a href="tel:{phone}">Police</a></li>
<li data-contact="line:ma-closed"><a href="tel:555">Closed</a></li></ul>
{links}<div data-publish="versions"></div></body></html>
"""


def a_version(branch, name, pages, phone, extra=()):
    for path, (links, whole) in pages.items():
        file = branch / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        url = path.removesuffix("index.html")
        html = PAGE.format(path=path, name=name, url=url, phone=phone, links=links, whole=whole)
        file.write_text(
            html
            if name != "latest"
            else html.replace('<li data-contact="line:ma-closed"><a href="tel:555">Closed</a></li>', "")
        )
    for path, content in dict(extra).items():
        (branch / name / path).parent.mkdir(parents=True, exist_ok=True)
        (branch / name / path).write_text(content)
    return Version.read(branch, name)


ONLY = ' data-publish="latest"'


@pytest.fixture
def renewed(tmp_path):
    """An old version of five pages, brought up to date with a current one that lost two of them."""
    links = (
        '<a href="../../print/a.pdf">a</a><a href="../../print/b.pdf">b</a><a href="../directory/?q=1#ma-police">d</a>'
        '<a href="../gone/#x">g</a><a href="https://else.test/">e</a><a href="tel:19">t</a><a href="#here">h</a>'
    )
    old = a_version(
        tmp_path,
        "2026.10",
        {
            "index.html": ("", ""),
            "fr/index.html": ("", ""),
            "fr/now/index.html": (links, ""),
            "fr/gone/index.html": ("", ""),
            "fr/directory/index.html": ("", ONLY),
            "fr/directory/left/index.html": ("", ONLY),
        },
        "1900",
        {
            "print/a.pdf": "old", "print/b.pdf": "old", "share/x.png": "old", "channels.json": "old",
            "assets/site.css": "old", "404.html": "x", "sitemap.xml": "old",
            "text/fr.html": "old", "text/es.html": "old",
        },
    )  # fmt: skip
    current = a_version(
        tmp_path,
        "latest",
        {
            "index.html": ("", ""),
            "fr/index.html": ("", ""),
            "fr/now/index.html": ("", ""),
            "fr/directory/index.html": ("", ONLY),
        },
        "19",
        {"print/a.pdf": "new", "channels.json": "new", "assets/site.css": "new", "text/fr.html": "new"},
    )
    homes = {"ar": "", "fr": "fr/"}
    renewal = Renewal(current, Words(), BASE, homes, {"fr": "fr/directory/"}, contacts(current))
    renewal.renew(old)
    return tmp_path, renewal


def test_old_files_are_those_of_today_or_gone(renewed):
    old = renewed[0] / "2026.10"
    assert (old / "print/a.pdf").read_text() == (old / "channels.json").read_text() == "new"
    assert (old / "assets/site.css").read_text() == "old"
    assert (old / "text/fr.html").read_text() == "new" and not (old / "text/es.html").exists()
    assert not [path for path in ("print/b.pdf", "share/x.png", "404.html", "sitemap.xml") if (old / path).exists()]


def test_an_old_page_shows_the_contacts_of_today(renewed):
    html = (renewed[0] / "2026.10/fr/now/index.html").read_text()
    assert '<li data-contact="line:ma-police"><a href="tel:19">Police</a></li>' in html and "1900" not in html
    assert '<li data-contact="line:ma-closed"><a href="../../../latest/fr/directory/">gone</a></li>' in html
    assert "555" not in html


def test_an_old_page_says_so_and_leads_to_its_newer_self(renewed):
    html = (renewed[0] / "2026.10/fr/now/index.html").read_text()
    assert '<div data-publish="notice"><a href="../../../latest/fr/now/">old 2026.10 fr same</a></div>' in html
    assert '<div data-publish="versions">versions of fr/now/index.html in 2026.10</div>' in html
    gone = (renewed[0] / "2026.10/fr/gone/index.html").read_text()
    assert '<a href="../../../latest/fr/">old 2026.10 fr gone</a>' in gone


def test_an_old_page_is_kept_from_search_engines_and_from_the_search(renewed):
    html = (renewed[0] / "2026.10/fr/now/index.html").read_text()
    assert html.count('<meta name="robots" content="noindex">') == 1
    assert 'rel="canonical" href="https://c.test/latest/fr/now/"' in html and "lost" not in html
    assert "search" not in html and 'data-publish="drop"' not in html
    assert "canonical" not in (renewed[0] / "2026.10/fr/gone/index.html").read_text()


def test_links_to_what_an_old_version_lost_lead_to_today(renewed):
    html = (renewed[0] / "2026.10/fr/now/index.html").read_text()
    assert '<a href="../../print/a.pdf">a</a>' in html
    assert '<a href="../../../latest/fr/">b</a>' in html
    assert '<a href="../../../latest/fr/directory/#ma-police">d</a>' in html
    assert '<a href="../gone/#x">g</a>' in html
    assert '<a href="https://else.test/">e</a><a href="tel:19">t</a><a href="#here">h</a>' in html


def test_an_old_directory_sends_its_readers_on(renewed):
    for path, way in (
        ("fr/directory", "../../../latest/fr/directory/"),
        ("fr/directory/left", "../../../../latest/fr/directory/"),
    ):
        html = (renewed[0] / "2026.10" / path / "index.html").read_text()
        assert f'content="0; url={way}"' in html and "tel:" not in html


def test_renewing_twice_changes_nothing_more(renewed):
    branch, renewal = renewed
    before = {path: path.read_bytes() for path in (branch / "2026.10").rglob("*") if path.is_file()}
    renewal.renew(Version.read(branch, "2026.10"))
    assert {path: path.read_bytes() for path in (branch / "2026.10").rglob("*") if path.is_file()} == before


def test_the_list_of_versions_is_written_once(renewed):
    branch, renewal = renewed
    for _ in range(2):
        fill(renewal.current, Words(), "2026.11")
    html = (branch / "latest/fr/now/index.html").read_text()
    assert html.count("versions of fr/now/index.html in 2026.11") == 1


def test_the_audit_finds_a_number_that_is_nobodys(renewed):
    branch, _ = renewed
    (branch / "index.html").write_text('<link rel="canonical" href="https://c.test/">')
    for path in (branch / "latest").rglob("*.html"):
        path.write_text(
            path.read_text().replace('<link rel="alternate" hreflang="ar" href="https://c.test/latest/lost/">', "")
        )
    assert [str(one) for one in Audit(branch, "none").findings()] == []
    page = branch / "2026.10/fr/now/index.html"
    page.write_text(page.read_text().replace("</body>", '<a href="tel:666">x</a><a href="../nowhere/">y</a></body>'))
    page = branch / "latest/fr/now/index.html"
    page.write_text(page.read_text().replace("latest/fr/now/", "latest/fr/never/"))
    found = [str(one) for one in Audit(branch, "none", limit=1).findings()]
    assert [one.partition(": ")[2].partition(";")[0] for one in found] == [
        "PUB001 a leads to ../nowhere/, which would not be there",
        "PUB002 tel:666 is no contact of the current version",
        "PUB001 names https://c.test/latest/fr/never/ to search engines, which would not be there",
        "PUB003 the versions weigh 0 MB together, and a host takes 0",
    ]


def test_a_link_led_to_today_follows_when_its_place_leaves_too(renewed):
    """The old version was brought up to date once; then the current one lost the directory and a picture."""
    branch, renewal = renewed
    current = renewal.current
    for path in [path for path in current.files if path.startswith("fr/directory")]:
        current.remove(path)
    page = branch / "2026.10/fr/now/index.html"
    page.write_text(page.read_text().replace("<ul>", '<img src="../step.png" alt="a"><img src="../../a.png"><ul>'))
    (branch / "2026.10/a.png").write_text("old")
    (branch / "latest/a.png").write_text("new")
    current.files.add("a.png")
    renewal.renew(Version.read(branch, "2026.10"))
    html = page.read_text()
    assert "latest/fr/directory" not in html.replace('data-contact="line:ma-closed"><a href="../../../latest/fr/', "")
    assert '<a href="../../../latest/fr/">d</a>' in html and '<a href="../../../latest/fr/">b</a>' in html
    assert "step.png" not in html and '<img src="../../a.png">' in html


def test_a_page_that_is_written_otherwise_is_read_all_the_same(tmp_path):
    html = (
        b"<!DOCTYPE html><HTML title='a>b' LANG=fr data-publish=latest>\r\n<p data-publish=versions></p>\xe9\r\n</HTML>"
    )
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest/index.html").write_bytes(html)
    version = Version.read(tmp_path, "latest")
    assert version.only_latest == {"index.html"}
    fill(version, Words(), "2026.11")
    written = (tmp_path / "latest/index.html").read_bytes()
    assert written == html.replace(b"versions>", b"versions>versions of index.html in 2026.11")


def test_an_old_page_names_no_former_address_to_those_who_share_it(renewed):
    branch, renewal = renewed
    page = branch / "2026.10/fr/gone/index.html"
    former = (
        '<meta property="og:url" content="https://former.test/latest/"><meta property="og:image" content="x"><title>'
    )
    page.write_text(page.read_text().replace("<title>", former))
    renewal.renew(Version.read(branch, "2026.10"))
    assert "og:" not in page.read_text()


def test_what_is_committed_is_what_is_served_whatever_git_is_told(tmp_path, monkeypatch):
    """A repository of the other kind of names, and settings that change files on their way in and out."""
    attributes, settings = tmp_path / "attributes", tmp_path / "config"
    attributes.write_text("* text eol=crlf\n*.pdf filter=far\n")
    settings.write_text(
        f"[user]\nname = t\nemail = t@example.org\n[core]\nautocrlf = true\nattributesFile = {attributes}\n"
        '[filter "far"]\nclean = echo pointer\nsmudge = echo smudged\nrequired = true\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    root = tmp_path / "مشروع ١"
    root.mkdir()
    git(root, "init", "--quiet", "--object-format=sha256")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "begin")
    shop = Workshop(root, tmp_path / "aside")
    files = {"a.pdf": b"%PDF\r\n\n", "b.html": b"a\nb\r\n", ".gitattributes": b"*.html text\n"}
    for name, content in files.items():
        (shop.tree / name).write_bytes(content)
    commit = shop.commit(shop.pack(), None, "Publish", shop.identity())
    shop.hand_over(commit)
    for name in files:
        (shop.tree / name).unlink()
    shop.begin(commit)
    shop.unpack()
    assert {path.name: path.read_bytes() for path in shop.tree.iterdir()} == files
    assert git(root, "cat-file", "-s", f"{commit}:a.pdf") == "7"


def publication(tree, message):
    return Commit(f"c{tree}{len(message)}", tree, ("t", "t@e.org"), "2026-11-22T00:00:00+00:00", message)


def test_going_back_twice_goes_back_two_publications():
    first, second, third = (publication(tree, f"Publish {tree}\n\nVersion: {tree}\n") for tree in "123")
    assert history.before([third, second, first]) is second
    back = publication("2", "Roll back\n\nVersion: 2\nRestores: 2\n")
    assert history.before([back, third, second, first]) is first
    further = publication("1", "Roll back\n\nVersion: 1\nRestores: 1\n")
    assert history.before([further, back, third, second, first]) is None
    assert history.before([first]) is None
    fourth = publication("4", "Publish 4\n\nVersion: 4\n")
    assert history.before([fourth, back, third, second, first]) is back


def test_what_changes_for_readers_is_told(tmp_path):
    def data(name, *contacts):
        (tmp_path / name).mkdir()
        entries = [{"kind": kind, "value": value} for kind, value in contacts]
        (tmp_path / name / "channels.json").write_text(json.dumps({"channels": [{"id": "ma-x", "contacts": entries}]}))
        return tmp_path / name

    old, new = data("old", ("phone", "19"), ("url", "https://a.ma/")), data("new", ("phone", "177"), ("sms", "5"))
    assert changes(old, new) == [
        "ma-x phone: 19 → 177", "ma-x sms: (nothing) → 5", "ma-x url: https://a.ma/ → (nothing)",
    ]  # fmt: skip
    assert changes(old, old) == [] == changes(tmp_path / "none", tmp_path / "none")
