"""Advice to look at, keep, copy, print, show or send an intimate image of somebody under 18.

Nobody needs the image: messages, names and links are the evidence («you never need to keep the intimate image
itself», eSafety), and holding or sending one harms again and may be punished, teachers and parents included.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("SAF009",)
NEEDS_DATA = True
SILENCE = False


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF009 for such advice in a sentence, section or page that speaks of people under 18, or of a school."""
    found, code = terms.of(view), view.locale.code
    about = "\n".join(str(view.page.meta.get(key, "")) for key in ("title", "description"))
    for hit in terms.hits(view, "minors"):
        section = view.page.section_of(hit.at.line)
        texts = [about, hit.block.text, *(block.text for block in section.blocks)]
        if section.heading:
            texts.append(section.heading.text)
        if found.contains("under-18", code, "\n".join(texts)) or found.contains("school", code, about):
            message = say(
                "«{form}» asks for an image of somebody under 18 to be kept, shown or sent; take it out: {prefer}",
                form=hit.text,
                prefer=hit.prefer,
            )
            yield view.say_at(hit.at, "SAF009", message)
