"""The words of the templates: those that every campaign shares, in `scripts/strings/`, under those of the campaign.

A campaign writes its own in `data/strings/`, and may write any other anew there. A language that the machine does not
speak takes all of them from the campaign.
"""

from __future__ import annotations

import functools
import string
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from scripts import cldr, data_file, typed_value, yaml_source
from scripts.campaign import Campaign
from scripts.catalogue import ENGLISH
from scripts.finding import START, Finding, Message, finding, nearest, say
from scripts.yaml_source import YamlSource

SHARED = Path(__file__).parent / "strings"
# What only a campaign can say, and what is said only where it does.
OWN = (
    "footer_line", "licence", "licence_url", "licence_name", "print_licence", "chooser_lead", "print_acts",
    "print_red_lines",
)  # fmt: skip
OPTIONAL = ("footer_warning", "footer_law", "share_alt")
# Words for what a campaign names itself, by how their keys begin; those of `_SHOWN` have a place even without words.
SITUATIONS, AUDIENCES = "situation_", "audience_"
EVERYONE = "everyone"  # an audience that is no choice: it is always shown
_SHOWN = ("colour_", "drawing_", "icon_")
_FAMILIES = (SITUATIONS, AUDIENCES, *_SHOWN)
DATES = "date_locale"
COUNT = "search_count_"  # and a plural form
_OTHER = "other"  # the form that stands in for every other (CLDR)
_COUNTED = range(1, 101)


class Words(dict[str, str]):
    """The strings of a language; one that is missing shows its key, so that a preview goes on."""

    def __missing__(self, key: str) -> str:
        return key

    def named(self, family: str) -> list[str]:
        """Return what a family of keys has words for (`situation_`: danger, money…), in their order."""
        return [key.removeprefix(family) for key in self if key.startswith(family)]


@functools.cache
def shared(code: str) -> Mapping[str, str]:
    """Return the words that the machine has in a language, or else in the one it is a form of; none: nothing."""
    for name in (code, code.replace("_", "-").partition("-")[0]):
        if (SHARED / f"{name}.yml").is_file():
            return yaml_source.read(SHARED / f"{name}.yml").data
    return {}


@functools.cache
def plural_forms(code: str) -> Mapping[str, bool]:
    """Return the forms that counted things take in a language (CLDR), each with whether it is that of many numbers."""
    counted = Counter(map(cldr.of(code).plural_form, _COUNTED))
    return {form: uses > 1 for form, uses in counted.items()} | {_OTHER: True}


def _dates(code: str) -> str:
    """Return the language and the country whose dates are written where nothing else is said (CLDR)."""
    language = code.replace("-", "_")
    likely = get_global("likely_subtags").get(language, language).split("_")
    return language if "_" in language else "_".join((likely[0], likely[-1])) if len(likely) > 1 else language


def needed(code: str) -> list[str]:
    """Return the keys that a language cannot do without, those of the campaign first."""
    common = [key for key in shared(ENGLISH) if not key.startswith((COUNT, DATES, *_SHOWN))]
    return [*OWN, *common, *(COUNT + form for form in plural_forms(code))]


def _fields(text: str) -> set[str]:
    """Return the names between braces; {''} where the braces do not fit together."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {""}


def _wanted(key: str, code: str) -> set[str]:
    """Return the fields that the templates fill in a string."""
    if key.startswith(COUNT):
        return {"count"} if plural_forms(code).get(key.removeprefix(COUNT)) else set()
    text = shared(ENGLISH).get(key)
    return _fields(text) if isinstance(text, str) else set()


def _listed(fields: set[str]) -> Message | str:
    names = [f"{{{name}}}" for name in sorted(fields)]
    return functools.reduce(lambda others, name: say("{others} and {name}", others=others, name=name), names)


def _mistakes(source: YamlSource, shown: str, code: str) -> Iterator[Finding]:
    """Yield what is wrong with the strings of a campaign in one language.

    DAT001: a key that nothing reads; DAT011: a string whose `{fields}` are not those that are filled,
    or an unknown `date_locale`; DAT009: a number that somebody could dial.
    """
    data: dict[str, Any] = source.data if isinstance(source.data, dict) else {}
    known = [*needed(code), *OPTIONAL, DATES]
    for key, value in data.items():
        at = source.at((key,))
        if key not in known and not key.startswith(_FAMILIES):
            near = nearest(key, known)
            instead = say("did you mean «{near}»?", near=near) if near else say("take it out")
            message = say("nothing reads the string «{key}»; {hint}", key=key, hint=instead)
            yield finding(shown, at, "DAT001", message)
        if not isinstance(value, str):
            continue
        wanted = _wanted(key, code)
        if wanted and _fields(value) != wanted:
            message = say(
                "«{key}» must hold {names}, each once, and no other braces; put them back",
                key=key,
                names=_listed(wanted),
            )
            yield finding(shown, at, "DAT011", message)
        for _, number in typed_value.numbers(value, ()):
            message = say(
                "«{number}» stands among the words; make it a contact in data/channels, or take it out", number=number
            )
            yield finding(shown, at, "DAT009", message)
    given = data.get(DATES)
    try:
        if isinstance(given, str):
            Locale.parse(given)
    except (UnknownLocaleError, ValueError):
        message = say(
            "«{code}» is not a locale Babel knows; write a language, or a language and a country: en_GB", code=given
        )
        yield finding(shown, source.at((DATES,)), "DAT011", message)


def _missing(key: str, code: str, words: Mapping[str, Mapping[str, Any]]) -> Message:
    """Say that a string is missing, and what it says in another language of the campaign, or in English."""
    for other, known in [*words.items(), (ENGLISH, shared(ENGLISH))]:
        example = known.get(key) if other != code else None
        if example:
            example = example if isinstance(example, str) else " · ".join(map(str, example))
            return say(
                "«{key}» is missing; write it in this language («{code}»: {words})",
                key=key,
                code=other,
                words=example,
            )
    return say("«{key}» is missing; add it", key=key)


def read(campaign: Campaign, folder: Path) -> tuple[dict[str, Words], list[Finding]]:
    """Return the words of each language of a campaign, and what is wrong with those in `folder`, its own.

    A file with findings is left out: the machine's words remain, so that a preview goes on.
    """
    files: dict[str, tuple[YamlSource, str]] = {}
    words: dict[str, Words] = {}
    findings: list[Finding] = []
    unread: set[str] = set()
    for locale in campaign.locales:
        code, path = locale.code, folder / f"{locale.code}.yml"
        source, wrong = YamlSource({}, {}), []
        if path.is_file():
            source, wrong = data_file.load(campaign.root, path, "strings", "DAT001")
        if not isinstance(source.data, dict):
            unread.add(code)
        files[code] = source, campaign.relative(path)
        wrong += _mistakes(*files[code], code)
        findings += wrong
        own = {} if wrong else source.data
        # Readers choose among situations and audiences in the order that the campaign gives them.
        first = {key: value for key, value in own.items() if key.startswith((SITUATIONS, AUDIENCES))}
        words[code] = Words({DATES: _dates(code), **dict.fromkeys(OPTIONAL, ""), **first, **shared(code), **own})
    common = {
        key for source, _ in files.values() if isinstance(source.data, dict)
        for key in source.data if key.startswith(_FAMILIES)
    }  # fmt: skip
    for code, (source, shown) in files.items():
        present = {} if code in unread else {**shared(code), **source.data}
        for key in () if code in unread else dict.fromkeys([*needed(code), *sorted(common)]):
            if key not in present:
                findings.append(finding(shown, START, "DAT004", _missing(key, code, words)))
    return words, findings
