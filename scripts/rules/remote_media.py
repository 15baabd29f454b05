"""Pictures, sound and video loaded from another site, which learns who reads the page, and can change what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Position, say
from scripts.markup import place, plain, written
from scripts.rules import View

CODES = ("SAF002",)
SILENCE = False

_REMOTE = re.compile(r"(?:\A|,)(?:https?:|//)")
_TAG = re.compile(
    r"<(?:img|image|video|audio|source|track|picture|use|feimage|bgsound|body|table|t[dhr])(?![\w-])"
    r"(?>\"[^\"]{0,300}\"|'[^']{0,300}'|[^<>]){0,1000}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<=[\s\"'/])(?:xlink:)?(?:src|srcset|poster|href|background)\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s\"'>]+))",
    re.IGNORECASE,
)
_STYLE = re.compile(r"\burl\(\s*[\"']?((?:https?:)?//[^\s\"')]{1,200})", re.IGNORECASE)
_REFERENCE = re.compile(r"!\[([^\[\]]*)\](?:\[([^\[\]]*)\])?(?!\()")


def _is_remote(address: str) -> bool:
    """Tell whether an address leads to another site: entities, blanks and backslashes hide nothing from a browser."""
    return any(_REMOTE.search(plain(one)) for one in (address, address.replace("\\", "/")))


def _found(view: View) -> Iterator[tuple[Position, str]]:
    page = view.page
    for image in page.images:
        if _is_remote(image.target):
            yield image.at, image.target
    if "<" in page.body or "url(" in page.body:
        text = written(page)
        for match in _STYLE.finditer(text):
            yield place(text, match.start(1)), match.group(1)
        for tag in _TAG.finditer(text):
            for match in _ADDRESS.finditer(text, *tag.span()):
                address = match.group(match.lastindex)
                if _is_remote(address):
                    yield place(text, match.start(match.lastindex)), address.strip()[:200]
    if "![" in page.body:
        defined = {(link.text or "").lower(): link.target for link in page.externals}
        text = written(page)
        for match in _REFERENCE.finditer(text):
            target = defined.get((match.group(2) or match.group(1)).lower(), "")
            if _is_remote(target):
                yield place(text, match.start()), target


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF002 for media that another site serves."""
    for at, url in _found(view):
        message = say(
            "«{url}» is loaded from another site, which learns who reads this page; take it out, or write a link",
            url=url,
        )
        yield view.say_at(at, "SAF002", message)
