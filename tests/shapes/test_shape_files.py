"""The shapes themselves: named, worded, and in step with the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import NamedNode
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.files import read_ontology
from ontology.terms import OWL, RDFS, UN
from shapes.validation import FOLDER, read_shapes

UN_NAMESPACE = "https://w3id.org/unkg/ontology#"
CODES = {
    *("Act", "Aspect", "Bearing", "Choice", "Derivation", "Issue", "Outcome", "Polarity", "Qualifier"),
    *("RegionalGroup", "RoleType", "SeatKind", "VoteKind"),
}  # code lists are published with the vocabulary, and tested there


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes()


def all_shapes(graph: Graph) -> Iterator[Node]:
    for kind in (SH.NodeShape, SH.PropertyShape):
        yield from sorted(graph.subjects(RDF.type, kind))


def own_terms(graph: Graph) -> set[str]:
    mentioned = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    return {str(term) for term in mentioned if term.startswith(UN_NAMESPACE)}


def test_every_shape_has_an_iri_a_name_and_a_message(shapes: Graph) -> None:
    for shape in all_shapes(shapes):
        assert isinstance(shape, URIRef)
        for term in (SH.name, SH.message):
            (text,) = shapes.objects(shape, term)
            assert isinstance(text, Literal)
            assert text.language == "en"


def test_every_shape_is_declared_as_one(shapes: Graph) -> None:
    expected = {*shapes.objects(None, SH.property), *shapes.subjects(SH.path, None)}
    expected |= {part for parts in shapes.objects(None, SH["or"]) for part in Collection(shapes, parts)}
    assert expected <= set(all_shapes(shapes))


def test_every_message_says_what_to_do_in_one_sentence(shapes: Graph) -> None:
    for shape in all_shapes(shapes):
        message = str(shapes.value(shape, SH.message))
        assert message.endswith(".")
        assert len(message) <= 200, shape


def test_every_term_of_ours_is_one_of_the_ontology(shapes: Graph) -> None:
    known = {triple.subject.value for triple in read_ontology() if isinstance(triple.subject, NamedNode)}
    assert own_terms(shapes) - known == set()


def test_every_class_that_is_published_has_a_shape(shapes: Graph) -> None:
    ontology = list(read_ontology())
    classes = {
        triple.subject.value
        for triple in ontology
        if triple.predicate.value == str(RDF.type)
        and triple.object == OWL.Class
        and UN_NAMESPACE in str(triple.subject)
    }
    parents = [(t.subject.value, t.object.value) for t in ontology if t.predicate == RDFS.subClassOf]
    covered = {str(target) for target in shapes.objects(None, SH.targetClass)}
    while below := {child for child, parent in parents if parent in covered} - covered:
        covered |= below
    assert {name.removeprefix(UN_NAMESPACE) for name in classes - covered} == CODES
    assert UN.Vote.value in covered


def test_every_property_of_the_ontology_is_checked_by_some_shape(shapes: Graph) -> None:
    ontology = list(read_ontology())
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty}
    properties = {
        triple.subject.value
        for triple in ontology
        if triple.predicate.value == str(RDF.type) and triple.object in kinds and UN_NAMESPACE in str(triple.subject)
    }
    names = "officialName formalName abbreviation demonym capitalName startText endText rejectedBecause"
    free_text = {f"{UN_NAMESPACE}{name}" for name in names.split()}
    assert properties - own_terms(shapes) == free_text


def test_the_shapes_conform_to_the_shapes_of_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_shape_checks_values_itself_and_not_by_a_shape_of_theirs(shapes: Graph) -> None:
    # pySHACL takes a value that is not among the focus nodes of a partial validation to conform to any shape.
    nested = {SH["or"], SH["and"], SH["not"], SH.xone, SH.node, SH.qualifiedValueShape}
    by_value = {shape for shape, term, _ in shapes if term in nested and (shape, SH.path, None) in shapes}
    assert by_value == set()


def test_each_concern_is_a_file_under_four_hundred_lines() -> None:
    names = [path.name for path in sorted(FOLDER.glob("*.ttl"))]
    concerns = ("actors", "agreement", "ballots", "graph", "posts", "rules", "shared", "sources", "statements", "votes")
    assert names == [f"{concern}.ttl" for concern in concerns]
    for name in names:
        assert len(Path(FOLDER / name).read_text(encoding="utf-8").splitlines()) < 400, name
