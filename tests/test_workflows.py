"""What GitHub runs: no workflow has a right it does not need, and every piece of shell in them is run here."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, copy_project, run

GITHUB = ROOT / ".github"
FIXTURES = ROOT / "tests" / "fixtures" / "workflows"
WORKFLOWS = sorted(path.name for path in (GITHUB / "workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent
# Who may write what. A right that is not here is one too many; a job that is not here only reads.
WRITES = {
    ("publish.yml", "publish"): {"contents"},
    ("publish.yml", "rollback"): {"contents"},
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("publish.yml", "release"): {"contents"},
    ("watch.yml", "tell"): {"issues"},
    ("housekeeping.yml", "squash"): {"contents"},
}
# Events that run with the rights of the repository on what a stranger wrote.
DANGEROUS = {"pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"}


class Workflow:
    def __init__(self, path: Path) -> None:
        self.name, self.text = path.name, path.read_text(encoding="utf-8")
        self.data = yaml.load(self.text, Loader=yaml.BaseLoader)
        self.jobs = self.data["jobs"]
        self.events = set(self.data["on"])

    def steps(self) -> Iterator[tuple[str, dict]]:
        for job, content in self.jobs.items():
            for step in content.get("steps", ()):
                yield job, step

    def shell(self) -> Iterator[tuple[str, str]]:
        for job, step in self.steps():
            if "run" in step:
                yield f"{job}: {step['name']}", step["run"]


def workflow(name: str) -> Workflow:
    return Workflow(GITHUB / "workflows" / name)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def asked(shell: str) -> Iterator[str]:
    """Yield the targets that a piece of shell asks make for."""
    for command in re.findall(r"(?:^|[;&|]\s*)make\s+([^|>;&\n]*)", shell, re.MULTILINE):
        words = iter(shlex.split(command))
        for word in words:
            if word == "-C":
                next(words)
            elif not word.startswith("-") and "=" not in word:
                yield word


def pinned(found: Workflow) -> Iterator[str]:
    for line in found.text.splitlines():
        if match := re.match(r"\s*(?:- )?uses:\s*(.*)", line):
            own = re.fullmatch(r"\$/(\.github/workflows/[\w-]+\.yml)", match[1])
            if own and not (ROOT / own[1]).is_file():
                yield f"there is no {own[1]}"
            if not own and not re.fullmatch(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", match[1]):
                yield match[1]


def rights(found: Workflow) -> Iterator[str]:
    if found.data.get("permissions") != {}:
        yield "the workflow gives rights to every job"
    for job, content in found.jobs.items():
        given = content.get("permissions")
        if not isinstance(given, dict):
            yield f"{job} does not say its rights"
            continue
        writing = {right for right, value in given.items() if value != "read"}
        if writing - WRITES.get((found.name, job), set()):
            yield f"{job} writes {writing}"


def events(found: Workflow) -> Iterator[str]:
    yield from sorted(found.events & DANGEROUS)


def limits(found: Workflow) -> Iterator[str]:
    if "concurrency" not in found.data:
        yield "no concurrency"
    if found.data.get("defaults") != {"run": {"shell": "bash"}}:
        yield "without `shell: bash`, a failure in front of a pipe passes"
    for job, content in found.jobs.items():
        if "steps" in content and not content.get("timeout-minutes"):
            yield f"{job} may run for six hours"


def injection(found: Workflow) -> Iterator[str]:
    for place, shell in found.shell():
        if "${{" in shell:
            yield place


def secrets(found: Workflow) -> Iterator[str]:
    if re.search(r"\bsecrets\b", found.text):
        yield "a secret is named"
    for job, step in found.steps():
        settings = step.get("with", {})
        if step.get("uses", "").startswith("actions/checkout@") and settings.get("persist-credentials") != "false":
            yield f"{job} leaves a token on the disk"
        if "cache" in settings or "actions/cache" in step.get("uses", ""):
            yield f"{job} trusts a cache"


def commands(found: Workflow) -> Iterator[str]:
    for place, shell in found.shell():
        done = subprocess.run(["bash", "-n"], input=shell, capture_output=True, text=True, check=False)
        if done.returncode:
            yield f"{place}: {done.stderr}"
        for name in set(asked(shell)) - targets():
            yield f"{place}: make {name}"


def gate(found: Workflow) -> Iterator[str]:
    last = found.jobs.get("gate")
    if last is None:
        if "pull_request" in found.events:
            yield "no gate"
        return
    others = set(found.jobs) - {"gate"}
    if set(last["needs"]) != others:
        yield f"the gate does not wait for {others - set(last['needs'])}"
    if last.get("if") != "${{ always() }}":
        yield "a gate that is skipped lets everything pass"
    (step,) = last["steps"]
    for job in others:
        if step["env"].get(job.upper()) != f"${{{{ needs.{job}.result }}}}":
            yield f"the gate does not look at {job}"


RULES = {rule.__name__: rule for rule in (pinned, rights, events, limits, injection, secrets, commands, gate)}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_workflows_keep_the_rules(name, rule):
    assert list(RULES[rule](workflow(name))) == []


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_sees_what_it_is_there_for(rule):
    bad = Workflow(FIXTURES / f"bad-{rule}.yml")
    assert {name for name, judge in RULES.items() if list(judge(bad))} == {rule}


def test_an_action_is_the_same_everywhere():
    versions = defaultdict(set)
    for name in WORKFLOWS:
        for action, rest in re.findall(r"uses: ([\w-]+/[\w./-]+)@(.*)", workflow(name).text):
            versions[action].add(rest)
    assert {"actions/checkout", "actions/deploy-pages"} <= set(versions)
    assert {action: found for action, found in versions.items() if len(found) > 1} == {}


def test_every_right_to_write_is_used():
    given = {
        (name, job)
        for name in WORKFLOWS
        for job, content in workflow(name).jobs.items()
        if {right for right, value in content["permissions"].items() if value == "write"} == WRITES.get((name, job))
    }
    assert given == set(WRITES)


@pytest.mark.parametrize(("name", "job"), [key for key, rights in WRITES.items() if rights != {"issues"}])
def test_only_main_and_its_tags_change_the_live_site(name, job):
    jobs = workflow(name).jobs

    def guarded(job: str) -> bool:
        condition, needs = jobs[job].get("if", ""), jobs[job].get("needs", [])
        waits = all(map(guarded, [needs] if isinstance(needs, str) else needs)) and bool(needs)
        return "github.ref == 'refs/heads/main'" in condition or waits

    assert guarded(job)


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(str(TOOLS / name), *arguments)


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    options = ["--offline", "--no-progress", "--persona=auditor", "--collect=all", "--strict-collection"]
    return tool("zizmor", *options, "--color=never", *map(str, paths))


def test_an_auditor_finds_nothing():
    result = zizmor(GITHUB)
    assert result.returncode == 0, result.stdout + result.stderr
    audited = re.findall(r"completed \S*/(?:workflows/)?([\w-]+\.yml)", result.stderr)
    assert sorted(audited) == sorted([*WORKFLOWS, "dependabot.yml"])


def test_the_auditor_sees_an_attack():
    result = zizmor(FIXTURES / "bad-injection.yml")
    assert result.returncode != 0 and "template-injection" in result.stdout


SCHEMAS = {
    "vendor.github-workflows": "workflows/*.yml",
    "vendor.dependabot": "dependabot.yml",
    "vendor.github-issue-forms": "ISSUE_TEMPLATE/[0-9]*.yml",
    "vendor.github-issue-config": "ISSUE_TEMPLATE/config.yml",
}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_github_reads_fits_its_schema(schema):
    files = sorted(map(str, GITHUB.glob(SCHEMAS[schema])))
    bad = FIXTURES / "schemas" / f"{schema}.yml"
    assert files, "nothing to check"
    result = tool("check-jsonschema", "--builtin-schema", schema, *files)
    assert result.returncode == 0, result.stdout
    assert tool("check-jsonschema", "--builtin-schema", schema, str(bad)).returncode == 1


def test_dependabot_waits_as_each_ecosystem_can():
    """GitHub drops an entry whose cooldown has a key that its ecosystem does not take; the schema does not know."""
    entries = yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {entry["package-ecosystem"]: set(entry["cooldown"]) for entry in entries} == {
        "github-actions": {"default-days"},
        "pip": {"default-days"},
    }


def test_every_line_of_codeowners_fits_a_file():
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = dict(line.split() for line in lines if line and not line.startswith("#"))
    for path, owner in owned.items():
        assert re.fullmatch(r"@[\w-]+/[\w-]+", owner)
        assert path.startswith("/") and list(ROOT.glob(path.strip("/"))), path
    assert {"/data/", "/.github/", "/scripts/", "/Makefile", "/pyproject.toml", "/requirements*.txt"} <= set(owned)


# The shell of the steps, taken from the files and run.


def step(name: str, job: str, number: int) -> dict:
    return [one for one in workflow(name).jobs[job]["steps"] if "run" in one][number]


@pytest.fixture
def shell(tmp_path):
    """Run a step as GitHub does (bash -eo pipefail), with a `gh` that writes down what it is asked."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "gh"
    program.write_text(
        "#!/bin/sh\n"
        f'for word; do printf "%s\\n" "$word"; done | paste -sd "\\t" >> {tmp_path}/asked\n'
        f'case "$1 $2" in "issue list") cat {tmp_path}/open ;; "release view") exec test -e {tmp_path}/released ;;\n'
        '"auth git-credential") printf "username=x-access-token\\npassword=%s\\n" "$GH_TOKEN" ;; esac\n'
    )
    program.chmod(0o755)
    (tmp_path / "open").touch()

    def runner(found: dict, cwd: Path = tmp_path, **environment: str) -> tuple[subprocess.CompletedProcess, str, str]:
        for name in ("output", "summary"):
            (tmp_path / name).write_text("")
        script = tmp_path / "step.sh"
        script.write_text(found["run"], encoding="utf-8")
        files = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        full = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        result = run(*full, cwd=cwd, PATH=path, **files, **environment)
        return result, (tmp_path / "output").read_text(), (tmp_path / "summary").read_text()

    return runner


def requests(tmp_path: Path) -> list[list[str]]:
    found = tmp_path / "asked"
    return [line.split("\t") for line in found.read_text(encoding="utf-8").splitlines()] if found.exists() else []


GATE = {"CONTENT": "success", "CONTACTS": "success", "TESTS": "success", "OFFLINE": "success"}


@pytest.mark.parametrize(
    ("event", "results", "opens"),
    [
        ("pull_request", {}, True),
        ("push", {"CONTACTS": "skipped"}, True),
        ("workflow_dispatch", {"CONTACTS": "skipped"}, True),
        ("pull_request", {"CONTACTS": "skipped"}, False),
        ("push", {"CONTACTS": "failure"}, False),
        ("pull_request", {"TESTS": "failure"}, False),
        ("pull_request", {"OFFLINE": "cancelled"}, False),
        ("push", {"CONTENT": "skipped", "CONTACTS": "skipped"}, False),
    ],
)
def test_the_gate_opens_only_when_all_went_well(shell, event, results, opens):
    found = step("check.yml", "gate", 0)
    assert set(found["env"]) == {"EVENT", *GATE}
    result, _, _ = shell(found, EVENT=event, **(GATE | results))
    assert (result.returncode == 0) is opens
    named = set(re.findall(r"^::error::(\w+):", result.stdout, re.MULTILINE))
    refused = {name.lower() for name, value in results.items() if value != "success"}
    assert named == set() if opens else named <= refused and named


def git(root: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    result = run("git", "-C", str(root), *arguments, **who)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture
def history(tmp_path):
    """A clone as a tag's checkout has it: `main`, merged; `side`, which is not."""
    origin = tmp_path / "origin"
    git(tmp_path, "init", "-q", "-b", "main", str(origin))
    for branch, name in (("main", "one"), ("main", "two"), ("side", "three")):
        if branch == "side":
            git(origin, "checkout", "-q", "-b", branch)
        git(origin, "commit", "-q", "--allow-empty", "-m", name)
    git(tmp_path, "clone", "-q", str(origin), str(tmp_path / "clone"))
    return tmp_path / "clone"


@pytest.mark.parametrize(
    ("kind", "name", "commit", "version"),
    [
        ("branch", "main", "origin/main", "latest"),
        ("tag", "v2026.12", "origin/main", "2026.12"),
        ("tag", "v2026.12.1", "origin/main~1", "2026.12.1"),
        ("tag", "v2026.12", "origin/side", None),
        ("tag", "v2026.13", "origin/main", None),
        ("tag", "v2026.1", "origin/main", None),
        ("tag", "v2026.12-rc", "origin/main", None),
        ("tag", "v2026.12\nversion=1", "origin/main", None),
        ("tag", "v2026.12;touch x", "origin/main", None),
        ("tag", "vlatest", "origin/main", None),
    ],
)
def test_a_version_is_a_month_of_main(shell, history, kind, name, commit, version):
    settings = {"GITHUB_REF_TYPE": kind, "GITHUB_REF_NAME": name, "GITHUB_SHA": git(history, "rev-parse", commit)}
    result, output, _ = shell(step("publish.yml", "version", 0), cwd=history, **settings)
    assert output == ("" if version is None else f"version={version}\n")
    assert (result.returncode == 0) is (version is not None)
    assert ("::error::" in result.stdout) is (version is None)


def test_the_token_is_given_to_git_in_one_step_only(shell, tmp_path):
    """git gets its password from gh, which has the token of the step: no file keeps it."""
    home = tmp_path / "home"
    home.mkdir()
    for name, job in WRITES:
        if (name, job) in {("watch.yml", "tell"), ("publish.yml", "release"), ("publish.yml", "deploy")}:
            continue
        steps = [one for one in workflow(name).jobs[job]["steps"] if "GH_TOKEN" in one.get("env", {})]
        (found,) = steps
        settings = {key: value for key, value in found["env"].items() if key.startswith("GIT_")}
        asking = {"run": "printf 'protocol=https\\nhost=github.com\\n\\n' | git credential fill"}
        result, _, _ = shell(asking, GH_TOKEN="of-this-step", HOME=str(home), **settings)
        assert "password=of-this-step" in result.stdout, result.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
def test_a_release_carries_every_file_and_can_be_run_again(shell, tmp_path, there):
    (tmp_path / "dist").mkdir()
    for name in ("a.zip", "a.zip.sha256", "fr.html"):
        (tmp_path / "dist" / name).touch()
    if there:
        (tmp_path / "released").touch()
    result, _, _ = shell(step("publish.yml", "release", 0), GITHUB_REF_NAME="v2026.12", VERSION="2026.12")
    assert result.returncode == 0, result.stderr
    _, last = requests(tmp_path)
    assert last[:3] == ["release", "upload" if there else "create", "v2026.12"]
    assert {"dist/a.zip", "dist/a.zip.sha256", "dist/fr.html"} <= set(last)
    assert there or (ROOT / last[last.index("--notes-file") + 1]).is_file()


@pytest.mark.parametrize(
    ("digest", "number", "verbs"),
    [
        ("", "", ["list"]),
        ("", "7", ["list", "close"]),
        ("- 19\n", "7", ["list", "edit"]),
        ("- 19\n", "", ["list", "label", "create"]),
    ],
    ids=["nothing due", "nothing due any more", "more", "first"],
)
def test_the_watch_keeps_one_issue(shell, tmp_path, digest, number, verbs):
    (tmp_path / "digest.md").write_text(digest, encoding="utf-8")
    (tmp_path / "open").write_text(f"{number}\n" if number else "")
    result, _, _ = shell(step("watch.yml", "tell", 0))
    assert result.returncode == 0, result.stderr
    made = requests(tmp_path)
    assert ["label" if one[0] == "label" else one[1] for one in made] == verbs
    assert number in made[-1] if number else True
    if digest:
        assert made[-1][made[-1].index("--body-file") + 1] == "digest.md"


@pytest.fixture
def proposals(tmp_path):
    """Main, and a function that checks out the merge of a proposal into it beside it, as the workflow does."""
    origin = tmp_path / "origin"
    copy_project(origin)
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "--all")
    git(origin, "commit", "-q", "-m", "main")
    tools = tmp_path / "venv" / "bin"
    tools.mkdir(parents=True)
    (tools / "python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    (tools / "python").chmod(0o755)

    def propose(**changes: tuple[str, str, str]) -> Path:
        git(origin, "checkout", "-q", "-b", "proposal")
        for path, old, new in changes.values():
            text = (origin / path).read_text(encoding="utf-8")
            assert old in text
            (origin / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        git(origin, "commit", "-qam", "proposal")
        git(origin, "checkout", "-q", "main")
        # Main goes on meanwhile: what others have changed is no part of the proposal.
        data = origin / "data" / "channels" / "ma.yml"
        data.write_text(
            data.read_text(encoding="utf-8").replace('checked: "2026-', 'checked: "2025-'), encoding="utf-8"
        )
        git(origin, "commit", "-qam", "others")
        git(origin, "merge", "-q", "--no-ff", "-m", "merge", "proposal")
        git(tmp_path, "clone", "-q", "--depth", "2", f"file://{origin}", str(tmp_path / "proposal"))
        return tmp_path

    def check_out(place: Path, commit: str) -> None:
        git(place, "clone", "-q", f"file://{origin}", str(place / "base"))
        git(place / "base", "checkout", "-q", commit)
        (tmp_path / "venv" / ".site").touch()

    return propose, check_out


def judged(shell, proposals, **changes: tuple[str, str, str]) -> tuple[subprocess.CompletedProcess, str]:
    propose, check_out = proposals
    place = propose(**changes)
    _, output, _ = shell(step("check.yml", "contacts", 0), cwd=place)
    key, commit = output.strip().split("=")
    assert key == "commit"
    check_out(place, commit)
    found = step("check.yml", "contacts", 1)
    assert found["env"]["COMMIT"] == "${{ steps.main.outputs.commit }}"
    # A virtual environment is there already: what a real runner installs first is tested with `make site`.
    result, _, summary = shell(found, cwd=place, COMMIT=commit, VENV=str(place / "venv"))
    return result, summary


def test_a_proposal_cannot_change_the_guard_that_judges_it(shell, proposals):
    """It slips a number in, and takes away the guard, the lists, and the target that the workflow calls."""
    result, summary = judged(
        shell,
        proposals,
        number=("data/channels/ma.yml", 'value: "19"', 'value: "+212661234567"'),
        guard=("scripts/contact_guard.py", "def guard(", "def guard(*a, **k): return Report()\n\n\ndef _guard("),
        target=("Makefile", "changes: $(VENV)/.site", "changes:\n\t@true\n\nothers: $(VENV)/.site"),
    )
    assert result.returncode != 0
    assert "GRD001" in result.stdout and "+212661234567" in summary


def test_a_proposal_of_words_passes_the_guard(shell, proposals):
    result, summary = judged(shell, proposals, word=("docs/fr/index.md", "\n", " \n"))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No contact value changed." in summary, "what others have changed on main is not the proposal's"
