"""Relations that follow from seats, tenures and ballots: a rule is a query for what is related, and from what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode, Store

from ontology.terms import ORG, UN
from triples.deriving.conclusions import concluded
from triples.deriving.rows import Row, iri, rows
from triples.iris import thing
from triples.rdf import Triple


@dataclass(frozen=True, slots=True)
class Relation:
    """A rule by its slug, the property that it concludes, and the query: ?subject, ?object and ?ground, ?ground2 ..."""

    rule: str
    property: NamedNode
    query: str


_MEMBERSHIP = """SELECT DISTINCT ?subject ?object ?ground WHERE {
  ?ground a un:Seat ; un:member ?subject ; un:inBody ?object ; un:seatKind ?kind FILTER (?kind != un:Observer)
  FILTER NOT EXISTS { ?ground un:endEarliest|un:endLatest|un:endText ?end }
}"""
_OFFICE = """SELECT DISTINCT ?subject ?object ?ground WHERE {
  ?ground a un:Tenure ; un:holder ?subject ; un:post ?object .
  FILTER (EXISTS { ?ground dcterms:source ?table } || EXISTS { ?ground un:bearing un:Current }
    || EXISTS { ?ground un:bearing un:Former })
}"""
# Article 27 of the Charter: nine votes since the Council has fifteen members (1966), seven while it had eleven.
_VETO = f"""SELECT DISTINCT ?subject ?object ?ground ?ground2 ?ground3 WHERE {{
  ?subject a un:Vote ; un:inBody {thing("body", "Security Council")} ; un:voteKind un:ResolutionVote ; un:date ?day ;
    un:outcome un:Rejected ; un:tallyFor ?for .
  FILTER (?for >= IF (?day < "1966-01-01"^^xsd:date, 7, 9))
  ?ground2 un:inVote ?subject ; un:castBy ?object ; un:choice un:Against .
  FILTER NOT EXISTS {{ ?ground2 un:choice ?other FILTER (?other != un:Against) }}
  FILTER NOT EXISTS {{ ?subject un:outcome un:Adopted }}
  FILTER NOT EXISTS {{ ?subject un:vetoedBy ?object }}
  ?ground3 un:member ?object ; un:inBody {thing("body", "Security Council")} ; un:seatKind un:Permanent ;
    un:startLatest ?start .
  OPTIONAL {{ ?ground3 un:endEarliest ?end }}
  FILTER (?start <= ?day && (!BOUND(?end) || ?day <= ?end))
  BIND (?subject AS ?ground)
}}"""
_RELATIONS = (
    Relation("membership-through-seat", ORG.memberOf, _MEMBERSHIP),
    Relation("post-through-tenure", UN.heldPost, _OFFICE),
    Relation("veto", UN.vetoedBy, _VETO),
)


def relations(store: Store) -> Iterator[Triple]:
    """What these rules conclude, each relation once, with all that it follows from."""
    for relation in _RELATIONS:
        for (subject, object_), group in groupby(rows(store, relation.query), key=_ends):
            grounds = sorted({iri(row, name) for row in group for name in row if name.startswith("ground")}, key=str)
            yield from concluded((subject, relation.property, object_), relation.rule, grounds)


def _ends(row: Row) -> tuple[NamedNode, NamedNode]:
    return iri(row, "subject"), iri(row, "object")
