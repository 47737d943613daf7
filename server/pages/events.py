"""The pages of meetings and topics."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ontology.terms import DCTERMS, OWL, RDFS, SKOS, UN
from server.asking import Asker, iri
from server.charts import Column, column
from server.pages.lists import LISTS
from server.pages.passages import Passage, passages
from server.pages.reading import Fact, Listing, Wish, facts, listings, number, text

_OF_MEETING = (
    UN.ofBody,
    UN.date,
    UN.dateEarliest,
    UN.dateLatest,
    UN.dateText,
    UN.symbol,
    UN.topic,
    UN.closed,
    UN.reportedIn,
    RDFS.seeAlso,
    DCTERMS.source,
)
_OF_TOPIC = (
    SKOS.definition,
    SKOS.altLabel,
    SKOS.broader,
    UN.to,
    OWL.sameAs,
    SKOS.exactMatch,
    SKOS.closeMatch,
    UN.reportedIn,
    DCTERMS.source,
)
_TALLIES = """
SELECT ?vote ?day (MAX(?for) AS ?pro) (MAX(?abstain) AS ?none) (MAX(?against) AS ?con) WHERE {
  ?vote a un:Vote ; un:onMotion ?motion ; un:date ?day ; un:tallyFor ?for .
  ?motion un:topic ?of FILTER (?of = {{thing}})
  OPTIONAL { ?vote un:tallyAbstain ?abstain } OPTIONAL { ?vote un:tallyAgainst ?against }
} GROUP BY ?vote ?day ORDER BY DESC(?day) ?vote LIMIT 80
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote with its day and how many were for, abstained and were against."""

    vote: NamedNode
    day: str
    counts: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: what is told of it, and where."""

    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    lists: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter, and the votes on it from the oldest to the newest."""

    facts: tuple[Fact, ...]
    tallies: tuple[Tally, ...]
    lists: tuple[Listing, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The votes as columns."""
        return tuple(column(row.day, ("For", "Abstain", "Against"), row.counts) for row in self.tallies)


def meeting(asker: Asker, thing: NamedNode, wish: Wish) -> Meeting:
    """What is known of a meeting."""
    lists = listings(asker, thing, LISTS[UN.Meeting.value])
    return Meeting(facts(asker, thing, _OF_MEETING), passages(asker, thing), lists)


def topic(asker: Asker, thing: NamedNode, wish: Wish) -> Topic:
    """What is known of a matter."""
    tallies = tuple(
        Tally(iri(row["vote"]), text(row, "day"), (number(row, "pro"), number(row, "none"), number(row, "con")))
        for row in asker.select(_TALLIES, thing=thing)
    )
    return Topic(facts(asker, thing, _OF_TOPIC), tallies[::-1], listings(asker, thing, LISTS[UN.Topic.value]))
