"""The dataset described from its data: VoID (https://www.w3.org/TR/void/), DCAT (https://www.w3.org/TR/vocab-dcat-3/).

Counts are of the union of all graphs, where a triple counts once however many sources say it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCAT, DCTERMS, FOAF, RDF, RDFS, VOID
from triples.iris import BASE, thing
from triples.rdf import Triple, text

DATASET = thing("dataset", "unkg")
LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_TYPE = str(RDF.type).encode()
TITLE = "The United Nations in reports"
_DESCRIPTION = (
    "Bodies, states, officials, posts, votes, statements and positions, as reports and records tell them, each with its"
    " source and the place where it stands."
)


class Counting:
    """Counts statements as they pass: sorted lines of N-Quads, of which only terms that many share are remembered."""

    def __init__(self) -> None:
        self._triples = self._entities = self._subjects = 0
        self._classes = Counter[bytes]()
        self._properties = Counter[bytes]()
        self._objects = set[bytes]()

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines. What several graphs say stands together, as lines are sorted, and counts once."""
        triple, last, typed = b"", b"", b""
        for line in lines:
            yield line
            said = line.rsplit(b" ", 2)[0]
            if said == triple:
                continue
            triple = said
            subject, predicate, object_ = said.split(b" ", 2)
            self._triples += 1
            self._properties[predicate] += 1
            self._objects.add(object_)
            if subject != last:
                self._subjects += 1
                last = subject
            if predicate == _TYPE:
                if object_[:1] == b"<":
                    self._classes[object_] += 1
                self._entities += subject != typed
                typed = subject

    def describe(self) -> Iterator[Triple]:
        """The dataset as a whole, and its partitions by class and by property (VoID 4.6). Sorted within each."""
        yield from _titled()
        for term, count in (
            (VOID.triples, self._triples),
            (VOID.entities, self._entities),
            (VOID.distinctSubjects, self._subjects),
            (VOID.distinctObjects, len(self._objects)),
            (VOID.classes, len(self._classes)),
            (VOID.properties, len(self._properties)),
        ):
            yield DATASET, term, Literal(count)
        for class_, count in _sorted(self._classes):
            part = thing("partition", "class", class_.value)
            yield DATASET, VOID.classPartition, part
            yield part, VOID.class_, class_
            yield part, VOID.entities, Literal(count)
        for property_, count in _sorted(self._properties):
            part = thing("partition", "property", property_.value)
            yield DATASET, VOID.propertyPartition, part
            yield part, VOID.property, property_
            yield part, VOID.triples, Literal(count)


def _sorted(counted: Counter[bytes]) -> list[tuple[NamedNode, int]]:
    found = ((NamedNode(name[1:-1].decode()), count) for name, count in counted.items())
    return sorted(found, key=lambda pair: str(pair[0]))


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
