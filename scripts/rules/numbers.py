"""Phone numbers typed in a page: they come from `data/` only, where each has its source and its check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import typed_value
from scripts.finding import Finding, Position, blank, say
from scripts.rules import View

CODES = ("NUM001",)
NEEDS_DATA = True
SILENCE = False

# Two figures in any script, however far apart: the shortest number people dial has two.
_FIGURE = re.compile(r"\d\D{0,3}\d|[①-⑳]")
# What is no text: references, targets of links (but those of numbers), attributes, addresses.
_SYNTAX = re.compile(
    r"\[\^[^\]]*\]|\]\((?!\s*<?(?:tel|sms|whatsapp|callto):)(?!\s*<?https?://(?:wa\.me|api\.whatsapp))[^)]*\)"
    r"|\{[:#.][^}]*\}|https?://(?!wa\.me|api\.whatsapp)\S+"
)


def check_page(view: View) -> Iterator[Finding]:
    """Yield NUM001 for a phone number typed in a page, in its front matter, or in a link."""
    known = view.corpus.library.short_numbers
    page = view.page
    places = [(Position(number, 1), line) for number, line in page.lines if _FIGURE.search(line)]
    places += [(page.at(key), str(page.meta.get(key, ""))) for key in ("title", "description")]
    places += [(Position(number, 1), span) for number, span in page.spans if _FIGURE.search(span)]
    for at, line in places:
        for column, number in typed_value.numbers(_SYNTAX.sub(blank, line), known):
            name = known.get(number)
            where = say("[](channel:…) with its id in data/channels")
            message = say(
                "the number «{number}» is typed here; write {where}, which keeps it checked",
                number=number,
                where=f"[](channel:{name})" if name else where,
            )
            yield view.say_at(Position(at.line, at.col + column - 1), "NUM001", message)
