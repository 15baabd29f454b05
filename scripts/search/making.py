"""The script that holds the index of one language: its pages, its rules, and the numbers for who finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scripts import phone
from scripts.locale_build import LocaleBuild, dial, number
from scripts.search import index
from scripts.search.folding import Folder, Rules
from scripts.search.page_words import PageWords

_FIRST = ("emergency", "minors")  # the groups whose numbers are shown, and called with a tap


def numbers(build: LocaleBuild, country: str) -> list[tuple[str, str, str]]:
    """Return the first numbers of a country: the service, its number as it is dialled, the address that calls it."""
    found = []
    for channel in (one for group in _FIRST for one in build.library.channel_group(f"{country}/{group}")):
        called = [one for one in build.shown(channel) if one["kind"] == phone.KINDS[0]][:1]
        name = channel.get("short") or channel["name"]
        found += [(build.words(name[build.locale.code]), number(one), f"tel:{dial(one)}") for one in called]
    return found


def script(build: LocaleBuild, pages: Iterable[PageWords], weights: Mapping[str, float], country: str) -> str:
    """Return the search of a language as a script; the addresses of `pages` are relative to its first page."""
    folder = Folder(Rules.of(build.library.search.get(build.locale.code, {})))
    return index.script(index.build(pages, folder, weights, {"help": numbers(build, country)}))
