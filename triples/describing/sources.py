"""The article itself as a source: what is known of it, and how its graph came to be (PROV-O)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, FOAF, PROV, RDF, RDFS, SCHEMA, UN
from triples.describing.scope import Scope
from triples.facts import Source
from triples.iris import graph, thing
from triples.pages import reader
from triples.rdf import Triple, day, text

EXTRACTOR_VERSION = "0.1.0"  # goes up when the rules read an article differently
_RIGHTS = "The article belongs to its publisher. Only facts are given here, with the place where it states them."
_OFFSETS_OF_A_PAGE = "A web page. Offsets count the characters of its main text, as {reader} takes it out of the page."


def article_graph(source: Source) -> NamedNode:
    """The named graph of what an article reports."""
    return graph("article", source.slug)


def describe_source(scope: Scope) -> Iterator[Triple]:
    """Title, publisher, date, address and hash of the article; its graph, and the run of the extractor between them."""
    source, node = scope.source, scope.node
    activity, made = thing("extraction", source.slug), article_graph(source)
    yield node, RDF.type, UN.NewsArticle if source.publisher else UN.Source
    yield node, UN.contentHash, Literal(source.sha256)
    yield node, DCTERMS.rights, text(_RIGHTS)
    if source.text_sha256:
        yield node, UN.textHash, Literal(source.text_sha256)
        yield node, DCTERMS.description, text(_OFFSETS_OF_A_PAGE.format(reader=reader()))
    yield from _bibliography(node, source)
    yield activity, RDF.type, PROV.Activity
    yield activity, PROV.used, node
    yield activity, UN.extractorVersion, Literal(EXTRACTOR_VERSION)
    yield made, RDF.type, PROV.Entity
    yield made, PROV.wasDerivedFrom, node
    yield made, PROV.wasGeneratedBy, activity


def _bibliography(node: NamedNode, source: Source) -> Iterator[Triple]:
    title = source.title or f"Text {source.slug}"
    yield node, RDFS.label, text(title)
    if source.title:
        yield node, DCTERMS.title, text(title)
    if source.publisher:
        publisher = thing("publisher", source.publisher)
        yield node, DCTERMS.publisher, publisher
        yield publisher, RDF.type, FOAF.Organization
        yield publisher, RDFS.label, text(source.publisher)
    if source.published.day:
        yield node, DCTERMS.issued, day(source.published.day)
    elif source.published.earliest and source.published.latest:
        yield node, UN.dateEarliest, day(source.published.earliest)
        yield node, UN.dateLatest, day(source.published.latest)
    if source.url:
        yield node, SCHEMA.url, NamedNode(source.url)
