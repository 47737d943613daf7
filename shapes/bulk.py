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
from rdflib import RDFS, SH, Graph
from rdflib.term import Node

from ontology.terms import PREFIXES
from ontology.terms import RDF as RDF_TERMS
from shapes.validation import class_tree, is_data, read_shapes, to_ox

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
        known = (ox.Quad(to_ox(s), to_ox(p), to_ox(o)) for s, p, o in tree)
        self._around = [*(quad for quad in around if is_data(quad)), *known]
        self._known = {quad.subject for quad in self._around}

    def suspects(self, quads: Sequence[ox.Quad]) -> list[ox.NamedNode]:
        """The nodes that these statements bring in and that seem to break a rule, sorted."""
        store = ox.Store()
        store.bulk_extend((*self._around, *quads))
        named = {quad.object for quad in quads} - self._known | {quad.subject for quad in quads}
        own = {node for node in named if isinstance(node, ox.NamedNode)}
        found = {*self._by_core(store, own), *self._by_queries(store, quads)}
        return sorted((node for node in found if node in own), key=str)

    def _by_core(self, store: ox.Store, own: set[ox.NamedNode]) -> Iterator[ox.NamedNode]:
        _, report, _ = self._program.validate(store, focus_nodes=sorted(node.value for node in own))
        for result in report.subjects(SH.resultSeverity, SH.Violation):
            yield to_ox(report.value(result, SH.focusNode))

    def _by_queries(self, store: ox.Store, quads: Sequence[ox.Quad]) -> Iterator[ox.NamedNode]:
        properties = {quad.predicate for quad in quads}
        classes: set[object] = {quad.object for quad in quads if quad.predicate == RDF_TERMS.type}
        for query in self._queries:
            if query.concerns(properties, classes):
                solutions = store.query(f"{_PROLOGUE}\n{query.text}", use_default_graph_as_union=True)
                assert isinstance(solutions, ox.QuerySolutions)
                yield from (row["this"] for row in solutions)


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
