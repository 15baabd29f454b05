"""Addresses of other sites: whole, on https, naming the site readers arrive at, without what follows them there.

A browser takes an address without its beginning for a page of this site; http:// can be read and changed on the way;
letters that look like others, or a name before `@`, are how swindlers lead people to a site of their own. Whether an
address answers takes the internet: `make reach`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit, urlunsplit

from confusable_homoglyphs import confusables

from scripts import host_name
from scripts.finding import Finding, Message, Position, nearest, say
from scripts.rules import View
from scripts.source_page import DATA_SCHEMES, Link

CODES = ("LNK004",)
_WEB = ("https", "http")
# What other rules judge: numbers typed in a page, addresses that run a program.
_OTHERS = frozenset({"tel", "sms", "whatsapp", "callto", "javascript", "vbscript", "blob"})
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_MISTYPED = re.compile(r"h?t{1,2}ps?[;.]?/", re.IGNORECASE)
_FILES = (".md", ".zip", ".mov")  # domains too, but here they end the names of files
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|(?:fb|gc|dc|msc|yc|twc|ttc|gb|wb)l?id|fbclid|gclid|gclsrc|msclkid|mc_[ce]id|igshid|igsh|_ga|_gl"
    r"|__cft__\[0\]|__tn__|ref_src|ref_url|mibextid"
)
_CLOSED = re.compile(r">?(?:\s+(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?\s*\)")
# Below these, a name is the state's own: nobody else can register one there.
_STATE = re.compile(r"(?:^|\.)(?:gov|gouv|gob|govt|mil)(?:\.[a-z]{2})?$")
# [words] (address) and (words)[address], which readers would see as they are written.
_APART = re.compile(r"\[[^\[\]]*\]\s+\((?:https?:|www\.)|(?<!\])\([^()]*\)\[(?:https?:|www\.)")


def lacks_scheme(target: str) -> bool:
    """Return whether the target of a link is the address of a site without its https://: `www.a.ma`, `a.ma/page`."""
    if target.startswith("www."):
        return True
    name = re.split(r"[/?#:]", target, maxsplit=1)[0].lower()
    return "." in name.strip(".") and not name.endswith(_FILES) and host_name.is_public(name)


def is_external(target: str) -> bool:
    """Return whether the target of a link without `scheme:` was meant to leave the site."""
    return bool(_MISTYPED.match(target)) or lacks_scheme(target)


def without_tracking(url: str) -> str:
    """Return an address without the parameters that follow a reader from one site to another."""
    parts = urlsplit(url)
    kept = [one for one in parts.query.split("&") if not _TRACKING.fullmatch(one.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept)))


@functools.lru_cache(4096)
def _disguise(host: str, known: frozenset[str]) -> Message | None:
    """Say what is odd in the letters of a host name."""
    shown = host_name.readable(host)
    other = None if _STATE.search(host) else host_name.look_alike(shown, known)
    if other:
        return say("{host} could be mistaken for {known}; write the site that is meant", host=shown, known=other)
    if shown != host:
        return say("{host} hides its letters, «{shown}»; write them so, if that site is meant", host=host, shown=shown)
    if any(confusables.is_mixed_script(label) for label in shown.split(".")):
        return say("{host} mixes letters of several alphabets; write the site's own name", host=shown)
    return None


def _on_web(target: str, parts: SplitResult, known: frozenset[str]) -> Iterator[Message]:
    """Yield what is wrong in a web address. Raises ValueError for what is none."""
    host, port = (parts.hostname or "").rstrip("."), parts.port
    labels = host_name.readable(host).split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or len(labels) < 2 or not host_name.is_public(f"a.{host}"):
        raise ValueError
    if parts.scheme == "http":
        secure = f"https{target[4:]}"
        yield say("«{url}» can be read and changed on the way; write «{secure}»", url=target, secure=secure)
    if parts.username is not None:
        yield say("«{url}» leads to {host}, whatever stands before the @; take that out", url=target, host=host)
    if port is not None:
        yield say("«{url}» names a port, {port}, which many networks refuse; take it out", url=target, port=port)
    if problem := _disguise(host, known):
        yield problem
    if parts.query and (plain := without_tracking(target)) != target:
        yield say("«{url}» tells the site where readers come from; write «{plain}»", url=target, plain=plain)


def _problems(link: Link, known: frozenset[str]) -> Iterator[Message]:
    target = link.target
    scheme = target.partition(":")[0].lower() if ":" in target else ""
    if target.startswith("//"):
        if link.text is not None or lacks_scheme(target[2:]):
            yield say("«{url}» has no beginning; write «{whole}»", url=target, whole=f"https:{target}")
    elif scheme in _WEB:
        try:
            yield from _on_web(target, urlsplit(target), known)
        except ValueError:
            yield say("«{url}» is no address; write https://, the name of the site, and the path", url=target)
    elif scheme == "mailto":
        if not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+", target, re.IGNORECASE):
            yield say("«{url}» holds no mail address; write one after mailto:, or take the link out", url=target)
    elif lacks_scheme(target):
        yield say("«{url}» has no beginning; write «{whole}»", url=target, whole=f"https://{target}")
    elif scheme not in _OTHERS:
        near = nearest(scheme, [*_WEB, *DATA_SCHEMES])
        hint = say("did you mean {near}:?", near=near) if near else say("write an address that begins with https://")
        yield say("«{scheme}:» opens nothing here; {hint}", scheme=scheme, hint=hint)


def _unclosed(link: Link, line: str) -> Message | None:
    """Say what keeps an address in parentheses from being read to its end."""
    start = link.at.col - 1
    end = start + len(link.target)
    if not line[max(0, start - 9) : start].rstrip(" <").endswith("](") or _CLOSED.match(line, end):
        return None  # a definition, an address alone, or a link as it should be
    close = line.find(")", end)
    if close >= 0:
        return say("«{url}» holds a space; write %20 in its place, or take it out", url=line[start:close])
    return say("the link to «{url}» is not closed; write ) after it", url=link.target.rstrip(".,;:!?،؛؟"))


def check_page(view: View) -> Iterator[Finding]:
    """Yield LNK004 for an address that does not lead readers where they are told it does."""
    page = view.page
    if page.externals:
        known = view.corpus.library.domains
        first = page.masked[0][0]
        for link in page.externals:
            problem = _unclosed(link, page.masked[link.at.line - first][1])
            for message in [problem] if problem else _problems(link, known):
                yield view.say_at(link.at, "LNK004", message)
    for link in page.links:
        if is_external(link.target):
            whole = "https://" + _MISTYPED.sub("", link.target, count=1).lstrip("/")
            yield view.say_at(
                link.at, "LNK004", say("«{url}» has no beginning; write «{whole}»", url=link.target, whole=whole)
            )
    if "] (" in page.body or ")[" in page.body:
        for number, line in page.masked:
            for found in _APART.finditer(line):
                message = say("this is shown as it is written; a link is [its words](its address), without a space")
                yield view.say_at(Position(number, found.start() + 1), "LNK004", message)
