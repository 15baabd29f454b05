"""What `check --fix` does: the safe repairs that findings carry, applied to the files, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from scripts import atomic
from scripts.finding import Finding

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_BOM = "\ufeff"


def repaired(text: str, findings: Sequence[Finding]) -> str:
    """Return `text` with the repairs of its findings; of two that overlap, the first one only. Line ends stay."""
    bom = _BOM if text.startswith(_BOM) else ""
    pieces = _LINE_END.split(text.removeprefix(_BOM))  # lines at even places, their ends at odd ones
    places = {(one.line, one.col, one.fix) for one in findings if one.fix}
    kept = []
    ends: dict[int, int] = {}
    for line, col, fix in sorted(places):
        index, start = 2 * (line - 1), col - 1
        if index < len(pieces) and start >= ends.get(index, 0):
            kept.append((index, start, fix))
            ends[index] = start + max(fix.length, 1)
    for index, start, fix in reversed(kept):
        pieces[index] = pieces[index][:start] + fix.text + pieces[index][start + fix.length :]
    return bom + "".join(pieces)


def apply(root: Path, findings: Sequence[Finding]) -> list[str]:
    """Apply every repair; returns the paths of the files that have changed. Raises OSError."""
    changed = []
    for shown in sorted({one.path for one in findings if one.fix}):
        path = root / shown
        old = path.read_bytes().decode()
        new = repaired(old, [one for one in findings if one.path == shown])
        if new != old:
            atomic.write(path, new.encode())
            changed.append(shown)
    return changed
