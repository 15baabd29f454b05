"""What publishing costs and how it grows: twenty versions in a scratch repository, a page changed between two.

python -m tests.bench.publishing [number of versions]
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT, copy_project, run

_WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "bench"), ("EMAIL", "bench@example.org"))}  # fmt: skip


def git(where: Path, *arguments: str) -> str:
    done = run("git", *arguments, cwd=where, **_WHO)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def packed(remote: Path) -> float:
    """Megabytes of the remote's objects, packed as a clone would get them."""
    git(remote, "gc", "-q", "--prune=now")
    return int(re.search(r"size-pack: (\d+)", git(remote, "count-objects", "-v")).group(1)) / 1000


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        remote, project = Path(folder, "remote.git"), copy_project(Path(folder, "project"))
        git(Path(folder), "init", "-q", "--bare", str(remote))
        if (ROOT / ".build" / "print").is_dir():
            shutil.copytree(ROOT / ".build" / "print", project / ".build" / "print")
        git(project, "init", "-q", "-b", "main")
        git(project, "remote", "add", "origin", str(remote))
        pages = sorted(path.relative_to(project / "docs" / "fr") for path in (project / "docs" / "fr").rglob("*.md"))
        print("| version | seconds | kept | served, MB | branch packed, MB |\n|---|---|---|---|---|")
        for index in range(number):
            for locale in ("ar", "fr"):
                page = project / "docs" / locale / pages[index % len(pages)]
                text = page.read_text(encoding="utf-8")
                page.write_text(re.sub(r"(?m)^reviewed: .*$", "reviewed: 2026-11-21", text, count=1), encoding="utf-8")
            git(project, "add", "-A")
            git(project, "commit", "-q", "--allow-empty", "-m", f"change {index}")
            version = f"{2026 + index // 12}.{index % 12 + 1:02}"
            start = time.perf_counter()
            done = run(sys.executable, "-m", "scripts", "publish", "--version", version, cwd=project,
                       SITE_URL="https://org.test/repo/", PYTHONPATH=str(project), **_WHO)  # fmt: skip
            seconds = time.perf_counter() - start
            assert done.returncode == 0, done.stderr
            kept = re.search(r"versions: ([^;\n]*)", done.stdout).group(1)
            served = re.search(r"size: ([\d.]+) MB", done.stdout).group(1)
            print(
                f"| {version} | {seconds:.1f} | {kept.count(',') + 1} | {served} | {packed(remote):.1f} |", flush=True
            )
        print("\n" + git(remote, "ls-tree", "gh-pages"))
        done = run(sys.executable, "-m", "scripts", "squash", cwd=project, PYTHONPATH=str(project), **_WHO)
        assert done.returncode == 0, done.stderr
        print(f"\n{done.stdout.strip()}; packed: {packed(remote):.1f} MB")


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    main()
