"""« tu », « ton compte », « t’inquiète »: this site says « vous » to everyone, adults and children.

One page that says « tu » speaks to another reader than the page before it. What people say to each other stands
between « » and passes: « Ce n’est pas ta faute. » (Style of this site.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.finding import Finding, say
from scripts.quotations import Quotations
from scripts.rules import View
from scripts.running_text import RunningText

CODES = ("FRT009",)
NEEDS_DATA = True

_YOURS = (
    "compte|téléphone|appareil|ordinateur|image|ami|amie|nom|prénom|numéro|père|enfant|profil|argent|histoire|adresse"
    "|école|identité|avis|âge|corps|mot|message|problème|professeur|prof|frère|pays|choix|droit|accord|écran|écoute"
)
_TU = re.compile(
    r"[Tt](?<!\w[Tt])(?:(?:u|oi|es?|a|iens?|iennes?)(?![\w’'])|[’'](?=\ufffc*[aeiouyhéèêàâîôœ])(?<!\w[-’'.]t[’'])"
    rf"|on(?= (?:{_YOURS})\b))"
)
# « Elle s’est tu(e) », « un tiens vaut mieux », « il tient »; a note of the scale; « le ton compte ».
_NOT_AFTER = {
    "tu": re.compile(r"(?:est|sont|était|étaient|sera|être|été|étant|suis|ont|a)\s+\Z"),
    "tiens": re.compile(r"(?:\bje|\bun|\bme|m[’'])\s+\Z|m[’']y\s+\Z", re.IGNORECASE),
    "ton": re.compile(r"(?:\b(?:le|un|ce|du|de|au|bon|même|son|sur|quel|par)|d[’'])\s+\Z", re.IGNORECASE),
}


def check_page(view: View) -> Iterator[Finding]:
    """Yield FRT009 for each « tu » outside « »."""
    running = RunningText(view)
    quotations = None
    for match in _TU.finditer(running.text):
        word = match.group()
        before = _NOT_AFTER.get(word.lower())
        if before and before.search(running.text[max(0, match.start() - 12) : match.start()]):
            continue
        quotations = quotations or Quotations(running)
        if not quotations.hold(match.start()):
            message = say(
                "«{word}»: this site says « vous » to everyone; write « vous », or quote the words between « »",
                word=word,
            )
            yield running.say_at(match.start(), "FRT009", message)
