"""Suicide and self-harm: help first, no headline, no method, no story of a death, no count.

The World Health Organization asks media for this, because harmful wording is imitated and stories of recovery
protect. A page that touches the subject shows a service, or the page of urgent help, before it or in the same section.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts import addresses, terms
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("SAF008",)
SILENCE = False
NEEDS_DATA = True
_EDITORIAL = "about/"  # for those who write the site, not for those who need help
_SERVICES = ("channel", "channels")


def _help_lines(view: View) -> list[int]:
    """Return the lines on which a page offers a service, or leads to the page of urgent help."""
    page = view.corpus.campaign.urgent_help.partition("#")[0]
    links = [
        link.at.line
        for link in view.page.links
        if page and addresses.joined(view.path, link.target.partition("#")[0]) == page
    ]
    return links + [one.at.line for one in view.page.mentions if one.scheme in _SERVICES]


def check_page(view: View) -> Iterator[Finding]:
    """Yield SAF008 for a form that does harm, and for the subject where no help stands before it."""
    refused = set()
    for hit in terms.hits(view, "suicide"):
        refused.add(hit.at.line)
        message = say("«{form}» can do harm here; write «{prefer}»", form=hit.text, prefer=hit.prefer)
        yield view.say_at(hit.at, "SAF008", message)
    if view.path.startswith(_EDITORIAL):
        return
    found = terms.of(view)
    for hit in terms.hits(view, "self-harm"):
        section = view.page.section_of(hit.at.line)
        within = {block.at.line + line for block in section.blocks for line in range(block.text.count("\n") + 1)}
        said = found.contains("urgent-help", view.locale.code, hit.block.text)
        if (
            hit.at.line not in refused
            and not said
            and not any(line <= hit.at.line or line in within for line in _help_lines(view))
        ):
            message = say(
                "«{form}» stands before any help; put a service above it, or in the same section", form=hit.text
            )
            if page := view.corpus.campaign.urgent_help:
                message = say(
                    "«{form}» stands before any help; put a service or a link to {page} above it, or in the"
                    " same section",
                    form=hit.text,
                    page=page,
                )
            yield view.say_at(hit.at, "SAF008", message)
            return
