"""Myth pairs as pages hold them: `## claim {#id .myth}` and the answer below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scripts.campaign import in_menu_order
from scripts.source_page import SourcePage

VERDICTS = ("myth", "fact", "depends")  # the classes of the headings, and what they say of the claim
ADULTS = "adults"  # the class of a pair whose answer is for adults: a class is told a sentence instead
_FOLDER = "myths/"


def path_of(name: str) -> str:
    """Return the page that holds the pairs called `name`."""
    return f"{_FOLDER}{name}.md"


def name_of(path: str) -> str:
    """Return what the pairs of a page are called."""
    return path.removeprefix(_FOLDER).removesuffix(".md")


def holders(pages: Mapping[str, SourcePage], nav: Sequence[str] = ()) -> list[str]:
    """Return the paths of the pages that hold pairs, in the order of the menu; those it lacks come last."""
    return in_menu_order((path for path, page in pages.items() if path.startswith(_FOLDER) and pairs(page)), nav)


def pairs(page: SourcePage) -> list[tuple[str, list[str]]]:
    """Return the myth pairs of a page: each claim with its heading's whole line first among its lines."""
    found: list[tuple[str, list[str]]] = []
    openings = {heading.at.line: heading for heading in page.headings if heading.level == 2}
    current: list[str] | None = None
    for number, line in page.lines:
        if number in openings:
            is_pair = any(f".{verdict}" in line.split("{")[-1] for verdict in VERDICTS)
            current = [] if is_pair else None
            if current is not None:
                found.append((openings[number].text, current))
        if current is not None:
            current.append(line)
    return found
