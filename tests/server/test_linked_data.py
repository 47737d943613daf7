"""Every thing has an address that works for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from server.formats import Format, carrying
from triples import changes
from triples.snapshot import current, write

if TYPE_CHECKING:
    from conftest import Server

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DOCUMENTS = [row for row in carrying("triples") if row.name != "html"]
VOTE = "https://w3id.org/unkg/id/vote/council-1"


def test_a_browser_is_sent_to_the_page(server: Server) -> None:
    reply = server.get("/id/state/china", HTML)
    assert (reply.status, reply.headers["Location"]) == (303, "/page/state/china")
    assert "Accept" in reply.headers["Vary"].split(", ")


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row.name)
def test_a_program_is_sent_to_the_data_which_follow_its_wish(server: Server, row: Format) -> None:
    reply = server.get("/id/state/china", row.media_type)
    assert (reply.status, reply.headers["Location"]) == (303, "/data/state/china")
    data = server.get(reply.headers["Location"], row.media_type)
    assert (data.status, data.type) == (200, row.content_type)
    assert "Accept" in data.headers["Vary"].split(", ")


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row.name)
def test_each_suffix_gives_its_format_and_all_the_same_graph(server: Server, row: Format) -> None:
    reply = server.get(f"/data/vote/council-1.{row.suffix}", HTML)
    assert (reply.status, reply.type) == (200, row.content_type)
    turtle = server.get("/data/vote/council-1.ttl").body
    expected = {str(quad.triple) for quad in parse(turtle, format=RdfFormat.TURTLE)}
    assert isinstance(row.engine, RdfFormat)
    assert {str(quad.triple) for quad in parse(reply.body, format=row.engine)} == expected


def test_json_ld_is_compacted_with_our_names(server: Server) -> None:
    text = json.dumps(json.loads(server.get("/data/vote/council-1.jsonld").body))
    assert '"tallyFor"' in text or '"un:tallyFor"' in text


def test_a_data_document_has_evidence_sources_and_neighbours_labels(server: Server) -> None:
    text = server.get("/data/vote/council-1.nt").text
    assert f"<{VOTE}> <https://w3id.org/unkg/ontology#tallyAgainst>" in text
    assert '<http://www.w3.org/ns/oa#start> "10"' in text
    assert f"<https://w3id.org/unkg/ontology#inVote> <{VOTE}>" in text
    assert '"China"@en' in server.get("/data/ballot/council-1-chn.nt").text


def test_the_other_forms_are_linked_from_each(server: Server) -> None:
    for path in ("/id/state/china", "/page/state/china", "/data/state/china.ttl"):
        link = server.get(path, HTML).headers["Link"]
        assert '</data/state/china.ttl>; rel="alternate"; type="text/turtle"' in link
        assert '</page/state/china>; rel="alternate"; type="text/html"' in link
        assert '<https://w3id.org/unkg/id/state/china>; rel="describes"' in link


def test_a_page_shows_label_type_properties_and_who_says_so(server: Server) -> None:
    page = server.get("/page/vote/council-1", HTML).text
    assert "2015-12-10" in page
    assert "First report" in page
    assert "Second report" in page
    assert 'href="/ontology#Vote"' in page


def test_a_page_shows_where_the_evidence_stands(server: Server) -> None:
    page = server.get("/page/vote/council-1", HTML).text
    assert 'href="/page/source/one#at-10-40">characters 10 to 40</a>' in page
    page = server.get("/page/vote/council-1?view=statements", HTML).text
    assert '#at-10-40">characters 10 to 40</a></td><td lang="en">tally</td>' in page


def test_a_page_lists_what_points_to_the_thing(server: Server) -> None:
    assert 'href="/page/ballot/council-1-chn"' in server.get("/page/state/china", HTML).text


def test_a_label_in_another_language_says_so(server: Server) -> None:
    page = server.get("/page/state/egypt", HTML).text
    assert '<h1 lang="ar" dir="auto">مصر</h1>' in page
    assert '<h1 lang="ar" dir="auto">مصر</h1>' in server.get("/page/state/egypt?view=statements", HTML).text
    assert "<h1>China</h1>" in server.get("/page/state/china", HTML).text


def test_incoming_links_are_paged(world, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, page_links=1) as server:
        shown = "/page/vote/council-1?view=statements"
        first = server.get(shown, HTML).text.partition('id="links"')[2]
        second = server.get(f"{shown}&page=2", HTML).text.partition('id="links"')[2]
        assert 'rel="next" href="/page/vote/council-1?view=statements&amp;page=2"' in first
        assert ("ballot/council-1-chn" in first, "ballot/council-1-tcd" in first) == (True, False)
        assert ("ballot/council-1-chn" in second, "ballot/council-1-tcd" in second) == (False, True)
        assert 'rel="next"' not in server.get(f"{shown}&page=9", HTML).text
        assert 'rel="prev"' in second


@pytest.mark.parametrize(
    "path", ["/id/state/atlantis", "/page/state/atlantis", "/data/state/atlantis.ttl", "/id/x%20y"]
)
def test_the_unknown_is_404(server: Server, path: str) -> None:
    reply = server.get(path)
    assert (reply.status, reply.type) == (404, "application/problem+json")


def test_what_the_snapshot_before_told_of_is_410(world: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    store = tmp_path / "store"
    told = list(current(world).load())
    before = write(told, store)
    chad = "https://w3id.org/unkg/id/state/chad"
    after = write([quad for quad in told if chad not in (str(term).strip("<>") for term in quad.triple)], store)
    changes.keep(before, after)
    with start(store=store) as server:
        for path in ("/id/state/chad", "/page/state/chad", "/data/state/chad.ttl"):
            reply = server.get(path)
            assert (reply.status, reply.type) == (410, "application/problem+json")
        assert "any more" in server.get("/page/state/chad", HTML).text
        assert server.get("/id/state/atlantis").status == 404
        assert server.get("/data/state/china.ttl").status == 200


def test_a_long_data_document_has_pages_that_together_are_all(world, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world) as server:
        whole = set(server.get("/data/vote/council-1.nq").text.splitlines())
    with start(store=world, page_links=1) as server:
        first, second = (server.get(f"/data/vote/council-1.nq?page={page}") for page in (1, 2))
        assert '</data/vote/council-1.nq?page=2>; rel="next"' in first.headers["Link"]
        assert "</data/vote/council-1.nq?page=1>" not in first.headers["Link"]
        assert '</data/vote/council-1.nq>; rel="prev"' in second.headers["Link"]
        assert 'rel="next"' not in second.headers["Link"]
        assert {*first.text.splitlines(), *second.text.splitlines()} == whole
        assert server.get("/data/vote/council-1.nq?page=3").status == 404
        assert server.get("/data/vote/council-1.nq?page=x").status == 400


def test_a_page_number_that_is_none_is_400(server: Server) -> None:
    for number in ("0", "-1", "two", "9" * 30, "²"):
        assert server.get(f"/page/state/china?page={'%C2%B2' if number == '²' else number}").status == 400


@pytest.mark.parametrize("path", ["/id/state/china", "/data/state/china"])
def test_a_format_that_is_not_to_be_had_is_406(server: Server, path: str) -> None:
    assert server.get(path, "image/png").status == 406


def test_an_address_cannot_smuggle_anything_into_a_query(server: Server) -> None:
    for path in ("/id/a%3E%20?p%20?o%20%7D%23", "/page/%22%7D", "/data/state/china%3E.ttl", "/page/a%0Ab"):
        assert server.get(path).status == 404


def test_who_was_merged_into_another_leads_there(tmp_path, start) -> None:  # type: ignore[no-untyped-def]
    merged = """@prefix official: <https://w3id.org/unkg/id/official/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix un: <https://w3id.org/unkg/ontology#> .
    <https://w3id.org/unkg/graph/curation> {
        official:ana-lima a un:Official ; owl:sameAs official:a-lima, <http://www.wikidata.org/entity/Q1> .
    }"""
    write(parse(merged, format=RdfFormat.TRIG), tmp_path / "store")
    with start(store=tmp_path / "store") as server:
        reply = server.get("/id/official/a-lima", HTML)
        assert (reply.status, reply.headers["Location"]) == (301, "/id/official/ana-lima")
        assert server.get("/id/official/ana-lima", HTML).status == 303
