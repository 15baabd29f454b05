"""Arabic: the groups of a number are kept on one line."""

from __future__ import annotations

from scripts.languages.writing import keep_groups


def typeset(text: str) -> str:
    """Return `text` with the groups of its numbers kept together."""
    return keep_groups(text)
