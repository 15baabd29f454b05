"""Opening hours as `data/` stores them, in words of a language and in schema.org terms.

Days are `mo tu we th fr sa su`, alone or as a range; times are on the 24-hour clock, in the country's zone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from babel.dates import get_day_names

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SCHEMA_ORG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ALWAYS = "always"


def days(span: str) -> list[int]:
    """Return the days of `mo-fr` or `sa`, Monday being 0; a range may pass over Sunday: `sa-th`."""
    first, _, last = span.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _time(value: str, strings: Mapping[str, str]) -> str:
    hour, minute = value.split(":")
    pattern = strings["time_hour"] if minute == "00" else strings["time_minute"]
    return pattern.format(hour=int(hour), minute=minute)


def words(hours: str | Sequence[Mapping[str, str]], strings: Mapping[str, str]) -> str:
    """Return opening hours (`always`, or slots with days, from, to) as a sentence reads them."""
    if hours == ALWAYS:
        return strings["hours_always"]
    names = get_day_names("wide", locale=strings["date_locale"])
    parts = []
    for slot in hours:
        span = days(slot["days"])
        key = "hours_daily" if len(span) == len(DAYS) else "hours_days" if len(span) > 1 else "hours_day"
        times = {"start": _time(slot["from"], strings), "end": _time(slot["to"], strings)}
        parts.append(strings[key].format(first=names[span[0]], last=names[span[-1]], **times))
    text = strings["hours_and"].join(parts)
    return text[:1].upper() + text[1:]


def schema_org(hours: str | Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return opening hours as a list of schema.org OpeningHoursSpecification."""
    slots = [{"days": "mo-su", "from": "00:00", "to": "23:59"}] if hours == ALWAYS else hours
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [_SCHEMA_ORG[day] for day in days(slot["days"])],
            "opens": slot["from"],
            "closes": slot["to"],
        }
        for slot in slots
    ]
