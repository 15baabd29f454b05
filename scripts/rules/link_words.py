"""Words of links that do not say where they lead: «here», « ici », «هنا», an address, a punctuation mark, none.

Screen readers list the links of a page without the sentences around them; on paper only the words are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK
from scripts.finding import Finding, Message, say
from scripts.languages import any_of
from scripts.markup import LINK, place, written
from scripts.rules import View
from scripts.source_page import DATA_SCHEMES

CODES = ("LNK003", "LNK005")

_WEAK = re.compile(any_of("weak_link"), re.IGNORECASE)
_INSIDE = re.compile(any_of("click_here"), re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_UNSEEN = " \n*_\u00a0\u200b"
_EDGES = " \t.,;:!?…«»\"'()*_–—-→←>‹›“”،؛؟\u00a0\u202f"


def _problem(words: str, target: str) -> tuple[str, Message] | None:
    """Return (code, message) for a link whose words or target do not serve."""
    shown = " ".join(words.split())
    if not words.strip(_UNSEEN):
        if target.partition(":")[0] in DATA_SCHEMES:  # a block or a number from data/
            return None
        return "LNK005", say("this link has no words; write between [ and ] where it leads")
    if target in ("", "#"):
        return "LNK005", say("the link «{words}» leads nowhere; write its target between ( and )", words=shown)
    bare = words.strip(_EDGES)
    if MASK not in words and (not bare or _WEAK.fullmatch(bare) or _INSIDE.search(words)):
        return "LNK003", say(
            "the words «{words}» do not say where the link leads; name the page or the service", words=shown
        )
    if _ADDRESS.match(words):
        return "LNK003", say("«{words}» is an address; write what readers find there", words=shown)
    return None


def check_page(view: View) -> Iterator[Finding]:
    """Yield LNK003 for words that do not say where a link leads, LNK005 for no words or no target."""
    text = written(view.page)
    for link in LINK.finditer(text):
        words, target = link.groups()
        if text[link.start() - 1] != "!" and (problem := _problem(words, target)):
            yield view.say_at(place(text, link.start()), *problem)
    # Markdown makes no link of an address alone; a reader on a phone could not touch it.
    for address in view.page.externals if view.corpus.campaign.has_data else ():
        line = view.page.masked[address.at.line - view.page.masked[0][0]][1]
        if address.text is None and line[address.at.col - 2 : address.at.col - 1] != "<":
            message = say("«{url}» is an address without words; write [words](address)", url=address.target)
            yield view.say_at(address.at, "LNK003", message)
