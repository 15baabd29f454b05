"""English: ’ for ' inside a word, and the groups of a number kept on one line."""

from __future__ import annotations

import re

from scripts.languages.writing import keep_groups

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def typeset(text: str) -> str:
    """Return `text` with its apostrophes; does nothing to text that already has them."""
    return keep_groups(_APOSTROPHE.sub("\u2019", text))
