"""What a schema cannot say of the entries of `data/`: dates, languages, numbers, places.

Every check takes whatever YAML holds: an entry that does not fit its schema is still read as far as it goes,
so that one run reports everything.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from scripts import host_name, phone, typed_value
from scripts.campaign import Campaign
from scripts.country import ELSEWHERE
from scripts.finding import Finding, finding
from scripts.record import OK
from scripts.yaml_source import YamlSource

_WORDS = ("name", "short", "for", "not_for", "after", "know", "label", "note", "law", "offence", "penalty", "steps")
_DIGITS = re.compile(r"\+?[0-9]+")
# What the templates put into the strings, by the key of the string.
_FIELDS = {
    "hours_daily": {"start", "end"},
    "hours_days": {"first", "last", "start", "end"},
    "hours_day": {"first", "start", "end"},
    "hours_zone": {"country"},
    "time_hour": {"hour"},
    "time_minute": {"hour", "minute"},
    "filter_count": {"shown", "total"},
    "print_numbers": {"country"},
    "print_version": {"version"},
    "kilobytes": {"size"},
    "sheet_title": {"title", "version", "date"},
    "sheet_number_out": {"name", "value"},
    "sheet_number_in": {"name", "value"},
    "sheet_number_new": {"name", "old", "new"},
    "sheet_section": {"section"},
    "sheet_checked": {"date"},
}
Steps = tuple[str | int, ...]


def walk(data: Any, steps: Steps = (), seen: set[int] | None = None) -> Iterator[tuple[Steps, Any]]:  # noqa: ANN401
    """Yield every value below `data` with the keys and indexes that lead to it; what YAML repeats (`*alias`), once."""
    seen = set() if seen is None else seen
    if not isinstance(data, dict | list) or id(data) in seen:
        return
    seen.add(id(data))
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*steps, key), value
        yield from walk(value, (*steps, key), seen)


def dates(source: YamlSource, path: str, today: datetime.date) -> Iterator[Finding]:
    """Yield DAT002 for a date in the future, DAT008 for a next check that does not come after the last."""
    for steps, value in walk(source.data):
        if not isinstance(value, str):
            pair = (value.get("checked"), value.get("next_check")) if isinstance(value, dict) else (None, None)
            if all(isinstance(one, str) and one[:4].isdigit() for one in pair) and pair[1] <= pair[0]:
                message = f"the next check {pair[1]} must come after the last, {pair[0]}"
                yield finding(path, source.at((*steps, "next_check")), "DAT008", f"{message}; correct one of them")
        elif steps[-1] == "checked" and value[:4].isdigit() and value > today.isoformat():
            message = f"the check date {value} is in the future; write the day of the check"
            yield finding(path, source.at(steps), "DAT002", message)
        elif steps[-1] == "source_date" and value[:4].isdigit() and value > today.isoformat():
            message = f"the date of the source, {value}, is in the future; correct it"
            yield finding(path, source.at(steps), "DAT002", message)


def languages(source: YamlSource, path: str, campaign: Campaign) -> Iterator[Finding]:
    """Yield DAT004 for a text that lacks a language of the site, DAT005 for a language the site does not have."""
    codes = [locale.code for locale in campaign.locales]
    for steps, value in walk(source.data):
        if steps[-1] in _WORDS and isinstance(value, dict):
            for code in codes:
                if not value.get(code):
                    message = f"«{steps[-1]}» has no text for «{code}»; write it in every language"
                    yield finding(path, source.at(steps), "DAT004", message)
            lengths = {len(one) for one in value.values() if isinstance(one, list)}
            if len(lengths) > 1:
                message = f"«{steps[-1]}» has not as many lines in each language; write the same ones in all"
                yield finding(path, source.at(steps), "DAT004", message)
        elif steps[-1] == "locale" and isinstance(value, str) and value not in codes:
            message = f"«{value}» is not a language of this site; use one of: {', '.join(codes)}"
            yield finding(path, source.at(steps), "DAT005", message)


def places(source: YamlSource, path: str, country: str, countries: Any) -> Iterator[Finding]:  # noqa: ANN401
    """Yield DAT006 for an unknown country and for an id of another file than its own."""
    if country not in ELSEWHERE and isinstance(countries, dict) and country not in countries:
        message = f"«{country}» is not a country of data/countries.yml; add it there, or correct the name of the file"
        yield finding(path, source.at(), "DAT006", message)
    for index, entry in enumerate(source.data if isinstance(source.data, list) else []):
        name = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(name, str) and not name.startswith(f"{country}-"):
            message = f"«{name}» stands in the file of «{country}»; begin it with {country}-, or move the entry"
            yield finding(path, source.at((index, "id")), "DAT006", message)


def numbers(source: YamlSource, path: str, country: str) -> Iterator[Finding]:
    """Yield DAT007 for a number that does not exist, of another country, or shown with other digits."""
    home = None if country in ELSEWHERE else country
    for steps, contact in walk(source.data):
        if len(steps) < 2 or steps[-2] != "contacts" or not isinstance(contact, dict):
            continue
        value, display = contact.get("value"), contact.get("display")
        if contact.get("kind") not in phone.KINDS or not isinstance(value, str) or not _DIGITS.fullmatch(value):
            continue  # the schema has said what is wrong with it
        if problem := phone.problem(value, home):
            yield finding(path, source.at((*steps, "value")), "DAT007", problem)
        elif isinstance(display, str) and not phone.same_digits(value, display):
            message = f"«{display}» shows other digits than «{value}»; correct one of them"
            yield finding(path, source.at((*steps, "display")), "DAT007", message)


def web_addresses(source: YamlSource, path: str) -> Iterator[Finding]:
    """Yield DAT010 for a web address that is not plainly one: a name and a password, a port, no public host name."""
    for steps, contact in walk(source.data):
        if not isinstance(contact, dict) or contact.get("kind") != "url" or not isinstance(contact.get("value"), str):
            continue
        value = contact["value"]
        try:
            parts = urlsplit(value)
            odd = parts.username is not None or parts.port is not None or not host_name.is_public(parts.hostname or "")
        except ValueError:
            odd = True
        if odd and value.startswith("https://"):  # otherwise the schema has said what is wrong with it
            message = f"«{value}» is not a plain address; write https://, the name of the site, and the path"
            yield finding(path, source.at((*steps, "value")), "DAT010", message)


def _words(entry: Any) -> Iterator[tuple[Steps, str]]:  # noqa: ANN401
    """Yield the texts of an entry that readers see, with the way to them."""
    for steps, value in walk(entry):
        if isinstance(value, str) and any(step in _WORDS for step in steps) and "why" not in steps:
            yield steps, value


def typed_values(
    source: YamlSource, path: str, short: Collection[str], domains: Collection[str]
) -> Iterator[Finding]:  # fmt: skip
    """Yield DAT009 for a number or an address among the words of an entry; its own numbers may stand in its name.

    `short` are the short numbers of the data; `domains`, the domains whose names may be written.
    """
    for index, entry in enumerate(source.data if isinstance(source.data, list) else []):
        contacts = entry.get("contacts") if isinstance(entry, dict) else None
        contacts = [one for one in contacts if isinstance(one, dict)] if isinstance(contacts, list) else None
        seen = [one for one in contacts or () if one.get("publish") == OK]
        if contacts is not None and not seen:
            continue  # held back as a whole: nobody reads its words
        own = {one.get("value") for one in seen}
        for steps, text in _words(entry):
            found = [one for _, one in typed_value.numbers(text, short) if one not in own]
            found += [
                one
                for _, one in typed_value.addresses(text)
                if "@" in one or host_name.domain(one.lower()) not in domains
            ]
            for one in found:
                message = f"«{one}» stands among the words; make it a contact, with its source, or take it out"
                yield finding(path, source.at((index, *steps)), "DAT009", message)


def templates(source: YamlSource, path: str) -> Iterator[Finding]:
    """Yield DAT011 for a string whose `{fields}` are not those the templates fill, or an unknown `date_locale`."""
    data = source.data if isinstance(source.data, dict) else {}
    for key, value in data.items():
        if not isinstance(value, str):
            continue
        wanted = _FIELDS.get(key, set())
        try:
            fields = (
                {name for _, name, _, _ in string.Formatter().parse(value) if name is not None} if wanted else set()
            )
        except ValueError:
            fields = {""}
        if fields != wanted:
            names = " and ".join(f"{{{name}}}" for name in sorted(wanted))
            message = f"«{key}» must hold {names}, each once, and no other braces; put them back"
            yield finding(path, source.at((key,)), "DAT011", message)
        for _, number in typed_value.numbers(value, ()):
            message = f"«{number}» stands among the words; make it a contact in data/channels, or take it out"
            yield finding(path, source.at((key,)), "DAT009", message)
    code = data.get("date_locale")
    try:
        if isinstance(code, str):
            Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        message = f"«{code}» is not a locale Babel knows; write a language, or a language and a country: fr_FR"
        yield finding(path, source.at(("date_locale",)), "DAT011", message)
