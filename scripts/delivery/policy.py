"""What a browser may load and run on a page, told to it by the page itself: nothing, but for what the page uses.

A page never grants itself more than files of this site. What stands inline is run only if the machine put it there
and says so: a script that slipped into a page is not made good by being in it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator

from scripts.html_pieces import OPENING, PIECE, attributes

NAME = "content-security-policy"
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_OLD = re.compile(rf"<meta\b[^>]*http-equiv=[\"']?{NAME}\b[^>]*>\s*", re.IGNORECASE)
_FETCH = re.compile(r"\bfetch\s*\(|\bXMLHttpRequest\b")
_WORKER = re.compile(r"\bnew\s+Worker\s*\(")
_ADDRESS = re.compile(r"url\(\s*[\"']?(data:)?")
_SCRIPTS = frozenset({"", "module", "text/javascript"})  # other types are data
_LOADING = frozenset({"link", "style", "img", "image", "picture", "script"})
Read = Callable[[str], str]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inline(whole: str, opening: re.Match[str]) -> str:
    return whole[opening.end() :].rpartition("</")[0]


def _elements(page: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield (name, attributes, what stands inside a script or a style) of the elements that load something."""
    for match in PIECE.finditer(page):
        opening = OPENING.match(match.group())
        if opening and opening.group(1).lower() in _LOADING:
            yield opening.group(1).lower(), attributes(opening.group(2)), _inline(match.group(), opening)


def policy(page: str, read: Read, trusted: Iterable[str] = ()) -> str:
    """Return the policy of a page; `read` returns the text of a file it loads, `trusted` are its inline texts."""
    known = frozenset(trusted)
    directives: dict[str, set[str]] = {}

    def allow(directive: str, *sources: str) -> None:
        directives.setdefault(directive, set()).update(sources)

    for name, given, inside in _elements(page):
        if name == "link" and (relations := given.get("rel", "").lower().split()):
            if "icon" in relations:
                allow("img-src", "'self'")
            if "stylesheet" in relations:
                allow("style-src", "'self'")
                _style(read(given.get("href", "")), allow)
        elif name == "style":
            allow("style-src", "'self'")
            _style(inside, allow)
            if inside in known:
                allow("style-src", _hash(inside))
        elif name in ("img", "image", "picture"):
            allow("img-src", "'self'")
        elif name == "script" and given.get("type", "").lower() in _SCRIPTS:
            if "src" in given:
                # What a script adds later, a style sheet or another script, is a file of this site as well.
                allow("script-src", "'self'")
                allow("style-src", "'self'")
                _script(read(given["src"]), allow)
            elif inside in known:
                allow("script-src", _hash(inside))
    rules = [f"{name} {' '.join(sorted(sources, reverse=True))}" for name, sources in sorted(directives.items())]
    return "; ".join(["default-src 'none'", *rules, "base-uri 'none'", "form-action 'none'"])


def _style(text: str, allow: Callable[..., None]) -> None:
    if "@font-face" in text:
        allow("font-src", "'self'")
    for data in _ADDRESS.findall(text):
        allow("img-src", data or "'self'")


def _script(text: str, allow: Callable[..., None]) -> None:
    if _FETCH.search(text):
        allow("connect-src", "'self'")
    if _WORKER.search(text):
        allow("worker-src", "'self'")


def told(page: str, read: Read, trusted: Iterable[str] = ()) -> str:
    """Return a page that begins with its policy; one that it had before goes."""
    page = _OLD.sub("", page)
    words = html.escape(policy(page, read, trusted), quote=False)
    return _HEAD.sub(lambda match: f'{match.group()}<meta http-equiv="{NAME}" content="{words}">', page, count=1)
