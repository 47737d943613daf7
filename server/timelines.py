"""`/body/NAME` and `/post/NAME/holders`: who sat in a body and who held a post, over time or on a day (`?on=`).

A day is judged by bounds: who certainly had begun and not ended, and who may have, as far as the sources tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode, Quad, QuerySolution

from server import problems, things
from server.asking import Asker, iri, literal
from server.context import asker, urls
from server.documents import PAGE, document, negotiated
from server.formats import carrying
from server.labels import Label, labels

blueprint = Blueprint("timelines", __name__)

_BOUNDS = """
  OPTIONAL { ?term un:startEarliest ?startEarliest } OPTIONAL { ?term un:startLatest ?startLatest }
  OPTIONAL { ?term un:endEarliest ?endEarliest } OPTIONAL { ?term un:endLatest ?endLatest }
"""
_NAMES = "?term ?who ?kind ?startEarliest ?startLatest ?endEarliest ?endLatest"
_SEATS = (
    f"SELECT DISTINCT {_NAMES} WHERE {{ ?term a un:Seat ; un:inBody {{{{thing}}}} ; un:member ?who ; un:seatKind ?kind"
    f" {_BOUNDS} }} ORDER BY ?startEarliest ?term"
)
_TENURES = (
    f"SELECT DISTINCT {_NAMES} WHERE {{ ?term a un:Tenure ; un:post {{{{thing}}}} ; un:holder ?who {_BOUNDS} }}"
    " ORDER BY ?startEarliest ?term"
)
_DOCUMENT = (
    "CONSTRUCT { ?term ?property ?value . ?value rdfs:label ?label } WHERE { VALUES ?term { {{terms}} }"
    " ?term ?property ?value OPTIONAL { ?value rdfs:label ?label FILTER (LANG(?label) = 'en') } }"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A seat or a tenure: who had it, of what kind, and the days between which it began and ended; empty: not known.

    `sure` tells whether it certainly ran on the day that was asked for.
    """

    iri: str
    who: Label
    whose: str
    kind: Label | None
    start: tuple[str, str]
    end: tuple[str, str]
    sure: bool

    def may_run_on(self, day: str) -> bool:
        """Whether no bound rules the day out."""
        return (not self.start[0] or self.start[0] <= day) and (not self.end[1] or day <= self.end[1])


@blueprint.get("/body/<slug>")
def body(slug: str) -> Response:
    """Who sat in a body, over time or on the day of `?on=YYYY-MM-DD`."""
    return _answer(f"body/{slug}", _SEATS, "Members")


@blueprint.get("/post/<slug>/holders")
def holders(slug: str) -> Response:
    """Who held a post, over time or on the day of `?on=YYYY-MM-DD`; the post is there also while nobody does."""
    return _answer(f"post/{slug}", _TENURES, "Holders")


def _answer(path: str, query: str, what: str) -> Response:
    thing, on = urls().thing(path), _day(request.args.get("on"))
    if thing is None or not things.exists(asker(), thing):
        raise problems.not_found(f"Nothing is known of {path}. The query page helps to find what there is.")
    choice = negotiated(carrying("triples"))
    found = terms(asker(), thing, query, on)
    if choice.format.name != PAGE:
        chosen = [NamedNode(term.iri) for term in found]
        triples = asker().construct(_DOCUMENT, terms=chosen) if chosen else []
        return document([Quad(*triple) for triple in triples], choice)
    name = labels(asker(), [thing])[thing.value]
    page = render_template("terms.html", what=what, name=name, path=path, on=on, terms=found, urls=urls())
    return Response(page, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def _day(written: str | None) -> str:
    """The day that is asked for as `YYYY-MM-DD`, empty without one; Problem (400) for anything else."""
    if written is None:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise problems.bad_request(f"on={written} is no day; write it as on=2015-12-10.") from None


def terms(asker: Asker, thing: NamedNode, query: str, on: str) -> tuple[Term, ...]:
    """The seats in a body or the tenures of a post, by their start; with a day, those that may have run on it."""
    rows = list(asker.select(query, thing=thing))
    named = [row[name] for row in rows for name in ("who", "kind")]
    names = labels(asker, [term for term in named if isinstance(term, NamedNode)])
    found = (_term(row, names, on) for row in rows)
    return tuple(term for term in found if not on or term.may_run_on(on))


def _term(row: QuerySolution, names: Mapping[str, Label], on: str) -> Term:
    began, begun, ends, ended = (
        literal(row[name]) if row[name] is not None else ""
        for name in ("startEarliest", "startLatest", "endEarliest", "endLatest")
    )
    kind, who = row["kind"], iri(row["who"]).value
    return Term(
        iri=iri(row["term"]).value,
        who=names[who],
        whose=who,
        kind=names[kind.value] if isinstance(kind, NamedNode) else None,
        start=(began, begun),
        end=(ends, ended),
        sure=bool(begun) and begun <= on and (on <= ends if ends else not ended),
    )
