"""Checks quads against the shapes with pySHACL, and says in which source the fault lies. Nothing else calls pySHACL.

pySHACL and rdflib's SPARQL parser keep state that threads would share (RDFLib/pySHACL#314), so one validation runs at
a time, each with fresh graphs. The data go into a plain rdflib memory graph: over other stores pySHACL conforms in
silence where it must not.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pyshacl
from rdflib import OWL, RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Node

from ontology import terms
from ontology.errors import InputError
from ontology.files import read_ontology
from shapes.context import Context
from shapes.report import BASE, Report, Result, Severity

FOLDER: Final = Path(__file__).resolve().parent
# The vocabulary has checks of its own, and what is in quarantine is known to fail.
_NOT_DATA = frozenset(ox.NamedNode(f"{BASE}graph/{name}") for name in ("ontology", "quarantine"))
_SEVERITIES: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_BLANK = URIRef(f"{BASE}shapes#BlankNode")
_ONE_AT_A_TIME = threading.Lock()

RdflibTriple = tuple[Node, Node, Node]


def validate(quads: Iterable[ox.Quad], focus: Iterable[ox.NamedNode] | None = None) -> Report:
    """The report on the union of the graphs of `quads`; the ontology's and the quarantine graph are left out.

    With `focus` only these nodes are checked, against all of the data: name every node whose own description changed,
    and every node that it points to or that points to it. An empty `focus` checks nothing.
    Raises InputError for a triple term, of which SHACL cannot speak.
    """
    data = [quad for quad in quads if is_data(quad)]
    nodes: list[str | URIRef] | None = None if focus is None else sorted({node.value for node in focus})
    if nodes == []:
        return Report()
    shapes = read_shapes()
    with _ONE_AT_A_TIME, _without_a_word():
        found = report_graph(_data_graph(data), shapes, nodes)
    if (None, SH.result, None) not in found:
        return Report()
    context = Context(data)
    results = (_result(node, found, shapes, context) for node in found.objects(None, SH.result))
    return Report(tuple(sorted(results, key=lambda result: result.key)))


def is_data(quad: ox.Quad) -> bool:
    """Whether the shapes apply to it: not to the ontology, nor to what is in quarantine."""
    return quad.graph_name not in _NOT_DATA


def read_shapes() -> Graph:
    """The shapes as they are published: a fresh graph, the caller's own."""
    return _graph(_shape_triples())


@cache
def _shape_triples() -> tuple[RdflibTriple, ...]:
    return tuple(triple for path in sorted(FOLDER.glob("*.ttl")) for triple in Graph().parse(path))


@cache
def class_tree() -> tuple[RdflibTriple, ...]:
    """What validation takes from the ontology: which class is below which, and the codes with their classes."""
    triples = list(read_ontology())
    codes = {triple.subject for triple in triples if triple.predicate == terms.SKOS.inScheme}
    taken = (
        t
        for t in triples
        if t.predicate == terms.RDFS.subClassOf or (t.predicate == terms.RDF.type and t.subject in codes)
    )
    return tuple((_to_rdflib(t.subject), _to_rdflib(t.predicate), _to_rdflib(t.object)) for t in taken)


def _graph(triples: Iterable[RdflibTriple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


@contextmanager
def _without_a_word() -> Iterator[None]:
    """rdflib logs and warns of every literal that its datatype does not allow; that is what the report is for."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)
            yield
    finally:
        logger.disabled = before


class _PreparedGraph(Graph):
    """A graph that does not parse a query twice: pySHACL sends the same text for every node that it checks."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> QueryResult:
        """As `Graph.query`."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def _data_graph(quads: Sequence[ox.Quad]) -> Graph:
    """The union of the quads' graphs, with the class tree, and each blank node typed as one for a shape to find it."""
    graph = _PreparedGraph(bind_namespaces="none")
    known: dict[object, Node] = {}
    for quad in quads:
        for term in quad.triple:
            if term not in known:
                known[term] = _to_rdflib(term)
        graph.add((known[quad.subject], known[quad.predicate], known[quad.object]))
    blank = ((node, RDF.type, _BLANK) for node in known.values() if isinstance(node, BNode))
    for triple in (*class_tree(), *blank):
        graph.add(triple)
    return graph


def report_graph(data: Graph, shapes: Graph, focus: list[str | URIRef] | None = None) -> Graph:
    """pySHACL's report on a plain memory graph, which holds its class tree; `shapes` is the caller's to lose.

    Raises RuntimeError where the shapes themselves are ill-formed.
    """
    aim(shapes)
    _, found, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True, focus_nodes=focus)
    if not isinstance(found, Graph):
        raise RuntimeError(f"the shapes cannot be run: {text}")
    return found


def aim(shapes: Graph) -> None:
    """Aims property shapes at what their node shape targets, where nothing but its targets leads to that node shape.

    pySHACL checks a shape with targets for all nodes at once, one that hangs below another node by node. The results
    are the same, but that a property shape that two node shapes share reports a node of both once.
    """
    for node_shape in sorted(set(shapes.subjects(SH.property)), key=str):
        aims = [triple for target in _TARGETS for triple in shapes.triples((node_shape, target, None))]
        if not aims or not _is_a_targets_only(node_shape, shapes):
            continue
        for property_shape in list(shapes.objects(node_shape, SH.property)):
            if (property_shape, SH.qualifiedValueShape, None) in shapes:
                continue  # its siblings matter (SHACL 4.7.3)
            for _, target, term in aims:
                shapes.add((property_shape, target, term))
            shapes.remove((node_shape, SH.property, property_shape))


def _is_a_targets_only(shape: Node, shapes: Graph) -> bool:
    """Whether a shape is a live node shape, no class by itself, and no part of another shape."""
    never = ((shape, SH.path, None), (shape, SH.deactivated, None), (None, None, shape))
    implicit = ((shape, RDF.type, RDFS.Class), (shape, RDF.type, OWL.Class))
    return not any(pattern in shapes for pattern in (*never, *implicit))


def _result(node: Node, found: Graph, shapes: Graph, context: Context) -> Result:
    facts = dict(found.predicate_objects(node))
    focus, shape = to_ox(facts[SH.focusNode]), facts[SH.sourceShape]
    path = shapes.value(shape, SH.path)
    return Result(
        focus=focus,
        label=context.label(focus),
        path=None if path is None else _sparql_path(shapes, path),
        value=to_ox(facts[SH.value]) if SH.value in facts else None,
        values=context.values(focus, to_ox(path)) if isinstance(path, URIRef) and SH.value not in facts else (),
        shape=ox.NamedNode(str(shape)),
        name=str(shapes.value(shape, SH.name)),
        component=ox.NamedNode(str(facts[SH.sourceConstraintComponent])),
        severity=_SEVERITIES[facts[SH.resultSeverity]],
        message=str(facts[SH.resultMessage]),
        graphs=context.graphs(focus),
        passages=context.passages(focus),
    )


def _sparql_path(shapes: Graph, path: Node) -> str:
    """The path as SPARQL writes it (SHACL 2.3.1): our shapes use predicates, inverses, alternatives and sequences."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    if inverse := shapes.value(path, SH.inversePath):
        return f"^{_sparql_path(shapes, inverse)}"
    if options := shapes.value(path, SH.alternativePath):
        return "(" + " | ".join(_sparql_path(shapes, step) for step in Collection(shapes, options)) + ")"
    return " / ".join(_sparql_path(shapes, step) for step in Collection(shapes, path))


def _to_rdflib(term: object) -> Node:
    """The term for rdflib, spelt as it is: a normalized literal could hide a fault."""
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal(language=str()):
            return Literal(term.value, lang=term.language)
        case ox.Literal():
            return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
        case _:
            raise InputError(f"SHACL has no word for a triple term (RDF 1.2); state it with nodes of its own: {term}")


def to_ox(term: Node) -> Any:
    """The term of pyoxigraph for one of rdflib."""
    match term:
        case URIRef():
            return ox.NamedNode(str(term))
        case BNode():
            return ox.BlankNode(str(term))
        case Literal(language=str() as language):
            return ox.Literal(str(term), language=language)
        case Literal(datatype=datatype):
            return ox.Literal(str(term), datatype=ox.NamedNode(str(datatype or XSD.string)))
