"""A rendered page as data for the print templates: sections of blocks, blocks of runs of text.

Content reaches Typst as data, never as markup: nothing has to be escaped, and nothing in a page can run.

A run is `{"t": text, "b": bold, "ltr": isolated left-to-right, "u": address or None}`; a block is one of
`{"is": "text", "runs"}`, `{"is": "list", "style": tasks|numbers|bullets|fields, "items": [runs, …]}`,
`{"is": "table", "head": [runs, …], "rows": [[runs, …], …]}`, `{"is": "callout", "kind", "title", "blocks"}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from lxml import etree, html

from scripts.finding import Message, say

Runs = list[dict[str, Any]]
UNPRINTED = frozenset({"use", "next"})  # sections of a page that stay on the screen
SCREEN = "screen"  # a callout that speaks of the screen only
FIELD = "____"  # a blank to fill by hand
_HEADINGS = {"h2": 2, "h3": 3}
_SPACE = re.compile(r"[ \t\n]+")
_ENDLESS = re.compile(r"([A-Za-z\u00c0-\u00ff]{14})(?=[A-Za-z\u00c0-\u00ff]{10})")


# What a run of words cannot hold: lists in lists, pictures, and the like.
_FOREIGN = frozenset({"ul", "ol", "table", "img", "svg", "pre", "div", "section", "iframe", "video", "audio", "object"})


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _is_mark(element: etree._Element) -> bool:
    """Return whether an element is not printed: the mark of a source, a box or field to fill, the label of a myth."""
    classes = _classes(element)
    return element.tag in ("input", "textarea") or "verdict" in classes or (element.tag == "sup" and "ref" in classes)


def _merge(runs: Runs) -> Runs:
    """Join the runs of one look, drop the empty ones, and trim the ends."""
    merged: Runs = []
    for run in runs:
        same = merged and all(merged[-1][key] == run[key] for key in ("b", "ltr", "u"))
        if same:
            merged[-1] = run | {"t": merged[-1]["t"] + run["t"]}
        elif run["t"]:
            merged.append(run)
    for run in merged:
        # A word wider than a column would run into the next one: soft hyphens let it break.
        run["t"] = _ENDLESS.sub("\\1\u00ad", _SPACE.sub(" ", run["t"]))
    if merged:
        merged[0]["t"] = merged[0]["t"].lstrip(" ")
        merged[-1]["t"] = merged[-1]["t"].rstrip(" ")
    return [run for run in merged if run["t"]]


class _Reader:
    """Reads the HTML of one page; `address` turns a link of the page into a whole address, or None."""

    def __init__(self, address: Callable[[str], str | None]) -> None:
        self.address = address
        self.unknown: list[Message] = []

    def _walk(self, element: etree._Element, bold: bool, ltr: bool, link: str | None) -> Iterator[dict[str, Any]]:
        def run(text: str | None) -> Iterator[dict[str, Any]]:
            if text:
                yield {"t": text, "b": bold, "ltr": ltr, "u": link}

        yield from run(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag in _FOREIGN:
                self.unknown.append(say("a «{tag}» inside a text", tag=child.tag))
            elif isinstance(child.tag, str) and not _is_mark(child):
                inner_link = self.address(child.get("href", "")) if child.tag == "a" else link
                isolated = ltr or child.get("dir") == "ltr" or child.tag == "code"
                yield from self._walk(child, bold or child.tag == "strong", isolated, inner_link)
            yield from run(child.tail)

    def runs(self, element: etree._Element) -> Runs:
        return _merge(list(self._walk(element, False, False, None)))

    def _list(self, element: etree._Element) -> dict[str, Any]:
        items = [self.runs(item) for item in element.iterchildren("li")]
        texts = [plain(item) for item in items]
        if items and all(FIELD in text for text in texts):
            labels = [text.replace(FIELD, "").strip().rstrip(":\u00a0 ") for text in texts]
            return {"is": "list", "style": "fields", "items": labels}
        tasks = element.xpath("./li//input[@type='checkbox']")
        style = "tasks" if tasks else "numbers" if element.tag == "ol" else "bullets"
        return {"is": "list", "style": style, "items": items}

    def _table(self, element: etree._Element) -> dict[str, Any]:
        rows = [[self.runs(cell) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")]
        if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
            self.unknown.append(say("a table whose rows differ in length"))
        rows = rows or [[]]
        return {"is": "table", "head": rows[0], "rows": rows[1:]}

    def _callout(self, element: etree._Element) -> dict[str, Any]:
        kind = next((name for name in _classes(element) if name != "admonition"), "note")
        title, *rest = [*element] or [element]
        if kind == "call":  # the templates show the numbers of the sheet's country in a box of their own
            rest = []
        return {"is": "callout", "kind": kind, "title": self.runs(title), "blocks": [*self.blocks(rest)]}

    def blocks(self, elements: list[etree._Element]) -> Iterator[dict[str, Any]]:
        for element in elements:
            if element.tag in ("ul", "ol"):
                yield self._list(element)
            elif element.tag == "table":
                yield self._table(element)
            elif "admonition" in _classes(element):
                if SCREEN not in _classes(element):
                    yield self._callout(element)
            elif element.tag == "p":
                runs = self.runs(element)
                if runs:
                    yield {"is": "text", "runs": runs}
            elif isinstance(element.tag, str):
                self.unknown.append(say("a «{tag}»", tag=element.tag))
            if (element.tail or "").strip():
                self.unknown.append(say("a text outside of any paragraph"))

    def _flat(self, elements: list[etree._Element]) -> Iterator[tuple[etree._Element, str | None]]:
        """Yield the elements of the top, and those of myth pairs with their verdict."""
        for element in elements:
            if element.tag == "section" and "pair" in _classes(element):
                verdict = next(name.removeprefix("pair--") for name in _classes(element) if name.startswith("pair--"))
                yield from ((child, verdict) for child in element)
            else:
                yield element, None

    def page(self, tree: etree._Element) -> dict[str, Any]:
        lead: list[etree._Element] = []
        sections: list[dict[str, Any]] = []
        parts: list[list[etree._Element]] = [lead]
        for element, verdict in self._flat(list(tree)):
            if element.tag in _HEADINGS:
                heading = {"id": element.get("id"), "level": _HEADINGS[element.tag], "title": self.runs(element)}
                sections.append(heading | {"verdict": verdict})
                parts.append([])
            else:
                parts[-1].append(element)
        for section, part in zip(sections, parts[1:], strict=True):
            section["elements"] = part
        for section in (kept := _printed(sections)):
            section["blocks"] = [*self.blocks(section.pop("elements"))]
        head = [*self.blocks(lead)]
        return {"lead": head, "sections": kept, "unknown": self.unknown}


def _printed(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the sections that stay on the screen, with those below them."""
    kept, skipping = [], False
    for section in sections:
        if section["level"] == 2:
            skipping = section["id"] in UNPRINTED
        if not skipping:
            kept.append(section)
    return kept


def of_html(fragment: str, address: Callable[[str], str | None]) -> dict[str, Any]:
    """Return `{"lead": blocks, "sections": [{"id", "level", "title", "verdict", "blocks"}], "unknown"}` of a page.

    `unknown` names what is none of these.

    Marks of sources are left out, and so are the sections `use` and `next` and the callouts `screen`. `address`
    turns the target of a link into a whole address; None leaves the words without one.
    """
    tree = html.fragment_fromstring(fragment, create_parent="article")
    return _Reader(address).page(tree)


def plain(runs: Runs) -> str:
    """Return the words of runs."""
    return "".join(run["t"] for run in runs)


def _shape(blocks: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return what two languages must share for their blocks to stand side by side."""
    found: list[tuple[Any, ...]] = []
    for one in blocks:
        if one["is"] == "list":
            found.append((one["style"], len(one["items"])))
        elif one["is"] == "table":
            found.append(("table", len(one["head"]), len(one["rows"])))
        elif one["is"] == "callout":
            found.append((one["kind"], *_shape(one["blocks"])))
        else:
            found.append(("text",))
    return found


def difference(first: dict[str, Any], *others: dict[str, Any]) -> Message | None:
    """Return in what part the languages of a sheet differ in shape, or None."""
    for other in others:
        if _shape(first["lead"]) != _shape(other["lead"]):
            return say("the words before the first heading differ")
        for here, there in zip_longest(first["sections"], other["sections"]):
            if here is None or there is None or here["id"] != there["id"] or here["level"] != there["level"]:
                return say("the headings differ from «{anchor}» on", anchor=(here or there)["id"])
            if _shape(here["blocks"]) != _shape(there["blocks"]):
                return say("the lists, tables or paragraphs under «{anchor}» differ", anchor=here["id"])
    return None
