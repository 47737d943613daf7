"""What DESCRIBE gives (SPARQL 1.1 Query, 16.4, leaves that to the server): a description that can be read by itself.

For each thing: every statement about it, and those about its blank nodes, which is what the engine gives; the evidence
for it, with the place in the source; and the names and classes of all that is mentioned. Not what points to it, which
has no bound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, QueryTriples, Store, Triple

from ontology.terms import OA, RDF, RDFS, SKOS, UN
from server import syntax
from server.engine.dataset import Graph, Result

_OWNED = (UN.evidence, OA.hasSelector)
_NAMING = (RDF.type, RDFS.label, SKOS.prefLabel)


def described(store: Store, query: str, result: Result, graphs: Sequence[Graph] | None) -> list[Triple] | None:
    """The description that a DESCRIBE asks for, looked up in the graphs (None: in all); None for another form."""
    if not isinstance(result, QueryTriples) or syntax.form(query) != "DESCRIBE":
        return None
    return _completed(store, result, graphs)


def _completed(store: Store, triples: Iterable[Triple], graphs: Sequence[Graph] | None) -> list[Triple]:
    told: dict[Triple, None] = dict.fromkeys(triples)
    known = {triple.subject for triple in told}
    waiting = deque(told)
    while waiting:
        triple = waiting.popleft()
        thing = triple.object
        if not isinstance(thing, NamedNode) or thing in known:
            continue
        known.add(thing)
        for more in _said(store, thing, None if triple.predicate in _OWNED else _NAMING, graphs):
            if more not in told:
                told[more] = None
                if triple.predicate in _OWNED or more.predicate == RDF.type:
                    waiting.append(more)
    return list(told)


def _said(
    store: Store, thing: NamedNode, properties: Sequence[NamedNode] | None, graphs: Sequence[Graph] | None
) -> Iterator[Triple]:
    for graph in graphs if graphs is not None else (None,):
        for property in properties if properties is not None else (None,):
            yield from (quad.triple for quad in store.quads_for_pattern(thing, property, None, graph))
