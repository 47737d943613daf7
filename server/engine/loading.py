"""From the data of a snapshot to the store that is queried: under the deployment's own name, and as one graph too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Store

from triples.iris import BASE

_MOVING = (f"{BASE}id/", f"{BASE}graph/")
_UNITE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"
_Term = TypeVar("_Term")


def relocated(store: Store, base: str) -> Store:
    """The store with `id/` and `graph/` under `base`, which ends in `/`; the same store where that is our own."""
    if base == BASE:
        return store
    moved = Store()
    moved.bulk_extend(_moved(store, base))
    return moved


def unite(store: Store) -> None:
    """Puts every statement into the default graph as well, once.

    A default graph is a set (SPARQL 1.1 Query, 13.1), so that what two sources say counts once. The engine's own union
    gives a statement once for each graph that has it, and every COUNT over it is wrong. The price is memory: a
    statement takes about 0.3 kB more.
    """
    store.update(_UNITE)


def _moved(store: Store, base: str) -> Iterator[Quad]:
    for quad in store:
        terms = (_term(term, base) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))
        yield Quad(*terms)


def _term(term: _Term, base: str) -> _Term | NamedNode:
    if isinstance(term, NamedNode) and term.value.startswith(_MOVING):
        return NamedNode(base + term.value.removeprefix(BASE))
    return term
