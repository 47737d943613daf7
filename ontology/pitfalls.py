"""What often goes wrong in an ontology, looked for: after the catalogue of OOPS! (Poveda-Villalon, Gomez-Perez and
Suarez-Figueroa, 2014), whose numbers are given, and a few checks of our own.

What is found and meant so stands in `exceptions.csv` with the reason; a test also names exceptions that excuse nothing.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.document import CLASS, CODE, OWN, RELATION, OntologyDocument, Term, document
from ontology.files import FOLDER
from ontology.terms import DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, VANN

EXCEPTIONS: Final = FOLDER / "exceptions.csv"
EVERY: Final = "*"
NO_EXAMPLE: Final = "no-example"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What was found about a term (its local name; empty for the ontology as a whole)."""

    pitfall: str
    term: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why a finding is meant so; the term may be EVERY."""

    pitfall: str
    term: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Ontology:
    page: OntologyDocument
    triples: frozenset[Triple]

    def named(self, subject: str, *predicates: NamedNode) -> list[str]:
        """The IRIs that these properties lead to, sorted."""
        return sorted(
            t.object.value
            for t in self.triples
            if t.predicate in predicates and isinstance(t.object, NamedNode) and t.subject == NamedNode(subject)
        )

    def pairs(self, *predicates: NamedNode) -> dict[str, set[str]]:
        """From each IRI to those that these properties lead to."""
        found: dict[str, set[str]] = defaultdict(set)
        for t in self.triples:
            if t.predicate in predicates and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
                found[t.subject.value].add(t.object.value)
        return found

    @property
    def properties(self) -> list[Term]:
        return [term for term in self.page.terms.values() if term.kind not in (CLASS, CODE)]

    @property
    def classes(self) -> list[Term]:
        return [term for term in self.page.terms.values() if term.kind == CLASS]


Check = Callable[[_Ontology], Iterator[Finding]]


def scan(ontology: Iterable[Triple]) -> list[Finding]:
    """Everything that is found, sorted; exceptions are not taken off yet."""
    triples = frozenset(ontology)
    looked_at = _Ontology(document(triples), triples)
    return sorted({finding for check, _ in CHECKS.values() for finding in check(looked_at)})


def exceptions() -> tuple[Excuse, ...]:
    """The declared exceptions, in the order of the file."""
    with EXCEPTIONS.open(encoding="utf-8", newline="") as stream:
        return tuple(Excuse(row["pitfall"], row["term"], row["reason"]) for row in csv.DictReader(stream))


def unexcused(found: Iterable[Finding], excuses: Iterable[Excuse]) -> list[Finding]:
    """What no exception covers."""
    covered = {(excuse.pitfall, excuse.term) for excuse in excuses}
    return [f for f in found if not {(f.pitfall, f.term), (f.pitfall, EVERY)} & covered]


def idle(found: Iterable[Finding], excuses: Iterable[Excuse]) -> list[Excuse]:
    """The exceptions that cover nothing."""
    needed = {(f.pitfall, term) for f in found for term in (f.term, EVERY)}
    return [excuse for excuse in excuses if (excuse.pitfall, excuse.term) not in needed]


def _unlabelled(o: _Ontology) -> Iterator[Finding]:
    for term in o.page.terms.values():
        if not term.label:
            yield Finding("no-label", term.local)
        if not term.definition:
            yield Finding("no-definition", term.local)


def _untagged(o: _Ontology) -> Iterator[Finding]:
    for t in o.triples:
        worded = t.predicate in (RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.altLabel, SKOS.definition)
        if worded and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal) and not t.object.language:
            yield Finding("no-language", t.subject.value.removeprefix(OWN), t.object.value)


def _overcommitted(o: _Ontology) -> Iterator[Finding]:
    for term in o.properties:
        for pitfall, predicate in (("several-domains", RDFS.domain), ("several-ranges", RDFS.range)):
            if len(found := o.named(term.iri, predicate)) > 1:
                yield Finding(pitfall, term.local, " and ".join(found))


def _open_ended(o: _Ontology) -> Iterator[Finding]:
    for term in o.properties:
        if not term.related("used on"):
            yield Finding("no-domain", term.local)
        if not term.related("points at"):
            yield Finding("no-range", term.local)


def _undivided(o: _Ontology) -> Iterator[Finding]:
    apart = o.pairs(OWL.disjointWith)
    divided = set(apart) | {iri for others in apart.values() for iri in others}
    for term in o.classes:
        above = [iri for iri in term.related("is a") if iri.startswith(OWN)]
        if not above and term.iri not in divided:
            yield Finding("no-disjointness", term.local)


def _same_label(o: _Ontology) -> Iterator[Finding]:
    terms = o.page.terms.values()
    counted = Counter((term.kind, term.label.casefold()) for term in terms)
    for term in terms:
        if counted[term.kind, term.label.casefold()] > 1:
            yield Finding("same-label", term.local, term.label)


_HIERARCHY = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader)
_SELF = (*_HIERARCHY, OWL.equivalentClass, OWL.equivalentProperty, OWL.inverseOf, OWL.disjointWith)


def _self_related(o: _Ontology) -> Iterator[Finding]:
    for iri, others in o.pairs(*_SELF).items():
        if iri in others:
            yield Finding("related-to-itself", iri.removeprefix(OWN))


def _cyclic(o: _Ontology) -> Iterator[Finding]:
    above = o.pairs(*_HIERARCHY)
    for iri in sorted(above):
        seen: set[str] = set()
        ahead = set(above[iri]) - {iri}
        while ahead:
            seen |= ahead
            ahead = {up for one in ahead for up in above.get(one, ())} - seen
        if iri in seen:
            yield Finding("cycle", iri.removeprefix(OWN))


def _wrong_inverse(o: _Ontology) -> Iterator[Finding]:
    domains, ranges = o.pairs(RDFS.domain), o.pairs(RDFS.range)
    for one, others in o.pairs(OWL.inverseOf).items():
        for other in others:
            crossed = ((domains[one], ranges[other]), (ranges[one], domains[other]))
            if any(a and b and a != b for a, b in crossed):
                yield Finding("wrong-inverse", one.removeprefix(OWN), other)


def _no_inverse(o: _Ontology) -> Iterator[Finding]:
    inverses = o.pairs(OWL.inverseOf)
    known = set(inverses) | {iri for others in inverses.values() for iri in others}
    for term in o.properties:
        if term.kind == RELATION and term.iri not in known:
            yield Finding("no-inverse", term.local)


_AXIOMS = (*_SELF, RDFS.domain, RDFS.range, SCHEMA.domainIncludes, SCHEMA.rangeIncludes)


def _untyped(o: _Ontology) -> Iterator[Finding]:
    typed = set(o.pairs(RDF.type))
    used = o.pairs(*_AXIOMS)
    for iri in sorted({*used, *(other for others in used.values() for other in others)}):
        if iri.startswith(OWN) and iri not in typed:
            yield Finding("untyped", iri.removeprefix(OWN))


def _misnamed(o: _Ontology) -> Iterator[Finding]:
    for term in o.page.terms.values():
        pattern = r"[A-Z][A-Za-z0-9]*" if term.kind in (CLASS, CODE) else r"[a-z][A-Za-z0-9]*"
        if not re.fullmatch(pattern, term.local):
            yield Finding("naming", term.local)
        if re.search(r"[a-z](?:Or|And)[A-Z]", term.local):
            yield Finding("two-in-one", term.local)
        if re.match(r"(?:Other|Misc|Various)", term.local):
            yield Finding("rest-class", term.local)


_HEADER = (
    *(DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.created, DCTERMS.modified),
    *(OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
)


def _header(o: _Ontology) -> Iterator[Finding]:
    said = {t.predicate for t in o.triples if t.subject == NamedNode(o.page.iri)}
    for predicate in _HEADER:
        if predicate not in said:
            yield Finding("header", "", predicate.value)


def _circular(o: _Ontology) -> Iterator[Finding]:
    """A class or code that is explained by its own name: who does not know it learns nothing."""
    for term in (*o.classes, *(t for t in o.page.terms.values() if t.kind == CODE)):
        if re.search(rf"\b{re.escape(term.label)}\b", term.definition, re.IGNORECASE):
            yield Finding("explained-by-itself", term.local)


def _unconnected(o: _Ontology) -> Iterator[Finding]:
    ties = ("is a", "includes", "has", "pointed at by", "same as")
    for term in o.classes:
        if not any(term.related(said) for said in ties):
            yield Finding("unconnected", term.local)


def _homeless(o: _Ontology) -> Iterator[Finding]:
    defined = o.pairs(RDFS.isDefinedBy)
    for term in o.page.terms.values():
        if o.page.iri not in defined[term.iri]:
            yield Finding("not-defined-by", term.local)
        if term.kind == CODE and not term.related("in the list"):
            yield Finding("code-without-list", term.local)


def _undocumented(o: _Ontology) -> Iterator[Finding]:
    """What no cluster shows: a class that none lists, with what hangs on it."""
    declared = {iri for iri, kinds in o.pairs(RDF.type).items() if iri.startswith(OWN)}
    schemes = {iri for iri, kinds in o.pairs(RDF.type).items() if SKOS.ConceptScheme.value in kinds}
    for iri in sorted(declared - schemes - set(o.page.terms)):
        yield Finding("in-no-cluster", iri.removeprefix(OWN))


# Each check with what it looks for; a number is that of OOPS!.
CHECKS: Final[Mapping[str, tuple[Check, str]]] = {
    "words": (_unlabelled, "a term without an English label or a definition (P08)"),
    "languages": (_untagged, "a label or definition without its language"),
    "domains": (_overcommitted, "several domains or ranges, which mean all of them at once (P19)"),
    "ends": (
        _open_ended,
        "a property that tells neither by axiom nor by hint where it is used or leads to (P11)",
    ),
    "disjointness": (_undivided, "a class at the top that excludes no other (P10)"),
    "labels": (_same_label, "two terms of a kind with one label (P32)"),
    "itself": (_self_related, "a term that is its own parent, equal or inverse (P25, P27)"),
    "cycles": (_cyclic, "a cycle in a hierarchy (P06)"),
    "inverses": (_wrong_inverse, "an inverse whose domain and range are not the other's, crossed (P05)"),
    "one-way": (_no_inverse, "a relation without an inverse (P13)"),
    "types": (_untyped, "a term in an axiom that is declared nowhere (P34, P35)"),
    "names": (_misnamed, "a name out of style, of two things in one, or of a rest (P07, P21, P22)"),
    "header": (_header, "a header without title, licence, maker, days, versions or prefix (P38, P41)"),
    "circles": (_circular, "a class or code that is explained by its own name (P24)"),
    "islands": (_unconnected, "a class that nothing ties to another (P04)"),
    "homes": (_homeless, "a term that does not say where it is defined, or a code in no list"),
    "clusters": (_undocumented, "a term that this page would not show"),
}
