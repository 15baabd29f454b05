"""What the working tree proposes against a revision: the contacts of both, handed to the guard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts import data_file, git_tree, library, record, yaml_source
from scripts.contact_guard import Report, guard, stricter
from scripts.finding import Finding, finding, say
from scripts.record import Record
from scripts.yaml_source import YamlError, YamlSource

_DOMAINS = "data/domains.yml"


class ProposalError(Exception):
    """The working tree cannot be read; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(say("{count} to correct", count=len(findings)))
        self.findings = findings


def _records(read: Callable[[str], YamlSource], names: dict[str, str]) -> list[Record]:
    return [one for name, country in names.items() for one in record.of_channels(read(name), name, country)]


def judge(root: Path, revision: str) -> Report:
    """Compare the contacts below `root/data` with those of `revision`. Raises GitError and ProposalError."""
    past, since = git_tree.read(root, revision, "data"), git_tree.day(root, revision)
    lists, findings = data_file.load(root, root / _DOMAINS, "domains", "DAT001")
    here = {path.relative_to(root).as_posix(): country for country, path in library.channel_files(root / "data")}
    read: dict[str, YamlSource] = {}
    for name in here:
        try:
            read[name] = yaml_source.read(root / name)
        except YamlError as error:
            findings.append(finding(name, error.at, "DAT001", error.message))
    if findings:
        raise ProposalError(findings)
    then = {name: library.country_of(Path(name)) for name in past if library.is_channel_file(Path(name))}
    return guard(
        _records(lambda name: yaml_source.parse_or_empty(past[name]), then),
        _records(read.__getitem__, here),
        stricter(yaml_source.parse_or_empty(past.get(_DOMAINS, "")).data, lists.data),
        since,
    )
