"""The example queries: each explains itself, and answers what it asks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.examples import Example, examples
from triples.build import build

if TYPE_CHECKING:
    from conftest import Server

ELECTED = ["Angola", "Chad", "Chile", "Jordan", "Lithuania", "Malaysia", "New Zealand", "Nigeria", "Spain", "Venezuela"]
PERMANENT = ["China", "France", "Russia", "United Kingdom", "United States"]
COUNCIL = sorted(ELECTED + PERMANENT)


@pytest.fixture(scope="module")
def reports(shared: Path, tmp_path_factory: pytest.TempPathFactory, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server over what the five articles say."""
    store = tmp_path_factory.mktemp("reports")
    build(store, [shared / "articles"], strict=False, quotes=False, progress=lambda *_: None)
    with start(store=store) as started:
        yield started


def rows(server: Server, number: str) -> list[dict[str, str]]:
    (example,) = (example for example in examples() if example.name.startswith(number))
    reply = server.query(example.query, "text/csv")
    assert reply.status == 200
    return list(csv.DictReader(io.StringIO(reply.text, newline="")))


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_has_a_title_and_a_question_in_plain_words(example: Example) -> None:
    assert example.question.endswith("?")
    assert "un:" not in example.title + example.question
    assert "SELECT" in example.query or "CONSTRUCT" in example.query


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_finds_something(reports: Server, example: Example) -> None:
    reply = reports.query(example.query, "text/csv, application/n-triples")
    assert reply.status == 200
    assert reply.text.count("\n") > 1


def test_four_voted_against_and_a_report_says_so(reports: Server) -> None:
    found = rows(reports, "01")
    assert [row["state"] for row in found] == ["Angola", "China", "Russia", "Venezuela"]
    assert all(row["source"] for row in found)


def test_nine_voted_in_favour_by_elimination(reports: Server) -> None:
    found = rows(reports, "02")
    against_or_abstaining = {"Angola", "China", "Russia", "Venezuela", "Chad", "Nigeria"}
    assert {row["state"] for row in found} == set(COUNCIL) - against_or_abstaining
    assert {row["known"] for row in found} == {"by elimination"}


def test_the_council_had_fifteen_members_and_five_permanent_ones(reports: Server) -> None:
    found = rows(reports, "03")
    assert [row["state"] for row in found] == COUNCIL
    assert [row["state"] for row in found if row["seat"] == "permanent"] == PERMANENT


def test_one_report_has_two_lengths_from_two_sources(reports: Server) -> None:
    found = rows(reports, "04")
    pages = [row for row in found if row["value"] in ("372", "400")]
    assert len({row["thing"] for row in pages}) == 1
    assert len({row["source"] for row in pages}) == 2


def test_an_article_is_told_in_reading_order(reports: Server) -> None:
    starts = [int(row["start"]) for row in rows(reports, "08")]
    assert starts == sorted(starts)
    assert len(starts) > 10


def test_states_are_found_by_any_name(reports: Server) -> None:
    assert {row["name"]: row["state"] for row in rows(reports, "10")} == {
        "Россия": "Russia",
        "Holland": "Netherlands",
        "KOR": "South Korea",
        "Chinese": "China",
        "中国": "China",
    }


def test_every_thing_in_the_answers_has_a_page(reports: Server) -> None:
    base = "https://w3id.org/unkg/id/"
    things = {row["thing"] for row in rows(reports, "08")} | {row["vote"] for row in rows(reports, "12")}
    assert things
    for thing in things:
        assert reports.get("/page/" + thing.removeprefix(base), "text/html").status == 200
