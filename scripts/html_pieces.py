"""The tags of a page of HTML as it is written, for work on one tag at a time that leaves the rest as it was."""

from __future__ import annotations

import html
import re

_INSIDE = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
# A script, a style or a comment whole, since what they hold is no tag; or one tag.
PIECE = re.compile(
    rf"<!--.*?-->|<(?:script|style)\b{_INSIDE}>.*?</(?:script|style)\s*>|<[a-z]{_INSIDE}>",
    re.IGNORECASE | re.DOTALL,
)
OPENING = re.compile(rf"<([a-z][\w-]*)({_INSIDE})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag that have a value, by their name in small letters."""
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}
