"""HTML in a page: Markdown says it better, and translators, printers and screen readers follow it.

Words between < and > are taken for a tag as well, and disappear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, Message, say
from scripts.markup import place, written
from scripts.rules import View
from scripts.rules.active_html import NAMES

CODES = ("HTM001",)
NEEDS_DATA = True

_TAG = re.compile(rf"<(?!/?(?:{NAMES})(?![\w-]))(/?)([a-zA-Z][^\s<>/@:]*)((?:[\s/][^<>]*)?)>", re.IGNORECASE)
_MARKDOWN = {
    "a": "[…](…)",
    "b": "**…**",
    "strong": "**…**",
    "u": "**…**",
    "mark": "**…**",
    "i": "«…»",
    "em": "«…»",
    "code": "`…`",
    "kbd": "`…`",
    "blockquote": "> …",
    "ul": "- …",
    "ol": "1. …",
    "li": "- …",
    "table": "| … | … |",
    "h1": "## … {#…}",
    "h2": "## … {#…}",
    "h3": "### … {#…}",
    "h4": "### … {#…}",
    "details": '!!! note "…"',
}
_BREAKS = frozenset({"br", "p", "div", "hr", "section", "center", "wbr"})
_PLAIN = re.compile(
    "abbr|article|aside|audio|bdi|bdo|big|caption|cite|col|colgroup|dd|del|dfn|dl|dt|figcaption|figure"
    "|font|footer|header|ins|label|main|math|nav|picture|pre|q|s|samp|small|source|span|strike|sub|summary"
    "|sup|svg|tbody|td|tfoot|th|thead|time|tr|track|tt|var|video"
)


def _message(name: str, tag: str) -> Message:
    if name in _MARKDOWN:
        return say("«{tag}» is HTML; write {form} in its place", tag=tag, form=_MARKDOWN[name])
    if name in _BREAKS:
        return say("«{tag}» is HTML; leave an empty line in its place, or write a list", tag=tag)
    if name == "img":
        return say("«{tag}» is HTML; pages have no pictures, say it in words", tag=tag)
    if _PLAIN.fullmatch(name):
        return say("«{tag}» is HTML; keep the words, take the tag out", tag=tag)
    return say("«{tag}» is taken for HTML and disappears; write it between parentheses", tag=tag)


def check_page(view: View) -> Iterator[Finding]:
    """Yield HTM001 for each tag that opens, and for one that closes what nothing opened."""
    if "<" not in view.page.body:
        return
    text = written(view.page)
    opened: set[str] = set()
    for match in _TAG.finditer(text):
        closes, name = match.group(1), match.group(2).lower()
        if closes and name in opened:
            continue
        opened.add(name)
        tag = match.group() if len(match.group()) <= 40 else f"<{name} …>"
        yield view.say_at(place(text, match.start()), "HTM001", _message(name, tag))
