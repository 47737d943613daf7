"""Who sat in the Security Council, on any day."""

from datetime import date, timedelta

from triples.reference.tables import Tables
from triples.registry import Registry

COUNCIL = "security-council"


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 5)]


def test_eleven_sat_in_the_council_until_1965_and_fifteen_since(registry: Registry) -> None:
    for size, span in ((11, (date(1946, 1, 17), date(1965, 12, 31))), (15, (date(1966, 1, 1), date(2027, 12, 31)))):
        wrong = [day for day in days(*span) if len(registry.members_on(COUNCIL, day)) != size]
        assert wrong == []


def test_five_seats_are_permanent_on_any_day(tables: Tables) -> None:
    permanent = [row for row in tables.seats if row.body == COUNCIL and row.kind == "permanent"]
    for day in days(date(1946, 1, 17), date(2027, 12, 31)):
        sitting = {r.state for r in permanent if r.start.day <= day and (r.end is None or day <= r.end.day)}  # type: ignore[operator]
        assert sitting in (
            {"china", "france", "united-kingdom", "united-states", "soviet-union"},
            {"china", "france", "united-kingdom", "united-states", "russia"},
        )


def test_nobody_was_elected_for_more_than_two_years(tables: Tables) -> None:
    terms = [row for row in tables.seats if row.kind == "elected"]
    assert [r.state for r in terms if r.end is None or r.end.day.year - r.start.day.year > 1] == []  # type: ignore[union-attr]


def test_the_fifteen_of_december_2015(registry: Registry) -> None:
    expected = {"CHN", "FRA", "RUS", "GBR", "USA"}  # permanent
    expected |= {"AGO", "CHL", "ESP", "JOR", "LTU", "MYS", "NGA", "NZL", "TCD", "VEN"}
    assert registry.members_on(COUNCIL, date(2015, 12, 10)) == expected


def test_the_united_yemen_took_over_the_seat_of_democratic_yemen(registry: Registry) -> None:
    before, after = (registry.members_on(COUNCIL, date(1990, 5, day)) for day in (21, 22))
    assert before ^ after == {"YMD", "YEM"}


def test_the_council_did_not_sit_before_the_charter(registry: Registry) -> None:
    assert registry.members_on(COUNCIL, date(1944, 1, 1)) == frozenset()
