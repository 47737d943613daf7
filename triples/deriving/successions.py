"""Who followed whom in a post for one holder.

A tenure succeeds the one that began last before it, when that one certainly began earlier and ended when the later
began, give or take a month. Where more time can lie between, somebody may be missing, and nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from pyoxigraph import Store

from ontology.terms import UN
from triples.deriving.conclusions import concluded
from triples.deriving.rows import Row, iri, rows
from triples.rdf import Triple

_BETWEEN = timedelta(days=31)

_TENURES = """SELECT DISTINCT ?post ?startEarliest ?startLatest ?tenure ?holder ?endEarliest ?endLatest WHERE {
  ?post un:oneHolder true . ?tenure a un:Tenure ; un:post ?post ; un:holder ?holder ;
    un:startEarliest ?startEarliest ; un:startLatest ?startLatest .
  OPTIONAL { ?tenure un:endEarliest ?endEarliest } OPTIONAL { ?tenure un:endLatest ?endLatest }
}"""


def successions(store: Store) -> Iterator[Triple]:
    """`un:succeeds` from each tenure to the one before it, where that is certain."""
    for _, group in groupby(rows(store, _TENURES), key=lambda row: row["post"].value):
        for before, after in pairwise(group):
            if _succeeds(after, before):
                grounds = [iri(before, "tenure"), iri(after, "tenure")]
                yield from concluded((grounds[1], UN.succeeds, grounds[0]), "tenure-succession", grounds)


def _succeeds(after: Row, before: Row) -> bool:
    if after["holder"] == before["holder"] or not {"endEarliest", "endLatest"} <= before.keys():
        return False
    begun = _day(before, "startLatest") < _day(after, "startEarliest")
    ended = _day(before, "endEarliest") <= _day(after, "startLatest")
    return begun and ended and _day(after, "startEarliest") - _day(before, "endLatest") <= _BETWEEN


def _day(row: Row, name: str) -> date:
    return date.fromisoformat(row[name].value)
