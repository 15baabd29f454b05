"""Where the external addresses of the project stand: links of pages, `data/`, the quick exit of `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urldefrag

from scripts import data_check, yaml_source
from scripts.campaign import CONFIG, Campaign
from scripts.finding import Finding, Position, finding
from scripts.library import Library
from scripts.rules import read_corpus
from scripts.yaml_source import YamlError

_SCHEMES = ("https://", "http://")


class Place(NamedTuple):
    """A place in a file; `path` as findings show it."""

    path: str
    at: Position


def _page(url: str) -> str:
    """Return an address without its fragment, which is never sent."""
    try:
        return urldefrag(url).url
    except ValueError:  # no address: what asks it will say so
        return url


def _values(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:  # noqa: ANN401
    """Yield the addresses among the values of `data` and the way to them; not those that nobody may ever see."""
    never = set()
    for steps, value in data_check.walk(data):
        if isinstance(value, dict) and value.get("publish") == "do_not_publish":
            never.add((*steps, "value"))  # perhaps a swindler's: its server need not know of us
        elif isinstance(value, str) and value.lower().startswith(_SCHEMES) and steps not in never:
            yield steps, value


def places(campaign: Campaign) -> tuple[dict[str, list[Place]], list[Finding]]:
    """Return every http(s) address with all its places, in order, and a finding per file that cannot be read."""
    found: dict[str, list[Place]] = {}
    corpus = read_corpus(campaign, Library())
    for _, shown, page in corpus:
        for link in page.externals:
            if link.target.lower().startswith(_SCHEMES):
                found.setdefault(_page(link.target), []).append(Place(shown, link.at))
    findings = list(corpus.findings)
    for path in [campaign.root / CONFIG, *sorted((campaign.root / "data").rglob("*.yml"))]:
        shown = campaign.relative(path)
        try:
            source = yaml_source.read(path)
        except YamlError as error:
            findings.append(finding(shown, error.at, "DAT001", error.message))
            continue
        inside = "extra" if shown == CONFIG else None  # the rest of it names no page for readers
        for steps, value in _values(source.data):
            if inside in (None, steps[0]):
                found.setdefault(_page(value), []).append(Place(shown, source.at(steps)))
    return {url: sorted(set(found[url])) for url in sorted(found)}, findings
