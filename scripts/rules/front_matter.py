"""Front matter: the keys of every page, their kinds, and no date in the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from scripts import data_file
from scripts.finding import Finding, say
from scripts.rules import View

CODES = ("FM001", "FM002", "FM003")
NEEDS_DATA = True
SILENCE = False


def check_page(view: View) -> Iterator[Finding]:
    """Yield FM002 for a key that does not fit, FM003 for a review date in the future. FM001: it cannot be read."""
    drawings = view.corpus.campaign.drawings
    page = view.page
    if page.front_matter is None or page.front_matter.data is None:
        message = say("the front matter is empty; add title, description, reviewed and kind")
        yield view.say_at(page.at(), "FM002", message)
        return
    findings = data_file.validate(page.front_matter, "front_matter", view.shown, "FM002")
    yield from findings
    wanted = page.meta.get("drawing")
    if not findings and wanted is not None and wanted not in drawings:
        message = say(
            "there is no drawing «{name}»; take one of {names}, or remove the line",
            name=wanted,
            names=", ".join(drawings),
        )
        yield view.say_at(page.at("drawing"), "FM002", message)
    reviewed = page.meta.get("reviewed")
    if not findings and reviewed > datetime.datetime.now(datetime.UTC).date().isoformat():
        message = say(
            "the review date {reviewed} is in the future; write the day you read the page again", reviewed=reviewed
        )
        yield view.say_at(page.at("reviewed"), "FM003", message)
