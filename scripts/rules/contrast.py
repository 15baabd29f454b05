"""The colours of the campaign stand out from each other as much as it promises, in both schemes."""

from __future__ import annotations

from collections.abc import Iterator

from scripts import palette
from scripts.finding import START, Finding, finding, say
from scripts.rules import Corpus

CODES = ("CFG011",)
NEEDS_DATA = True
SILENCE = False


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield CFG011 for a pair of colours with too little contrast, or for a name that no colour has."""
    colours = palette.read(corpus.campaign.docs)
    shown = corpus.campaign.relative(corpus.campaign.docs / palette.SHEET)
    for promise in corpus.campaign.contrast:
        for name in sorted({*promise.of, *promise.over} - colours.light.keys()):
            message = say("there is no colour «{name}», of which extra.contrast speaks; name one of :root", name=name)
            yield finding(shown, START, "CFG011", message)
    for pair in palette.measured(colours, corpus.campaign.contrast):
        if pair.worst < pair.least:
            message = say(
                "«{of}» over «{over}» has a contrast of {found}, not {least}; choose a darker or a lighter one",
                of=pair.of,
                over=pair.over,
                found=f"{pair.worst:.2f}",
                least=f"{pair.least:g}",
            )
            yield finding(shown, START, "CFG011", message)
