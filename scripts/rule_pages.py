"""A light page per rule and language: why it exists, how to put the text right. Every finding's code leads there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scripts import addresses, foreign
from scripts.explanation import of_site

if TYPE_CHECKING:
    from scripts.locale_build import LocaleBuild

LIST = "about/rules.md"  # the page of the site that lists them
_SYNTAX = re.compile(r"[{}\[\]<>|/_=#]|^\w+:", re.ASCII | re.MULTILINE)


def address(code: str, prefix: str) -> str:
    """Return the address of a rule's page, inside the site."""
    return f"{addresses.of_page(LIST, prefix)}{code.lower()}/"


def direction(typed: str) -> str:
    """Return the `dir` of what is shown as typed: words have their own, signs of Markdown stand left to right."""
    return "ltr" if _SYNTAX.search(typed) else "auto"


def files(builds: Mapping[str, LocaleBuild], favicon: str) -> dict[str, bytes]:
    """Return every page to write into the site, by address; none in a language that has no list of them."""
    found = {}
    shown = {locale: build for locale, build in builds.items() if LIST in build.pages}
    for locale, build in shown.items():
        template = build.env.get_template("rule.html")
        for one in of_site(build.library.strings):
            if locale not in one.words:
                continue
            here = address(one.code, build.locale.prefix)
            twins = [other for other in shown.values() if other is not build and other.locale.code in one.words]
            about = {"build": build, "rule": one, "here": here, "twins": twins}
            page = template.render(**about, address=address, direction=direction, favicon=favicon, list=LIST)
            found[f"{here}index.html"] = foreign.mark(page, build.locale, build.locales).encode()
    return found
