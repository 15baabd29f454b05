"""One publication: build, put beside the versions that stay, make those harmless, judge the whole, push once."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mike import commands as mike

from scripts import campaign as campaigns
from scripts import clock, library, rules, site_build
from scripts.finding import Finding
from scripts.locale_build import standing_alone
from scripts.publishing import names, old_version, root_files, settings
from scripts.publishing.audit import Audit
from scripts.publishing.branch import BRANCH, LOCAL, BranchError, Remote, Workshop, git
from scripts.publishing.contacts_told import changes
from scripts.publishing.furniture import Edition, Published
from scripts.publishing.old_version import LATEST, Renewal, Version

_VERSIONS = "versions.json"  # mike's: which versions there are, and what is known of each
_FOLDER = re.compile(r"[\w][\w.+-]*")  # how a version may be called that somebody else has made
_DAY = 86_400  # seconds


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Nothing was published; the message is one line and says why and what to do."""


class NotFit(Exception):  # noqa: N818 - it is an answer, not a fault
    """The branch would not be fit to be served; carries the findings that say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(str(findings[0]))
        self.findings = findings


@dataclass(frozen=True)
class Order:
    """What is asked: the project, the version (or `latest`), the remote, whether a published version is replaced."""

    root: Path
    version: str
    remote: str
    force: bool = False


@dataclass(frozen=True)
class Outcome:
    """What was done. `commit` is None where the branch already was as it should be."""

    version: str
    commit: str | None
    kept: list[str]
    pruned: list[str]
    contacts: list[str]
    size: int


def _entries(branch: Path) -> list[dict]:
    """Return what mike keeps of the versions, the newest first. Raises Refused."""
    path = branch / _VERSIONS
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        whole = isinstance(found, list) and all(map(_is_entry, found))
    except (OSError, ValueError):
        whole = False
    if not whole:
        raise Refused(f"{_VERSIONS} of {BRANCH} is not as mike writes it; put it right there, then run this again")
    return sorted(found, key=lambda one: names.key(one["version"]), reverse=True)


def _is_entry(one: object) -> bool:
    """Return whether this is what mike keeps of a version, with a name that is a folder of the branch's root."""
    return (
        isinstance(one, dict)
        and isinstance(one.get("title"), str)
        and isinstance(one.get("aliases"), list)
        and isinstance(one.get("properties") or {}, dict)
        and isinstance(name := one.get("version"), str)
        and _FOLDER.fullmatch(name) is not None
        and name != LATEST
    )


def _only_ours(shop: Workshop, entries: list[dict]) -> None:
    """Refuse a branch that holds pages which nobody would bring up to date. Raises Refused."""
    known = {one["version"] for one in entries}
    folders = {path.name for path in shop.tree.iterdir() if path.is_dir() and not path.is_symlink()}
    folders = {name for name in folders if not name.startswith(".") and name != LATEST}
    strange = sorted(folders - known) if known or not (shop.tree / "index.html").exists() else ["index.html"]
    strange += sorted(path.relative_to(shop.tree).as_posix() for path in shop.tree.rglob("*") if path.is_symlink())
    strange = [name for name in strange if name != LATEST]  # a link, as mike makes it: written anew as a copy
    if strange:
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        raise Refused(
            f"{BRANCH} holds what no version is: {', '.join(strange[:3])}{more}; nobody would keep its numbers up to "
            "date: remove it from there, or give that branch another name"
        )


def _live(entries: list[dict]) -> str | None:
    return next((one["version"] for one in entries if LATEST in one["aliases"]), None)


def clean_head(root: Path) -> str:
    """Return the commit that is checked out. Raises Refused where files differ from it."""
    try:
        head = git(root, "rev-parse", "--verify", "--quiet", "HEAD")
        changed = git(root, "status", "--porcelain", "--untracked-files=normal").splitlines()
    except BranchError as error:
        raise Refused(f"this folder cannot be published from: {error}; make a first commit in a git clone") from None
    if changed:
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        shown = ", ".join(line[3:] for line in changed[:3])
        raise Refused(f"not committed: {shown}{more}; commit or stash first, so that what is served can be found again")
    return head


def _nothing_newer(order: Order, source: str | None, head: str) -> None:
    """Refuse to put older words and numbers in the place of newer ones. Raises Refused.

    A source that the whole history does not know is of a history that was rewritten: nothing can be said of it.
    """
    if not source or order.force:
        return
    try:
        git(order.root, "cat-file", "-e", f"{source}^{{commit}}")
    except BranchError:
        if git(order.root, "rev-parse", "--is-shallow-repository") == "true":
            message = f"what is live was made from {source[:12]}, which this clone lacks; run: git fetch --unshallow"
            raise Refused(message) from None
        return
    try:
        git(order.root, "merge-base", "--is-ancestor", source, head)
    except BranchError:
        message = (
            f"what is live was made from {source[:12]}, which this commit does not contain: it may be newer; publish "
            "the newest commit of main, or replace it all the same with FORCE=1"
        )
        raise Refused(message) from None


@contextlib.contextmanager
def workshop(root: Path, remote: Remote) -> Iterator[tuple[Workshop, str | None]]:
    """Give a repository aside with the branch as it is served, unpacked, and its commit (None: no branch yet)."""
    scratch = root / ".build"
    scratch.mkdir(exist_ok=True)
    for left in scratch.glob("publish-*"):  # of one that was killed
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left)
    tip = remote.tip()
    with tempfile.TemporaryDirectory(dir=scratch, prefix="publish-", ignore_cleanup_errors=True) as folder:
        shop = Workshop(root, Path(folder))
        shop.begin(tip)
        if tip:
            shop.unpack()
        yield shop, tip


def _deploy(shop: Workshop, site: Path, version: str, properties: dict[str, str], message: str) -> None:
    """Put a built site on the branch of the repository aside, as a version and as `latest`."""
    for name, value in shop.identity().items():
        if name.startswith("GIT_COMMITTER_"):
            git(shop.repository, "config", f"user.{name.rpartition('_')[2].lower()}", value)
    with contextlib.chdir(shop.repository):  # mike asks git where it stands
        settings_of_mike = {"site_dir": str(site), "use_directory_urls": True}
        given = [([name], value) for name, value in properties.items()]
        with mike.deploy(
            settings_of_mike,
            version,
            None,
            [LATEST],
            update_aliases=True,
            alias_type=mike.AliasType.copy,
            branch=BRANCH,
            message=message,
            allow_empty=True,
            set_props=given,
        ):
            pass  # the site is built already, and checked


def _prune(shop: Workshop, keep: int) -> list[str]:
    """Take the oldest versions off the branch of the repository aside, and those without files; returns their names."""
    found = [one["version"] for one in _entries(shop.tree)]
    there = [name for name in found if (shop.tree / name).is_dir()]
    gone = [name for name in found if name not in there[:keep]]
    if gone:
        with contextlib.chdir(shop.repository):
            mike.delete(gone, branch=BRANCH, message=f"Prune {', '.join(gone)}", allow_empty=True)
    return gone


def _refresh(shop: Workshop) -> None:
    """Unpack the branch of the repository aside again, without what has left it."""
    for path in sorted(shop.tree.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    shop.unpack()


def _around(shop: Workshop, corpus: rules.Corpus, config: settings.Settings, first: str) -> list[Edition]:
    """Write what stands around the versions, and bring the old ones up to date. Returns the versions kept."""
    entries = _entries(shop.tree)
    editions = [
        Edition(one["version"], (one.get("properties") or {}).get("date", ""), Version.read(shop.tree, one["version"]))
        for one in entries
    ]
    published = Published(standing_alone(corpus, config.templates), config, editions)
    current = Version.read(shop.tree, LATEST)
    homes = {locale.code: locale.prefix for locale in corpus.campaign.locales}
    for version in (current, editions[0].files):
        old_version.fill(version, published, editions[0].name)
    renewal = Renewal(
        current,
        published,
        f"{config.site_url}{LATEST}/",
        homes,
        root_files.directory_pages(corpus),
        old_version.contacts(current),
    )
    for edition in editions[1:]:
        renewal.renew(edition.files)
    for path, content in root_files.files(corpus, published, first):
        (shop.tree / path).parent.mkdir(parents=True, exist_ok=True)
        (shop.tree / path).write_bytes(content)
    return editions


def _judged(root: Path) -> tuple[rules.Corpus, settings.Settings]:
    """Return the campaign and its settings, fit to be published. Raises NotFit, SettingsError or CampaignError."""
    campaign = campaigns.load(root)
    config = settings.load(campaign)
    settings.check(config)
    found = library.load(campaign)
    if found.examples:
        raise NotFit(sorted(found.examples))
    return rules.read_corpus(campaign, found), config


def publish(order: Order, tell: Callable[[str], None]) -> Outcome:
    """Carry out an order. Raises Refused, BranchError, SettingsError, VersionNameError, CampaignError or BuildError.

    Whatever is raised, and wherever it is interrupted, the branch of the remote is as before.
    """
    if order.version != LATEST:
        names.checked(order.version)
    head = clean_head(order.root)
    corpus, config = _judged(order.root)
    remote = Remote(order.root, order.remote)
    with workshop(order.root, remote) as (shop, tip):
        entries = _entries(shop.tree)
        _only_ours(shop, entries)
        live = _live(entries)
        known = {one["version"]: one.get("properties") or {} for one in entries}
        version = names.chosen(order.version, live, list(known), clock.today())
        higher = next((one for one in known if names.key(one) > names.key(version)), None)
        if higher:
            raise Refused(f"{version} would be live, but {higher}, which is published, is higher; publish one above it")
        renewed = order.version == LATEST or order.force
        if version in known and not renewed and known[version].get("source") != head:
            raise Refused(f"{version} is published already; publish a higher version, or replace it with FORCE=1")
        _nothing_newer(order, known.get(live or "", {}).get("source"), head)
        tell(f"building {version} for {config.site_url}")
        site = shop.tree.parent / "site"
        site_build.build(order.root, site, version=version)
        day = known.get(version, {}).get("date") or clock.today().isoformat()
        properties = {"date": day, "renewed": clock.today().isoformat(), "source": head}
        message = f"Publish {version}\n\nVersion: {version}\nSource: {head}\n"
        before = shop.tree / LATEST
        told = changes(before, site) if live else []
        _deploy(shop, site, version, properties, message)
        _refresh(shop)
        pruned = _prune(shop, corpus.campaign.keep)
        if pruned:
            _refresh(shop)
        editions = _around(shop, corpus, config, config.first)
        findings = Audit(shop.tree, version).findings()
        if findings:
            raise NotFit(findings)
        size = sum(path.stat().st_size for path in shop.tree.rglob("*") if path.is_file())
        tree = shop.pack()
        commit = None
        if not tip or git(shop.repository, "rev-parse", f"{tip}^{{tree}}") != tree:
            commit = shop.commit(tree, tip, message, shop.identity())
            shop.hand_over(commit)
            remote.push(commit, tip)
        return Outcome(version, commit, [edition.name for edition in editions], pruned, told, size)


def clean_environment() -> None:
    """Forget what a git hook sets: mike would write into the repository that it names."""
    for name in LOCAL:
        os.environ.pop(name, None)
