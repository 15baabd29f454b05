"""Arabic verbs and adjectives that say «you» to a man or to a woman: «تستطيع», «تستطيعين», «لست وحيدًا».

«يمكنك» and a noun, the past after «إذا», «لست وحدك» have one spelling for every reader.
UN guidelines for gender-inclusive language in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK
from scripts.finding import Finding, Message, say
from scripts.languages.ar import address
from scripts.languages.ar.script import LETTERS, Unmarked, unmarked
from scripts.languages.word_lists import word_list
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("GEN002",)

_S = rf"[ \t\n{MASK}]+"
_QUALITIES = "|".join(sorted(word_list("ar", "qualities")))
_STATES = "لست|كنت|أنت|انت|إنك|انك|أنك|بأنك|لأنك|كأنك|مازلت|زلت|صرت|ظللت|كن|كوني|ابق|تبقى|تكون|تكن|تكوني"
_BEING = "كنت|أنت|انت|إنك|أنك|بأنك|لأنك|كأنك|مازلت|زلت"
_ABLE = "يمكنك|بإمكانك|باستطاعتك|بوسعك|عليك|لك|حقك|أنصحك|ننصحك|نرجوك"
_KNOWN = (
    "تثق|تعرف|تحب|تختار|ترتاح|تطمئن|تريد|تشعر|تحتاج|تستطيع|تخاف|تفضل|ترغب|تشاء|تراه|تعتقد|تظن|تتوقع|تقول|تفعل|تواجه"
)
_ONE = (
    "شخص|شخصا|الشخص|بالغ|بالغا|راشد|صديق|صديقا|قريب|قريبا|أحد|أحدا|فرد|فردا|موثوق|موثوقا|من|ما|الذي|ممن|بمن|مما|لمن|عمن"
)
_WISH = "تشاء|تريد|تحب|تفضل|ترغب|تختار|ترى"
_MENTAL = (
    "تستطيع|تستطع|تحتاج|تريد|ترد|تعرف|تشعر|تعلم|تخاف|تخف|ترغب|تظن|تعتقد|تفضل|تثق|تواجه|تملك|تقلق|تخجل|تندم|تتردد"
    "|تتذكر|تتأكد"
)
_MODAL = "تستطيع|تحتاج|تريد|ستحتاج|ستجد|ستعرف|ستشعر|ستستطيع|سترى"
_CALLERS = "عزيزي|عزيزتي|صديقي|صديقتي|أخي|أختي|أيها|أيتها|أنتم|أنتن|انتم"


def _set(words: str, *endings: str) -> frozenset[str]:
    """Return words with «و» and «ف» before them too, and with endings."""
    return frozenset(
        prefix + word + ending for prefix in ("", "و", "ف") for word in words.split("|") for ending in ("", *endings)
    )


def _after(body: str) -> re.Pattern[str]:
    return re.compile(f"{body}(?![{LETTERS}])".replace("~", _S))


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTERS}])[وف]?(?P<first>{words}){_S}(?:لا{_S})?\Z")


# Words that are looked for, what must stand before them, what must stand after them (the word said of the reader).
_TRIGGERS: tuple[tuple[str, frozenset[str], re.Pattern[str] | None, re.Pattern[str] | None], ...] = (
    (
        "quality",
        _set(_STATES),
        None,
        _after(rf"(?:~(?:غير|جد|لا|فعلا|حقا|الآن|أيضا))?~(?P<said>(?:{_QUALITIES})(?:ة|ا|ين|ون|ات)?)"),
    ),
    ("doing", _set(_BEING), None, _after(rf"~(?:(?:لا|لم|قد)~)?(?P<said>ت[{LETTERS}]{{2,}})")),
    ("free", _set(_ABLE), None, _after(rf"~(?:أن~لا|أن|ألا)~(?P<said>ت[{LETTERS}]{{2,}})")),
    ("known", _set(_KNOWN, "ه", "ها", "هم"), _before(_ONE), None),
    ("wish", _set(_WISH), _before("كما|كيفما|متى|حيثما|أينما|مهما"), None),
    ("mental", _set(_MENTAL), _before("هل|لكي|كي|حتى|عندما|حين|حينما"), None),
    ("modal", _set(_MODAL), None, None),
    ("caller", _set(_CALLERS), None, None),
)
_FEMININE = re.compile(rf"[وفس]?(ت[{LETTERS}]{{2,}}ين)")
_NOUNS = word_list("ar", "nouns_in_een")
_SENTENCE = frozenset(("", *".!؟?:…،"))  # what stands before the first word of a sentence
_RELATIONS = frozenset(("صديقي", "صديقتي", "أخي", "أختي"))
_VAGUE = frozenset(("من", "ما", "الذي", "ممن", "بمن", "مما", "لمن", "عمن"))
_NO_VERB = word_list("ar", "no_verb")


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN002 for a verb or an adjective that says «you» to a man or to a woman."""
    running = RunningText(view)
    text = unmarked(running.text)
    for index, word in text.places(word for word in text.words if word.endswith("ين")):
        match = _FEMININE.fullmatch(word)
        if match and not _is_noun(match.group(1)) and not address.quoted(text, index):
            message = say(
                "«{word}» speaks to a woman only; write «يمكنك» and a noun of action, or the past after «إذا»",
                word=match.group(1),
            )
            yield running.say_at(text.origin(index + match.start(1)), "GEN002", message)
    for kind, words, before, after in _TRIGGERS:
        for index, word in text.places(words):
            first = before.search(text.text[max(0, index - 40) : index]) if before else None
            then = after.match(text.text, index + len(word)) if after else None
            if (before and not first) or (after and not then) or address.quoted(text, index):
                continue
            start, end = then.span("said") if then else (index, index + len(word))
            message = _said(text, kind, start, end, first.group("first") if first else word)
            if message:
                yield running.say_at(text.origin(start), "GEN002", message)


def _is_noun(word: str) -> bool:
    """Tell whether a word in ـين is a noun: «تمرين», «تطبيقين», «تونسيين», «توصيتين»."""
    if word in _NOUNS or word.endswith(("يين", "تين", "ئين")):
        return True
    return word not in address.lexicon().present and (len(word) < 6 or word[-4] == "ي")


def _said(text: Unmarked, kind: str, start: int, end: int, first: str) -> Message | None:
    """Return what to say of the word at `start`, after `first`; None where it does not speak to the reader."""
    word, written = text.text[start:end], text.as_written(start, end)
    follows = address.words_after(text, end)
    if word in _NO_VERB or "ُ" in written[1:2] or (word == "تعرف" and "ّ" in written):
        return None
    if kind == "quality":
        if first.endswith(("تكون", "تكن", "تبقى")) and not word.endswith("ا"):
            return None  # «تكون قوية» speaks of something else
        return say(
            "«{word}», said of the reader, is a man's or a woman's; write a noun, as in «{example}»",
            word=written,
            example="لا مسؤولية عليك",
        )
    if kind == "caller":
        if word in _RELATIONS and address.before(text, start):
            return None  # «my friend» inside a sentence speaks of somebody else
        return say("«{word}» speaks to men or to women only; leave it out, or speak of everyone", word=written)
    if kind == "known" and first in _VAGUE and follows and follows[0].startswith("ال"):
        return None  # «ما تقوله المصادر»
    if (kind not in ("doing", "free") and address.has_agent(follows)) or (
        kind in ("mental", "modal") and not _is_you(text, kind, start, word, follows)
    ):
        return None
    return say(
        "«{word}» says «you» to a man only; write «{form}» and a noun of action, or the past after «إذا»",
        word=written,
        form="يمكنك",
    )


def _is_you(text: Unmarked, kind: str, start: int, word: str, follows: list[str]) -> bool:
    """Tell whether «تحتاج» means «you need»: what follows is what one does, wants or has, not who needs it."""
    if kind == "modal" and not word.startswith("س") and address.before(text, start) not in _SENTENCE:
        return False
    if not follows:
        return kind == "mental"
    if word.endswith("تحتاج"):
        return follows[0] == "إلى" or follows[0].startswith("ل")
    noun = follows[0].removeprefix("ال").removeprefix("لل")
    if follows[0] in ("أن", "إلى", "من", "شيئا") or noun in address.lexicon().nouns:
        return True
    return address.addressed(follows[0]) or not (follows[0].startswith("ال") or follows[0].endswith(("ة", "ات")))
