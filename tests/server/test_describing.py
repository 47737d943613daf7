"""What DESCRIBE gives: a description that can be read by itself, bounded, from the graphs that are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat, Store, Triple, parse

from server.engine import dataset
from server.engine.describing import described
from server.engine.evaluation import Evaluation
from triples.iris import BASE

if TYPE_CHECKING:
    from conftest import Server

VOTE = f"{BASE}id/vote/council-1"
BALLOT = f"{BASE}id/ballot/council-1-chn"
DATA = b"""
@prefix : <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:g1 { :a a :Kind ; :knows :b , [ :says 1 ] . :b :knows :c ; rdfs:label "Bee" . :Kind rdfs:label "kind" . :x :knows :a }
:g2 { :b rdfs:label "Bee", "Biene"@de . :a :age 3 }
"""


@pytest.fixture
def store() -> Store:
    found = Store()
    found.load(DATA, RdfFormat.TRIG)
    return found


def describe(store: Store, query: str, union: bool = True) -> set[str]:
    read = dataset.of_query(store, query, None)
    evaluation = Evaluation(store, query, None, read, union)
    found = described(store, query, evaluation.result(), evaluation.graphs)
    assert found is not None
    assert len(found) == len(set(found))
    return {_written(triple) for triple in found}


def _written(triple: Triple) -> str:
    terms = (str(triple.subject), str(triple.predicate), str(triple.object))
    return " ".join("_" if term.startswith("_:") else term.rpartition("/")[2].strip("<>") for term in terms)


def test_it_has_the_statements_and_the_names_and_classes_of_what_they_mention(store: Store) -> None:
    assert describe(store, "DESCRIBE <http://e/a>") == {
        "a 22-rdf-syntax-ns#type Kind",
        "a knows b",
        "a knows _",
        "_ says XMLSchema#integer",
        "a age XMLSchema#integer",
        'b rdf-schema#label "Bee"',
        'b rdf-schema#label "Biene"@de',
        'Kind rdf-schema#label "kind"',
    }


def test_what_points_to_the_thing_is_left_out_as_it_has_no_bound(store: Store) -> None:
    assert not [said for said in describe(store, "DESCRIBE <http://e/b>") if said.startswith("a ")]


def test_several_things_and_things_found_by_a_pattern(store: Store) -> None:
    both = describe(store, "DESCRIBE <http://e/a> <http://e/x>")
    assert {"a knows b", "x knows a"} <= both
    assert describe(store, "DESCRIBE ?s { ?s <http://e/knows> <http://e/c> }") == {
        "b knows c",
        'b rdf-schema#label "Bee"',
        'b rdf-schema#label "Biene"@de',
    }


def test_only_the_graphs_that_are_asked_say_anything(store: Store) -> None:
    for graphs in ("FROM <http://e/g2>", "FROM <http://e/g2> FROM <http://e/none>"):
        assert describe(store, f"DESCRIBE <http://e/a> {graphs}") == {"a age XMLSchema#integer"}
    assert describe(store, "DESCRIBE <http://e/a>", union=False) == set()


def test_another_form_is_not_described(store: Store) -> None:
    for query in ("CONSTRUCT WHERE { ?s ?p ?o }", "SELECT * {}", "ASK {}"):
        assert described(store, query, store.query(query), None) is None


def test_evidence_comes_along_to_the_place_in_the_source(server: Server) -> None:
    text = server.query(f"DESCRIBE <{VOTE}>", "application/n-triples").text
    assert '<http://www.w3.org/ns/oa#start> "10"' in text
    assert '<https://w3id.org/unkg/ontology#rule> "tally"' in text
    assert "<http://www.w3.org/ns/oa#hasSource>" in text


def test_names_make_it_readable(server: Server) -> None:
    turtle = server.query(f"DESCRIBE <{BALLOT}>", "text/turtle").text
    assert "@prefix un: <https://w3id.org/unkg/ontology#> ." in turtle
    assert '"中国"@zh' in turtle


def test_the_graph_of_the_request_bounds_it_over_http(server: Server) -> None:
    asked = {"query": f"DESCRIBE <{BALLOT}>", "default-graph-uri": f"{BASE}graph/article/one"}
    turtle = server.get("/sparql?" + urlencode(asked), "text/turtle").text
    assert "un:castBy" in turtle
    assert "中国" not in turtle


def test_what_nobody_says_anything_of_is_an_empty_document(server: Server) -> None:
    reply = server.query("DESCRIBE <http://example.org/none>", "application/n-triples")
    assert (reply.status, list(parse(reply.body, format=RdfFormat.N_TRIPLES))) == (200, [])


def test_the_same_description_has_the_same_bytes(server: Server) -> None:
    assert len({server.query(f"DESCRIBE <{VOTE}>", "application/ld+json").body for _ in range(3)}) == 1
