"""Blocks written from `data/`, each a link alone in its paragraph.

`[](channels:ma)` or `[](channels:ma/report)`: the cards of a country, or of one of its groups, under level-3 headings.
`[](laws:ma)`: the laws of a country. `[](sources:all)`: every source. `[](data:files)`: the files to download.
`[](sheets:all)`: every printed sheet. `[](sheets:pack)`: the packs for a class.
`[](rules:all)`: the rules of `make check`, each with its page. `[](offline:copy)` and `[](offline:text)`: where the
copy of the site for reading without a connection is, and the text-only files.
`[](status:pages)`: every page with its words and its last review in each language. `[](status:to-confirm)`: what a
person must find out: open questions, contacts held back or told by a third party only. `[](design:palette)`: a sample
of the campaign's face.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from scripts import addresses, agenda, open_data, rule_pages
from scripts.campaign import direction
from scripts.explanation import FAMILIES, family, of_site
from scripts.extensions.page_context import PageProcessor, is_alone
from scripts.look import SAMPLES, SIZES
from scripts.offline import text_only


class BlockProcessor(PageProcessor):
    """Puts the elements of a block in the place of the paragraph that names it."""

    def _paragraph(self, template: str, **variables: object) -> etree.Element:
        paragraph = etree.Element("p")
        paragraph.text = AtomicString(self.stash(template, **variables))
        return paragraph

    def _channels(self, name: str) -> list[etree.Element]:
        library, cards = self.context.library, []
        for channel in library.channel_group(name):
            facts = {key: " ".join(channel[key]) for key in ("audience", "situations")}
            attributes = {f"data-{key}": value for key, value in facts.items()}
            attributes |= {"data-country": channel["country"], "data-group": channel["group"], "class": "card"}
            card = etree.Element("section", attributes | {"aria-labelledby": channel["id"]})
            heading = etree.SubElement(card, "h3", {"id": channel["id"]})
            heading.text = channel["name"][self.context.locale]
            card.append(self._paragraph("channel_card.html", channel=channel, oldest=library.oldest(channel)))
            cards.append(card)
        return cards

    def _laws(self, name: str) -> list[etree.Element]:
        return [self._paragraph("laws.html", laws=self.context.library.laws_of(name))]

    def _sources(self, name: str) -> list[etree.Element]:
        return [self._paragraph("sources.html", entries=self.context.library.sources, backlinks=False)]

    def _data(self, name: str) -> list[etree.Element]:
        return [self._paragraph("open_data.html", root=self.context.root, version=open_data.VERSION)]

    def _sheets(self, name: str) -> list[etree.Element]:
        context = self.context
        if name not in ("all", "pack"):  # a finding has said so; the live preview goes on
            return []
        pages = {path: page.meta.get("title") for path, page in context.pages.items()}
        shared = {"top": context.root, "prefix": context.prefix, "titles": pages, "catalogue": context.catalogue}
        return [self._paragraph(f"sheets_{name}.html", **shared)]

    def _rules(self, name: str) -> list[etree.Element]:
        context, found = self.context, []
        shared = {"root": context.root, "prefix": context.prefix, "address": rule_pages.address}
        explained = [one for one in of_site(context.library.strings) if context.locale in one.words]
        for kind in FAMILIES:
            known = [one for one in explained if family(one.code) == kind]
            if known:
                heading = etree.Element("h3", {"id": f"rules-{kind}"})
                heading.text = context.strings[f"rule_family_{kind}"]
                found += [heading, self._paragraph("rules.html", rules=known, **shared)]
        return found

    def _offline(self, name: str) -> list[etree.Element]:
        context = self.context
        if name not in ("copy", "text"):  # a finding has said so; the live preview goes on
            return []
        own = context.locale
        names = sorted(context.text_files.items(), key=lambda item: item[0] != own)
        where = {"root": context.root, "repository": context.repository.rstrip("/"), "address": text_only.address}
        return [self._paragraph(f"offline_{name}.html", package=context.package, names=names, **where)]

    def _status(self, name: str) -> list[etree.Element]:
        context = self.context
        if name == "pages":
            return [self._paragraph("status_pages.html", pages=context.statuses(), **self._where())]
        if name != "to-confirm":  # a finding has said so; the live preview goes on
            return []
        records = context.library.records
        shared = {"questions": context.library.questions.values(), "countries": agenda.waiting(records)}
        shared |= {"channels": context.library.channels, "laws": context.library.laws, "card": self._card}
        return [self._paragraph("status_to_confirm.html", **self._where(), **shared)]

    def _design(self, name: str) -> list[etree.Element]:
        context = self.context
        if name not in SAMPLES:  # a finding has said so; the live preview goes on
            return []
        texts = context.library.strings.items()
        samples = [(code, direction(code), words["design_sample"]) for code, words in texts]
        return [self._paragraph(f"design_{name}.html", look=context.look, samples=samples, sizes=SIZES)]

    def _card(self, channel: str) -> str:
        """Return the way from the page to a channel's card."""
        page = self.context.cards.get(channel)
        return f"{self.context.root}{addresses.of_page(page, self.context.prefix)}#{channel}" if page else ""

    def _where(self) -> dict[str, object]:
        titles = {path: page.meta.get("title") for path, page in self.context.pages.items()}
        return {"top": self.context.root, "prefix": self.context.prefix, "titles": titles}

    def run(self, root: etree.Element) -> None:
        """Replace every paragraph that names a block."""
        blocks = {
            "channels": self._channels,
            "laws": self._laws,
            "sources": self._sources,
            "data": self._data,
            "sheets": self._sheets,
            "rules": self._rules,
            "offline": self._offline,
            "status": self._status,
            "design": self._design,
        }
        parents = {child: parent for parent in root.iter() for child in parent}
        for link in list(root.iter("a")):
            scheme, _, name = link.get("href", "").partition(":")
            paragraph = parents[link]
            if scheme not in blocks or paragraph.tag != "p" or not is_alone(paragraph, link):
                continue
            holder = parents[paragraph]
            index = list(holder).index(paragraph)
            holder.remove(paragraph)
            for offset, element in enumerate(blocks[scheme](name)):
                holder.insert(index + offset, element)
