"""A quick look at groups of statements that are many, small and of known shape, such as a million ballots.

Two engines share the work, each where it is fast. pyshacl-turbo checks what SHACL Core says; the SPARQL constraints are
asked of the whole group at once, where pySHACL asks for each node (SHACL 5.3.2: the query with `$this` bound has the
same solutions, as all of ours begin at `$this`). Neither has the last word: whatever is suspected here goes to
`shapes.validation`. A test breaks every rule and holds what is suspected against what pySHACL reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl_turbo
from pyshacl_turbo.rdf import Input
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.term import Node

from ontology.terms import PREFIXES
from ontology.terms import RDF as RDF_TERMS
from ontology.terms import RDFS as RDFS_TERMS
from shapes.validation import class_tree, is_data, read_shapes, to_ox

_OFTEN = 20  # groups for which one store is used: it keeps the terms of all that it ever held
_GROUP = ox.NamedNode("urn:unkg:group")
_PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in sorted(PREFIXES.items()))


@dataclass(frozen=True, slots=True)
class _Query:
    """A SPARQL constraint, and whom its shape targets: nodes of a class, and the ends of a property."""

    text: str
    classes: frozenset[object]
    ends: frozenset[ox.NamedNode]

    def concerns(self, properties: set[ox.NamedNode], classes: set[object]) -> bool:
        """Whether statements with these properties and classes describe a target."""
        return not (self.ends.isdisjoint(properties) and self.classes.isdisjoint(classes))


class Bulk:
    """The shapes, ready for group after group; `around` is what the groups lean on and describe no further."""

    def __init__(self, around: Iterable[ox.Quad]) -> None:
        shapes, tree = read_shapes(), class_tree()
        below = Graph()
        below += (triple for triple in tree if triple[1] == RDFS.subClassOf)
        self._queries = tuple(_queries(shapes, below))
        shapes.remove((None, SH.sparql, None))
        self._program = pyshacl_turbo.compile_shapes(shapes)
        known = [ox.Triple(to_ox(s), to_ox(p), to_ox(o)) for s, p, o in tree]
        known += [quad.triple for quad in around if is_data(quad)]
        self._known = {triple.subject for triple in known}
        further = {RDF_TERMS.type, RDFS_TERMS.subClassOf, *_further(shapes)}
        self._beside = _lines(triple for triple in known if triple.predicate in further)
        self._around = known
        self._store, self._used = _loaded(known), 0

    def suspects(self, quads: Sequence[ox.Quad]) -> list[ox.NamedNode]:
        """The nodes that these statements bring in and that seem to break a rule, sorted."""
        said = _lines(quad.triple for quad in quads)
        named = {quad.object for quad in quads} - self._known | {quad.subject for quad in quads}
        own = {node for node in named if isinstance(node, ox.NamedNode)}
        found = {*self._by_core(said, own), *self._by_queries(said, quads)}
        return sorted((node for node in found if node in own), key=str)

    def _by_core(self, said: bytes, own: set[ox.NamedNode]) -> Iterator[ox.NamedNode]:
        data = Input((self._beside + said).decode(), "oxigraph-nquads", None, {}, preserve_ids=True)
        _, report, _ = self._program.validate(data, focus_nodes=sorted(node.value for node in own))
        for result in report.subjects(SH.resultSeverity, SH.Violation):
            yield to_ox(report.value(result, SH.focusNode))

    def _by_queries(self, said: bytes, quads: Sequence[ox.Quad]) -> list[ox.NamedNode]:
        properties = {quad.predicate for quad in quads}
        classes: set[object] = {quad.object for quad in quads if quad.predicate == RDF_TERMS.type}
        queries = [query.text for query in self._queries if query.concerns(properties, classes)]
        if self._used == _OFTEN:
            self._store, self._used = _loaded(self._around), 0
        self._used += 1
        try:
            self._store.bulk_load(said, format=ox.RdfFormat.N_TRIPLES, to_graph=_GROUP, lenient=True)
            return [node for query in queries for node in self._asked(query)]
        finally:
            self._store.remove_graph(_GROUP)

    def _asked(self, query: str) -> Iterator[ox.NamedNode]:
        solutions = self._store.query(f"{_PROLOGUE}\n{query}", use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        return (row["this"] for row in solutions)


def _loaded(around: Iterable[ox.Triple]) -> ox.Store:
    """A store with what is around in its default graph; a group has a graph there while it is asked about."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in around)
    return store


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _further(shapes: Graph) -> Iterator[ox.NamedNode]:
    """The properties in paths of more than one step, by which a shape looks further than at the node that it checks."""
    for _, path in shapes.subject_objects(SH.path):
        if isinstance(path, BNode):
            steps = (step for step in shapes.transitive_objects(path, None) if isinstance(step, URIRef))
            yield from (to_ox(step) for step in steps if step != RDF.nil)


def _queries(shapes: Graph, below: Graph) -> Iterator[_Query]:
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql)):
        classes = {
            lower
            for aimed in shapes.objects(shape, SH.targetClass)
            for lower in below.transitive_subjects(RDFS.subClassOf, aimed)
        }
        ends = (end for target in (SH.targetSubjectsOf, SH.targetObjectsOf) for end in shapes.objects(shape, target))
        text = str(shapes.value(constraint, SH.select))
        yield _Query(text, frozenset(map(_node, classes)), frozenset(map(_node, ends)))


def _node(term: Node | None) -> ox.NamedNode:
    return ox.NamedNode(str(term))
