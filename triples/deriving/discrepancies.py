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

from ontology.terms import PROV, RDF, RDFS, UN
from triples.deriving.rows import Row, iri, key, rows
from triples.iris import thing
from triples.rdf import Triple, text

_SAME_EVENT_DAYS = 14  # reports of one vote may err by days; the next vote on the matter is months away
_ROUGHLY = 0.1

# Every query gives: ?group (what must be one thing), ?about, ?value, ?ground (the node that says it) and ?source.
_FIGURES = """SELECT DISTINCT ?group ?about ?value ?ground ?source ?unit ?qualifier WHERE {
  ?ground a un:ReportedFigure ; un:about ?about ; un:unit ?unit ; un:quantity ?value ; un:reportedIn ?source .
  OPTIONAL { ?ground un:qualifier ?qualifier }
  BIND (CONCAT(STR(?about), " ", ?unit) AS ?group)
}"""
_CHOICES = """SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {
  GRAPH ?graph { ?about un:choice ?value ; un:reportedIn ?source }
  BIND (STR(?about) AS ?group) BIND (?about AS ?ground)
}"""
_OUTCOMES = """SELECT DISTINCT ?group ?about ?value ?ground ?source WHERE {
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


@dataclass(frozen=True, slots=True)
class Detector:
    """One way to disagree: in what, where to look, and when two rows agree all the same."""

    aspect: NamedNode
    query: str
    agree: Callable[[Row, Row], bool]


def discrepancies(store: Store) -> Iterator[Triple]:
    """A `un:Discrepancy` for every thing on which sources disagree, with a claim for each value."""
    for detector in _DETECTORS:
        found = sorted(rows(store, detector.query), key=lambda row: row["group"].value)
        for _, group in groupby(found, key=lambda row: row["group"].value):
            told = list(group)
            if _disagree(told, detector.agree):
                yield from _described(told, detector.aspect)


def _disagree(told: list[Row], agree: Callable[[Row, Row], bool]) -> bool:
    by_source: dict[str, list[Row]] = {}
    for row in told:
        by_source.setdefault(row["source"].value, []).append(row)
    return any(
        not any(agree(a, b) for a in ones for b in others) for ones, others in combinations(by_source.values(), 2)
    )


def _described(told: list[Row], aspect: NamedNode) -> Iterator[Triple]:
    things = sorted({iri(row, "about") for row in told}, key=str)
    values = sorted({_said(row) for row in told})
    unit = told[0]["unit"].value if "unit" in told[0] else ""
    node = thing("discrepancy", key(things[0]), unit, key(aspect).partition("#")[2])
    yield node, RDF.type, UN.Discrepancy
    yield node, RDFS.label, text(f"{' or '.join(values)}{f' ({unit})' if unit else ''}")
    yield node, UN.aspect, aspect
    yield from ((node, UN.about, about) for about in things)
    for value in values:
        yield from _claim(node, value, [row for row in told if _said(row) == value])


def _claim(node: NamedNode, value: str, told: list[Row]) -> Iterator[Triple]:
    claim = thing("claim", key(node), value)
    yield node, UN.accordingTo, claim
    yield claim, RDF.type, UN.Claim
    yield claim, UN.value, told[0]["value"]
    for row in told:
        yield claim, UN.reportedIn, iri(row, "source")
        yield claim, PROV.wasDerivedFrom, iri(row, "ground")


def _said(row: Row) -> str:
    """The value in a word: `372`, `9-4-2`, `For`."""
    return row["value"].value.rpartition("#")[2]


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
)
