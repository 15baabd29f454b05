"""A round of questions: every address of the project once, a few hosts at a time, within a budget of time."""

from __future__ import annotations

import contextlib
import datetime
import queue
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from scripts import campaign, clock
from scripts.campaign import CONFIG, Campaign, CampaignError
from scripts.finding import Finding, finding, nearest, say
from scripts.reach import memory, question
from scripts.reach.places import Place, places
from scripts.reach.question import Answer, Manners, Question, Turns

MEMORY = Path(".build", "reach.json")
_ENOUGH = 2  # addresses of a host without an answer, one after the other; the rest is not asked then
_KINDS = {
    "": "answer",
    question.GONE: "gone",
    question.SILENT: "without an answer",
    question.TLS: "without a valid certificate",
    question.LOOP: "redirected without end",
    question.MOVED: "moved",
    question.REFUSED: "to be opened by a person",
}


def agent(found: Campaign) -> str:
    """Return the name this program goes by: the campaign's, in the letters a header may hold, and its address."""
    try:
        with (found.root / CONFIG).open(encoding="utf-8") as file:
            site = str(yaml_load(file).get("site_url") or "")  # mkdocs reads it from the environment
    except (MkDocsException, YAMLError):
        site = ""
    names = [locale.site_name for locale in found.locales if locale.site_name.isascii()]
    words = " ".join(["link check of", *names[:1], f"(+{site})"])
    return "".join(one for one in words if " " <= one <= "~")


def _ask_host(asker: Question, urls: Iterable[str], answers: dict[str, Answer], until: float) -> None:
    silent, last, why = 0, "", Answer()
    for url in urls:
        if time.monotonic() >= until:
            return
        if why.later or silent >= _ENOUGH:
            message = say("«{url}» was not asked after «{other}», on the same host; see there", url=url, other=last)
            answers[url] = Answer(why.code, message)
            continue
        answers[url] = why = asker.ask(url)
        last, silent = url, silent + 1 if why.code in (question.SILENT, question.TLS) else 0


def ask(urls: Iterable[str], name: str, manners: Manners, hosts: int, budget: float) -> dict[str, Answer]:
    """Return what became of the addresses; those that time did not allow are left out."""
    groups: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        groups[question.host(url)].append(url)
    todo: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in sorted(groups.values(), key=len, reverse=True):  # the longest first: they would be waited for
        todo.put(group)
    answers: dict[str, Answer] = {}
    turns, until = Turns(manners.pause), time.monotonic() + budget

    def work() -> None:
        while not todo.empty() and time.monotonic() < until:
            try:
                group = todo.get_nowait()
            except queue.Empty:
                return
            with Question(name, manners, turns) as asker:
                _ask_host(asker, group, answers, until)

    # Daemons: a server that sends a byte a minute must not keep the command from ending.
    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(hosts, len(groups)))]
    for thread in threads:
        thread.start()
    with contextlib.suppress(KeyboardInterrupt):  # what is known so far is said, and remembered
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
    return dict(answers)


def _below(host: str, only: str) -> bool:
    name = host.partition(":")[0]
    return only in (host, name) or name.endswith(f".{only}")


def _findings(found: dict[str, list[Place]], answers: dict[str, Answer]) -> Iterator[Finding]:
    for url, answer in answers.items():
        for place in found[url] if answer.code else ():
            yield finding(place.path, place.at, answer.code, answer.message)


def _summary(total: int, answers: dict[str, Answer], remembered: int) -> str:
    counts = Counter(answer.code for answer in answers.values())
    counts[""] += remembered
    kinds = [f"{counts[code]} {words}" for code, words in _KINDS.items() if counts[code] or not code]
    unasked = total - counts.total()
    if remembered:
        kinds[0] += f" ({remembered} of them asked in the last days)"
    return f"{total} addresses: {', '.join(kinds)}" + (f"; {unasked} not asked." if unasked else ".")


@dataclass(frozen=True)
class Round:
    """What a round found: the addresses with their `places`, what became of those asked, `remembered` good ones.

    `findings` are sorted; `late`: time was up before all were asked.
    """

    places: dict[str, list[Place]]
    wanted: list[str]
    answers: dict[str, Answer]
    remembered: int
    findings: list[Finding]
    late: bool

    @property
    def nobody_answered(self) -> bool:
        """Return whether it is rather this machine that is not on the internet."""
        return len(self.answers) > 1 and all(answer.code == question.SILENT for answer in self.answers.values())


def go(
    project: Campaign, manners: Manners, *, days: int, only: str, limit: int | None, hosts: int, budget: float
) -> Round:
    """Ask the addresses of a project, and remember which answered. Raises LookupError if none is on the host `only`."""
    found, findings = places(project)
    wanted = list(found)
    if only:
        wanted = [url for url in found if _below(question.host(url), only.lower())]
        if not wanted:
            near = nearest(only, map(question.host, found))
            raise LookupError(f"No address is on «{only}»" + (f"; did you mean {near}?" if near else "."))
    today, path = clock.today(), project.root / MEMORY
    try:
        known = memory.read(path)
    except memory.UnreadableError:
        print(f"{MEMORY.as_posix()} cannot be read: every address is asked again.", file=sys.stderr)
        known = {}
    trusted = {url for url, day in known.items() if today - datetime.timedelta(days) < day <= today}
    due = [url for url in wanted if url not in trusted][:limit]
    answers = ask(due, agent(project), manners, hosts, budget)
    good = {url for url, answer in answers.items() if not answer.code}
    try:
        # What has failed since is forgotten; so is what the project no longer names.
        kept = {url: day for url, day in known.items() if url in found and url not in answers}
        memory.write(path, kept | dict.fromkeys(good, today))
    except OSError as error:
        print(f"{MEMORY.as_posix()} cannot be written ({error.strerror}): the next run asks again.", file=sys.stderr)
    findings = sorted({*findings, *_findings(found, answers)})
    remembered = len(trusted.intersection(wanted))
    return Round(found, wanted, answers, remembered, findings, len(answers) < len(due))


def run(
    root: Path,
    manners: Manners,
    *,
    days: int = 7,
    only: str = "",
    limit: int | None = None,
    hosts: int = 4,
    budget: float = 1800.0,
) -> int:
    """Ask the addresses of the project at `root` and print what became of them.

    Returns 0 when none is lost (warnings are allowed), 1 when some are or when time is up, 2 for wrong use.
    """
    try:
        project = campaign.load(root)
        done = go(project, manners, days=days, only=only, limit=limit, hosts=hosts, budget=budget)
    except CampaignError as error:
        print("\n".join(map(str, error.findings)))
        return 1
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    for one in done.findings:
        print(one)
    print(_summary(len(done.wanted), done.answers, done.remembered), file=sys.stderr)
    if done.nobody_answered:
        print("No server answered at all: is this machine on the internet?", file=sys.stderr)
    if done.late:
        print("There was no time for all of them; the next run goes on with the others.", file=sys.stderr)
    return 1 if done.late or any(one.code not in question.WARNINGS for one in done.findings) else 0
