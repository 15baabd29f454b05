"""The spaces and apostrophes that each language's readers expect, put right at build."""

from __future__ import annotations

import functools
from collections.abc import Callable

from scripts import languages


@functools.cache
def _rule(locale: str) -> Callable[[str], str] | None:
    part = languages.of(locale).part("typography")
    return part.typeset if part else None


def typeset(text: str, locale: str) -> str:
    """Return `text` as the language of `locale` is set; unchanged where no rule is known."""
    rule = _rule(locale)
    return rule(text) if rule else text
