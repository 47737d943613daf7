"""The ontology as the data of a readable page: what each term is called, means, and relates to. No RDF, no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.clusters import ANYWHERE, CLUSTERS
from ontology.names import shorten
from ontology.terms import DCTERMS, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, VANN

OWN: Final = PREFIXES["un"]
CLASS, RELATION, ATTRIBUTE, CODE = "class", "relation", "attribute", "code"
KINDS: Final = {CLASS: OWL.Class, RELATION: OWL.ObjectProperty, ATTRIBUTE: OWL.DatatypeProperty, CODE: SKOS.Concept}

USED_ON: Final = (RDFS.domain, SCHEMA.domainIncludes)  # hints follow what an axiom would say
POINTS_AT: Final = (RDFS.range, SCHEMA.rangeIncludes)

# What is told of a term beside its label and definition, in reading order: the words, the properties, and whether they
# are read from the object's side.
RELATIONS: Final = (
    ("is a", (RDFS.subClassOf,), False),
    ("kind of", (RDFS.subPropertyOf,), False),
    ("includes", (RDFS.subClassOf,), True),
    ("used on", USED_ON, False),
    ("points at", POINTS_AT, False),
    ("has", USED_ON, True),
    ("pointed at by", POINTS_AT, True),
    ("in the list", (SKOS.inScheme,), False),
    ("same as", (OWL.equivalentClass, OWL.equivalentProperty), False),
    ("inverse of", (OWL.inverseOf,), False),
    ("narrower than", (SKOS.broader,), False),
    ("close to", (SKOS.closeMatch,), False),
)
EXCLUDES: Final = "never also"

# How a statement about a term of another vocabulary reads, strongest first.
ALIGNMENTS: Final = (
    ("is the same as", (OWL.equivalentClass, OWL.equivalentProperty)),
    ("is the inverse of", (OWL.inverseOf,)),
    ("is a kind of", (RDFS.subClassOf, RDFS.subPropertyOf)),
    ("is close to", (SKOS.closeMatch,)),
)
VOCABULARIES: Final = {
    **{"org": "ORG", "foaf": "FOAF", "prov": "PROV-O", "skos": "SKOS", "oa": "Web Annotation", "opengov": "Popolo"},
    **{"schema": "schema.org", "dcterms": "Dublin Core", "qb": "RDF Data Cube"},
}
WIKIDATA: Final = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `relations` are pairs of words and IRIs such as `("is a", (ORG.Organization.value,))`; `labels` are
    by language; `single` says that a thing has at most one value of the property."""

    iri: str
    name: str
    kind: str
    label: str
    labels: tuple[tuple[str, str], ...]
    definition: str
    relations: tuple[tuple[str, tuple[str, ...]], ...]
    single: bool = False

    @property
    def local(self) -> str:
        """The name without its prefix, which is its place on the page."""
        return self.iri.removeprefix(OWN)

    def related(self, said: str) -> tuple[str, ...]:
        """The IRIs that it relates to in this way."""
        return dict(self.relations).get(said, ())


@dataclass(frozen=True, slots=True)
class CodeList:
    """The class of a code list and its codes."""

    of: Term
    codes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A cluster with its terms: classes in the order of the diagram, properties by name, codes of its code lists."""

    slug: str
    title: str
    about: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    code_lists: tuple[CodeList, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that the section tells of."""
        return (*self.classes, *self.properties, *(code for codes in self.code_lists for code in codes.codes))


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a term of ours stands to one of another vocabulary."""

    term: str
    said: str
    other: str
    name: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class OntologyDocument:
    """The whole page. `facts` are what the header says of the ontology, as pairs of words and values."""

    iri: str
    title: str
    description: str
    version: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    alignments: tuple[Alignment, ...]

    @property
    def terms(self) -> Mapping[str, Term]:
        """Every term of the page, by IRI."""
        return {term.iri: term for section in self.sections for term in section.terms}


@dataclass(frozen=True, slots=True)
class _About:
    """Everything said of each IRI and to each IRI, sorted, so that the page does not depend on the order of input."""

    said: Mapping[NamedNode, Mapping[NamedNode, list[NamedNode | Literal]]]
    back: Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]

    def iris(self, term: NamedNode, predicates: Iterable[NamedNode], back: bool = False) -> tuple[str, ...]:
        found = self.back[term] if back else self.said[term]
        return tuple(sorted({o.value for p in predicates for o in found[p] if isinstance(o, NamedNode)}))

    def text(self, term: NamedNode, predicate: NamedNode) -> str:
        return next((said.value for said in self.said[term][predicate]), "")


_FACTS: Final = (
    ("Version", OWL.versionInfo),
    ("Address of this version", OWL.versionIRI),
    ("Version before", OWL.priorVersion),
    ("Made by", DCTERMS.creator),
    ("First made", DCTERMS.created),
    ("Last changed", DCTERMS.modified),
    ("Licence", DCTERMS.license),
    ("Namespace", VANN.preferredNamespaceUri),
    ("Prefix", VANN.preferredNamespacePrefix),
)


def document(ontology: Iterable[Triple]) -> OntologyDocument:
    """The document of an ontology that has one header (owl:Ontology) and terms in our namespace."""
    about = _by_subject(ontology)
    header = next(subject for subject in list(about.said) if OWL.Ontology in about.said[subject][RDF.type])
    terms = {term.iri: term for kind in KINDS for term in _of_kind(about, kind)}
    facts = ((words, about.text(header, predicate)) for words, predicate in _FACTS)
    return OntologyDocument(
        iri=header.value,
        title=about.text(header, DCTERMS.title),
        description=about.text(header, DCTERMS.description),
        version=about.text(header, OWL.versionInfo),
        facts=tuple((words, value) for words, value in facts if value),
        sections=_sections(about, terms),
        alignments=tuple(_alignments(about, terms)),
    )


def written(iri: str) -> str:
    """An IRI under its prefix, where it has one, that of Wikidata too."""
    return f"wd:{iri.removeprefix(WIKIDATA)}" if iri.startswith(WIKIDATA) else shorten(iri)


def _by_subject(ontology: Iterable[Triple]) -> _About:
    said: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    back: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for t in sorted(ontology, key=str):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode | Literal):
            said[t.subject][t.predicate].append(t.object)
            if isinstance(t.object, NamedNode):
                back[t.object][t.predicate].append(t.subject)
    return _About(said, back)


def _of_kind(about: _About, kind: str) -> list[Term]:
    own = (s for s in list(about.said) if s.value.startswith(OWN) and KINDS[kind] in about.said[s][RDF.type])
    return [_term(about, subject, kind) for subject in own]


def _term(about: _About, subject: NamedNode, kind: str) -> Term:
    words = about.said[subject][RDFS.label] + about.said[subject][SKOS.prefLabel]
    labels = {word.language or "": word.value for word in words if isinstance(word, Literal)}
    related = [(said, about.iris(subject, predicates, back)) for said, predicates, back in RELATIONS]
    apart = about.iris(subject, [OWL.disjointWith]) + about.iris(subject, [OWL.disjointWith], back=True)
    return Term(
        iri=subject.value,
        name=shorten(subject.value),
        kind=kind,
        label=labels.get("en", ""),
        labels=tuple(sorted(labels.items())),
        definition=about.text(subject, SKOS.definition),
        relations=tuple((said, iris) for said, iris in [*related, (EXCLUDES, tuple(sorted({*apart})))] if iris),
        single=OWL.FunctionalProperty in about.said[subject][RDF.type],
    )


def _sections(about: _About, terms: Mapping[str, Term]) -> tuple[Section, ...]:
    homes = {f"{OWN}{name}": cluster.slug for cluster in CLUSTERS for name in cluster.classes}
    of: dict[str, list[Term]] = defaultdict(list)
    for term in terms.values():
        if term.kind in (RELATION, ATTRIBUTE):
            of[_home(term, homes)].append(term)
    made = []
    for cluster in CLUSTERS:
        classes = tuple(terms[f"{OWN}{name}"] for name in cluster.classes if f"{OWN}{name}" in terms)
        lists = tuple(CodeList(c, codes) for c in classes if (codes := _codes(about, c, terms)))
        properties = tuple(sorted(of[cluster.slug], key=lambda term: (term.local.casefold(), term.local)))
        made.append(Section(cluster.slug, cluster.title, cluster.about, classes, properties, lists))
    return tuple(made)


def _home(term: Term, homes: Mapping[str, str]) -> str:
    """The cluster of a property: the first that has a class on which it is used."""
    order = [cluster.slug for cluster in CLUSTERS]
    found = {homes[iri] for iri in term.related("used on") if iri in homes}
    return min(found, key=order.index) if found else ANYWHERE


def _codes(about: _About, of: Term, terms: Mapping[str, Term]) -> tuple[Term, ...]:
    return tuple(terms[iri] for iri in about.iris(NamedNode(of.iri), [RDF.type], back=True) if iri in terms)


def _alignments(about: _About, terms: Mapping[str, Term]) -> Iterable[Alignment]:
    for iri in sorted(terms, key=lambda iri: (terms[iri].kind != CLASS, iri)):
        for said, predicates in ALIGNMENTS:
            for other in about.iris(NamedNode(iri), predicates):
                if not other.startswith(OWN):
                    name = written(other)
                    vocabulary = VOCABULARIES.get(name.partition(":")[0], "Wikidata")
                    yield Alignment(iri, said, other, name, vocabulary)
