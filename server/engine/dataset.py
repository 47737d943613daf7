"""Which graphs a query reads, and their merge.

A default graph made of several graphs is a set of triples (SPARQL 1.1 Query, 13.2.1): what two of them say counts once.
The engine lays the graphs side by side and counts it twice. So of a graph that repeats what another says, a copy
without that is read in its place. To compare takes some 2 microseconds for each triple of all but the largest graph; to
copy, five times that.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from server import syntax

Result = QueryBoolean | QuerySolutions | QueryTriples
Graph = NamedNode | BlankNode | DefaultGraph

_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH {graph} { ?s ?p ?o } }"
_ELSEWHERE = "EXISTS { VALUES ?other { {others} } GRAPH ?other { ?s ?p ?o } }"
_OVERLAP = "ASK { GRAPH {graph} { ?s ?p ?o } FILTER " + _ELSEWHERE + " }"
_COPY = "INSERT { GRAPH {copy} { ?s ?p ?o } } WHERE { GRAPH {graph} { ?s ?p ?o } FILTER NOT " + _ELSEWHERE + " }"


class Overlap(Exception):
    """What one graph of a default graph says another says too, and the store takes no copy; in words for the client."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that make the default graph, and the named ones. `copied`: the store has one graph more for it."""

    default: list[Graph]
    named: list[NamedNode | BlankNode]
    copied: bool = False


def of_request(store: Store, default: Sequence[str], named: Sequence[str]) -> Dataset:
    """The dataset that a request names. May add a graph to the store."""
    return _merged(store, [NamedNode(iri) for iri in default], [NamedNode(iri) for iri in named])


def of_query(store: Store, query: str, base: str | None) -> Dataset | None:
    """The dataset that a query names, if it names one. May add a graph to the store."""
    clauses = syntax.dataset(query)
    if clauses is None:
        return None
    try:
        default, named = (_resolved(store, clauses.prologue, names, base) for names in (clauses.default, clauses.named))
    except SyntaxError:  # the query has an error, which the engine will tell
        return None
    return _merged(store, default, named)


def default_graphs(dataset: Dataset | None, union: bool, apart: Sequence[NamedNode] = ()) -> Sequence[Graph] | None:
    """The graphs that a query without GRAPH reads, with those that stand `apart`; None for all there are."""
    if dataset is not None:
        return dataset.default
    return None if union else (DefaultGraph(), *apart)


def _resolved(store: Store, prologue: str, names: Sequence[str], base: str | None) -> list[NamedNode]:
    """Names as IRIs. The engine reads them itself, so that prefixes and BASE mean what they mean in the query."""
    rows = store.query(f"{prologue}\nSELECT ?graph {{ VALUES ?graph {{ {' '.join(names)} }} }}", base_iri=base)
    assert isinstance(rows, QuerySolutions)
    return [row["graph"] for row in rows]


def _merged(store: Store, default: list[NamedNode], named: list[NamedNode]) -> Dataset:
    graphs = list(dict.fromkeys(default))
    if len(graphs) < 2:
        return Dataset(list(graphs), list(named))
    copy = NamedNode(f"urn:uuid:{uuid.uuid4()}")
    read: list[NamedNode] = []
    for graph in sorted(graphs, key=lambda graph: -_size(store, graph)):
        others = " ".join(map(str, read))
        if read and store.query(_with(_OVERLAP, graph=graph, others=others)):
            try:
                store.update(_with(_COPY, copy=copy, graph=graph, others=others))
            except RuntimeError as error:  # the data are on disk, and open to read alone
                raise Overlap("Two graphs of FROM say the same; this server cannot merge such. Use GRAPH") from error
            graph = copy
        if graph not in read:
            read.append(graph)
    return Dataset(list(read), list(named), copied=copy in read)


def _size(store: Store, graph: NamedNode) -> int:
    rows = store.query(_with(_COUNT, graph=graph))
    assert isinstance(rows, QuerySolutions)
    (count,) = next(rows)
    assert isinstance(count, Literal)
    return int(count.value)


def _with(text: str, **values: object) -> str:
    """The text with its `{name}`s replaced. A valid IRI has no character that could end it early."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
