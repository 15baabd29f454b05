"""Links whose marks are not those of Markdown: readers see the brackets, and nothing leads anywhere.

A web address parted from its words has its finding from LNK004.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Message, say
from scripts.markup import place, written
from scripts.rules import View

CODES = ("LNK008",)

_SCHEMES = "channels?|laws|sources|data|pairs|answers|game|sheets|rules|offline|status"
_TARGET = rf"(?:[\w./-]+\.md(?:\#[\w-]*)?|\#[a-z][\w-]*|(?:{_SCHEMES}):[\w/-]*)"
_BROKEN = re.compile(
    rf"""
    (?P<apart>\[[^\[\]\n]*\]\s{{1,2}}\({_TARGET}\))
  | (?P<swapped>(?<!\])\([^()\[\]\n]+\)\s?\[{_TARGET}\])
  | (?P<square>\[[^\[\]\n]*\]\s?\[{_TARGET}\])
  | (?P<wide>[［【][^\n\]］】]*[］】]\s?[（(][^\n()（）]*[)）]
      | \[[^\[\]\n]*(?:\]\s?（[^\n()（）]*[)）]|\]\([^\n()（）]*）))
  | (?P<curly>\[[^\[\]\n]*\]\s?\{{{_TARGET}\}})
  | (?P<open>\[[^\[\]\n]*\]\({_TARGET}(?=$|[ ][^)"'\n]*$))
  | (?:^|\]\([^()\n]*\))[^\[\]\n]*(?P<late>\]\({_TARGET}\))
    """,
    re.VERBOSE | re.MULTILINE,
)
# What each of these has, and a page seldom: to look for it is faster.
_HINTS = [
    re.compile(one) for one in (r"\]\s{1,2}[(\[（]", r"\)\s?\[(?![\^\]])", r"\]\s?\{", r"\]\((?![^()\n]*\))", r"\]\[")
]
_WIDE = ("（", "）", "［", "【")


def _is_suspect(text: str) -> bool:
    if text.count("[") != text.count("]") or any(letter in text for letter in _WIDE):
        return True
    return any(hint.search(text) for hint in _HINTS)


def _message(kind: str) -> Message:
    if kind == "apart":
        return say("a space parts the words of the link from its target; write [words](target)")
    if kind == "swapped":
        return say("the brackets of this link are the wrong way round; write [words](target)")
    if kind == "wide":
        return say("the brackets of this link are not those of Markdown; write [words](target)")
    if kind == "open":
        return say("the link is not closed; write ) after its target")
    if kind == "late":
        return say("the link has no [ before its words; write [words](target)")
    return say("the target of a link stands between ( and ); write [words](target)")


def check_page(view: View) -> Iterator[Finding]:
    """Yield LNK008 for a link that is shown as it is written."""
    text = written(view.page)
    if not _is_suspect(text):
        return
    read = {link.at for link in (*view.page.links, *view.page.mentions)}  # a link may begin on the line above
    for match in _BROKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "late" and place(text, match.start(kind) + 2) in read:
            continue
        yield view.say_at(place(text, match.start(kind)), "LNK008", _message(kind))
