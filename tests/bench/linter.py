"""How long the checks take as a site grows, beside the build of the same pages: `python -m tests.bench.linter`.

The real pages are copied into folders of their own until there are enough. `--build` also builds the sites (slow);
`--pages 50 500` names the sizes, in pages per language. Each run is a process of its own, first without anything
remembered, then again; times are seconds, memory is the process's peak.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from scripts import reading

ROOT = Path(__file__).resolve().parents[2]


def _site(target: Path, pages: int) -> int:
    """Lay a site of about `pages` pages per language; returns how many there are in all."""
    for name in ("data", "overrides", "scripts", "docs/assets"):
        shutil.copytree(ROOT / name, target / name)
    shutil.rmtree(target / "data" / "sheets", ignore_errors=True)
    shutil.rmtree(target / "data" / "reviews", ignore_errors=True)
    shutil.copy2(ROOT / "machine.yml", target)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"^nav:\n(?:[ -].*\n)+", "", config, flags=re.MULTILINE)
    config = re.sub(r"^  print:.*\n", "", config, flags=re.MULTILINE)
    # In a copy the page that helps lies elsewhere.
    config = config.replace("\nextra:\n", "\nextra:\n  lint: {skip: [SAF008]}\n")
    (target / "mkdocs.yml").write_text(config, encoding="utf-8")
    count = 0
    locales = [path.name for path in (ROOT / "docs").iterdir() if path.name != "assets"]
    names = sorted(path.relative_to(ROOT / "docs" / "fr").as_posix() for path in (ROOT / "docs" / "fr").rglob("*.md"))
    for index in range(max(1, round(pages / len(names)))):  # whole copies: their links lead somewhere
        for name in names:
            for locale in locales:
                text = (ROOT / "docs" / locale / name).read_text(encoding="utf-8")
                if index:  # titles and descriptions stay different
                    text = re.sub(
                        r"^(title|description): (\"?)", rf"\1: \2{_letters(index)} ", text, flags=re.MULTILINE
                    )
                file = target / "docs" / locale / (f"copy-{index}/{name}" if index else name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
                count += 1
    (target / "data" / "reviews").mkdir()
    reading.accept(target, [reading.ALL])
    return count


def _letters(number: int) -> str:
    """Return a number in capitals, which are no word: titles stay different, and spelling silent."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number))


class Spent(NamedTuple):
    """What a command took: seconds by the clock, seconds of all processors, peak memory in MiB; and its exit code."""

    seconds: float
    processor: float
    memory: int
    code: int


def _timed(command: list[str], cwd: Path) -> Spent:
    """Run a command."""
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0], command, os.environ | {"PYTHONPATH": str(cwd), "NO_MKDOCS_2_WARNING": "1"},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, str(cwd / "out"), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644),
                      (os.POSIX_SPAWN_OPEN, 2, str(cwd / "err"), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644)],
    )  # fmt: skip
    _, status, usage = os.wait4(process, 0)
    took, used = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
    return Spent(took, used, usage.ru_maxrss // 1024, os.waitstatus_to_exitcode(status))


def main() -> int:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.linter", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--build", action="store_true", help="build the sites too")
    options = parser.parse_args()
    print("| pages per language | first check | again | per page, again | memory | one page | build | build ÷ check |")
    print("|---|---|---|---|---|---|---|---|")
    for size in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            count = _site(root, size)
            os.chdir(root)
            check = [sys.executable, "-m", "scripts", "check", "--root", str(root), "--site", str(root / "none")]
            first = _timed(check, root).seconds
            again, _, memory, _ = _timed(check, root)
            one = _timed([*check, "docs/fr/now/index.md"], root).seconds
            build = ratio = ""
            if options.build:
                sys.stdout.flush()
                command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "-d", str(root / "site")]
                seconds, _, _, code = _timed(command, root)
                build = f"{seconds:.1f} s" if not code else f"failed ({code}): {(root / 'err').read_text()[-300:]}"
                ratio = f"{seconds / again:.1f}"
            each = 1000 * again / count
            print(
                f"| {size} | {first:.2f} s | {again:.2f} s | {each:.1f} ms | {memory} MiB | {one:.2f} s | {build} |"
                f" {ratio} |"
            )
            os.chdir(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
