"""The few shapes of terms that the whole package uses."""

from datetime import date

import pytest

from triples.rdf import brief, day, decimal


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("fishing rights", "fishing rights"),
        ("  fishing \n rights ", "fishing rights"),
        ("one two three four five six seven", "one two three four five six seven"),
        ("one two three four five six seven eight", "one two three four five six seven …"),
        ("Council's turn at the harbour's long new pier", "Council's turn at the harbour's …"),
        ("a/b/c/d/e/f/g/h", "a/b/c/d/e/f/g/"),
    ],
)
def test_a_name_has_at_most_seven_words(words: str, short: str) -> None:
    assert brief(words) == short


@pytest.mark.parametrize(
    ("value", "written"), [(372.0, "372"), (0.50, "0.5"), (120000, "120000"), (1e21, "1" + 21 * "0")]
)
def test_numbers_are_written_as_the_store_gives_them_back(value: float, written: str) -> None:
    assert decimal(value).value == written


def test_days_are_days() -> None:
    assert str(day(date(2020, 5, 3))) == '"2020-05-03"^^<http://www.w3.org/2001/XMLSchema#date>'
