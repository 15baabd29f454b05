"""The built HTML, judged without knowing what built it."""

from __future__ import annotations

import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, copy_project, run, scripts, search_index
from lxml import etree, html

from scripts import bidi, data_check, phone
from scripts.site_check import check_site, read_page

MAIN = "//main[@id='content']"
SEEN = "descendant-or-self::*[not(self::script or self::style)]/text()[normalize-space()]"


def pages(site: Path, locale) -> dict[str, html.HtmlElement]:
    """Every page of a locale, by its address inside it; those behind the codes of sheets belong to no locale."""
    folder = site / locale.prefix
    found = {}
    for path in sorted(folder.rglob("index.html")):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        if tree.get("lang") == locale.code and not tree.xpath("//meta[@name='robots'][@content='noindex']"):
            found[path.relative_to(folder).parent.as_posix()] = tree
    return found


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_links_anchors_assets_languages(site):
    assert [str(one) for one in check_site(site)] == []


def test_every_language_has_every_page(site, the_campaign):
    names = [set(pages(site, locale)) for locale in the_campaign.locales]
    assert all(one == names[0] for one in names)
    assert len(names[0]) >= 28


def test_language_and_direction(site, the_campaign):
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            assert (tree.get("lang"), tree.get("dir")) == (locale.code, locale.direction), name


def test_heads(site, the_campaign):
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            head = tree.find("head")
            assert len(head.xpath("link[@rel='canonical']")) == 1, name
            hreflangs = head.xpath("link[@rel='alternate']/@hreflang")
            assert hreflangs == [other.code for other in the_campaign.locales] + ["x-default"], name
            assert 20 <= len(head.xpath("string(meta[@name='description']/@content)")) <= 160, name
            image = head.xpath("string(meta[@property='og:image']/@content)")
            assert (site / image.split("/", 3)[3]).read_bytes().startswith(b"\x89PNG"), name


def test_one_title_and_ordered_headings(site, the_campaign):
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            levels = [int(one.tag[1]) for one in tree.xpath(f"{MAIN}//*[self::h1 or self::h2 or self::h3 or self::h4]")]
            assert levels[0] == 1 and levels.count(1) == 1, name
            assert all(after <= before + 1 for before, after in pairwise(levels)), name
            ours = f"{MAIN}//article//*[self::h2 or self::h3][parent::article or parent::section[@class='step']]"
            assert all(one.get("id") for one in tree.xpath(ours)), name


# Names and words that are Latin in Arabic too; everything else in Latin letters is a word left untranslated.
LATIN_NAMES = re.compile(
    r"[a-z]+\.(?:com|org|ma|fr)(?:/[a-z]+)?|Français|CC BY|StopNCII|Take It Down|Find A Helpline|INHOPE|NCMEC|FBI|DGSN|"
    r"CMRPI|EMC|17Cyber|PHAROS|THESEE|DISRUPT|WhatsApp|Instagram|Snapchat|TikTok|Telegram|Facebook|Messenger|Discord|"
    r"YouTube|Meta|Google|Gmail|Bing|GitHub Pages|GitHub|Markdown|Windows|Android|iPhone|Mac|SMS|URL|PIN|PDF|AI|VPN|"
    r"Wi-Fi|IP|YAML|Project Arachnid|Grindr|Légifrance|USB|Linux|macOS|Python|ZIP|NCA|Thorn|JavaScript|Esc"
)  # fmt: skip


def test_no_english_is_left_in_the_furniture(site, the_campaign, the_library):
    """Menu, bar, search, foot: only words of the page's language, of its strings, or of another language's name."""
    english = re.compile(
        r"\b(the|and|search|menu|skip|next|previous|copy|back|note|warning|type|page not found|to)\b", re.I
    )
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            foreign = "//body//*[@lang and @lang != $code]"
            for block in tree.xpath(f"//script | {foreign}", code=locale.code):
                block.drop_tree()
            machine = "@name='viewport' or @name='color-scheme' or @name='referrer' or starts-with(@name,'twitter')"
            attributes = tree.xpath(
                f"//@aria-label | //@title | //@placeholder | //@alt | //meta[not({machine})]/@content"
            )
            places = "//header | //footer | //nav | //dialog | //*[@class='admonition-title']"
            words = [*attributes, *(text(one) for one in tree.xpath(places))]
            for one in words:
                if "http" not in one:
                    found = {word.lower() for word in english.findall(one)}
                    assert found <= ({"menu", "note", "type"} if locale.code == "fr" else set()), (name, one)


def service_names(the_library) -> set[str]:
    """Latin words that an entry's texts have in every language: its own name, not a word left untranslated."""
    found: set[str] = set()
    for entry in [*the_library.channels.values(), *the_library.laws.values()]:
        texts: dict[str, list[str]] = {}
        for _, value in data_check.walk(entry):
            for code, words in value.items() if isinstance(value, dict) else ():
                if code in the_library.strings:
                    texts.setdefault(code, []).extend(words if isinstance(words, list) else [str(words)])
        found |= set.intersection(*(set(re.findall(LATIN, " ".join(one))) for one in texts.values()))
    return found


LATIN = r"[A-Za-zÀ-ÿ]{3,}"
# Pages that quote syntax, or the buttons of GitHub.
QUOTING = (
    "about/writing", "about/contribute", "about/versions", "about/rules", "about/offline", "about/accessibility",
    "about/design", "about/licence", "about/start-your-own", "about/status", "about/style", "about/translate",
    "directory/open-data", "understand/what-it-is",  # the words for it in other languages
)  # fmt: skip


def test_arabic_pages_have_no_latin_words(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        if locale.direction != "rtl":
            continue
        for name, tree in pages(site, locale).items():
            if name in QUOTING:
                continue
            for block in tree.xpath("//code | //pre | //bdi | //script | //*[@lang and not(@lang=$code)]", code="ar"):
                if block.tag != "html":
                    block.drop_tree()
            left = LATIN_NAMES.sub("", text(tree.find("body")))
            assert set(re.findall(LATIN, left)) - service_names(the_library) == set(), name


def test_runs_that_bidi_would_reverse_are_isolated(site, the_campaign):
    for locale in the_campaign.locales:
        if locale.direction != "rtl":
            continue
        for name, tree in pages(site, locale).items():
            for node in tree.xpath(f"{MAIN}//text()[normalize-space()]"):
                holder = node.getparent() if not node.is_tail else node.getparent().getparent()
                isolated = holder.xpath("ancestor-or-self::*[self::bdi or self::code or self::pre or self::script]")
                runs = [piece for piece, ltr in bidi.split(str(node)) if ltr]
                assert isolated or not runs, (name, str(node))


def test_every_number_is_a_link_and_comes_from_the_data(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        values = {
            (f"{ {'phone': 'tel', 'sms': 'sms'}[contact['kind']] }:{phone.dial(contact['value'], channel['country'])}",
             phone.shown(contact["value"], channel["country"], contact.get("display")))
            for channel in the_library.channels.values()
            for contact in channel["contacts"]
            if contact["kind"] in ("phone", "sms") and contact.get("locale", locale.code) == locale.code
        }  # fmt: skip
        seen = set()
        for name, tree in pages(site, locale).items():
            for link in tree.xpath("//a[starts-with(@href,'tel:') or starts-with(@href,'sms:')]"):
                shown = link.xpath("string(.//bdi[@dir='ltr'])")
                assert (link.get("href"), shown) in values, (name, shown)
                seen.add((link.get("href"), shown))
            for link in tree.xpath("//script | //a[starts-with(@href,'tel:') or starts-with(@href,'https://wa.me/')]"):
                link.drop_tree()
            long_numbers = re.findall(r"(?<!\d)(?:\+\d[\d \u202f]{7,}|0\d[\d \u202f]{7,})", text(tree.find("body")))
            assert long_numbers == [] or name == "about/writing", name
        assert seen == values


def test_every_channel_has_its_card_with_source_and_check(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        trees = pages(site, locale)
        for channel in the_library.channels.values():
            cards = [card for name in trees for card in trees[name].xpath(f"//h3[@id='{channel['id']}']")]
            assert len(cards) == 1, channel["id"]
            card = cards[0].getnext()
            checks = card.xpath(".//*[contains(@class,'channel__checked')]")
            oldest = min(contact["checked"] for contact in channel["contacts"])
            assert checks and checks[0].xpath(".//time/@datetime") == [oldest]
            sources = {contact["source"] for contact in channel["contacts"]}
            assert set(card.xpath(".//*[@class='channel__sources']/a/@href")) == sources, channel["id"]


# Held back by the research (doubtful, dead or dangerous): none may ever be printed.
HELD_BACK = [
    "tel:8350", "624405889", "624 40 58 89", "emchelpline", "sourire2reda", "stopsilence", "522 25 25 25", "522252525",
    "537 77 11 66", "0537718888", "tel:190", "tel:150", "tel:141", "tel:5757", "help@accessnow",
]  # fmt: skip


@pytest.mark.parametrize("value", HELD_BACK)
def test_values_held_back_reach_no_page(site, value):
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".xml"):
            assert value not in path.read_text(encoding="utf-8"), path


def test_no_112_in_morocco(site, the_campaign, the_library):
    for channel in the_library.channel_group("ma"):
        assert all(contact.get("value") != "112" for contact in channel["contacts"])


def test_sources_are_listed_with_their_check_date(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        cited = 0
        for name, tree in pages(site, locale).items():
            for mark in tree.xpath("//sup[@class='ref']/a/@href"):
                entry = tree.xpath(f"//li[@id='{mark[1:]}']")
                assert len(entry) == 1 and entry[0].xpath(".//time") and entry[0].xpath(".//a/@href"), (name, mark)
                cited += 1
        assert cited > 100


def test_no_markdown_is_left(site, the_campaign):
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            for block in tree.xpath("//code | //pre | //script"):
                block.drop_tree()
            left = re.findall(r"\[\^|\]\(|\*\*|!!!|\{#|channels?:|- \[ \]", text(tree.find("body")))
            assert left == [], name


def test_quick_exit_stands_where_it_is_justified(site, the_campaign):
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            exits = tree.xpath("//a[@data-exit]")
            links = [one for one in exits if not one.xpath("ancestor::dialog")]
            assert len(links) == (1 if name.startswith(("now", "help")) else 0), name
            assert len(exits) == len(links) * (1 + len(tree.xpath("//dialog"))), "an open dialog covers the bar"
            notes = tree.xpath("//a[contains(@class,'where__exit')]/@href")
            assert len(notes) == len(links) and all(one.endswith("cover-tracks/") or one == "./" for one in notes), name
            for link in exits:
                assert link.get("href").startswith("https://") and "noreferrer" in link.get("rel")


def test_search_indexes_are_separate(site, the_campaign):
    for locale in the_campaign.locales:
        index = search_index(site / locale.prefix)
        assert {url for url, *_ in index["pages"]} == {"" if one == "." else f"{one}/" for one in pages(site, locale)}
        for (url, *_), sections in zip(index["pages"], index["sections"], strict=True):
            tree = read_page(site, site / locale.prefix / url / "index.html")
            assert tree.lang == locale.code, url
            assert set(sections[::2]) <= set(tree.anchors), url


def test_sitemap(site, the_campaign):
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    canonical = set()
    for locale in the_campaign.locales:
        canonical |= {page.xpath("string(//link[@rel='canonical']/@href)") for page in pages(site, locale).values()}
    assert set(tree.xpath("//s:loc/text()", namespaces=names)) == canonical
    for url in tree.xpath("//s:url", namespaces=names):
        assert set(url.xpath("x:link/@href", namespaces=names)) <= canonical
        assert len(url.xpath("x:link", namespaces=names)) == len(the_campaign.locales) + 1


def test_404_speaks_every_language(site, the_campaign):
    tree = html.document_fromstring((site / "404.html").read_text(encoding="utf-8"))
    for locale in the_campaign.locales:
        section = tree.xpath(f"//section[@lang='{locale.code}' and @dir='{locale.direction}']")
        assert len(section) == 1
        addresses = section[0].xpath(".//a/@href")
        assert len(addresses) == 2 and all(address.startswith("/") for address in addresses)


def build_at(project: Path, **environment: str) -> Path:
    result = scripts("build", cwd=project, **environment)
    assert result.returncode == 0, result.stderr
    return project / "site"


def test_an_address_below_a_folder_without_slash(tmp_path):
    """As GitHub Pages serves it, and as mike passes it."""
    site = build_at(copy_project(tmp_path), SITE_URL="https://org.example/repo")
    assert "https://org.example/repo/fr/now/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    tree = html.document_fromstring((site / "404.html").read_text(encoding="utf-8"))
    assert all(address.startswith("/repo/") for address in tree.xpath("//a/@href | //link/@href"))
    assert tree.xpath("//section[@lang='fr']//a/@href")[0] == "/repo/fr/now/"


def test_a_known_repository_gives_each_page_a_link_to_correct_it(tmp_path, the_campaign):
    site = build_at(copy_project(tmp_path), REPO_URL="https://github.com/org/repo")
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            (link,) = tree.xpath("//a[@class='correct']/@href")
            assert tree.xpath("//a[@class='report']/@href") == ["https://github.com/org/repo/issues/new/choose"]
            source = link.removeprefix("https://github.com/org/repo/edit/main/")
            assert (ROOT / source).is_file(), (name, link)


def test_without_a_repository_there_is_no_dead_button(site, the_campaign):
    for locale in the_campaign.locales:
        assert not any(tree.xpath("//a[@class='correct']") for tree in pages(site, locale).values())


def test_mike_versions_stay_whole(tmp_path):
    """Published with mike, in a real repository: pages stay in their version, canonicals lead to latest."""
    project = copy_project(tmp_path / "project")
    for command in ("init -q -b main", "add -A", "-c user.name=t -c user.email=t@example.org commit -qm x"):
        assert run("git", *command.split(), cwd=project).returncode == 0
    identity = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))}  # fmt: skip
    path = f"{Path(sys.executable).parent}:{shutil.os.environ['PATH']}"
    result = run(str(Path(sys.executable).parent / "mike"), "deploy", "2026.12", "latest", cwd=project,
                 SITE_URL="https://org.example/repo/", PATH=path, **identity)  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert run("git", "worktree", "add", "-q", "../pages", "gh-pages", cwd=project).returncode == 0
    for version in ("2026.12", "latest"):
        home = html.document_fromstring((tmp_path / "pages" / version / "index.html").read_text(encoding="utf-8"))
        assert home.xpath("//nav[@class='languages']/a/@href") == ["fr/"]
        assert home.xpath("//link[@rel='canonical']/@href") == ["https://org.example/repo/latest/"]
        assert [str(one) for one in check_site(tmp_path / "pages" / version)] == []


def test_the_check_of_the_built_site_finds_what_is_broken(tmp_path, site):
    broken = shutil.copytree(site, tmp_path / "site")
    page = broken / "now" / "index.html"
    content = page.read_text(encoding="utf-8")
    extra = (
        '<a href="javascript:alert(1)">x</a><a href="channel:nope">x</a><a href="http://[abc">x</a>'
        '<img srcset="x.png 1x, https://cdn.example/y.png 2x" alt=""><p style="background: url(//cdn.example/z.png)">'
        '<a href="nowhere/">x</a><a href="..//myths/first-reactions/">x</a><a href="../#nothing">x</a>'
        '<img src="https://cdn.example/x.png" alt="">'
        '<p id="content"></p></body>'
    )
    page.write_text(content.replace("</body>", extra).replace('hreflang="fr" href="http', 'hreflang="fr" href="x'))
    shutil.copytree(broken / "about" / "privacy", broken / "lost")
    (broken / "fr" / "now" / "remove" / "index.html").unlink()
    (broken / "empty.html").write_text("", encoding="utf-8")
    changes = {
        "assets/css/base.css": (":root", "@import 'https://cdn.example/a.css'; :root"),
        "fr/index.html": ('<html lang="fr" dir="ltr"', '<html lang="fr"'),
        "fr/myths/first-reactions/index.html": ('rel="canonical"', 'rel="nothing"'),
        "about/facts/index.html": ("share/ar/about/facts.png", "share/xx/about/facts.png"),
    }
    for name, (old, new) in changes.items():
        content = (broken / name).read_text(encoding="utf-8")
        assert old in content
        (broken / name).write_text(content.replace(old, new), encoding="utf-8")
    found = {(one.path, one.code) for one in check_site(broken)}
    expected = {"BLT001", "BLT002", "BLT003", "BLT005", "BLT009", "BLT010"}
    assert {code for path, code in found if path == "now/index.html"} == expected
    said = "\n".join(one.message for one in check_site(broken) if one.path == "now/index.html")
    elsewhere = ("cdn.example/x", "cdn.example/y", "cdn.example/z")
    for address in ("javascript:alert(1)", "channel:nope", "http://[abc", "nowhere/", "..//myths", *elsewhere):
        assert address in said
    assert ("assets/css/base.css", "BLT003") in found
    assert ("fr/index.html", "BLT007") in found
    assert ("fr/myths/first-reactions/index.html", "BLT008") in found
    assert ("about/facts/index.html", "BLT011") in found
    assert ("empty.html", "BLT007") in found
    assert ("lost/index.html", "BLT004") in found
    assert ("lost/index.html", "BLT006") in found
    assert ("now/remove/index.html", "BLT009") in found


def test_names_for_assistive_technology_stand_where_aria_allows_them(site, the_campaign):
    """A label or a plain box takes no aria-label: some screen readers ignore it, others lose the text."""
    for locale in the_campaign.locales:
        for name, tree in pages(site, locale).items():
            named = tree.xpath("//*[@aria-label][not(@role)]")
            assert {one.tag for one in named} <= {"a", "button", "dialog", "input", "nav", "section"}, name


def test_words_of_data_and_front_matter_never_become_markup(tmp_path):
    """The schemas refuse < and >; the templates would escape them all the same, and & and quotes with them."""
    project = copy_project(tmp_path)
    page = project / "docs" / "fr" / "now" / "stranger.md"
    content = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"(?m)^title: .*", 'title: "R&D \\\\"x\\\\" onload=1"', content, count=1), encoding="utf-8")
    for schema in (project / "scripts" / "schemas").glob("*.json"):
        schema.write_text(schema.read_text(encoding="utf-8").replace("^[^<>]*$", ""), encoding="utf-8")
    config = project / "mkdocs.yml"  # what the checks say of such a title is not the point here
    skip = "\nextra:\n  lint: {skip: [STL, FRT, SPL, UNT, PAR, SHT]}\n"
    config.write_text(config.read_text(encoding="utf-8").replace("\nextra:\n", skip, 1), encoding="utf-8")
    sources = project / "data" / "sources.yml"
    hostile = sources.read_text(encoding="utf-8").replace("publisher: ", 'publisher: "<b onclick=x>" #', 1)
    sources.write_text(hostile, encoding="utf-8")
    site = build_at(project)
    tree = html.document_fromstring((site / "fr" / "now" / "stranger" / "index.html").read_text(encoding="utf-8"))
    assert text(tree.find(".//h1")) == 'R&D "x" onload=1'
    assert tree.findtext(".//title").startswith('R&D "x" onload=1 – ')
    assert tree.xpath("//*[@onload or @onclick]") == []
    listed = html.document_fromstring((site / "about" / "sources" / "index.html").read_text(encoding="utf-8"))
    assert listed.xpath("//b[@onclick]") == [] and "<b onclick=x>" in text(listed)


def test_a_value_in_a_sentence_is_the_one_of_the_page_s_language(site, the_campaign, the_library):
    for locale in the_campaign.locales:
        values = {
            (
                contact["value"]
                if contact["kind"] == "url"
                else "tel:" + phone.dial(contact["value"], channel["country"])
            )
            for channel in the_library.channels.values()
            for contact in channel["contacts"]
            if contact["kind"] in ("url", "phone") and contact.get("locale", locale.code) == locale.code
        }
        seen = set()
        for name, tree in pages(site, locale).items():
            for link in tree.xpath("//*[@class='channel-value']/a | //*[contains(@class,'contact__value')]"):
                if not link.get("href").startswith(("sms:", "mailto:", "https://wa.me/")):
                    assert link.get("href") in values, (name, link.get("href"))
                    seen.add(link.get("href"))
        assert seen == values


def test_another_campaign_needs_no_quick_exit_and_no_such_pages(tmp_path):
    """What the templates know of this campaign's pages comes from mkdocs.yml alone."""
    project = copy_project(tmp_path)
    config = project / "mkdocs.yml"
    kept = [
        line for line in config.read_text(encoding="utf-8").splitlines() if not re.match(r"  (not_found|search):", line)
    ]
    start = kept.index("  exit:")
    del kept[start : start + 4]
    start = kept.index("    directory: directory/")
    del kept[start : kept.index("  languages: &languages")]
    config.write_text("\n".join(kept) + "\n", encoding="utf-8")
    site = build_at(project)
    content = (site / "fr" / "now" / "index.html").read_text(encoding="utf-8")
    assert "data-exit" not in content and "where__exit" not in content
    assert len(html.document_fromstring((site / "404.html").read_text(encoding="utf-8")).xpath("//a")) == 2


def test_one_language_is_for_the_preview_only(tmp_path):
    """LOCALE and empty settings, as a publishing job may leave them, do not change what is built."""
    site = build_at(copy_project(tmp_path), LOCALE="fr", SITE_URL="")
    assert (site / "fr" / "index.html").is_file()
    assert html.document_fromstring((site / "index.html").read_text(encoding="utf-8")).get("lang") == "ar"
