"""The branch as it would be served, judged before it is: links, numbers, addresses for search engines, size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.built_page import BuiltPage
from scripts.built_site import BuiltSite
from scripts.finding import START, Finding, Position, finding, say
from scripts.publishing.old_version import LATEST

LIMIT = 1_000_000_000  # bytes: what GitHub Pages serves of one site
_CONTACTS = ("tel:", "sms:", "mailto:", "https://wa.me/")


@dataclass(frozen=True)
class Audit:
    """`branch` is the folder with every version; `same`, the version whose files are those of `latest`."""

    branch: Path
    same: str
    limit: int = LIMIT

    def findings(self) -> list[Finding]:
        """Return what must not be served, sorted; paths are those of the branch."""
        site = BuiltSite(self.branch)
        pages = [page for path, page in site.pages.items() if not path.startswith(f"{self.same}/")]
        latest = [page for page in pages if page.path.startswith(f"{LATEST}/")]
        current = {link.address for page in latest for link in page.links if link.address.startswith(_CONTACTS)}
        found = set(self._size())
        for page in pages:
            found.update(self._links(site, page))
            found.update(self._addresses(site, page))
            found.update(self._contacts(page, current))
        return sorted(found)

    def _size(self) -> Iterator[Finding]:
        size = sum(path.stat().st_size for path in self.branch.rglob("*") if path.is_file())
        if size > self.limit:
            message = say(
                "the versions weigh {size} MB together, and a host takes {limit}; keep fewer: extra.publish.keep",
                size=size // 1_000_000,
                limit=self.limit // 1_000_000,
            )
            yield finding("mkdocs.yml", START, "PUB003", message)

    def _links(self, site: BuiltSite, page: BuiltPage) -> Iterator[Finding]:
        """Yield the links inside the branch that lead nowhere."""
        for link in page.links:
            target = site.target(page, link.address)
            inside = not (urlsplit(link.address).scheme or link.address.startswith("//"))
            if site.file(target.path) is None if target else inside:
                message = say(
                    "{tag} leads to {address}, which would not be there; report this with the names of both versions",
                    tag=link.tag,
                    address=link.address,
                )
                yield finding(page.path, Position(link.line, 1), "PUB001", message)

    def _addresses(self, site: BuiltSite, page: BuiltPage) -> Iterator[Finding]:
        """Yield canonical and alternate addresses that nothing would answer at."""
        for address in (page.canonical, *page.alternates.values()):
            if address and not (site.page_at(address) if site.is_own(address) else None):
                message = say(
                    "names {address} to search engines, which would not be there; is SITE_URL that of the other "
                    "versions?",
                    address=address,
                )
                yield finding(page.path, START, "PUB001", message)

    def _contacts(self, page: BuiltPage, current: set[str]) -> Iterator[Finding]:
        """Yield the numbers and addresses that the current version does not give."""
        for link in page.links:
            if link.address.startswith(_CONTACTS) and link.address not in current:
                message = say(
                    "{address} is no contact of the current version; let its template mark it with data-contact",
                    address=link.address,
                )
                yield finding(page.path, Position(link.line, 1), "PUB002", message)
