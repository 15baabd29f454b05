"""Headings: an explicit ASCII id on each, once per page, levels that are not skipped.

Ids made from Arabic titles are `_2`, `_3` and move with the text; explicit ones keep links and parity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("HID001", "HID002", "HID003", "HID004")
_ANCHOR = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def check_page(view: View) -> Iterator[Finding]:
    """Yield HID001 (no id), HID002 (id used twice), HID003 (level), HID004 (form of the id)."""
    seen: dict[str, int] = {}
    level = 1
    for heading in view.page.headings:
        # A page without front matter has its title in its text.
        titled = heading.level == 1 and not view.corpus.campaign.has_data and heading is view.page.headings[0]
        if not titled and (heading.level == 1 or heading.level > level + 1):
            expected = "##" if level == 1 or heading.level == 1 else "#" * (level + 1)
            message = say(
                "this heading has level {level}; begin it with «{expected}» (the title is the only level 1)",
                level=heading.level,
                expected=expected,
            )
            yield view.say_at(heading.at, "HID003", message)
        level = heading.level if titled else max(heading.level, 2)
        if titled:
            continue
        if heading.anchor is None:
            message = say(
                "the heading «{text}» has no id; add one at the end, such as {{#first-steps}}", text=heading.text
            )
            yield view.say_at(heading.at, "HID001", message)
        elif not _ANCHOR.match(heading.anchor):
            message = say(
                "the id «{anchor}» may hold only a–z, 0–9 and single hyphens; rename it in every language",
                anchor=heading.anchor,
            )
            yield view.say_at(heading.at, "HID004", message)
        elif heading.anchor in seen:
            message = say(
                "the id «{anchor}» already stands at line {line}; give this heading another id",
                anchor=heading.anchor,
                line=seen[heading.anchor],
            )
            yield view.say_at(heading.at, "HID002", message)
        else:
            seen[heading.anchor] = heading.at.line
