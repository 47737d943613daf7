"""Seats and tenures: who sat or served where, between which days, as far as sources tell.

A day is judged by bounds: who certainly had begun and not ended, and who may have.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, QuerySolution

from ontology.terms import XSD
from server.asking import Asker, iri
from server.charts import span, years
from server.pages.lists import IN_BODY
from server.pages.reading import node, text

MOST = 400  # terms on one page: more than any body has members

SEATS = f"?term a un:Seat ; un:member ?who ; {IN_BODY} OPTIONAL {{ ?term un:seatKind ?kind }}"
SEATS_OF_STATE = "?term a un:Seat ; un:member {{thing}} ; un:inBody ?who OPTIONAL { ?term un:seatKind ?kind }"
TENURES = "?term a un:Tenure ; un:post {{thing}} ; un:holder ?who"
TENURES_OF_OFFICIAL = "?term a un:Tenure ; un:holder {{thing}} ; un:post ?who"
OFFICES_OF_STATE = "?with un:representing {{thing}} . ?term un:post ?with ; un:holder ?who"
OFFICES_OF_BODY = f"?with a un:Post ; {IN_BODY} ?term un:post ?with ; un:holder ?who"

_TERMS = """
SELECT DISTINCT ?term ?who ?with ?kind ?startEarliest ?startLatest ?endEarliest ?endLatest ?attested WHERE {
  %s
  OPTIONAL { ?term un:startEarliest ?startEarliest } OPTIONAL { ?term un:startLatest ?startLatest }
  OPTIONAL { ?term un:endEarliest ?endEarliest } OPTIONAL { ?term un:endLatest ?endLatest }
  OPTIONAL { ?term un:attestedOn ?attested }
  %s
} ORDER BY %s LIMIT {{limit}} OFFSET {{offset}}
"""
_ON = """
  FILTER (!BOUND(?startEarliest) || ?startEarliest <= {{on}}) FILTER (!BOUND(?endLatest) || {{on}} <= ?endLatest)
"""
_FIRST_TO_LAST = "?startEarliest ?term"
_LAST_TO_FIRST = "DESC(COALESCE(?startEarliest, ?startLatest, ?attested)) ?term"


@dataclass(frozen=True, slots=True)
class Term:
    """A seat or a tenure: who or what is at its other end (with an office: `office`), of what kind, and the days
    between which it began and ended, earliest and latest; empty: not known. `sure` tells whether it certainly ran on
    the day that was asked for, `attested` a day on which a source says that it did."""

    term: NamedNode
    who: NamedNode
    office: NamedNode | None
    kind: NamedNode | None
    start: tuple[str, str]
    end: tuple[str, str]
    attested: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Terms under one axis of years."""

    terms: tuple[Term, ...]
    first: int
    last: int

    def strip(self, term: Term) -> Markup:
        """The bar of a term on the axis."""
        attested = (term.attested, term.attested)
        known = any(term.start) or any(term.end)
        return span(term.start if known else attested, term.end if known else attested, self.first, self.last)


def terms(
    asker: Asker, thing: NamedNode, pattern: str, on: str = "", newest: bool = False, limit: int = MOST, page: int = 1
) -> tuple[Term, ...]:
    """The terms of a pattern of this module, in the order of their beginnings; with a day (`on`), those that may have
    run on it."""
    order = _LAST_TO_FIRST if newest else _FIRST_TO_LAST
    day = Literal(on, datatype=XSD.date)
    query = _TERMS % (pattern, _ON if on else "", order)
    found = asker.select(query, thing=thing, on=day, limit=limit, offset=(page - 1) * limit)
    unique = {row["term"]: _term(row, on) for row in found}  # a term that two sources bound twice is one line
    return tuple(unique.values())


def timeline(found: Sequence[Term], today: str) -> Timeline | None:
    """The terms with an axis that holds all their days, and today where one may still run; None without any day."""
    days = [day for term in found for day in (*term.start, *term.end, term.attested)]
    running = [today for term in found if any(term.start) and not term.end[1]]
    axis = years([*days, *running])
    return Timeline(tuple(found), *axis) if axis else None


def _term(row: QuerySolution, on: str) -> Term:
    began, begun, ends, ended = (
        text(row, edge) for edge in ("startEarliest", "startLatest", "endEarliest", "endLatest")
    )
    sure = bool(begun) and begun <= on and (on <= ends if ends else not ended)
    office, kind = node(row, "with"), node(row, "kind")
    return Term(
        iri(row["term"]), iri(row["who"]), office, kind, (began, begun), (ends, ended), text(row, "attested"), sure
    )


def bounds(days: tuple[str, str]) -> str:
    """Two days as one date where they are a day, a whole month or a whole year: `2014-11`; else empty."""
    first, last = days
    if not (first and last):
        return ""
    if first == last:
        return first
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    month_ends = first[:7] == last[:7] and int(last[8:]) == monthrange(int(last[:4]), int(last[5:7]))[1]
    return first[:7] if first[8:] == "01" and month_ends else ""
