"""The pages of sources, and of where they disagree."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ontology.terms import DCTERMS, RDFS, SCHEMA, UN
from server.asking import Asker, iri, literal
from server.pages.lists import LISTS
from server.pages.passages import Reported, reported
from server.pages.reading import LONG, Fact, Listing, Wish, facts, listings, node, text

_OF_SOURCE = (
    DCTERMS.publisher,
    DCTERMS.issued,
    UN.dateEarliest,
    UN.dateLatest,
    SCHEMA.url,
    RDFS.seeAlso,
    DCTERMS.description,
    DCTERMS.license,
    DCTERMS.rights,
    DCTERMS.source,
    UN.contentHash,
)
_OF_DISCREPANCY = (UN.about, UN.aspect, UN.decidedBy)
_SUPPORTED = "SELECT DISTINCT ?claim WHERE { {{thing}} un:supportedClaim ?claim }"
_CLAIMS = """
SELECT DISTINCT ?claim ?value ?source WHERE {
  {{thing}} un:accordingTo ?claim OPTIONAL { ?claim un:value ?value } OPTIONAL { ?claim un:reportedIn ?source }
} ORDER BY ?claim ?source LIMIT 300
"""
_GROUNDS = """
SELECT DISTINCT ?claim ?ground WHERE {
  {{thing}} un:accordingTo ?claim . ?claim prov:wasDerivedFrom ?ground
} ORDER BY ?claim ?ground LIMIT 300
"""
_HASH = "SELECT ?hash WHERE { {{thing}} un:contentHash ?hash } ORDER BY ?hash LIMIT 1"


@dataclass(frozen=True, slots=True)
class Source:
    """A source: what is known of it, in how many places it says something, and what in those of one page."""

    facts: tuple[Fact, ...]
    places: tuple[Reported, ...]
    total: int
    page: int
    size: int
    lists: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that differ: who gives it, and what it was taken from."""

    claim: NamedNode
    value: str
    sources: tuple[NamedNode, ...]
    grounds: tuple[NamedNode, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A disagreement: what it is about, and each value with its sources."""

    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    lists: tuple[Listing, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether the record or a rule bears one of the values out."""
        return any(claim.supported for claim in self.claims)


def source(asker: Asker, thing: NamedNode, wish: Wish) -> Source:
    """What is known of a source. What it says by offsets where it has any, else as a list."""
    places, total = reported(asker, thing, wish.page, LONG)
    lists = () if total else listings(asker, thing, LISTS[UN.Source.value])
    return Source(facts(asker, thing, _OF_SOURCE), places, total, wish.page, LONG, lists)


def content_hash(asker: Asker, thing: NamedNode) -> str:
    """The SHA-256 of the source's file; empty where it is not known."""
    return next((literal(row["hash"]) for row in asker.select(_HASH, thing=thing)), "")


def discrepancy(asker: Asker, thing: NamedNode, wish: Wish) -> Discrepancy:
    """What is known of a disagreement; the value that is borne out comes first."""
    supported = {iri(row["claim"]) for row in asker.select(_SUPPORTED, thing=thing)}
    grounds: dict[NamedNode, dict[NamedNode, None]] = {}
    for row in asker.select(_GROUNDS, thing=thing):
        grounds.setdefault(iri(row["claim"]), {})[iri(row["ground"])] = None
    claims: dict[NamedNode, tuple[str, list[NamedNode]]] = {}
    for row in asker.select(_CLAIMS, thing=thing):
        sources = claims.setdefault(iri(row["claim"]), (text(row, "value"), []))[1]
        if (named := node(row, "source")) and named not in sources:
            sources.append(named)
    found = [
        Claim(claim, told, tuple(sources), tuple(grounds.get(claim, ())), claim in supported)
        for claim, (told, sources) in claims.items()
    ]
    return Discrepancy(facts(asker, thing, _OF_DISCREPANCY), tuple(sorted(found, key=lambda one: not one.supported)))
