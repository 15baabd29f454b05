"""Catalogues of messages: gettext PO files, `scripts/messages/<language>.po`, one entry per English sentence."""

from __future__ import annotations

import functools
import re
import string
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from scripts.finding import Message
from scripts.languages import ENGLISH

FOLDER = Path(__file__).parent / "messages"
_CODE = re.compile(r"`[^`]+`")


def languages(folder: Path = FOLDER) -> list[str]:
    """Return the languages messages can be read in, English first."""
    return [ENGLISH, *sorted(path.stem for path in folder.glob("*.po"))]


def read(path: Path) -> Catalog:
    """Return a catalogue. Raises PoFileError or UnicodeDecodeError for one that cannot be read."""
    with path.open(encoding="utf-8") as file:
        return read_po(file, abort_invalid=True)


def fields(text: str) -> set[str] | None:
    """Return the names in the braces of an entry; None where they cannot be filled, each with a value as it stands."""
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    plain = all(name.isidentifier() and not form and conversion is None for _, name, form, conversion in parts)
    return {name for _, name, _, _ in parts} if plain else None


@functools.cache
def _entries(language: str) -> dict[str, str]:
    """Return the usable translations: one with other names than its English could not be filled."""
    path = FOLDER / f"{language}.po"
    try:
        found = {str(one.id): str(one.string) for one in read(path) if one.id and one.string and not one.fuzzy}
    except (OSError, UnicodeDecodeError, PoFileError):  # `message_files` says what is wrong
        return {}
    return {text: words for text, words in found.items() if fields(text) == fields(words)}


def translate(message: str, language: str, around: tuple[str, str] = ("", "")) -> str:
    """Return a message in a language; English for plain words and for what has no translation.

    `around` stands before and after each value of the message, and each piece of code.
    """
    if language == ENGLISH or not isinstance(message, Message):
        return message
    entries, code = _entries(language), rf"{around[0]}\g<0>{around[1]}"
    return message.translated(lambda text: _CODE.sub(code, entries.get(text, text)), around)
