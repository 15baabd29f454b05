"""What the cards of a page can be filtered by: country, situation, audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.interface import AUDIENCES, SITUATIONS, Words

ENOUGH = 4  # fewer cards are read faster than filtered


def of(channels: Iterable[Mapping[str, Any]], words: Words) -> dict[str, list[str]]:
    """Return, for each facet that would tell cards apart, its values in the order readers meet them.

    `words` name the situations and the audiences: a campaign has those that its strings have words for.
    """
    channels = list(channels)
    if len(channels) < ENOUGH:
        return {}
    present = {value for channel in channels for value in (*channel["situations"], *channel["audience"])}
    facets = {
        "country": list(dict.fromkeys(channel["country"] for channel in channels)),
        "situation": [value for value in words.named(SITUATIONS) if value in present],
        "audience": [value for value in words.named(AUDIENCES) if value in present],
    }
    least = {"country": 2, "situation": 2, "audience": 1}
    return {name: values for name, values in facets.items() if len(values) >= least[name]}
