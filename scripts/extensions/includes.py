"""Myth pairs taken over from the page that holds them, so that each is written once.

`[](pairs:first-reactions)`, alone on its line: a table of the claims of `myths/first-reactions`, to be judged.
`[](answers:first-reactions)`: the same claims with their labels and answers. The sources stay on that page.
`[](game:all)`: the pairs of every page that holds some, under the title of that page, each with a link to its answer
and sources. Where an answer is for adults (`.adults`), a class reads a sentence of the templates instead.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from scripts.extensions.page_context import PageContext
from scripts.myth_pairs import ADULTS, VERDICTS, holders, name_of, pairs, path_of
from scripts.source_page import REFERENCE, SourcePage

_BLOCK = re.compile(r"^\[\]\((pairs|answers|game):([a-z0-9-]+)\)$")
_TARGET = re.compile(r"(?<=\]\()(?![a-z]+:)([^)#\s]+)")
_OWN = re.compile(r"(?<=\]\()(?=#)")
_ANCHOR = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*$")
DECK = "deck"  # the class of the headings that open a part of the game
SOURCE = "pair__source"


class IncludeProcessor(Preprocessor):
    """Writes the Markdown of the pairs in the place of the line that names them."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(md)
        self.context = context

    def _table(self, name: str) -> list[str]:
        page, words = self.context.pages[path_of(name)], self.context.strings
        head = [words["pairs_claim"], *(words[f"verdict_{verdict}"] for verdict in VERDICTS)]
        rows = [[claim.replace("|", r"\|"), *([" "] * len(VERDICTS))] for claim, _ in pairs(page)]
        return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]

    def _from(self, path: str) -> str:
        """Return the way from this page to another."""
        return posixpath.relpath(path, posixpath.dirname(self.context.path) or ".")

    def _moved(self, lines: list[str], source: str) -> list[str]:
        """Return lines of the page `source` as this page says them: links led from here, no marks of sources."""

        def moved(match: re.Match[str]) -> str:
            return self._from(posixpath.join(posixpath.dirname(source), match.group(1)))

        return [_OWN.sub(self._from(source), _TARGET.sub(moved, REFERENCE.sub("", line))) for line in lines]

    def _answers(self, name: str) -> list[str]:
        source = path_of(name)
        return self._moved([line for _, lines in pairs(self.context.pages[source]) for line in (*lines, "")], source)

    def _played(self, page: SourcePage, path: str) -> Iterator[str]:
        """Yield the lines of one page's part of the game."""
        words, title = self.context.strings, str(page.meta.get("title") or "")
        yield from (f"## {title} {{#{name_of(path)} .{DECK}}}", "")
        for _, (heading, *answer) in pairs(page):
            attributes, anchor = heading.rpartition("{")[2], _ANCHOR.search(heading)
            for_adults = f".{ADULTS}" in attributes
            lines = ["", words["game_adults"]] if for_adults else self._moved(answer, path)
            told = words["game_source_adults" if for_adults else "game_source"].replace("{page}", title)
            target = f"{self._from(path)}#{anchor.group(1)}" if anchor else self._from(path)
            yield from (f"#{heading}", *lines, "", f"[{told}]({target}){{.{SOURCE}}}", "")

    def _game(self, _: str) -> list[str]:
        pages = self.context.pages
        return [line for path in holders(pages, self.context.nav) for line in self._played(pages[path], path)]

    def run(self, lines: list[str]) -> list[str]:
        """Replace every line that names pairs of a known page."""
        blocks: dict[str, Callable[[str], list[str]]] = {
            "pairs": self._table,
            "answers": self._answers,
            "game": self._game,
        }
        done: list[str] = []
        for line in lines:
            match = _BLOCK.match(line.strip())
            if match and (match.group(1) == "game" or path_of(match.group(2)) in self.context.pages):
                done += ["", *blocks[match.group(1)](match.group(2)), ""]
            else:
                done.append(line)
        return done
