"""What `graph/meta` says of voting tables: who made them, on what terms, how to cite them, the hash of each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, FOAF, PROV, RDF, RDFS, SCHEMA, UN
from triples.iris import META, graph, thing
from triples.rdf import Triple, in_graph, text
from triples.votes.files import Table, Tables
from triples.votes.layouts import Collection
from triples.votes.quads import source_of


def sources(given: Iterable[Tables]) -> list[Quad]:
    """Each collection as a voting record from which its graph was derived, with its files as parts of it."""
    return [quad for tables in given for quad in in_graph(_collection(tables), META)]


def _collection(tables: Tables) -> Iterator[Triple]:
    collection = tables.collection
    node, publisher = source_of(collection.name), thing("publisher", collection.publisher)
    yield node, RDF.type, UN.VotingRecord
    yield node, RDFS.label, text(collection.title)
    yield node, DCTERMS.title, text(collection.title)
    yield node, DCTERMS.publisher, publisher
    yield publisher, RDF.type, FOAF.Organization
    yield publisher, RDFS.label, text(collection.publisher)
    yield node, DCTERMS.rights, text(collection.rights)
    yield node, DCTERMS.bibliographicCitation, text(collection.citation)
    yield node, SCHEMA.url, NamedNode(collection.url)
    made = graph("votes", collection.name)
    yield made, RDF.type, PROV.Entity
    yield made, PROV.wasDerivedFrom, node
    for number, table in enumerate(tables.tables, 1):
        yield from _file(node, collection, table, number)


def _file(node: NamedNode, collection: Collection, table: Table, number: int) -> Iterator[Triple]:
    part = thing("source", "votes", collection.name, "file", str(number))
    yield node, DCTERMS.hasPart, part
    yield part, RDF.type, UN.VotingRecord
    yield part, RDFS.label, text(f"{collection.title}: {table.layout.name}")
    yield part, DCTERMS.isPartOf, node
    yield part, UN.contentHash, Literal(table.sha256)
