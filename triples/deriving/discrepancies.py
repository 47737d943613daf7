"""Where sources disagree. Both sides stay in the graph; the disagreement becomes a node that names them.

Two sources disagree on something when no value that one gives agrees with any value that the other gives. What agrees
depends on the aspect: "about 400" agrees with 410, and a vote with the same counts a year later is another vote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from math import inf

from pyoxigraph import NamedNode, Store

from ontology.terms import UN
from triples.deriving.claims import described, trusted
from triples.deriving.holders import holders
from triples.deriving.limits import limits
from triples.deriving.rows import Row, rows
from triples.rdf import Triple

_SAME_EVENT_DAYS = 14  # reports of one vote may err by days; the next vote on the matter is months away
_ROUGHLY = 0.1

# Every query gives: ?group (what must be one thing), ?about, ?value, ?ground (the node that says it) and ?source.
_FIGURES = """SELECT DISTINCT ?group ?about ?value ?ground ?source ?unit ?qualifier WHERE {
  ?ground a un:ReportedFigure ; un:about ?about ; un:unit ?unit ; un:quantity ?value ; un:reportedIn ?source .
  OPTIONAL { ?ground un:qualifier ?qualifier }
  BIND (CONCAT(STR(?about), " ", ?unit) AS ?group)
}"""
_CHOICES = """SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {
  ?about un:choice ?value, ?another FILTER (?another != ?value)
  GRAPH ?graph { ?about un:choice ?value ; un:reportedIn ?source }
  BIND (STR(?about) AS ?group) BIND (?about AS ?ground)
}"""
_OUTCOMES = """SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {
  ?about un:outcome ?value, ?another FILTER (?another != ?value)
  GRAPH ?graph { ?about un:outcome ?value ; un:reportedIn ?source }
  BIND (STR(?about) AS ?group) BIND (?about AS ?ground)
}"""
_COUNTED_VOTE = """?about a un:Vote ; un:inBody ?body ; un:date ?day ; un:voteKind ?kind ; un:onMotion/un:topic ?topic ;
    un:tallyFor ?for ; un:tallyAgainst ?against ; un:tallyAbstain ?abstain ; un:reportedIn ?source .
  BIND (?about AS ?ground)
  BIND (CONCAT(STR(?for), "-", STR(?against), "-", STR(?abstain)) AS ?tally)"""
_TALLIES = f"""SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {{ {_COUNTED_VOTE}
  BIND (CONCAT(STR(?body), STR(?kind), STR(?topic), STR(?day)) AS ?group) BIND (?tally AS ?value)
}}"""
_DATES = f"""SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {{ {_COUNTED_VOTE}
  BIND (CONCAT(STR(?body), STR(?kind), STR(?topic), ?tally) AS ?group) BIND (?day AS ?value)
}}"""

_SYMBOLS = """SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {
  GRAPH ?graph { ?about a un:Vote ; un:inBody ?body ; un:date ?value ; un:onMotion ?motion ; un:reportedIn ?source .
    ?motion un:symbol ?symbol }
  BIND (?about AS ?ground) BIND (CONCAT(STR(?body), " ", ?symbol) AS ?group)
}"""
_VALUES = """SELECT DISTINCT ?group ?about ?value ?ground ?source ?part WHERE {
  VALUES (?property ?part) { (un:voteKind "kind") (un:closed "closed") (un:roleType "role") (un:seatKind "kind") }
  GRAPH ?graph { ?about ?property ?value ; un:reportedIn ?source }
  BIND (CONCAT(STR(?about), " ", STR(?property)) AS ?group) BIND (?about AS ?ground)
}"""


@dataclass(frozen=True, slots=True)
class Detector:
    """One way to disagree: in what, where to look, and when two rows agree all the same."""

    aspect: NamedNode
    query: str
    agree: Callable[[Row, Row], bool]


def discrepancies(store: Store) -> Iterator[Triple]:
    """A `un:Discrepancy` for every thing on which sources disagree, with a claim for each value."""
    trust = trusted(store)
    for detector in _DETECTORS:
        found = sorted(rows(store, detector.query), key=lambda row: row["group"].value)
        for _, group in groupby(found, key=lambda row: row["group"].value):
            told = list(group)
            if _disagree(told, detector.agree):
                yield from described(told, detector.aspect, trust)
    for case in (*holders(store), *limits(store)):
        yield from described(case.rows, case.aspect, trust)


def _disagree(told: list[Row], agree: Callable[[Row, Row], bool]) -> bool:
    by_source: dict[str, list[Row]] = {}
    for row in told:
        by_source.setdefault(row["source"].value, []).append(row)
    return any(
        not any(agree(a, b) for a in ones for b in others) for ones, others in combinations(by_source.values(), 2)
    )


def _same(one: Row, other: Row) -> bool:
    return one["value"] == other["value"]


def _same_or_another_event(one: Row, other: Row) -> bool:
    days = [date.fromisoformat(row["value"].value) for row in (one, other)]
    return days[0] == days[1] or abs((days[0] - days[1]).days) > _SAME_EVENT_DAYS


def _overlap(one: Row, other: Row) -> bool:
    (low, high), (least, most) = _interval(one), _interval(other)
    return low <= most and least <= high


def _interval(row: Row) -> tuple[float, float]:
    """What the source can mean by its number."""
    value = float(row["value"].value)
    match row.get("qualifier"):
        case UN.Approximately:
            return value * (1 - _ROUGHLY), value * (1 + _ROUGHLY)
        case UN.AtLeast | UN.MoreThan:
            return value, inf
        case UN.UpTo:
            return -inf, value
    return value, value


_DETECTORS = (
    Detector(UN.QuantityAspect, _FIGURES, _overlap),
    Detector(UN.ChoiceAspect, _CHOICES, _same),
    Detector(UN.OutcomeAspect, _OUTCOMES, _same),
    Detector(UN.TallyAspect, _TALLIES, _same),
    Detector(UN.DateAspect, _DATES, _same_or_another_event),
    Detector(UN.DateAspect, _SYMBOLS, _same),
    Detector(UN.ValueAspect, _VALUES, _same),
)
