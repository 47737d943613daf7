"""Dates that may be partial, and what they can mean."""

from datetime import date

import pytest

from triples.reference.rows import Period


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2014-09-01", date(2014, 9, 1), date(2014, 9, 1)),
        ("2014-09", date(2014, 9, 1), date(2014, 9, 30)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2013/2014", date(2013, 1, 1), date(2014, 12, 31)),
        ("2022-09-08/2022-10", date(2022, 9, 8), date(2022, 10, 31)),
        ("2025/..", date(2025, 1, 1), None),
        ("../2011", None, date(2011, 12, 31)),
    ],
)
def test_a_partial_date_means_from_its_first_day_to_its_last(
    text: str, earliest: date | None, latest: date | None
) -> None:
    period = Period.parse(text)
    assert (period.text, period.earliest, period.latest) == (text, earliest, latest)


def test_only_a_whole_date_is_a_day() -> None:
    assert Period.parse("2014-09-01").day == date(2014, 9, 1)
    assert Period.parse("2014-09").day is None
    assert Period.parse("2014/..").day is None


@pytest.mark.parametrize("text", ["", "..", "../..", "2014/", "14", "2014-13", "2014-02-30", "2015/2014", "May 2014"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the messages are those of date() and ours, and differ
        Period.parse(text)
