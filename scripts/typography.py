"""The spaces and apostrophes that each language's readers expect, put right at build."""

from __future__ import annotations

import re
from collections.abc import Callable

NNBSP, NBSP = "\u202f", "\u00a0"
_SPACES = f"[ {NBSP}{NNBSP}]*"

# French: narrow no-break space before ; ! ? %, no-break space before : and inside « », ’ for '.
# (Imprimerie nationale, Lexique des règles typographiques.)
_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(f"«{_SPACES}"), f"«{NBSP}"),
    (re.compile(f"{_SPACES}»"), f"{NBSP}»"),
    (re.compile(f"[ {NBSP}{NNBSP}]+(?=[;!?](?:\\W|$))"), NNBSP),
    (re.compile(f"[ {NBSP}{NNBSP}]+(?=:(?:\\W|$))"), NBSP),
    (re.compile(f"(?<=\\d)[ {NBSP}{NNBSP}]+(?=[%€])"), NNBSP),
    (re.compile(f"(?<=\\d)[ {NBSP}{NNBSP}](?=\\d{{3}}(?!\\d))"), NNBSP),
)


def french(text: str) -> str:
    """Return `text` with French spacing; does nothing to text that already has it."""
    for pattern, replacement in _FRENCH:
        text = pattern.sub(replacement, text)
    return text


# Groups of three figures stay on one line, in any language that writes them with a space.
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def arabic(text: str) -> str:
    """Return `text` with the groups of its numbers kept together."""
    return _GROUPS.sub(NBSP, text)


_BY_LANGUAGE: dict[str, Callable[[str], str]] = {"ar": arabic, "fr": french}


def typeset(text: str, locale: str) -> str:
    """Return `text` as the language of `locale` is set; unchanged where no rule is known."""
    rule = _BY_LANGUAGE.get(locale.split("-")[0].split("_")[0])
    return rule(text) if rule else text
