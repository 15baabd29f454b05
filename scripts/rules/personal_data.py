"""Personal data and details of a case: numbers that name a person, addresses, accounts, a first name with an age.

One detail is enough for people who know somebody to recognise them; what is told here is also what those
who threaten want to see told. Help and official pages that `data/` names may be linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from types import ModuleType

from scripts import languages
from scripts.finding import Finding, Message, say
from scripts.languages import any_of
from scripts.markup import place, written
from scripts.rules import View

CODES = ("SAF005",)
NEEDS_DATA = True
SILENCE = False

_EDGE = r"(?<![\w/=&%#.+-])"
# What all of them hold; without it a line need not be read.
_LETTER = any_of("plate_letters")
_DIGITS = re.compile(rf"[0-9]{{3}}(?:[0-9](?:[0-9]| [0-9]|-[0-9]{{3}})| ?[-|] ?(?:{_LETTER})|-[A-Z])")
_NUMBERS = re.compile(
    rf"""{_EDGE}(?:
    (?P<identity>[A-Z]{{1,2}}\d{{5,6}}(?!\w)
    | (?:{any_of("identity_card")})[ :]{{0,3}}(?:(?:{any_of("number_sign")})[ ]?)?[A-Za-z]{{1,2}}[ ]?\d{{5,6}}(?!\w))
  | (?P<account>[A-Z]{{2}}\d{{2}}(?:[ ]?[A-Z0-9]{{4}}){{3,7}}(?:[ ]?[A-Z0-9]{{1,3}})?(?!\w)
    | \d(?:[ -]?\d){{23}}(?![\w-])
    | (?:\d{{4}}[ -]?){{3}}\d{{4}}(?![\w-]))
  | (?P<plate>\d{{3,5}}[ ]?[-|][ ]?(?:{_LETTER})[ ]?[-|][ ]?\d{{1,2}}(?!\w)
    | [A-Z]{{2}}-\d{{3}}-[A-Z]{{2}}(?![\w-]))
    )""",
    re.VERBOSE,
)
_HANDLE = re.compile(r"(?<![\w./@])@([A-Za-z_][\w.]{1,28}\w)")
_ADDRESS = re.compile(r"\.(?:[cC][oO][mM]|[mM][eE]|gg|net|fm)/")
_PROFILE = re.compile(
    r"\b(?:(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|threads|linkedin|vk|ask|onlyfans)\.(?:com|net|fm|me)"
    r"|(?:t|telegram|m)\.me|discord\.gg|chat\.whatsapp\.com|youtube\.com(?=/(?:@|channel/|c/|user/)))"
    r"/([^\s)>\]»\"'،]+)",
    re.IGNORECASE,
)
# Parts of these sites that are no account.
_OFFICIAL = re.compile(
    r"(?:help|about|legal|safety\w*|privacy|polic(?:y|ies)|terms|accounts?|hacked|contact|support|settings|login|web"
    r"|business|community\w*|creators|download|android|apps|blog|press|parents|transparency|faq)(?:[/?#.]|$)",
    re.IGNORECASE,
)
# What stands for a name in an example.
_EXAMPLES = re.compile(any_of("example_name"), re.IGNORECASE)
_AGE = re.compile(rf"[,،(] ?\d{{1,2}}[ \u00a0\u202f]?(?:{any_of('years')})")


def _numbered(text: str) -> Iterator[tuple[int, Message]]:
    """Yield (index, message) for the numbers of a person or a thing that only one person has."""
    past = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < past:
            continue
        begin, past = text.rfind("\n", 0, digits.start()) + 1, (text.find("\n", digits.end()) + 1) or len(text)
        for match in _NUMBERS.finditer(text, begin, past):
            shown = match.group().strip()
            if match.lastgroup == "identity":
                message = say("«{shown}» looks like the number of an identity card; take it out", shown=shown)
            elif match.lastgroup == "account":
                message = say("«{shown}» looks like the number of a bank account or card; take it out", shown=shown)
            else:
                message = say("«{shown}» looks like the plate of a vehicle; take it out", shown=shown)
            yield match.start(), message


def _parts() -> Iterator[ModuleType]:
    """Yield what each language knows of names and places: people paste them on pages of any language."""
    yield from filter(None, (one.part("persons") for one in languages.every()))


def _places(text: str) -> Iterator[tuple[int, Message]]:
    for match in chain.from_iterable(part.places(text) for part in _parts()):
        message = say(
            "«{shown}» is the address of a place; a service's stands in data/channels, a person's nowhere",
            shown=match.group(),
        )
        yield match.start(), message


def _accounts(view: View, text: str) -> Iterator[tuple[int, Message]]:
    if "@" in text:
        for match in _HANDLE.finditer(text):
            if not _EXAMPLES.fullmatch(match.group(1)):
                yield match.start(), say("«{shown}» is the name of an account; take it out", shown=match.group())
    for match in _PROFILE.finditer(text) if _ADDRESS.search(text) else ():
        path = match.group(1)
        known = any(match.group().rstrip("/.") in url for url in _official(view))
        if not known and not _OFFICIAL.match(path) and not _EXAMPLES.fullmatch(path.strip("@/.")):
            shown = match.group().rstrip(".,;:")
            yield match.start(), say("«{shown}» leads to the account of a person; take it out", shown=shown)


def _official(view: View) -> Iterator[str]:
    """Yield the addresses that `data/` names."""
    for record in view.corpus.library.records:
        if record.published and record.kind == "url":
            yield record.value
    for source in view.corpus.library.sources.values():
        yield str(source.get("url", ""))


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF005 for personal data and details by which a person can be recognised."""
    text = written(view.page)
    for index, message in [*_numbered(text), *_places(text), *_accounts(view, text)]:
        yield view.say_at(place(text, index), "SAF005", message)
    if not _AGE.search(text):
        return
    for block in view.page.prose:
        for index, shown in chain.from_iterable(part.named(block.text) for part in _parts()):
            message = say("«{shown}»: a name and an age tell who it is; write «a person», without either", shown=shown)
            yield view.say_at(block.position(index), "SAF005", message)
