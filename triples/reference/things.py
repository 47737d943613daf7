"""States, bodies, news organizations and topics as triples, with their names and their links to other data."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, FOAF, OA, ORG, OWL, RDF, RDFS, SKOS, UN
from triples.iris import BASE, thing
from triples.rdf import Triple, text
from triples.reference.bounds import started_and_ended
from triples.reference.linksets import RELATIONS
from triples.reference.rows import BodyRow, StateRow, TopicRow
from triples.reference.tables import Tables

_STATES = {"member": UN.MemberState, "observer": UN.ObserverState, "former": UN.FormerState}
_NAMES = {
    "official": UN.officialName,
    "formal": UN.formalName,
    "alias": SKOS.altLabel,
    "metonym": SKOS.hiddenLabel,
    "abbreviation": UN.abbreviation,
    "demonym": UN.demonym,
    "capital": UN.capitalName,
}
_MATTERS = NamedNode(f"{BASE}id/scheme/topics")
_ICC = thing("body", "International Criminal Court")


def node(entity: str) -> NamedNode:
    """The node of an entity as the tables name it: `state/china`."""
    return NamedNode(f"{BASE}id/{entity}")


def source(key: str) -> NamedNode:
    """The node of a source that facts were taken from."""
    return thing("source", key)


def table(name: str) -> NamedNode:
    """The node of a table as a source itself."""
    return thing("source", "reference", name)


def labelled(thing_: NamedNode, label: str) -> Iterator[Triple]:
    """The preferred English name, for RDFS and SKOS readers."""
    yield thing_, RDFS.label, text(label)
    yield thing_, SKOS.prefLabel, text(label)


def states(tables: Tables) -> Iterator[Triple]:
    """Kind, name and codes (ISO 3166-1, or -3 for former states; M49)."""
    for row in tables.states:
        yield from _state(row)


def _state(row: StateRow) -> Iterator[Triple]:
    state = node(f"state/{row.slug}")
    yield state, RDF.type, UN.State
    yield state, RDF.type, _STATES[row.kind]
    yield from labelled(state, row.label)
    for code, term in ((row.iso3, UN.iso3), (row.iso2, UN.iso2), (row.m49, UN.m49)):
        if code:
            yield state, term, Literal(code)
    if row.iso3166_3:
        yield state, SKOS.notation, Literal(row.iso3166_3)
    yield state, DCTERMS.source, source(row.source)


def groups(tables: Tables) -> Iterator[Triple]:
    """The regional group of each member."""
    for row in tables.groups:
        yield node(f"state/{row.state}"), UN.regionalGroup, getattr(UN, row.group)


def bodies(tables: Tables) -> Iterator[Triple]:
    """Class, name, place in the system, and since when, as far as known."""
    for row in tables.bodies:
        yield from _body(row)


def _body(row: BodyRow) -> Iterator[Triple]:
    body = node(f"body/{row.slug}")
    for kind in sorted({UN.Body.value, getattr(UN, row.class_).value}):
        yield body, RDF.type, NamedNode(kind)
    yield from labelled(body, row.label)
    if row.parent:
        yield body, ORG.subOrganizationOf, node(f"body/{row.parent}")
    yield from started_and_ended(body, row.established, row.ended)
    yield body, DCTERMS.source, source(row.source)


def agencies(tables: Tables) -> Iterator[Triple]:
    """News organizations, by name."""
    for row in tables.agencies:
        agency = node(f"agency/{row.slug}")
        yield agency, RDF.type, FOAF.Organization
        yield from labelled(agency, row.label)
        yield agency, DCTERMS.source, source(row.source)


def names(tables: Tables) -> Iterator[Triple]:
    """Further names by language; what stands for a government without naming it (the Kremlin) is a hidden label."""
    for row in tables.names:
        named, name = node(row.entity), Literal(row.text, language=row.lang)
        if row.kind == "label":
            yield named, RDFS.label, name
            yield named, SKOS.prefLabel, name
        else:
            yield named, _NAMES[row.kind], name


def topics(tables: Tables) -> Iterator[Triple]:
    """A SKOS scheme of matters; reports are documents and stand outside it."""
    yield _MATTERS, RDF.type, SKOS.ConceptScheme
    yield from labelled(_MATTERS, "Matters before the United Nations")
    for row in tables.topics:
        yield from _report(row) if row.kind == "report" else _topic(row)


def _report(row: TopicRow) -> Iterator[Triple]:
    report = node(f"report/{row.slug}")
    yield report, RDF.type, UN.Report
    yield report, RDFS.label, text(row.label)


def _topic(row: TopicRow) -> Iterator[Triple]:
    topic = node(f"topic/{row.slug}")
    yield topic, RDF.type, UN.Topic
    yield from labelled(topic, row.label)
    yield topic, SKOS.inScheme, _MATTERS
    if row.kind == "referral":
        yield topic, RDF.type, UN.Referral
        yield topic, UN.to, _ICC
    if row.broader:
        yield topic, SKOS.broader, node(f"topic/{row.broader}")


def rules(tables: Tables) -> Iterator[Triple]:
    """Each rule with what it says."""
    for row in tables.rules:
        rule = thing("rule", row.slug)
        yield rule, RDF.type, UN.Rule
        yield rule, RDFS.label, text(row.label)
        yield rule, SKOS.definition, text(row.statement)
        yield rule, DCTERMS.source, source(row.source)


def links(tables: Tables) -> Iterator[Triple]:
    """Each link, and a Web Annotation that says why it was drawn and who gives it."""
    for row in tables.links:
        entity, target = node(row.entity), NamedNode(row.target)
        link = thing("link", row.entity, row.target.rstrip("/").rpartition("/")[2])
        yield entity, RELATIONS[row.relation], target
        yield link, RDF.type, OA.Annotation
        yield link, OA.hasTarget, entity
        yield link, OA.hasBody, target
        yield link, RDFS.comment, text(row.reason)
        yield link, DCTERMS.source, source(row.source)


def distinct(tables: Tables) -> Iterator[Triple]:
    """Pairs that no one may merge."""
    for row in tables.distinct:
        yield node(row.entity), OWL.differentFrom, node(row.other)
