"""What the templates of `starter/` are filled with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from babel import Locale

from scripts import cldr
from scripts.campaign import direction
from scripts.generator.order import Order
from scripts.languages import ENGLISH

_PIN = re.compile(r"uses: ([\w.-]+/[\w.-]+)@([0-9a-f]{40} # v[\w.]+)")
_COPYRIGHT = re.compile(r"^Copyright .*$", re.MULTILINE)


def quoted(text: str) -> str:
    """Return a text as YAML takes it whatever it holds: between double quotes (YAML 1.2 reads what JSON writes)."""
    return json.dumps(text, ensure_ascii=False)


def markdown(text: str) -> str:
    """Return a text as Markdown shows it: what would be a mark is only a character."""
    return re.sub(r"([\\`*_\[\]{}#!|])", r"\\\1", text)


def pins(workflows: str) -> dict[str, str]:
    """Return the actions that workflows use, by name: the commit each is pinned to, with its version behind it."""
    return {name: f"{name}@{commit}" for name, commit in _PIN.findall(workflows)}


def facts(order: Order, words: Mapping[str, Mapping[str, Any]], workflows: str, licence: str, day: str) -> dict:
    """Return the data of the templates: `words`, by language, those of `starter/<language>/words.yml`.

    `workflows` is the text of this repository's own, `licence` that of its LICENSE, whose notice goes along.
    """
    codes = (*order.locales, *order.drafts)
    languages = [
        {
            "code": code,
            "name": quoted(cldr.own_name(code) or code),
            "site_name": quoted(order.names[code]),
            "english": cldr.of(code).english_name,
            "heading": markdown(order.names[code]),
            "rtl": direction(code) == "rtl",
            "draft": code in order.drafts,
            "default": code == codes[0],
            "words": words.get(code, {}),
        }
        for code in codes
    ]
    slug = re.sub(r"[^a-z0-9]+", "-", order.folder.name.lower()).strip("-")[:50].strip("-")
    return {
        "languages": languages,
        "ready": [one for one in languages if not one["draft"]],
        "country": order.country,
        "country_name": Locale(ENGLISH).territories[order.country.upper()],
        "slug": slug or "campaign",
        "pins": pins(workflows),
        "copyright": _COPYRIGHT.findall(licence),
        "year": day[:4],
        "day": day,
    }
