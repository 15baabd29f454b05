"""What a schema cannot say of the entries of `data/`: dates, languages, numbers, places.

Every check takes whatever YAML holds: an entry that does not fit its schema is still read as far as it goes,
so that one run reports everything.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from scripts import host_name, phone, quantities, typed_value
from scripts.campaign import Campaign
from scripts.country import ELSEWHERE
from scripts.finding import Finding, finding, say
from scripts.record import EXAMPLE, OK
from scripts.yaml_source import YamlSource

_WORDS = ("name", "short", "for", "not_for", "after", "know", "label", "note", "law", "offence", "penalty", "steps")
_DIGITS = re.compile(r"\+?[0-9]+")
_RUNS = re.compile(r"\d(?:[ .\-\u00a0\u202f()]{0,2}\d)*")  # numbers of a quote, as people write them
_SAME = frozenset({"penalty", "offence", "after", "know"})  # names of services and laws differ, as they do officially
# Arabic says « a month », « two months » in one word; French says « 24 h sur 24, 7 jours sur 7 » for « always ».
_FEW = frozenset({"1", "2", "7", "24"})
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
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
                message = say(
                    "the next check {planned} must come after the last, {last}; correct one of them",
                    planned=pair[1],
                    last=pair[0],
                )
                yield finding(path, source.at((*steps, "next_check")), "DAT008", message)
        elif steps[-1] == "checked" and value[:4].isdigit() and value > today.isoformat():
            message = say("the check date {date} is in the future; write the day of the check", date=value)
            yield finding(path, source.at(steps), "DAT002", message)
        elif steps[-1] == "source_date" and value[:4].isdigit() and value > today.isoformat():
            message = say("the date of the source, {date}, is in the future; correct it", date=value)
            yield finding(path, source.at(steps), "DAT002", message)


def languages(source: YamlSource, path: str, campaign: Campaign) -> Iterator[Finding]:
    """Yield DAT004 for a text that lacks a language of the site, DAT005 for a language the site does not have."""
    codes = [locale.code for locale in campaign.locales]
    for steps, value in walk(source.data):
        if steps[-1] in _WORDS and isinstance(value, dict):
            for code in codes:
                if not value.get(code):
                    message = say(
                        "«{key}» has no text for «{code}»; write it in every language", key=steps[-1], code=code
                    )
                    yield finding(path, source.at(steps), "DAT004", message)
            lengths = {len(one) for one in value.values() if isinstance(one, list)}
            if len(lengths) > 1:
                message = say(
                    "«{key}» has not as many lines in each language; write the same ones in all", key=steps[-1]
                )
                yield finding(path, source.at(steps), "DAT004", message)
        elif steps[-1] == "locale" and isinstance(value, str) and value not in codes:
            message = say(
                "«{code}» is not a language of this site; use one of: {codes}", code=value, codes=", ".join(codes)
            )
            yield finding(path, source.at(steps), "DAT005", message)


def places(source: YamlSource, path: str, country: str, countries: Any) -> Iterator[Finding]:  # noqa: ANN401
    """Yield DAT006 for an unknown country and for an id of another file than its own."""
    if country not in ELSEWHERE and isinstance(countries, dict) and country not in countries:
        message = say(
            "«{country}» is not a country of data/countries.yml; add it there, or correct the name of the file",
            country=country,
        )
        yield finding(path, source.at(), "DAT006", message)
    for index, entry in enumerate(source.data if isinstance(source.data, list) else []):
        name = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(name, str) and not name.startswith(f"{country}-"):
            message = say(
                "«{name}» stands in the file of «{country}»; begin it with {country}-, or move the entry",
                name=name,
                country=country,
            )
            yield finding(path, source.at((index, "id")), "DAT006", message)


def facets(source: YamlSource, path: str, known: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Yield DAT001 for a situation or an audience that has no words; `known` holds those that have, by key."""
    for index, entry in enumerate(source.data if isinstance(source.data, list) else []):
        for key, values in known.items():
            given = entry.get(key) if isinstance(entry, dict) else None
            for place, value in enumerate(given if isinstance(given, list) else []):
                if isinstance(value, str) and value not in values:
                    message = say(
                        "«{value}» has no words in data/strings; use one of: {values}",
                        value=value,
                        values=", ".join(values),
                    )
                    yield finding(path, source.at((index, key, place)), "DAT001", message)


def numbers(source: YamlSource, path: str, country: str) -> Iterator[Finding]:
    """Yield DAT007 for a number that does not exist, of another country, or shown with other digits."""
    home = None if country in ELSEWHERE else country
    for steps, contact in walk(source.data):
        if len(steps) < 2 or steps[-2] != "contacts" or not isinstance(contact, dict):
            continue
        value, display = contact.get("value"), contact.get("display")
        if contact.get("kind") not in phone.KINDS or not isinstance(value, str) or not _DIGITS.fullmatch(value):
            continue  # the schema has said what is wrong with it
        if problem := phone.problem(value, None if contact.get("publish") == EXAMPLE else home):
            yield finding(path, source.at((*steps, "value")), "DAT007", problem)
        elif isinstance(display, str) and not phone.same_digits(value, display):
            message = say(
                "«{display}» shows other digits than «{value}»; correct one of them", display=display, value=value
            )
            yield finding(path, source.at((*steps, "display")), "DAT007", message)


def quoted_numbers(source: YamlSource, path: str) -> Iterator[Finding]:
    """Yield DAT015 for a number whose source is quoted with another number of that length, and not with this one."""
    for steps, contact in walk(source.data):
        if not isinstance(contact, dict) or contact.get("kind") not in phone.KINDS:
            continue
        value, quote = contact.get("value"), contact.get("quote")
        if not isinstance(value, str) or not isinstance(quote, str) or not _DIGITS.fullmatch(value):
            continue
        digits = value.lstrip("+")
        runs = [re.sub(r"\D", "", run) for run in _RUNS.findall(quote.translate(_WESTERN))]
        known = any(run and (run.endswith(digits[-len(run) :]) and len(run) >= min(len(digits), 6)) for run in runs)
        if known or any(digits in run for run in runs) or not any(len(run) == len(digits) for run in runs):
            continue
        message = say(
            "«{value}» does not stand in its quote, which has {other}; copy the number that the source gives",
            value=value,
            other=next(run for run in runs if len(run) == len(digits)),
        )
        yield finding(path, source.at((*steps, "value")), "DAT015", message)


def numbers_of_alternates(source: YamlSource, path: str, codes: Sequence[str]) -> Iterator[Finding]:
    """Yield DAT014 for a text of an entry that has other numbers in one language than in another."""
    for steps, value in walk(source.data):
        if not steps or steps[-1] not in _SAME or not isinstance(value, dict):
            continue
        if not all(isinstance(value.get(code), str) for code in codes):
            continue
        numbers = {code: quantities.quantities(value[code], code) for code in codes}
        letters = {code: quantities.in_words(value[code], code) | _FEW for code in codes}
        for code in codes[1:]:
            for here, there in ((code, codes[0]), (codes[0], code)):
                for number in quantities.unmatched(numbers[here], numbers[there], letters[there]):
                    message = say(
                        "«{number}» stands in «{here}» and not in «{there}»; write the same in both",
                        number=number.shown,
                        here=here,
                        there=there,
                    )
                    yield finding(path, source.at((*steps, here)), "DAT014", message)


def web_addresses(source: YamlSource, path: str) -> Iterator[Finding]:
    """Yield DAT010 for a web address that is not plainly one: a name and a password, a port, no public host name."""
    for steps, contact in walk(source.data):
        if not isinstance(contact, dict) or contact.get("kind") != "url" or not isinstance(contact.get("value"), str):
            continue
        value = contact["value"]
        try:
            parts = urlsplit(value)
            public = contact.get("publish") == EXAMPLE or host_name.is_public(parts.hostname or "")
            odd = parts.username is not None or parts.port is not None or not public
        except ValueError:
            odd = True
        if odd and value.startswith("https://"):  # otherwise the schema has said what is wrong with it
            message = say(
                "«{address}» is not a plain address; write https://, the name of the site, and the path", address=value
            )
            yield finding(path, source.at((*steps, "value")), "DAT010", message)


def _examples(source: YamlSource) -> Iterator[tuple[Steps, dict[str, Any]]]:
    for steps, contact in walk(source.data):
        if isinstance(contact, dict) and contact.get("publish") == EXAMPLE:
            yield steps, contact


def examples(source: YamlSource, path: str) -> Iterator[Finding]:
    """Yield PUB004 for every contact that is only an example; the campaign cannot be published with it."""
    for steps, _ in _examples(source):
        message = say(
            "this contact is an example; replace it with a real service, its source and the day of the check, "
            "then write `publish: ok`, or take the channel out"
        )
        yield finding(path, source.at((*steps, "publish")), "PUB004", message)


def reachable_examples(source: YamlSource, path: str) -> Iterator[Finding]:
    """Yield DAT021 for an example that somebody might answer: a number in use, a host name that can be bought."""
    for steps, contact in _examples(source):
        value, kind = contact.get("value"), contact.get("kind")
        if not isinstance(value, str):
            continue
        if not (phone.is_fictional(value) if kind in phone.KINDS else host_name.is_reserved(value)):
            message = say(
                "«{value}» may be somebody’s; an example is a number kept for fiction (+442079460000) or an address "
                "below .example",
                value=value,
            )
            yield finding(path, source.at((*steps, "value")), "DAT021", message)


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
        seen = [one for one in contacts or () if one.get("publish") in (OK, EXAMPLE)]
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
                message = say(
                    "«{value}» stands among the words; make it a contact, with its source, or take it out", value=one
                )
                yield finding(path, source.at((index, *steps)), "DAT009", message)
