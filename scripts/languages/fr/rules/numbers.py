"""Numbers in French: 1er, 1re, 2e; 20 h 30; a space before a unit; a comma in decimals; dates in words.

Imprimerie nationale, Lexique des règles typographiques. In words, a date cannot be read day for month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Message, say
from scripts.rules import View
from scripts.running_text import RunningText, Slip

CODES = ("FRT006",)

_UNITS = (
    "ans?|mois|jours?|semaines?|heures?|minutes?|secondes?|min|Mo|Go|Ko|To|km|kg|cm|mm|DH|MAD|dirhams?|euros?|EUR"
    "|pages?|fois|personnes?"
)


def _ordinal(match: re.Match[str]) -> str:
    """Return the short form: «1ère» is feminine, «1ème» may be either."""
    number, ending = match["number"], match["ending"]
    plural = "s" if ending.endswith("s") else ""
    if number == "1":
        return f"1er{plural} / 1re{plural}" if "m" in ending else f"1re{plural}"
    return f"{number}e{plural}"


def _hour(match: re.Match[str]) -> str:
    minutes = f"\u00a0{match['minutes']}" if match["minutes"] else ""
    return f"{match['hour']}\u00a0h{minutes}"


def _unit(match: re.Match[str]) -> str:
    space = "\u202f" if match["unit"] in "%€$" else "\u00a0"
    return f"{match['figures']}{space}{match['unit']}"


def _write(match: re.Match[str], right: str) -> Message:
    return say("write «{right}» for «{wrong}»", right=right, wrong=match.group())


_SLIPS = (
    Slip(
        re.compile(r"(?P<number>[0-9](?<![\w.,/-].)[0-9]*) ?(?P<ending>i?[èe]mes?|i?[èe]res?)(?!\w)"),
        lambda match: _write(match, _ordinal(match)),
        lambda match: None if "/" in _ordinal(match) else _ordinal(match),
    ),
    Slip(
        re.compile(
            r"(?P<hour>[0-9](?<![\w.,/:-].)[0-9]?)(?:[hH](?P<minutes>[0-5][0-9])?|[ \u00a0]H(?P<more>)"
            r"|[ \u00a0]h(?=[0-5][0-9]))(?![\w’])"
        ),
        lambda match: _write(match, _hour(match)),
        _hour,
    ),
    Slip(
        re.compile(
            rf"(?P<figures>[0-9](?<![\w.,/:-].)[0-9]*(?:[.,\u00a0\u202f ][0-9]+){{0,4}})"
            rf"(?P<unit>%|€|\$|(?:{_UNITS})(?!\w))"
        ),
        lambda match: _write(match, _unit(match)),
        _unit,
    ),
    Slip(
        re.compile(
            r"[0-9](?<![\w.,/:-].)[0-9]*\.[0-9]+(?=[ \u00a0\u202f]?(?:[%€]|(?:millions?|milliards?|euros?|dirhams?"
            r"|km|kg|cm|fois|ans|heures?|Mo|Go|points?)(?!\w)))"
        ),
        lambda match: _write(match, match.group().replace(".", ",")),
        lambda match: None,
    ),
    Slip(
        re.compile(r"[0-9](?<![\w./-].)[0-9]?([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![\w/-])"),
        lambda match: say("«{date}» can be read in two ways; write the month as a word", date=match.group()),
        lambda match: None,
    ),
)
_TITLES = (
    Slip(
        re.compile(r"Mr\.?(?<!\wMr)(?<!\wMr\.)(?=[ \u00a0][A-ZÀ-Ý])"),
        lambda match: _write(match, "M."),
        lambda match: "M.",
        sign="Mr",
    ),
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT006 for a number, a time or a date written otherwise."""
    running = RunningText(view)
    if re.search("[0-9]", running.text):
        yield from running.slips("FRT006", _SLIPS)
    yield from running.slips("FRT006", _TITLES)
