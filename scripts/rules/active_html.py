"""HTML that runs or loads something: scripts, frames, forms, event handlers, addresses that are programs.

A page is read by people under threat, perhaps watched: nothing on it may run, load from elsewhere, or ask for data.
Attributes in braces (`{onclick=…}`) and addresses written with entities end as HTML too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.blocks import MASK
from scripts.finding import Finding, say
from scripts.markup import place, plain, written
from scripts.rules import View
from scripts.source_page import SourcePage

CODES = ("SAF001",)
SILENCE = False

NAMES = "applet|base|button|embed|form|frame|frameset|iframe|input|link|meta|object|portal|script|select|style|textarea"
_TAG = re.compile(rf"<({NAMES})(?![\w-])", re.IGNORECASE)
_EVENT = re.compile(r"<[a-z][^<]{0,1000}?[\s\"'/](on[a-z]{3,})\s*=", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<=[\s\"'/:])(?:href|src|srcdoc|action|formaction|data|poster|background)\s*=\s*[\"']?([^\"'>]{0,300})", re.I
)
_BRACES = re.compile(
    r"\{:?[^{}\n]{0,300}?(?<![\w-])(on[a-z]{3,}|src|srcset|srcdoc|href|action|formaction|style|background|poster)\s*=",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\]\(\s*<?([^)]{0,300})")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?([^\n>]{0,300})", re.MULTILINE)
_PROGRAM = re.compile(r"(?:javascript|vbscript|livescript|blob|filesystem):|data:[\w.+-]*[/;,]")
# A fence that Markdown may not take for one: what stands after it is more than a language and options.
_DOUBTFUL = re.compile(
    r"^ *(?:`{3,}|~{3,})(?![ ]*(?:[\w+#.-]*(?:[ ]+\w+=\"[^\"\n]*\")*|\{[^{}\n]*\})[ ]*$)", re.MULTILINE
)


def _exposed(page: SourcePage) -> str:
    """Return the text with code masked, but for code that Markdown may read otherwise than it seems."""
    text = written(page)
    body = page.body
    if "`" not in body and "~~~" not in body and "<!--" not in body:
        return text
    if "<!--" in body or _DOUBTFUL.search(body):
        return page.head + body
    lines = []
    for (_, masked), raw in zip(page.masked, body.split("\n"), strict=True):
        # An escaped mark opens no code; a block of HTML ends code that began on a line above.
        goes_on = masked.startswith(MASK) and not raw.startswith("`")
        lines.append(raw if goes_on or "\\`" in raw else masked)
    return page.head + "\n".join(lines)


def _found(text: str) -> Iterator[tuple[int, str]]:
    """Yield (index, what runs or loads)."""
    if "<" in text:
        for match in _TAG.finditer(text):
            yield match.start(), f"<{match.group(1).lower()}>"
        for match in _EVENT.finditer(text):
            yield match.start(1), match.group(1)
        for match in _ATTRIBUTE.finditer(text):
            if _PROGRAM.match(plain(match.group(1))):
                yield match.start(1), match.group(1)[:40]
    if "=" in text:
        for match in _BRACES.finditer(text):
            yield match.start(1), match.group(1)
    for pattern in (_TARGET, _DEFINITION) if "]:" in text else (_TARGET,):
        for match in pattern.finditer(text):
            target = match.group(1)
            if (":" in target or "&" in target or "%" in target) and _PROGRAM.match(plain(target)):
                yield match.start(1), target.split()[0][:40]


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF001 for whatever runs or loads something."""
    text = _exposed(view.page)
    for index, what in _found(text):
        message = say("«{what}» runs or loads something in the reader's browser; take it out", what=what)
        yield view.say_at(place(text, index), "SAF001", message)
