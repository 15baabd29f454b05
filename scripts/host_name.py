"""Host names: who registered them, which look like others. Public suffixes are those of publicsuffix.org."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from confusable_homoglyphs import confusables
from publicsuffixlist import PublicSuffixList
from rapidfuzz.distance import DamerauLevenshtein

# Shorter names are too often one edit apart for that to mean anything: 3018 and 3019, pmp and cmp.
_LONG_ENOUGH = 5
# Shorter names are words that other names may hold: police, justice.
_LONG_ENOUGH_TO_BE_HELD = 7
_FORWARDS = re.compile(r"[?&](?:q|u|url|to|dest|target|redirect\w*|link)=(?:https?|//)", re.IGNORECASE)
# Latin letters that pass for others at a glance.
_FOLDS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))


@functools.cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@functools.cache
def _known_suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def of_url(url: str) -> str:
    """Return the host of an address, in letters (not punycode) and without `www.`; '' if it has none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return readable(host.removeprefix("www."))


def readable(host: str) -> str:
    """Return a host name with its punycode labels in letters."""
    labels = []
    for label in host.lower().split("."):
        try:
            labels.append(label.encode("ascii").decode("idna"))
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def is_public(host: str) -> bool:
    """Return whether a word with dots stands below a real public suffix of the internet: `a.ma`, not `mkdocs.yml`."""
    return _known_suffixes().privatesuffix(host.lower()) is not None


def is_reserved(value: str) -> bool:
    """Return whether a web or mail address, or a host name, is below `.example`, which nobody can register (RFC 2606).

    Printed values count too: a host name with a path after it.
    """
    host = (of_url(value) if "://" in value else value.rpartition("@")[2]).partition("/")[0]
    return host.lower().rstrip(".").endswith(".example")


def domain(host: str) -> str:
    """Return the part of a host name that somebody registered: `plaintes.pmp.ma` is `pmp.ma`."""
    return _suffixes().privatesuffix(host) or host


def _label(name: str) -> str:
    """Return a registered domain without its suffix."""
    suffix = _suffixes().publicsuffix(name)
    return name.removesuffix(f".{suffix}") if suffix else name


@functools.cache
def skeleton(name: str) -> str:
    """Return a name with the letters of other alphabets, and Latin ones that pass for others, made alike."""
    decomposed = unicodedata.normalize("NFKD", name)
    name = "".join(one for one in decomposed if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    found = confusables.is_confusable(name, preferred_aliases=["latin"], greedy=True) or []
    for one in found:
        latin = [alike["c"] for alike in one["homoglyphs"] if alike["c"].isascii()]
        if latin:
            name = name.replace(one["character"], latin[0])
    name = name.lower()
    for letters, alike in _FOLDS:
        name = name.replace(letters, alike)
    return name


def look_alike(host: str, known: Iterable[str]) -> str | None:
    """Return the known domain that `host` could be mistaken for, or None; a known domain itself is no danger."""
    name, known = domain(host), set(known)
    if name in known:
        return None
    label = _label(name)
    for other in sorted(filter(None, known)):
        theirs = _label(other)
        if skeleton(name) == skeleton(other) or skeleton(label) == skeleton(theirs):
            return other
        if min(len(label), len(theirs)) >= _LONG_ENOUGH and DamerauLevenshtein.distance(label, theirs) == 1:
            return other
        held = rf"(?:^|[.-]){re.escape(skeleton(theirs))}(?:[.-]|$)"
        if len(theirs) >= _LONG_ENOUGH_TO_BE_HELD and re.search(held, skeleton(host)):
            return other
    return None


def hides(value: str, host: str, shorteners: Collection[str]) -> bool:
    """Return whether an address on `host` leads elsewhere: by a shortener, or by an address among its parameters."""
    return host in shorteners or domain(host) in shorteners or bool(_FORWARDS.search(value))


def short(url: str, longest: int = 32) -> str:
    """Return what a reader needs of an address: the host without `www.`, and its path if both are short."""
    words = url.removeprefix("https://").removeprefix("http://").removeprefix("www.").split("?")[0].rstrip("/")
    return words if len(words) <= longest else words.split("/")[0]
