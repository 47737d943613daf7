"""The dataset described from its data: VoID (https://www.w3.org/TR/void/), DCAT (https://www.w3.org/TR/vocab-dcat-3/).

Counts are of the union of all graphs, where a triple counts once however many sources say it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCAT, DCTERMS, FOAF, RDF, RDFS, VOID
from triples.iris import BASE, thing
from triples.rdf import Triple, text

DATASET = thing("dataset", "unkg")
LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
TITLE = "The United Nations in reports"
_DESCRIPTION = (
    "Bodies, states, officials, posts, votes, statements and positions, as reports and records tell them, each with its"
    " source and the place where it stands."
)


def describe_dataset(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The dataset as a whole, and its partitions by class and by property (VoID 4.6). Sorted within each."""
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    classes = Counter(o for _, predicate, o in triples if predicate == RDF.type and isinstance(o, NamedNode))
    properties = Counter(predicate for _, predicate, _ in triples)
    yield from _titled()
    yield from _counted(triples, len(classes), len(properties))
    for class_, count in sorted(classes.items(), key=str):
        part = thing("partition", "class", class_.value)
        yield DATASET, VOID.classPartition, part
        yield part, VOID.class_, class_
        yield part, VOID.entities, Literal(count)
    for property_, count in sorted(properties.items(), key=str):
        part = thing("partition", "property", property_.value)
        yield DATASET, VOID.propertyPartition, part
        yield part, VOID.property, property_
        yield part, VOID.triples, Literal(count)


def _titled() -> Iterator[Triple]:
    publisher = thing("publisher", "unkg")
    for kind in (VOID.Dataset, DCAT.Dataset):
        yield DATASET, RDF.type, kind
    yield DATASET, RDFS.label, text(TITLE)
    yield DATASET, DCTERMS.title, text(TITLE)
    yield DATASET, DCTERMS.description, text(_DESCRIPTION)
    yield DATASET, DCTERMS.license, LICENCE
    yield DATASET, DCTERMS.publisher, publisher
    yield publisher, RDF.type, FOAF.Organization
    yield DATASET, VOID.uriSpace, Literal(f"{BASE}id/")


def _counted(triples: Collection[tuple[object, NamedNode, object]], classes: int, properties: int) -> Iterator[Triple]:
    subjects = {subject for subject, _, _ in triples}
    typed = {subject for subject, predicate, _ in triples if predicate == RDF.type}
    for term, count in (
        (VOID.triples, len(triples)),
        (VOID.entities, len(typed)),
        (VOID.distinctSubjects, len(subjects)),
        (VOID.distinctObjects, len({object_ for _, _, object_ in triples})),
        (VOID.classes, classes),
        (VOID.properties, properties),
    ):
        yield DATASET, term, Literal(count)
