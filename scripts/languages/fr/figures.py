"""Shares, multiples, penalties and years as French says them in words."""

from __future__ import annotations

import re

from scripts.figures import PENALTY, SPACE, STATISTIC, YEAR, Phrase, holds
from scripts.languages import of

_CASES = of("fr").words["cases"]
_COUNT = r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,3})"
_WHO = (
    r"(?:jeunes?|ados?|adolescente?s?|[ée]l[èe]ves?|[ée]tudiante?s?|enfants?|mineure?s?|filles?|gar[çc]ons?|femmes?"
    r"|hommes?|victimes?|personnes?|internautes?|fran[çc]aise?s?|marocaine?s?|cas|parents?|lyc[ée]en(?:ne)?s?)"
)
PHRASES = (
    Phrase(
        STATISTIC,
        re.compile(r" sur (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|[0-9])").search,
        re.compile(
            rf"(?<!page )(?<!étape )(?<!partie )(?<!fiche )(?<!question )(?<!carte )(?<![\w.,-])"
            rf"(?:{_COUNT}{SPACE}(?:{_WHO}{SPACE})+sur{SPACE}{_COUNT}|(?:une?|\d{{1,3}}){SPACE}sur{SPACE}{_COUNT})"
            rf"(?![\w-])(?!{SPACE}(?:écrans?|pages?|fiches?|appareils?|boutons?))",
            re.IGNORECASE,
        ),
    ),
    Phrase(
        STATISTIC,
        holds("oitié d", "tiers d", "quart"),
        re.compile(
            rf"\b(?:la{SPACE}moitié|(?:un|le|deux|les{SPACE}deux){SPACE}tiers|(?:un|trois){SPACE}quarts?)"
            rf"{SPACE}(?:des{SPACE}|d[’'])(?:jeunes{SPACE})?{_WHO}\b",
            re.IGNORECASE,
        ),
    ),
    Phrase(
        STATISTIC,
        holds("fois plus", "fois moins", "blé", "plé"),
        re.compile(
            rf"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent){SPACE}fois{SPACE}(?:plus|moins){SPACE}"
            rf"(?:souvent|nombreu\w+|élevée?s?|exposée?s?|touchée?s?|susceptibles?|visée?s?|de{SPACE}(?:{_CASES}|{_WHO}))\b"
            rf"|\b(?:a|ont){SPACE}(?:plus{SPACE}que{SPACE})?(?:doublé|triplé|quadruplé)\b",
            re.IGNORECASE,
        ),
    ),
    Phrase(
        YEAR,
        holds("En 20", "en 20", "Depuis 20"),
        re.compile(r"(?:^|(?<=[.!?…\ufffc] )|(?<=\ufffc))(?:En|Depuis|Rien qu[’']en)[ ]20\d\d(?=,[ ])"),
    ),
    Phrase(
        PENALTY,
        holds("prison"),
        re.compile(
            rf"\b(?:un|deux|trois|quatre|cinq|six|dix|vingt){SPACE}(?:ans?|mois){SPACE}(?:de{SPACE}prison|d[’']emprisonnement)\b",
            re.IGNORECASE,
        ),
    ),
)
