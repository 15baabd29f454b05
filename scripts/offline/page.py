"""A page of the built site, made to be opened from a disk: links name files, nothing is left for search engines.

Only tags are touched, one at a time: whatever wrote the page, the rest stays as it was. Knows no generator.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Sequence
from urllib.parse import unquote, urlsplit

from scripts.html_pieces import OPENING, PIECE, attributes

_ADDRESS = re.compile(r"(\s(?:href|src|action)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_REFRESH = re.compile(r"(\scontent\s*=\s*[\"']?\s*\d+\s*;\s*url=)([^\"'>\s]+)", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_MAIN = re.compile(r"<main\b[^>]*>|<body\b[^>]*>", re.IGNORECASE)
_SECTION = re.compile(r"<(?:html|section)\b[^>]*\slang=[\"']?([\w-]+)", re.IGNORECASE)


def file_address(page: str, address: str, files: Collection[str], home: str = "") -> str:
    """Return an address of a page as the relative address of a file; one that leads elsewhere as it is.

    `page` and `files` are paths inside the site; `home` is the site's whole address, with its last slash, or ''.
    """
    if home and address.startswith(home):
        return _relative(page, address.removeprefix(home) or ".", files) or address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    return _relative(page, posixpath.join(posixpath.dirname(page), address), files, address) or address


def _relative(page: str, whole: str, files: Collection[str], written: str = "") -> str:
    """Return the way from a page to a file or to the page of a folder; '' where there is neither."""
    path, sign, rest = re.fullmatch(r"([^?#]*)(\??[^#]*)(.*)", whole, re.DOTALL).group(1, 2, 3)
    target = posixpath.normpath(unquote(path))
    if target in files:
        index = ""
    elif posixpath.normpath(posixpath.join(target, "index.html")) in files:
        index = "/index.html"
    else:
        return ""
    if written:
        path = re.match(r"[^?#]*", written).group()
    else:
        path = posixpath.relpath(path.rstrip("/") or ".", posixpath.dirname(page) or ".")
    return (path.rstrip("/") + index if index else path) + sign + rest


def _is_for_the_web(name: str, given: dict[str, str]) -> bool:
    """Return whether an element speaks to search engines, networks or messengers only."""
    if name == "link":
        relations = given.get("rel", "").lower().split()
        return "canonical" in relations or ("alternate" in relations and "hreflang" in given)
    if name == "meta":
        prefix = (given.get("property") or given.get("name") or "").partition(":")[0]
        return prefix in ("og", "twitter", "robots")
    return name == "script" and given.get("type") == "application/ld+json"


def languages(text: str) -> list[str]:
    """Return the languages of a page: that of its root, then those of its sections."""
    return list(dict.fromkeys(_SECTION.findall(text)))


def from_disk(text: str, page: str, files: Collection[str], home: str, head: Sequence[str], notes: str) -> str:
    """Return a page whose links work from a disk; `page` is its path, `head` what its head gets, `notes` its top.

    It is kept out of search engines, should somebody put the copy on a server: the site itself is newer.
    """

    def address(match: re.Match[str]) -> str:
        value = match.group(2).strip("\"'")
        return f'{match.group(1)}"{html.escape(file_address(page, html.unescape(value), files, home))}"'

    def piece(match: re.Match[str]) -> str:
        whole = match.group()
        opening = OPENING.match(whole)
        if opening is None:
            return whole
        name, given = opening.group(1).lower(), attributes(opening.group(2))
        if _is_for_the_web(name, given):
            return ""
        tag = _ADDRESS.sub(address, opening.group())
        if name == "meta" and given.get("http-equiv", "").lower() == "refresh":
            tag = _REFRESH.sub(lambda one: one[1] + file_address(page, html.unescape(one[2]), files, home), tag)
        return tag + whole[opening.end() :]

    text = PIECE.sub(piece, text)
    added = ['<meta name="robots" content="noindex">', *head]
    text = _HEAD_END.sub(lambda match: "".join(f"{one}\n" for one in added) + match.group(), text, count=1)
    mains = list(_MAIN.finditer(text))
    if not notes or not mains:
        return text
    place = next((one for one in mains if one.group()[1:5].lower() == "main"), mains[0]).end()
    return f"{text[:place]}\n{notes}{text[place:]}"
