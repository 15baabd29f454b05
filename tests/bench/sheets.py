"""Seconds and memory of each printed sheet: alone in a process without a cache, then from the cache.

`make bench` prints a table. The last line compares the whole set, printed at once, with one sheet of it.
"""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

from mkdocs.config import load_config

from scripts import addresses, campaign, library, rules
from scripts.locale_build import LocaleBuild
from scripts.page_html import renderer
from scripts.sheets import versions
from scripts.sheets.engine import Engine
from scripts.sheets.press import Press

ROOT = Path(__file__).resolve().parents[2]


def press(cache: Path | None) -> tuple[Press, versions.Ledger]:
    """A press as a build sets it up."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    found = campaign.load(ROOT)
    corpus = rules.read_corpus(found, library.load(found))
    templates = ROOT / "overrides"
    builds = {
        locale.code: LocaleBuild.of(corpus, locale, found.locales, config.theme.get_env(), templates)
        for locale in found.locales
    }
    render = renderer(builds, config.markdown_extensions, config.mdx_configs)
    engine = Engine(templates / "print", cache)
    made = Press(corpus, builds, render, addresses.base(config.site_url), engine)
    return made, versions.updated(corpus, versions.Ledger(found.print_country, ""))


def alone(index: int, cache: str | None) -> tuple[str, float, float, int]:
    """Print one edition: (file, seconds, peak memory in MB, bytes)."""
    made, ledger = press(Path(cache) if cache else None)
    job = [*made.jobs(ledger)][index]
    begun = time.perf_counter()
    file, _ = made.print(job)
    seconds = time.perf_counter() - begun
    return file.name, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(file.content)


def whole(cache: str | None) -> tuple[float, float, int]:
    """Print everything, packs included: (seconds, peak memory in MB, files)."""
    made, ledger = press(Path(cache) if cache else None)
    begun = time.perf_counter()
    files = [*made.run(ledger).files]
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(files)


def nothing() -> float:
    """The memory of a process that is ready to print, in MB."""
    made, ledger = press(None)
    list(made.jobs(ledger))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    made, ledger = press(None)
    count = len([*made.jobs(ledger)])
    with tempfile.TemporaryDirectory() as cache, multiprocessing.get_context("spawn").Pool(1, None, (), 1) as pool:
        before = pool.apply(nothing)
        print(f"Ready to print: {before:.0f} MB\n\n{'file':44} {'cold s':>7} {'MB':>5} {'warm s':>7} {'kB':>5}")
        colds, warms = [], []
        for index in range(count):
            name, cold, memory, size = pool.apply(alone, (index, cache))
            _, warm, _, _ = pool.apply(alone, (index, cache))
            colds.append(cold)
            warms.append(warm)
            print(f"{name:44} {cold:7.3f} {memory:5.0f} {warm:7.3f} {size / 1000:5.0f}")
        for title, folder in (("whole set, cold", None), ("whole set, warm", cache)):
            if folder:
                pool.apply(whole, (folder,))
            seconds, memory, files = pool.apply(whole, (folder,))
            print(f"\n{title}: {files} files, {seconds:.2f} s, peak {memory:.0f} MB")
            print(f"  = {seconds / (sum(colds) / len(colds)):.1f} times one sheet printed alone")
        print(f"\none sheet from the cache / printed: {sum(warms) / sum(colds):.3f}")


if __name__ == "__main__":
    main()
