"""How results are written, and what a format cannot say."""

from __future__ import annotations

import http.client
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store, parse

from server.documents import DOCUMENTS
from server.engine import results
from triples.export import FORMATS

if TYPE_CHECKING:
    from conftest import Server

VOTE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s <https://w3id.org/unkg/ontology#tallyFor> 9 ; ?p ?o }"
TRIPLE = "CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> 1 )>> } {}"


def written(query: str, form: str) -> bytes:
    output = io.BytesIO()
    results.write(Store().query(query), form, output)
    return output.getvalue()


def test_every_format_of_a_document_can_be_exported() -> None:
    assert {row.name for row in DOCUMENTS} == set(FORMATS)


def test_json_ld_is_compacted_with_our_context(server: Server) -> None:
    document = server.query(VOTE, "application/ld+json").json()
    (node,) = document["graph"]
    assert (node["type"], node["tallyFor"]) == ("Vote", "9")
    assert document["@context"]["un"] == "https://w3id.org/unkg/ontology#"


@pytest.mark.parametrize("path", ["/ontology.jsonld", "/shapes.jsonld"])
def test_the_vocabulary_and_the_shapes_are_compacted_too(server: Server, path: str) -> None:
    reply = server.get(path)
    assert "@context" in reply.json()
    turtle = parse(server.get(path.replace("jsonld", "ttl")).body, format=RdfFormat.TURTLE)
    assert len(set(parse(reply.body, format=RdfFormat.JSON_LD))) == len(set(turtle))


def test_trig_and_n_quads_of_a_thing_tell_who_says_so(server: Server) -> None:
    for suffix, form in (("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS)):
        quads = list(parse(server.get(f"/data/vote/council-1.{suffix}").body, format=form))
        tally = {quad.graph_name.value for quad in quads if quad.predicate.value.endswith("tallyFor")}  # type: ignore[union-attr]
        assert tally == {f"https://w3id.org/unkg/graph/article/{name}" for name in ("one", "two")}


def test_a_triple_as_a_value_is_406_where_the_format_has_no_way_to_say_it(server: Server) -> None:
    reply = server.query(TRIPLE, format="jsonld")
    assert reply.status == 406
    assert "cannot be written in this format" in reply.json()["detail"]
    assert "Accept" in reply.headers["Vary"]
    assert server.query(TRIPLE, format="turtle").status == 200


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT ('a\\u0001b' AS ?x) {}", "xml"),
        ("CONSTRUCT { <a:a> <a:b> 'a\\u001Fb' } {}", "rdfxml"),
        ("CONSTRUCT { <a:a> <http://e/1/> 1 } {}", "rdfxml"),
        ("CONSTRUCT { ?x <http://e/1/> ?x } { VALUES ?x { <a:a> } }", "rdfxml"),
    ],
)
def test_what_xml_cannot_say_is_406_and_never_broken_xml(server: Server, query: str, form: str) -> None:
    assert server.query(query, format=form).status == 406
    other = "json" if form == "xml" else "ntriples"
    assert server.query(query, format=other).status == 200


def test_line_ends_in_values_survive_xml() -> None:
    for form, query in (
        ("xml", "SELECT ('a\\r\\nb\\rc\\td' AS ?x) {}"),
        ("rdfxml", "CONSTRUCT { <a:a> <a:b> 'a\\r\\nb\\rc\\td' } {}"),
    ):
        assert "a\r\nb\rc\td" in list(ElementTree.fromstring(written(query, form)).itertext())


def test_a_large_result_of_xml_is_looked_through_at_every_seam(server: Server) -> None:
    many = "?a ?b ?c . ?d ?e ?f . "
    query = f"SELECT ?a ?x {{ {many} BIND(IF(?c = ?f, 'a\\u0002', 'fine') AS ?x) }}"
    assert server.query(query, format="xml").status == 406


def test_a_result_on_its_way_that_cannot_go_on_breaks_off_and_does_not_look_whole(
    start: Callable[..., AbstractContextManager[Server]], world: Path
) -> None:
    query = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with start(store=world, result_size=1) as small, pytest.raises(http.client.IncompleteRead):
        small.query(query, "text/csv")


def test_pages_hold_what_comes_after_the_first_so_many() -> None:
    query = "SELECT ?x { VALUES ?x { 1 2 3 4 5 } }"

    def page(rows: int, skip: int) -> tuple[list[str], bool]:
        told = json.loads(results.page(Store().query(query), rows, skip))
        return [row[0]["text"] for row in told["rows"]], told["more"]

    assert page(2, 0) == (["1", "2"], True)
    assert page(2, 2) == (["3", "4"], True)
    assert page(2, 4) == (["5"], False)
    assert page(5, 0) == (["1", "2", "3", "4", "5"], False)
    assert page(2, 9) == ([], False)
