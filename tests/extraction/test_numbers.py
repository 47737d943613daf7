"""Numbers in figures and in words."""

import re

import pytest

from triples.extraction.numbers import COUNT, value

_COUNT = re.compile(COUNT, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("none", 0),
        ("Twenty-six", 26),
        ("one hundred forty-one", 141),
        ("one hundred and twenty nine", 129),
        ("a hundred", 100),
        ("nineteen", 19),
        ("two hundred", 200),
    ],
)
def test_a_count_has_its_value(text: str, number: int) -> None:
    found = _COUNT.fullmatch(text)
    assert found
    assert value(found[0]) == number


@pytest.mark.parametrize("text", ["1,200", "3.5", "12%", "often", "someone"])
def test_what_is_no_count_below_a_thousand_is_not_taken_for_one(text: str) -> None:
    assert _COUNT.match(text) is None


def test_a_number_in_words_is_not_taken_apart() -> None:
    between = re.compile(rf"({COUNT})-({COUNT})", re.IGNORECASE)
    assert between.search("Thirty-one others abstained") is None
    found = between.search("by thirty-one to two, or twelve-three")
    assert found
    assert found[0] == "twelve-three"
