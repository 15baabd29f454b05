"""Spaces in French: one before ; : ! ? » and after «, one after a comma, none before a comma, a point or ).

The site makes the space before a mark one that does not break (Imprimerie nationale, Lexique des règles
typographiques); where no space is typed, it cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("FRT001",)

_NBSP, _NNBSP = "\u00a0", "\u202f"
_SPACE = "[ \t\u00a0\u202f]"
_WORD = r"[^\W\d_]"


def _before(mark: str) -> str:
    return {":": _NBSP, "»": _NBSP}.get(mark, _NNBSP)


_SLIPS = (
    Slip(
        # Right after a word, a closing mark or syntax (bold, a link, code).
        re.compile(
            r"[;:!?](?=[\s»)\ufffc…]|\Z)(?:(?<=[\w)\]%€°»…\"”’\ufffc]\ufffc[;:!?])|(?<=[\w)\]%€°»…\"”’][;:!?])"
            r"|(?<=\w\ufffc\ufffc[;:!?]))(?<!Yahoo!)"
        ),
        lambda match: say("a space is missing before «{mark}»; add it", mark=match.group()),
        lambda match: _before(match.group()) + match.group(),
    ),
    Slip(
        re.compile(r"«(?=[^\s»])|»(?<=[^\s«]»)"),
        lambda match: say("a space is missing inside « »; add it"),
        lambda match: match.group() + _NBSP if match.group() == "«" else _NBSP + match.group(),
    ),
    Slip(
        re.compile(rf"{_SPACE}(?=[,)]|\.(?:[\s)»\ufffc]|\Z))(?<=[^\s(\ufffc]{_SPACE})"),
        lambda match: say("no space before «{mark}»; take it out", mark=match.string[match.end()]),
        lambda match: "",
    ),
    Slip(
        re.compile(rf"\({_SPACE}+(?=[^\s)])"),
        lambda match: say("no space after «(»; take it out"),
        lambda match: "(",
    ),
    Slip(
        # Not in «12,5», «a:b:c» or an address; a point only between a word and a capital.
        re.compile(
            rf"[,;](?=\ufffc*{_WORD})(?<=[^\W_][,;])|[!?](?={_WORD})(?<={_WORD}[!?])"
            rf"|:(?={_WORD}+[\s,;.!?»)])(?<={_WORD}{_WORD}:)(?<!:{_WORD}:)"
            rf"|\.(?=[A-ZÀÂÇÉÈÊÎÔ][a-zéèêàâîô’']*[\s,])(?<=[a-zéèêàâîôç]{{3}}\.)"
        ),
        lambda match: say("a space is missing after «{mark}»; add it", mark=match.group()),
        lambda match: match.group() + " " if match.group() in ",;." else None,
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT001 for a space too many or too few beside a mark."""
    yield from RunningText(view).slips("FRT001", _SLIPS)
