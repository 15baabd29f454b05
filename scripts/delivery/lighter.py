"""A page of HTML without what only people who read its source see: comments, indentation, empty lines."""

from __future__ import annotations

import re

from scripts.html_pieces import PIECE

_PRE = re.compile(r"(<(pre|textarea)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)  # their text stays as it is written
_SPACES = re.compile(r"[ \t\r\n\f]+")  # never those that keep words together
_LINES = re.compile(r"\n[ \n]+")


def lighter(page: str) -> str:
    """Return a page that a browser shows alike: each run of spaces and ends of lines becomes one of them."""
    parts = _PRE.split(page)
    return "".join(part if index % 3 == 1 else _squeezed(part) for index, part in enumerate(parts) if index % 3 < 2)


def _squeezed(text: str) -> str:
    kept: list[str] = []

    def aside(match: re.Match[str]) -> str:
        if match.group().startswith("<!--"):
            return ""
        kept.append(match.group())
        return "\0"

    text = _SPACES.sub(lambda run: "\n" if "\n" in run.group() else " ", PIECE.sub(aside, text.replace("\0", "")))
    pieces = _LINES.sub("\n", text).split("\0")
    return pieces[0] + "".join(one + rest for one, rest in zip(kept, pieces[1:], strict=True))
