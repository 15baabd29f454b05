"""Italics on a page written from right to left: Arabic writing has none.

Browsers slant its letters all the same, which makes them harder to read. Bold or «…» do what italics do in Latin
writing. (Style of this site.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK
from scripts.finding import Finding, say
from scripts.markup import place, written
from scripts.rules import View

CODES = ("ITA001",)

# What holds * or _ that are no marks: targets, addresses, attributes, lines of marks only.
_APART = re.compile(
    r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*[^()\n]*\)|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*|\{[:\#.][^{}\n]*\}|<[^<>\n]*>"
    r"|\[\^[^\]\s]+\]|(?:https?:)?//[^\s)\]>«»]+|^[ \t]*(?:[*_][ \t]*){3,}$|\\[*_]|\*\*(?!\*)(?<!\*\*\*)",
    re.MULTILINE,
)
_SUSPECT = re.compile(r"\*(?<!\*\*)(?=[^\s*]|\*\*[^\s*])|_(?<![\w(/]_)(?=[^\s])")
_ITALIC = re.compile(
    r"\*(?<![*]\*)(?=[^\s*])(?:[^*\n]|\n(?![ \t]*\n))+?(?<=[^\s*])\*(?!\*)"
    r"|_(?<![\w_]_)(?=[^\s_])(?:[^_\n]|\n(?![ \t]*\n)|(?<=\w)_(?=\w))+?(?<=[^\s_])_(?![\w_])"
    r"|\*\*\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*\*\*|___(?<!\w___)(?=[^\s_])[^_\n]+(?<=[^\s_])___(?!\w)"
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield ITA001 for each passage in italics on a right-to-left page."""
    page = view.page
    if view.locale.direction != "rtl" or not _SUSPECT.search(page.body):
        return
    text = written(page)
    searched = _APART.sub(lambda match: re.sub(r"[^\n]", MASK, match.group()), text)
    for match in _ITALIC.finditer(searched, len(page.head)):
        mark = match.group()[0]
        message = say("{mark}…{mark} makes italics, which Arabic writing does not have; write **…** or «…»", mark=mark)
        yield view.say_at(place(text, match.start()), "ITA001", message)
