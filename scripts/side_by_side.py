"""The same work on many things, shared among the processors of the computer."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

_One = TypeVar("_One")
_Made = TypeVar("_Made")
# What the processes inherit: nothing is sent to them but numbers.
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def _share(share: tuple[int, int]) -> list[Any]:
    make, items = _work
    return [make(one) for one in items[share[0] :: share[1]]]


def mapped(
    make: Callable[[_One], _Made], items: Sequence[_One], workers: int | None = None, least: int = 100
) -> list[_Made]:
    """Return what `make` makes of each item, in their order; it need not be a function that can be pickled.

    `workers` is how many processes share the work, as many as there are processors unless told; one where the system
    cannot split a process, or where there are fewer than `least` items. What `make` changes in memory is lost.
    """
    global _work
    workers = workers or os.cpu_count() or 1
    if workers < 2 or len(items) < least or "fork" not in multiprocessing.get_all_start_methods():
        return [make(one) for one in items]
    _work = make, items
    try:
        # An executor lets its processes end by themselves; a pool kills them, which may leave one waiting for ever.
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as executor:
            shares = [*executor.map(_share, [(index, workers) for index in range(workers)])]
    finally:
        _work = None
    found: list[Any] = [None] * len(items)
    for index, share in enumerate(shares):
        found[index::workers] = share
    return found
