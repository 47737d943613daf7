"""Charts are true to their figures, and say in words what they draw."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from server import charts
from server.charts import Column, Part, Tile
from triples.reference.rows import StateRow
from triples.reference.tables import read_table

TABLES = Path(charts.__file__).parent.parent / "triples" / "reference"
WORDS = ("Tally", "For: 2 < 3")


def parsed(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def seats(picture: str) -> list[tuple[float, float]]:
    return [(float(seat.get("cx", "")), float(seat.get("cy", ""))) for seat in parsed(picture).iter("circle")]


def test_the_map_has_a_place_for_each_state_of_today() -> None:
    today = {row.iso3 for row in read_table(TABLES / "states.csv", StateRow) if row.kind != "former"}
    assert set(charts.tiles()) == today
    assert len(set(charts.tiles().values())) == len(today) == 195


@pytest.mark.parametrize(
    ("west", "east"), [("USA", "GBR"), ("BRA", "AGO"), ("FRA", "RUS"), ("IND", "VNM"), ("CHN", "JPN"), ("ZAF", "AUS")]
)
def test_the_map_is_the_world(west: str, east: str) -> None:
    assert charts.tiles()[west][0] < charts.tiles()[east][0]


@pytest.mark.parametrize(
    ("north", "south"), [("CAN", "USA"), ("USA", "MEX"), ("MEX", "ARG"), ("NOR", "ITA"), ("EGY", "ZAF"), ("JPN", "AUS")]
)
def test_north_is_up(north: str, south: str) -> None:
    assert charts.tiles()[north][1] < charts.tiles()[south][1]


def test_the_map_colours_who_is_shown_and_escapes_words() -> None:
    picture = charts.tile_map({"FRA": Tile("For", "France: <for>"), "XYZ": Tile("For", "nowhere")}, WORDS)
    coloured = [group for group in parsed(picture).iter("g") if group.get("class") != "none"]
    assert [group.findtext("title") for group in coloured] == ["France: <for>"]
    assert len(list(parsed(picture).iter("rect"))) == 195


def test_every_picture_has_a_name_and_a_description() -> None:
    parts = [Part("For", 2)]
    pictures = (
        charts.hemicycle(parts, WORDS),
        charts.bar(parts, WORDS),
        charts.columns([Column("2015", tuple(parts))], WORDS),
        charts.tile_map({}, WORDS),
    )
    for picture in map(parsed, pictures):
        assert (picture.get("role"), picture.get("aria-label")) == ("img", "Tally. For: 2 < 3")
        assert (picture.findtext("title"), picture.findtext("desc")) == WORDS


@pytest.mark.parametrize("count", [1, 2, 3, 5, 11, 15, 47, 53, 115, 193, 400])
def test_a_half_circle_has_a_seat_for_each_and_no_two_touch(count: int) -> None:
    found = seats(charts.hemicycle([Part("For", count)], WORDS))
    assert len(found) == count
    assert all(math.dist(one, other) >= 2 for one, other in combinations(found, 2))
    assert all(y <= 0.01 for _, y in found)


def test_the_parts_of_a_half_circle_follow_one_another_from_left_to_right() -> None:
    picture = charts.hemicycle([Part("For", 60), Part("Against", 60)], WORDS)
    left, right = seats(picture)[:60], seats(picture)[60:]
    assert max(x for x, _ in left) <= min(x for x, _ in right) + 2.5  # rows meet within the width of a seat


def test_nothing_counted_is_an_empty_picture() -> None:
    assert not seats(charts.hemicycle([], WORDS))
    assert parsed(charts.columns([], WORDS)).find("path") is None
    assert parsed(charts.bar([], WORDS)).get("viewBox") == "0 0 1 1"


def test_columns_share_a_scale_and_stand_on_one_another() -> None:
    found = [Column("a", (Part("For", 1), Part("Against", 3))), Column("b", (Part("For", 2),))]
    paths = {path.get("class"): path.get("d") for path in parsed(charts.columns(found, WORDS)).iter("path")}
    assert paths == {"For": "M1 75.0h8v25.0h-8zM11 50.0h8v50.0h-8z", "Against": "M1 0.0h8v75.0h-8z"}


def test_a_bar_is_divided_by_its_parts() -> None:
    picture = parsed(charts.bar([Part("For", 2), Part("Against", 3)], WORDS))
    assert picture.get("viewBox") == "0 0 5 1"
    assert [(one.get("class"), one.get("x"), one.get("width")) for one in picture.iter("rect")] == [
        ("For", "0", "2"),
        ("Against", "2", "3"),
    ]


def strips(picture: str) -> list[tuple[str | None, float, float]]:
    """Class, begin and end of each part of a bar."""
    found = ((one.get("class"), float(one.get("x", "")), float(one.get("width", ""))) for one in parsed(picture))
    return [(name, begin, round(begin + width, 2)) for name, begin, width in found]


@pytest.mark.parametrize(
    ("start", "end", "drawn"),
    [
        (("2012-01-01", "2012-01-01"), ("2014-01-01", "2014-01-01"), [("unsure", 2, 4), ("sure", 2, 4)]),
        (("2012-01-01", "2013-01-01"), ("2014-01-01", "2015-01-01"), [("unsure", 2, 5), ("sure", 3, 4)]),
        (("2012-01-01", "2012-01-01"), ("", ""), [("unsure", 2, 10), ("sure", 2, 10)]),
        (("", ""), ("2014-01-01", "2014-01-01"), [("unsure", 0, 4)]),
        (("2012-01-01", "2014-01-01"), ("2013-01-01", "2015-01-01"), [("unsure", 2, 5)]),
        (("2015-06-01", "2015-06-01"), ("2015-06-01", "2015-06-01"), [("unsure", 5.41, 5.49)]),
    ],
    ids=["days", "years", "open end", "unknown start", "never sure", "one day"],
)
def test_a_span_is_solid_only_where_it_is_certain(
    start: tuple[str, str], end: tuple[str, str], drawn: list[tuple[str, float, float]]
) -> None:
    assert strips(charts.span(start, end, 2010, 2019)) == drawn


def test_a_span_and_a_level_are_left_out_of_what_is_read_aloud() -> None:
    for picture in (charts.span(("2012-01-01", ""), ("", ""), 2010, 2012), charts.level(0.5)):
        assert 'aria-hidden="true"' in picture
    assert 'width="50.0"' in charts.level(0.5)


def test_no_picture_has_a_style_or_a_script() -> None:
    picture = charts.tile_map({"FRA": Tile("For", "")}, WORDS) + charts.hemicycle([Part("For", 9)], WORDS)
    assert not re.search(r"style=|<style|<script|on\w+=", picture)
