"""The default graph of several graphs is their merge: a set, in which what two of them say counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from server.engine import dataset
from server.engine.evaluation import Evaluation
from server.engine.pool import Pool
from server.engine.wire import Job
from triples.iris import BASE

if TYPE_CHECKING:
    from conftest import Server

ONE, TWO, META = (f"{BASE}graph/{name}" for name in ("article/one", "article/two", "meta"))
COUNT = "SELECT (COUNT(*) AS ?n) {from_} {{ ?s ?p ?o }}"
DATA = b"""
@prefix : <http://e/> .
:g1 { :a :p 1 , 2 , 3 } :g2 { :a :p 2 , 3 } :g3 { :a :p 3 , 4 } :g4 { :b :p 5 }
:a :p 9 .
"""


@pytest.fixture
def store() -> Store:
    found = Store()
    found.load(DATA, RdfFormat.TRIG)
    return found


def values(store: Store, query: str, base: str | None = None) -> list[str]:
    result = Evaluation(store, query, base, dataset.of_query(store, query, base)).result()
    return sorted(row[0].value for row in result)  # type: ignore[union-attr,index]


def graphs(*names: str) -> str:
    return " ".join(f"FROM <http://e/{name}>" for name in names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("g1",), "123"),
        (("none",), ""),
        (("g1", "g1"), "123"),
        (("g1", "g2"), "123"),
        (("g2", "g1"), "123"),
        (("g1", "g2", "g3"), "1234"),
        (("g3", "g2"), "234"),
        (("g1", "g4"), "1235"),
        (("g4", "none"), "5"),
        (("none", "nothing"), ""),
    ],
)
def test_each_statement_counts_once(store: Store, names: tuple[str, ...], expected: str) -> None:
    assert values(store, f"SELECT ?o {graphs(*names)} {{ ?s ?p ?o }}") == list(expected)


def test_named_graphs_stay_as_they_are_beside_the_merge(store: Store) -> None:
    query = f"SELECT ?o {graphs('g1', 'g2')} FROM NAMED <http://e/g2> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert values(store, query) == ["2", "3"]


def test_without_named_graphs_the_query_sees_none(store: Store) -> None:
    assert values(store, f"SELECT ?o {graphs('g1', 'g2')} {{ GRAPH ?g {{ ?s ?p ?o }} }}") == []


def test_with_named_graphs_alone_the_default_graph_is_empty(store: Store) -> None:
    either = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
    assert values(store, f"SELECT ?o FROM NAMED <http://e/g2> {{ {either} }}") == ["2", "3"]


def test_prefixes_and_bases_mean_what_they_mean_in_the_query(store: Store) -> None:
    query = "BASE <http://e/> PREFIX x: <g> SELECT ?o FROM <g1> FROM x:2 { ?s ?p ?o }"
    assert values(store, query) == ["1", "2", "3"]
    assert values(store, "SELECT ?o FROM <g1> FROM <g2> { ?s ?p ?o }", "http://e/") == ["1", "2", "3"]


def test_graphs_that_share_nothing_are_not_copied(store: Store) -> None:
    before = len(store)
    found = dataset.of_request(store, ["http://e/g1", "http://e/g4"], [])
    assert (found.copied, len(store)) == (False, before)
    assert dataset.of_request(store, ["http://e/g1", "http://e/g2"], []).copied


def test_a_query_that_names_no_dataset_or_cannot_be_read_is_left_to_the_engine(store: Store) -> None:
    assert dataset.of_query(store, "SELECT * {}", None) is None
    assert dataset.of_query(store, "SELECT * FROM nope:a FROM nope:b {}", None) is None
    assert dataset.of_query(store, "SELECT * FROM <relative> FROM <another> {}", None) is None


def test_what_a_query_without_a_dataset_reads(store: Store) -> None:
    assert dataset.default_graphs(None, union=True) is None
    assert dataset.default_graphs(None, union=False) == (DefaultGraph(),)
    assert dataset.default_graphs(dataset.Dataset([NamedNode("http://e/g1")], []), True) == [NamedNode("http://e/g1")]


def test_no_trace_is_left_for_the_next_query(pool: Pool) -> None:
    def rows(query: str) -> int:
        return len(pool.evaluate(Job(query, "csv", None, BASE, 20.0, 64)).read().splitlines()) - 1

    every = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    before = rows(every)
    assert rows(f"SELECT * FROM <{ONE}> FROM <{TWO}> {{ ?s ?p ?o }}") == 21  # 17 and 6, of which they share two
    assert rows(every) == before


@pytest.mark.parametrize("by", ["query", "request"])
def test_both_ways_over_http(server: Server, by: str) -> None:
    if by == "query":
        reply = server.query(COUNT.format(from_=f"FROM <{ONE}> FROM <{TWO}>"), "text/csv")
    else:
        asked = [("query", COUNT.format(from_="")), ("default-graph-uri", ONE), ("default-graph-uri", TWO)]
        reply = server.get("/sparql?" + urlencode(asked), "text/csv")
    assert reply.text.split()[1] == "21"


def test_the_dataset_of_the_request_is_taken_whole(server: Server) -> None:
    """SPARQL 1.1 Protocol, 2.1.4: it replaces the query's own, also the kind of graph that it does not name."""
    either = "{ ?s ?p ?o BIND('default' AS ?g) } UNION { GRAPH ?g {} }"
    query = f"SELECT ?g FROM <{ONE}> FROM NAMED <{META}> {{ {either} }}"
    asked = [("query", query), ("named-graph-uri", ONE), ("named-graph-uri", TWO)]
    reply = server.get("/sparql?" + urlencode(asked), "text/csv")
    assert sorted(reply.text.split()[1:]) == [ONE, TWO]


def test_a_graph_that_is_not_there_is_empty(server: Server) -> None:
    asked = {"query": COUNT.format(from_=""), "default-graph-uri": "http://example.org/none"}
    assert server.get("/sparql?" + urlencode(asked), "text/csv").text.split()[1] == "0"


def test_the_engines_own_count_is_what_this_mends(store: Store) -> None:
    """When this fails, the engine merges by itself, and `server.engine.dataset` can go."""
    two = [NamedNode("http://e/g1"), NamedNode("http://e/g2")]
    rows = store.query("SELECT ?o { ?s ?p ?o }", default_graph=list(two), named_graphs=[])
    assert len(list(rows)) == 5  # type: ignore[arg-type]
