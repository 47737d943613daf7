"""The ontology stays inside OWL 2 DL (structural specification, sections 2.4, 4 and 5.8), without blank nodes."""

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef

from ontology.files import ONTOLOGY_FILES

RESERVED = tuple(str(namespace) for namespace in (OWL, RDF, RDFS, XSD))
KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
CLASS_AXIOMS = {RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith}
PROPERTY_AXIOMS = {RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, OWL.propertyDisjointWith}
ALLOWED_OF_RESERVED = (
    CLASS_AXIOMS
    | PROPERTY_AXIOMS
    | {RDF.type, RDFS.domain, RDFS.range, OWL.versionIRI, OWL.priorVersion, OWL.differentFrom, OWL.sameAs}
    | {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.deprecated}
)
ALLOWED_TYPES = KINDS | {OWL.Class, OWL.Ontology, OWL.FunctionalProperty}
# The OWL 2 datatype map as far as Pellet and HermiT agree on it: no xsd:date, and no rdf:langString.
DATATYPES = {XSD.string, XSD.boolean, XSD.integer, XSD.nonNegativeInteger, XSD.decimal, XSD.dateTime, XSD.anyURI}


def read() -> Graph:
    graph = Graph()
    for file in ONTOLOGY_FILES:
        graph.parse(file)
    return graph


def reserved(term: object) -> bool:
    return isinstance(term, URIRef) and str(term).startswith(RESERVED)


def violations(graph: Graph) -> list[str]:
    """Everything that takes the graph out of OWL 2 DL, one line each."""
    kinds = {s: {k for k in graph.objects(s, RDF.type) if k in KINDS} for s in set(graph.subjects())}
    classes = set(graph.subjects(RDF.type, OWL.Class))
    found = [f"{s} has two kinds" for s, k in kinds.items() if len(k) > 1]
    found += [f"{s} is reserved" for s in kinds if reserved(s)]
    for s, p, o in graph:
        if isinstance(s, BNode) or isinstance(o, BNode):
            found.append(f"{p} meets a blank node")
        elif p in (CLASS_AXIOMS | PROPERTY_AXIOMS | {RDF.type, RDFS.domain, RDFS.range}):
            found += axiom_faults(s, p, o, kinds, classes)
        else:
            found += assertion_faults(p, o, kinds)
    return sorted(found)


def axiom_faults(s: object, p: object, o: object, kinds: dict, classes: set) -> Iterator[str]:  # type: ignore[type-arg]
    if p == RDF.type:
        if o not in ALLOWED_TYPES and o not in classes:
            yield f"{s} is of the undeclared type {o}"
        if o == OWL.FunctionalProperty and not kinds[s] & {OWL.ObjectProperty, OWL.DatatypeProperty}:
            yield f"{s} cannot be functional"
    elif p in CLASS_AXIOMS and not {s, o} <= classes:
        yield f"{p} needs two declared classes, not {s} and {o}"
    elif p in PROPERTY_AXIOMS and (not kinds.get(s) or kinds.get(s) != kinds.get(o)):
        yield f"{p} needs two properties of one kind, not {s} and {o}"
    elif p == OWL.inverseOf and kinds[s] != {OWL.ObjectProperty}:
        yield f"{s} cannot have an inverse"
    elif p == RDFS.domain and o not in classes:
        yield f"{s} has the undeclared domain {o}"
    elif p == RDFS.range and o not in (DATATYPES if kinds[s] == {OWL.DatatypeProperty} else classes):
        yield f"{s} cannot have the range {o}"


def assertion_faults(p: object, o: object, kinds: dict) -> Iterator[str]:  # type: ignore[type-arg]
    if reserved(p):
        if p not in ALLOWED_OF_RESERVED:
            yield f"{p} is not for use here"
    elif not kinds.get(p):
        yield f"{p} is not declared"
    elif isinstance(o, Literal) and kinds[p] == {OWL.ObjectProperty}:
        yield f"{p} points at a literal"
    elif not isinstance(o, Literal) and kinds[p] == {OWL.DatatypeProperty}:
        yield f"{p} points at an IRI"


def test_the_ontology_is_within_owl_2_dl() -> None:
    assert violations(read()) == []


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("un:castBy a owl:DatatypeProperty .", "two kinds"),
        ("un:State owl:hasKey ( un:iso3 ) .", "blank node"),
        ("un:State owl:hasKey un:iso3 .", "hasKey is not for use here"),
        ("un:demonym rdfs:range rdf:langString .", "cannot have the range"),
        ("un:date rdfs:range xsd:date .", "cannot have the range"),
        ("un:castBy rdfs:range xsd:string .", "cannot have the range"),
        ("un:castBy rdfs:domain un:Balot .", "undeclared domain"),
        ("un:State un:castsBy un:Body .", "is not declared"),
        ("un:State rdfs:subClassOf un:Nation .", "two declared classes"),
        ("un:castBy rdfs:subPropertyOf un:iso3 .", "two properties of one kind"),
        ("un:iso3 owl:inverseOf un:iso2 .", "cannot have an inverse"),
        ("un:For a un:Coice .", "undeclared type"),
        ("dcterms:title a owl:FunctionalProperty .", "cannot be functional"),
        ('un:For skos:broader "a word" .', "points at a literal"),
        ("un:For skos:notation un:Against .", "points at an IRI"),
        ("rdfs:label a owl:AnnotationProperty .", "is reserved"),
    ],
)
def test_a_seeded_fault_is_found(broken: str, message: str) -> None:
    graph = read()
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in graph.namespaces())
    graph.parse(data=prefixes + broken, format="turtle")
    assert any(message in violation for violation in violations(graph))
