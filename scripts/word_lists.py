"""Lists of words that rules need, by language and name, from `words/<language>.toml`."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


@functools.cache
def _lists(language: str) -> dict[str, str]:
    return tomllib.loads((_WORDS / f"{language}.toml").read_text(encoding="utf-8"))


@functools.cache
def word_list(language: str, name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(_lists(language)[name].split())
