"""Claims against the rules of a body: what a report says a member may do, held against the Charter and the record.

A report that allows a permanent member of the Security Council so many vetoes contradicts Article 27, which sets no
number; where the record counts more of them, it contradicts the record as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Literal, Store

from ontology.terms import UN
from triples.deriving.conclusions import rule
from triples.deriving.holders import Told
from triples.deriving.rows import Row, rows
from triples.iris import thing
from triples.rdf import text

_CHARTER = "charter-article-27"
_ALLOWED = f"""SELECT DISTINCT ?about ?value ?ground ?source ?unit WHERE {{
  ?ground a un:ReportedFigure ; un:about ?about ; un:unit ?unit ; un:qualifier un:UpTo ; un:quantity ?value ;
    un:reportedIn ?source .
  FILTER (?unit = "vetoes")
  ?seat un:member ?about ; un:inBody {thing("body", "Security Council")} ; un:seatKind un:Permanent .
}}"""
_CAST = """SELECT DISTINCT ?about ?ground ?source WHERE {
  ?ground un:vetoedBy ?about ; un:reportedIn ?source . ?source a un:VotingRecord
}"""


def limits(store: Store) -> Iterator[Told]:
    """Disagreements about how many vetoes a permanent member has."""
    allowed = rows(store, _ALLOWED)
    cast = rows(store, _CAST) if allowed else []
    for _, group in groupby(allowed, key=lambda row: row["about"].value):
        told = list(group)
        yield Told(UN.RuleAspect, [*told, _without_limit(told[0]), *_exceeded(told, cast)])


def _without_limit(told: Row) -> Row:
    return {
        "about": told["about"],
        "unit": told["unit"],
        "value": text("no limit"),
        "ground": rule(_CHARTER),
        "source": thing("source", "un-charter"),
        "rule": Literal(_CHARTER),
    }


def _exceeded(told: list[Row], cast: list[Row]) -> list[Row]:
    """The record's own count, where it is beyond what a report allows: it speaks against that, and is no limit."""
    own = [row for row in cast if row["about"] == told[0]["about"]]
    number = len({row["ground"] for row in own})
    if number <= min(float(row["value"].value) for row in told):
        return []
    counted: Row = {"value": text(f"{number} on record"), "unit": told[0]["unit"], "rule": Literal("")}
    return [row | counted for row in own]
