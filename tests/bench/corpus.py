"""Mistakes that contributors make, and edits that do no harm, made one at a time on the real pages.

`python -m tests.bench.corpus` prints, for each family, how many are caught, how many at the right line, and how many
harmless edits raise a false alarm; then everything that was not as it should be. The cases are in tests/corpus/*.yml.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts import campaign, library, reading, rules, source_page
from scripts.finding import Finding
from scripts.rules import duplicate_titles

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "corpus"
# What every change of words raises, right or wrong: it does not tell a mistake from an improvement.
_EVERY_CHANGE = ("STL", "SHT")


@dataclass
class Result:
    """What became of one case; `spoken` are the findings that count."""

    case: dict[str, Any]
    spoken: list[Finding]
    expected: tuple[str, set[int]]

    @property
    def caught(self) -> bool:
        return bool(self.spoken)

    @property
    def errors(self) -> list[Finding]:
        return [one for one in self.spoken if one.code not in rules.warnings()]

    @property
    def on_line(self) -> bool:
        path, lines = self.expected
        return any(one.path == path and one.line in lines for one in self.spoken)


def cases() -> list[dict[str, Any]]:
    """Return every case of tests/corpus."""
    return [case for path in sorted(CASES.glob("*.yml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@dataclass
class Bench:
    """A scratch copy of the project; each case is made on it and taken back."""

    root: Path
    base: rules.Corpus = field(init=False)
    campaign: campaign.Campaign = field(init=False)
    unchanged: list[Finding] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("docs", "data", "overrides"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("mkdocs.yml", "machine.yml"):
            shutil.copy2(ROOT / name, self.root)
        self.campaign = campaign.load(self.root)
        self.base = rules.read_corpus(self.campaign, library.load(self.campaign))
        self.unchanged = rules.check(self.base)  # nothing, when all is well

    def run(self, case: dict[str, Any]) -> Result:
        """Make one edit, check, take it back."""
        files = [case["file"], *(edit["file"] for edit in case.get("also", ()))]
        files += [case["rename"]] if "rename" in case else []
        kept = {name: (self.root / name).read_bytes() if (self.root / name).exists() else None for name in files}
        try:
            touched = _edit(self.root, case)
            for edit in case.get("also", ()):
                _edit(self.root, edit)
            expected = self._expected(case, touched)
            findings = self._check(case, files)
        finally:
            for name, content in kept.items():
                if content is None:
                    (self.root / name).unlink(missing_ok=True)
                else:
                    (self.root / name).write_bytes(content)
            if case.get("accept"):
                shutil.rmtree(self.root / "data" / "reviews")
                shutil.copytree(ROOT / "data" / "reviews", self.root / "data" / "reviews")
        ignored = _EVERY_CHANGE if case["kind"] == "mistake" and case["family"] != "staleness" else ("SHT",)
        new = [one for one in findings if one not in self.unchanged and not one.code.startswith(ignored)]
        return Result(case, new, expected)

    def _expected(self, case: dict[str, Any], touched: set[int]) -> tuple[str, set[int]]:
        path = case.get("in", case.get("rename", case["file"]))
        if case["family"] == "staleness":
            return case["file"], _heading(self.root / case["file"], min(touched))
        if "at" in case:
            text = (self.root / path).read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
            return path, {text[: text.index(case["at"])].count("\n") + 1}
        return path, touched

    def _check(self, case: dict[str, Any], files: list[str]) -> list[Finding]:
        docs = {f"docs/{locale.code}/": locale.code for locale in self.campaign.locales}
        plain = all(name.endswith(".md") and any(name.startswith(folder) for folder in docs) for name in files)
        if not plain or not {"delete", "rename", "create"}.isdisjoint(case):
            return rules.check_project(self.root)[1]
        paths = {name.split("/", 2)[2] for name in files}
        if case.get("accept"):
            try:
                reading.accept(self.root, files)
            except reading.NotReadyError as error:
                return error.findings
        fresh = rules.read_corpus(self.campaign, self.base.library, paths)
        pages = {code: {**held, **fresh.pages[code]} for code, held in self.base.pages.items()}
        # Of the rules that take every page, one may speak of an edit to a page: the others look at data and menu.
        corpus = rules.Corpus(self.campaign, self.base.library, pages, fresh.findings, partial=True)
        return [*rules.check(corpus, paths), *duplicate_titles.check(corpus)]


def _edit(root: Path, edit: dict[str, Any]) -> set[int]:
    """Make one edit; returns the lines at which a finding is right: what was written or, for what was taken out,
    the lines on either side."""
    path = root / edit["file"]
    if edit.get("delete"):
        path.unlink()
        return {1}
    if "rename" in edit:
        (root / edit["rename"]).parent.mkdir(parents=True, exist_ok=True)
        path.rename(root / edit["rename"])
        return {1}
    if "create" in edit:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit["create"], encoding="utf-8")
        return set(range(1, edit["create"].count("\n") + 2))
    old = path.read_bytes().decode()
    if "append" in edit:
        path.write_bytes((old + edit["append"]).encode())
        first = old.count("\n") + 1
        return set(range(first, first + edit["append"].count("\n") + 1))
    assert old.count(edit["find"]) == 1, (edit["file"], edit["find"], old.count(edit["find"]))
    start = old.index(edit["find"])
    path.write_bytes(old.replace(edit["find"], edit["replace"]).encode())
    same = 0  # what both begin with is no part of the edit
    while same < min(len(edit["find"]), len(edit["replace"])) and edit["find"][same] == edit["replace"][same]:
        same += 1
    first = old[: start + same].count("\n") + 1
    last = first + edit["replace"][same:].count("\n")
    if edit["find"].count("\n") > edit["replace"].count("\n"):
        return set(range(first - 2, last + 3))
    return set(range(first, last + 1))


def _heading(path: Path, line: int) -> set[int]:
    """Return where a page says that the section at `line` has changed: at its heading; at the top, for the title."""
    page = source_page.read(path.read_bytes().decode())
    return {2} if line <= page.head.count("\n") else {page.section_of(line).at.line}


def results(bench: Bench) -> Iterator[Result]:
    """Yield what became of every case."""
    for case in cases():
        yield bench.run(case)


def table(found: list[Result]) -> str:
    """Return the counts by family as a Markdown table."""
    rows = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for one in found:
        row = rows[one.case["family"]]
        if one.case["kind"] == "mistake":
            row[0] += 1
            row[1] += one.caught
            row[2] += one.on_line
        else:
            row[3] += 1
            row[4] += bool(one.errors)
            row[5] += one.caught and not one.errors
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines = [
        "| family | mistakes | caught | at the right line | harmless | stopped | warned |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [f"| {name} | {' | '.join(map(str, row))} |" for name, row in sorted(rows.items())]
    mistakes, caught, on_line, harmless, alarms, _ = total
    shares = f"{caught / mistakes:.1%} | {on_line / mistakes:.1%}"
    return "\n".join(
        [*lines, f"| **all** | {' | '.join(map(str, total))} |", f"| | | {shares} | | {alarms / harmless:.1%} | |"]
    )


def main() -> int:
    """Print the table, and every case that is not as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for one in bench.unchanged:
            print(f"not clean before: {one}")
        found = list(results(bench))
    print(table(found))
    for one in found:
        harmless = one.case["kind"] == "harmless"
        if harmless and one.caught:
            print(f"\nFALSE ALARM {one.case['id']}")
        elif not harmless and not one.caught:
            print(f"\nMISSED {one.case['id']} ({one.case['family']}): {one.case.get('why')}")
        elif not harmless and not one.on_line:
            print(f"\nWRONG LINE {one.case['id']}: expected {one.expected[0]}:{sorted(one.expected[1])[:5]}")
        else:
            continue
        for finding in one.spoken[:4]:
            print(f"  {finding}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
