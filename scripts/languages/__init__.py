"""What the machine knows of each language: one folder per language, named by its ISO 639 code, found by listing.

To add a language, add a folder; nothing else in `scripts/` names one. Whatever a folder lacks is left out: a language
without any has no rule that could be wrong. A folder may hold

- `language.toml`: its data, one key per field of `Language` (marks of quotation, small words, numbers in letters…).
  The table `words` gives patterns that are looked for on pages of every language, for what people paste or type
  (`any_of`); its keys are those of the other folders;
- `lists.toml`, or other files: words that its own modules need (`word_lists`);
- `typography.py` with `typeset(text) -> str`: its spaces and apostrophes, put right at build;
- `figures.py` with `PHRASES`: shares and years in words; `persons.py` with `places(text)` and `named(text)`: what tells
  who somebody is; `repeated.py` with `by_mistake(match)`: which doubled words are slips;
- `rules/`: checks of its pages only, each written as those of `scripts/rules/`, without asking for the language.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from scripts.languages import writing
from scripts.languages.writing import ENGLISH

__all__ = ["ENGLISH", "Attached", "Language", "Quotes", "any_of", "base", "every", "known", "of", "rules"]

FOLDER = Path(__file__).parent
_DATA = "language.toml"


class Quotes(NamedTuple):
    """The marks of quotation: `open` and `close`, `typed` with the spaces inside them.

    `within` are marks right inside a quotation; `too`, marks as right as these.
    """

    open: str
    close: str
    typed: tuple[str, str]
    within: str = ""
    too: str = ""

    def begun(self, text: str, index: int) -> bool:
        """Tell whether a place of a text stands after a mark that opens a quotation and before the one that ends it."""
        return text.count(self.open, 0, index) > text.count(self.close, 0, index)


class Attached(NamedTuple):
    """What is written in one with a word: patterns of what stands before it, and the pronouns after it.

    `short`, `long`: before words of less than four letters, and others; `definite`: before one without its `article`;
    `prefixes`: what the index of words takes off a word; `name`, `number`: before names, and numbers in letters.
    `turns`: the last letters that a pronoun changes, each with what it becomes.
    """

    article: str = ""
    short: str = ""
    long: str = ""
    definite: str = ""
    name: str = ""
    number: str = ""
    prefixes: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    turns: Mapping[str, str] = {}


@dataclass(frozen=True)
class Language:
    """A language; every field but the code may be missing.

    `quotes`: its marks of quotation. `codes`: the codes of findings that have its name, by rule.
    `sentence`: the most words of a sentence.
    `little`: words that almost every sentence has, and other languages have not; `common`: words that tell nothing.
    `numbers`: words for numbers, with their values; `months`: names that CLDR has not. In a date, `day_ends` follow the
    day before the month, `before_year` stands between the month and the year, and `month_first` is before the day.
    `alike`: letters and signs that people mix up, each with the plain one. `attached`: what is written in one word.
    `joiners`: whether spelling needs characters of no width.
    `doubled`: words that may stand twice in a row, `perhaps_doubled`: that a person must judge, `single`: the words of
    one letter; None where doubled words are not looked for.
    `elided`: what stands before a word with an apostrophe, as a pattern.
    `between`: what joins the names of two things, as a pattern.
    `words`: patterns looked for on the pages of every language.
    """

    code: str
    quotes: Quotes | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    sentence: int = 40
    little: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    day_ends: tuple[str, ...] = ()
    before_year: str = ""
    month_first: bool = False
    alike: Mapping[str, str] = field(default_factory=dict)
    attached: Attached | None = None
    joiners: bool = False
    doubled: frozenset[str] | None = None
    perhaps_doubled: frozenset[str] = frozenset()
    single: str = ""
    elided: str = ""
    between: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def script(self) -> str:
        """Return the script it is written in, as Unicode names it."""
        return writing.of_language(self.code)

    @functools.cached_property
    def quotation(self) -> re.Pattern[str]:
        """Match a short quotation; « » in a language whose marks are not known."""
        pairs = [(self.quotes.open, self.quotes.close)] if self.quotes else [("«", "»")]
        pairs += [(self.quotes.too[0], self.quotes.too[1])] if self.quotes and len(self.quotes.too) > 1 else []
        return re.compile("|".join(f"{one}[^{one}{other}]*{other}" for one, other in pairs))

    def part(self, name: str) -> ModuleType | None:
        """Return a module of its folder, or None where it has none."""
        return _module(self.code, name)


@functools.cache
def _module(code: str, name: str) -> ModuleType | None:
    return importlib.import_module(f"{__name__}.{code}.{name}") if (FOLDER / code / f"{name}.py").is_file() else None


def known() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder."""
    found = (path.name for path in FOLDER.iterdir() if (path / _DATA).is_file() or (path / "rules").is_dir())
    return tuple(sorted(found))


def base(code: str) -> str:
    """Return a language without its script and country: `fr` for `fr-CA`."""
    return re.split("[-_]", code, maxsplit=1)[0].lower()


def _numbers(rows: list[str]) -> dict[str, str]:
    return {word: str(value) for value, row in enumerate(rows) for word in row.split()}


_FORMS = {
    "quotes": lambda value: Quotes(**value | {"typed": tuple(value["typed"])}),
    "attached": lambda value: Attached(
        **value | {key: tuple(value[key].split()) for key in ("prefixes", "pronouns") if key in value}
    ),
    "little": lambda value: frozenset(value.split()),
    "common": lambda value: frozenset(value.split()),
    "doubled": lambda value: frozenset(value.split()),
    "perhaps_doubled": lambda value: frozenset(value.split()),
    "months": lambda value: tuple(value.split()),
    "day_ends": tuple,
    "numbers": _numbers,
}


def _read(code: str, data: Mapping[str, Any]) -> Language:
    keys = {one.name for one in fields(Language)} & data.keys()
    return Language(**{key: _FORMS[key](data[key]) if key in _FORMS else data[key] for key in keys} | {"code": code})


@functools.cache
def of(code: str) -> Language:
    """Return what is known of a language; `fr-CA` is read as `fr`. Nothing is known of one without a folder."""
    name = base(code)
    file = FOLDER / name / _DATA
    data = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return _read(name, {"joiners": writing.needs_joiners(name)} | data)


@functools.cache
def every() -> tuple[Language, ...]:
    """Return the languages that have a folder."""
    return tuple(map(of, known()))


def any_of(name: str) -> str:
    """Return a pattern of the `words` of that name in any language; it matches nothing where there are none."""
    return "|".join(one.words[name] for one in every() if name in one.words) or r"(?!)"


@functools.cache
def alike() -> dict[str, str]:
    """Return the letters and signs that people mix up in any language, each with the plain one."""
    return {sign: plain for one in every() for sign, plain in one.alike.items()}


def codes(rule: str) -> tuple[str, ...]:
    """Return the codes that languages give to the findings of a rule."""
    return tuple(one.codes[rule] for one in every() if rule in one.codes)


@functools.cache
def rules() -> Mapping[ModuleType, str]:
    """Return the rules of every language, each with the code of that language."""
    found = {}
    for code in known():
        for path in sorted((FOLDER / code / "rules").glob("*.py")):
            if path.stem != "__init__":
                found[importlib.import_module(f"{__name__}.{code}.rules.{path.stem}")] = code
    return found
