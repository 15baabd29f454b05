"""Items of callouts that have an icon of their own: `stop:1` among the icons is that of the first item of a `stop`."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from scripts.extensions.page_context import PageProcessor


class CalloutIconProcessor(PageProcessor):
    """Gives the list of a callout its icons, where the campaign has one for every item of such a list."""

    def run(self, root: etree.Element) -> None:
        """Write the icons before the words of the items."""
        for box in root.iter("div"):
            kinds = (box.get("class") or "").split()
            if "admonition" not in kinds:
                continue
            for listed in box.findall("ul"):
                names = [self._name(kinds, number) for number in range(1, len(listed) + 1)]
                if not all(names) or self._name(kinds, len(listed) + 1):
                    continue
                listed.set("class", "iconed")
                for item, name in zip(listed, names, strict=True):
                    self.illustrate(item, etree.Element("div"), self.icon_mark(name))

    def _name(self, kinds: list[str], number: int) -> str:
        return next((name for kind in kinds if (name := self.context.icons.get(f"{kind}:{number}"))), "")
