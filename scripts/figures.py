"""Figures that need a source: shares, multiples, counts of people and cases, amounts, penalties, years.

Ages, durations, hours, numbered steps, articles of laws and dates of checks are no statistics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scripts.blocks import Block
from scripts.source_page import SourcePage

STATISTIC, AMOUNT, PENALTY, YEAR = "statistic", "amount", "penalty", "year"
_MANY_CASES, _MANY_PEOPLE, _MUCH_MONEY = 10, 100, 100


class Figure(NamedTuple):
    """What was found: where it begins in the text, its words, and its kind (a constant of this module)."""

    index: int
    words: str
    kind: str


_SPACE = "[ \u00a0\u202f]"
_CASES = (
    r"cas|affaires?|victimes?|plaintes?|signalements?|dossiers?|suicides?|d[ée]c[èe]s|morts?|arrestations?"
    r"|interpellations?|condamnations?|agressions?|tentatives?|attaques?|cases|victims|reports"
    r"|حالات|حالة|ضحية|ضحايا|شكايات|شكاية|شكوى|شكاوى|بلاغات|بلاغًا|بلاغا|بلاغ|قضايا|قضية|انتحار|وفاة|وفيات|اعتقال|توقيف"
)
_PEOPLE = (
    r"personnes|jeunes|adolescente?s|ados|[ée]l[èe]ves|[ée]tudiante?s|enfants|mineure?s|filles|gar[çc]ons|femmes|hommes"
    r"|internautes|utilisateurs|utilisatrices|comptes|familles|marocaine?s|people|children"
    r"|شخصًا|شخصا|شخص|أشخاص|شابًا|شابا|شاب|شباب|مراهقًا|مراهقا|مراهق|طفلًا|طفلا|طفل|أطفال|فتاة|فتيات|امرأة|نساء|رجل"
    r"|تلميذًا|تلميذا|تلميذ|تلميذة|مستخدم|حساب|حسابات|أسرة"
)
_MONEY = r"[dD]irhams?|[dD][hH]s?|MAD|[eE]uros?|EUR|€|dollars?|\$|درهمًا|درهما|درهم|دراهم|يورو|أورو|دولارًا|دولار"
_NUMBER = re.compile(
    rf"""(\d(?<![\w.,/-]\d)\d{{0,14}}(?:[.,\u00a0\u202f ]\d{{1,3}}){{0,4}})(?:{_SPACE}?(?:
      (?P<share>%|٪|pour{_SPACE}?cents?\b|percent\b|(?:في|ب)[ ]?ال(?:مئة|مائة))
    | (?P<scale>millions?\b|milliards?\b|mille\b|ألف\b|ألفًا|آلاف\b|مليون\b|ملايين\b|مليار\b)?{_SPACE}?(?:d(?:e[ ]|’|'))?
      (?:nouveaux?[ ]|nouvelles?[ ]|jeunes[ ](?!sur))?
      (?:(?P<cases>{_CASES})|(?P<people>{_PEOPLE})|(?P<money>{_MONEY}))(?!\w)
    | (?P<scaled>millions?\b|milliards?\b|ألف\b|مليون\b|ملايين\b|مليار\b)
    | fois{_SPACE}(?P<times>plus|moins|supérieur)\b | (?P<folds>أضعاف|مرات[ ]أكثر)
    | (?:ans?|mois){_SPACE}(?P<prison>de[ ]prison|d[’']emprisonnement|de[ ]réclusion|ferme)
    ))""",
    re.VERBOSE,
)
_COUNT = r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,3})"
_WHO = (
    r"(?:jeunes?|ados?|adolescente?s?|[ée]l[èe]ves?|[ée]tudiante?s?|enfants?|mineure?s?|filles?|gar[çc]ons?|femmes?"
    r"|hommes?|victimes?|personnes?|internautes?|fran[çc]aise?s?|marocaine?s?|cas|parents?|lyc[ée]en(?:ne)?s?)"
)
_ONE_ARABIC = r"(?:1|واحدة?|شخص|شابة?|شباب|مراهقة?|طفلة?|فتاة|امرأة|تلميذة?|ضحية|حالة|اثنان|اثنين|\d{1,3})"
_OF_ARABIC = r"(?:\d{1,3}|اثنين|اثنتين|ثلاثة?|أربعة?|خمسة?|ستة?|سبعة?|ثمان(?:ية|ي)?|تسعة?|عشرة?|عشرين|مئة|مائة)"
_WHOM_ARABIC = r"ال(?:ضحايا|شباب|فتيات|نساء|أطفال|مراهقين|تلاميذ|تلميذات|حالات|مغاربة|أشخاص|مستخدمين|قاصرين)"


def _holds(*words: str) -> Callable[[str], bool]:
    """Return what says whether a text holds one of some words."""
    return lambda text: any(word in text for word in words)


# Each with its language, and what it always holds: to look for that first is faster.
_IN_WORDS = [
    (
        "fr",
        re.compile(r" sur (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|[0-9])").search,
        re.compile(
            rf"(?<!page )(?<!étape )(?<!partie )(?<!fiche )(?<!question )(?<!carte )(?<![\w.,-])"
            rf"(?:{_COUNT}{_SPACE}(?:{_WHO}{_SPACE})+sur{_SPACE}{_COUNT}|(?:une?|\d{{1,3}}){_SPACE}sur{_SPACE}{_COUNT})"
            rf"(?![\w-])(?!{_SPACE}(?:écrans?|pages?|fiches?|appareils?|boutons?))",
            re.IGNORECASE,
        ),
    ),
    (
        "fr",
        _holds("oitié d", "tiers d", "quart"),
        re.compile(
            rf"\b(?:la{_SPACE}moitié|(?:un|le|deux|les{_SPACE}deux){_SPACE}tiers|(?:un|trois){_SPACE}quarts?)"
            rf"{_SPACE}(?:des{_SPACE}|d[’'])(?:jeunes{_SPACE})?{_WHO}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "fr",
        _holds("fois plus", "fois moins", "blé", "plé"),
        re.compile(
            rf"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent){_SPACE}fois{_SPACE}(?:plus|moins){_SPACE}"
            rf"(?:souvent|nombreu\w+|élevée?s?|exposée?s?|touchée?s?|susceptibles?|visée?s?|de{_SPACE}(?:{_CASES}|{_WHO}))\b"
            rf"|\b(?:a|ont){_SPACE}(?:plus{_SPACE}que{_SPACE})?(?:doublé|triplé|quadruplé)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "ar",
        _holds("من كل", "من بين", "من أصل"),
        re.compile(rf"(?<!\w)(?:و|ف)?{_ONE_ARABIC}[ ]من[ ](?:كل|بين|أصل)[ ]{_OF_ARABIC}(?!\w)"),
    ),
    (
        "ar",
        _holds("نصف ال", "ربع ال", "ثلث", "ضعف", "أضعاف"),
        re.compile(
            rf"(?<!\w)(?:و|ف)?(?:نصف|ثلثا?|ثلثي|ربع)[ ]{_WHOM_ARABIC}"
            r"|(?<!\w)(?:ضعف|ضعفي|أضعاف)[ ](?:عدد|نسبة)|(?<!\w)تضاعف(?:ت)?[ ](?:عدد|حالات|نسبة)\w*"
        ),
    ),
    (
        "fr",
        _holds("En 20", "en 20", "Depuis 20"),
        re.compile(r"(?:^|(?<=[.!?…\ufffc] )|(?<=\ufffc))(?:En|Depuis|Rien qu[’']en)[ ]20\d\d(?=,[ ])"),
    ),
    (
        "ar",
        _holds("سنة 20", "عام 20"),
        re.compile(
            r"(?:^|(?<=[.!؟…\ufffc] )|(?<=\ufffc))(?:و?في|منذ)[ ](?:سنة|عام)[ ]20\d\d(?=،[ ]|[ ][\u0621-\u064a])"
        ),
    ),
    (
        "fr",
        _holds("prison"),
        re.compile(
            rf"\b(?:un|deux|trois|quatre|cinq|six|dix|vingt){_SPACE}(?:ans?|mois){_SPACE}(?:de{_SPACE}prison|d[’']emprisonnement)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "ar",
        _holds("حبس ", "سجن "),
        re.compile(
            r"(?<!\w)(?:و|ب|ف)?(?:ال)?(?:حبس|سجن)[ ](?:لمدة[ ]|من[ ]|مدة[ ])?(?:\w+[ ]){0,2}"
            r"(?:\d+[ ])?(?:سنة|سنوات|سنتين|سنتان|شهر|شهرًا|أشهر|شهرين)(?!\w)"
        ),
    ),
]
_KINDS = (STATISTIC,) * 5 + (YEAR, YEAR, PENALTY, PENALTY)
_LANGUAGES = ("ar", "fr")  # those that the patterns in words are written for
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D")


def _number(match: re.Match[str]) -> str | None:
    """Return the kind of a number with what is counted after it, or None where it is no figure to source."""
    groups = match.groupdict()
    if groups["prison"]:
        return PENALTY
    size = int(_NO_DIGIT.sub("", match.group(1))[:12])
    if groups["money"]:
        quoted = match.string.count("«", 0, match.start()) > match.string.count("»", 0, match.start())
        return AMOUNT if (size >= _MUCH_MONEY or groups["scale"]) and not quoted else None
    if groups["share"]:
        # « à 100 % » promises more than it counts.
        return None if match.group(1) == "100" else STATISTIC
    if groups["cases"] or groups["people"]:
        least = _MANY_CASES if groups["cases"] else _MANY_PEOPLE
        return STATISTIC if size >= least or groups["scale"] else None
    return STATISTIC


def find(page: SourcePage, locale: str) -> Iterator[tuple[Block, Figure]]:
    """Yield every figure of a page with the block it stands in."""
    text = page.head + page.body
    tried = [
        (pattern, kind)
        for (language, may_match, pattern), kind in zip(_IN_WORDS, _KINDS, strict=True)
        if (language == locale or locale not in _LANGUAGES) and may_match(text)
    ]
    for block in page.prose:
        text = block.text
        if _DIGIT.search(text):
            for match in _NUMBER.finditer(text):
                if kind := _number(match):
                    yield block, Figure(match.start(), match.group().strip(), kind)
        for pattern, kind in tried:
            for match in pattern.finditer(text):
                yield block, Figure(match.start(), match.group().strip(), kind)
