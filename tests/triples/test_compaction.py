"""JSON-LD compacted with our context reads back as the same statements, whatever they hold."""

from __future__ import annotations

import pytest
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from ontology.terms import PREFIXES, RDF, UN, XSD
from triples.compaction import Inexpressible, compacted
from triples.export import render

A, B, P = (NamedNode(f"http://example.org/{name}") for name in "abp")
GRAPH = NamedNode("http://example.org/graph")


def canonical(quads: object) -> Dataset:
    found = Dataset(quads)  # type: ignore[arg-type]
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def assert_reads_back(*quads: Quad) -> None:
    assert canonical(parse(render(quads, "jsonld"), format=RdfFormat.JSON_LD)) == canonical(quads)


@pytest.mark.parametrize(
    "value",
    [
        Literal("text"),
        Literal(""),
        Literal("text", language="fr"),
        Literal("نص", language="ar", direction=BaseDirection.RTL),
        Literal("true", datatype=XSD.boolean),
        Literal("1", datatype=XSD.boolean),
        Literal("perhaps", datatype=XSD.boolean),
        Literal("7", datatype=XSD.integer),
        Literal("0", datatype=XSD.integer),
        Literal("-7", datatype=XSD.integer),
        Literal("007", datatype=XSD.integer),
        Literal("+7", datatype=XSD.integer),
        Literal("-0", datatype=XSD.integer),
        Literal("many", datatype=XSD.integer),
        Literal("99999999999999999999999", datatype=XSD.integer),
        Literal("1e6", datatype=XSD.double),
        Literal("1.0", datatype=XSD.decimal),
        Literal("2015-12-10", datatype=XSD.date),
        Literal("{}", datatype=NamedNode(PREFIXES["rdf"] + "JSON")),
        BlankNode("b0"),
        B,
        UN.Against,
    ],
    ids=str,
)
@pytest.mark.parametrize("predicate", [P, UN.tallyFor, UN.date, UN.choice, UN.castBy, RDF.type], ids=str)
def test_every_value_survives_under_every_kind_of_term(predicate: NamedNode, value: Literal | NamedNode) -> None:
    assert_reads_back(Quad(A, predicate, value), Quad(A, predicate, Literal("another")))


def test_blank_nodes_stay_joined() -> None:
    node, other = BlankNode("x"), BlankNode("y")
    assert_reads_back(Quad(A, P, node), Quad(node, P, other), Quad(other, P, node), Quad(node, RDF.type, other))


def test_named_graphs_stay_apart_from_each_other_and_from_the_default_graph() -> None:
    assert_reads_back(Quad(A, P, B), Quad(A, P, B, GRAPH), Quad(B, P, A, BlankNode("graph")))
    assert_reads_back(Quad(A, P, B, GRAPH))


def test_nothing_is_a_document_too() -> None:
    assert_reads_back()


def test_whole_numbers_and_truth_values_are_those_of_json() -> None:
    document = compacted([Quad(A, P, Literal("7", datatype=XSD.integer)), Quad(A, P, Literal(True))])
    assert document["graph"] == [{"id": A.value, P.value: [7, True]}]


def test_a_triple_as_a_value_cannot_be_said() -> None:
    with pytest.raises(Inexpressible, match="a triple as a value"):
        compacted([Quad(A, P, Triple(A, P, B))])


@pytest.mark.parametrize("place", ["subject", "predicate", "object"])
def test_an_iri_that_looks_like_a_prefixed_name_cannot_be_said(place: str) -> None:
    """Its scheme is one of our prefixes: `un:thing` would come back as a term of our ontology."""
    trap = NamedNode(f"{next(iter(PREFIXES))}:thing")
    terms = {"subject": A, "predicate": P, "object": B, place: trap}
    with pytest.raises(Inexpressible, match="prefix"):
        compacted([Quad(terms["subject"], terms["predicate"], terms["object"])])
