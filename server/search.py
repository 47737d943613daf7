"""`/search`: things by any of their names, as a page or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from ontology.terms import PREFIXES
from server import problems
from server.asking import Asker, iri, literal
from server.context import asker, context, urls
from server.documents import negotiated
from server.formats import Format
from server.labels import labels
from server.names import Match, Named, Names

blueprint = Blueprint("search", __name__)

_NAMES = """
SELECT DISTINCT ?thing ?class ?property ?name WHERE {
  VALUES ?class { un:State un:Body un:Official un:Post un:Topic un:Report un:Meeting un:Vote un:NewsArticle }
  ?thing a ?class .
  VALUES ?property {
    skos:prefLabel rdfs:label skos:altLabel skos:hiddenLabel foaf:name un:officialName un:formalName un:abbreviation
    un:demonym un:iso3 un:iso2
  }
  ?thing ?property ?name
}
"""
_PREFERRED = ("prefLabel", "label", "name")
_MOST = 100
_OFFERS = (
    Format("html", "page", "text/html", "html", frozenset()),
    Format("json", "JSON", "application/json", "json", frozenset()),
)


def names() -> Names:
    """The names of what is served now."""
    return context().index.names(context().loaded.version, partial(_named, asker()))


def _named(asker: Asker) -> Iterator[Named]:
    rows = [
        (iri(row["thing"]).value, iri(row["class"]).value, iri(row["property"]).value, row["name"])
        for row in asker.select(_NAMES)
    ]
    labels: dict[str, tuple[int, int, str]] = {}
    for thing, _, link, name in rows:
        last = link.replace("#", "/").rpartition("/")[2]
        if last in _PREFERRED:
            foreign = getattr(name, "language", None) not in ("en", None)
            rank = (int(foreign), _PREFERRED.index(last), literal(name))
            labels[thing] = min(labels.get(thing, rank), rank)
    for thing, kind, _, name in rows:
        label = labels[thing][2] if thing in labels else literal(name)
        yield Named(thing, label, kind.rpartition("#")[2], literal(name))


@blueprint.get("/search")
def search() -> Response:
    """What the words of `q` may name; `type` (a class) and `limit` narrow it."""
    text = request.args.get("q", "").strip()
    kinds = frozenset(request.args.getlist("type"))
    found = names().find(text, _limit(request.args.get("limit")), kinds) if text else []
    choice = negotiated(_OFFERS)
    if choice.format.name == "json":
        body: str = json.dumps({"q": text, "results": [_result(match) for match in found]}, ensure_ascii=False)
        return Response(body, content_type="application/json", headers={"Vary": "Accept"})
    kinds_of = {match.kind: NamedNode(PREFIXES["un"] + match.kind) for match in found}
    named = labels(asker(), [*(NamedNode(match.iri) for match in found), *kinds_of.values()])
    page = render_template("search.html", text=text, found=found, names=named, kinds=kinds_of, urls=urls())
    return Response(page, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def _result(match: Match) -> dict[str, object]:
    return {**asdict(match), "page": urls().link(match.iri)}


def _limit(text: str | None) -> int:
    if text is None:
        return 20
    if not (text.isdecimal() and 0 < int(text[:9]) <= _MOST):
        raise problems.bad_request(f"limit is {text!r}; give a whole number from 1 to {_MOST}.")
    return int(text)
