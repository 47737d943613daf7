"""When a tenure ran, as far as the days of the reports tell, where the register does not know it.

A current holder had begun by the day of the report and had not ended; a former one had ended; a coming one had not
begun. Of several reports the tightest bounds count. A report whose day is not known lies between two days.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Store

from ontology.terms import UN
from triples.deriving.conclusions import follows
from triples.deriving.rows import Row, iri, rows
from triples.rdf import Triple

_REPORTS = """SELECT DISTINCT ?tenure ?bearing ?source ?earliest ?latest WHERE {
  GRAPH ?graph {
    ?tenure a un:Tenure ; un:bearing ?bearing ; un:reportedIn ?source . OPTIONAL { ?tenure un:attestedOn ?day }
  }
  OPTIONAL { ?source dcterms:issued ?issued } OPTIONAL { ?source un:dateEarliest ?from ; un:dateLatest ?until }
  BIND (COALESCE(?day, ?issued, ?from) AS ?earliest) BIND (COALESCE(?day, ?issued, ?until) AS ?latest)
  FILTER (BOUND(?earliest))
  FILTER NOT EXISTS { ?tenure un:startEarliest|un:startLatest|un:endEarliest|un:endLatest ?known }
}"""


def tenure_bounds(store: Store) -> Iterator[Triple]:
    """Bounds of tenures that only reports know, and the sources that they follow from."""
    for tenure, group in groupby(rows(store, _REPORTS), key=lambda row: iri(row, "tenure")):
        told = list(group)
        yield from _bounds(tenure, told)
        yield from follows(tenure, "tenure-bounds", sorted({iri(row, "source") for row in told}, key=str))


def _bounds(tenure: NamedNode, told: list[Row]) -> Iterator[Triple]:
    for bearing, bound, day, tightest in (
        (UN.Current, UN.startLatest, "latest", min),
        (UN.Current, UN.endEarliest, "earliest", max),
        (UN.Former, UN.endLatest, "latest", min),
        (UN.Incoming, UN.startEarliest, "earliest", max),
    ):
        days = [_day(row, day) for row in told if row["bearing"] == bearing]
        if days:
            yield tenure, bound, tightest(days, key=lambda day: day.value)


def _day(row: Row, name: str) -> Literal:
    day = row[name]
    assert isinstance(day, Literal)
    return day
