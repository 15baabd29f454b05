"""What the offline edition and the text-only file say of themselves, in one language; and the text-only file itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from markupsafe import Markup

from scripts import yaml_source
from scripts.campaign import CONFIG, Campaign
from scripts.finding import Finding, finding, say
from scripts.locale_build import LocaleBuild
from scripts.offline import text_only
from scripts.publishing.old_version import ONLY_LATEST, PART

_SERVE, _CHECK = "python3 -m http.server 8000", "sha256sum -c"
_COMMAND = Markup('<bdi dir="ltr">{}</bdi>')


def live(site_url: str) -> str:
    """Return the address of the live site to tell readers; '' where it is not known (`.example` is nobody's)."""
    host = urlsplit(site_url).hostname or ""
    return "" if not host or host.endswith((".example", ".invalid", ".test")) or host == "example" else site_url


def dated(build: LocaleBuild, day: datetime.date) -> Markup:
    """Return the sentence that tells the day of the copy."""
    return build.fill("offline_note", date=build.date(day.isoformat()))


def at_live(build: LocaleBuild, address: str) -> Markup:
    """Return the words that lead to the live site; '' where its address is not known."""
    if not address:
        return Markup()
    shown = address.partition("://")[2].rstrip("/")
    link = Markup('<a href="{}" rel="noopener noreferrer"><bdi dir="ltr">{}</bdi></a>').format(address, shown)
    return build.fill("offline_live", address=link)


def help_lines(build: LocaleBuild) -> list[Markup]:
    """Return how the unpacked copy is used, line by line."""
    commands = {"server": {"serve": _SERVE}, "check": {"check": _CHECK}}
    strings = build.context.strings
    return [
        build.fill(f"offline_help_{one}", **{key: _COMMAND.format(text) for key, text in commands[one].items()})
        if one in commands
        else build.isolate(strings[f"offline_help_{one}"])
        for one in ("computer", "phone", "server", "sheets", "check")
    ]


def note(build: LocaleBuild, day: datetime.date, address: str) -> str:
    """Return the line that every page of the edition begins with."""
    template = Markup('<p class="copy-note" lang="{}" dir="{}">{} {}</p>')
    return template.format(build.locale.code, build.locale.direction, dated(build, day), at_live(build, address))


def _file_words(build: LocaleBuild, day: datetime.date, address: str, style: str) -> text_only.Words:
    strings = build.context.strings
    name = Markup("{}").format(build.locale.site_name)
    licence = Markup('<a href="{}" rel="license noopener noreferrer">{}</a>').format(
        strings["licence_url"], build.words(strings["licence"])
    )
    live_line = at_live(build, address)
    foot = [build.words(strings["footer_line"]), build.words(strings["footer_law"]), live_line, licence]
    paragraph = Markup("<p>{}</p>")
    return text_only.Words(
        title=Markup("{} – {}").format(build.locale.site_name, build.words(strings["offline_text_title"])),
        name=name,
        contents=Markup("{}").format(build.words(strings["offline_contents"])),
        top=[paragraph.format(one) for one in (dated(build, day), live_line) if one],
        foot=[paragraph.format(one) for one in foot if one],
        style=style,
    )


def text_files(
    campaign: Campaign,
    builds: Iterable[LocaleBuild],
    read: Callable[[str], str | None],
    site_url: str,
    day: datetime.date,
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the text-only file of each language of `builds`, by address in the site, and what is wrong with them.

    `read` returns the HTML of a built page by its address, or None.
    """
    if not campaign.text_only:
        return {}, []
    found, wrong, style = {}, [], text_only.style(campaign.docs)
    for build in builds:
        code = build.locale.code
        # It gives numbers: of a version that is published, only the current one answers with it.
        root = {"lang": code, "dir": build.locale.direction, PART: ONLY_LATEST}
        words = _file_words(build, day, live(site_url), style)
        content, problems = text_only.build(campaign.text_only, build.locale.prefix, read, root, words)
        found[text_only.address(code)] = content
        wrong += [(entry, "CFG007", message) for entry, message in problems]
        if (over := len(content) - text_only.BUDGET) >= 0:
            message = say(
                "the text-only file in «{code}» weighs {size} bytes, {over} too many; take a page out, or keep only "
                "the parts that are needed: page.md#heading",
                code=code,
                size=len(content),
                over=over + 1,
            )
            wrong.append(("", "CFG008", message))
    if not wrong:
        return found, []
    source = yaml_source.read(campaign.root / CONFIG)
    where = ("extra", "offline", "text_only")
    index = {entry: number for number, entry in enumerate(campaign.text_only)}
    findings = {
        finding(CONFIG, source.at((*where, index[entry]) if entry in index else where), code, message)
        for entry, code, message in wrong
    }
    return found, sorted(findings)
