"""How far a language in progress is, part by part, and which files come next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts import campaign, data_check, in_progress, reviews, terms, yaml_source
from scripts.campaign import CONFIG, Locale
from scripts.rules import Corpus
from scripts.sheets import faces
from scripts.sheets.engine import Engine
from scripts.sheets.shop import CACHE

_APART = frozenset({"reviews", "search", "sheets", "strings", "terms.yml", "words", "dictionaries"})  # of data/
_MOST = 12  # files to name


@dataclass(frozen=True)
class Part:
    """One thing to translate; `needed`: the language is not published without it."""

    name: str
    done: int
    of: int
    needed: bool = True

    @property
    def percent(self) -> int:
        """Return how much is done, never rounded up to all of it."""
        return 100 * self.done // self.of if self.of else 100


@dataclass
class Progress:
    """How far a language is: `parts`, and in each of the files of `left`, the most urgent first, what is to do."""

    locale: Locale
    parts: list[Part] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Return whether nothing that a published language needs is missing."""
        return all(part.done == part.of for part in self.parts if part.needed)

    def add(self, part: Part, path: str, unit: str) -> None:
        """Add a part that is written in one file."""
        if not part.of:
            return
        self.parts.append(part)
        if part.needed and part.done < part.of:
            self.left[path] = f"{part.of - part.done} {unit}"


def untranslated(corpus: Corpus, code: str, path: str) -> tuple[int, int]:
    """Return how many sections of a page are still to translate, and how many there are."""
    found = corpus.campaign
    source = reviews.digests(corpus.pages[found.default.code][path])
    page = corpus.page(code, path)
    if page is None or page.front_matter is None:
        return len(source), len(source)
    own, review = reviews.digests(page), reviews.load(found, path)
    copied = review.untranslated(code, own)
    same = {name for name in own if code not in review.seen and reviews.same_words(own[name], source.get(name))}
    return len((source.keys() - own.keys()) | copied | same), len(source)


def _pages(made: Progress, whole: Corpus) -> None:
    code = made.locale.code
    held = whole.pages[whole.campaign.default.code]
    counts = {path: untranslated(whole, code, path) for path in campaign.in_menu_order(held, whole.campaign.nav)}
    sections = sum(of for _, of in counts.values())
    made.parts.append(Part("pages", sum(not left for left, _ in counts.values()), len(counts)))
    made.parts.append(Part("sections", sections - sum(left for left, _ in counts.values()), sections))
    for path, (left, of) in counts.items():
        if left:
            made.left[whole.shown(code, path)] = f"{left} of {of} sections"


def _strings(made: Progress, whole: Corpus) -> None:
    code = made.locale.code
    wanted = in_progress.wanted(whole.library, whole.campaign, code)
    done = len(in_progress.strings(whole.campaign, code).keys() & {*wanted})
    made.add(Part("words of the interface", done, len(wanted)), f"data/strings/{code}.yml", "words")


def _menu(made: Progress, root: Path, default: str) -> None:
    """Add the names of the parts of the menu, with the description of the site."""
    entries = {one["locale"]: one for one in yaml_source.read(root / CONFIG).data["extra"]["languages"]}
    own, theirs = entries[made.locale.code], entries[default]
    keys = [*(theirs.get("nav_translations") or {})]
    done = sum(bool((own.get("nav_translations") or {}).get(key)) for key in keys)
    described = bool(theirs.get("site_description"))
    total, have = len(keys) + described, done + (described and bool(own.get("site_description")))
    made.add(Part("menu and description", have, total), CONFIG, "names")


def _texts(data: Any, code: str, default: str) -> Iterator[bool]:  # noqa: ANN401
    """Yield, for each text that the default language has, whether the other one has it too."""
    for _, value in data_check.walk(data):
        if isinstance(value, dict) and isinstance(value.get(default), (str, list)):
            yield bool(value.get(code))


def _facts(made: Progress, root: Path, default: str) -> None:
    done = total = 0
    for path in sorted((root / "data").rglob("*.yml")):
        inside = path.relative_to(root)
        if inside.parts[1] in _APART:
            continue
        try:
            found = [*_texts(yaml_source.read(path).data, made.locale.code, default)]
        except yaml_source.YamlError:
            continue  # the check says so
        done, total = done + sum(found), total + len(found)
        if not all(found):
            made.left[inside.as_posix()] = f"{len(found) - sum(found)} texts"
    if total:
        made.parts.append(Part("texts of data/", done, total))


def _words(made: Progress, whole: Corpus) -> None:
    """Add what a language may have, and can be published without."""
    code, default, root = made.locale.code, whole.campaign.default.code, whole.campaign.root
    known, _ = terms.load(root)
    entries = {locale: {one.id for one in known.entries.get(locale, ())} for locale in (code, default)}
    made.add(Part("terms", len(entries[code]), len(entries[default] | entries[code]), needed=False), terms.FILE, "")
    everyday = {locale: len(whole.library.search.get(locale, {}).get("everyday") or ()) for locale in (code, default)}
    made.add(Part("everyday words for the search", everyday[code], max(everyday.values()), needed=False), "", "")
    if (root / "data" / "dictionaries").is_dir():
        has = (root / "data" / "dictionaries" / code).is_dir()
        made.add(Part("dictionary", int(has), 1, needed=False), "", "")


def _font(made: Progress, root: Path) -> None:
    folder = campaign.theme(root)[0] / "print"
    if folder.is_dir():
        has = bool(faces.families(Engine(folder, root / CACHE), made.locale.code))
        place = f"{folder.relative_to(root).as_posix()}/fonts"
        made.add(Part("font", int(has), 1), place, f"font (`make language LOCALE={made.locale.code}` looks for it)")


def measure(corpus: Corpus, code: str) -> Progress:
    """Return how far the language in progress `code` is beside the default one of `corpus`. Raises PrintError."""
    of = corpus.campaign
    made = Progress(next(locale for locale in of.drafts if locale.code == code))
    whole = Corpus(of, corpus.library, corpus.pages | in_progress.corpus(corpus, code).pages, [])
    default = of.default.code
    if of.has_data:
        _strings(made, whole)
    _menu(made, of.root, default)
    _font(made, of.root)
    _pages(made, whole)
    if of.has_data:
        _facts(made, of.root, default)
        _words(made, whole)
    return made


def table(made: Progress) -> Iterator[str]:
    """Yield the lines that tell a person how far a language is, and where to go on."""
    locale = made.locale
    yield f"{locale.name} ({locale.code}), in progress"
    wide = max(len(part.name) for part in made.parts)
    for part in made.parts:
        extra = "" if part.needed else "  (not needed to publish)"
        yield f"  {part.name:{wide}}  {part.done:>5} of {part.of:<5} {part.percent:>3} %{extra}"
    if made.is_complete:
        yield f"Everything is there. Take `build: false` of «{locale.code}» out of {CONFIG}, then run `make check`."
        return
    yield "Next, the most urgent first:"
    for path, what in [*made.left.items()][:_MOST]:
        yield f"  {path}: {what}"
    if len(made.left) > _MOST:
        yield f"  and {len(made.left) - _MOST} files more"
