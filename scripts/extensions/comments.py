"""Comments in a page, `<!-- … -->`: notes of those who write it, which its readers never get."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

# Code comes first, so that a comment shown as an example stays; a comment alone on its lines takes them along.
_CODE_OR_COMMENT = re.compile(
    r"((?<!`)(?P<marks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=marks)(?!`))"
    r"|^[ \t]*<!--.*?-->[ \t]*(?:\n|\Z)|[ \t]*<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)


def dropped(text: str) -> str:
    """Return a text without its comments; one that is never closed is no comment."""
    return _CODE_OR_COMMENT.sub(lambda match: match.group(1) or "", text) if "<!--" in text else text


class CommentProcessor(Preprocessor):
    """Drops the comments of a page."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without comments."""
        return dropped("\n".join(lines)).split("\n")
