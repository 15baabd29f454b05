"""One HTML file of the built site, as a browser and a screen reader would take it. Knows no generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from scripts.bidi import LTR_RUN

# Attributes that hold an address, by what a browser does with it.
_FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",), "button": ("formaction",)}
_LOADED = ("src", "srcset", "poster", "data", "href", "xlink:href", "background")
_ATTRIBUTES = f" id name content style action formaction {' '.join(_LOADED)} "
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What the site puts around a page's own content.
_FURNITURE = frozenset({"nav", "header", "footer", "aside"})
# Text that is set left-to-right by itself, or that can hold no element to isolate it.
_APART = frozenset({"bdi", "code", "pre", "kbd", "samp", "script", "style", "textarea", "title", "option", "template"})
# What `_read_element` looks at, found by libxml2: two elements out of three have nothing to tell.
_TELLING = etree.XPath("//*[self::style or @*[contains($names, concat(' ', name(), ' '))]]")
_HIDDEN = etree.XPath("boolean(ancestor-or-self::*[@aria-hidden='true'])")
_WORDS = etree.XPath(
    "descendant::text()[not(ancestor::*[@aria-hidden='true'])] | descendant-or-self::*[not(@aria-hidden='true')]"
    "/@*[name()='aria-label' or name()='aria-labelledby' or name()='title' or name()='alt']"
)
_WORD = re.compile(r"\w")
_LATIN = re.compile(r"[0-9A-Za-z]")


class Reference(NamedTuple):
    """An address in a page: what holds it, its line.

    `loaded`: a browser fetches it unasked. `language`: what readers are told they will find there, or read now.
    `furniture`: it stands in a menu, the head or the foot. `named`: there are words for it.
    """

    tag: str
    address: str
    line: int
    loaded: bool = False
    language: str = ""
    furniture: bool = False
    named: bool = True


@dataclass
class BuiltPage:
    """One HTML file. `alternates` map hreflang to address; `runs` are (text, line) that bidi would put out of order.

    `indexed` is False for a page that search engines are told to leave out; `redirect` is where a page without
    content of its own sends its readers.
    """

    path: str
    url: str
    lang: str
    direction: str
    title: str
    canonical: str | None
    image: str | None = None
    indexed: bool = True
    redirect: str | None = None
    links: list[Reference] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    runs: list[tuple[str, int]] = field(default_factory=list)


def read_page(site: Path, path: Path) -> BuiltPage:
    """Parse one file of the built site."""
    relative = path.relative_to(site).as_posix()
    tree = _parsed(path.read_bytes())
    page = BuiltPage(
        path=relative,
        url=relative.removesuffix("index.html") if relative.endswith("index.html") else relative,
        lang=tree.get("lang", ""),
        direction=tree.get("dir", ""),
        title=(tree.findtext(".//title") or "").strip(),
        canonical=None,
    )
    for element in _TELLING(tree, names=_ATTRIBUTES):
        _read_element(page, element)
    if page.direction == "rtl" or tree.xpath("boolean(//*[@dir='rtl'])"):
        page.runs += _runs(tree)
    return page


def _parsed(content: bytes) -> etree._Element:
    """Return the tree of a file, whatever it holds."""
    try:
        tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.XMLSyntaxError:
        tree = None
    return tree if tree is not None else etree.Element("html")


def _read_element(page: BuiltPage, element: etree._Element) -> None:
    tag, line = element.tag, element.sourceline or 1
    if anchor := element.get("id"):
        page.anchors.append(anchor)
        if tag in _HEADINGS:
            page.headings.append(anchor)
    if tag == "a" and (name := element.get("name")) and name != anchor:
        page.anchors.append(name)
    if tag in _FOLLOWED:
        addresses = [address for name in _FOLLOWED[tag] if (address := element.get(name)) is not None]
        if addresses:
            language, furniture = _setting(element)
            named = tag not in ("a", "area") or _is_named(element)
            page.links += [Reference(tag, one, line, False, language, furniture, named) for one in addresses]
        return
    relations = (element.get("rel") or "").lower().split() if tag == "link" else ()
    if tag == "meta" and element.get("property") == "og:image":
        page.image = element.get("content")
    elif tag == "meta" and element.get("name") == "robots":
        page.indexed = "noindex" not in (element.get("content") or "")
    elif "canonical" in relations:
        page.canonical = element.get("href")
    elif "alternate" in relations and element.get("hreflang"):
        page.alternates[element.get("hreflang")] = element.get("href", "")
    else:
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            page.redirect = _refresh(element) or None
        page.links += [Reference(tag, address, line, True) for address in _loaded(element)]


def _refresh(meta: etree._Element) -> str:
    return (meta.get("content") or "").partition("=")[2].strip("'\" ")


def _loaded(element: etree._Element) -> list[str]:
    """Return every address that a browser fetches for an element without being asked."""
    found = []
    for name in _LOADED:
        value = element.get(name) or ""
        found += [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        found.append(_refresh(element))
    css = (element.get("style") or "") + ((element.text or "") if element.tag == "style" else "")
    found += css_addresses(css)
    return [address for address in found if address]


def css_addresses(css: str) -> list[str]:
    """Return every address that a text of CSS loads."""
    return ["".join(match) for match in _CSS_ADDRESS.findall(css)] if css else []


def _setting(element: etree._Element) -> tuple[str, bool]:
    """Return the language of an element (of what it leads to, if it says so), and whether it is furniture."""
    language, furniture = element.get("hreflang") or element.get("lang") or "", False
    for above in element.iterancestors():
        language = language or above.get("lang") or ""
        furniture = furniture or above.tag in _FURNITURE
    return language, furniture


def _is_named(link: etree._Element) -> bool:
    """Return whether a screen reader has something to say of a link; one that is kept from it needs nothing."""
    if _WORD.search(link.text or "") or link.get("aria-label"):
        return True
    return any(map(_WORD.search, _WORDS(link))) or bool(_HIDDEN(link))


def _runs(tree: etree._Element) -> Iterator[tuple[str, int]]:
    """Yield (text, line) for what must stay left-to-right and stands unprotected in a right-to-left text."""
    body = tree.find("body")
    for element in body.iter() if body is not None else ():
        # A comment's own text is not shown; what follows an element belongs to its parent.
        if isinstance(element.tag, str) and element.tag not in _APART and (text := element.text):
            yield from _runs_in(text, element, element.sourceline)
        if text := element.tail:
            yield from _runs_in(text, element.getparent(), element.sourceline)


def _runs_in(text: str, holder: etree._Element, line: int | None) -> Iterator[tuple[str, int]]:
    if _LATIN.search(text) and _is_reversed(holder):
        for run in LTR_RUN.finditer(text):
            yield run.group(), (line or 1) + text.count("\n", 0, run.start())


def _is_reversed(element: etree._Element) -> bool:
    """Return whether the text of an element runs from right to left."""
    for above in (element, *element.iterancestors()):
        direction = above.get("dir")
        if above.tag in _APART or direction in ("ltr", "auto"):
            return False
        if direction == "rtl":
            return True
    return False
