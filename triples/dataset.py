"""The dataset described from its data: VoID (https://www.w3.org/TR/void/), DCAT (https://www.w3.org/TR/vocab-dcat-3/).

Counts are of the union of all graphs, where a triple counts once however many sources say it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCAT, DCTERMS, FOAF, RDF, RDFS, VOID
from triples.iris import BASE, thing
from triples.rdf import Triple, text

DATASET = thing("dataset", "unkg")
LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_TYPE = str(RDF.type).encode()
_AT_ONCE = 10_000  # lines
TITLE = "The United Nations in reports"
_DESCRIPTION = (
    "Bodies, states, officials, posts, votes, statements and positions, as reports and records tell them, each with its"
    " source and the place where it stands."
)


class Counting:
    """Counts statements as they pass: sorted lines of N-Quads, of which only terms that many share are remembered."""

    def __init__(self) -> None:
        self._triples = self._entities = self._subjects = 0
        self._triple = self._subject = self._typed = b""  # the last of each
        self._classes = Counter[bytes]()
        self._properties = Counter[bytes]()
        self._objects = set[bytes]()

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines. What several graphs say stands together, as lines are sorted, and counts once."""
        left = iter(lines)
        while some := list(islice(left, _AT_ONCE)):
            self._count(some)
            yield from some

    def _count(self, lines: Iterable[bytes]) -> None:
        said = dict.fromkeys(line[: line.rindex(b" <")] for line in lines)
        self._triple, before = next(reversed(said)), self._triple
        said.pop(before, None)
        parts = [one.split(b" ", 2) for one in said]
        self._triples += len(parts)
        self._properties.update(predicate for _, predicate, _ in parts)
        self._objects.update(object_ for _, _, object_ in parts)
        self._subject, subjects = _others(self._subject, (subject for subject, _, _ in parts))
        self._subjects += subjects
        typed = [(subject, object_) for subject, predicate, object_ in parts if predicate == _TYPE]
        self._classes.update(object_ for _, object_ in typed if object_.startswith(b"<"))
        self._typed, entities = _others(self._typed, (subject for subject, _ in typed))
        self._entities += entities

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


def _others(last: bytes, sorted_: Iterable[bytes]) -> tuple[bytes, int]:
    """The last of what is sorted, and of how many it tells beside what was the `last` before."""
    told = dict.fromkeys(sorted_)
    return next(reversed(told), last), len(told) - (last in told)


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
