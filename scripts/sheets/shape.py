"""What each kind of sheet can hold: whatever a template would not print is said, never dropped."""

from __future__ import annotations

from typing import Any

from scripts.finding import Message, say

Block = dict[str, Any]
LISTS = ("tasks", "numbers", "bullets")
_NAMES = {"fields": say("a blank to fill"), "table": say("a table")}
_LEAFLET = ["cover", "acts", "then", "before"]


def _is(block: Block) -> str:
    """Return what a block is: text, table, a list by its style, a callout by its kind."""
    return {"list": block.get("style"), "callout": block.get("kind")}.get(block["is"]) or block["is"]


def _is_stop(block: Block) -> bool:
    """Return whether a block is a red-lines box as the templates draw it: one list, nothing else."""
    return _is(block) == "stop" and [_is(one) in LISTS for one in block["blocks"]] == [True]


def _foreign(blocks: list[Block], *allowed: str) -> Message | None:
    """Return what of `blocks` is none of `allowed`."""
    for block in blocks:
        if _is(block) == "stop" and "stop" in allowed:
            if not _is_stop(block):
                return say("a box `stop` that is not one list")
        elif _is(block) not in allowed:
            return _NAMES.get(_is(block)) or say("a block «{kind}»", kind=_is(block))
    return None


def _checklist(part: dict[str, Any]) -> Message | None:
    stops = [block for section in part["sections"] for block in section["blocks"] if _is(block) == "stop"]
    if not part["sections"]:
        return say("it needs a heading with a list under it")
    if len(stops) > 1:
        return say("it has more than one box `stop`; make them one")
    blocks = [block for section in part["sections"] for block in section["blocks"]]
    return _not_here(_foreign(part["lead"], "text") or _foreign(blocks, "text", "stop", *LISTS))


def _not_here(what: Message | None) -> Message | None:
    return say("{what} is not printed there; write it in another way", what=what) if what else None


def _log(part: dict[str, Any]) -> Message | None:
    blocks = [section["blocks"] for section in part["sections"]]
    forms = [one for one in blocks if any(block["is"] == "table" for block in one)]
    if len(forms) < 2 or any(len(one) != 1 or len(one[0]["head"]) != 2 for one in forms):
        return say("it needs two headings or more, each with nothing but a table of two columns")
    texts = [block for one in blocks if one not in forms for block in one]
    return _not_here(_foreign(part["lead"], "text") or _foreign(texts, "text", *LISTS))


def _one_section(part: dict[str, Any], fix: Message, *wanted: str) -> Message | None:
    shape = [_is(block) for section in part["sections"] for block in section["blocks"]]
    if part["lead"] or len(part["sections"]) != 1 or shape != list(wanted):
        return fix
    return _not_here(_foreign(part["sections"][0]["blocks"], *wanted))


def _leaflet(part: dict[str, Any]) -> Message | None:
    if part["lead"] or [section["id"] for section in part["sections"]] != _LEAFLET:
        return say("it needs these headings, in this order: {anchors}", anchors=", ".join(_LEAFLET))
    blocks = [block for section in part["sections"] for block in section["blocks"]]
    return _not_here(_foreign(blocks, "text", "stop", *LISTS))


def _worksheet(part: dict[str, Any]) -> Message | None:
    tables = [block for block in part["lead"] if block["is"] == "table"]
    if len(tables) != 1:
        return say("it needs one table of claims before its first heading: [](pairs:…) on a line of its own")
    texts = [block for block in part["lead"] if block["is"] != "table"]
    blocks = [block for section in part["sections"] for block in section["blocks"]]
    return _not_here(_foreign(texts, "text") or _foreign(blocks, "text", *LISTS))


def _flow(part: dict[str, Any]) -> Message | None:
    levels = [section["level"] for section in part["sections"]]
    return say("its first heading must be of level 2") if levels and levels[0] != 2 else None


_CARDS = say("it needs one heading, and under it: numbers, stop")
_POSTER = say("it needs one heading, and under it: text, numbers, stop")
_RULES = {
    "checklist": _checklist,
    "log": _log,
    "cards": lambda part: _one_section(part, _CARDS, "numbers", "stop"),
    "poster": lambda part: _one_section(part, _POSTER, "text", "numbers", "stop"),
    "leaflet": _leaflet,
    "worksheet": _worksheet,
}


def problem(kind: str, part: dict[str, Any]) -> Message | None:
    """Return why one language's part of a sheet (see `content`) cannot be printed whole, with the fix; else None."""
    if part["unknown"]:
        return say("{what} cannot be printed; write it in another way", what=part["unknown"][0])
    return _RULES.get(kind, _flow)(part)
