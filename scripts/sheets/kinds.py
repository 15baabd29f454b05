"""The kinds of sheets: a page of one of them is printed too. A new kind is one entry here and one template.

The template is `overrides/print/<kind>.typ`, or the one that `template` names.
"""

from __future__ import annotations

from dataclasses import dataclass

BILINGUAL = 2


@dataclass(frozen=True)
class Kind:
    """How a kind of page is printed.

    `papers`: the sizes it is printed in, the first one in the pack too. `pages`: the most it may take, in one
    language and in two. `sizes`: the type sizes to try, in points, for a text that flows over pages; none for a
    template that finds its size itself. `numbers`: how many of the country's numbers it shows, `lines`: on how
    many lines (a long number, or an address, takes two).
    """

    name: str
    template: str = ""
    papers: tuple[str, ...] = ("a4",)
    pages: tuple[int, int] = (1, 1)
    sizes: tuple[float, ...] = ()
    numbers: int = 6
    lines: int = 99

    def limit(self, languages: int) -> int:
        """Return the number of pages a sheet in so many languages may take."""
        return self.pages[min(languages, BILINGUAL) - 1]


_TEXT = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_KINDS = (
    Kind("checklist"),
    Kind("log", pages=(2, 2)),
    Kind("cards", numbers=5, lines=7),
    Kind("poster", papers=("a4", "a3"), numbers=5),
    Kind("leaflet", pages=(2, 2)),
    Kind("worksheet"),
    Kind("answers", "flow", pages=(2, 3), sizes=_TEXT),
    Kind("lesson", "flow", pages=(2, 3), sizes=_TEXT),
    Kind("guide", "flow", pages=(1, 2), sizes=_TEXT),
    Kind("letter", "flow", pages=(1, 1), sizes=_TEXT),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}
