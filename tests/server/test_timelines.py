"""Who sat in a body and who held a post, over time and on a day: as a page and as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.terms import UN
from server.pages.terms import bounds

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


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (COUNCIL, "/page/body/security-council"),
        (f"{COUNCIL}?on=2015-12-10", "/page/body/security-council?on=2015-12-10"),
        ("/post/harbour/holders", None),
        ("/post/secretary-general-united-nations/holders", "/page/post/secretary-general-united-nations"),
    ],
)
def test_people_are_sent_to_the_page(own_server: Server, path: str, page: str | None) -> None:
    reply = own_server.get(path, "text/html")
    assert (reply.status, reply.headers["Location"]) == ((303, page) if page else (404, None))


def test_the_page_of_a_day_shows_who_was_there(own_server: Server) -> None:
    page = own_server.get("/page/body/security-council?on=2015-12-10", "text/html").text
    shown = page.partition('class="members"')[2].partition("</ul>")[0]
    assert shown.count("<li>") == 15
    assert shown.count(">permanent<") == 5
    assert "perhaps" not in shown
    assert "Members on 10 December 2015" in page


def test_the_page_of_a_body_shows_todays_members_where_no_day_is_given(own_server: Server) -> None:
    page = own_server.get("/page/body/general-assembly", "text/html").text
    shown = page.partition('class="members"')[2].partition("</ul>")[0]
    assert (shown.count("<li>"), shown.count(">observer<")) == (195, 2)
    assert shown.index(">Afghanistan<") < shown.index(">Mexico<") < shown.index(">Zimbabwe<")


def test_a_post_has_its_holder_of_a_day(own_server: Server) -> None:
    path = "/post/secretary-general-united-nations/holders"
    assert members(own_server, f"{path}?on=2014-12-22", UN.holder) == {"ban-ki-moon"}
    assert {"kofi-annan", "antonio-guterres", "trygve-lie"} <= members(own_server, path, UN.holder)


def test_the_page_of_a_post_draws_its_holders_over_time(own_server: Server) -> None:
    page = own_server.get("/page/post/secretary-general-united-nations", "text/html").text
    assert "1946</span>" in page
    assert page.count('class="span"') == page.count('<th scope="row">') >= 9
    one = own_server.get("/page/post/secretary-general-united-nations?on=2014-12-22", "text/html").text
    assert re.findall(r'<th scope="row"><a href="/page/official/([^"]*)"', one) == ["ban-ki-moon"]
    assert "<td>certainly</td>" in one


def test_a_year_as_a_bound_makes_a_holder_perhaps_one(own_server: Server) -> None:
    post = "/page/post/permanent-representative-to-the-united-nations-north-korea"
    page = own_server.get(f"{post}?on=2014-06-01", "text/html").text
    assert "<td>perhaps</td>" in page
    assert '<time datetime="2014">2014</time>' in page


def test_a_post_without_a_holder_on_the_day_is_there_all_the_same(own_server: Server) -> None:
    post = "post/special-rapporteur-on-human-rights-in-the-dprk-united-nations"
    assert members(own_server, f"/{post}/holders?on=1990-01-01", UN.holder) == set()
    page = own_server.get(f"/page/{post}?on=1990-01-01", "text/html")
    assert (page.status, "Nobody is known for that day" in page.text) == (200, True)


@pytest.mark.parametrize("on", ["yesterday", "2015-13-01", "2015", ""])
@pytest.mark.parametrize("path", [COUNCIL, "/page/body/security-council"])
def test_what_is_no_day_is_told_so(own_server: Server, path: str, on: str) -> None:
    reply = own_server.get(f"{path}?on={on}", "application/json")
    assert reply.status == 400
    assert "is no day" in reply.text


def test_a_body_or_post_that_nobody_knows_is_not_found(own_server: Server) -> None:
    for path in ("/body/council-of-elders", "/post/harbour-master/holders", "/page/body/council-of-elders"):
        assert own_server.get(path, "text/html").status == 404


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("2015-01-01", "2015-01-01"), "2015-01-01"),
        (("2015-01-01", "2015-12-31"), "2015"),
        (("2016-02-01", "2016-02-29"), "2016-02"),
        (("2016-02-01", "2016-02-28"), ""),
        (("2015-01-01", "2016-12-31"), ""),
        (("2015-01-01", ""), ""),
        (("", ""), ""),
    ],
)
def test_two_days_are_told_as_the_date_that_they_are(days: tuple[str, str], told: str) -> None:
    assert bounds(days) == told
