"""Myth pairs taken over from the page that holds them, so that each is written once.

`[](pairs:first-reactions)`, alone on its line: a table of the claims of `myths/first-reactions`, to be judged.
`[](answers:first-reactions)`: the same claims with their labels and answers. The sources stay on that page.
"""

from __future__ import annotations

import posixpath
import re

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from scripts.extensions.page_context import PageContext
from scripts.myth_pairs import VERDICTS, pairs, path_of
from scripts.source_page import REFERENCE, SourcePage

_BLOCK = re.compile(r"^\[\]\((pairs|answers):([a-z0-9-]+)\)$")
_TARGET = re.compile(r"(?<=\]\()(?![a-z]+:)([^)#\s]+)")


class IncludeProcessor(Preprocessor):
    """Writes the Markdown of the pairs in the place of the line that names them."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(md)
        self.context = context

    def _table(self, page: SourcePage) -> list[str]:
        words = self.context.strings
        head = [words["pairs_claim"], *(words[f"verdict_{verdict}"] for verdict in VERDICTS)]
        rows = [[claim.replace("|", r"\|"), *([" "] * len(VERDICTS))] for claim, _ in pairs(page)]
        return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]

    def _answers(self, page: SourcePage, source: str) -> list[str]:
        here = posixpath.dirname(self.context.path) or "."

        def moved(match: re.Match[str]) -> str:
            return posixpath.relpath(posixpath.join(posixpath.dirname(source), match.group(1)), here)

        return [_TARGET.sub(moved, REFERENCE.sub("", line)) for _, lines in pairs(page) for line in (*lines, "")]

    def run(self, lines: list[str]) -> list[str]:
        """Replace every line that names pairs of a known page."""
        done: list[str] = []
        for line in lines:
            match = _BLOCK.match(line.strip())
            page = self.context.pages.get(path_of(match.group(2))) if match else None
            if match is None or page is None:
                done.append(line)
            elif match.group(1) == "pairs":
                done += ["", *self._table(page), ""]
            else:
                done += ["", *self._answers(page, path_of(match.group(2))), ""]
        return done
