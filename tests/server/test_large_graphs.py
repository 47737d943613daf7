"""Large graphs are read beside the default graph and not copied into it: every answer is as if they were."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from server.engine.evaluation import Evaluation
from server.engine.holding import Holding
from server.engine.loading import sizes, standing_apart
from triples.iris import BASE
from triples.journal import load
from triples.snapshot import write

GRAPHS = [NamedNode(f"{BASE}graph/{name}") for name in ("votes/a", "votes/b", "article/c", "meta")]
QUERIES = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?p (COUNT(?o) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o } GROUP BY ?p",
    "SELECT ?a ?b (COUNT(*) AS ?n) { ?a ?p ?o . ?b ?p ?o } GROUP BY ?a ?b",
    "SELECT * { ?s <urn:p0> ?o OPTIONAL { ?o <urn:p1> ?x } }",
    "SELECT * { ?s <urn:p0>/<urn:p1> ?o }",
    "SELECT * { ?s <urn:p0>+ ?o }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?o ?q ?s } }",
    "SELECT * { ?s <urn:p0> ?o MINUS { ?s <urn:p1> ?x } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT * { ?s <urn:p0> ?o GRAPH ?g { ?s <urn:p1> ?x } }",
    f"SELECT (COUNT(*) AS ?n) {{ GRAPH {GRAPHS[0]} {{ ?s ?p ?o }} ?s ?q ?x }}",
    "ASK { ?s <urn:p0> <urn:s0> }",
)


def statements(rng: random.Random, graphs: Iterable[NamedNode], count: int) -> set[Quad]:
    nodes, links = [NamedNode(f"urn:s{n}") for n in range(6)], [NamedNode(f"urn:p{n}") for n in range(3)]
    choices = sorted(graphs, key=str)
    return {Quad(rng.choice(nodes), rng.choice(links), rng.choice(nodes), rng.choice(choices)) for _ in range(count)}


def answer(holding: Holding, query: str) -> list[str]:
    result = Evaluation(holding.store, query, None, None, apart=holding.apart).result()
    if isinstance(result, QueryBoolean):
        return [str(bool(result))]
    assert isinstance(result, QuerySolutions)
    return sorted(str([str(row[variable]) for variable in result.variables]) for row in result)


@pytest.fixture(params=range(8))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store whose graphs repeat much of what others say."""
    rng = random.Random(request.param)
    large = statements(rng, GRAPHS[:2], 50)
    write([*large, *statements(rng, GRAPHS[2:], 30)], tmp_path)
    return tmp_path


def test_every_answer_is_that_of_one_union(folder: Path) -> None:
    copied = Holding(load(folder), BASE, True, True)
    beside = Holding(load(folder), BASE, True, True, written=False, large=20)
    assert beside.apart
    assert not copied.apart
    assert len(beside.store) < len(copied.store)
    for query in QUERIES:
        assert answer(beside, query) == answer(copied, query), query
    assert beside.loaded() == copied.loaded()


def test_a_large_graph_that_repeats_another_is_copied(tmp_path: Path) -> None:
    told = [(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), NamedNode("urn:o")) for n in range(9)]
    write([Quad(*triple, graph) for triple in told for graph in GRAPHS[:2]], tmp_path)
    store = load(tmp_path).store
    assert standing_apart(store, {graph.value: 9 for graph in GRAPHS[:2]}, 5) == (GRAPHS[0],)
    assert standing_apart(store, {graph.value: 9 for graph in GRAPHS[:2]}, 10) == ()


def test_the_sizes_of_graphs_are_what_the_manifest_says(folder: Path) -> None:
    contents = load(folder)
    assert sizes(contents.store) == contents.counts()


def test_under_another_base_large_graphs_stand_apart_too(folder: Path) -> None:
    elsewhere = "https://example.org/un/"
    beside = Holding(load(folder), elsewhere, True, True, written=False, large=20)
    assert all(graph.value.startswith(elsewhere) for graph in beside.apart)
    assert answer(beside, QUERIES[1]) == answer(Holding(load(folder), elsewhere, True, True), QUERIES[1])


def test_a_server_without_a_union_has_nothing_apart(folder: Path) -> None:
    assert Holding(load(folder), BASE, False, True, written=False, large=20).apart == ()


def test_named_graphs_of_a_small_store_are_all_in_the_default_graph(tmp_path: Path) -> None:
    write(statements(random.Random(1), GRAPHS, 40), tmp_path)
    holding = Holding(load(tmp_path), BASE, True, True, written=False)
    assert holding.apart == ()
    assert isinstance(holding.store, Store)
