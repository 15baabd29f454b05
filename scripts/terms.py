"""The words of the site: forms to avoid with those to write instead, read from `data/terms.yml`, found in a page."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import data_file, notation
from scripts.blocks import MASK, Block
from scripts.finding import Finding, Fix, Position, finding, say
from scripts.notation import Found

if TYPE_CHECKING:
    from scripts.rules import View
    from scripts.source_page import SourcePage

FILE = "data/terms.yml"
NAMES = "name"  # the kind under which names written otherwise are found
_END = re.compile(r"[.!?؟;؛…:](?=\s|$)|\n *\n")
_QUOTED = re.compile(r"«[^«»]*»")
_EMPTY = re.compile(rf"[\s{MASK}]+")
_LISTED = ("item", "task", "number", "row")
_HEADLINE = ("title", "description", "heading", "callout")
_CLAIMS = {"myth", "fact", "depends"}
_KNOWN_LIMIT = 100_000  # words of a very large site
_ENOUGH = 50  # of one form in one paragraph
_NEAR = 200  # characters that hold three words


@dataclass(frozen=True, eq=False)
class Entry:
    """What one entry says for one language; the keys are explained at the top of `data/terms.yml`."""

    id: str
    kind: str
    prefer: str = ""
    avoid: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    quoted: bool = False
    warned: bool = False
    titles: bool = False
    start: bool = False
    exact: bool = False
    where: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Form:
    """One form of an entry; `needs` has a bit for each word without which it cannot stand in a text."""

    written: str
    entry: Entry
    needs: int = 1

    def places(self, text: str) -> Iterator[Found]:
        """Yield where the form stands in a text; a name is found however it is written."""
        if self.entry.kind != NAMES or self.entry.exact:
            yield from notation.find(self.written, text, exact=self.entry.exact)
            return
        for match in _of_name(self.written).finditer(text):
            if match.group() not in (self.written, _capital(self.written)):
                yield Found(*match.span())


@dataclass(frozen=True, eq=False)
class Hit:
    """A form found in a block."""

    entry: Entry
    block: Block
    place: Found

    @property
    def at(self) -> Position:
        """Return where the form stands in the file."""
        return self.block.position(self.place.start)

    @property
    def written(self) -> str:
        """Return the form as it is written."""
        return self.block.text[self.place.start : self.place.end]

    @property
    def text(self) -> str:
        """Return the form as people read it."""
        return _EMPTY.sub(" ", self.written).strip(" >(")

    @property
    def prefer(self) -> str:
        """Return what to write instead."""
        return self.entry.prefer

    @property
    def fix(self) -> Fix | None:
        """Return the repair of a spelling: other words are for a person to change."""
        found, attached = self.written, self.place.attached
        if self.entry.kind != NAMES or "\n" in found or MASK in found:
            return None
        return Fix(len(found), self.prefer if attached is None else attached + self.prefer.removeprefix("ال"))


@functools.cache
def _of_name(name: str) -> re.Pattern[str]:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])|[ -]", "\0", name).split("\0")
    body = r"[\s-]?".join(map(re.escape, parts))
    return re.compile(rf"(?<![^\W_])(?<![@/.#-]){body}(?![^\W_]|[.-][^\W_]|[@/])", re.IGNORECASE)


def _name_keys(name: str) -> set[str]:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])|[ -]", "\0", name).split("\0")
    return {notation.fold("".join(parts)), notation.fold("".join(parts[:2])), notation.fold(parts[0])}


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around `text[start:end]` begins and ends."""
    first = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
    after = _END.search(text, end)
    return first, after.start() if after else len(text)


_Index = dict[str, list[tuple[Form, int]]]


def _before(text: str) -> str:
    """Return the last three words of a text, or those of the sentence that ends it."""
    words = " ".join(text.replace("’", "’ ").replace("'", "’ ").split()[-3:])
    return words[max(map(words.rfind, ".!?;:؟؛,،")) + 1 :]


@dataclass(eq=False)
class Terms:
    """`entries` maps locale codes to entries; `sets`, names to locale codes to forms; `names` are spelt in one way."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    sets: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    _forms: dict[str, _Index] = field(default_factory=dict)
    _known: dict[str, dict[str, tuple[tuple[Form, int], ...]]] = field(default_factory=dict)
    _last: tuple[SourcePage | None, dict[str, list[tuple[Block, Form]]]] = (None, {})

    def _index(self, locale: str) -> _Index:
        """Return the forms of a language by the folded words that give them away, each with that word's bit."""
        if locale not in self._forms:
            held: _Index = {}
            for entry in self.entries.get(locale, ()):
                for written in entry.avoid:
                    keys = notation.keys(written)
                    form = Form(written, entry, (1 << len(keys)) - 1)
                    for rank, words in enumerate(keys):
                        for word in words:
                            held.setdefault(word, []).append((form, 1 << rank))
            for name in self.names if locale in self.entries else ():
                form = Form(name, Entry(name, NAMES, prefer=name))
                for key in _name_keys(name):
                    held.setdefault(key, []).append((form, 1))
            self._forms[locale] = held
        return self._forms[locale]

    def _lookup(self, locale: str, token: str) -> tuple[tuple[Form, int], ...]:
        held = self._index(locale)
        word = notation.fold(token)
        found = list(held.get(word, ()))
        if word and "\u0600" <= word[0] <= "\u06ff":
            for prefix in notation.PREFIXES:
                if word.startswith(prefix) and len(word) > len(prefix) + 1:
                    found += held.get(word[len(prefix) :], ())
        return tuple(found)

    def spotted(self, page: SourcePage, locale: str) -> dict[str, list[tuple[Block, Form]]]:
        """Return, by kind, the blocks of a page and the forms that may stand in each."""
        if self._last[0] is page:  # every rule asks, one after the other
            return self._last[1]
        known = self._known.setdefault(locale, {})
        if len(known) > _KNOWN_LIMIT:
            known.clear()
        spotted: dict[str, list[tuple[Block, Form]]] = {}
        for block in page.prose:
            seen: dict[Form, int] = {}
            for token in notation.TOKEN.findall(block.text):
                forms = known.get(token)
                if forms is None:
                    forms = known[token] = self._lookup(locale, token)
                for form, bit in forms:
                    before = seen.get(form, 0)
                    seen[form] = before | bit
                    if before != form.needs == before | bit:
                        spotted.setdefault(form.entry.kind, []).append((block, form))
        self._last = (page, spotted)
        return spotted

    def contains(self, name: str, locale: str, text: str) -> bool:
        """Return whether a text holds a form of the set `name`."""
        return self._any(self.sets.get(name, {}).get(locale, ()), text)

    def _any(self, forms: tuple[str, ...], text: str) -> bool:
        return any(notation.contains(written, text) for written in forms)

    def _words(self, given: tuple[str, ...], locale: str) -> tuple[str, ...]:
        """Return forms with the names of sets (`@negation`) replaced by what they hold."""
        return tuple(
            form
            for one in given
            for form in (self.sets.get(one[1:], {}).get(locale, ()) if one.startswith("@") else (one,))
        )

    def _paragraph(self, page: SourcePage, block: Block) -> str:
        """Return a block; for an item, also the line above its list and the heading."""
        if block.kind not in _LISTED:
            return block.text
        section = page.section_of(block.at.line)
        above = [one.text for one in section.blocks if one.at.line < block.at.line and one.kind not in _LISTED]
        return "\n".join([section.heading.text if section.heading else "", *above[-1:], block.text])

    def around(self, page: SourcePage, block: Block, start: int, end: int) -> str:
        """Return what a phrase depends on: its sentence; for an item, also the line above its list and the heading."""
        first, last = sentence(block.text, start, end)
        return self._paragraph(page, block).removesuffix(block.text) + block.text[first:last]

    def _is_meant(self, page: SourcePage, locale: str, hit: Hit) -> bool:
        """Return whether a form that was found says what it says, unquoted, not denied, not where it is right."""
        entry, block, text = hit.entry, hit.block, hit.block.text
        start, end, _ = hit.place
        if entry.titles and block.kind not in _HEADLINE:
            return False
        if any(quote.start() < start and end < quote.end() for quote in _QUOTED.finditer(text)) and (
            entry.quoted or self._quotes_others(page, locale, block, start, end)
        ):
            return False
        above = self._paragraph(page, block).removesuffix(text)
        if above and self.contains("not-to-do", locale, above):
            return False
        if entry.start and text[sentence(text, start, end)[0] : start].strip(f" \n{MASK}>«*"):
            return False
        accepted = (place for written in self._words(entry.accept, locale) for place in notation.find(written, text))
        if any(place.start <= start and end <= place.end for place in accepted):
            return False
        if entry.not_after and self._any(
            self._words(entry.not_after, locale), _before(text[max(start - _NEAR, 0) : start])
        ):
            return False
        if entry.not_within and self._any(self._words(entry.not_within, locale), hit.written):
            return False
        if entry.warned and self.contains("warning", locale, self._paragraph(page, block)):
            return False
        return not (entry.unless and self._any(self._words(entry.unless, locale), self.around(page, block, start, end)))

    def _quotes_others(self, page: SourcePage, locale: str, block: Block, start: int, end: int) -> bool:
        """Return whether what is quoted here is a claim to be judged, or what is better left unsaid."""
        heading = page.section_of(block.at.line).heading
        if heading and block.kind == "heading" and _CLAIMS & set(heading.classes):
            return True
        return self.contains("unsaid", locale, self.around(page, block, start, end))

    def hits(self, view: View, kind: str) -> Iterator[Hit]:
        """Yield every form of a kind that a page should not have, in order, the longest where several begin."""
        locale = view.locale.code
        found: list[Hit] = []
        for block, form in self.spotted(view.page, locale).get(kind, ()):
            entry = form.entry
            if entry.where and not any(fnmatch(view.path, one) for one in entry.where):
                continue
            for place in islice(form.places(block.text), _ENOUGH):
                hit = Hit(entry, block, place)
                if self._is_meant(view.page, locale, hit):
                    found.append(hit)
        found.sort(key=lambda hit: (hit.block.at, hit.place.start, -hit.place.end))
        last: Hit | None = None
        for hit in found:
            if last is None or hit.block is not last.block or hit.place.start >= last.place.end:
                yield hit
                last = hit


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _entry(one: dict[str, Any], locale: str) -> Entry:
    said = one[locale]
    lists = {key: tuple(said.get(key, ())) for key in ("avoid", "accept", "not_after", "not_within", "unless")}
    flags = {key: bool(said.get(key, False)) for key in ("quoted", "warned", "titles", "start", "exact")}
    where = tuple(said.get("where", ()))
    return Entry(one["id"], one["kind"], prefer=said["prefer"], where=where, **lists, **flags)


def read(data: dict[str, Any]) -> Terms:
    """Return the terms of a file that fits its schema."""
    entries: dict[str, list[Entry]] = {}
    for one in data.get("terms", ()):
        for locale in one.keys() - {"id", "kind"}:
            entries.setdefault(locale, []).append(_entry(one, locale))
    sets = {name: {code: tuple(forms) for code, forms in one.items()} for name, one in data.get("sets", {}).items()}
    return Terms(entries, sets, tuple(data.get("names", ())))


def _problems(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what a schema cannot see: (place, message)."""
    seen: set[str] = set()
    for index, one in enumerate(data["terms"]):
        if one["id"] in seen:
            yield ("terms", index, "id"), say("the id «{name}» is used twice; give each entry its own", name=one["id"])
        seen.add(one["id"])
        for locale in one.keys() - {"id", "kind"}:
            for key in ("avoid", "accept", "not_after", "not_within", "unless"):
                for rank, written in enumerate(one[locale].get(key, ())):
                    message = _problem(written, data["sets"]) if key != "avoid" else _problem(written, {})
                    if message:
                        yield ("terms", index, locale, key, rank), message
    for name, one in data["sets"].items():
        for locale, forms in one.items():
            for rank, written in enumerate(forms):
                if message := _problem(written, {}):
                    yield ("sets", name, locale, rank), message


def _problem(written: str, sets: dict[str, Any]) -> str | None:
    if written.startswith("@") and sets:
        known = ", ".join(f"@{name}" for name in sets)
        return None if written[1:] in sets else say("«{name}» is no set; use one of: {sets}", name=written, sets=known)
    try:
        notation.keys(written)
    except notation.NotationError:
        return say("«{form}» is not written as the top of this file explains; correct it", form=written)
    return None


@functools.lru_cache(maxsize=4)
def _load(root: Path, stamp: tuple[int, int]) -> tuple[Terms, list[Finding]]:
    source, findings = data_file.load(root, root / FILE, "terms", "TRM000")
    if not findings:
        findings = [finding(FILE, source.at(place), "TRM000", message) for place, message in _problems(source.data)]
    return (Terms(), findings) if findings else (read(source.data), findings)


def load(root: Path) -> tuple[Terms, list[Finding]]:
    """Return the terms of the project at `root`, none if it has no such file, and what is wrong with the file."""
    try:
        stat = (root / FILE).stat()
    except OSError:
        return Terms(), []
    return _load(root, (stat.st_mtime_ns, stat.st_size))


_latest: tuple[SourcePage | None, Terms] = (None, Terms())


def of(view: View) -> Terms:
    """Return the terms of the project of a page."""
    global _latest
    if _latest[0] is not view.page:  # every rule asks for the same page, one after the other
        _latest = (view.page, load(view.corpus.campaign.root)[0])
    return _latest[1]


def hits(view: View, kind: str) -> Iterator[Hit]:
    """Yield the forms of a kind that stand on a page."""
    found = of(view)
    return found.hits(view, kind) if kind in found.spotted(view.page, view.locale.code) else iter(())
