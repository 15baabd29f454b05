"""How an Arabic text speaks to its reader: the forms of verbs which say «you» to a man, to a woman or to men only.

The verbs are in `verbs.txt`; every form is made from three of them: احفظ، يحفظ، حفظ.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scripts.blocks import MASK
from scripts.languages.ar.script import LETTERS, Unmarked, bare
from scripts.languages.word_lists import word_list

_VERBS = Path(__file__).parent / "verbs.txt"
_FAR = 2000
MAN, WOMAN, MEN = "man", "woman", "men"

AGENTS = word_list("ar", "agents")
_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال")
_SUBJECTS = word_list("ar", "subjects")
_PREPOSITIONS = word_list("ar", "after_orders")
_DETERMINERS = frozenset(("كل", "أي", "بعض", "إحدى", "جميع"))
_NO_PRONOUN = word_list("ar", "no_pronoun")
# A page may speak as its reader: «أعرف أين تُنسخ صوري».
_FIRST_PERSON = re.compile(
    rf"(?<![{LETTERS}])(?:[وف]?(?:أعرف|أعلم|أتأكد|أتحدث|أريد|أغير|أدون|أحتفظ|أستعمل|أطلب|أجعل|أنهي|أخفي|أبحث|يمكنني)"
    rf"|لا أ[{LETTERS}]{{2,}}|[{LETTERS}]{{3,}}ي (?:الخاص|الخاصة))(?![{LETTERS}])"
)


_NEXT = re.compile(rf"[ \t\n{MASK}]+(«?[{LETTERS}]+)|(.)")


class Form(NamedTuple):
    """A word which may address the reader: to whom, the noun of action to write instead, and what else it may be.

    `past`: the past of «he»; `other`: another word, unless it begins with the letters and mark of `doubled`;
    `like_noun`: the noun of action itself; `first_person`: what «I» do; `things`: what things do too.
    """

    to: str
    noun: str
    past: bool = False
    other: bool = False
    first_person: bool = False
    doubled: str = ""
    like_noun: bool = False
    things: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words without marks, each with what it says: orders, «لا» + verb, and «you» + verb."""

    orders: dict[str, Form]
    forbidding: dict[str, Form]
    present: dict[str, Form]
    nouns: frozenset[str]


def _feminine(imperative: str) -> str:
    return imperative + "ي" if imperative[-1] not in "يى" else imperative


def _orders(forms: dict[str, Form], imperative: str, present: str, noun: str, marks: str, feminine: str) -> None:
    like_noun = imperative[0] == "ت" and bare(imperative) == bare(noun).removeprefix("ال")
    past, other = "=" in marks, "#" in marks or like_noun
    doubled = imperative[: imperative.find("ّ") + 1] if not like_noun else ""
    imperative = bare(imperative)
    first = imperative[0] in "أآ"
    spoken_of_me = "أ" + present[1:]
    plural = feminine[:-1] + "وا"
    spellings = [imperative, "ا" + imperative[1:]] if first else [imperative]
    for spelling in spellings:
        forms.setdefault(spelling, Form(MAN, noun, past, other, first, doubled, like_noun, "~" in marks))
    for spelling in (feminine, "ا" + feminine[1:]) if first else (feminine,):
        if spelling not in (spoken_of_me, "ا" + spoken_of_me[1:]):
            forms.setdefault(spelling, Form(WOMAN, noun, False, other, False, doubled, like_noun))
    for spelling in (plural, "ا" + plural[1:]) if first else (plural,):
        forms.setdefault(spelling, Form(MEN, noun, past, other, False, doubled, like_noun))


def _present(lexicon: Lexicon, imperative: str, present: str, noun: str, marks: str, feminine: str) -> None:
    stem, jussive = "ت" + present[1:], "ت" + bare(imperative).lstrip("اأ")
    weak = stem[-1] in "يىو" and bare(imperative)[-1] != stem[-1]
    base = stem[:-1] if weak else stem
    short = base if weak else jussive if feminine else stem
    things = "~" in marks and short == stem  # «لا تعط»: of «she, it» one says «لا تعطي»
    if short not in lexicon.forbidding or lexicon.forbidding[short].things:
        lexicon.forbidding[short] = Form(MAN, noun, things=things)
    for spelling in (stem, short):
        lexicon.present.setdefault(spelling, Form(MAN, noun))
    if base + "ي" != stem:
        lexicon.forbidding.setdefault(base + "ي", Form(WOMAN, noun))
    lexicon.forbidding.setdefault(base + "وا", Form(MEN, noun))
    for ending, to in (("ين", WOMAN), ("ون", MEN)):
        lexicon.present.setdefault(base + ending, Form(to, noun))


@functools.cache
def lexicon() -> Lexicon:
    """Return the forms of every verb of the list."""
    found = Lexicon({}, {}, {}, frozenset())
    nouns = set()
    for line in _VERBS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        imperative, present, noun, *rest = line.split()
        marks = "".join(word for word in rest if word[0] in "=#!~")
        feminine = next((word for word in rest if word[0] not in "=#!~"), "")
        noun = "" if noun == "-" else noun
        if "!" not in marks:
            _orders(found.orders, imperative, present, noun, marks, feminine or _feminine(bare(imperative)))
        _present(found, imperative, present, noun, marks, feminine)
        nouns.add(noun.removeprefix("ال"))
    return Lexicon(found.orders, found.forbidding, found.present, frozenset(nouns))


def sentence_begin(text: Unmarked, index: int) -> int:
    """Return where the block of a place begins; in an endless one, not too far back."""
    least = max(0, index - _FAR)
    return max(text.text.rfind("\n\n", least, index) + 1, least)


def before(text: Unmarked, index: int) -> str:
    """Return the character before `index` that is neither a space nor syntax; '' at the beginning of a block."""
    for at in range(index - 1, max(-1, index - _FAR), -1):
        sign = text.text[at]
        if sign == "\n" and text.text[at - 1 : at] == "\n":
            return ""
        if sign not in f" \t\n\u00a0>_{MASK}":
            return sign
    return ""


def quoted(text: Unmarked, index: int) -> bool:
    """Tell whether a place stands inside «…»: the words of somebody."""
    begin = sentence_begin(text, index)
    return text.text.count("«", begin, index) > text.text.count("»", begin, index)


def words_after(text: Unmarked, end: int, count: int = 2) -> list[str]:
    """Return the words that follow in the same clause, without marks but with the tanwin's alif."""
    found: list[str] = []
    rest = text.text[end : end + 60]
    for match in _NEXT.finditer(rest):
        if match.group(2) or "\n\n" in match.group() or len(found) == count:
            break
        found.append(match.group(1))
    return found


def _stem(word: str) -> str:
    return next((word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix)), word)


def has_agent(words: list[str]) -> bool:
    """Tell whether the first words name who acts: «تحذف المنصة», «تطلب هذه الخدمة»."""
    if not words:
        return False
    if words[0] in ("هذه", "تلك", "هي", "التي"):
        return True
    word = words[1] if words[0] in _DETERMINERS and len(words) > 1 else words[0]
    stem = _stem(word)
    return not AGENTS.isdisjoint((stem, stem[:-1], stem[:-2]))


def addressed(word: str) -> bool:
    """Tell whether a word ends with «your»: «هاتفك»."""
    return len(word) > 2 and word.endswith("ك") and word not in _NO_PRONOUN


def subject(word: str) -> bool:
    """Tell whether a word may be the one who did what a past verb says."""
    return word in _SUBJECTS


def preposition(word: str) -> bool:
    """Tell whether a word goes with an order but not with a noun of action: «تأكد من»."""
    return word in _PREPOSITIONS


def first_person(text: str) -> bool:
    """Tell whether a passage speaks as its reader does: «أعرف»."""
    return bool(_FIRST_PERSON.search(text))
