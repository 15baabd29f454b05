"""A word typed twice: « le le », «في في». At the end of a line nobody sees it; a screen reader says it twice.

Languages double words on purpose too (« nous nous », «خطوة خطوة»): each lists those that it doubles, or says how to
tell (`repeated.py` of its folder). In a language of which neither is known, nothing is looked for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from scripts import languages
from scripts.finding import Finding, say
from scripts.languages import Language, writing
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("SPL002",)

_MARKS = r"\u0300-\u036f\u064b-\u0652\u0670\u0640"  # what stands on letters, or makes them longer
_LETTERS = rf"(?:[^\W\d_]++|[{_MARKS}]++)++"
_TWICE = re.compile(
    rf"(?<![\w{_MARKS}’'-])({_LETTERS}(?:[’'-]{_LETTERS})*+)((?:[ \u00a0]{{1,2}}|[ \t]*+\n[ \t>]*+)(?i:\1))+"
    rf"(?![\w{_MARKS}’'@-])"
)
_WORD = re.compile(rf"(?:[^\W\d_]++|[{_MARKS}’'-]++)++")


def check_page(view: View) -> Iterator[Finding]:
    """Yield SPL002 for a word that stands twice in a row."""
    spoken = view.language
    if spoken.doubled is None and not spoken.part("repeated"):
        return
    running, doubled = RunningText(view), _doubled(spoken.code)
    words = _WORD.findall(running.text.lower())
    if doubled.issuperset(word for word, following in pairwise(words) if word == following):
        return
    for match in _TWICE.finditer(running.text):
        judge = _judge(writing.of_letter(match.group(1)[0]))
        if judge.part("repeated").by_mistake(match) if judge else _by_mistake(match, spoken, doubled):
            yield _finding(running, match, spoken)


@functools.cache
def _doubled(code: str) -> frozenset[str]:
    """Return the words that a language doubles; of one that lists none, those that any does, for words of others."""
    own = languages.of(code).doubled
    return own if own is not None else frozenset().union(*(one.doubled or () for one in languages.every()))


@functools.cache
def _judge(script: str) -> Language | None:
    """Return the language that says how to tell a doubled word of a script, if there is one."""
    return next((one for one in languages.every() if one.script == script and one.part("repeated")), None)


def _finding(running: RunningText, match: re.Match[str], spoken: Language) -> Finding:
    """Return the finding: at the first of the words, or at the second when a line ends between them."""
    word = match.group(1)
    message = say("«{word}» stands twice; take one out", word=word)
    safe = word.lower() not in spoken.perhaps_doubled
    if "\n" not in match.group():
        return running.say_at(match.start(), "SPL002", message, len(match.group()), word if safe else None)
    second = match.end() - len(word)
    spaced = match.string[match.end() : match.end() + 1] == " "
    return running.say_at(second, "SPL002", message, len(word) + 1, "" if safe and spaced else None)


def _by_mistake(match: re.Match[str], spoken: Language, doubled: frozenset[str]) -> bool:
    """Tell whether a word is doubled by mistake: not on purpose, nor in a name."""
    word = match.group(1)
    again = match.group()[-len(word) :]
    if word.lower() in doubled or (len(word) == 1 and word.lower() not in spoken.single):
        return False
    return again == word.lower()
