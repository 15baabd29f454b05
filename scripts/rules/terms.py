"""Words to avoid, with those to write instead.

A reader under threat takes every word personally: the site names acts precisely, judges nobody, and says one thing
with one word. The forms, their reasons and their exceptions are in data/terms.yml.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import Corpus, View

CODES = ("TRM001",)
NEEDS_DATA = True


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield DAT016 for what is wrong in data/terms.yml itself."""
    yield from terms.load(corpus.campaign.root)[1]


def check_page(view: View) -> Iterator[Finding]:
    """Yield TRM001 for a form to avoid."""
    for hit in terms.hits(view, "term"):
        message = say("«{form}» is better avoided here; write «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "TRM001", message)
