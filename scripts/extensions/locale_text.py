"""Text as the page's language sets it: French spacing, and left-to-right runs isolated in Arabic."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts import bidi
from scripts.extensions.page_context import PageProcessor
from scripts.typography import typeset

_VERBATIM = frozenset({"code", "pre", "bdi", "script", "style"})


class LocaleTextProcessor(PageProcessor):
    """Sets the text of a page in its language; see `bidi` and `typography` for the rules."""

    def _pieces(self, text: str | None) -> tuple[str, list[etree.Element]]:
        """Return the text before the first isolated run, and the runs with what follows them."""
        if not text:
            return "", []
        text = typeset(str(text), self.context.locale)
        before, runs = "", []
        for piece, ltr in bidi.split(text) if self.context.rtl else [(text, False)]:
            if ltr:
                run = etree.Element("bdi", {"dir": "ltr"})
                run.text, run.tail = AtomicString(piece), ""
                runs.append(run)
            elif runs:
                runs[-1].tail += piece
            else:
                before += piece
        return before, runs

    def _walk(self, element: etree.Element) -> None:
        for child in list(element):
            self._walk(child)
            child.tail, runs = self._pieces(child.tail)
            index = list(element).index(child) + 1
            for offset, run in enumerate(runs):
                element.insert(index + offset, run)
        if element.tag not in _VERBATIM and not isinstance(element.text, AtomicString):
            element.text, runs = self._pieces(element.text)
            for offset, run in enumerate(runs):
                element.insert(offset, run)
        if element.tag == "a" and element.get("href", "").startswith(("http://", "https://")):
            element.set("rel", "noopener noreferrer")

    def run(self, root: etree.Element) -> None:
        """Rewrite every text of the tree, code excepted."""
        self._walk(root)
