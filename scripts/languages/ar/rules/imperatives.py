"""Orders in Arabic: «أوقف» speaks to a man, «أوقفي» to a woman, «أوقفوا» to men; «إيقاف» speaks to everyone.

An imperative shuts out half of the readers, and gives orders to people who have just been given some.
UN guidelines for gender-inclusive language in Arabic: nouns of action for steps, headings and buttons.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from scripts.finding import Finding, Message, say
from scripts.languages.ar import address
from scripts.languages.ar.address import MAN, MEN, WOMAN, Form
from scripts.languages.ar.script import LETTERS, WORD, Unmarked, unmarked
from scripts.languages.word_lists import word_list
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("GEN001",)

_FORBIDDING = re.compile(rf"لا[ \n](ت[{LETTERS}]+)")
_LETTER = re.compile(f"[{LETTERS}]")
_FRONT = frozenset(("heading", "item", "task", "number", "callout", "title", "row"))
# After these, a comma is followed by what to do.
_CONDITION = re.compile(
    r"(?:^|[.!؟?:…]\s)[\s\ufffc]*(?:و|ف)?(?:إذا|إن|عند|عندما|في حال|في حالة|قبل|بعد|لو|متى|كلما|حين|أولا|ثانيا|ثالثا"
    r"|أخيرا|من فضلك|رجاء|الآن)[^.!؟?…]*\Z"
)
_SHORT = word_list("ar", "short_orders")  # but «وضع», «وقف»
_LEAST = {MAN: 4, WOMAN: 5, MEN: 6}  # letters of an order that may stand after «و»
_PASSIVE = "\u064f"  # «لا تُرسل» has no «you»


@functools.cache
def _orders() -> dict[str, tuple[Form, str]]:
    """Return every word that may be an order, with «و» or «ف» before it or not: what it says, and that prefix."""
    orders = address.lexicon().orders
    found = {word: (form, "") for word, form in orders.items()}
    for prefix in "وف":
        for word, form in orders.items():
            found.setdefault(prefix + word, (form, prefix))
    return found


def check_page(view: View) -> Iterator[Finding]:
    """Yield GEN001 for an order to a man, to a woman or to men."""
    running = RunningText(view)
    text = unmarked(running.text)
    orders: list[int] = []
    found: dict[int, tuple[str, Form]] = {}  # where: the word, what it says
    for index, word in sorted(text.places(_orders().keys())):
        form, prefix = _orders()[word]
        if _is_order(running, text, index, word, form, prefix, orders):
            found[index] = (word[len(prefix) :], form)
            orders.append(index)
    for match in _FORBIDDING.finditer(text.text):
        form = address.lexicon().forbidding.get(match.group(1))
        if form and _forbids(text, match, form, orders):
            found[match.start()] = (match.group(), form)
            insort(orders, match.start())
    for index, (word, form) in sorted(found.items()):
        yield running.say_at(text.origin(index), "GEN001", _message(word, form))


def _message(word: str, form: Form) -> Message:
    noun = form.noun
    if word.startswith("لا"):
        noun = f"عدم {noun}" if noun else ""
    right = (
        say("write a noun of action: «{noun}»", noun=noun)
        if noun
        else say("write a noun, or «يمكنك» and a noun of action")
    )
    if form.to == MAN:
        return say("«{word}» speaks to a man only; {right}", word=word, right=right)
    if form.to == MEN:
        return say("«{word}» speaks to men only; {right}", word=word, right=right)
    return say("«{word}» speaks to a woman only; {right}", word=word, right=right)


def _place(text: Unmarked, index: int) -> str:
    """Return start (of a sentence), chain (after a comma or «ثم»), or inside."""
    previous = address.before(text, index)
    if not previous or previous in ".!؟?:…":
        return "start"
    begin = address.sentence_begin(text, index)
    if previous in "،,؛;":
        return "start" if _CONDITION.search(text.text[begin:index]) else "chain"
    if re.search(rf"(?<![{LETTERS}])(?:ثم|أو|بل|الآن|فضلك|رجاء)\s*$", text.text[begin:index]):
        return "chain"
    return "inside"


def _is_order(
    running: RunningText, text: Unmarked, index: int, word: str, form: Form, prefix: str, earlier: list[int]
) -> bool:
    """Tell whether a word is an order here: by its form, its place, and the words that follow."""
    length = len(word) - len(prefix)
    if prefix and length < _LEAST[form.to] and word not in _SHORT:
        return False
    start = text.origin(index)
    written = text.as_written(index, index + len(word))
    doubled = bool(form.doubled) and written[len(prefix) :].startswith(form.doubled)
    other = form.other and not doubled
    if other and form.to == MAN and not form.like_noun:
        return False
    sure = not (form.past or other or form.first_person)
    if (_PASSIVE in written[: 3 + len(prefix)] and not sure) or "ٌ" in written or "ً" in written:
        return False  # a passive, a noun
    if address.quoted(text, index):
        return False  # somebody's words
    place = _place(text, index)
    if prefix and place == "inside":
        place = "chain"
    if sure and length > 3 and not (prefix and form.to == MAN):
        return True
    if place == "inside":
        return False
    follows = address.words_after(text, index + len(word))
    follower = follows[0].lstrip("«") if follows else ""
    if sure:
        return place == "start" or (bool(follower) and not address.subject(follower))
    if address.subject(follower):
        return False
    block = running.block(start)
    front = block.kind in _FRONT
    begin = address.sentence_begin(text, index)
    in_order = _follows_order(earlier, begin, index)
    if place == "chain" and not (in_order or address.addressed(follower)):
        return False
    if form.to == WOMAN:
        return place == "start" and (doubled or form.like_noun or not other)
    if other:
        return form.to == MAN and form.like_noun and address.preposition(follower)
    if form.to == MEN:
        return front or in_order
    if not follower:
        return front or in_order or text.text[index + len(word) :][:1] in (":", "!")
    if form.first_person and _spoken_by_reader(text, index, begin):
        return False
    if follower.startswith("ال") and not front and not in_order:
        return place == "start" and ((not form.things and _is_object(follower, follows)) or _speaks_to_you(text, index))
    return True


def _follows_order(orders: list[int], begin: int, index: int) -> bool:
    """Tell whether an order stands between two places."""
    last = bisect_left(orders, index) - 1
    return last >= 0 and orders[last] >= begin


def _is_object(follower: str, follows: list[str]) -> bool:
    """Tell whether a noun after a verb of «he» can only be what is acted on: «أرسل الصورة», «سجّل التاريخ والساعة»."""
    if follower.endswith(("ة", "ات")) or follower.removeprefix("ال") in address.lexicon().nouns:
        return True
    return len(follows) < 2 or follows[1].startswith("وال")


def _speaks_to_you(text: Unmarked, index: int) -> bool:
    """Tell whether the sentence that begins here says «your»."""
    sentence = re.split(r"[.!؟?…]|\n\n", text.text[index : index + 400], maxsplit=1)[0]
    return any(address.addressed(word) for word in WORD.findall(sentence))


def _spoken_by_reader(text: Unmarked, index: int, begin: int) -> bool:
    """Tell whether the passage says «I»: «أرسل الصورة إلى شخص واحد، وأتأكد من الاسم»."""
    return address.first_person(text.text[max(0, begin - 500) : index]) or address.first_person(
        text.text[index : index + 500]
    )


def _forbids(text: Unmarked, match: re.Match[str], form: Form, earlier: list[int]) -> bool:
    """Tell whether «لا» and a verb forbid something to the reader."""
    index, whole = match.start(1), match.start()
    before = text.text[max(0, whole - 2) : whole]
    if before[-1:] in ("و", "ف"):
        whole, before = whole - 1, before[:-1]
    if _LETTER.match(before[-1:]) or address.quoted(text, index):
        return False  # «أولًا تـ», «إلا تـ»
    if form.to != MAN:
        return True
    written = text.as_written(index, match.end())
    if _PASSIVE in written[1:2]:
        return False
    follows = address.words_after(text, match.end())
    if follows and address.addressed(follows[0]):
        return True
    if address.has_agent(follows):
        return False
    begin = address.sentence_begin(text, index)
    if _follows_order(earlier, begin, index):
        return True
    return not form.things and _place(text, whole) == "start"
