"""What is asked of `make campaign`, in words a person types, and why it cannot be done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from scripts import cldr, languages
from scripts.finding import nearest
from scripts.languages import ENGLISH

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAME = 60  # letters: a name stands as a title on every page, and in the mark at its head
# Invisible, and yet letters of a word: the joiners of Persian and of Indian scripts.
_JOINERS = "\u200c\u200d"


class OrderError(Exception):
    """The campaign cannot be made like this; the message is one line and says what to do."""


@dataclass(frozen=True)
class Order:
    """A campaign to be made in `folder`, which is absolute.

    `locales` are those with words in the starter, the default one first; `drafts`, those without, which begin as
    languages in progress. `names` has the name of the campaign in each; `country` is an ISO code in small letters.
    """

    folder: Path
    locales: tuple[str, ...]
    drafts: tuple[str, ...]
    names: Mapping[str, str]
    country: str


def _babel(code: str) -> Locale:
    """Return what CLDR knows of a language. Raises OrderError."""
    try:
        return cldr.of(code if _CODE.fullmatch(code) else "")
    except (UnknownLocaleError, ValueError):
        raise OrderError(
            f"LOCALES: «{code}» is not a language code; use ISO 639 codes such as es or wo, with commas between them"
        ) from None


def _locales(text: str) -> list[str]:
    codes = [one.strip() for one in text.split(",")]
    if not any(codes):
        raise OrderError("LOCALES is empty; name the languages, the default one first: LOCALES=es,en")
    for code in codes:
        _babel(code)
    twice = next((one for one in codes if codes.count(one) > 1), None)
    if twice:
        raise OrderError(f"LOCALES: «{twice}» stands twice; name each language once")
    return codes


def _set(name: str, code: str) -> str:
    """Return a name with the marks of quotation of its language in the place of those of a keyboard."""
    quotes = languages.of(code).quotes
    return re.sub(r'"([^"]+)"', lambda found: found[1].join(quotes.typed), name) if quotes else name


def _named(text: str, codes: Sequence[str]) -> dict[str, str]:
    names = [" ".join(one.split(" ")).strip() for one in text.split("|")]
    if not all(names):
        raise OrderError('NAME is empty; give the campaign a name, or one per language: NAME="Ojo|Watch out"')
    if len(names) not in (1, len(codes)):
        raise OrderError(
            f"NAME has {len(names)} names for {len(codes)} languages; give one for all, or one for each, with | between"
        )
    for name in names:
        odd = next((one for one in name if unicodedata.category(one)[0] == "C" and one not in _JOINERS), None)
        odd = odd or next((one for one in name if one in "<>\u2028\u2029"), None)
        if odd:
            shown = unicodedata.name(odd, "an invisible character").lower() if odd not in "<>" else odd
            raise OrderError(f"NAME holds U+{ord(odd):04X} ({shown}), which no title may; take it out")
        if len(name) > _NAME:
            raise OrderError(f"NAME: «{name[:20]}…» has {len(name)} letters; {_NAME} at most fit the head of a page")
    each = names * len(codes) if len(names) == 1 else names
    return {code: _set(name, code) for code, name in zip(codes, each, strict=True)}


def _country(text: str, first: str) -> str:
    """Return the country asked for, else the one where most people speak the first language (CLDR)."""
    if not text:
        language = _babel(first)
        likely = get_global("likely_subtags").get(str(language), str(language)).split("_")
        text = language.territory or next((one for one in reversed(likely) if len(one) == 2 and one.isupper()), "")
        if not text:
            raise OrderError("COUNTRY is needed for this language: the ISO code of the country whose numbers print")
    code = text.lower()
    known = {one.lower() for one in Locale(ENGLISH).territories if re.fullmatch("[A-Z]{2}", one)} - {"eu", "un", "zz"}
    if code not in known:
        raise OrderError(f"COUNTRY: «{text}» is not a country; use an ISO 3166 code such as es")
    return code


def _folder(text: str, machine: Path) -> Path:
    """Return the folder to make. Raises OrderError for one that holds something, or cannot be made."""
    if not text.strip():
        raise OrderError('DIR is empty; name a new folder: make campaign DIR=../ours LOCALES=es,en NAME="…"')
    folder = (machine / text).resolve()
    if folder == machine or folder.is_relative_to(machine):
        raise OrderError(f"DIR: {text} lies inside the machine; name a folder beside it, such as ../ours")
    if machine.is_relative_to(folder):
        raise OrderError(f"DIR: {text} holds the machine; name a new folder, such as ../ours")
    if folder.exists() and not folder.is_dir():
        raise OrderError(f"DIR: {text} is a file; nothing was written: name a new folder")
    if folder.is_dir() and next(folder.iterdir(), None) is not None:
        raise OrderError(f"DIR: {text} is there already and is not empty; nothing was written: name a new folder")
    if not folder.parent.is_dir():
        raise OrderError(f"DIR: there is no folder {folder.parent}; make it first, or name another")
    return folder


def read(machine: Path, asked: Mapping[str, str], known: Collection[str]) -> Order:
    """Return what is asked: `folder`, `locales`, `names`, `country` as typed. Raises OrderError.

    `machine` is the folder that `folder` is relative to; `known`, the languages that the starter has words in.
    """
    codes = _locales(asked["locales"])
    if codes[0] not in known:
        near = nearest(codes[0], known)
        raise OrderError(
            f"LOCALES: the machine has no words in «{codes[0]}» yet, and a site needs those of its first language; "
            f"begin with {near or ', '.join(sorted(known))}, write «{codes[0]}» beside it (it starts as a language in "
            "progress), then put it first"
        )
    names = _named(asked["names"], codes)
    country = _country(asked["country"].strip(), codes[0])
    folder = _folder(asked["folder"], machine)
    ready = tuple(code for code in codes if code in known)
    return Order(folder, ready, tuple(code for code in codes if code not in known), names, country)
