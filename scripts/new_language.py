"""A language more: its entry in `mkdocs.yml`, its pages as copies to translate, its files of words, its font.

It begins in progress (`build: false`). What is there already stays as it is: the same command, given again, adds the
pages and words that have come since.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel import Locale as BabelLocale
from babel import UnknownLocaleError

from scripts import atomic, campaign, cldr, config_text, in_progress, interface, library, reviews, rules, yaml_source
from scripts.campaign import CONFIG, Campaign
from scripts.languages import ENGLISH
from scripts.library import Library
from scripts.rules import Corpus
from scripts.sheets import font_finder
from scripts.sheets.engine import Engine

# What mkdocs-static-i18n takes, and no other: two letters, then a script, then a country.
_CODE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_LONGEST = 40  # letters of a name
_NOTES = {
    "build": "in progress: `make progress` says what is missing; this line goes when nothing is",
    "site_name": "to translate",
}
_WORDS = """\
# {name} words that the dictionary lacks: one a line, in order, well written.
"""
_STRINGS = """\
# The words of the interface in {name}. Take away the # of a line and translate it; until then, a preview shows the
# words of the default language between [ ].
"""


class LanguageError(ValueError):
    """The language cannot be added; says why."""


@dataclass
class Addition:
    """What adding a language writes: `files` by path, `notes` for whoever goes on."""

    files: dict[Path, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def _check(found: Campaign, code: str, source: str) -> None:
    """Raise LanguageError for a code that is no language, or one that is published, or an unknown source."""
    try:
        cldr.of(code)
    except (UnknownLocaleError, ValueError):
        raise LanguageError(f"«{code}» is not a language code; use an ISO 639 code such as es, or pt-BR") from None
    if not _CODE.fullmatch(code):
        raise LanguageError(f"«{code}»: the site generator takes codes of two letters only, such as es or pt-BR")
    codes = [locale.code for locale in found.locales]
    if code in codes:
        raise LanguageError(f"«{code}» is a language of this site already; nothing was written")
    if source not in codes:
        known = ", ".join(codes)
        raise LanguageError(f"«{source}» is no language to copy from; use one of: {known}")


def _entry(found: Campaign, code: str, name: str, title: str, source: str) -> bytes:
    """Return `mkdocs.yml` with the language; `title`: the name of the site in it, '' for the source's.

    Raises LanguageError where it cannot be added there.
    """
    text = (found.root / CONFIG).read_text(encoding="utf-8")
    entries = {str(one["locale"]): one for one in yaml_source.parse(text).data["extra"]["languages"]}
    first = entries[source]
    entry = config_text.Entry(
        values={"locale": code, "build": False, "name": name, "site_name": title or str(first["site_name"])},
        notes={key: note for key, note in _NOTES.items() if key != "site_name" or not title},
        waiting={key: str(first[key]) for key in ("site_description",) if first.get(key)},
        menu={str(key): str(value) for key, value in (first.get("nav_translations") or {}).items()},
    )
    try:
        made = config_text.with_language(text, entry, found.default.code)
    except config_text.UnfitError as error:
        raise LanguageError(f"{CONFIG}: {error}") from None
    return made.encode()


def _commented(key: str, value: Any) -> str:  # noqa: ANN401
    lines = yaml.safe_dump({key: value}, allow_unicode=True, width=10**6, sort_keys=False).splitlines()
    return "\n".join(f"# {line}" for line in lines)


def _strings(found: Campaign, facts: Library, code: str, source: str, name: str) -> str:
    """Return a file in which each word that the language lacks waits, commented, in the words of `source`."""
    theirs, shared = facts.strings.get(source, {}), interface.shared(ENGLISH)
    lines = [
        _commented(key, theirs[key] if key in theirs else shared.get(key, ""))
        for key in in_progress.wanted(facts, found, code)
        if key not in interface.shared(code)
    ]
    return "\n".join([_STRINGS.format(name=name), *lines]) + "\n"


def _pages(corpus: Corpus, code: str, source: str) -> dict[Path, bytes]:
    """Return a copy of each page of `source` that the language lacks, and the records of what was copied."""
    found, files = corpus.campaign, {}
    recorded = reviews.folder(found).is_dir()
    for path in sorted((found.docs / source).rglob("*")):
        inside = path.relative_to(found.docs / source)
        copy = found.docs / code / inside
        if copy.exists() or not path.is_file() or path.name.startswith("."):
            continue
        files[copy] = path.read_bytes()
        page = corpus.pages[source].get(inside.as_posix())
        if page is None or not recorded:
            continue
        review = reviews.load(found, inside.as_posix())
        if review.problem is None:
            files[review.path] = reviews.begun(review, code, source, page).encode()
    return files


def _checked_name(name: str) -> str:
    """Return a name that readers can be shown. Raises LanguageError."""
    name = " ".join(name.split())
    if len(name) > _LONGEST or any(unicodedata.category(one) in ("Cc", "Cf", "Cs") or one in "<>{}" for one in name):
        raise LanguageError(f"«{name}» cannot be the name of a language; write it in plain letters, on one line")
    return name


def plan(root: Path, code: str, name: str = "", source: str = "", title: str = "") -> Addition:
    """Return what adding the language `code` writes, or what is still to add to it; its pages are copies of `source`'s.

    `name`: as the list of languages shows it; '': CLDR's. `source`: '' for the default language. `title`: the
    name of the site, to be the source's where it is ''. Raises LanguageError, CampaignError, OSError.
    """
    found = campaign.load(root)
    source = source or found.default.code
    _check(found, code, source)
    name = _checked_name(name) or cldr.own_name(code) or code
    english = str(BabelLocale(ENGLISH).languages.get(code.split("-")[0], code))
    facts = library.load(found)
    corpus = rules.read_corpus(found, facts)
    made = Addition()
    made.files |= _pages(corpus, code, source)
    data = root / "data"
    if found.has_data:
        words = {
            data / "strings" / f"{code}.yml": _strings(found, facts, code, source, english),
            data / "words" / f"{code}.txt": _WORDS.format(name=english),
        }
        made.files |= {path: text.encode() for path, text in words.items() if not path.exists()}
        if not (data / "dictionaries" / code).is_dir():
            made.notes.append(
                f"Spelling: put a free Hunspell dictionary into data/dictionaries/{code}/, as README.md there says; "
                "until then, spelling is not checked."
            )
    _add_font(made, found, code)
    if code not in {locale.code for locale in found.drafts}:
        made.files[root / CONFIG] = _entry(found, code, name, title, source)
    return made


def _add_font(made: Addition, found: Campaign, code: str) -> None:
    """Add a font of this computer for a script that the project has none for, or say which to look for."""
    folder = campaign.theme(found.root)[0] / "print"
    engine = Engine(folder, None)
    if not folder.is_dir() or not font_finder.missing(engine, code):
        return
    fonts = font_finder.find(engine, code)
    made.files |= {folder / "fonts" / name: content for name, content in fonts.items()}
    family = font_finder.family(code)
    if fonts:
        names = ", ".join(name for name in fonts if name.endswith(".ttf"))
        made.notes.append(f"Fonts: {names}, from this computer, free to share (OFL).")
    else:
        made.notes.append(
            f"Fonts: no font here has the letters of «{code}»; install «{family}» (in Debian and its relatives: "
            "fonts-noto-core) and give this command again, or put its .ttf files and licence into "
            f"{found.relative(folder / 'fonts')}."
        )


def write(made: Addition) -> None:
    """Write all files of an addition, or none. Raises OSError."""
    before = {path: path.read_bytes() if path.is_file() else None for path in made.files}
    done: list[Path] = []
    try:
        for path, content in made.files.items():  # mkdocs.yml last: it makes the rest count
            done.append(path)
            atomic.write(path, content)
    except OSError:
        for path in done:
            if before[path] is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != before[path]:
                atomic.write(path, before[path])
        raise
