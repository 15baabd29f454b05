"""The guard of contact changes, on a real git repository: what it lists, what it refuses."""

import os
import subprocess

import pytest
from conftest import ROOT, scripts

HEAD = """- id: {country}-{name}
  group: report
  organisation: {organisation}
  body: {body}
  name: {{ar: اسم, fr: Nom}}
  name_basis: {{ar: ours, fr: official}}
  for: {{ar: للجميع, fr: pour tout le monde}}
  audience: [everyone]
  situations: [threat]
  contacts:
"""
CONTACT = """    - kind: {kind}
      value: "{value}"
      source: {source}
      quote: the words of the source
      confidence: confirmed
      publish: {publish}
      checked: "{checked}"
      checked_how: stored-page
"""


PLACE = """    - kind: place
      label: {{ar: المحكمة, fr: {words}}}
      source: https://old.ma/
      quote: the words of the source
      confidence: confirmed
      publish: ok
      checked: "2026-01-01"
      checked_how: stored-page
"""


def channel(name, *contacts, country="ma", organisation=None, body="public"):
    """A channel as YAML; each contact is (kind, value) or (kind, value, changes to the rest)."""
    organisation = organisation or f"{country}-{name}"
    text = HEAD.format(country=country, name=name, organisation=organisation, body=body)
    for kind, value, *rest in contacts:
        given = {"source": "https://old.ma/", "checked": "2026-01-01", "publish": "ok"} | (rest[0] if rest else {})
        text += CONTACT.format(kind=kind, value=value, **given)
        if given["publish"] != "ok":
            text += "      why: {reason: unconfirmed, note: call it}\n"
    return text


BASE = {
    "ma": channel("police", ("phone", "19"), organisation="ma-dgsn")
    + channel("e-blagh", ("url", "https://www.e-blagh.ma/"), organisation="ma-dgsn")
    + channel("onde", ("phone", "2511"), ("phone", "+212800002511"), ("url", "https://www.2511.ma/"))
    + channel("emc", ("url", "https://www.cyberconfiance.ma/"), body="association")
    + channel("old", ("phone", "8350", {"publish": "verify_first"}), ("phone", "177"))
    + channel(
        "dead",
        ("phone", "190", {"publish": "do_not_publish"}),
        ("url", "https://dead.ma/", {"publish": "do_not_publish"}),
        organisation="ma-dgsn",
    )
    + channel("page", ("url", "https://www.facebook.com/page.one"), body="association"),
    "fr": channel("police", ("phone", "17"), country="fr"),
}
NEW = {"source": "https://new.ma/", "checked": "2026-06-01"}


def git(root, *arguments):
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    then = os.environ | {"GIT_COMMITTER_DATE": "2026-05-20T12:00:00Z", "GIT_AUTHOR_DATE": "2026-05-20T12:00:00Z"}
    subprocess.run([*command, *arguments], cwd=root, env=then, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """A repository with a base commit, tagged `base`."""
    (tmp_path / "data" / "channels").mkdir(parents=True)
    (tmp_path / "data" / "domains.yml").write_bytes((ROOT / "data" / "domains.yml").read_bytes())
    for country, text in BASE.items():
        (tmp_path / "data" / "channels" / f"{country}.yml").write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "base")
    git(tmp_path, "tag", "base")
    return tmp_path


def propose(root, old, new, country="ma"):
    """Commit a replacement in a file of channels, and run the guard against the base."""
    path = root / "data" / "channels" / f"{country}.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    git(root, "commit", "-qam", "proposal")
    return scripts("changes", "--root", str(root), "--base", "base")


def codes(result):
    assert "Traceback" not in result.stderr
    assert result.returncode == (1 if ": GRD" in result.stdout else 0)
    return [line.split()[1] for line in result.stdout.splitlines() if line.startswith("data/")]


def test_nothing_changed(repository):
    result = scripts("changes", "--root", str(repository), "--base", "base")
    assert (result.stdout, result.returncode) == ("No contact value changed.\n", 0)


def test_a_value_with_its_own_source_and_check_passes(repository):
    result = propose(repository, channel("police", ("phone", "19"), organisation="ma-dgsn"),
                     channel("police", ("phone", "197", NEW), organisation="ma-dgsn"))  # fmt: skip
    assert codes(result) == []
    assert result.stdout.splitlines() == [
        "|  | change | channel | kind | before | after | source | checked | refused |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| → | changed | `ma-police` | phone | `19` | `197` | `https://new.ma/` | 2026-06-01 | – |",
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["GRD001", "GRD002"]),
        ({"source": "https://new.ma/"}, ["GRD002"]),
        ({"checked": "2026-06-01"}, ["GRD001"]),
        ({"source": "https://new.ma/", "checked": "2025-06-01"}, ["GRD002"]),
    ],
)
def test_a_value_without_a_source_or_check_of_its_own_is_refused(repository, given, expected):
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    result = propose(repository, old, channel("police", ("phone", "198", given), organisation="ma-dgsn"))
    assert codes(result) == expected


def test_another_kind_does_not_hide_a_change(repository):
    old = channel("emc", ("url", "https://www.cyberconfiance.ma/"), body="association")
    new = channel("emc", ("email", "aide@example.ma"), body="association")
    assert codes(propose(repository, old, new)) == ["GRD001", "GRD002"]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (("phone", "2511", NEW), "GRD003"),
        (("phone", "+212800002511", NEW), "GRD003"),
        (("url", "https://aide.2511.ma/", NEW), "GRD003"),
        (("email", "aide@2511.ma", NEW), "GRD003"),
        (("url", "https://facebook.com/page.one/about", NEW), "GRD003"),
        (("url", "https://bit.ly/police-maroc", NEW), "GRD004"),
        (("url", "https://e-b1agh.ma/", NEW), "GRD005"),
        (("url", "https://eblagh.ma/", NEW), "GRD005"),
        (("url", "https://www.e-blаgh.ma/", NEW), "GRD005"),  # a Cyrillic а
        (("url", "https://xn--e-blgh-6nf.ma/", NEW), "GRD005"),  # the same in punycode
        (("email", "aide@cyberconfiance.com", NEW), "GRD005"),
        (("phone", "+212624405889", NEW), "GRD006"),
        (("whatsapp", "+212624405889", NEW), "GRD006"),
        (("phone", "+33899700000", NEW), "GRD006"),  # premium rate
        (("url", "https://wa.me/212624405889", NEW), "GRD004"),
        (("url", "https://www.example.org/url?q=https://evil.example/", NEW), "GRD004"),
        (("url", "https://e-blagh-plainte.ma/", NEW), "GRD005"),
        (("url", "https://e-blagh.ma.plainte.org/", NEW), "GRD005"),
        (("email", "police.maroc@gmail.com", NEW), "GRD008"),
        (("phone", "190", NEW), "GRD007"),
        (("sms", "190", NEW), "GRD007"),
        (("url", "https://dead.ma", NEW), "GRD007"),
        (("phone", "+212537266600", {"source": "https://eblagh.ma/", "checked": "2026-06-01"}), "GRD005"),
        (("phone", "+212537266600", {"source": "https://new.ma/", "checked": "2026-04-01"}), "GRD002"),
    ],
)
def test_what_a_swindler_would_write_is_refused(repository, contact, expected):
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    result = propose(repository, old, channel("police", ("phone", "19"), contact, organisation="ma-dgsn"))
    assert codes(result) == [expected]
    assert f"| + | added | `ma-police` | {contact[0]} | – | `{contact[1]}`" in result.stdout
    assert f"| {expected} |" in result.stdout


@pytest.mark.parametrize(
    "contact",
    [
        ("url", "https://www.facebook.com/another.page", NEW),  # a host with many owners
        ("phone", "17", NEW),  # France's number, in Morocco's file: another number
        ("url", "https://aide.e-blagh.ma/", NEW),  # the same organisation
        ("phone", "+212537266600", NEW),
    ],
)
def test_what_only_looks_like_it_passes(repository, contact):
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    assert codes(propose(repository, old, channel("police", ("phone", "19"), contact, organisation="ma-dgsn"))) == []


def test_a_mobile_number_of_an_association_passes(repository):
    old = channel("emc", ("url", "https://www.cyberconfiance.ma/"), body="association")
    both = (("url", "https://www.cyberconfiance.ma/"), ("whatsapp", "+212624405889", NEW))
    assert codes(propose(repository, old, channel("emc", *both, body="association"))) == []


def test_a_change_cannot_give_itself_another_name(repository):
    """The owner and the nature of a channel are those of the base."""
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    new = (("phone", "19"), ("phone", "2511", NEW), ("whatsapp", "+212624405889", NEW))
    result = propose(repository, old, channel("police", *new, organisation="ma-onde", body="association"))
    assert codes(result) == ["GRD003", "GRD006"]
    assert "| ! | owner | `ma-police` | phone | ma-dgsn (public) | ma-onde (association) |" in result.stdout


def test_a_change_cannot_loosen_the_guard(repository):
    """The lists of shorteners and shared domains are at least as strict as at the base."""
    path = repository / "data" / "domains.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - bit.ly\n", "").replace("shared:\n", "shared:\n  - 2511.ma\n"), encoding="utf-8")
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    new = (("phone", "19"), ("url", "https://bit.ly/x", NEW), ("url", "https://aide.2511.ma/", NEW))
    assert codes(propose(repository, old, channel("police", *new, organisation="ma-dgsn"))) == ["GRD004", "GRD003"]


def test_a_new_channel_of_a_public_organisation_is_public(repository):
    last = channel("page", ("url", "https://www.facebook.com/page.one"), body="association")
    new = channel("help", ("whatsapp", "+212624405889", NEW), organisation="ma-dgsn", body="company")
    assert codes(propose(repository, last, last + new)) == ["GRD006"]


def test_what_is_never_published_stays_so(repository):
    old = channel(
        "dead",
        ("phone", "190", {"publish": "do_not_publish"}),
        ("url", "https://dead.ma/", {"publish": "do_not_publish"}),
        organisation="ma-dgsn",
    )
    new = old.replace("2026-01-01", "2026-06-01", 1).replace("https://old.ma/", "https://new.ma/", 1)
    new = new.replace("publish: do_not_publish", "publish: ok", 1)
    new = new.replace("      why: {reason: unconfirmed, note: call it}\n", "", 1)
    assert codes(propose(repository, old, new)) == ["GRD007"]


def test_a_renamed_channel_does_not_bring_an_old_check(repository):
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    new = channel("police-secours", ("phone", "+212537266600"), organisation="ma-dgsn")
    assert codes(propose(repository, old, new)) == ["GRD002"]


def test_another_source_is_listed_and_judged(repository):
    old = channel("police", ("phone", "19"), organisation="ma-dgsn")
    good = propose(
        repository, old, channel("police", ("phone", "19", {"source": "https://new.ma/"}), organisation="ma-dgsn")
    )
    assert codes(good) == []
    assert "| → | source | `ma-police` | phone | `19` | `19` | `https://new.ma/` |" in good.stdout
    bad = propose(repository, "https://new.ma/", "https://e-b1agh.ma/")
    assert codes(bad) == ["GRD005"]


def test_a_value_said_to_be_surer_is_listed(repository):
    text = channel("emc", ("url", "https://www.cyberconfiance.ma/"), body="association")
    result = propose(repository, text, text.replace("confidence: confirmed", "confidence: reported"))
    assert codes(result) == []
    values = "`https://www.cyberconfiance.ma/` (confirmed) | `https://www.cyberconfiance.ma/` (reported)"
    assert f"| → | confidence | `ma-emc` | url | {values} |" in result.stdout


def test_a_look_alike_held_back_first_is_still_one(repository):
    """Two changes, the first of which holds the address back, do not make it known."""
    old = channel("emc", ("url", "https://www.cyberconfiance.ma/"), body="association")
    held = ("url", "https://e-b1agh.ma/", {"publish": "verify_first", "checked": "2026-05-19"})
    assert (
        codes(
            propose(
                repository, old, channel("emc", ("url", "https://www.cyberconfiance.ma/"), held, body="association")
            )
        )
        == []
    )
    git(repository, "tag", "-f", "base")
    shown = ("url", "https://e-b1agh.ma/", NEW)
    text = channel("emc", ("url", "https://www.cyberconfiance.ma/"), held, body="association")
    result = propose(
        repository, text, channel("emc", ("url", "https://www.cyberconfiance.ma/"), shown, body="association")
    )
    assert codes(result) == ["GRD005"]


def test_free_mail_has_many_owners(repository):
    last = channel("page", ("url", "https://www.facebook.com/page.one"), body="association")
    two = channel("one", ("email", "une.association@gmail.com", NEW), body="association")
    two += channel("two", ("email", "autre.association@gmail.com", NEW), body="association")
    assert codes(propose(repository, last, last + two)) == []


def test_a_new_channel_cannot_take_the_number_of_another(repository):
    last = channel("page", ("url", "https://www.facebook.com/page.one"), body="association")
    assert codes(propose(repository, last, last + channel("new", ("phone", "19", NEW)))) == ["GRD003"]


def test_a_value_held_back_needs_a_new_check_to_be_published(repository):
    old = channel("old", ("phone", "8350", {"publish": "verify_first"}), ("phone", "177"))
    result = propose(repository, old, channel("old", ("phone", "8350"), ("phone", "177")))
    assert codes(result) == ["GRD002"]
    assert "| + | published | `ma-old` | phone | `8350` (verify\\_first) | `8350` |" in result.stdout


def test_a_value_held_back_with_a_new_check_is_published(repository):
    old = channel("old", ("phone", "8350", {"publish": "verify_first"}), ("phone", "177"))
    assert codes(propose(repository, old, channel("old", ("phone", "8350", NEW), ("phone", "177")))) == []


def test_what_goes_is_listed_and_passes(repository):
    old = channel("onde", ("phone", "2511"), ("phone", "+212800002511"), ("url", "https://www.2511.ma/"))
    result = propose(repository, old, channel("onde", ("phone", "2511"), ("url", "https://www.2511.ma/")))
    assert codes(result) == []
    assert (
        "| − | removed | `ma-onde` | phone | `+212800002511` | – | `https://old.ma/` | 2026-01-01 | – |"
        in result.stdout
    )


def test_a_channel_that_moves_to_another_file_changes_nothing(repository):
    last = channel("page", ("url", "https://www.facebook.com/page.one"), body="association")
    (repository / "data" / "channels" / "tn.yml").write_text(last, encoding="utf-8")
    git(repository, "add", ".")
    assert codes(propose(repository, last, "")) == []


def test_words_alone_are_no_change_of_contact(repository):
    path = repository / "data" / "channels" / "ma.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("pour tout le monde", "pour tous"), encoding="utf-8")
    assert scripts("changes", "--root", str(repository), "--base", "base").stdout == "No contact value changed.\n"


def test_another_name_for_a_place_is_listed_and_passes(repository):
    place = PLACE.format(words="au tribunal")
    last = channel("page", ("url", "https://www.facebook.com/page.one"), body="association")
    path = repository / "data" / "channels" / "ma.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(last, last + place), encoding="utf-8")
    git(repository, "commit", "-qam", "place")
    git(repository, "tag", "-f", "base")
    result = propose(repository, "fr: au tribunal", "fr: au palais de justice")
    assert codes(result) == []
    assert (
        "| → | changed | `ma-page` | place | `المحكمة · au tribunal` | `المحكمة · au palais de justice` |"
        in result.stdout
    )


def test_the_markdown_of_the_table_stays_whole(repository):
    old = channel("emc", ("url", "https://www.cyberconfiance.ma/"), body="association")
    hostile = ("url", "https://www.cyberconfiance.ma/|`x`<b>", {"source": "https://new.ma/|", "checked": "2026-06-01"})
    result = propose(repository, old, channel("emc", hostile, body="association"))
    [row] = [line for line in result.stdout.splitlines() if "ma-emc" in line]
    assert row.count("|") == 10
    assert "`https://www.cyberconfiance.ma/¦ʼxʼ<b>`" in row


@pytest.mark.parametrize(
    ("revision", "words"), [("nowhere", "«nowhere» is not a commit"), ("--upload-pack=x", "is not a revision")]
)
def test_a_revision_that_is_none_gives_one_line(repository, revision, words):
    result = scripts("changes", "--root", str(repository), f"--base={revision}")
    assert result.returncode == 2
    assert words in result.stderr and len(result.stderr.splitlines()) == 1


def test_broken_yaml_is_reported_at_its_line(repository):
    path = repository / "data" / "channels" / "ma.yml"
    path.write_text(path.read_text(encoding="utf-8") + "- id: [\n", encoding="utf-8")
    result = scripts("changes", "--root", str(repository), "--base", "base")
    assert result.returncode == 1
    assert "data/channels/ma.yml:" in result.stdout and "DAT001" in result.stdout
    assert "Traceback" not in result.stderr


def test_a_base_of_before_the_schema_is_read(repository):
    """The base may be any commit, also one whose files have another shape or are no YAML."""
    git(repository, "checkout", "-q", "--orphan", "past")
    (repository / "data" / "channels" / "ma.yml").write_text("- contacts: {a: b}\n- [1\n", encoding="utf-8")
    git(repository, "commit", "-qam", "past")
    (repository / "data" / "channels" / "ma.yml").write_text(BASE["ma"], encoding="utf-8")
    result = scripts("changes", "--root", str(repository), "--base", "past")
    assert set(codes(result)) == {"GRD002"}
    assert result.stdout.count("| + | added |") == 11


def test_a_folder_that_is_no_repository(tmp_path):
    result = scripts("changes", "--root", str(tmp_path), "--base", "main")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
