"""Dates as written, and the days they can mean, for an article of Thursday, 14 March 2019."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triples.extraction.dates import dates_in, resolve
from triples.extraction.document import read_document
from triples.facts import UNKNOWN, Source, Span, When
from triples.registry import Registry

THURSDAY = date(2019, 3, 14)
ANCHOR = When(None, THURSDAY, THURSDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Thursday", "2019-03-14"),
        ("on Monday", "2019-03-11"),
        ("last Thursday", "2019-03-07"),
        ("next Monday", "2019-03-18"),
        ("today", "2019-03-14"),
        ("Yesterday", "2019-03-13"),
        ("10 December 2015", "2015-12-10"),
        ("Monday, 04 September 2017", "2017-09-04"),
        ("December 10, 2015", "2015-12-10"),
        ("Jan. 6", "2019-01-06"),
        ("the 2nd of February", "2019-02-02"),
        ("2018-05-01", "2018-05-01"),
        ("31.12.2018", "2018-12-31"),
        ("12/31/2018", "2018-12-31"),
        ("13/6/2010", "2010-06-13"),
        ("10.06.2010", "2010-06-10"),
        ("2019-03-12T15:04:00Z", "2019-03-12"),
        ("on Tuesday of last week", "2019-03-05"),
        ("on Friday last week", "2019-03-08"),
    ],
)
def test_a_day_is_told(text: str, day: str) -> None:
    assert str(resolve(text, ANCHOR).day) == day


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("last month", "2019-02-01", "2019-02-28"),
        ("on 11 and 12 March", "2019-03-11", "2019-03-12"),
        ("March 4 to 6", "2019-03-04", "2019-03-06"),
        ("last year", "2018-01-01", "2018-12-31"),
        ("earlier this year", "2019-01-01", "2019-03-14"),
        ("earlier this week", "2019-03-10", "2019-03-14"),
        ("later this month", "2019-03-14", "2019-03-31"),
        ("in February", "2019-02-01", "2019-02-28"),
        ("since 2014", "2014-01-01", "2014-12-31"),
        ("in May 2016", "2016-05-01", "2016-05-31"),
    ],
)
def test_a_stretch_of_days_has_bounds(text: str, earliest: str, latest: str) -> None:
    when = resolve(text, ANCHOR)
    assert (str(when.earliest), str(when.latest), when.day) == (earliest, latest, None)


@pytest.mark.parametrize("text", ["30 April", "in May", "31 February 2018", "10/06/2010"])
def test_what_could_be_past_or_still_to_come_keeps_its_words_and_no_bounds(text: str) -> None:
    when = resolve(text, ANCHOR)
    assert when.text
    assert when.earliest is None


def test_without_the_day_of_the_article_a_weekday_means_no_day() -> None:
    assert resolve("on Monday", UNKNOWN) == When("on Monday")


def test_an_article_between_two_days_gives_bounds() -> None:
    week = When(None, date(2019, 3, 4), date(2019, 3, 10))
    when = resolve("on Monday", week)
    assert (when.earliest, when.latest) == (date(2019, 3, 4), date(2019, 3, 4))
    when = resolve("on Friday", week)
    assert (when.earliest, when.latest) == (date(2019, 3, 1), date(2019, 3, 8))


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("A title\n\nGENEVA, 12 March (AFP) — It met.", ANCHOR, "2019-03-12"),
        (
            "A title\n\nGENEVA, 30 December (AFP) — It met.",
            When(None, date(2019, 1, 1), date(2019, 1, 1)),
            "2018-12-30",
        ),
        ("A title\nMarch 12, 2019\n\nIt met.", UNKNOWN, "2019-03-12"),
        ("09:12 GMT 01 June 2021\n\nA title\n\nGENEVA, 12 March (AFP) — It met.", UNKNOWN, "None"),
        ("A title\n1 June 2021\n\nIt met on a sunny day.", ANCHOR, "None"),
    ],
)
def test_the_dateline_gives_the_day_and_the_publication_its_year(
    text: str, published: When, day: str, registry: Registry
) -> None:
    document = read_document(text, Source("x", "0", published=published), registry)
    assert str(document.dateline.day) == day


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("5-7 March 2016", "2016-03-05", "2016-03-07"),
        ("March 5-7, 2016", "2016-03-05", "2016-03-07"),
        ("7-5 March 2016", "None", "None"),
        ("3 Sept. 2015", "2015-09-03", "2015-09-03"),
        ("12-Mar-2018", "2018-03-12", "2018-03-12"),
        ("2018/04/05", "2018-04-05", "2018-04-05"),
        ("2018.04.05", "2018-04-05", "2018-04-05"),
        ("the day before yesterday", "2019-03-12", "2019-03-12"),
        ("a fortnight ago", "2019-02-25", "2019-03-03"),
    ],
)
def test_days_from_one_to_another_and_other_ways_to_write_them(text: str, earliest: str, latest: str) -> None:
    when = resolve(text, When(None, date(2019, 3, 14), date(2019, 3, 14)))
    assert (str(when.earliest), str(when.latest)) == (earliest, latest)


@given(st.text(alphabet=st.sampled_from("0123456789 MayonJanuary,./last week"), max_size=60), st.dates())
def test_dates_lie_in_order_and_never_raise(text: str, day: date) -> None:
    found = dates_in(text, Span(0, len(text)), When(None, day, day))
    assert all(d.when.earliest is None or d.when.latest is None or d.when.earliest <= d.when.latest for d in found)
