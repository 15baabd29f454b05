"""The facts both languages share, read from `data/`: sources, channels, strings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from scripts import data_file
from scripts.campaign import Campaign
from scripts.finding import Finding, finding
from scripts.yaml_source import YamlSource


class Words(dict[str, str]):
    """The strings of a language; one that is missing shows its key, so that a preview goes on."""

    def __missing__(self, key: str) -> str:
        return key


@dataclass
class Library:
    """`sources` and `channels` map ids to entries; `strings` maps locale codes to keys to words.

    `unread` holds the ids of files with findings: pages may name them, and nothing more is said of them.
    """

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    strings: dict[str, Words] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def channel_group(self, name: str) -> list[dict[str, Any]]:
        """Return the channels of `<country>` or `<country>/<group>`, in the order of the file."""
        country, _, group = name.partition("/")
        return [
            channel
            for channel in self.channels.values()
            if channel["country"] == country and group in ("", channel["group"])
        ]


def load(campaign: Campaign, today: datetime.date | None = None) -> Library:
    """Read all of `data/`; what is wrong is in `findings`, and the entries concerned are left out."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    library = Library()
    folder = campaign.root / "data"

    def read(path, schema: str, code: str):  # noqa: ANN001, ANN202
        data, source, findings = data_file.load(campaign.root, path, schema, code)
        library.findings += findings
        if data is None:
            library.unread |= _ids(source.data, path.stem)
        return data, source, campaign.relative(path)

    def check_date(shown: str, source, steps: tuple, value: str) -> None:  # noqa: ANN001
        if value > today.isoformat():
            message = f"the check date {value} is in the future; write the day of the check"
            library.findings.append(finding(shown, source.at(steps), "DAT002", message))

    data, source, shown = read(folder / "sources.yml", "sources", "DAT001")
    for key, entry in (data or {}).items():
        check_date(shown, source, (key, "checked"), entry["checked"])
        library.sources[key] = entry

    for path in sorted((folder / "channels").glob("*.yml")):
        data, source, shown = read(path, "channels", "DAT001")
        for index, channel in enumerate(data or []):
            if channel["id"] in library.channels:
                message = f"the channel id «{channel['id']}» is used twice; give each channel its own id"
                library.findings.append(finding(shown, source.at((index, "id")), "DAT003", message))
                continue
            problems = _unfinished(campaign, source, shown, index, channel)
            if problems:
                library.findings += problems
                library.unread |= _ids([channel], path.stem)
                continue
            library.channels[channel["id"]] = channel | {"country": path.stem}
            for number, contact in enumerate(channel["contacts"]):
                check_date(shown, source, (index, "contacts", number, "checked"), contact["checked"])

    reference: dict[str, Any] = {}
    for locale in campaign.locales:
        data, source, shown = read(folder / "strings" / f"{locale.code}.yml", "strings", "DAT001")
        library.strings[locale.code] = Words(data or {})
        if locale.default:
            reference = data or {}
        for key in sorted(set(reference) ^ set(data or {})) if data else ():
            message = f"«{key}» stands in only one of the languages' strings; add or remove it"
            library.findings.append(finding(shown, source.at((key,)), "DAT004", message))
    return library


def _unfinished(
    campaign: Campaign, source: YamlSource, shown: str, index: int, channel: dict[str, Any]
) -> list[Finding]:
    """Return what keeps a channel from being shown in every language."""
    codes = [locale.code for locale in campaign.locales]
    texts = [((index, key), channel.get(key)) for key in ("name", "for", "know", "hours")]
    findings = []
    for number, contact in enumerate(channel["contacts"]):
        texts.append(((index, "contacts", number, "label"), contact.get("label")))
        if contact.get("locale", codes[0]) not in codes:
            message = f"«{contact['locale']}» is not a language of this site; use one of: {', '.join(codes)}"
            findings.append(finding(shown, source.at((index, "contacts", number, "locale")), "DAT005", message))
    for steps, words in texts:
        for code in codes if words else ():
            if not words.get(code):
                message = f"«{steps[-1]}» has no text for «{code}»; write it in every language"
                findings.append(finding(shown, source.at(steps), "DAT004", message))
    return findings


def _ids(data: Any, country: str) -> set[str]:  # noqa: ANN401
    """Return every id that a file with findings may have meant to define."""
    if isinstance(data, dict):
        return {str(key) for key in data}
    entries = [entry for entry in data or [] if isinstance(entry, dict)] if isinstance(data, list) else []
    groups = {f"{country}/{entry.get('group')}" for entry in entries}
    return {str(entry.get("id")) for entry in entries} | groups | {country}
