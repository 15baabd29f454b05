"""Front matter: the keys of every page, their kinds, and no date in the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from scripts import data_file
from scripts.finding import Finding, finding
from scripts.rules import Corpus


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield FM002 for a key that does not fit, FM003 for a review date in the future."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    for _, path, page in corpus:
        if page.front_matter is None:
            continue
        if page.front_matter.data is None:
            message = "the front matter is empty; add title, description, reviewed and kind"
            yield finding(path, page.at(), "FM002", message)
            continue
        findings = data_file.validate(page.front_matter, "front_matter", path, "FM002")
        yield from findings
        reviewed = page.meta.get("reviewed")
        if not findings and reviewed > today:
            message = f"the review date {reviewed} is in the future; write the day you read the page again"
            yield finding(path, page.at("reviewed"), "FM003", message)
