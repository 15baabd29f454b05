"""Headings: an explicit ASCII id on each, once per page, levels that are not skipped.

Ids made from Arabic titles are `_2`, `_3` and move with the text; explicit ones keep links and parity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, finding
from scripts.rules import Corpus

_ANCHOR = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield HID001 (no id), HID002 (id used twice), HID003 (level), HID004 (form of the id)."""
    for _, path, page in corpus:
        seen: dict[str, int] = {}
        level = 1
        for heading in page.headings:
            if heading.level == 1 or heading.level > level + 1:
                expected = "##" if level == 1 or heading.level == 1 else "#" * (level + 1)
                message = f"this heading has level {heading.level}; begin it with «{expected}»"
                message += " (the title is the only level 1)"
                yield finding(path, heading.at, "HID003", message)
            level = max(heading.level, 2)
            if heading.anchor is None:
                message = f"the heading «{heading.text}» has no id; add one at the end, such as {{#first-steps}}"
                yield finding(path, heading.at, "HID001", message)
            elif not _ANCHOR.match(heading.anchor):
                message = f"the id «{heading.anchor}» may hold only a–z, 0–9 and single hyphens;"
                message += " rename it in every language"
                yield finding(path, heading.at, "HID004", message)
            elif heading.anchor in seen:
                line = seen[heading.anchor]
                message = f"the id «{heading.anchor}» already stands at line {line}; give this heading another id"
                yield finding(path, heading.at, "HID002", message)
            else:
                seen[heading.anchor] = heading.at.line
