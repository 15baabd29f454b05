"""Spanish: a space that does not break before % and between the groups of a number (RAE, Ortografía)."""

from __future__ import annotations

import re

from scripts.languages.writing import NBSP, keep_groups

_UNIT = re.compile(r"(?<=\d) (?=[%€])")


def typeset(text: str) -> str:
    """Return `text` with these spaces; does nothing to text that already has them."""
    return keep_groups(_UNIT.sub(NBSP, text))
