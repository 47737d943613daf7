"""The data under a deployment's own name: things and graphs move to another base, the vocabulary stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Store

from triples.iris import BASE

_MOVING = (f"{BASE}id/", f"{BASE}graph/")
_Term = TypeVar("_Term")


def relocated(store: Store, base: str) -> Store:
    """The store with `id/` and `graph/` under `base`, which ends in `/`; the same store where that is our own."""
    if base == BASE:
        return store
    moved = Store()
    moved.bulk_extend(_moved(store, base))
    return moved


def _moved(store: Store, base: str) -> Iterator[Quad]:
    for quad in store:
        terms = (_term(term, base) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))
        yield Quad(*terms)


def _term(term: _Term, base: str) -> _Term | NamedNode:
    if isinstance(term, NamedNode) and term.value.startswith(_MOVING):
        return NamedNode(base + term.value.removeprefix(BASE))
    return term
