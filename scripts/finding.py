"""A finding: one thing wrong, at one place, with its fix, on one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a text file; both numbers count from 1."""

    line: int
    col: int


START = Position(1, 1)


class SourceError(ValueError):
    """A text cannot be read; `at` says where."""

    def __init__(self, message: str, at: Position) -> None:
        super().__init__(message)
        self.at = at


def blank(match: re.Match[str]) -> str:
    """Return spaces in the place of a match, line ends kept, so that what follows keeps its position."""
    return re.sub(r"[^\n]", " ", match.group())


def _visible(letter: str) -> str:
    """Return a letter as a terminal may show it: one that moves or hides others, by its code."""
    return f"\\u{ord(letter):04x}" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter


@dataclass(frozen=True, order=True)
class Finding:
    """`path` is relative to the project, with `/`; `message` says what is wrong and how to fix it."""

    path: str
    line: int
    col: int
    code: str
    message: str

    def __str__(self) -> str:
        """Return `path:line:col: CODE message`, the format editors and CI annotations read."""
        message = "".join(map(_visible, " ".join(self.message.split())))
        return f"{self.path}:{self.line}:{self.col}: {self.code} {message}"


def finding(path: str, at: Position, code: str, message: str) -> Finding:
    """Build a finding from a position."""
    return Finding(path, at.line, at.col, code, message)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the existing name that was probably meant, if there is one."""
    return next(iter(get_close_matches(name, list(names), n=1)), None)
