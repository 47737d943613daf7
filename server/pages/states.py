"""The page of a state: where it sits, who speaks for it, how it votes, and with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pyoxigraph import NamedNode, QuerySolution

from ontology.terms import DCTERMS, OWL, SKOS, UN
from server.asking import Asker, iri
from server.charts import Column, column
from server.pages import terms
from server.pages.counted import Year, by_year
from server.pages.lists import LISTS
from server.pages.reading import Fact, Listing, Wish, facts, listings, number, text
from server.pages.terms import Term, Timeline

CHOICES = (UN.For, UN.Abstain, UN.Against, UN.NotVoting)

_FACTS = (
    UN.formalName,
    UN.regionalGroup,
    UN.admittedOn,
    UN.capitalName,
    UN.demonym,
    UN.iso3,
    UN.m49,
    UN.formerName,
    UN.succeededBy,
    UN.succeeds,
    OWL.sameAs,
    SKOS.exactMatch,
    SKOS.closeMatch,
    DCTERMS.source,
)
_RECORD = """
SELECT ?year ?code (COUNT(DISTINCT ?ballot) AS ?count) WHERE {
  ?ballot un:castBy {{thing}} ; un:choice ?code ; un:inVote/un:date ?day .
  BIND (SUBSTR(STR(?day), 1, 4) AS ?year)
} GROUP BY ?year ?code ORDER BY ?year
"""
_AGREEMENT = """
SELECT ?seen ?other ?body ?start ?end ?together ?alike ?share WHERE {
  { ?seen un:firstState {{thing}} } UNION { ?seen un:secondState {{thing}} }
  ?seen qb:dataSet ?set FILTER (?set = {{set}})
  ?seen un:firstState|un:secondState ?other FILTER (?other != {{thing}})
  ?seen un:inBody ?body ; un:periodStart ?start ; un:periodEnd ?end ;
    un:votesTogether ?together ; un:votesAlike ?alike ; un:agreement ?share .
} ORDER BY DESC(?share) DESC(?together) ?other LIMIT 5000
"""
_BY_DECADE = "id/dataset/agreement-by-decade"  # `triples.votes.cube`
_SHOWN = 8  # the most alike, and the least


@dataclass(frozen=True, slots=True)
class Pair:
    """How often another state voted alike: `alike` of `together` votes, a share from 0 to 1."""

    observation: NamedNode
    other: NamedNode
    together: int
    alike: int
    share: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """With whom a state voted in a body from one day to another: the likest first, and the least like last."""

    body: NamedNode
    start: str
    end: str
    most: tuple[Pair, ...]
    least: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class State:
    """All that the page shows beside its lists."""

    facts: tuple[Fact, ...]
    seats: Timeline | None
    offices: tuple[Term, ...]
    record: tuple[Year, ...]
    agreement: Agreement | None
    lists: tuple[Listing, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The record as columns."""
        names = [code.value.rpartition("#")[2] for code in CHOICES]
        return tuple(column(row.year, names, row.counts) for row in self.record)


def state(asker: Asker, thing: NamedNode, wish: Wish) -> State:
    """What is known of a state."""
    return State(
        facts(asker, thing, _FACTS),
        terms.timeline(terms.terms(asker, thing, terms.SEATS_OF_STATE, limit=60), wish.on or today()),
        terms.terms(asker, thing, terms.OFFICES_OF_STATE, newest=True, limit=20),
        by_year(asker.select(_RECORD, thing=thing), CHOICES),
        agreement(asker, thing),
        listings(asker, thing, LISTS[UN.State.value]),
    )


def today() -> str:
    """The day it is, by universal time."""
    return datetime.now(UTC).date().isoformat()


def agreement(asker: Asker, thing: NamedNode) -> Agreement | None:
    """With whom the state voted in the newest decade, in the body that voted most; None where nothing was counted."""
    found = list(asker.select(_AGREEMENT, thing=thing, set=NamedNode(asker.settings.base_iri + _BY_DECADE)))
    weights: dict[tuple[str, str, NamedNode], int] = {}
    for row in found:
        weights[_slice(row)] = weights.get(_slice(row), 0) + number(row, "together")
    if not weights:
        return None
    newest = end, start, body = max(weights, key=lambda part: (part[0], weights[part]))
    pairs = tuple(_pair(row) for row in found if _slice(row) == newest)
    return Agreement(body, start, end, pairs[:_SHOWN], pairs[_SHOWN:][-_SHOWN:])


def _slice(row: QuerySolution) -> tuple[str, str, NamedNode]:
    return text(row, "end"), text(row, "start"), iri(row["body"])


def _pair(row: QuerySolution) -> Pair:
    together, alike = number(row, "together"), number(row, "alike")
    return Pair(iri(row["seen"]), iri(row["other"]), together, alike, float(text(row, "share")))
