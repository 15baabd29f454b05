"""The built site, read back as a browser would: links, fragments, assets, languages. Knows no generator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

from scripts.finding import Finding, finding
from scripts.finding import Position as At

_LINKS = {
    "a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src", "video": "src",
    "audio": "src", "use": "href", "form": "action", "object": "data", "embed": "src",
}  # fmt: skip
_LOADED = frozenset(_LINKS) - {"a", "form"}
_NOT_LOADED = frozenset({"canonical", "alternate", "license"})
_SCHEMES = frozenset({"tel", "sms", "mailto", "data"})
_ORIGIN = "https://site.invalid"


@dataclass
class BuiltPage:
    """One HTML file; `links` are (tag, attribute value, line), `alternates` map hreflang to address."""

    path: str
    url: str
    lang: str
    direction: str
    title: str
    canonical: str | None
    links: list[tuple[str, str, int]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)


def read_page(site: Path, path: Path) -> BuiltPage:
    """Parse one file of the built site."""
    relative = path.relative_to(site).as_posix()
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    page = BuiltPage(
        path=relative,
        url=relative.removesuffix("index.html") if relative.endswith("index.html") else relative,
        lang=tree.get("lang", ""),
        direction=tree.get("dir", ""),
        title=(tree.findtext(".//title") or "").strip(),
        canonical=None,
    )
    for element in tree.iter(etree.Element):
        if element.get("id"):
            page.anchors.append(element.get("id"))
        value = element.get(_LINKS[element.tag]) if element.tag in _LINKS else None
        if value is None:
            continue
        relations = (element.get("rel") or "").lower().split()
        if element.tag == "link" and "canonical" in relations:
            page.canonical = value
        elif element.tag == "link" and "alternate" in relations and element.get("hreflang"):
            page.alternates[element.get("hreflang")] = value
        else:
            page.links.append((element.tag, value, element.sourceline or 1))
    return page


def _mount(pages: dict[str, BuiltPage]) -> str:
    """Return the path under which the site is served (`/`, `/repo/latest/`), from the home page's canonical."""
    home = pages.get("index.html")
    return urlsplit(home.canonical).path if home and home.canonical else "/"


def _target(site: Path, address: str, mount: str = "/") -> str | None:
    """Return the file, relative to the site, that a server would answer `address` with."""
    path = unquote(urlsplit(address).path)
    if not path.startswith(mount):
        return None
    path = path.removeprefix(mount)
    for candidate in (path, f"{path.rstrip('/')}/index.html".lstrip("/")):
        if candidate and (site / candidate).is_file():
            return candidate
    return None


def check_site(site: Path) -> list[Finding]:
    """Return what is broken in the built site, sorted; line numbers are those of the HTML files."""
    pages = {page.path: page for page in (read_page(site, path) for path in sorted(site.rglob("*.html")))}
    mount = _mount(pages)
    findings: list[Finding] = []
    linked: set[str] = {"index.html", "404.html"}

    def report(page: BuiltPage, line: int, code: str, message: str) -> None:
        findings.append(finding(page.path, At(line, 1), code, message))

    for page in pages.values():
        for name, count in Counter(page.anchors).items():
            if count > 1:
                report(page, 1, "BLT005", f"the id «{name}» stands {count} times; make it unique")
        for tag, value, line in page.links:
            parts = urlsplit(value)
            if parts.scheme in _SCHEMES:
                continue
            if parts.scheme or value.startswith("//"):
                if tag in _LOADED:
                    message = f"{tag} loads {value} from another site; ship the file with this one"
                    report(page, line, "BLT003", message)
                continue
            address, fragment = urldefrag(urljoin(_ORIGIN + mount + page.url, value))
            target = _target(site, address, mount)
            if target is None:
                report(page, line, "BLT001", f"{tag} leads to {value}, which does not exist; correct the link")
                continue
            if target != page.path and tag == "a":
                linked.add(target)
            if fragment and target in pages and unquote(fragment) not in pages[target].anchors:
                report(page, line, "BLT002", f"no anchor «{unquote(fragment)}» in {target}; correct the link")
        if page.path != "404.html":
            findings += _check_languages(site, pages, page)
    for path, page in pages.items():
        if path not in linked:
            report(page, 1, "BLT004", "no page links here; link it from its part of the site")
    titles = Counter((page.lang, page.title) for page in pages.values())
    for page in pages.values():
        if titles[page.lang, page.title] > 1:
            report(page, 1, "BLT006", f"the title «{page.title}» belongs to several pages; make it unique")
    return sorted(findings)


def _check_languages(site: Path, pages: dict[str, BuiltPage], page: BuiltPage) -> list[Finding]:
    """Return findings on lang, dir, canonical and alternates of one page."""
    findings: list[Finding] = []

    def report(code: str, message: str) -> None:
        findings.append(finding(page.path, At(1, 1), code, message))

    if not page.lang or page.direction not in ("ltr", "rtl"):
        report("BLT007", "the root element needs lang and dir")
    if not page.canonical or not urlsplit(page.canonical).scheme:
        report("BLT008", "an absolute canonical address is missing")
        return findings
    base = page.canonical.removesuffix(page.url)
    if page.alternates.get(page.lang) != page.canonical or "x-default" not in page.alternates:
        report("BLT009", "the page must list itself and x-default among its alternates")
    for code, address in page.alternates.items():
        target = _target(site, "/" + address.removeprefix(base))
        twin = pages.get(target or "")
        if not address.startswith(base) or twin is None:
            report("BLT009", f"the alternate {address} ({code}) does not exist")
        elif code != "x-default" and (twin.lang != code or twin.alternates.get(page.lang) != page.canonical):
            report("BLT009", f"the alternate {address} ({code}) does not lead back to this page")
    return findings
