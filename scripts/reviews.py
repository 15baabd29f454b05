"""What each language's text was when it was last read beside the others: no dates, no history of commits.

`data/reviews/<page>.yml` holds, for each language and each other one, a digest of every section of the other as it was
then. A digest leaves out what typography, accents and spelling variants change, so that only other words count.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts import atomic, languages
from scripts.blocks import MASK
from scripts.campaign import Campaign
from scripts.catalogue import translate
from scripts.finding import START, Position, say
from scripts.languages import writing
from scripts.source_page import Section, SourcePage
from scripts.yaml_source import YamlError, parse

_COPY = "-copy"  # at the end of a digest: the section was copied from these words, to be translated
HEAD, LEAD = "title", "lead"  # the title with the description; what stands before the first heading
_COMMAND = "make accept PAGES=docs/<language>/{path}"
_LEFT_OUT = re.compile(rf"[\u0300-\u036f\u064b-\u065f\u0670\u0640{MASK}]+")  # accents, vowels, tatweel, syntax
_LINE = re.compile(
    r"(?:#.*|\s*|(?P<locale>[\w-]+):|  (?P<other>[\w-]+):|    (?P<name>[\w-]+): [\"']?(?P<digest>[\w-]+)[\"']?)\s*"
)
_WORDS = re.compile(r"[^\W_]+|[?%]", re.UNICODE)
_SAME = writing.DIGITS | str.maketrans({"؟": "?", "٪": "%"} | languages.alike())


def normalised(text: str) -> str:
    """Return the words of a text, without case, accents, vowels, punctuation: what a typographic edit leaves."""
    # «𝙰» is a capital only once it is decomposed.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = _LEFT_OUT.sub("", folded).translate(_SAME)
    return " ".join(_WORDS.findall(text))


def name_of(section: Section) -> str:
    """Return how a record names a section: by its id; one that is `title` or `lead` takes a `_`, which no id has."""
    return f"{section.anchor}_" if section.anchor in (HEAD, LEAD) else section.anchor or LEAD


def _pair(words: tuple[str, ...], everything: str) -> str:
    said = hashlib.sha256(normalised(" ".join(words)).encode()).hexdigest()[:8]
    return f"{said}-{_all(everything)}"


def _all(everything: str) -> str:
    return hashlib.sha256(" ".join(everything.split()).encode()).hexdigest()[:6]


def same_words(one: str | None, other: str | None) -> bool:
    """Return whether two digests of sections are of the same words; what is unknown is never the same."""
    return one is not None and other is not None and one.split("-")[0] == other.split("-")[0]


def digests(page: SourcePage, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return two digests of each section of a page, `words-all`: of what it says, and of every character of it.

    The first tells what is out of date; the second only which language was edited. Sections without an id, or whose
    id is repeated, share the last. A section of which every character is as in `known` has that digest.
    """
    known = known or {}
    lines = page.body.split("\n")
    first = page.head.count("\n") + 1  # the number of the body's first line
    found = {HEAD: _pair((str(page.meta.get("title")), str(page.meta.get("description"))), page.head)}
    for section in page.sections:
        if not section.heading and not section.blocks:
            continue
        written = lines[max(section.start - first, 0) : section.end - first]
        name, everything = name_of(section), "\n".join(written)
        if name in known and known[name].endswith(f"-{_all(everything)}"):
            found[name] = known[name]
            continue
        words = [section.heading.text] if section.heading else []
        words += [span for line, span in page.spans if section.start <= line < section.end]
        found[name] = _pair((*words, *(block.text for block in section.blocks)), everything)
    return found


@dataclass(frozen=True)
class Review:
    """The record of one `page`: `seen[locale][other][section]` is the digest of `other` when `locale` was read with it.

    `copies` are the entries, (locale, other, section), of sections that began as a copy of the other language's.
    `problem` says why the file cannot be used; `lines` gives the lines of its entries.
    """

    path: Path
    page: str
    seen: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    problem: str | None = None
    at: Position = START
    copies: set[tuple[str, str, str]] = field(default_factory=set)

    def known(self, locale: str, other: str, section: str) -> str | None:
        """Return the digest of a section of `other` when `locale` was last read beside it."""
        return self.seen.get(locale, {}).get(other, {}).get(section)

    def untranslated(self, locale: str, now: Mapping[str, str]) -> set[str]:
        """Return the sections of a language, of digests `now`, that are still the words they were copied from."""
        return {
            name
            for code, other, name in self.copies
            if code == locale and same_words(self.known(locale, other, name), now.get(name))
        }


def folder(campaign: Campaign) -> Path:
    """Return where the records are; a project without this folder is not asked to keep any."""
    return campaign.root / "data" / "reviews"


def load(campaign: Campaign, page: str) -> Review:
    """Return the record of a page; an empty one where there is none yet."""
    path = (folder(campaign) / page).with_suffix(".yml")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Review(path, page)
    except (UnicodeDecodeError, OSError) as error:
        return Review(path, page, problem=type(error).__name__)
    review, locale, other = Review(path, page), "", ""
    for number, line in enumerate(text.split("\n"), 1):
        # Every page has such a file, and a machine writes it: its few forms are read far quicker than YAML is.
        match = _LINE.fullmatch(line)
        if match is None:
            return _unreadable(path, page, text, Position(number, 1))
        match match.lastgroup:
            case "locale":
                locale = match["locale"]
            case "other":
                other = match["other"]
            case "digest":
                entry = (locale, other, match["name"])
                review.seen.setdefault(locale, {}).setdefault(other, {})[match["name"]] = match["digest"].removesuffix(
                    _COPY
                )
                review.lines[entry] = number
                if match["digest"].endswith(_COPY):
                    review.copies.add(entry)
    return review


def _unreadable(path: Path, page: str, text: str, at: Position) -> Review:
    """Return a record that cannot be used, with what a YAML reader says of it, if it says anything."""
    try:
        parse(text)
    except YamlError as error:
        return Review(path, page, problem=error.message, at=error.at)
    return Review(path, page, problem=text.split("\n")[at.line - 1].strip()[:40], at=at)


def accept(review: Review, pages: Mapping[str, SourcePage], read: Collection[str], drafts: Collection[str] = ()) -> str:
    """Return the new record of a page: the locales `read` have been read beside every other one.

    Nothing is held against those of `drafts`, languages in progress: they alone are held against the others.
    """
    now = {locale: digests(page) for locale, page in pages.items()}
    lines = _header(review.page, sorted(pages))
    for locale in sorted({*pages, *(set(drafts) & set(review.seen))}):
        lines.append(f"{locale}:")
        for other in sorted(set(pages) - {locale, *drafts}):
            fresh = locale in read or (other in read and locale not in drafts)
            kept = now[other] if fresh else review.seen.get(locale, {}).get(other, {})
            if kept or locale not in drafts:
                lines.append(f"  {other}:")
            copies = set() if fresh else {name for name in kept if (locale, other, name) in review.copies}
            lines += [f'    {name}: "{digest}{_COPY if name in copies else ""}"' for name, digest in kept.items()]
    return "\n".join(lines) + "\n"


def _header(page: str, locales: Collection[str]) -> list[str]:
    """Return the first lines of a record: what it is, in English and in the languages of the site."""
    said = say("Which words of each language were read beside the other's")
    told = [translate(said, locale) for locale in sorted(locales)]
    others = [f"# {' / '.join(one for one in told if one != said)}"] if any(one != said for one in told) else []
    return [f"# {said}; written by `{_COMMAND.format(path=page)}`.", *others, ""]


def begun(review: Review, locale: str, other: str, page: SourcePage) -> str:
    """Return the record of a page of which `locale` begins as a copy of `page`, the same in `other`."""
    known = review.path.is_file()
    kept = review.path.read_text(encoding="utf-8") if known else "\n".join(_header(review.page, [other]))
    lines = [kept.rstrip("\n"), f"{locale}:", f"  {other}:"]
    return "\n".join([*lines, *(f'    {name}: "{digest}{_COPY}"' for name, digest in digests(page).items())]) + "\n"


def write(review: Review, text: str) -> bool:
    """Write a record; returns whether it has changed. Raises OSError."""
    if review.path.is_file() and review.path.read_text(encoding="utf-8") == text:
        return False
    atomic.write(review.path, text.encode())
    return True
