"""Markdown for pages that GitHub shows, written from words that anybody may have proposed.

A proposal chooses its headings, file names and values: none of them may become a link, a picture, a mention that
calls somebody, or a cell of a table that is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scripts import catalogue, report, rule_pages
from scripts.campaign import Campaign, direction
from scripts.finding import one_line

# An address is code too: whoever copies it must not get the joiner that keeps it from being a link.
_CODE = re.compile(r"`([^`]+)`|(https?://[^\s`«»\u2068\u2069]+)", re.IGNORECASE)
_SYNTAX = re.compile(r"[\\`*_\[\]<>|~$]")
# What GitHub makes a link or a call of by itself: @name, #12, an address. A word joiner has no width and breaks it.
_CALLS = re.compile(r"(@)(?=\w)|(#)(?=\d)|(:)(?=//)|(\bwww)(?=\.)", re.IGNORECASE)
_JOINER = "\u2060"
_ISOLATED = "\u2068{}\u2069"
# A backtick would end the code, a bar the cell; a mark of direction would be copied along with a command.
_UNCODED = str.maketrans({"`": "ʼ", "|": "¦", "\u2068": "", "\u2069": ""})


def escaped(text: str) -> str:
    """Return a text on one line that GitHub shows as it is."""
    text = _SYNTAX.sub(r"\\\g<0>", text.replace("&", "&amp;"))
    return _CALLS.sub(lambda found: found.group() + _JOINER, text)


class Writer:
    """Writes in one language. In one from right to left, what others gave is isolated: +212 would end in its plus."""

    def __init__(self, language: str, prefix: str | None = None) -> None:
        """`prefix`: the folder of this language in the site, if the site has pages that explain the rules."""
        self.language, self.prefix = language, prefix
        self.rtl = direction(language) == "rtl"

    def _isolated(self, text: str) -> str:
        return _ISOLATED.format(text) if self.rtl else text

    def words(self, message: str) -> str:
        """Return a message in this language; what stands in it between backticks is code."""
        text, pieces, end = report.spoken(message, self.language), [], 0
        for found in _CODE.finditer(text):
            code = (found[1] or found[2]).translate(_UNCODED)
            pieces += [escaped(text[end : found.start()]), f"`{code}`"]
            end = found.end()
        return "".join([*pieces, escaped(text[end:])])

    def plain(self, text: str) -> str:
        """Return somebody's text as it stands."""
        return self._isolated(escaped(one_line(text)))

    def code(self, text: str) -> str:
        """Return a value, a path or a name as code; a dash for nothing."""
        text = one_line(text).translate(_UNCODED)
        return self._isolated(f"`{text}`") if text else "–"

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], room: int | None = None) -> str:
        """Return a table of cells that are Markdown already under a head of messages; cut at `room` bytes, if any."""
        lines = [[self.words(one) if one else "" for one in head], ["---"] * len(head)]
        shown, left = [f"| {' | '.join(cells)} |" for cells in lines], 0
        size = 0
        for cells in rows:
            line = f"| {' | '.join(cells)} |"
            size += len(line.encode()) + 1
            if room is not None and size > room:
                left += 1
            else:
                shown.append(line)
        if left:
            shown.append(f"| {' | '.join([f'… +{left}', *[''] * (len(head) - 1)])} |")
        return "\n".join(shown) + "\n"

    def whole(self, *parts: str) -> str:
        """Return the parts as this language's share of a page."""
        side = ' dir="rtl"' if self.rtl else ' dir="ltr"'
        body = "\n\n".join(part.strip() for part in parts if part.strip())
        return f'<div{side} lang="{self.language}">\n\n{body}\n\n</div>\n'


def in_every_language(campaign: Campaign | None) -> list[Writer]:
    """Return a writer for each of a site's languages that the messages are translated into; for all if it has none."""
    known = catalogue.languages()[1:]
    locales = [locale for locale in campaign.locales if locale.code in known] if campaign else []
    explained = campaign is not None and rule_pages.LIST in campaign.nav
    return [Writer(one.code, one.prefix if explained else None) for one in locales] or [Writer(code) for code in known]
