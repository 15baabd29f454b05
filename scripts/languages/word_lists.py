"""Lists of words that a language's own modules need, from `lists.toml` of its folder."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

_FILE = "lists.toml"


@functools.cache
def lists(language: str) -> dict[str, str]:
    """Return the lists of a language by name, the words of each parted by spaces."""
    return tomllib.loads((Path(__file__).parent / language / _FILE).read_text(encoding="utf-8"))


@functools.cache
def word_list(language: str, name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(lists(language)[name].split())
