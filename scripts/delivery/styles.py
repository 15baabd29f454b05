"""Style sheets joined into one, without the rules that no page needs and without what only people read."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Comment, Declaration, Node, QualifiedRule

# At-rules whose rules are for elements.
_NESTING = frozenset({"media", "supports", "layer", "container"})
_WORD = re.compile(r"-?[A-Za-z_][\w-]*")
_NAMED = re.compile(r"<([a-z][\w-]*)|\s(?:class|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_NO_SPACE_NEAR = frozenset(",>{};")
Address = Callable[[str], str]


def names_in(html: str) -> set[str]:
    """Return the elements, classes and ids of a page."""
    found: set[str] = set()
    for tag, *values in _NAMED.findall(html):
        if tag:
            found.add(tag.lower())
        for value in values:
            found.update(value.split())
    return found


def names_in_script(text: str) -> set[str]:
    """Return every word of a script: whatever it could write into a page is among them."""
    return set(_WORD.findall(text))


@functools.cache
def _parsed(text: str) -> list[Node]:
    """Return the rules of a sheet: many kinds of page share it."""
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


@functools.cache
def is_for_paper(text: str) -> bool:
    """Return whether a sheet says nothing but how pages are printed."""
    rules = _parsed(text)
    return bool(rules) and all(
        isinstance(one, AtRule)
        and (one.lower_at_keyword, tinycss2.serialize(one.prelude).strip().lower())
        in (("page", ""), ("media", "print"))
        for one in rules
    )


def joined(sheets: Iterable[tuple[str, Address]], names: Collection[str] | None = None) -> str:
    """Return sheets as one text; with `names`, without the rules for elements, classes and ids not among them.

    Each sheet comes with what turns an address in it into one from where the joined sheet will stand.
    """
    return "".join(_rules(_parsed(text), names, address) for text, address in sheets)


def _rules(nodes: Iterable[Node], names: Collection[str] | None, address: Address) -> str:
    return "".join(_rule(node, names, address) for node in nodes)


def _rule(node: Node, names: Collection[str] | None, address: Address) -> str:
    if isinstance(node, QualifiedRule):
        selectors = [one for one in _selectors(node.prelude) if one and (names is None or _serves(one, names))]
        body = _block(node.content, None, address)
        return f"{','.join(_text(one, address) for one in selectors)}{{{body}}}" if selectors and body else ""
    if isinstance(node, AtRule):
        head = f"@{node.at_keyword} {_text(node.prelude, address)}".rstrip()
        if node.content is None:
            return f"{head};"
        body = _block(node.content, names if node.lower_at_keyword in _NESTING else None, address)
        return f"{head}{{{body}}}" if body else ""
    return ""  # what a browser drops, too


def _block(content: Iterable[Node], names: Collection[str] | None, address: Address) -> str:
    """Return what stands between { and }: declarations, or rules."""
    pieces: list[str] = []
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if isinstance(one, Declaration):
            pieces.append(f"{one.name}:{_text(one.value, address)}{'!important' if one.important else ''};")
        else:
            pieces.append(_rule(one, names, address))
    return "".join(pieces).removesuffix(";")


def _selectors(tokens: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield the selectors of a rule, which commas part."""
    one: list[Node] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        else:
            one.append(token)
    yield one


def _serves(selector: list[Node], names: Collection[str]) -> bool:
    """Return whether a page with these names can have an element for a selector; `:is(…)` is not looked into."""
    before = None
    brackets = ("[] block", "function")
    for token in selector:
        if token.type == "hash" and token.value not in names:
            return False
        if token.type == "ident":
            dotted = before is not None and before.type == "literal" and before.value == "."
            state = before is not None and before.type == "literal" and before.value == ":"
            if not state and (token.value if dotted else token.lower_value) not in names:
                return False
        if token.type not in brackets:
            before = token
    return True


def _text(tokens: Iterable[Node], address: Address) -> str:
    """Return tokens as text, each run of spaces and comments as one space, and none where none is needed."""
    pieces: list[str] = []
    for token in tokens:
        if isinstance(token, Comment) or token.type == "whitespace":
            if pieces and pieces[-1] != " " and pieces[-1] not in _NO_SPACE_NEAR:
                pieces.append(" ")
            continue
        text = _token(token, address)
        if text in _NO_SPACE_NEAR and pieces and pieces[-1] == " ":
            pieces.pop()
        pieces.append(text)
    return "".join(pieces).strip(" ")


def _token(token: Node, address: Address) -> str:
    if token.type == "url":
        return f'url("{_quoted(address(token.value))}")'
    if token.type == "function":
        inner = _text(token.arguments, address)
        if token.lower_name == "url" and (only := [one for one in token.arguments if one.type == "string"]):
            inner = f'"{_quoted(address(only[0].value))}"'
        return f"{token.name}({inner})"
    if token.type.endswith("block"):
        opening, closing = token.type[0], token.type[1]
        return f"{opening}{_text(token.content, address)}{closing}"
    return token.serialize()


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
