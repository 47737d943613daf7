"""Bounds in time as triples: as written, and the first and last day that each can mean."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import UN
from triples.rdf import Triple, day
from triples.reference.rows import Period

_START = (UN.startText, UN.startEarliest, UN.startLatest)
_END = (UN.endText, UN.endEarliest, UN.endLatest)


def started_and_ended(node: NamedNode, start: Period | None, end: Period | None) -> Iterator[Triple]:
    """When it began and when it ended; nothing for what is not known."""
    for period, (written, earliest, latest) in ((start, _START), (end, _END)):
        if period:
            yield node, written, Literal(period.text)
        if period and period.earliest:
            yield node, earliest, day(period.earliest)
        if period and period.latest:
            yield node, latest, day(period.latest)
