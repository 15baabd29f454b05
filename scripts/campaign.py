"""The campaign as its `mkdocs.yml` describes it: languages, folders, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel import Locale as BabelLocale
from babel import UnknownLocaleError

from scripts.finding import Finding, finding
from scripts.yaml_source import YamlError, YamlSource, parse

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
    """`root` is the project folder; `docs`, the folder that holds one folder per locale."""

    root: Path
    docs: Path
    locales: tuple[Locale, ...]
    source: YamlSource

    def relative(self, path: Path) -> str:
        """Return `path` as shown in findings."""
        return path.relative_to(self.root).as_posix()

    @property
    def default(self) -> Locale:
        """Return the default locale."""
        return next(locale for locale in self.locales if locale.default)


def direction(code: str) -> str:
    """Return 'rtl' or 'ltr' for a language code (CLDR). Raises UnknownLocaleError or ValueError."""
    return "rtl" if BabelLocale.parse(code.replace("-", "_")).character_order == "right-to-left" else "ltr"


def load(root: Path) -> Campaign:
    """Read `root/mkdocs.yml`. Raises CampaignError with one finding per thing wrong."""
    path = root / CONFIG
    try:
        source = parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = "there is no mkdocs.yml here; run the command from the project's folder"
        raise CampaignError([finding(CONFIG, YamlSource(None, {}).at(), "CFG001", message)]) from None
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text ({error.reason}); save the file as UTF-8"
        raise CampaignError([finding(CONFIG, YamlSource(None, {}).at(), "CFG001", message)]) from None
    except YamlError as error:
        raise CampaignError([finding(CONFIG, error.at, "CFG001", f"{error}; correct the YAML there")]) from None
    config = source.data if isinstance(source.data, dict) else {}
    entries = (config.get("extra") or {}).get("languages") or []
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
    if not findings and [locale.default for locale in locales].count(True) != 1:
        message = "exactly one entry of extra.languages has `default: true`, and it stands first"
        findings.append(finding(CONFIG, source.at(("extra", "languages")), "CFG002", message))
    if findings:
        raise CampaignError(findings)
    return Campaign(root, root / str(config.get("docs_dir", "docs")), tuple(locales), source)
