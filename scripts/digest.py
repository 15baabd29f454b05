"""The weekly list for editors, as the text of an issue, in each language of the site: dead addresses, checks due.

A contact of the directory that leads nowhere comes first: somebody may be trying it now.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from scripts import agenda, campaign, country, library, reach
from scripts.campaign import CampaignError
from scripts.finding import Finding, say
from scripts.github_text import Writer, in_every_language
from scripts.interface import Words
from scripts.library import Library
from scripts.record import Record

if TYPE_CHECKING:
    from scripts.reach.places import Place
    from scripts.reach.question import Answer
    from scripts.reach.round import Round

_ROOM = 5_000  # bytes of a table, of which there are six in each language: an issue has 65 536 characters at most
_PLACES = 3  # of an address that are named


@dataclass
class Digest:
    """What is to do: `dead` contacts and other `lost` addresses, those that `moved`, those a person must open, checks.

    The addresses come with their answers, `late` is by country. `unasked`: the addresses were not asked.
    """

    facts: Library
    late: dict[str, list[Record]]
    places: dict[str, list[Place]] = field(default_factory=dict)
    dead: list[tuple[Record, Answer]] = field(default_factory=list)
    lost: dict[str, Answer] = field(default_factory=dict)
    moved: dict[str, Answer] = field(default_factory=dict)
    by_hand: dict[str, Answer] = field(default_factory=dict)
    unread: list[Finding] = field(default_factory=list)
    unasked: bool = False

    @property
    def empty(self) -> bool:
        """Return whether nobody has anything to do. What refuses programs, but may serve people, is no reason."""
        return not (self.late or self.dead or self.lost or self.moved or self.unread)


def digest(facts: Library, done: Round | None) -> Digest:
    """Return what a round and the agenda of the contacts ask for; None: no address was asked."""
    found = Digest(facts, agenda.late(facts.records, facts.today), unasked=done is None)
    if done is None:
        return found
    from scripts.reach import question

    found.places = done.places
    found.unread = [one for one in done.findings if not one.code.startswith("EXT")]
    contacts: dict[str, list[Record]] = {}
    for record in facts.records:
        if record.published and record.kind != "law" and "://" in record.value:
            contacts.setdefault(urldefrag(record.value).url, []).append(record)
    for url, answer in done.answers.items():
        if not answer.code:
            continue
        if answer.code == question.REFUSED and not (answer.broken and url in contacts):
            found.by_hand[url] = answer
        elif answer.code == question.MOVED:
            found.moved[url] = answer
        elif url in contacts:
            found.dead += [(record, answer) for record in contacts[url]]
        else:
            found.lost[url] = answer
    return found


def _name(record: Record, facts: Library, writer: Writer) -> str:
    entry = facts.channels.get(record.owner) or facts.laws.get(record.owner) or {}
    name = (entry.get("name") or {}).get(writer.language)
    return writer.plain(name) if name else writer.code(record.owner)


def _country(code: str, facts: Library, writer: Writer) -> str:
    words = facts.strings.get(writer.language) or Words()
    return writer.plain(country.name(code, writer.language, facts.countries, words))


def _dead(found: Digest, writer: Writer) -> str:
    if not found.dead:
        return ""
    rows = (
        (_name(record, found.facts, writer), writer.words(answer.message), writer.code(record.where))
        for record, answer in found.dead
    )
    warning = say(
        "People who look for help are shown these now. Open them first of all; put them right, or hold them back."
    )
    table = writer.table([say("channel"), say("what to do"), say("place")], rows, _ROOM)
    return f"### {writer.words(say('Urgent: contacts that lead nowhere'))}\n\n{writer.words(warning)}\n\n{table}"


def _addresses(title: str, answers: dict[str, Answer], found: Digest, writer: Writer) -> str:
    if not answers:
        return ""

    def places(url: str) -> str:
        shown = found.places[url]
        named = "<br>".join(writer.code(f"{one.path}:{one.at.line}") for one in shown[:_PLACES])
        return named + (f"<br>+{len(shown) - _PLACES}" if len(shown) > _PLACES else "")

    rows = ((writer.words(answer.message), places(url)) for url, answer in answers.items())
    return f"### {writer.words(title)}\n\n{writer.table([say('what to do'), say('place')], rows, _ROOM)}"


def _late(found: Digest, writer: Writer) -> str:
    if not found.late:
        return ""
    number = sum(map(len, found.late.values()))
    rows = (
        (
            _country(code, found.facts, writer),
            _name(record, found.facts, writer),
            writer.code(record.value) if record.kind != "law" else "–",
            writer.plain(record.checked),
            writer.code(record.where),
        )
        for code, records in found.late.items()
        for record in records
    )
    head = [say("country"), say("channel"), say("value"), say("checked"), say("place")]
    title = writer.words(say("Due for a new check: {n}", n=number))
    everything = writer.words(say("`make check` names every one, with its place."))
    return f"### {title}\n\n{everything}\n\n{writer.table(head, rows, _ROOM)}"


def _unread(findings: Sequence[Finding], writer: Writer) -> str:
    if not findings:
        return ""
    rows = ((writer.code(f"{one.path}:{one.line}:{one.col}"), writer.words(one.message)) for one in findings)
    title = writer.words(say("Files that cannot be read"))
    return f"### {title}\n\n{writer.table([say('place'), say('what to do')], rows, _ROOM)}"


def text(found: Digest, writers: Iterable[Writer]) -> str:
    """Return the digest as Markdown in every language; '' where there is nothing to do."""
    if found.empty:
        return ""
    unasked = say("The addresses were not asked this time.")
    return "\n".join(
        writer.whole(
            f"## {writer.words(say('This week'))}",
            _dead(found, writer),
            _late(found, writer),
            _addresses(say("Addresses that lead nowhere"), found.lost, found, writer),
            _addresses(say("Addresses that have moved"), found.moved, found, writer),
            _addresses(say("Addresses that only a person can open"), found.by_hand, found, writer),
            _unread(found.unread, writer),
            writer.words(unasked) if found.unasked else "",
        )
        for writer in writers
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command: those of `reach`, and one to leave the internet alone."""
    parser.add_argument("--offline", action="store_true", help="ask no address; only say which checks are due")
    reach.add_options(parser)


def command(options: argparse.Namespace) -> int:
    """Print the digest; nothing when there is nothing to do.

    Returns 0 whatever was found; 1 when nothing can be said: settings that cannot be read, no internet, no time left;
    2 for wrong use.
    """
    try:
        project = campaign.load(options.root)
        done = None
        if not options.offline:
            from scripts.reach.round import go

            done = go(project, **reach.settings(options))
    except CampaignError as error:
        print("\n".join(map(str, error.findings)), file=sys.stderr)
        return 1
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    if done and done.nobody_answered:
        print("No server answered at all, so nothing is said of any; run it again on the internet.", file=sys.stderr)
        return 1
    if done and done.late:
        print("There was no time for all addresses; run it again, or give it more with --budget.", file=sys.stderr)
        return 1
    print(text(digest(library.load(project), done), in_every_language(project)), end="")
    return 0
