"""The campaign as its `mkdocs.yml` describes it: languages, folders, addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from babel import UnknownLocaleError

from scripts import cldr
from scripts.finding import Finding, Message, finding, say
from scripts.yaml_source import YamlError, YamlSource, read

CONFIG = "mkdocs.yml"
_INHERIT = "INHERIT"  # mkdocs' own key: the file of settings that this one is laid over
ICONS = ".icons"  # of the folder of templates; below it, those of every campaign and its own
_OWN = f"overrides/{ICONS}/campaign"
DRAWINGS = "drawings"  # of the folder of templates


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
class Icons:
    """The icons of `pages`, or parts of pages (`now/index.md#block`), and of the acts and red lines, in their order."""

    pages: Mapping[str, str] = field(default_factory=dict)
    acts: tuple[str, ...] = ()
    red_lines: tuple[str, ...] = ()

    @property
    def by_target(self) -> dict[str, str]:
        """Return the icons of the pages, and of the red lines as the items of a `!!! stop`: `stop:1`, `stop:2`."""
        return {**self.pages} | {f"stop:{number}": name for number, name in enumerate(self.red_lines, 1)}


class Promise(NamedTuple):
    """The least contrast that each of the colours `of` reaches over each of the colours `over`."""

    least: float
    of: tuple[str, ...]
    over: tuple[str, ...]


@dataclass(frozen=True)
class Campaign:
    """`root` is the project folder; `docs`, the folder that holds one folder per locale.

    `locales` are the languages that are published; `drafts`, those in progress (`build: false`): worked on, previewed
    and measured, and no part of the site.
    `nav` lists the pages in the order of the menu. `print_country` is the country (ISO code) whose numbers the
    printed sheets show; '' where nothing is printed. `has_data` is False for a site that has only pages, which is
    not held to this project's content model. `off` are the codes, or beginnings of codes, that it does not want.
    `keep` is how many versions stay published, `cname` the host that GitHub Pages serves them on ('': its own).
    `drawings` are the names of the drawings that a page can ask for; `contrast`, what the colours must reach.
    `package` names the files of the offline edition; `text_only` lists the pages, or parts of pages
    (`now/report.md#prosecutor`), of its text-only file. `call_bar` lists the channels that phones keep in reach.
    `urgent_help` is the page, or the part of one, for those who may harm themselves; '' where there is none.
    `pairs` are the languages that printed sheets show side by side; None, the default one with each other one.
    """

    root: Path
    docs: Path
    locales: tuple[Locale, ...]
    print_country: str = ""
    nav: tuple[str, ...] = ()
    has_data: bool = True
    off: tuple[str, ...] = ()
    keep: int = 3
    cname: str = ""
    package: str = "site"
    text_only: tuple[str, ...] = ()
    icons: Icons = field(default_factory=Icons)
    drawings: tuple[str, ...] = ()
    call_bar: tuple[str, ...] = ()
    urgent_help: str = ""
    contrast: tuple[Promise, ...] = ()
    drafts: tuple[Locale, ...] = ()
    pairs: tuple[tuple[str, str], ...] | None = None

    def relative(self, path: Path) -> str:
        """Return `path` as shown in findings."""
        return path.relative_to(self.root).as_posix()

    @property
    def default(self) -> Locale:
        """Return the language at the root of the site."""
        return next(locale for locale in self.locales if locale.default)

    def previewing(self, code: str) -> Campaign:
        """Return the campaign with nothing but the language in progress `code`, in the place of the default one."""
        draft = next(locale for locale in self.drafts if locale.code == code)
        return replace(self, locales=(replace(draft, default=True),), drafts=(), pairs=())


def direction(code: str) -> str:
    """Return 'rtl' or 'ltr' for a language code (CLDR). Raises UnknownLocaleError or ValueError."""
    return "rtl" if cldr.of(code).character_order == "right-to-left" else "ltr"


def in_progress(entry: Mapping[str, Any]) -> bool:
    """Return whether an entry of `extra.languages` is of a language in progress: mkdocs-static-i18n's `build: false`.

    The default one never is: without it there is no site.
    """
    return entry.get("build") is False and not entry.get("default")


def _pairs(extra: dict[str, Any], codes: list[str]) -> tuple[tuple[str, str], ...] | Literal[False] | None:
    """Return the pairs of languages of the printed sheets, None where none are named; False where they are unusable."""
    settings = extra.get("print")
    found = settings.get("pairs") if isinstance(settings, dict) else None
    if found is None:
        return None
    pairs = [tuple(one) for one in found if isinstance(one, list)] if isinstance(found, list) else [()]
    sound = all(len(pair) == 2 and len(set(pair)) == 2 and set(pair) <= set(codes) for pair in pairs)
    return tuple(pairs) if sound and len(pairs) == len(found) else False


def in_menu_order(paths: Iterable[str], nav: Iterable[str]) -> list[str]:
    """Return the paths of pages in the order of a menu; those that it lacks come last, by name."""
    order = {path: index for index, path in enumerate(nav)}
    return sorted(paths, key=lambda path: (order.get(path, len(order)), path))


def _flat(nav: object) -> Iterator[str]:
    """Yield the pages of a menu, in order."""
    if isinstance(nav, str):
        yield nav
    for entry in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _flat(entry)


def _print_country(root: Path, settings: object) -> tuple[str, Message | None]:
    """Return the country of the printed sheets ('' for none), and what is wrong with it."""
    asked = os.environ.get("PRINT_COUNTRY")
    place = asked or (settings.get("country") if isinstance(settings, dict) else settings)
    if place is None and settings is None:
        return "", None
    if not isinstance(place, str) or not re.fullmatch("[a-z]{2}", place):
        fix = say("it is a country of data/channels in two small letters, between quotes: print: {{country: 'xx'}}")
    elif not (root / "data" / "channels" / f"{place}.yml").is_file():
        fix = say("there is no data/channels/{place}.yml; name a country that has one", place=place)
    else:
        return place, None
    name = "PRINT_COUNTRY" if asked else "extra.print.country"
    return "", say("{name} «{place}»: {fix}", name=name, place=place, fix=fix)


def _declared(config: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the languages that another site declares to mkdocs-static-i18n, the default one first."""
    for plugin in config.get("plugins") or ():
        settings = plugin.get("i18n") if isinstance(plugin, dict) else None
        entries = settings.get("languages") if isinstance(settings, dict) else None
        if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
            named = {"site_name": config.get("site_name", "")}
            entries = sorted(entries, key=lambda entry: not entry.get("default"))
            return [
                {"name": entry.get("locale")} | named | entry | {"default": not n} for n, entry in enumerate(entries)
            ]
    return None


def _off(extra: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the codes that `extra.lint.skip` names, or None where it is no list of codes."""
    lint = extra.get("lint") or {}
    off = lint.get("skip") or [] if isinstance(lint, dict) else None
    if not isinstance(off, list) or not all(
        isinstance(one, str) and re.fullmatch("[A-Z]{2,3}[0-9]*", one) for one in off
    ):
        return None
    return tuple(off)


def _publishing(extra: dict[str, Any]) -> tuple[int, str] | None:
    """Return how many versions are kept and the host of the site, or None where that cannot be read."""
    found = extra.get("publish", {})
    keep, cname = (found.get("keep", 3), found.get("cname") or "") if isinstance(found, dict) else (0, "")
    host = isinstance(cname, str) and (not cname or re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", cname))
    return (keep, cname) if isinstance(keep, int) and not isinstance(keep, bool) and keep > 0 and host else None


def _offline(extra: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """Return the name of the offline edition's files and the pages of its text-only file, or None where unusable."""
    settings = extra.get("offline") or {}
    name, pages = (
        (settings.get("name", "site"), settings.get("text_only") or []) if isinstance(settings, dict) else ("", [])
    )
    named = isinstance(name, str) and re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?", name)
    if not named or not isinstance(pages, list) or not all(isinstance(one, str) for one in pages):
        return None
    return name, tuple(pages)


def icon_files(templates: Path) -> dict[str, Path]:
    """Return the icons below a folder of templates, by name: the campaign's, and those of the machine beside them."""
    paths = (path for folder in ("machine", "campaign") for path in (templates / ICONS / folder).glob("*.svg"))
    return dict(sorted((path.stem, path) for path in paths))


def _icons(extra: dict[str, Any], known: Collection[str]) -> tuple[Icons, Message | None]:
    """Return what `extra.icons` names, and what is wrong with it. `known` are the names of the icons."""
    found = extra.get("icons") or {}
    pages = found.get("pages") or {} if isinstance(found, dict) else None
    rows = [found.get(kind) or [] for kind in ("acts", "red_lines")] if isinstance(found, dict) else []
    if not isinstance(pages, dict) or not all(isinstance(row, list) for row in rows):
        return Icons(), say("extra.icons takes acts and red_lines, lists of icons, and pages, each with its icon")
    for name in (*pages.values(), *rows[0], *rows[1]):
        if name not in known:
            return Icons(), say(
                "extra.icons: there is no icon «{name}»; it is a file of {folder}, without .svg",
                name=name,
                folder=_OWN,
            )
    return Icons(dict(pages), *map(tuple, rows)), None


def _contrast(extra: dict[str, Any]) -> tuple[Promise, ...] | None:
    """Return what `extra.contrast` promises, or None where that cannot be read."""
    lines, found = extra.get("contrast") or [], []
    for line in lines if isinstance(lines, list) else [lines]:
        given = line if isinstance(line, dict) else {}
        least, names = given.get("least"), [given.get("of"), given.get("over")]
        colours = [one for part in names for one in (part if isinstance(part, list) and part else [None])]
        if not isinstance(least, (int, float)) or not all(isinstance(one, str) for one in colours):
            return None
        found.append(Promise(float(least), *map(tuple, names)))
    return tuple(found)


def _drawings(root: Path, config: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the drawings that lie beside the templates."""
    theme = config.get("theme")
    folder = str(theme.get("custom_dir") or "") if isinstance(theme, dict) else ""
    return tuple(sorted(path.stem for path in (root / folder / DRAWINGS).glob("*.svg"))) if folder else ()


def _call_bar(extra: dict[str, Any]) -> tuple[str, ...]:
    """Return the channels that `extra.call_bar` names; a rule says what is wrong with them."""
    found = extra.get("call_bar")
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _over(above: dict[str, Any], below: dict[str, Any]) -> dict[str, Any]:
    """Return settings laid over others as mkdocs does it: a mapping is merged, anything else takes the place."""
    both = {key for key in above.keys() & below.keys() if isinstance(above[key], dict) and isinstance(below[key], dict)}
    return below | above | {key: _over(above[key], below[key]) for key in both}


def settings(root: Path) -> tuple[YamlSource, dict[str, Any]]:
    """Return `root/mkdocs.yml` as written, and its settings with those that it inherits. Raises CampaignError."""
    shown = CONFIG
    try:
        source = read(root / CONFIG)
        config = source.data if isinstance(source.data, dict) else {}
        parent = config.get(_INHERIT)
        if not isinstance(parent, str):
            return source, config
        shown = parent
        inherited = read(root / parent).data
    except YamlError as error:
        raise CampaignError([finding(shown, error.at, "CFG001", error.message)]) from None
    return source, _over(config, inherited if isinstance(inherited, dict) else {})


def load(root: Path) -> Campaign:
    """Read `root/mkdocs.yml` and what it inherits. Raises CampaignError with one finding per thing wrong."""
    source, config = settings(root)
    extra = config.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    has_data = (root / "data").is_dir()
    entries = extra.get("languages") if has_data or "languages" in extra else _declared(config)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        message = say("extra.languages must be a list of languages, each with locale, name and site_name")
        raise CampaignError([finding(CONFIG, source.at(("extra", "languages")), "CFG002", message)])
    locales: list[Locale] = []
    drafts: list[Locale] = []
    findings: list[Finding] = []

    def wrong(code: str, message: Message, *keys: str | int) -> None:
        findings.append(finding(CONFIG, source.at(keys), code, message))

    for index, entry in enumerate(entries):
        where = ("extra", "languages", index, "locale")
        try:
            code = str(entry["locale"])
            read_so_far = drafts if in_progress(entry) else locales
            if entry.get("build") is False and read_so_far is locales:
                message = say("the default language «{code}» is published: take out `build: false`", code=code)
                wrong("CFG002", message, "extra", "languages", index, "build")
            read_so_far.append(
                Locale(code, str(entry["name"]), str(entry["site_name"]), direction(code), bool(entry.get("default")))
            )
        except (KeyError, TypeError) as error:
            message = say("a language needs locale, name and site_name; {key} is missing", key=error)
            wrong("CFG002", message, *where)
        except (UnknownLocaleError, ValueError):
            message = say("«{code}» is not a language code; use an ISO 639 code such as en or fa", code=entry["locale"])
            wrong("CFG002", message, *where)
    if not findings and [locale.default for locale in locales] != [True] + [False] * (len(locales) - 1):
        message = say("exactly one entry of extra.languages has `default: true`, and it stands first")
        wrong("CFG002", message, "extra", "languages")
    known = [locale.code for locale in (*locales, *drafts)]
    for code in sorted({code for code in known if known.count(code) > 1}):
        message = say("the language «{code}» stands twice; keep one entry", code=code)
        wrong("CFG002", message, "extra", "languages")
    pairs = _pairs(extra, [locale.code for locale in locales])
    if pairs is False:
        message = say(
            "extra.print.pairs takes pairs of languages that are published, each in square brackets: "
            "`pairs: [[fr, ar]]`"
        )
        wrong("CFG005", message, "extra", "print", "pairs")
    exit_urls = (extra.get("exit") or {}).get("urls") or {}
    for locale in locales if extra.get("exit") else ():
        if not str(exit_urls.get(locale.code, "")).startswith("https://"):
            message = say(
                "the quick exit has no address for «{code}»; add one that begins with https://", code=locale.code
            )
            wrong("CFG003", message, "extra", "exit", "urls")
    docs = root / str(config.get("docs_dir", "docs"))
    if not docs.is_dir() or not docs.resolve().is_relative_to(root.resolve()):
        message = say(
            "docs_dir «{name}» is not a folder of this project; create it or correct the name", name=docs.name
        )
        wrong("CFG004", message, "docs_dir")
    place, problem = _print_country(root, extra.get("print"))
    if problem:
        wrong("CFG005", problem, "extra", "print")
    off = _off(extra)
    if off is None:
        message = say("extra.lint.skip must be a list of codes, or of beginnings of codes: skip: [HID, LEN001]")
        wrong("CFG006", message, "extra", "lint")
    offline = _offline(extra)
    if offline is None:
        message = say(
            "extra.offline needs a name in small letters, digits and hyphens, and under text_only a list of pages: "
            "offline: {{name: my-campaign, text_only: [index.md]}}"
        )
        wrong("CFG007", message, "extra", "offline")
    publishing = _publishing(extra)
    if publishing is None:
        message = say(
            "extra.publish takes keep, a number of versions from 1 on, and cname, a host name and nothing else"
        )
        wrong("CFG009", message, "extra", "publish")
    icons, problem = _icons(extra, icon_files(root / "overrides"))
    if problem:
        wrong("CFG010", problem, "extra", "icons")
    contrast = _contrast(extra)
    if contrast is None:
        message = say(
            "extra.contrast takes lines with the least contrast and two lists of colours: "
            "{{least: 7, of: [ink], over: [paper]}}"
        )
        wrong("CFG011", message, "extra", "contrast")
    if findings:
        raise CampaignError(findings)
    keep, cname = publishing or (3, "")
    package, text_only = offline or ("site", ())
    return Campaign(
        root=root,
        docs=docs,
        locales=tuple(locales),
        print_country=place,
        nav=tuple(_flat(config.get("nav"))),
        has_data=has_data,
        off=off or (),
        keep=keep,
        cname=cname,
        package=package,
        text_only=text_only,
        icons=icons,
        drawings=_drawings(root, config),
        call_bar=_call_bar(extra),
        urgent_help=str(extra.get("urgent_help") or ""),
        contrast=contrast or (),
        drafts=tuple(drafts),
        pairs=pairs or (None if pairs is None else ()),
    )


def theme(root: Path) -> tuple[Path, str]:
    """Return the folder of our templates, and the icon of the site inside it."""
    found = settings(root)[1].get("theme")
    found = found if isinstance(found, dict) else {}
    return root / str(found.get("custom_dir") or "overrides"), str(found.get("favicon") or "")
