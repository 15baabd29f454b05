"""Pure functions on the data of the directory: numbers, hours, host names, due dates, exports."""

import datetime
import json
import random

import jsonschema
import pytest

from scripts import agenda, data_file, facets, host_name, open_data, opening_hours, phone, record, structured_data
from scripts.interface import Words

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("value", "country", "display", "shown", "dial"),
    [
        ("19", "ma", None, "19", "19"),
        ("2511", "ma", None, "2511", "2511"),
        ("+212800002511", "ma", "0800 002 511", "0800 002 511", "0800002511"),
        ("+33180523376", "fr", None, "+33 1 80 52 33 76", "+33180523376"),
        ("+18666589022", "ca", None, "+1 866-658-9022", "+18666589022"),
        ("+3280012800", "be", None, "0800 12 800", "080012800"),
        # A freephone number of another country, or of none, is dialled whole.
        ("+448081234567", "int", None, "+44 808 123 4567", "+448081234567"),
        ("+80011611100", "int", None, "+800 1161 1100", "+80011611100"),
    ],
)
def test_numbers_are_shown_and_dialled_as_people_do(value, country, display, shown, dial):
    assert phone.shown(value, country, display) == shown
    assert phone.dial(value, country) == dial


@pytest.mark.parametrize(
    ("value", "country", "words"),
    [
        ("19", "ma", None),
        ("+212537266600", "ma", None),
        ("+212537266600", None, None),
        ("+18666589022", "ca", None),
        ("+33180523376", "ma", "number of FR"),
        ("+2125372666", "ma", "not a number that exists"),
        ("712345", "ad", "write it with +376"),
    ],
)
def test_numbers_that_cannot_be_dialled_are_told_apart(value, country, words):
    problem = phone.problem(value, country)
    assert (problem is None) == (words is None)
    assert words is None or words in problem


def test_display_may_only_space_the_digits():
    assert phone.same_digits("+212800002511", "0800 002 511")
    assert phone.same_digits("+33180523376", "+33 1 80 52 33 76")
    assert phone.same_digits("+33180523376", "01 80 52 33 76")
    assert not phone.same_digits("+212800002511", "0800 002 512")


@pytest.mark.parametrize(
    ("value", "public", "other"),
    [
        ("+212624405889", "a mobile number", None),
        ("+33899700000", "a premium-rate number", "a premium-rate number"),
        ("+212537266600", None, None),
        ("19", None, None),
    ],
)
def test_numbers_that_anybody_can_buy(value, public, other):
    assert phone.suspect(value, public=True) == public
    assert phone.suspect(value, public=False) == other


@pytest.mark.parametrize(
    ("hours", "french", "arabic"),
    [
        ("always", "Jour et nuit, 7 jours sur 7", "ليلًا ونهارًا، طوال الأسبوع"),
        ([{"days": "mo-su", "from": "09:00", "to": "23:00"}], "Tous les jours, de 9 h à 23 h",
         "كل يوم من 9:00 إلى 23:00"),
        ([{"days": "mo-fr", "from": "08:30", "to": "18:00"}], "Du lundi au vendredi, de 8 h 30 à 18 h",
         "من الاثنين إلى الجمعة، من الساعة 8:30 إلى 18:00"),
        ([{"days": "su-th", "from": "08:00", "to": "15:00"}, {"days": "sa", "from": "10:00", "to": "12:00"}],
         "Du dimanche au jeudi, de 8 h à 15 h ; le samedi, de 10 h à 12 h",
         "من الأحد إلى الخميس، من الساعة 8:00 إلى 15:00؛ يوم السبت من 10:00 إلى 12:00"),
    ],
)  # fmt: skip
def test_hours_in_words(the_library, hours, french, arabic):
    assert opening_hours.words(hours, the_library.strings["fr"]) == french
    assert opening_hours.words(hours, the_library.strings["ar"]) == arabic


def test_hours_in_schema_org():
    assert opening_hours.days("sa-th") == [5, 6, 0, 1, 2, 3]
    assert opening_hours.days("mo") == [0]
    [slot] = opening_hours.schema_org([{"days": "su-mo", "from": "08:00", "to": "15:00"}])
    assert slot["dayOfWeek"] == ["Sunday", "Monday"]
    assert (slot["opens"], slot["closes"]) == ("08:00", "15:00")
    assert len(opening_hours.schema_org("always")[0]["dayOfWeek"]) == 7


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("e-b1agh.ma", "e-blagh.ma"),
        ("е-blagh.ma", "e-blagh.ma"),  # its first letter is Cyrillic
        ("eblagh.ma", "e-blagh.ma"),
        ("e-blagh.com", "e-blagh.ma"),
        ("stopnc1i.org", "stopncii.org"),
        ("cyberconflance.ma", "cyberconfiance.ma"),
        ("rnasecurite.fr", "masecurite.fr"),
        ("e-blahg.ma", "e-blagh.ma"),
        ("e-blagh-plainte.ma", "e-blagh.ma"),
        ("e-blagh.ma.plainte.org", "e-blagh.ma"),
        ("ⓢtopncii.org", "stopncii.org"),
        ("stop\u00adncii.org", "stopncii.org"),
    ],
)
def test_domains_that_could_be_mistaken_for_another(name, known):
    others = ["3018.fr", "e-blagh.ma", "stopncii.org", "cyberconfiance.ma", "masecurite.fr"]
    assert host_name.look_alike(name, others) == known


@pytest.mark.parametrize("name", ["3018.fr", "3919.fr", "pmp.ma", "cndp.ma", "onde.ma", "e-blagh.ma"])
def test_domains_that_only_are_short_or_the_same(name):
    assert host_name.look_alike(name, ["3018.fr", "3114.fr", "cmp.ma", "e-blagh.ma", name]) is None


def test_hosts_are_read_as_people_would():
    assert host_name.of_url("https://www.e-blagh.ma/path?x") == "e-blagh.ma"
    assert host_name.of_url("https://xn--80ak6aa92e.com/") == "аррӏе.com"  # Cyrillic letters
    assert host_name.domain("plaintes.pmp.ma") == "pmp.ma"
    assert host_name.domain("17cyber.gouv.fr") == "17cyber.gouv.fr"
    assert host_name.of_url("https://[") == ""


def a_record(**values):
    given = {
        "country": "ma", "owner": "ma-x", "organisation": "ma-org", "body": "public", "kind": "phone", "value": "19",
        "locale": "", "source": "https://a.ma/", "confidence": "confirmed", "publish": "ok", "reason": "", "note": "",
        "checked": "2026-05-26", "next_check": "",
        "path": "data/channels/ma.yml", "line": 3,
    }  # fmt: skip
    return record.Record(**(given | values))


def test_a_value_is_due_after_180_days_or_on_the_day_planned():
    assert a_record(checked="2026-05-26").due == datetime.date(2026, 11, 22)
    assert a_record(next_check="2026-06-01").due == datetime.date(2026, 6, 1)
    assert a_record(next_check="2030-06-01").due == datetime.date(2026, 11, 22)
    late = agenda.due([a_record(), a_record(checked="2026-05-27"), a_record(publish="verify_first")], TODAY)
    assert late == [
        "ma: 1 to check again",
        "  data/channels/ma.yml:3: ma-x phone 19 (checked 2026-05-26, due 2026-11-22)",
    ]


def test_a_check_is_old_after_a_year():
    assert not record.is_old("2025-11-22", TODAY)
    assert record.is_old("2025-11-21", TODAY)


def test_what_waits_for_a_person_comes_first():
    records = [
        a_record(publish="do_not_publish", reason="obsolete", note="closed", value="1"),
        a_record(publish="verify_first", reason="unconfirmed", note="call\nit", value="2"),
        a_record(),
    ]
    lines = agenda.to_verify(records)
    assert lines[0] == "ma: 1 to verify, 1 never to publish as they are"
    assert lines[1].endswith("verify_first (unconfirmed) ma-x phone 2: call it")
    assert agenda.counts(records) == ["ma: 1 published, 2 held back (obsolete 1, unconfirmed 1)"]


def test_facets_are_those_that_tell_cards_apart():
    def card(country, audience, situations):
        return {"country": country, "audience": audience, "situations": situations}

    three = [card("ma", ["everyone"], ["danger"])] * 3
    words = Words(situation_danger="Danger", situation_talk="Parler", audience_minors="Moins de 18 ans")
    assert facets.of(three, words) == {}
    assert facets.of([*three, card("ma", ["minors", "everyone"], ["talk"])], words) == {
        "situation": ["danger", "talk"],
        "audience": ["minors"],
    }
    assert facets.of([*three, card("tn", ["everyone"], ["danger"])], words) == {"country": ["ma", "tn"]}


def test_the_files_for_others_fit_their_schema(the_library):
    found = open_data.document(the_library, {"ar": {}, "fr": {}}, "https://example.org/", "https://example.org/licence")
    schema = json.loads(open_data.SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert schema["properties"]["version"]["const"] == open_data.VERSION
    assert len(found["channels"]) == len(the_library.channels) > 60
    found["channels"][0]["contacts"][0]["publish"] = "verify_first"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)


def test_no_cell_of_the_table_is_taken_for_a_formula():
    channel = {
        "id": "ma-x", "country": "MA", "name": {"fr": "=1+1"}, "for": {"fr": "-2"},
        "contacts": [{"kind": "phone", "value": "+212537266600", "quote": "@SUM(A1)", "checked": "2026-11-22"}],
    }  # fmt: skip
    table = open_data.to_csv({"channels": [channel]}, ["fr"])
    assert "'=1+1" in table and "'-2" in table and "'@SUM(A1)" in table
    assert ",+212537266600," in table


def test_structured_data_of_nothing_is_nothing():
    assert structured_data.graph([], lambda channel: [], "fr", "https://example.org/") is None


def test_schemas_are_schemas():
    for name in ("channels", "laws", "countries", "domains", "sources", "strings", "front_matter", "open_data"):
        jsonschema.Draft202012Validator.check_schema(data_file.validator(name).schema)


def test_the_longest_quote_has_25_words():
    dice = random.Random(3)
    contact = data_file.validator("channels").schema["$defs"]["contact"]["properties"]["quote"]
    for words in (1, 24, 25, 26, 40):
        quote = "".join(f"mot{dice.choice((' ', '  ', chr(0xA0)))}" for _ in range(words)).strip()
        assert jsonschema.Draft202012Validator(contact).is_valid(quote) == (words <= 25), words


def test_a_string_that_is_missing_shows_its_key():
    assert opening_hours.words("always", Words()) == "hours_always"
