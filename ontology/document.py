"""The ontology as the data of a readable page: what each term is called, means, and relates to. No RDF, no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.names import shorten
from ontology.terms import DCTERMS, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS

# What is told of a term beside its label and definition, in reading order; hints follow what an axiom would say.
RELATIONS: Final = (
    ("is a", (RDFS.subClassOf,)),
    ("kind of", (RDFS.subPropertyOf,)),
    ("used on", (RDFS.domain, SCHEMA.domainIncludes)),
    ("points at", (RDFS.range, SCHEMA.rangeIncludes)),
    ("same as", (OWL.equivalentClass, OWL.equivalentProperty)),
    ("inverse of", (OWL.inverseOf,)),
    ("narrower than", (SKOS.broader,)),
    ("close to", (SKOS.closeMatch,)),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `relations` are pairs such as `("is a", ("org:Organization",))`; `labels` are by language."""

    iri: str
    name: str
    label: str
    labels: tuple[tuple[str, str], ...]
    definition: str
    relations: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CodeList:
    """The class of a code list and its codes."""

    of: Term
    codes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class OntologyDocument:
    """The whole page; terms in order of name."""

    iri: str
    title: str
    description: str
    version: str
    licence: str
    classes: tuple[Term, ...]
    relations: tuple[Term, ...]
    attributes: tuple[Term, ...]
    code_lists: tuple[CodeList, ...]


Described = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]


def document(ontology: Iterable[Triple]) -> OntologyDocument:
    """The document of an ontology that has one header (owl:Ontology) and terms in our namespace."""
    about = _by_subject(ontology)
    header = next(subject for subject in about if OWL.Ontology in about[subject][RDF.type])
    lists = {s: f"{s.value}List" for s in about if NamedNode(f"{s.value}List") in about}
    return OntologyDocument(
        iri=header.value,
        title=_text(about, header, DCTERMS.title),
        description=_text(about, header, DCTERMS.description),
        version=_text(about, header, OWL.versionInfo),
        licence=_text(about, header, DCTERMS.license),
        classes=tuple(term for term in _of_type(about, OWL.Class) if NamedNode(term.iri) not in lists),
        relations=_of_type(about, OWL.ObjectProperty),
        attributes=_of_type(about, OWL.DatatypeProperty),
        code_lists=tuple(CodeList(_term(about, code), _of_type(about, code)) for code in lists),
    )


def _by_subject(ontology: Iterable[Triple]) -> Described:
    """Everything said of each IRI, sorted, so that the page does not depend on the order of the input."""
    about: Described = defaultdict(lambda: defaultdict(list))
    for t in sorted(ontology, key=str):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode | Literal):
            about[t.subject][t.predicate].append(t.object)
    return about


def _of_type(about: Described, kind: NamedNode) -> tuple[Term, ...]:
    own = (s for s in list(about) if s.value.startswith(PREFIXES["un"]) and kind in about[s][RDF.type])
    return tuple(_term(about, subject) for subject in own)


def _term(about: Described, subject: NamedNode) -> Term:
    words = about[subject][RDFS.label] + about[subject][SKOS.prefLabel]
    labels = {word.language or "": word.value for word in words if isinstance(word, Literal)}
    related = ((said, _names(about, subject, predicates)) for said, predicates in RELATIONS)
    return Term(
        iri=subject.value,
        name=shorten(subject.value),
        label=labels["en"],
        labels=tuple(sorted(labels.items())),
        definition=_text(about, subject, SKOS.definition),
        relations=tuple((said, names) for said, names in related if names),
    )


def _names(about: Described, subject: NamedNode, predicates: tuple[NamedNode, ...]) -> tuple[str, ...]:
    return tuple(sorted({shorten(target.value) for predicate in predicates for target in about[subject][predicate]}))


def _text(about: Described, subject: NamedNode, predicate: NamedNode) -> str:
    return about[subject][predicate][0].value
