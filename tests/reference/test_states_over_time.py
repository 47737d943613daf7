"""States over time: memberships that passed on, names that changed, and who sat for China."""

from datetime import date, timedelta

import pytest
from pyoxigraph import Quad

from ontology.terms import RDFS, UN
from triples.iris import thing
from triples.reference.tables import Tables
from triples.registry import Registry


def called(quads: list[Quad], state: str, day: str) -> set[str]:
    """The former names that the state certainly had on the day."""
    names = [q.object for q in quads if q.subject == thing("state", state) and q.predicate == UN.formerName]
    found = set()
    for name in names:
        said = {q.predicate: q.object.value for q in quads if q.subject == name}  # type: ignore[union-attr]
        if said[UN.startLatest] <= day <= said[UN.endEarliest]:
            found.add(said[RDFS.label])
    return found


@pytest.mark.parametrize(
    ("state", "name", "on", "after"),
    [
        ("Myanmar", "Burma", "1989-06-18", "1989-06-19"),
        ("Democratic Republic of the Congo", "Zaire", "1990-01-01", "1997-05-18"),
        ("Eswatini", "Swaziland", "2018-04-01", "2018-07-01"),
        ("North Macedonia", "The former Yugoslav Republic of Macedonia", "2018-12-31", "2019-03-01"),
        ("Türkiye", "Turkey", "2022-05-01", "2022-06-03"),
        ("Czechia", "Czech Republic", "2015-01-01", "2016-08-01"),
        ("China", "Republic of China", "1971-10-25", "1971-10-26"),
        ("Burkina Faso", "Upper Volta", "1984-01-01", "1984-08-05"),
        ("Sri Lanka", "Ceylon", "1972-05-21", "1972-05-23"),
        ("Belarus", "Byelorussian Soviet Socialist Republic", "1991-01-01", "1991-09-20"),
        ("Libya", "Libyan Arab Jamahiriya", "2011-01-01", "2011-09-17"),
    ],
)
def test_a_former_name_holds_up_to_its_last_day(quads: list[Quad], state: str, name: str, on: str, after: str) -> None:
    assert called(quads, state, on) == {name}
    assert called(quads, state, after) == set()


@pytest.mark.parametrize(
    ("before", "after", "last"),
    [
        ("SUN", "RUS", date(1991, 12, 24)),
        ("YMD", "YEM", date(1990, 5, 22)),
        ("DDR", "DEU", date(1990, 10, 3)),
        ("CSK", "CZE", date(1992, 12, 31)),
    ],
)
def test_a_membership_ended_when_the_state_did(registry: Registry, before: str, after: str, last: date) -> None:
    assert before in registry.members_on("general-assembly", last)
    assert before not in registry.members_on("general-assembly", last + timedelta(days=1))
    assert after in registry.members_on("general-assembly", last + timedelta(days=60))


def test_czechia_and_slovakia_were_admitted_anew(registry: Registry) -> None:
    assert not {"CZE", "SVK"} & registry.members_on("general-assembly", date(1993, 1, 18))
    assert {"CZE", "SVK"} <= registry.members_on("general-assembly", date(1993, 1, 19))


def test_the_council_had_five_permanent_members_on_every_day(registry: Registry) -> None:
    permanent = [seat for seat in registry.seats if seat.body == "security-council" and seat.kind == "permanent"]
    for year in range(1946, 2027):
        for day in (date(year, 1, 1), date(year, 12, 24), date(year, 12, 25)):
            held = {seat.state for seat in permanent if seat.start <= day and (seat.end is None or day <= seat.end)}
            assert len(held) == 5, day
            assert ("RUS" in held) == (day >= date(1991, 12, 24))


def test_china_kept_one_seat_while_who_represented_it_changed(tables: Tables) -> None:
    (seat,) = (row for row in tables.seats if row.state == "china" and row.body == "security-council")
    assert seat.start.text == "1945-10-24"
    assert seat.end is None
    assert seat.note == "represented by the Republic of China until 25 October 1971"


def test_yugoslavias_end_is_told_as_far_as_it_is_certain(tables: Tables) -> None:
    (row,) = (row for row in tables.admissions if row.state == "yugoslavia")
    assert row.left is not None
    assert (row.left.earliest, row.left.latest) == (date(1992, 4, 1), date(2000, 10, 31))
    heirs = {row.state for row in tables.successions if row.predecessor == "yugoslavia"}
    assert {"bosnia-and-herzegovina", "croatia", "north-macedonia", "serbia-and-montenegro", "slovenia"} == heirs
