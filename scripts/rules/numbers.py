"""Phone numbers typed in a page: they come from `data/` only, where each has its source and its check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import typed_value
from scripts.finding import Finding, Position, blank, finding
from scripts.rules import Corpus

# What is no text: references, targets of links (but those of numbers), attributes, addresses.
_SYNTAX = re.compile(
    r"\[\^[^\]]*\]|\]\((?!\s*<?(?:tel|sms|whatsapp|callto):)(?!\s*<?https?://(?:wa\.me|api\.whatsapp))[^)]*\)"
    r"|\{[:#.][^}]*\}|https?://(?!wa\.me|api\.whatsapp)\S+"
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield NUM001 for a phone number typed in a page, in its front matter, or in a link."""
    known = corpus.library.short_numbers
    for _, path, page in corpus:
        places = [(Position(number, 1), line) for number, line in page.lines]
        places += [(page.at(key), str(page.meta.get(key, ""))) for key in ("title", "description")]
        for at, line in places:
            for column, number in typed_value.numbers(_SYNTAX.sub(blank, line), known):
                name = known.get(number)
                where = f"[](channel:{name})" if name else "[](channel:…) with its id in data/channels"
                message = f"the number «{number}» is typed here; write {where}, which keeps it checked"
                yield finding(path, Position(at.line, at.col + column - 1), "NUM001", message)
