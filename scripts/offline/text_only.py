"""The text-only file of a language: the most urgent pages of the built site in one HTML file, to be sent by messenger.

It loads nothing and runs nothing; what leads to a page or a part that it holds becomes a way inside it, and what leads
elsewhere in the site becomes plain words. Contacts are those of the pages. Knows no generator.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree, html

from scripts import addresses, palette
from scripts.finding import Message, nearest, say

FOLDER = "text"  # of the built site
BUDGET = 100_000  # bytes: what a slow line carries, and an old phone shows
_DROPPED = frozenset(
    {"script", "style", "svg", "input", "template", "form", "nav", "button", "footer", "img", "iframe"}
)
# Furniture of a page; what a screen alone needs; what makes a card long.
_DROPPED_CLASSES = frozenset({
    "where", "tools", "ticks", "ticks-note", "log-tools", "print", "filters", "contents", "visually-hidden",
    "channel__more", "channel__what", "channel__dot", "step__foot",
})  # fmt: skip
_KEPT = frozenset({
    "p", "ul", "ol", "li", "strong", "em", "bdi", "br", "table", "thead", "tbody", "tr", "th", "td", "blockquote",
    "code", "dl", "dt", "dd",
})  # fmt: skip
_HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h4"}
_LEFT_OUT = frozenset({"next"})  # the links at the end of a page: the table of contents has them
_LINKED = ("https:", "http:", "tel:", "sms:", "mailto:")
_BLANK = re.compile(r"[ \t\r\n\f]+")
_AROUND_BLOCK = re.compile(
    r"\s*(</?(?:p|ul|ol|li|div|h[234]|table|thead|tbody|tr|t[hd]|blockquote|dl|d[td])\b[^>]*>)\s*"
)
# A line break at the edge of a block.
_IDLE_BREAK = re.compile(r"(<(?:li|p|div|t[hd])\b[^>]*>)(?: ?<br>)+ ?|(?: ?<br> ?)+(?=</|<(?:ul|ol|p|li|div)\b)")


def address(locale: str) -> str:
    """Return the address, inside the site, of the file of a language."""
    return f"{FOLDER}/{locale}.html"


@dataclass(frozen=True)
class Wanted:
    """A page of the file by its path inside a language, and the ids of its parts, or none for the whole page.

    What stands before the first heading always comes with the parts.
    """

    path: str
    parts: tuple[str, ...] = ()


def wanted(entries: Sequence[str]) -> list[Wanted]:
    """Return what `page.md` and `page.md#heading` ask for, a page once, in the order of its first entry."""
    parts: dict[str, list[str]] = {}
    for entry in entries:
        path, _, part = entry.partition("#")
        parts.setdefault(path, []).append(part)
    return [Wanted(path, () if "" in names else tuple(names)) for path, names in parts.items()]


@dataclass
class _Page:
    """A page that the file holds: its number in it, its address inside the site, its elements."""

    wanted: Wanted
    number: int
    url: str
    article: etree._Element

    @cached_property
    def title(self) -> etree._Element | None:
        return next(self.article.iter("h1"), None)

    @cached_property
    def elements(self) -> list[etree._Element]:
        """Return what the file shows of the page below its title, section after section."""
        sections: dict[str, list[etree._Element]] = {"": []}
        current = sections[""]
        for element in self.article:
            if element is self.title or not isinstance(element.tag, str):
                continue
            opening = element[0] if element.tag == "section" and len(element) else element  # a heading and its frame
            if opening.tag == "h2":
                current = sections.setdefault(opening.get("id") or "", [])
            current.append(element)
        names = ("", *self.wanted.parts) if self.wanted.parts else [name for name in sections if name not in _LEFT_OUT]
        return [element for name in names for element in sections.get(name, ())]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return the anchors that the file holds of the page."""
        return frozenset(name for one in self.elements for element in one.iter() if (name := element.get("id")))

    def anchor(self, name: str) -> str:
        """Return the id, in the file, of an anchor of the page; '' is its title."""
        return f"p{self.number}-{name}" if name else f"p{self.number}"


class _Writer:
    """Writes the elements of a page with the few tags that the file needs."""

    def __init__(self, page: _Page, pages: Mapping[str, _Page]) -> None:
        self.page, self.pages, self.marked = page, pages, set()

    def link(self, target: str) -> str:
        """Return where a link of the page leads in the file; '' where its words stand alone."""
        if target.startswith(_LINKED):
            return target
        path, anchor = urldefrag(target)
        whole = posixpath.normpath(posixpath.join("/", self.page.url, unquote(path))).strip("/")
        other = self.pages.get(whole.removesuffix("index.html").strip("/")) if path else self.page
        if other is None or (anchor and anchor not in other.ids):
            return ""
        return f"#{other.anchor(anchor)}"

    def inner(self, element: etree._Element) -> str:
        text = escape(element.text or "", quote=False)
        for child in element:
            text += self.element(child) if isinstance(child.tag, str) else ""
            text += escape(child.tail or "", quote=False)
        return text

    def _attributes(self, element: etree._Element) -> str:
        """Return the attributes that the file keeps: anchors, directions, languages, marks of contacts."""
        found = ""
        for name, value in element.attrib.items():
            if name == "id":
                value = self.page.anchor(value)
            if name in ("id", "dir", "lang", "start", "colspan", "rowspan") or name.startswith("data-contact"):
                found += f' {name}="{escape(value)}"'
        return found

    def element(self, element: etree._Element) -> str:
        tag, classes = element.tag, set((element.get("class") or "").split())
        if tag in _DROPPED or classes & _DROPPED_CLASSES or "hidden" in element.attrib or "ref" in classes:
            return ""
        inner, attributes = self.inner(element), self._attributes(element)
        if tag == "a":
            target = self.link(element.get("href") or "")
            return f'<a href="{escape(target)}"{attributes}>{inner}</a>' if target else inner
        if tag in _HEADINGS:
            return f"<{_HEADINGS[tag]}{attributes}>{inner}</{_HEADINGS[tag]}>"
        if "channel__checked" in classes:
            return f"<p>{inner}</p>"
        if "admonition-title" in classes:
            return f"<p><strong>{inner}</strong></p>"
        if "admonition" in classes:
            return f"<div>{inner}</div>"
        if any("__" in one for one in classes) and tag in ("span", "div"):  # a line of a card of its own
            return f"<br>{inner}"
        if tag == "br":
            return "<br>"
        if tag in _KEPT or attributes:
            kept = tag if tag in _KEPT else "div" if tag in ("section", "div") else "span"
            return f"<{kept}{attributes}>{inner}</{kept}>" if inner.strip() or attributes else ""
        return inner


def _tidy(text: str) -> str:
    """Return HTML without the blanks that show nothing."""
    text = _AROUND_BLOCK.sub(r"\1", _BLANK.sub(" ", text))
    return _IDLE_BREAK.sub(r"\1", text)


def _without_needless_ids(text: str) -> str:
    """Return the file without the anchors that nothing in it leads to."""
    used = set(re.findall(r'href="#([^"]+)"', text))
    return re.sub(r' id="(p\d+-[^"]+)"', lambda match: match.group() if match[1] in used else "", text)


@dataclass(frozen=True)
class Words:
    """What the file says of itself, as HTML: title and name, table of contents, lines at the top and at the foot.

    `style` is its style sheet.
    """

    title: str
    name: str
    contents: str
    top: Sequence[str]
    foot: Sequence[str]
    style: str = ""


STYLE = (
    "body{margin:0 auto;max-width:38em;padding:1em;font:1.05em/1.7 system-ui,'Segoe UI','Noto Sans Arabic',Tahoma,"
    "sans-serif;background:var(--paper);color:var(--ink);overflow-wrap:break-word}"
    "h1,h2,h3,h4{line-height:1.35;margin:1.2em 0 .4em}h2{border-top:2px solid;padding-top:1em}h3{font-size:1.1em}"
    "h4{font-size:1em}p,ul,ol{margin:.5em 0}ul,ol{padding:0 1.4em}a{color:var(--action)}"
    "li{margin:.4em 0}div{border:1px solid;border-radius:4px;"
    "padding:.2em .8em;margin:.8em 0}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.3em;text-align:start;vertical-align:top}"
    "bdi{unicode-bidi:isolate}[href^=tel] bdi,[href^=sms] bdi{white-space:nowrap}"
)


def style(docs: Path) -> str:
    """Return the style sheet of the file: ours, in the colours of the campaign whose pages are in `docs`."""
    return palette.read(docs).under(STYLE)


def build(
    entries: Sequence[str], prefix: str, read: Callable[[str], str | None], root: Mapping[str, str], words: Words
) -> tuple[bytes, list[tuple[str, Message]]]:
    """Return the file of a language, and what is wrong with the entries: (entry, message).

    `read` returns the HTML of a page of the site by its address, None where there is none; `root` are the attributes
    of the file's root element: `lang` and `dir`.
    """
    pages: dict[str, _Page] = {}
    wrong: list[tuple[str, Message]] = []
    for one in wanted(entries):
        url = addresses.of_page(one.path, prefix)
        text = read(url)
        article = next(html.document_fromstring(text).iter("article"), None) if text else None
        if article is None:
            wrong.append((one.path, say("there is no page «{path}»; correct its name, or take it out", path=one.path)))
            continue
        page = _Page(one, len(pages) + 1, url, article)
        pages[url.strip("/")] = page
        headings = [heading.get("id") for heading in article.iter("h2") if heading.get("id")]
        for part in one.parts:
            if part not in headings:
                near = nearest(part, headings)
                instead = say("did you mean «{near}»?", near=near) if near else say("name one of its headings")
                message = say("«{path}» has no part «{part}»; {hint}", path=one.path, part=part, hint=instead)
                wrong.append((f"{one.path}#{part}", message))
    contents, bodies = [], []
    for page in pages.values():
        writer = _Writer(page, pages)
        # A title that is a picture has its words for readers who do not see it.
        spoken = escape(page.title.text_content().strip(), quote=False) if page.title is not None else ""
        title = (writer.inner(page.title).strip() if page.title is not None else "") or spoken or page.wanted.path
        contents.append(f'<li><a href="#{page.anchor("")}">{title}</a></li>')
        body = _tidy("".join(map(writer.element, page.elements)))
        back = f'<p><a href="#top">{words.contents}</a></p>'
        bodies.append(f'<h2 id="{page.anchor("")}">{title}</h2>{body}{back}')
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in root.items())
    text = (
        f'<!doctype html>\n<html{attributes}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta name="referrer" content="no-referrer"><title>{words.title}</title><style>{words.style}</style></head>\n'
        f"<body><h1>{words.name}</h1>{''.join(words.top)}\n"
        f'<nav id="top"><p><strong>{words.contents}</strong></p><ol>{"".join(contents)}</ol></nav>\n<main>'
        + "\n".join(bodies)
        + f"</main>\n<footer>{''.join(words.foot)}</footer></body></html>\n"
    )
    return _without_needless_ids(text).encode(), wrong
