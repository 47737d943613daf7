"""The page of a state: where it sits, who speaks for it, how it votes, and with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, OWL, SKOS, UN
from server.asking import Asker, iri, literal
from server.charts import Column, Part
from server.pages import terms
from server.pages.lists import LISTS
from server.pages.reading import Fact, Listing, Wish, facts, listings, node, number, text
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
SELECT ?year ?choice (COUNT(DISTINCT ?ballot) AS ?count) WHERE {
  ?ballot un:castBy {{thing}} ; un:choice ?choice ; un:inVote/un:date ?day .
  BIND (SUBSTR(STR(?day), 1, 4) AS ?year)
} GROUP BY ?year ?choice ORDER BY ?year
"""
_PERIODS = """
SELECT ?body ?start ?end (SUM(?together) AS ?weight) WHERE {
  { ?seen un:firstState {{thing}} } UNION { ?seen un:secondState {{thing}} }
  ?seen un:inBody ?body ; un:periodStart ?start ; un:periodEnd ?end ; un:votesTogether ?together .
} GROUP BY ?body ?start ?end ORDER BY DESC(?end) DESC(?weight) LIMIT 1
"""
_AGREEMENT = """
SELECT ?seen ?other ?together ?alike ?share WHERE {
  { ?seen un:firstState {{thing}} ; un:secondState ?other }
  UNION { ?seen un:secondState {{thing}} ; un:firstState ?other }
  ?seen un:inBody {{body}} ; un:periodStart {{start}} ; un:periodEnd {{end}} ;
    un:votesTogether ?together ; un:votesAlike ?alike ; un:agreement ?share .
} ORDER BY DESC(?share) DESC(?together) ?other LIMIT 300
"""
_SHOWN = 8  # the most alike, and the least


@dataclass(frozen=True, slots=True)
class Year:
    """How a state voted in a year, by `CHOICES`."""

    year: str
    counts: tuple[int, ...]


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
        return tuple(Column(row.year, _parts(row.counts)) for row in self.record)


def state(asker: Asker, thing: NamedNode, wish: Wish) -> State:
    """What is known of a state."""
    return State(
        facts(asker, thing, _FACTS),
        terms.timeline(terms.terms(asker, thing, terms.SEATS_OF_STATE, limit=60), wish.on or today()),
        terms.terms(asker, thing, terms.OFFICES_OF_STATE, newest=True, limit=20),
        record(asker, thing),
        agreement(asker, thing),
        listings(asker, thing, LISTS[UN.State.value]),
    )


def today() -> str:
    """The day it is, by universal time."""
    return datetime.now(UTC).date().isoformat()


def record(asker: Asker, thing: NamedNode) -> tuple[Year, ...]:
    """How a state voted, year by year; years without a vote in between have none."""
    counts: dict[int, dict[NamedNode, int]] = {}
    for row in asker.select(_RECORD, thing=thing):
        if choice := node(row, "choice"):
            counts.setdefault(int(literal(row["year"])), {})[choice] = number(row, "count")
    span = range(min(counts, default=0), max(counts, default=-1) + 1)
    return tuple(Year(str(year), tuple(counts.get(year, {}).get(code, 0) for code in CHOICES)) for year in span)


def agreement(asker: Asker, thing: NamedNode) -> Agreement | None:
    """With whom the state voted in the newest period that was counted; None where nothing was."""
    newest = next(iter(asker.select(_PERIODS, thing=thing)), None)
    if newest is None or (body := node(newest, "body")) is None:
        return None
    start, end = newest["start"], newest["end"]
    assert isinstance(start, Literal)
    assert isinstance(end, Literal)
    rows = asker.select(_AGREEMENT, thing=thing, body=body, start=start, end=end)
    pairs = tuple(
        Pair(
            iri(row["seen"]),
            iri(row["other"]),
            number(row, "together"),
            number(row, "alike"),
            float(text(row, "share")),
        )
        for row in rows
    )
    return Agreement(body, start.value, end.value, pairs[:_SHOWN], pairs[_SHOWN:][-_SHOWN:])


def _parts(counts: tuple[int, ...]) -> tuple[Part, ...]:
    named = zip(CHOICES, counts, strict=True)
    return tuple(Part(code.value.rpartition("#")[2], count) for code, count in named if count)
