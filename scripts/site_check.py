"""The built site, judged as a browser would use it: links, fragments, assets, languages. Knows no generator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts.built_page import BuiltPage, Reference, css_addresses, read_page
from scripts.built_site import BuiltSite, Target, alike
from scripts.finding import Finding, Message, say
from scripts.rules import Corpus
from scripts.source_map import Place, SourceMap

__all__ = ["check_site", "read_page"]

_SCHEMES = frozenset({"tel", "sms", "mailto"})
_OF_TEMPLATES = frozenset({"BLT007", "BLT008"})
_NEAR = 3  # how many anchors of a page are named

Problem = tuple[str, Message]


@dataclass
class _Step:
    """One address of one page, and where it leads: a place of the site, a file that exists, a page."""

    site: BuiltSite
    sources: SourceMap
    page: BuiltPage
    reference: Reference
    target: Target | None = None
    file: str | None = None

    @cached_property
    def place(self) -> Place:
        """Return where the address is written."""
        return self.sources.of_reference(self.page, self.reference, self.target)

    @property
    def shown(self) -> dict[str, str]:
        """Return what most messages name."""
        return {"tag": self.reference.tag, "address": self.reference.address}

    @property
    def language(self) -> str:
        """Return the language that readers expect there."""
        return self.reference.language or self.page.lang

    def instead(self, url: str) -> str:
        """Return how to write an address of the site in the place of this one, with its anchor if that is there."""
        page, anchor = self.site.pages.get(self.site.file(url) or ""), self.target.anchor if self.target else ""
        anchor = anchor if page and anchor in page.anchors else ""
        if self.place.source is None and self.reference.address.startswith("/"):  # as a page without a place needs it
            return self.site.mount + url + (f"#{anchor}" if anchor else "")
        return self.sources.written(self.place, self.page, url, anchor)


def check_site(site: Path, corpus: Corpus | None = None) -> list[Finding]:
    """Return what is broken in the built site, sorted, each once.

    With the corpus that it was built from, a finding stands where people wrote what is wrong; without, or where a
    template wrote it, in the HTML and CSS files, named relative to the site.
    """
    built, sources = BuiltSite(site), SourceMap(corpus)
    findings = set(_check_styles(built, sources))
    linked: set[str | None] = {"index.html", "404.html"}
    titles = Counter((page.lang, page.title) for page in built.pages.values() if not page.redirect)
    for page in built.pages.values():
        for name, count in Counter(page.anchors).items():
            if count > 1:
                message = say("the id «{name}» stands {count} times; make it unique", name=name, count=count)
                findings.add(sources.of_heading(page, name).say_at("BLT005", message))
        for reference in page.links:
            step = _step(built, sources, page, reference)
            findings.update(step.place.say_at(*problem) for problem in _check_link(step))
            if step.file != page.path and reference.tag == "a" and not _is_twin(page, built.pages.get(step.file or "")):
                linked.add(step.file)
        for run, line in page.runs:
            message = say(
                "«{run}» would be shown out of order in a line that runs from right to left; "
                'put it between <bdi dir="ltr"> and </bdi>',
                run=run,
            )
            findings.add(sources.of_text(page, run, line).say_at("BLT014", message))
        if page.redirect:  # an old address, kept for links from elsewhere
            continue
        if page.indexed:  # what stays out of search engines (404, sheets' versions) holds every language at once
            for code, message in _check_languages(built, page):
                place = sources.template(page) if code in _OF_TEMPLATES else sources.of_page(page)
                findings.add(place.say_at(code, message))
        if titles[page.lang, page.title] > 1:
            message = say("the title «{title}» belongs to several pages; make it unique", title=page.title)
            findings.add(sources.of_page(page, "title").say_at("BLT006", message))
    for path, page in built.pages.items():
        if path not in linked and not page.redirect:
            message = say("no page links here; link it from its part of the site")
            findings.add(sources.of_page(page).say_at("BLT004", message))
    return sorted(findings)


def _step(site: BuiltSite, sources: SourceMap, page: BuiltPage, reference: Reference) -> _Step:
    """Follow an address of a page, if it stays in the site."""
    step = _Step(site, sources, page, reference)
    try:
        parts = urlsplit(reference.address)
    except ValueError:
        return step
    own = not reference.loaded and site.is_own(reference.address)
    if own or not (parts.scheme or _is_elsewhere(reference.address)):
        step.target = site.target(page, reference.address)
        # Hosts do not merge slashes as Path and urljoin do: relative links would break on such an address.
        step.file = site.file(step.target.path) if step.target and "//" not in parts.path else None
    return step


def _is_twin(page: BuiltPage, other: BuiltPage | None) -> bool:
    """Return whether two pages are one in two languages: each leads to the other, whoever else does."""
    return other is not None and other.canonical is not None and other.canonical in page.alternates.values()


def _is_elsewhere(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https") or address.startswith("//")


def _check_link(step: _Step) -> Iterator[Problem]:
    """Yield what is wrong in an address of a page."""
    reference = step.reference
    address = reference.address
    if not reference.named:
        message = say("the link to {address} has no words; write some, or describe its image", address=address)
        yield "BLT015", message
    if step.file:
        yield from _check_end(step)
        return
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        yield "BLT001", say("{tag} leads to {address}, which is no address; correct the link", **step.shown)
        return
    if scheme not in ("", "http", "https"):
        if scheme not in _SCHEMES or reference.loaded:
            message = say("{tag} leads to {address}; use https://, a page of the site or a known channel", **step.shown)
            yield "BLT010", message
    elif _is_elsewhere(address) and step.target is None:
        if reference.loaded:
            message = say("{tag} loads {address} from another site; ship the file with this one", **step.shown)
            yield "BLT003", message
    else:
        wanted = step.sources.wanted(step.place, address) or (
            step.target.path if step.target else urlsplit(address).path.lstrip("/")
        )
        near = step.site.nearest(wanted, step.language)
        hint = _hint([] if near is None else [step.instead(near)], say("correct the link"))
        yield "BLT001", say("{tag} leads to {address}, which does not exist; {hint}", hint=hint, **step.shown)


def _hint(names: Iterable[str | None], otherwise: Message) -> Message:
    shown = ", ".join(one for one in names if one)
    return say("did you mean {names}?", names=shown) if shown else otherwise


def _check_end(step: _Step) -> Iterator[Problem]:
    """Yield what is wrong with the page that an address leads to."""
    other = step.site.pages.get(step.file or "")
    if other and other.redirect:
        yield "BLT013", _redirected(step, other)
    elif other:
        anchor = step.target.anchor
        if anchor and anchor not in other.anchors and anchor != "top":
            yield "BLT002", _without_anchor(step, other)
        # What search engines leave out holds several languages; the words of a redirect are nobody's.
        worded = step.reference.tag in ("a", "area") and step.language and not step.page.redirect
        if worded and other.indexed and other.lang and not alike(step.language, other.lang):
            yield "BLT012", _foreign(step, other)


def _redirected(step: _Step, other: BuiltPage) -> Message:
    end, circle = step.site.end(other)
    if circle:
        return say("{tag} leads to {address}, which sends readers round in a circle; link to a page", **step.shown)
    end = step.instead(end.url) if isinstance(end, BuiltPage) else end
    hint = _hint([end], say("correct the link"))
    return say("{tag} leads to {address}, which only sends readers on; {hint}", hint=hint, **step.shown)


def _without_anchor(step: _Step, other: BuiltPage) -> Message:
    anchor, first = step.target.anchor, ", ".join(f"#{one}" for one in other.headings[:_NEAR])
    hint = say("it has {names}", names=first) if first else say("correct the link")
    near = get_close_matches(anchor, [one for one in other.anchors if not one.startswith("_")], _NEAR)
    hint = _hint((f"#{one}" for one in near), hint)
    page = step.sources.shown(other)
    return say("no anchor «{anchor}» in {page}; {hint}", anchor=anchor, page=page, hint=hint)


def _foreign(step: _Step, other: BuiltPage) -> Message:
    twin = step.site.page_at(other.alternates.get(step.language) or "")
    instead = say("link to a page in «{code}»", code=step.language)
    return say(
        "{tag} leads to {address}, a page in «{found}», where one in «{code}» is expected; {hint}",
        found=other.lang,
        code=step.language,
        hint=_hint([step.instead(twin.url)] if twin else [], instead),
        **step.shown,
    )


def _check_styles(site: BuiltSite, sources: SourceMap) -> Iterator[Finding]:
    """Yield findings on what the style sheets load from elsewhere."""
    for path in sorted(path for path in site.files if path.endswith(".css")):
        content = (site.folder / path).read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(content.split("\n"), 1):
            for address in filter(_is_elsewhere, css_addresses(line)):
                message = say(
                    "the style sheet loads {address} from another site; ship the file with this one",
                    address=address[:80],
                )
                yield sources.of_file(path, number).say_at("BLT003", message)


def _check_languages(site: BuiltSite, page: BuiltPage) -> Iterator[Problem]:
    """Yield what is wrong in lang, dir, canonical and alternates of one page."""
    if not page.lang or page.direction not in ("ltr", "rtl"):
        yield "BLT007", say("the root element needs lang and dir")
    if not page.canonical or not urlsplit(page.canonical).scheme:
        yield "BLT008", say("an absolute canonical address is missing")
        return
    base = page.canonical.removesuffix("index.html").removesuffix(page.url)
    if page.image and not (page.image.startswith(base) and site.file(unquote(page.image.removeprefix(base)))):
        message = say("the share image {image} does not exist; add the file for this language", image=page.image)
        yield "BLT011", message
    if page.alternates.get(page.lang) != page.canonical or "x-default" not in page.alternates:
        yield "BLT009", say("the page must list itself and x-default among its alternates")
    for code, address in page.alternates.items():
        twin = site.pages.get(site.file(unquote(address.removeprefix(base))) or "")
        shown = {"address": address, "code": code}
        if not address.startswith(base) or twin is None:
            yield "BLT009", say("the alternate {address} ({code}) does not exist", **shown)
        elif code != "x-default" and (twin.lang != code or twin.alternates.get(page.lang) != page.canonical):
            yield "BLT009", say("the alternate {address} ({code}) does not lead back to this page", **shown)
