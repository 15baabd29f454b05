"""What tells who somebody is, as French writes it: a street with its number, a first name with an age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

_STREET = re.compile(
    r"[0-9](?<![\w/=&%#.+-][0-9])[0-9]{0,3}(?: ?(?:bis|ter))?[,،]? "
    r"(?:(?:rue|avenue|boulevard|impasse|allée|derb|av\.|bd) |place (?=[A-ZÉ]|d[eu]))[^\s.,;،]+"
)
_AGED = re.compile(
    r"(?:^|(?<=[\s«(’\ufffc]))"
    r"(?P<name>[A-ZÀÂÉÈÊÎÔ][a-zàâçéèêëîïôöûüœ]+(?:-[A-Z][a-zàâçéèêëîïôöûüœ]+)?|[A-Z]\.(?:[ ]?[A-Z]\.)?)"
    r"(?:,[ ]\d{1,2}[ \u00a0\u202f]?ans(?=[ ]?[,.:;)»]|[ ](?:a|avait|est|était|raconte|reçoit|vit|habite)\b)"
    r"|[ ]\(\d{1,2}[ \u00a0\u202f]?ans\))"
)
_COUNTRIES = "|".join(map(re.escape, Locale("fr").territories.values()))
_NO_NAME = re.compile(
    r"(?:Adultes?|Mineure?s?|Majeure?s?|Majorité|Élèves?|Enfants?|Adolescent\w*|Ados?|Jeunes?|Filles?|Garçons?|Femmes?"
    rf"|Hommes?|Moins|Plus|Avant|Après|Depuis|Ensuite|Âge|Collège|Lycée|Public|Internet|{_COUNTRIES})$"
)
_PLACE = re.compile(r"(?:\b(?:en|au|aux|à|la|le|les|du|un|une)[ ]|l’)$", re.IGNORECASE)


def places(text: str) -> Iterator[re.Match[str]]:
    """Yield every address of a street."""
    yield from _STREET.finditer(text)


def named(text: str) -> Iterator[tuple[int, str]]:
    """Yield (index, words) for each first name that stands with an age."""
    for match in _AGED.finditer(text):
        if not _NO_NAME.match(match["name"]) and not _PLACE.search(text[: match.start("name")]):
            yield match.start("name"), match.group().strip()
