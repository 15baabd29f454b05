"""YAML that remembers where each key and value was written, so that a finding can point at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from scripts.finding import START, Position, SourceError, say

Path = tuple[str | int, ...]


class YamlError(SourceError):
    """The text is not YAML, or repeats a key; `at` says where."""


_WORDS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"})
# What PyYAML says of the slips people make most, to be read in their language; the rest stays as PyYAML says it.
_PROBLEMS = {
    str(one): one
    for one in (
        say("mapping values are not allowed here"),
        say("could not find expected ':'"),
        say("found unexpected end of stream"),
        say("found character '\\t' that cannot start any token"),
        say("expected <block end>, but found '<scalar>'"),
        say("expected <block end>, but found '<block mapping start>'"),
        say("expected the node content, but found '<stream end>'"),
        say("expected ',' or ']', but got '<stream end>'"),
    )
}


def _loader(base: type) -> type:
    """Return safe YAML in which dates stay strings (they are checked by schema) and `!ENV`-like tags are ignored."""
    loader = type("_Loader", (base,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in base.yaml_implicit_resolvers.items()
    }
    loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
    return loader


# libyaml reads ten times faster; what it refuses is read again in Python, which says the same everywhere.
_PLAIN = _loader(yaml.SafeLoader)
_FAST = _loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True)
class YamlSource:
    """`data` is the parsed document; positions are looked up by the path of keys and indexes."""

    data: Any
    _positions: dict[Path, Position]

    def at(self, path: Sequence[str | int] = ()) -> Position:
        """Return where the value at `path` is written; the nearest enclosing place if it is absent."""
        steps = tuple(path)
        while steps not in self._positions and steps:
            steps = steps[:-1]
        return self._positions.get(steps, START)


def parse(text: str, first_line: int = 1) -> YamlSource:
    """Parse `text`, whose first line is line `first_line` of its file. Raises YamlError."""
    try:
        return _parse(text, first_line, _FAST)
    except YamlError:
        return _parse(text, first_line, _PLAIN)


def _parse(text: str, first_line: int, loader_class: type) -> YamlSource:

    def position(mark: yaml.Mark | None) -> Position:
        return Position(mark.line + first_line, mark.column + 1) if mark else Position(first_line, 1)

    positions: dict[Path, Position] = {}
    walked: set[int] = set()

    def walk(node: yaml.Node, path: Path) -> None:
        positions.setdefault(path, position(node.start_mark))
        if id(node) in walked:  # an alias: its node has been walked where it was written
            return
        walked.add(id(node))
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise YamlError(say("a key must be a plain word"), position(key.start_mark))
                if key.tag not in _WORDS:
                    message = say("the key «{key}» is not a word; put it between quotes", key=key.value)
                    raise YamlError(message, position(key.start_mark))
                if key.value in seen:
                    message = say("the key «{key}» stands twice; keep one", key=key.value)
                    raise YamlError(message, position(key.start_mark))
                seen.add(key.value)
                positions[(*path, key.value)] = position(key.start_mark)
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                walk(value, (*path, index))

    try:
        loader = loader_class(text)
        try:
            node = loader.get_single_node()
            if node is not None:
                walk(node, ())
            data = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        problem = _PROBLEMS.get(error.problem, error.problem) or say("not valid YAML")
        raise YamlError(problem, position(error.problem_mark)) from None
    except (yaml.YAMLError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        if isinstance(error, YamlError):
            raise
        message = say("not valid YAML ({reason})", reason=type(error).__name__)
        raise YamlError(message, Position(first_line, 1)) from None
    return YamlSource(data, positions)


def parse_or_empty(text: str) -> YamlSource:
    """Parse a text of the past, which nobody can correct any more; one that is not YAML holds nothing."""
    try:
        return parse(text)
    except YamlError:
        return YamlSource(None, {})


def read(path: FilePath) -> YamlSource:
    """Read and parse a file. Raises YamlError, with a fix, for anything that keeps it from being read."""
    start = Position(1, 1)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise YamlError(say("the file is missing; create it"), start) from None
    except UnicodeDecodeError:
        raise YamlError(say("not UTF-8 text; save the file as UTF-8"), start) from None
    except OSError as error:
        message = say("cannot be read ({why}); make it an ordinary file", why=error.strerror)
        raise YamlError(message, start) from None
    try:
        return parse(text)
    except YamlError as error:
        raise YamlError(say("{problem}; correct the YAML there", problem=error.message), error.at) from None
