"""What each code of a finding means to the people who read it: why the rule exists, how the text is put right.

The words are in `scripts/explain/`, a file per code; what the code can do comes from the rule itself.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts import rules, yaml_source

FOLDER = Path(__file__).parent / "explain"
# What belongs together for a reader, in the order of the list; the words are in data/strings (`rule_family_…`).
FAMILIES = {
    "parity": ("PAR", "UNT"),
    "freshness": ("STL",),
    "links": ("LNK", "EXT"),
    "words": ("TRM", "SPL", "LEN"),
    "gender": ("GEN",),
    "typography": ("ARA", "FRT", "ESP", "QUO", "ITA", "BID", "SPC"),
    "safety": ("SAF", "NUM", "GRD"),
    "form": ("FM", "LOC", "TXT", "HID", "HDG", "LST", "ADM", "TBL", "ALT", "BLD", "FEN", "HTM", "EMO", "DUP", "SUP"),
    "data": ("DAT", "SRC", "CHN"),
    "site": ("NAV", "BLT", "PUB", "SHT", "CFG", "MSG"),
}


@dataclass(frozen=True)
class Words:
    """An explanation in one language; `bad` and `good` are examples as typed, or ''."""

    title: str
    why: str
    fix: tuple[str, ...]
    bad: str = ""
    good: str = ""


@dataclass(frozen=True)
class Explanation:
    """A code with its words by language. `silence`: a contributor may let it pass, with a reason.

    `warning`: it stops nothing. `repaired`: a machine can put it right.
    """

    code: str
    words: Mapping[str, Words]
    silence: bool
    warning: bool
    repaired: bool


def family(code: str) -> str:
    """Return the family of a code. Raises StopIteration for a code that has none."""
    return next(name for name, prefixes in FAMILIES.items() if code.rstrip("0123456789") in prefixes)


def _silenceable() -> frozenset[str]:
    """Return the codes of the rules whose findings stand on a line of a page, and which allow an exception."""
    return frozenset(
        code
        for one in rules.modules()
        if getattr(one, "SILENCE", True) and (hasattr(one, "check_page") or hasattr(one, "check_group"))
        for code in one.CODES
    )


@functools.cache
def explanations() -> tuple[Explanation, ...]:
    """Return every explanation, family by family."""
    silenceable, warnings = _silenceable(), rules.warnings()
    found = []
    for path in FOLDER.glob("*.yml"):
        code, data = path.stem, dict(yaml_source.read(path).data)
        repaired = bool(data.pop("repaired", False))
        words = {locale: Words(**one | {"fix": tuple(one["fix"])}) for locale, one in data.items()}
        found.append(Explanation(code, words, code in silenceable, code in warnings, repaired))
    prefixes = [prefix for names in FAMILIES.values() for prefix in names]
    return tuple(sorted(found, key=lambda one: (prefixes.index(one.code.rstrip("0123456789")), one.code)))


def of_site(locales: Iterable[str]) -> list[Explanation]:
    """Return the explanations that concern a site in some languages: no rule of a language that it does not speak."""
    of_pages = {code for one in rules.modules() for code in one.CODES}
    raised = frozenset().union(*map(rules.codes, locales))
    return [one for one in explanations() if one.code in raised or one.code not in of_pages]
