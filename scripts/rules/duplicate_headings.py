"""Headings with the same words on one page: in the list of headings, readers cannot tell them apart.

On other sites than this one, headings below different headings may be alike: their list shows both levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("DUP002",)


def check_page(view: View) -> Iterator[Finding]:
    """Yield DUP002 for a heading whose words stand above in another heading."""
    seen: dict[tuple[str, ...], int] = {}
    above: list[str] = [""] * 7
    for heading in view.page.headings:
        words = " ".join(heading.text.casefold().split())
        above[heading.level :] = [words] + [""] * (6 - heading.level)
        key = (words,) if view.corpus.campaign.has_data else tuple(above)
        line = seen.setdefault(key, heading.at.line)
        if words and line != heading.at.line:
            message = say(
                "the heading «{words}» already stands at line {line}; say what is different here",
                words=heading.text,
                line=line,
            )
            yield view.say_at(heading.at, "DUP002", message)
