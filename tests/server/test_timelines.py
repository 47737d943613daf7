"""Who sat in a body and who held a post, over time and on a day: as a page and as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.terms import UN

if TYPE_CHECKING:
    from conftest import Server

COUNCIL = "/body/security-council"


def members(server: Server, path: str, term: NamedNode = UN.member) -> set[str]:
    reply = server.get(path, "application/n-triples")
    assert reply.status == 200
    found = parse(reply.text, format=RdfFormat.N_TRIPLES)
    return {str(quad.object).strip("<>").rpartition("/")[2] for quad in found if quad.predicate == term}


def test_the_council_of_a_day_has_its_fifteen_members(own_server: Server) -> None:
    found = members(own_server, f"{COUNCIL}?on=2015-12-10")
    assert len(found) == 15
    assert {"china", "angola", "venezuela", "malaysia"} <= found
    assert "egypt" not in found  # from January on


@pytest.mark.parametrize(("day", "size"), [("1946-02-01", 11), ("1965-12-31", 11), ("1966-01-02", 15)])
def test_the_council_grew_in_1966(own_server: Server, day: str, size: int) -> None:
    assert len(members(own_server, f"{COUNCIL}?on={day}")) == size


def test_a_seat_passes_from_one_state_to_the_next_on_a_day(own_server: Server) -> None:
    assert "soviet-union" in members(own_server, f"{COUNCIL}?on=1991-12-01")
    found = members(own_server, f"{COUNCIL}?on=1992-01-31")
    assert "russia" in found
    assert "soviet-union" not in found


def test_the_page_of_a_day_says_who_was_there_and_how_sure_that_is(own_server: Server) -> None:
    page = own_server.get(f"{COUNCIL}?on=2015-12-10", "text/html").text
    assert page.count("<td>certainly</td>") == 15
    assert "2015-12-10" in page
    assert page.count("<td>permanent</td>") == 5


def test_a_post_has_its_holder_of_a_day(own_server: Server) -> None:
    path = "/post/secretary-general-united-nations/holders"
    assert members(own_server, f"{path}?on=2014-12-22", UN.holder) == {"ban-ki-moon"}
    assert {"kofi-annan", "antonio-guterres", "trygve-lie"} <= members(own_server, path, UN.holder)


def test_a_year_as_a_bound_makes_a_holder_perhaps_one(own_server: Server) -> None:
    path = "/post/permanent-representative-to-the-united-nations-north-korea/holders"
    page = own_server.get(f"{path}?on=2014-06-01", "text/html").text
    assert "<td>perhaps</td>" in page
    assert "2014-01-01 to 2014-12-31" in page


def test_a_post_without_a_holder_on_the_day_is_there_all_the_same(own_server: Server) -> None:
    path = "/post/special-rapporteur-on-human-rights-in-the-dprk-united-nations/holders?on=1990-01-01"
    assert members(own_server, path, UN.holder) == set()
    page = own_server.get(path, "text/html")
    assert (page.status, "Nobody is known for that day" in page.text) == (200, True)


@pytest.mark.parametrize("on", ["yesterday", "2015-13-01", "2015", ""])
def test_what_is_no_day_is_told_so(own_server: Server, on: str) -> None:
    reply = own_server.get(f"{COUNCIL}?on={on}", "application/json")
    assert reply.status == 400
    assert "is no day" in reply.text


def test_a_body_or_post_that_nobody_knows_is_not_found(own_server: Server) -> None:
    for path in ("/body/council-of-elders", "/post/harbour-master/holders"):
        assert own_server.get(path, "text/html").status == 404


def test_a_bound_that_is_one_day_is_shown_once(own_server: Server) -> None:
    page = own_server.get(f"{COUNCIL}?on=2015-12-10", "text/html").text
    assert re.search(r">2015-01-01</a></td><td>2016-12-31</td>", page)
