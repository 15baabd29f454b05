"""How long a build takes as a site grows, beside the plain build of the same pages: `python -m tests.bench.build`.

Ours is what `make site` does: every check, both languages, search, share cards, what makes pages light, and the check
of the built site. The real pages are copied until there are 1, 5 and 25 times as many (`--times`); copies are not
printed, so the sheets are timed apart, on the real pages: printed anew, then from the cache. Times are seconds of one
run each by the clock, and in brackets of all processors together; memory is the peak of the largest process. Read the
ratios, and the growth (of the processors' seconds) from one row to the next.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from scripts import campaign
from tests.bench import plain
from tests.bench.linter import Spent, _site, _timed
from tests.conftest import ROOT, copy_project, run

_TWICE = """
import time
from mkdocs.commands.build import build
from mkdocs.config import load_config
for turn in range(2):
    started = time.perf_counter()
    config = load_config("mkdocs.yml", site_dir=".build/twice", strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    print(time.perf_counter() - started)
"""


def _run(command: list[str], cwd: Path) -> Spent:
    os.chdir(cwd)
    spent = _timed([sys.executable, "-m", *command], cwd)
    os.chdir(ROOT)
    if spent.code:
        said = (cwd / "err").read_text(encoding="utf-8")[-600:]
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
    return spent


def _shown(spent: Spent) -> str:
    return f"{spent.seconds:.1f} s ({spent.processor:.1f})"


def _printed() -> None:
    """Print what the real site takes, its sheets printed anew and from the cache, and a change in the preview."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "real")
        cold, warm = (_run(["scripts", "build"], project) for _ in range(2))
        plain.lay(Path(folder) / "plain")
        alone = _run(["mkdocs", "build", "-q"], Path(folder) / "plain")
        print(f"the real site, sheets printed anew {_shown(cold)}, from the cache {_shown(warm)}, {warm.memory} MiB; "
              f"the plain build {_shown(alone)}, {alone.memory} MiB; ratio {warm.seconds / alone.seconds:.2f} "
              f"({warm.processor / alone.processor:.2f})")  # fmt: skip
        for locale in ["", *(one.code for one in campaign.load(ROOT).locales)]:
            done = run(sys.executable, "-c", _TWICE, cwd=project, PYTHONPATH=str(project), LOCALE=locale)
            first, again = map(float, done.stdout.split()[-2:])
            name = f"LOCALE={locale}" if locale else "every language"
            print(f"preview, {name}: {first:.1f} s to start, {again:.1f} s after a change")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.build", description=__doc__)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 5, 25])
    options = parser.parse_args()
    _printed()
    real = sum(1 for _ in (ROOT / "docs" / campaign.load(ROOT).locales[0].code).rglob("*.md"))
    print("\n| content | pages | ours | memory | plain | memory | ours ÷ plain | growth, ours | growth, plain |")
    print("|---|---|---|---|---|---|---|---|---|")
    before: tuple[Spent, Spent] | None = None
    for times in options.times:
        with tempfile.TemporaryDirectory() as folder:
            ours, other = Path(folder, "ours"), Path(folder, "plain")
            ours.mkdir()
            pages = _site(ours, real * times)
            plain.lay(other, ours / "docs", nav=False)
            found = []
            for root, steps in ((ours, ["scripts", "build"]), (other, ["mkdocs", "build", "-q"])):
                found.append(_run(steps, root))
                shutil.rmtree(root / "site")
        mine, theirs = found
        growth = [f"{now.processor / then.processor:.1f}×" for now, then in zip(found, before or (), strict=False)]
        growth += [""] * (2 - len(growth))
        print(f"| {times}× | {pages} | {_shown(mine)} | {mine.memory} MiB | {_shown(theirs)} | {theirs.memory} MiB |"
              f" {mine.seconds / theirs.seconds:.2f} ({mine.processor / theirs.processor:.2f}) |"
              f" {growth[0]} | {growth[1]} |", flush=True)  # fmt: skip
        before = mine, theirs
    return 0


if __name__ == "__main__":
    sys.exit(main())
