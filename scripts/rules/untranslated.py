"""Text left in another language: in another script, with another language's little words, or as in the alternate."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from babel import UnknownLocaleError

from scripts import cldr, languages
from scripts.blocks import MASK, Block
from scripts.finding import Finding, Position, say
from scripts.languages import Language, writing
from scripts.rules import Group, View
from scripts.source_page import Section

CODES = ("UNT001", "UNT002", "UNT003")
_APART = frozenset({"ARABIC", "ARMENIAN", "CYRILLIC", "GREEK", "HEBREW", "LATIN"})  # others write words together
_RUN = 4  # words in a row, of which two are not capitalised: names may be long (Take It Down)
_SHORT_KINDS = ("title", "description", "heading", "callout")
_FEW = 6  # words: a shorter sentence may be a name, a title, a quotation
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@functools.cache
def _own_script(code: str) -> str | None:
    """Return the script of a language: the one its own name is written in."""
    try:
        name = cldr.own_name(code)
    except (UnknownLocaleError, ValueError):
        return None
    script = next((writing.of_letter(letter) for letter in name if letter.isalpha()), None)
    return script if script in _APART else None


@functools.cache
def _foreign_word(script: str) -> re.Pattern[str]:
    """Return a pattern that finds two letters of another script than one of the common ones."""
    return re.compile(
        {
            writing.LATIN: r"[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufffb]{2}",
            writing.ARABIC: r"[A-Za-z\u00c0-\u05ff]{2}",
        }.get(script, r"\w")
    )


@functools.cache
def _others(code: str) -> tuple[Language, ...]:
    """Return the other languages of which the little words are known."""
    return tuple(one for one in languages.every() if one.little and one.code != code)


@functools.cache
def _hints(code: str) -> frozenset[str]:
    """Return the little words of every other language, which `code` has not."""
    return frozenset(word for other in _others(code) for word in other.little - languages.of(code).little)


def _foreign_run(block: Block, script: str, quotation: re.Pattern[str]) -> int | None:
    """Return where a run of words in another script begins, if one is long enough."""
    if not _foreign_word(script).search(block.text):
        return None
    run: list[re.Match[str]] = []
    # What is quoted is a name, or the words of a button.
    text = quotation.sub(lambda quoted: MASK * len(quoted.group()), block.text)
    for word in _WORD.finditer(text):
        if writing.of_letter(word.group()[0]) == script:
            run = []
            continue
        run.append(word)
        small = [one for one in run if not one.group()[0].isupper()]
        together = len(small) > 1 and small[-2] is run[-2] and not text[run[-2].end() : word.start()].strip()
        if (len(run) >= _RUN and len(small) > 1) or together:
            return run[0].start()
    return None


def _all_foreign(text: str, script: str) -> bool:
    """Return whether a text of two words or more is wholly in another script, and is no name in capitals."""
    words = _WORD.findall(text)
    foreign = len(words) > 1 and all(writing.of_letter(word[0]) != script for word in words)
    return foreign and any(not word[0].isupper() for word in words)


def _other_language(words: list[str], spoken: Language) -> str | None:
    """Return the language that the little words of a sentence belong to, if it is clearly another one."""
    counts = {one.code: sum(word in one.little - spoken.little for word in words) for one in _others(spoken.code)}
    best = max(counts, key=lambda other: counts[other])
    mine = sum(word in spoken.little for word in words)
    return best if counts[best] >= 2 and counts[best] > 2 * mine and counts[best] * 6 >= len(words) else None


def check_page(view: View) -> Iterator[Finding]:
    """Yield UNT001 for words in a row in another script, UNT002 for a sentence in another language of this script."""
    spoken = view.language
    script = _own_script(view.locale.code)
    for link in view.page.links if script else ():
        if link.text and _foreign_word(script).search(link.text) and _all_foreign(link.text, script):
            message = say("these words are not in this page's language; translate them, or keep only a name")
            yield view.say_at(Position(link.at.line, max(1, link.at.col - len(link.text) - 2)), "UNT001", message)
    for block in view.page.prose:
        start = _foreign_run(block, script, spoken.quotation) if script else None
        if start is None and block.kind in _SHORT_KINDS and script and _all_foreign(block.text, script):
            start = 0
        if start is not None:
            message = say("these words are not in this page's language; translate them, or keep only a name")
            yield view.say_at(block.position(start), "UNT001", message)
        elif spoken.little and len(_hints(spoken.code).intersection(block.text.casefold().split())) > 1:
            for sentence in re.finditer(rf"[^.!?…{MASK}]+", block.text):
                words = [word.casefold() for word in re.findall(r"[^\W\d_]+", sentence.group())]
                other = _other_language(words, spoken) if len(words) >= _FEW else None
                if other:
                    start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
                    message = say("this sentence seems to be in another language («{code}»); translate it", code=other)
                    yield view.say_at(block.position(start), "UNT002", message)


def _said(view: View, section: Section) -> list[Block]:
    """Return the blocks of a section; with the first one, the title and the description."""
    return [
        *(one for one in view.page.prose if one.kind in ("title", "description") and not section.heading),
        *section.blocks,
    ]


def check_group(group: Group) -> Iterator[Finding]:
    """Yield UNT003 for a text that is word for word the one of the alternate."""
    for twin in group.twins:
        if _own_script(twin.view.locale.code) != _own_script(twin.other.locale.code):
            continue  # only names can be the same
        theirs = Counter(block.text.strip(f" {MASK}") for block in _said(twin.other, twin.there))
        for block in _said(twin.view, twin.here):
            words = block.text.strip(f" {MASK}")
            if theirs[words] and len(_WORD.findall(words)) >= _RUN and block.kind != "row":
                message = say("this text is the same as in {elsewhere}; translate it", elsewhere=twin.elsewhere)
                yield twin.view.say_at(block.at, "UNT003", message)
