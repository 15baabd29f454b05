"""Spaces in Arabic: none before a mark, one after it, none inside « » and ( ), none after the word «و».

A mark with a space before it may begin the next line; «و» is written with the word that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.languages.ar.script import LETTERS, MARKS
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("ARA002",)

_L = f"[{LETTERS}]"
_SPACE = "[ \t\u00a0\u202f]"

_SLIPS = (
    Slip(
        re.compile(rf"{_SPACE}(?=[،؛؟»)]|[.:!](?:[\s»)\ufffc]|\Z))(?<=[^\s«(]{_SPACE})"),
        lambda match: say("no space before «{mark}» in Arabic; take it out", mark=match.string[match.end()]),
        lambda match: "",
    ),
    Slip(
        re.compile(rf"[«(]{_SPACE}+(?=[^\s»)])"),
        lambda match: say("no space after «{mark}» in Arabic; take it out", mark=match.group()[0]),
        lambda match: match.group()[0],
    ),
    Slip(
        re.compile(rf"[،؛](?=\ufffc*{_L}|[«(])|[،؛:](?=\d)(?<={_L}{_L}.)|[.:!؟](?=\ufffc*{_L})(?<={_L}{_L}.)"),
        lambda match: say("a space is missing after «{mark}»; add it", mark=match.group()),
        lambda match: match.group() + " ",
    ),
    Slip(
        re.compile(rf"و (?<![{LETTERS}{MARKS}]و )(?={_L}{{2}})"),
        lambda match: say("«و» is written with the word that follows it; take out the space"),
        lambda match: "و",
    ),
    Slip(
        re.compile(rf"[«»](?:(?<={_L}{_L}{_L}«)|(?<=»)(?={_L}{_L}))"),
        lambda match: say("a space is missing beside «{mark}»; add it", mark=match.group()),
        lambda match: " «" if match.group() == "«" else "» ",
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ARA002 for a space too many or too few beside a mark."""
    yield from RunningText(view).slips("ARA002", _SLIPS)
