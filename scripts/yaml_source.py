"""YAML that remembers where each key and value was written, so that a finding can point at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from scripts.finding import START, Position, SourceError

Path = tuple[str | int, ...]


class YamlError(SourceError):
    """The text is not YAML, or repeats a key; `at` says where."""


_WORDS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"})


class _Loader(yaml.SafeLoader):
    """Safe YAML in which dates stay strings (they are checked by schema) and `!ENV`-like tags are ignored."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


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
                    raise YamlError("a key must be a plain word", position(key.start_mark))
                if key.tag not in _WORDS:
                    message = f"the key «{key.value}» is not a word; put it between quotes"
                    raise YamlError(message, position(key.start_mark))
                if key.value in seen:
                    raise YamlError(f"the key «{key.value}» stands twice; keep one", position(key.start_mark))
                seen.add(key.value)
                positions[(*path, key.value)] = position(key.start_mark)
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                walk(value, (*path, index))

    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is not None:
                walk(node, ())
            data = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise YamlError(error.problem or "not valid YAML", position(error.problem_mark)) from None
    except (yaml.YAMLError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(f"not valid YAML ({type(error).__name__})", Position(first_line, 1)) from None
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
        raise YamlError("the file is missing; create it", start) from None
    except UnicodeDecodeError:
        raise YamlError("not UTF-8 text; save the file as UTF-8", start) from None
    except OSError as error:
        raise YamlError(f"cannot be read ({error.strerror}); make it an ordinary file", start) from None
    try:
        return parse(text)
    except YamlError as error:
        raise YamlError(f"{error}; correct the YAML there", error.at) from None
