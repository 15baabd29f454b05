"""`mkdocs.yml` as people wrote it, with a language more: lines are added, nothing is set anew, comments stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from scripts import yaml_source


class UnfitError(ValueError):
    """The text has a form to which nothing can be added safely; says what to write by hand."""


def _at(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """Return the value at a path of keys, or None."""
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield every plain value below a node, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for one in node.value if isinstance(node, yaml.CollectionNode) else ():
        for part in one if isinstance(one, tuple) else (one,):
            yield from _scalars(part)


def _below(lines: list[str], node: yaml.Node) -> int:
    """Return the number of the line under a block of YAML: comments at the end of its last line are part of it."""
    last = max((one for one in _scalars(node)), key=lambda one: one.end_mark.index)
    ends = last.end_mark.line + (last.end_mark.column > 0)
    # What is commented out deeper than its keys begin belongs to it.
    depth = next(_scalars(node)).start_mark.column
    while ends < len(lines) and lines[ends].lstrip().startswith("#") and _indent(lines[ends]) >= depth:
        ends += 1
    return ends


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _written(value: str | bool) -> str:
    """Return a value as YAML writes it on one line."""
    return yaml.safe_dump(value, allow_unicode=True, width=10**6).splitlines()[0]


@dataclass(frozen=True)
class Entry:
    """An entry of `extra.languages`: its `values`, `notes` to stand behind some of them.

    `waiting` are values, and `menu` names of the parts of the menu, that stand commented until they are translated.
    """

    values: Mapping[str, str | bool]
    notes: Mapping[str, str]
    waiting: Mapping[str, str]
    menu: Mapping[str, str]

    def lines(self, start: str) -> list[str]:
        """Return the lines of the entry; `start` is what stands before the first key of one."""
        inner = " " * len(start)
        lines = []
        for key, value in self.values.items():
            note = f" # {self.notes[key]}" if key in self.notes else ""
            lines.append(f"{inner if lines else start}{key}: {_written(value)}{note}")
        lines += [f"{inner}# {key}: {_written(value)}" for key, value in self.waiting.items()]
        if self.menu:
            lines.append(f"{inner}nav_translations:")
            lines += [f"{inner}  # {key}: {_written(value)}" for key, value in self.menu.items()]
        return lines

    @property
    def data(self) -> dict[str, Any]:
        """Return what a reader of YAML finds in the entry."""
        return {**self.values} | ({"nav_translations": None} if self.menu else {})


def _exit(text: str, code: str, default: str) -> str:
    """Return the text with an address of the quick exit for a language, if the others have one and it has none."""
    urls = _at(yaml.compose(text, yaml.SafeLoader), "extra", "exit", "urls")
    theirs = _at(urls, default)
    if not isinstance(theirs, yaml.ScalarNode) or _at(urls, code) is not None:
        return text
    # Where the language stands in the host's name, the same site has it in this one too.
    address = theirs.value.replace(f"https://{default}.", f"https://{code}.", 1)
    last = urls.value[-1]
    if urls.flow_style:
        end = last[1].end_mark.index
        return f'{text[:end]}, {code}: "{address}"{text[end:]}'
    lines = text.split("\n")
    lines.insert(_below(lines, urls), f'{" " * last[0].start_mark.column}{code}: "{address}"')
    return "\n".join(lines)


def with_language(text: str, entry: Entry, default: str) -> str:
    """Return `mkdocs.yml` with an entry of `extra.languages` after the last one, and an address of the quick exit.

    `default` is the code of the default language. Raises UnfitError.
    """
    before = yaml_source.parse(text).data
    node = _at(yaml.compose(text, yaml.SafeLoader), "extra", "languages")
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        raise UnfitError("write extra.languages as a list, each language on lines of its own: `- locale: …`")
    lines = text.split("\n")
    first = node.value[0]
    place = _below(lines, node)
    lines[place:place] = entry.lines(lines[first.start_mark.line][: first.start_mark.column])
    unfit = UnfitError("write each entry of extra.languages on lines of its own, as the first key `- locale: …`")
    try:
        found = _exit("\n".join(lines), str(entry.values["locale"]), default)
        after = yaml_source.parse(found).data
    except (yaml.YAMLError, yaml_source.YamlError):
        raise unfit from None
    if after["extra"]["languages"] != [*before["extra"]["languages"], entry.data] or after.keys() != before.keys():
        raise unfit
    return found
