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

from scripts import data_file, languages, notation
from scripts.blocks import MASK, Block
from scripts.finding import Finding, Fix, Position, finding, say
from scripts.notation import Found
from scripts.word_index import WordIndex

if TYPE_CHECKING:
    from scripts.rules import Corpus, View
    from scripts.source_page import SourcePage

FILE = "data/terms.yml"
NAMES = "name"  # the kind under which names written otherwise are found
_END = re.compile(r"[.!?؟;؛…:](?=\s|$)|\n *\n")
_EMPTY = re.compile(rf"[\s{MASK}]+")
_LISTS = ("avoid", "accept", "not_after", "not_within", "unless", "beside")
_FLAGS = ("quoted", "warned", "titles", "start", "exact")
_LISTED = ("item", "task", "number", "row")
_HEADLINE = ("title", "description", "heading", "callout")
_CLAIMS = {"myth", "fact", "depends"}
_ENOUGH = 50  # of one form in one paragraph
_NEAR = 200  # characters that hold three words


@dataclass(frozen=True, eq=False)
class Entry:
    """What one entry says for one language; the keys are explained at the top of `data/terms.yml`."""

    id: str
    kind: str
    locale: str = ""
    prefer: str = ""
    avoid: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    quoted: bool = False
    warned: bool = False
    titles: bool = False
    start: bool = False
    exact: bool = False
    where: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Form:
    """One form of an entry."""

    written: str
    entry: Entry

    def places(self, text: str) -> Iterator[Found]:
        """Yield where the form stands in a text; a name is found however it is written."""
        if self.entry.kind != NAMES or self.entry.exact:
            yield from notation.find(self.written, text, self.entry.locale, exact=self.entry.exact)
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
        if attached is None:
            return Fix(len(found), self.prefer)
        before = languages.of(self.entry.locale).attached
        return Fix(len(found), attached + self.prefer.removeprefix(before.article if before else ""))


@functools.cache
def _of_name(name: str) -> re.Pattern[str]:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])|[ -]", "\0", name).split("\0")
    body = r"[\s-]?".join(map(re.escape, parts))
    return re.compile(rf"(?<![^\W_])(?<![@/.#-]){body}(?![^\W_]|[.-][^\W_]|[@/])", re.IGNORECASE)


def _name_keys(name: str) -> frozenset[str]:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])|[ -]", "\0", name).split("\0")
    return frozenset(map(notation.fold, ("".join(parts), "".join(parts[:2]), parts[0])))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around `text[start:end]` begins and ends."""
    first = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
    after = _END.search(text, end)
    return first, after.start() if after else len(text)


@functools.lru_cache(maxsize=512)
def _among(forms: tuple[str, ...], locale: str) -> WordIndex[str]:
    return WordIndex(((written, notation.keys(written, locale)) for written in forms), locale)


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
    _forms: dict[str, WordIndex[Form]] = field(default_factory=dict)
    _last: tuple[SourcePage | None, dict[str, list[tuple[Block, Form]]]] = (None, {})

    def _index(self, locale: str) -> WordIndex[Form]:
        """Return the forms of a language by the words that give them away."""
        if locale not in self._forms:
            entries = self.entries.get(locale, ())
            held = [
                (Form(written, entry), notation.keys(written, locale)) for entry in entries for written in entry.avoid
            ]
            names = [Entry(name, NAMES, prefer=name) for name in self.names] if entries else []
            held += [(Form(entry.id, entry), (_name_keys(entry.id),)) for entry in names]
            self._forms[locale] = WordIndex(held, locale)
        return self._forms[locale]

    def spotted(self, page: SourcePage, locale: str) -> dict[str, list[tuple[Block, Form]]]:
        """Return, by kind, the blocks of a page and the forms that may stand in each."""
        if self._last[0] is page:  # every rule asks, one after the other
            return self._last[1]
        index = self._index(locale)
        spotted: dict[str, list[tuple[Block, Form]]] = {}
        for block in page.prose:
            for form in index.spotted(block.text):
                spotted.setdefault(form.entry.kind, []).append((block, form))
        self._last = (page, spotted)
        return spotted

    def contains(self, name: str, locale: str, text: str) -> bool:
        """Return whether a text holds a form of the set `name`."""
        return self._any(self.sets.get(name, {}).get(locale, ()), locale, text)

    def _any(self, forms: tuple[str, ...], locale: str, text: str) -> bool:
        return any(notation.contains(written, text, locale) for written in _among(forms, locale).spotted(text))

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
        above = self._paragraph(page, block).removesuffix(text)
        quote = next(
            (one for one in languages.of(locale).quotation.finditer(text) if one.start() < start and end < one.end()),
            None,
        )
        if quote and self._quotes_others(page, locale, block, start, end):
            return False
        if quote and entry.quoted and not self.contains("to-say", locale, above + text[: quote.start()]):
            return False
        if above and self.contains("not-to-do", locale, above):
            return False
        if entry.start and text[sentence(text, start, end)[0] : start].strip(f" \n{MASK}>«*"):
            return False
        right = _among(self._words(entry.accept, locale), locale).spotted(text)
        accepted = (place for written in right for place in notation.find(written, text, locale))
        if any(place.start <= start and end <= place.end for place in accepted):
            return False
        if entry.not_after and self._any(
            self._words(entry.not_after, locale), locale, _before(text[max(start - _NEAR, 0) : start])
        ):
            return False
        if entry.not_within and self._any(self._words(entry.not_within, locale), locale, hit.written):
            return False
        if entry.warned and self.contains("warning", locale, self._paragraph(page, block)):
            return False
        around = self.around(page, block, start, end) if entry.unless or entry.beside else ""
        if entry.beside and not self._any(self._words(entry.beside, locale), locale, around):
            return False
        return not (entry.unless and self._any(self._words(entry.unless, locale), locale, around))

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
    lists = {key: tuple(said.get(key, ())) for key in _LISTS}
    flags = {key: bool(said.get(key, False)) for key in _FLAGS}
    where = tuple(said.get("where", ()))
    return Entry(one["id"], one["kind"], locale, prefer=said["prefer"], where=where, **lists, **flags)


def read(data: dict[str, Any]) -> Terms:
    """Return the terms of a file that fits its schema."""
    entries: dict[str, list[Entry]] = {}
    for one in data.get("terms", ()):
        for locale in sorted(one.keys() - {"id", "kind"}):
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
        for locale in sorted(one.keys() - {"id", "kind"}):
            for key in _LISTS:
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
    source, findings = data_file.load(root, root / FILE, "terms", "DAT016")
    if not findings:
        findings = [finding(FILE, source.at(place), "DAT016", message) for place, message in _problems(source.data)]
    return (Terms(), findings) if findings else (read(source.data), findings)


def load(root: Path) -> tuple[Terms, list[Finding]]:
    """Return the terms of the project at `root`, none if it has no such file, and what is wrong with the file."""
    try:
        stat = (root / FILE).stat()
    except OSError:
        return Terms(), []
    return _load(root, (stat.st_mtime_ns, stat.st_size))


_latest: tuple[Corpus | None, Terms] = (None, Terms())


def of(view: View) -> Terms:
    """Return the terms of the project of a page."""
    global _latest
    if _latest[0] is not view.corpus:  # every rule asks, for one page after the other
        _latest = (view.corpus, load(view.corpus.campaign.root)[0])
    return _latest[1]


def hits(view: View, kind: str) -> Iterator[Hit]:
    """Yield the forms of a kind that stand on a page."""
    found = of(view)
    return found.hits(view, kind) if kind in found.spotted(view.page, view.locale.code) else iter(())
