"""Who held a post: reports against the register, and the register against itself.

A post for one holder has one at a time. A report that names a current holder is held against the register for the days
that it can mean: it disagrees when the register has no tenure of that person that can cover them, and either knows who
held the post on all of them, or knows when that person's time was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Store

from ontology.terms import UN
from triples.deriving.rows import Row, rows

_REGISTER = """SELECT DISTINCT ?post ?tenure ?holder ?name ?source ?startEarliest ?startLatest ?endEarliest ?endLatest
WHERE {
  GRAPH ?graph { ?tenure a un:Tenure ; un:post ?post ; un:holder ?holder ; dcterms:source ?any }
  ?graph prov:wasDerivedFrom ?source . ?post un:oneHolder true . ?holder foaf:name ?name .
  OPTIONAL { GRAPH ?graph { ?tenure un:startEarliest ?startEarliest } }
  OPTIONAL { GRAPH ?graph { ?tenure un:startLatest ?startLatest } }
  OPTIONAL { GRAPH ?graph { ?tenure un:endEarliest ?endEarliest } }
  OPTIONAL { GRAPH ?graph { ?tenure un:endLatest ?endLatest } }
}"""
_REPORTS = """SELECT DISTINCT ?post ?tenure ?holder ?name ?source ?earliest ?latest WHERE {
  GRAPH ?graph {
    ?tenure a un:Tenure ; un:bearing un:Current ; un:reportedIn ?source . OPTIONAL { ?tenure un:attestedOn ?day }
  }
  ?tenure un:post ?post ; un:holder ?holder . ?post un:oneHolder true . ?holder foaf:name ?name .
  OPTIONAL { ?source dcterms:issued ?issued } OPTIONAL { ?source un:dateEarliest ?from ; un:dateLatest ?until }
  BIND (COALESCE(?day, ?issued, ?from) AS ?earliest) BIND (COALESCE(?day, ?issued, ?until) AS ?latest)
  FILTER (BOUND(?earliest) && BOUND(?latest))
}"""


@dataclass(frozen=True, slots=True)
class Told:
    """The rows that disagree (`triples.deriving.claims`), and in what."""

    aspect: NamedNode
    rows: list[Row]


def holders(store: Store) -> Iterator[Told]:
    """Disagreements about who held a post."""
    register: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(store, _REGISTER):
        register[row["post"].value].append(row)
    for post in sorted(register):
        yield from _overlaps(register[post])
    for report in rows(store, _REPORTS):
        yield from _against(report, register[report["post"].value])


def _overlaps(known: list[Row]) -> Iterator[Told]:
    """Two holders whose times certainly share more than the day of the handing over."""
    for one, other in combinations(known, 2):
        spans = [row for row in (one, other) if {"startLatest", "endEarliest"} <= row.keys()]
        if len(spans) == 2 and one["holder"] != other["holder"]:
            begun = max(row["startLatest"].value for row in spans)
            if begun < min(row["endEarliest"].value for row in spans):
                yield Told(UN.HolderAspect, [_claim(row, row["name"].value, begun) for row in spans])


def _against(report: Row, known: list[Row]) -> Iterator[Told]:
    own = [row for row in known if row["holder"] == report["holder"]]
    if any(_can_cover(row, report) for row in own):
        return
    others = [row for row in known if row["holder"] != report["holder"] and _covers(row, report)]
    told = [_claim(row, row["name"].value, report["earliest"].value) for row in others]
    if not others:
        told = [_claim(row, f"not {row['name'].value}", report["earliest"].value) for row in own]
    if told:
        claimed = _claim(report, report["name"].value, report["earliest"].value)
        yield Told(UN.HolderAspect, [claimed, claimed | {"about": report["tenure"]}, *told])


def _covers(row: Row, report: Row) -> bool:
    """Whether the tenure certainly ran on all days that the report can mean."""
    sure = {"startLatest", "endEarliest"} <= row.keys()
    return (
        sure
        and row["startLatest"].value <= report["earliest"].value <= report["latest"].value <= row["endEarliest"].value
    )


def _can_cover(row: Row, report: Row) -> bool:
    """Whether the tenure may have run on one of these days."""
    too_early = "startEarliest" in row and report["latest"].value < row["startEarliest"].value
    too_late = "endLatest" in row and row["endLatest"].value < report["earliest"].value
    return not (too_early or too_late)


def _claim(row: Row, value: str, part: str) -> Row:
    return {
        "about": row["post"],
        "value": Literal(value),
        "ground": row["tenure"],
        "source": row["source"],
        "part": Literal(part),
    }
