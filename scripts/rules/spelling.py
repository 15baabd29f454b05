"""Words that are in no dictionary: nobody sees one's own typing mistakes, and a page with mistakes is trusted less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.library import Library
from scripts.rules import View
from scripts.spelling import Speller, speller

CODES = ("SPL001",)

_NAME = re.compile(r"[^\W\d_]+")


def _names(library: Library) -> set[str]:
    """Return the words that the names of services and publishers are made of, in any language."""
    texts = [str(source.get("publisher", "")) for source in library.sources.values()]
    for channel in library.channels.values():
        texts += [text for key in ("name", "short") for text in channel.get(key, {}).values()]
    return {word for text in texts for word in _NAME.findall(text)}


def check_page(view: View) -> Iterator[Finding]:
    """Yield SPL001 for each word that is not in the dictionary of the page's language."""
    locale = view.locale
    known = speller(view.corpus.campaign.root, locale.code)
    if not known:
        return
    names: set[str] = set()
    for block in view.page.prose:
        for index, word in known.unknown(block.text, locale.code):
            names = names or _names(view.corpus.library)
            if not names.issuperset(_NAME.findall(re.split("['’]", word)[-1])):
                yield view.say_at(block.position(index), "SPL001", _message(known, word, locale.code))


def _message(known: Speller, word: str, locale: str) -> str:
    file = f"data/words/{locale}.txt"
    if meant := known.slip(word):
        return say(
            "«{word}» is most often a slip for «{meant}»; correct it or, if it is right, delete its line in {file}",
            word=word,
            meant=meant,
            file=file,
        )
    if near := " / ".join(known.near(word)):
        hint = say("did you mean «{near}»? If it is right, add it to {file}", near=near, file=file)
    else:
        hint = say("correct it or, if it is right, add it to {file}", file=file)
    return say("«{word}» is not in the dictionary; {hint}", word=word, hint=hint)
