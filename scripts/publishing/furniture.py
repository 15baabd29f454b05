"""What stands around published pages, drawn from `overrides/published/` in each language: no engine needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from scripts.delivery.lighter import lighter
from scripts.delivery.policy import told
from scripts.locale_build import LocaleBuild
from scripts.publishing.old_version import LATEST, Version, address, relative
from scripts.publishing.settings import Settings

_ABOUT = "about/versions/"  # where readers learn what a version is


@dataclass(frozen=True)
class Edition:
    """One version that is kept: its name, the day it was published (ISO, or ''), and its files."""

    name: str
    date: str
    files: Version


@dataclass
class Published:
    """Writes the pieces; `editions` are the versions kept, the current one first."""

    builds: Mapping[str, LocaleBuild]
    settings: Settings
    editions: list[Edition] = field(default_factory=list)

    def render(self, template: str, locale: str, **variables: Any) -> str:  # noqa: ANN401 - whatever templates take
        """Fill a template of `overrides/published/` in a language; in the first one for a language we do not have."""
        build = self.builds.get(locale) or next(iter(self.builds.values()))
        shared = {"build": build, "builds": self.builds, "strings": build.context.strings, "locale": build.locale}
        return build.env.get_template(f"published/{template}").render(settings=self.settings, **shared, **variables)

    def notice(self, locale: str, version: str, href: str, same: bool) -> str:
        """Return the words on top of an old page; `same`: `href` leads to the same page."""
        return self.render("notice.html", locale, version=version, href=href, same=same)

    def contact(self, locale: str, mark: str, href: str) -> str:
        """Return what stands in the place of a contact that is given no more; `mark` is `line:xx-police`."""
        form = mark.partition(":")[0]
        return self.render("contact.html", locale, mark=mark, form=form, href=href)

    def moved(self, locale: str, href: str) -> str:
        """Return a page that sends its readers on."""
        return finished(self.render("moved.html", locale, href=href))

    def versions(self, locale: str, path: str, here: str) -> str:
        """Return the list of versions for the page `path` of the version `here`: each entry keeps the page."""
        current = self.editions[0]
        folder = LATEST if here == current.name else here
        home = self.builds[locale].locale.prefix if locale in self.builds else ""
        lone = path in current.files.only_latest
        entries = []
        for edition in self.editions[:1] if lone else self.editions:
            kept = path in edition.files.files and path not in edition.files.only_latest
            name = LATEST if edition is current else edition.name
            href = relative(f"{folder}/{path}", f"{name}/{address(path) if kept else home}")
            entries.append({"name": edition.name, "date": edition.date, "href": href, "here": edition.name == here})
        about = f"{home}{_ABOUT}"
        files = next(edition.files for edition in self.editions if edition.name == here)
        return self.render(
            "versions.html",
            locale,
            entries=entries,
            current=current.name,
            here=here,
            about=relative(f"{folder}/{path}", f"{folder}/{about}") if files.file(about) else "",
        )


def finished(page: str, *inline: str) -> str:
    """Return a page that loads no file but an icon, as it is served; `inline` are its own styles and scripts."""
    return told(lighter(page), lambda _: "", inline)


def styled(text: str) -> Markup:
    """Return a style sheet or a script of ours to stand inside a page."""
    return Markup(text)  # noqa: S704 - a file of the project
