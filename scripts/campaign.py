"""The campaign as its `mkdocs.yml` describes it: languages, folders, addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale as BabelLocale
from babel import UnknownLocaleError

from scripts.finding import Finding, finding
from scripts.yaml_source import YamlError, read

CONFIG = "mkdocs.yml"


class CampaignError(Exception):
    """`mkdocs.yml` cannot be used; carries the findings that say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(str(findings[0]))
        self.findings = findings


@dataclass(frozen=True)
class Locale:
    """A language of the site; `prefix` is its folder in the built site ('' for the default one)."""

    code: str
    name: str
    site_name: str
    direction: str
    default: bool

    @property
    def prefix(self) -> str:
        """Return '' for the default locale, else `code/`."""
        return "" if self.default else f"{self.code}/"


@dataclass(frozen=True)
class Campaign:
    """`root` is the project folder; `docs`, the folder that holds one folder per locale.

    `nav` lists the pages in the order of the menu. `print_country` is the country (ISO code) whose numbers the
    printed sheets show; '' where nothing is printed.
    """

    root: Path
    docs: Path
    locales: tuple[Locale, ...]
    print_country: str = ""
    nav: tuple[str, ...] = ()

    def relative(self, path: Path) -> str:
        """Return `path` as shown in findings."""
        return path.relative_to(self.root).as_posix()


def direction(code: str) -> str:
    """Return 'rtl' or 'ltr' for a language code (CLDR). Raises UnknownLocaleError or ValueError."""
    return "rtl" if BabelLocale.parse(code.replace("-", "_")).character_order == "right-to-left" else "ltr"


def _flat(nav: object) -> Iterator[str]:
    """Yield the pages of a menu, in order."""
    if isinstance(nav, str):
        yield nav
    for entry in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _flat(entry)


def _print_country(root: Path, settings: object) -> tuple[str, str | None]:
    """Return the country of the printed sheets ('' for none), and what is wrong with it."""
    asked = os.environ.get("PRINT_COUNTRY")
    place = asked or (settings.get("country") if isinstance(settings, dict) else settings)
    if place is None and settings is None:
        return "", None
    if not isinstance(place, str) or not re.fullmatch("[a-z]{2}", place):
        fix = "it is a country of data/channels in two small letters, between quotes: print: {country: 'ma'}"
    elif not (root / "data" / "channels" / f"{place}.yml").is_file():
        fix = f"there is no data/channels/{place}.yml; name a country that has one"
    else:
        return place, None
    name = "PRINT_COUNTRY" if asked else "extra.print.country"
    return "", f"{name} «{place}»: {fix}"


def load(root: Path) -> Campaign:
    """Read `root/mkdocs.yml`. Raises CampaignError with one finding per thing wrong."""
    try:
        source = read(root / CONFIG)
    except YamlError as error:
        raise CampaignError([finding(CONFIG, error.at, "CFG001", str(error))]) from None
    config = source.data if isinstance(source.data, dict) else {}
    extra = config.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    entries = extra.get("languages")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        message = "extra.languages must be a list of languages, each with locale, name and site_name"
        raise CampaignError([finding(CONFIG, source.at(("extra", "languages")), "CFG002", message)])
    locales: list[Locale] = []
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        where = source.at(("extra", "languages", index, "locale"))
        try:
            code = str(entry["locale"])
            locales.append(
                Locale(code, str(entry["name"]), str(entry["site_name"]), direction(code), bool(entry.get("default")))
            )
        except (KeyError, TypeError) as error:
            message = f"a language needs locale, name and site_name; {error} is missing"
            findings.append(finding(CONFIG, where, "CFG002", message))
        except (UnknownLocaleError, ValueError):
            message = f"«{entry['locale']}» is not a language code; use an ISO 639 code such as ar or fr"
            findings.append(finding(CONFIG, where, "CFG002", message))
    if not findings and [locale.default for locale in locales] != [True] + [False] * (len(locales) - 1):
        message = "exactly one entry of extra.languages has `default: true`, and it stands first"
        findings.append(finding(CONFIG, source.at(("extra", "languages")), "CFG002", message))
    exit_urls = (extra.get("exit") or {}).get("urls") or {}
    for locale in locales if extra.get("exit") else ():
        if not str(exit_urls.get(locale.code, "")).startswith("https://"):
            message = f"the quick exit has no address for «{locale.code}»; add one that begins with https://"
            findings.append(finding(CONFIG, source.at(("extra", "exit", "urls")), "CFG003", message))
    docs = root / str(config.get("docs_dir", "docs"))
    if not docs.is_dir() or not docs.resolve().is_relative_to(root.resolve()):
        message = f"docs_dir «{docs.name}» is not a folder of this project; create it or correct the name"
        findings.append(finding(CONFIG, source.at(("docs_dir",)), "CFG004", message))
    place, problem = _print_country(root, extra.get("print"))
    if problem:
        findings.append(finding(CONFIG, source.at(("extra", "print")), "CFG005", problem))
    if findings:
        raise CampaignError(findings)
    return Campaign(root, docs, tuple(locales), place, tuple(_flat(config.get("nav"))))
