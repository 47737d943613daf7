"""The formats the server speaks, in one table: negotiation, service description, pages, docs and tests read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pyoxigraph import QueryResultsFormat, RdfFormat

Family = Literal["solutions", "triples", "datasets"]


@dataclass(frozen=True, slots=True, eq=False)  # each is one object; to hash all it says would cost at each request
class Format:
    """A format: `name` as in `format=`, its media type, what else it is called, and what it can carry.

    What carries datasets keeps the triples of named graphs apart. `engine` is what pyoxigraph serializes; None for
    pages, which the server makes itself. `iri` names it in a service description (https://www.w3.org/ns/formats/).
    """

    name: str
    label: str
    media_type: str
    suffix: str
    carries: frozenset[Family]
    aliases: tuple[str, ...] = ()
    engine: QueryResultsFormat | RdfFormat | None = None
    iri: str | None = None

    @property
    def content_type(self) -> str:
        """The media type as it is sent: text names its charset (RFC 9110, section 8.3.2)."""
        return with_charset(self.media_type)


def with_charset(media_type: str) -> str:
    """The media type with `charset=utf-8` where it is text."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


_SOLUTIONS: frozenset[Family] = frozenset({"solutions"})
_TRIPLES: frozenset[Family] = frozenset({"triples"})
_DATASETS: frozenset[Family] = frozenset({"triples", "datasets"})
_W3C = "http://www.w3.org/ns/formats/"

# In order of preference: the first of a family is what a client without wishes gets.
FORMATS: tuple[Format, ...] = (
    Format("json", "JSON", "application/sparql-results+json", "srj", _SOLUTIONS,
           ("application/json",), QueryResultsFormat.JSON, _W3C + "SPARQL_Results_JSON"),
    Format("xml", "XML", "application/sparql-results+xml", "srx", _SOLUTIONS,
           ("application/xml", "text/xml"), QueryResultsFormat.XML, _W3C + "SPARQL_Results_XML"),
    Format("csv", "CSV", "text/csv", "csv", _SOLUTIONS, (), QueryResultsFormat.CSV, _W3C + "SPARQL_Results_CSV"),
    Format("tsv", "TSV", "text/tab-separated-values", "tsv", _SOLUTIONS,
           (), QueryResultsFormat.TSV, _W3C + "SPARQL_Results_TSV"),
    Format("turtle", "Turtle", "text/turtle", "ttl", _TRIPLES,
           ("application/turtle", "application/x-turtle"), RdfFormat.TURTLE, _W3C + "Turtle"),
    Format("jsonld", "JSON-LD", "application/ld+json", "jsonld", _DATASETS,
           ("application/json",), RdfFormat.JSON_LD, _W3C + "JSON-LD"),
    Format("ntriples", "N-Triples", "application/n-triples", "nt", _TRIPLES,
           ("text/plain",), RdfFormat.N_TRIPLES, _W3C + "N-Triples"),
    Format("rdfxml", "RDF/XML", "application/rdf+xml", "rdf", _TRIPLES,
           ("application/xml", "text/xml"), RdfFormat.RDF_XML, _W3C + "RDF_XML"),
    Format("trig", "TriG", "application/trig", "trig", _DATASETS, (), RdfFormat.TRIG, _W3C + "TriG"),
    Format("nquads", "N-Quads", "application/n-quads", "nq", _DATASETS, (), RdfFormat.N_QUADS, _W3C + "N-Quads"),
    Format("html", "page", "text/html", "html", frozenset({"solutions", "triples"}), ("application/xhtml+xml",)),
)  # fmt: skip


def carrying(family: Family) -> tuple[Format, ...]:
    """The formats of a family, preferred first."""
    return tuple(row for row in FORMATS if family in row.carries)


def by_name(name: str) -> Format | None:
    """The format of this `format=` value: a name, a suffix or a media type."""
    wanted = name.strip().lower()
    for row in FORMATS:
        if wanted in (row.name, row.suffix, row.media_type):
            return row
    return None
