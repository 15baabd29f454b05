"""Titles and descriptions that search results and tabs cut off before their end."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.finding import WARNING, Finding, say
from scripts.rules import View

CODES = ("LEN002",)
LEVEL = WARNING
_MOST = {"title": 70, "description": 170}


def check_page(view: View) -> Iterator[Finding]:
    """Yield LEN002 for a title or a description that is too long."""
    for key, most in _MOST.items():
        value = view.page.meta.get(key)
        if isinstance(value, str) and len(value) > most:
            message = say(
                "the {key} has {length} characters; {most} at most are shown", key=key, length=len(value), most=most
            )
            yield view.say_at(view.page.at(key), "LEN002", message)
