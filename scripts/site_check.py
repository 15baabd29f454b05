"""The built site, read back as a browser would: links, fragments, assets, languages. Knows no generator."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

from scripts.finding import START, Finding, Position, finding

# Attributes that hold an address, by what a browser does with it.
_FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",), "button": ("formaction",)}
_LOADED = ("src", "srcset", "poster", "data", "href", "xlink:href", "background")
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_SCHEMES = frozenset({"tel", "sms", "mailto"})
_ORIGIN = "https://site.invalid"


@dataclass
class BuiltPage:
    """One HTML file; `links` are (what, address, line, loaded), `alternates` map hreflang to address.

    `indexed` is False for a page that search engines are told to leave out.
    """

    path: str
    url: str
    lang: str
    direction: str
    title: str
    canonical: str | None
    image: str | None = None
    indexed: bool = True
    links: list[tuple[str, str, int, bool]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)


def read_page(site: Path, path: Path) -> BuiltPage:
    """Parse one file of the built site."""
    relative = path.relative_to(site).as_posix()
    content = path.read_bytes() if path.stat().st_size else b"<html></html>"
    tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
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
        relations = (element.get("rel") or "").lower().split()
        line = element.sourceline or 1
        if element.tag == "meta" and element.get("property") == "og:image":
            page.image = element.get("content")
        elif element.tag == "meta" and element.get("name") == "robots":
            page.indexed = "noindex" not in (element.get("content") or "")
        elif element.tag == "link" and "canonical" in relations:
            page.canonical = element.get("href")
        elif element.tag == "link" and "alternate" in relations and element.get("hreflang"):
            page.alternates[element.get("hreflang")] = element.get("href", "")
        elif element.tag in _FOLLOWED:
            names = _FOLLOWED[element.tag]
            page.links += [
                (element.tag, element.get(name), line, False) for name in names if element.get(name) is not None
            ]
        else:
            page.links += [(element.tag, address, line, True) for address in _loaded(element)]
    return page


def _loaded(element: etree._Element) -> list[str]:
    """Return every address that a browser fetches for an element without being asked."""
    found = []
    for name in _LOADED:
        value = element.get(name) or ""
        found += [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        found.append((element.get("content") or "").partition("=")[2].strip("'\" "))
    css = (element.get("style") or "") + ((element.text or "") if element.tag == "style" else "")
    found += ["".join(match) for match in _CSS_ADDRESS.findall(css)]
    return [address for address in found if address]


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
    """Return what is broken in the built site, sorted; line numbers are those of the HTML and CSS files."""
    pages = {page.path: page for page in (read_page(site, path) for path in sorted(site.rglob("*.html")))}
    mount = _mount(pages)
    findings: list[Finding] = []
    linked: set[str] = {"index.html", "404.html"}
    for page in pages.values():
        for name, count in Counter(page.anchors).items():
            if count > 1:
                message = f"the id «{name}» stands {count} times; make it unique"
                findings.append(finding(page.path, START, "BLT005", message))
        found, targets = _check_links(site, pages, page, mount)
        findings += found
        linked |= targets
        if page.indexed:  # what stays out of search engines (404, sheets' versions) holds every language at once
            findings += _check_languages(site, pages, page)
    titles = Counter((page.lang, page.title) for page in pages.values())
    for path, page in pages.items():
        if path not in linked:
            message = "no page links here; link it from its part of the site"
            findings.append(finding(path, START, "BLT004", message))
        if titles[page.lang, page.title] > 1:
            message = f"the title «{page.title}» belongs to several pages; make it unique"
            findings.append(finding(path, START, "BLT006", message))
    return sorted(findings + _check_styles(site))


def _is_elsewhere(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https") or address.startswith("//")


def _check_links(
    site: Path, pages: dict[str, BuiltPage], page: BuiltPage, mount: str
) -> tuple[list[Finding], set[str]]:
    """Return findings on the addresses of one page, and the other files of the site that it leads to."""
    findings: list[Finding] = []
    linked: set[str] = set()

    def report(line: int, code: str, message: str) -> None:
        findings.append(finding(page.path, Position(line, 1), code, message))

    for tag, value, line, loaded in page.links:
        try:
            parts = urlsplit(value)
        except ValueError:
            report(line, "BLT001", f"{tag} leads to {value}, which is no address; correct the link")
            continue
        if parts.scheme in _SCHEMES and not loaded:
            continue
        if parts.scheme not in ("", "http", "https"):
            report(line, "BLT010", f"{tag} leads to {value}; use https://, a page of the site or a known channel")
            continue
        if _is_elsewhere(value):
            if loaded:
                report(line, "BLT003", f"{tag} loads {value} from another site; ship the file with this one")
            continue
        address, fragment = urldefrag(urljoin(_ORIGIN + mount + page.url, value))
        # Hosts do not merge slashes as Path and urljoin do: relative links would break on such an address.
        target = None if "//" in parts.path else _target(site, address, mount)
        if target is None:
            report(line, "BLT001", f"{tag} leads to {value}, which does not exist; correct the link")
            continue
        if target != page.path and tag == "a":
            linked.add(target)
        if fragment and target in pages and unquote(fragment) not in pages[target].anchors:
            report(line, "BLT002", f"no anchor «{unquote(fragment)}» in {target}; correct the link")
    return findings, linked


def _check_styles(site: Path) -> list[Finding]:
    """Return findings on what the style sheets load from elsewhere."""
    findings = []
    for path in sorted(site.rglob("*.css")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            for address in filter(_is_elsewhere, map("".join, _CSS_ADDRESS.findall(line))):
                message = f"the style sheet loads {address[:80]} from another site; ship the file with this one"
                shown = path.relative_to(site).as_posix()
                findings.append(finding(shown, Position(number, 1), "BLT003", message))
    return findings


def _check_languages(site: Path, pages: dict[str, BuiltPage], page: BuiltPage) -> list[Finding]:
    """Return findings on lang, dir, canonical and alternates of one page."""
    findings: list[Finding] = []

    def report(code: str, message: str) -> None:
        findings.append(finding(page.path, START, code, message))

    if not page.lang or page.direction not in ("ltr", "rtl"):
        report("BLT007", "the root element needs lang and dir")
    if not page.canonical or not urlsplit(page.canonical).scheme:
        report("BLT008", "an absolute canonical address is missing")
        return findings
    base = page.canonical.removesuffix(page.url)
    if page.image and not (page.image.startswith(base) and _target(site, "/" + page.image.removeprefix(base))):
        report("BLT011", f"the share image {page.image} does not exist; add the file for this language")
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
