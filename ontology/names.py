"""Checks that data uses only names the vocabulary has, each in its kind: a reasoner would pass over a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ontology.errors import InputError
from ontology.terms import OWL, PREFIXES, RDF, RDFS

# Vocabularies that no OWL ontology may declare, so that their closed lists count as declared.
BUILT_IN: Final = frozenset(
    term.value for vocabulary in (OWL, RDF, RDFS) for term in vars(vocabulary).values() if isinstance(term, NamedNode)
)
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Names:
    """What a vocabulary declares, by kind, as IRIs."""

    classes: frozenset[str]
    object_properties: frozenset[str]
    datatype_properties: frozenset[str]
    annotation_properties: frozenset[str]
    described: frozenset[str]

    @property
    def properties(self) -> frozenset[str]:
        """Properties of every kind."""
        return self.object_properties | self.datatype_properties | self.annotation_properties


def names_of(ontology: Iterable[Triple]) -> Names:
    """The names that these triples declare; those of RDF, RDFS and OWL are left out."""
    typed: dict[str, set[str]] = {}
    described = set()
    for triple in ontology:
        if isinstance(triple.subject, NamedNode):
            described.add(triple.subject.value)
            if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
                typed.setdefault(triple.object.value, set()).add(triple.subject.value)

    def of_type(kind: NamedNode) -> frozenset[str]:
        return frozenset(typed.get(kind.value, ()))

    return Names(
        classes=of_type(OWL.Class),
        object_properties=of_type(OWL.ObjectProperty),
        datatype_properties=of_type(OWL.DatatypeProperty),
        annotation_properties=of_type(OWL.AnnotationProperty),
        described=frozenset(described),
    )


def shorten(iri: str) -> str:
    """`un:Vote` for an IRI in a namespace of the vocabulary, else the IRI itself."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def refuse_unknown_names(data: Iterable[Triple | Quad], names: Names) -> None:
    """Raises InputError that lists the names in `data` which `names` lacks, or has as another kind."""
    faults = sorted({fault for statement in data for fault in _faults(statement, names)})
    if faults:
        more = f" and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise InputError(f"the data does not keep to the vocabulary: {'; '.join(faults[:SHOWN])}{more}")


def _faults(statement: Triple | Quad, names: Names) -> Iterator[str]:
    predicate, value = statement.predicate.value, statement.object
    if predicate not in names.properties and predicate not in BUILT_IN:
        yield _unknown("property", predicate, names.properties)
    elif predicate in names.object_properties and isinstance(value, Literal):
        yield f"{shorten(predicate)} needs an IRI but has a literal"
    elif predicate in names.datatype_properties and not isinstance(value, Literal):
        yield f"{shorten(predicate)} needs a literal but has an IRI"
    elif predicate == RDF.type.value and isinstance(value, NamedNode):
        if value.value not in names.classes and value.value not in BUILT_IN:
            yield _unknown("class", value.value, names.classes)
    elif isinstance(value, NamedNode) and value.value.startswith(PREFIXES["un"]) and value.value not in names.described:
        yield _unknown("term", value.value, names.described)


def _unknown(kind: str, iri: str, known: frozenset[str]) -> str:
    namespace, local = _split(iri)
    locals_known = sorted(_split(other)[1] for other in known if _split(other)[0] == namespace)
    close = get_close_matches(local, locals_known, n=1, cutoff=0.75)
    hint = f" (did you mean {shorten(namespace + close[0])}?)" if close else ""
    return f"no {kind} {shorten(iri)}{hint}"


def _split(iri: str) -> tuple[str, str]:
    """Namespace and local name, at the last `#` or `/`."""
    local = iri.replace("#", "/").rpartition("/")[2]
    return iri.removesuffix(local), local
