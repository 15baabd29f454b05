"""French spacing: a narrow no-break space before ; ! ? %, a no-break space before : and inside « », ’ for '.

(Imprimerie nationale, Lexique des règles typographiques.)
"""

from __future__ import annotations

import re

from scripts.languages.writing import NBSP, NNBSP

_SPACES = f"[ {NBSP}{NNBSP}]*"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(f"«{_SPACES}"), f"«{NBSP}"),
    (re.compile(f"{_SPACES}»"), f"{NBSP}»"),
    (re.compile(f"[ {NBSP}{NNBSP}]+(?=[;!?](?:\\W|$))"), NNBSP),
    (re.compile(f"[ {NBSP}{NNBSP}]+(?=:(?:\\W|$))"), NBSP),
    (re.compile(f"(?<=\\d)[ {NBSP}{NNBSP}]+(?=[%€])"), NNBSP),
    (re.compile(f"(?<=\\d)[ {NBSP}{NNBSP}](?=\\d{{3}}(?!\\d))"), NNBSP),
)


def typeset(text: str) -> str:
    """Return `text` with French spacing; does nothing to text that already has it."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
