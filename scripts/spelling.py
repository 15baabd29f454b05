"""The words of a language: those that nobody knows, and the known ones nearest to them.

A language has a Hunspell dictionary, `data/dictionaries/<locale>/<locale>.{aff,dic}.gz`, and a list of the project's
own words, `data/words/<locale>.txt`, one a line:

    Snapchat            a word
    Instagram/Irlande   a word that takes the endings and beginnings of another: d’Instagram
    *peu-être/peut-être a slip, though the dictionary has such a word, and what was meant
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import OSA

try:
    from hunspell import Hunspell
except ImportError:  # no build of it for this computer (pyproject.toml): spelling is checked elsewhere
    Hunspell = None

from scripts.blocks import MASK
from scripts.languages import writing

# What touches a figure or is part of an address is no word. Syntax may follow an apostrophe: l’**écran**.
# The counts have an end, so that a page of a single endless word costs no more than another.
_ARABIC = r"\u0620-\u065f\u066e-\u06d3\u06d5"
_LATIN = r"(?:[^\W\d_\u0600-\u06ff][\u0300-\u036f]?+){1,60}+"
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Vowel marks and the stretching of letters: Arabic is read, and its dictionary written, without them.
_MARKS = re.compile(f"[\u0640\u064b-\u0652\u0670{MASK}]")
_ABBREVIATION = 6  # letters at most
_HINTS, _FARTHEST = 12, 2  # words with a hint, in one run; letters between a word and its hints


@functools.cache
def _words(locale: str) -> re.Pattern[str]:
    """Match the words of a language: of its script, or of any but Arabic in Latin script."""
    script = writing.of_language(locale)
    if script == writing.ARABIC:
        return re.compile(f"(?<![\\d{_ARABIC}])[{_ARABIC}]{{1,60}}+(?![\\d{_ARABIC}])")
    own = f"[{writing.letters(script)}]{{1,60}}+" if script not in ("", writing.LATIN) else _LATIN
    return re.compile(
        f"(?<![\\w@])(?<!\\w\\.){own}(?:(?:[-\u2011]|['’]{MASK}{{,9}}){own}){{,9}}+(?:['’](?={MASK}))?(?![\\w@]|\\.\\w)"
    )


class Speller:
    """What is known of a language's words. The dictionary is read when a word is met that no run before has seen."""

    def __init__(self, dictionary: Path, words: Path, cache: Path) -> None:
        """Take the path of a dictionary, without endings, a list of words, and a folder for notes."""
        files = [dictionary.with_name(dictionary.name + ending) for ending in (".aff.gz", ".dic.gz")]
        own = words.read_text(encoding="utf-8", errors="replace") if words.is_file() else ""
        lines = [line.partition("#")[0].strip() for line in own.splitlines()]
        self._packed = [file.read_bytes() for file in files]
        self._own = [line for line in lines if line and not line.startswith("*")]
        self._slips = dict(line[1:].split("/", 1) for line in lines if line.startswith("*") and "/" in line)
        reason = [*self._packed, own.encode(), Path(__file__).read_bytes()]  # all that a verdict comes from
        digest = hashlib.sha256(b"".join(reason)).hexdigest()[:16]
        self._cache = cache / f"{dictionary.name}-{digest}.txt"
        self._right: set[str] = set()
        self._wrong: set[str] = set()
        with contextlib.suppress(OSError):
            seen = self._cache.read_text(encoding="utf-8", errors="replace").split("\n")
            for line in seen[:-1]:  # the last one may have been cut short
                (self._wrong if line.startswith("!") else self._right).add(line.removeprefix("!"))
        self._near: dict[str, list[str]] = {}

    @functools.cached_property
    def _dictionary(self) -> Hunspell:
        with tempfile.TemporaryDirectory() as folder:
            for ending, packed in zip((".aff", ".dic"), self._packed, strict=True):
                Path(folder, "words" + ending).write_bytes(gzip.decompress(packed))
            found = Hunspell("words", hunspell_data_dir=folder, system_encoding="UTF-8")
        for line in self._own:
            word, _, like = line.partition("/")
            found.add(word, like) if like else found.add(word)
        return found

    def _knows(self, word: str) -> bool:
        name = word.rpartition("'")[2] or word
        if len(word) <= 1 or (name.isupper() and len(name) <= _ABBREVIATION):
            return True
        return not self.slip(word) and self._dictionary.spell(word)

    def unknown(self, text: str, locale: str) -> Iterator[tuple[int, str]]:
        """Yield (place, word) for each word of a text that is in no list; `locale` tells what its words look like."""
        new = []
        latin = writing.of_language(locale) == writing.LATIN
        for found in _words(locale).finditer(text):
            written = found.group()
            if latin and not (written.isascii() or _LATIN_LETTER.search(written)):
                continue  # of another alphabet; one letter of it among others is a slip
            if written in self._right:
                continue
            word = unicodedata.normalize("NFC", _MARKS.sub("", written)).replace("\u2011", "-")
            if written not in self._wrong:
                right = self._knows(word.replace("’", "'"))
                (self._right if right else self._wrong).add(written)
                new.append(written if right else f"!{written}")
            if written in self._wrong:
                yield found.start(), word
        if new:
            self._note(new)

    def _note(self, verdicts: list[str]) -> None:
        """Note words for the next run; where nothing can be written, it looks them up again."""
        with contextlib.suppress(OSError):
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            # Unbuffered: what several processes write at once stays line by line.
            with self._cache.open("ab", buffering=0) as file:
                file.write("".join(f"{verdict}\n" for verdict in verdicts).encode())

    def slip(self, word: str) -> str | None:
        """Return what is meant by a word that is listed as a slip; None for any other."""
        return self._slips.get(word.lower())

    def near(self, word: str) -> list[str]:
        """Return the words that were probably meant, three at most; none for a word like no other."""
        word = word.replace("’", "'")
        if word not in self._near:
            # A hint takes a fifth of a second, and a page in another language would need hundreds.
            found = self._dictionary.suggest(word) if len(self._near) < _HINTS else ()
            apart = {one: OSA.distance(word, one.replace("’", "'")) for one in found if not self.slip(one)}
            least = min(apart.values(), default=0)
            self._near[word] = [one for one in apart if least <= _FARTHEST and apart[one] <= least + 1][:3]
        return self._near[word]


@functools.lru_cache(maxsize=64)
def speller(root: Path, locale: str) -> Speller | None:
    """Return what is known of the words of a locale in the project at `root`; None without a dictionary."""
    dictionary = root / "data" / "dictionaries" / locale / locale
    if Hunspell is None or not dictionary.with_name(f"{locale}.dic.gz").is_file():
        return None
    return Speller(dictionary, root / "data" / "words" / f"{locale}.txt", root / ".cache" / "spelling")
