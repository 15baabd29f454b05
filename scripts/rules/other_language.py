"""Links that leave the reader's language, or that lead to the site by its address: the same page, relative, is meant.

A relative path is the only one that holds in every language, on every host, and in a preview.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scripts import host_name
from scripts.campaign import CONFIG
from scripts.finding import Finding, Message, say
from scripts.rules import View

CODES = ("LNK006",)
_SITE = re.compile(r"^site_url:.*?(https?://[^\s\"',\]]+)", re.MULTILINE)


@functools.cache
def _own_host(root: Path) -> str:
    """Return the host that mkdocs.yml gives to the site; '' if it names none."""
    match = _SITE.search((root / CONFIG).read_text(encoding="utf-8"))
    return host_name.of_url(match.group(1)) if match else ""


def _relative(view: View, path: str, anchor: str) -> str | None:
    """Return the link to a page of the reader's own language, or None if there is no such page."""
    path = path.strip("/")
    names = [path] if path.endswith(".md") else [f"{path}/index.md".lstrip("/"), f"{path}.md"]
    found = next((name for name in names if view.corpus.page(view.locale.code, name) is not None), None)
    if found is None:
        return None
    return posixpath.relpath(found, posixpath.dirname(view.path) or ".") + (f"#{anchor}" if anchor else "")


def _hint(view: View, path: str, anchor: str) -> Message:
    near = _relative(view, path, anchor)
    return say("write {near}", near=near) if near else say("write the relative path of a page of this language")


def _without_locale(path: str, codes: list[str]) -> tuple[str | None, str]:
    """Return (locale or None, the path inside it)."""
    first, _, rest = path.strip("/").partition("/")
    return (first, rest) if first in codes else (None, path)


def check_page(view: View) -> Iterator[Finding]:
    """Yield LNK006 for a link into another language's pages, or by an absolute path or address of this site."""
    page, here = view.page, posixpath.dirname(view.path)
    codes = [locale.code for locale in view.corpus.campaign.locales]
    for link in page.links:
        name, _, anchor = link.target.partition("#")
        if name.startswith("/"):
            code, path = _without_locale(name, codes)
            if path.startswith("assets/"):
                continue
        elif name.startswith("..") and (inside := posixpath.normpath(posixpath.join(here, name))).startswith("../"):
            code, path = _without_locale(inside.removeprefix("../"), codes)
            if code is None:
                continue
        else:
            continue
        if code not in (None, view.locale.code):
            message = say(
                "«{target}» leads to another language; {hint}", target=link.target, hint=_hint(view, path, anchor)
            )
        else:
            message = say(
                "«{target}» holds only on one host; {hint}", target=link.target, hint=_hint(view, path, anchor)
            )
        yield view.say_at(link.at, "LNK006", message)
    for link in page.externals:
        host = _own_host(view.corpus.campaign.root)
        if host and host in link.target and host_name.of_url(link.target) == host:
            parts = urlsplit(link.target)
            _, path = _without_locale(parts.path, codes)
            hint = _hint(view, path, parts.fragment)
            message = say("«{target}» is the address of this site; {hint}", target=link.target, hint=hint)
            yield view.say_at(link.at, "LNK006", message)
