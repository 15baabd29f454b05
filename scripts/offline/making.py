"""`make offline`: the built site becomes a ZIP with its checksum, and the text-only files beside it."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from scripts import atomic, campaign, clock, library, rules
from scripts.built_page import read_page
from scripts.locale_build import LocaleBuild, standing_alone
from scripts.offline import archive, edition, text_only, words

_FOLDER = "dist"
_TEMPLATE = "offline_start.html"
_RIGHT_TO_LEFT = "\u200f"  # at the head of a line, it tells an editor of plain text where the line begins


def _start(builds: list[LocaleBuild], day: datetime.date, address: str, texts: Iterable[str], icon: str) -> bytes:
    """Return the page that a reader of the unpacked copy opens first: every language, plain links."""
    page = builds[0].env.get_template(_TEMPLATE)
    return page.render(
        builds=builds,
        site=edition.SITE,
        icon=icon,
        texts=frozenset(texts),
        text_address=text_only.address,
        said={
            build.locale.code: {
                "dated": words.dated(build, day),
                "live": words.at_live(build, address),
                "help": words.help_lines(build),
            }
            for build in builds
        },
    ).encode()


def _plain(line: Markup) -> str:
    """Return a line of HTML as plain text: what it isolates stays so, by invisible marks."""
    isolated = line.replace('<bdi dir="ltr">', Markup("\u2066")).replace("</bdi>", Markup("\u2069"))
    return Markup(isolated).striptags()  # noqa: S704 - was HTML before


def _readme(builds: list[LocaleBuild], day: datetime.date, address: str) -> bytes:
    """Return the same as plain text, as every editor of Windows opens it: UTF-8 with its mark, CR LF."""
    lines: list[str] = []
    for build in builds:
        strings = build.context.strings
        own = [
            build.locale.site_name,
            build.words(strings["offline_start_title"]),
            "",
            _plain(words.dated(build, day)),
            _plain(words.at_live(build, address)),
            "",
            *(f"- {_plain(one)}" for one in words.help_lines(build)),
            "",
            f"{build.words(strings['licence'])}{strings['colon']} {strings['licence_url']}",
            "",
            "",
        ]
        mark = _RIGHT_TO_LEFT if build.context.rtl else ""
        lines += [mark + line if line else line for number, line in enumerate(own) if line or own[number - 1]]
    return ("\ufeff" + "\r\n".join(lines).rstrip("\r\n") + "\r\n").encode()


def make(found: campaign.Campaign, site: Path, version: str, day: datetime.date) -> dict[str, bytes]:
    """Return the files to hand out, by name, out of a built site. Raises OSError for a site that cannot be read."""
    built = edition.read(site)
    home = read_page(site, site / "index.html").canonical or ""
    address = words.live(home)
    templates, icon = campaign.theme(found.root)
    corpus = rules.read_corpus(found, library.load(found))
    builds = list(standing_alone(corpus, templates).values())
    notes = {build.locale.code: words.note(build, day, address) for build in builds}
    pages = edition.files(built, home, lambda language: notes.get(language, ""))
    texts = {build.locale.code: built.get(text_only.address(build.locale.code)) for build in builds}
    texts = {code: content for code, content in texts.items() if content}
    files = {f"{edition.SITE}/{path}": content for path, content in pages.items()}
    files[edition.START] = _start(builds, day, address, texts, icon)
    files[edition.README] = _readme(builds, day, address)
    name = f"{found.package}-{version or day.isoformat()}"
    packed = archive.pack(files, name, day)
    made = {f"{name}.zip": packed, f"{name}.zip.sha256": archive.checksum(packed, f"{name}.zip")}
    return made | {f"{name}-{code}.html": content for code, content in texts.items()}


def run(root: Path, site: Path, version: str) -> int:
    """Write the offline edition of `site` into `root/dist`; returns 0, 1 (not written) or 2 (no site is built)."""
    if not (site / "index.html").is_file():
        print(f"there is no built site in {site.name}/; build it first: make site", file=sys.stderr)
        return 2
    target = root / _FOLDER
    try:
        found = campaign.load(root)
        missing = [f"data/strings/{one.code}.yml" for one in found.locales]
        missing = [name for name in missing if not (root / name).is_file()]
        if missing:
            names = " and ".join(missing)
            print(f"the copy takes its words from data/strings/, where some are missing; add {names}", file=sys.stderr)
            return 2
        made = make(found, site, version, clock.today())
        for name, content in made.items():
            atomic.write(target / name, content)
    except campaign.CampaignError as error:
        print("\n".join(map(str, error.findings)), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or target}: {error.strerror}; let it be read and written", file=sys.stderr)
        return 1
    size = sum(one.stat().st_size for one in site.rglob("*") if one.is_file())
    for name, content in made.items():
        print(f"{_FOLDER}/{name}  {len(content):,} bytes".replace(",", " "))
    print(f"the built site has {size:,} bytes".replace(",", " "))
    return 0
