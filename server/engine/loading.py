"""From the data of a snapshot to the store that is queried: under the deployment's own name, and as one graph too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from triples.iris import BASE

_MOVING = ("id/", "graph/")
_UNITE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"
_JOIN = "INSERT { ?s ?p ?o } WHERE { GRAPH {graph} { ?s ?p ?o } {unless} }"
_SHARE = "ASK { GRAPH {one} { ?s ?p ?o } GRAPH {other} { ?s ?p ?o } }"
LARGE = 500_000  # triples: to copy a smaller graph takes little, and one graph more to look into takes time
_PART = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"
_SIZES = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_Term = TypeVar("_Term")


def home_of(base: str) -> str:
    """The IRI of the graph for what is stated without a graph's name, where the default graph is the union of all."""
    return f"{base}graph/default"


def relocated(store: Store, base: str) -> Store:
    """The store with `id/` and `graph/` under `base`, which ends in `/`; the same store where that is our own."""
    if base == BASE:
        return store
    served = Store()
    served.bulk_extend(moved(quad, BASE, base) for quad in store)
    for graph in store.named_graphs():
        served.add_graph(renamed(graph, BASE, base))
    return served


def unite(store: Store) -> None:
    """Puts every statement into the default graph as well, once.

    A default graph is a set (SPARQL 1.1 Query, 13.1), so that what two sources say counts once. The engine's own union
    gives a statement once for each graph that has it, and every COUNT over it is wrong. The price is memory: a
    statement takes about 0.3 kB more.
    """
    store.update(_UNITE)


def unite_but_for(store: Store, large: Sequence[NamedNode]) -> None:
    """The same but for the statements of these graphs, none of which shares one with another: who reads the default
    graph and them together reads every statement once, and a million ballots are held once."""
    unless = " ".join(f"FILTER NOT EXISTS {{ GRAPH {graph} {{ ?s ?p ?o }} }}" for graph in large)
    for graph in store.named_graphs():
        if graph not in large:
            store.update(_JOIN.replace("{graph}", str(graph)).replace("{unless}", unless))


def standing_apart(store: Store, counts: Mapping[str, int], least: int = LARGE) -> tuple[NamedNode, ...]:
    """The large graphs, the largest first, that share no statement with those before; `counts` are their triples."""
    found: list[NamedNode] = []
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        graph = NamedNode(name)
        if count >= least and not any(_share(store, graph, other) for other in found):
            found.append(graph)
    return tuple(found)


def sizes(store: Store) -> dict[str, int]:
    """The triples of each named graph, by IRI. It takes half a second for a million."""
    rows = store.query(_SIZES)
    assert isinstance(rows, QuerySolutions)
    return {row["graph"].value: int(row["n"].value) for row in rows}


def _share(store: Store, one: NamedNode, other: NamedNode) -> bool:
    return bool(store.query(_SHARE.replace("{one}", str(one)).replace("{other}", str(other))))


def unite_anew(store: Store) -> None:
    """Makes the default graph the union again, after named graphs have changed. It takes as long as uniting."""
    store.update(_PART)
    unite(store)


def count(store: Store) -> int:
    """The triples of the default graph. It takes half a second for a million."""
    rows = store.query(_COUNT)
    assert isinstance(rows, QuerySolutions)
    (number,) = next(rows)
    assert isinstance(number, Literal)
    return int(number.value)


def moved(quad: Quad, old: str, new: str) -> Quad:
    """The quad with `id/` and `graph/` under another base; the same quad where nothing changes."""
    if old == new:
        return quad
    s, p, o, graph = (renamed(term, old, new) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))
    return Quad(s, p, o, graph)  # type: ignore[arg-type]


def renamed(term: _Term, old: str, new: str) -> _Term | NamedNode:
    """The term with `id/` and `graph/` under another base."""
    if isinstance(term, NamedNode) and term.value.startswith(old):
        path = term.value.removeprefix(old)
        return NamedNode(new + path) if path.startswith(_MOVING) else term
    return term
