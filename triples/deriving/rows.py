"""Asking the graph: the rows of a query as dictionaries, in an order that never changes."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from ontology.terms import PREFIXES

Row = dict[str, NamedNode | Literal]

_PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in sorted(PREFIXES.items()))


def rows(store: Store, query: str) -> list[Row]:
    """The solutions of a SELECT over the union of all graphs, sorted; variables without a value are left out."""
    solutions = store.query(f"{_PROLOGUE}\n{query}", use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    found = [{name: row[name] for name in names if row[name] is not None} for row in solutions]
    return sorted(found, key=lambda row: [str(row.get(name, "")) for name in names])


def iri(row: Row, name: str) -> NamedNode:
    """The IRI in a column."""
    term = row[name]
    assert isinstance(term, NamedNode)
    return term


def key(node: NamedNode) -> str:
    """The last part of an IRI of ours: its natural key."""
    return node.value.rpartition("/")[2]
