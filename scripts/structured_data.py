"""The cards of a page as schema.org data (JSON-LD), for search engines and other directories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scripts import opening_hours, phone
from scripts.country import ELSEWHERE

_AUDIENCES = {"minors": {"suggestedMaxAge": 17}, "women": {"suggestedGender": "female"}}
Channel = Mapping[str, Any]


def _area(channel: Channel) -> dict[str, Any]:
    if channel["country"] in ELSEWHERE:
        return {}
    return {"areaServed": {"@type": "Country", "identifier": channel["country"].upper()}}


def _contact_point(channel: Channel, contact: Mapping[str, Any], locale: str) -> dict[str, Any] | None:
    """Return a ContactPoint, or None for a place or an app, which schema.org does not count among them."""
    match contact["kind"]:
        case kind if kind in phone.KINDS:
            value = {"telephone": phone.shown(contact["value"], channel["country"], contact.get("display"))}
        case "url" | "email":
            value = {contact["kind"]: contact["value"]}
        case _:
            return None
    point = {"@type": "ContactPoint", **value, "contactType": (contact.get("label") or channel["for"])[locale]}
    if channel.get("languages"):
        point["availableLanguage"] = list(channel["languages"])
    if (channel.get("hours") or {}).get("open"):
        point["hoursAvailable"] = opening_hours.schema_org(channel["hours"]["open"])
    return point | _area(channel)


def _entity(channel: Channel, contacts: Iterable[Mapping[str, Any]], locale: str, page: str) -> dict[str, Any]:
    """Return a public service with its provider, or an organisation."""
    points = [point for contact in contacts if (point := _contact_point(channel, contact, locale))]
    website = next((point["url"] for point in points if "url" in point), None)
    name = channel["name"][locale]
    common = {"@id": f"{page}#{channel['id']}", "name": name, "description": channel["for"][locale]}
    common |= {"url": website} if website else {}
    if channel["body"] != "public":
        return {"@type": "Organization", **common, **_area(channel), **({"contactPoint": points} if points else {})}
    provider = {"@type": "GovernmentOrganization", "name": name} | ({"contactPoint": points} if points else {})
    service = {"@type": "GovernmentService", **common, **_area(channel), "provider": provider}
    people = next((_AUDIENCES[one] for one in channel["audience"] if one in _AUDIENCES), None)
    if people and "everyone" not in channel["audience"] and len(channel["audience"]) == 1:
        service["audience"] = {"@type": "PeopleAudience", **people}
    return service


def graph(
    channels: Iterable[Channel], shown: Callable[[Channel], list[dict[str, Any]]], locale: str, page: str
) -> dict[str, Any] | None:
    """Return the JSON-LD of the page at the address `page`, or None if it shows no card."""
    real = [channel for channel in channels if not channel.get("example")]
    entities = [_entity(channel, shown(channel), locale, page) for channel in real]
    return {"@context": "https://schema.org", "@graph": entities} if entities else None
