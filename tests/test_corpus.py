"""Mistakes that contributors make, on the real pages: what is caught, at which line, and what is left in peace."""

from pathlib import Path

import pytest
from bench.corpus import Bench, cases, results, table

# What is not caught, or not at its line, is listed, so that nobody believes it is: one id a line.
NOT_CAUGHT = Path(__file__).parent / "corpus" / "not_caught.txt"
OTHER_LINE = Path(__file__).parent / "corpus" / "other_line.txt"


def listed(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - {""}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    bench = Bench(tmp_path_factory.mktemp("corpus"))
    assert bench.unchanged == []
    found = list(results(bench))
    print(table(found))
    return found


def test_the_corpus_is_what_it_is_said_to_be():
    every = cases()
    assert len({case["id"] for case in every}) == len(every)
    kinds = [case["kind"] for case in every]
    assert kinds.count("mistake") >= 150 and kinds.count("harmless") >= 40


def test_what_is_not_caught_is_listed(outcome):
    mistakes = [one for one in outcome if one.case["kind"] == "mistake"]
    assert {one.case["id"] for one in mistakes if not one.caught} == listed(NOT_CAUGHT)
    assert len(listed(NOT_CAUGHT)) < 0.05 * len(mistakes)


def test_what_is_caught_at_another_line_is_listed(outcome):
    mistakes = [one for one in outcome if one.case["kind"] == "mistake" and one.caught]
    assert {one.case["id"] for one in mistakes if not one.on_line} == listed(OTHER_LINE)
    assert len(listed(OTHER_LINE)) < 0.05 * len(mistakes)


def test_no_harmless_edit_is_stopped(outcome):
    harmless = [one for one in outcome if one.case["kind"] == "harmless"]
    assert [str(one.errors[0]) for one in harmless if one.errors] == []
