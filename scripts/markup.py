"""The Markdown of a page as one text, for the rules on links, HTML and marks: one search is faster than one a line."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from scripts.finding import Position
from scripts.source_page import SourcePage

# A link (or a picture, after `!`): its words, its target.
LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^)\s>]*)")
# What a browser drops from an address before it reads it.
_DROPPED = re.compile(r"[\s\x00-\x20\u200b-\u200f\u2028-\u202e\u2060\ufeff\\]+")


def written(page: SourcePage) -> str:
    """Return the whole file as one text: the front matter as it stands, the body with code and comments masked."""
    return page.head + "\n".join(line for _, line in page.masked)


def place(text: str, index: int) -> Position:
    """Return where a character of `written(page)` stands in the file."""
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def plain(address: str) -> str:
    """Return an address as a browser understands it: entities and %XX decoded, what hides letters taken out."""
    return _DROPPED.sub("", unquote(html.unescape(address))).lower()
