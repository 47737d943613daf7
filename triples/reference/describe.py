"""The tables as RDF: one named graph a table, and in the meta graph where each comes from (PROV-O, DCTERMS)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, FOAF, PROV, RDF, RDFS, SCHEMA, UN
from triples.iris import META, graph, thing
from triples.rdf import Triple, in_graph, text
from triples.reference import offices, record, things
from triples.reference.linksets import linksets
from triples.reference.rows import SourceRow
from triples.reference.tables import Tables

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")

# Table, title, and how its rows are described. `sources` is described in the meta graph itself; `shared_names` is a
# note for those who keep the tables.
_GRAPHS: tuple[tuple[str, str, Callable[[Tables], Iterable[Triple]]], ...] = (
    ("admissions", "Admissions to membership of the United Nations", offices.admissions),
    ("agencies", "News organizations", things.agencies),
    ("bodies", "Bodies of the United Nations and bodies beside it", things.bodies),
    ("distinct", "Entities that must not be taken for each other", things.distinct),
    ("former_names", "Names under which states sat for a time", offices.former_names),
    ("groups", "Regional groups of member states", things.groups),
    ("links", "Links from states, bodies, officials and topics to other data", things.links),
    ("names", "Names of states, bodies, officials and news organizations", things.names),
    ("officials", "Officials", offices.officials),
    ("posts", "Posts in bodies and for states", offices.posts),
    ("recorded_ballots", "Who voted how in recorded votes", record.ballots),
    ("recorded_votes", "The record of votes on human rights in the DPRK", record.votes),
    ("rules", "Rules by which something follows, is decided, or by which a body works", things.rules),
    ("seats", "Seats in bodies, above all in the Security Council", offices.seats),
    ("states", "Member states, observer states and former states", things.states),
    ("successions", "States that came from former states", offices.successions),
    ("tenures", "Who held which post, and when", offices.tenures),
    ("topics", "Matters before the United Nations", things.topics),
    ("vetoes", "Vetoes in the Security Council", record.vetoes),
)
_RECORDS = ("recorded_votes", "recorded_ballots", "vetoes")


def describe(tables: Tables, folder: Path) -> Iterator[Quad]:
    """Every table in its graph `graph/reference/<table>`, then all of them and their sources in the meta graph."""
    for table, _, described in _GRAPHS:
        yield from in_graph(described(tables), graph("reference", table))
    for table, title, _ in _GRAPHS:
        yield from in_graph(_table(table, title, getattr(tables, table), folder), META)
    yield from in_graph(linksets(tables), META)
    for source in tables.sources:
        yield from in_graph(_source(source), META)
    for publisher in sorted({source.publisher for source in tables.sources}):
        yield from in_graph(_publisher(publisher), META)


def _table(table: str, title: str, rows: Iterable[Any], folder: Path) -> Iterator[Triple]:
    node = things.table(table)
    yield node, RDF.type, UN.VotingRecord if table in _RECORDS else UN.ReferenceTable
    yield node, RDFS.label, text(title)
    yield node, DCTERMS.title, text(title)
    yield node, DCTERMS.license, LICENCE
    yield node, UN.contentHash, Literal(hashlib.sha256((folder / f"{table}.csv").read_bytes()).hexdigest())
    for key in sorted({row.source for row in rows if hasattr(row, "source")}):
        yield node, DCTERMS.source, thing("source", key)
    yield graph("reference", table), RDF.type, PROV.Entity
    yield graph("reference", table), PROV.wasDerivedFrom, node


def _source(row: SourceRow) -> Iterator[Triple]:
    node = thing("source", row.key)
    yield node, RDF.type, UN.Source
    yield node, RDFS.label, text(row.title)
    yield node, DCTERMS.title, text(row.title)
    yield node, DCTERMS.publisher, thing("publisher", row.publisher)
    yield node, DCTERMS.rights, text(row.licence)
    if row.url:
        yield node, SCHEMA.url, NamedNode(row.url)
    if row.note:
        yield node, RDFS.comment, text(row.note)


def _publisher(name: str) -> Iterator[Triple]:
    node = thing("publisher", name)
    yield node, RDF.type, FOAF.Organization
    yield node, RDFS.label, text(name)
