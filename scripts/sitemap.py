"""The sitemap: every page with all its languages, absolute addresses, x-default, review date."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Entry:
    """`url` and `alternates` are relative to the site; `default` is the address for x-default."""

    url: str
    lastmod: str | None
    alternates: Mapping[str, str]
    default: str


def build(base: str, entries: list[Entry]) -> bytes:
    """Return the sitemap as XML; `base` ends with a slash."""
    etree.register_namespace("", _SITEMAP)
    etree.register_namespace("xhtml", _XHTML)
    root = etree.Element(f"{{{_SITEMAP}}}urlset")
    for entry in sorted(entries, key=lambda entry: entry.url):
        url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = base + entry.url
        if entry.lastmod:
            etree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = entry.lastmod
        for code, address in [*entry.alternates.items(), ("x-default", entry.default)]:
            attributes = {"rel": "alternate", "hreflang": code, "href": base + address}
            etree.SubElement(url, f"{{{_XHTML}}}link", attributes)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
