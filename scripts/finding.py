"""A finding: one thing wrong, at one place, with its fix, on one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process


class Position(NamedTuple):
    """A place in a text file; both numbers count from 1."""

    line: int
    col: int


START = Position(1, 1)
ERROR, WARNING = "error", "warning"  # a warning is worth a look and stops nothing


class Message(str):
    """A sentence that is written in English and may be read in another language.

    As a string it is the English sentence; `text` is its entry in the catalogues (`scripts/messages/`), `values`
    what stands in the entry's braces. A value that is a Message is translated with it.
    """

    __slots__ = ("text", "values")
    text: str
    values: Mapping[str, Any]

    def translated(self, translate: Callable[[str], str], around: tuple[str, str] = ("", "")) -> str:
        """Return the sentence in another language; `translate` turns an entry into that language's.

        `around` stands before and after each value that is no sentence: marks that isolate its direction.
        """
        values = {
            name: value.translated(translate, around)
            if isinstance(value, Message)
            else f"{around[0]}{value}{around[1]}"
            for name, value in self.values.items()
        }
        return translate(self.text).format_map(values)

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, Mapping[str, Any]]]:
        """Return how to make the same message again, in another process."""
        return _message, (self.text, self.values)


def _message(text: str, values: Mapping[str, Any]) -> Message:
    message = Message(text.format_map(values))
    message.text, message.values = text, values
    return message


def say(text: str, /, **values: object) -> Message:
    """Return a message. `text` is literal English (it is what the catalogues are looked up by), with {names}."""
    return _message(text, values)


class SourceError(ValueError):
    """A text cannot be read; `at` says where, `message` why and what to do."""

    def __init__(self, message: str, at: Position) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def blank(match: re.Match[str]) -> str:
    """Return spaces in the place of a match, line ends kept, so that what follows keeps its position."""
    return re.sub(r"[^\n]", " ", match.group())


def one_line(message: str) -> str:
    """Return a message as a terminal may show it: on one line, letters that move or hide others by their codes."""
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter
        for letter in re.sub(r"[ \t\r\n\f\v]+", " ", message.strip())  # no-break spaces stay
    )


class Fix(NamedTuple):
    """What a machine may do without touching the meaning: put `text` in the place of `length` characters."""

    length: int
    text: str


@dataclass(frozen=True, order=True)
class Finding:
    """`path` is relative to the project, with `/`; `message` says what is wrong and how to fix it.

    `fix`, if there is one, is applied where the finding stands.
    """

    path: str
    line: int
    col: int
    code: str
    message: str
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Return `path:line:col: CODE message`, the format editors and CI annotations read."""
        return f"{self.path}:{self.line}:{self.col}: {self.code} {one_line(self.message)}"


def finding(path: str, at: Position, code: str, message: str, fix: Fix | None = None) -> Finding:
    """Build a finding from a position."""
    return Finding(path, at.line, at.col, code, message, fix)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the existing name that was probably meant, if there is one."""
    found = process.extractOne(name, list(names), scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None
