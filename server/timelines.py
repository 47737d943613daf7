"""`/body/NAME` and `/post/NAME/holders`: who sat in a body and who held a post, over time or on a day, as data.

For people the page of the thing shows the same.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode, Quad

from server import problems, things
from server.asking import Asker
from server.context import asker, urls
from server.documents import PAGE, document, negotiated
from server.formats import carrying
from server.pages.rendering import day
from server.pages.terms import SEATS, TENURES, terms

blueprint = Blueprint("timelines", __name__)

_ALL = 100_000  # terms of one thing
_AT_ONCE = 1000  # terms that one query describes
_DOCUMENT = (
    "CONSTRUCT { ?term ?property ?value . ?value rdfs:label ?label } WHERE { VALUES ?term { {{terms}} }"
    " ?term ?property ?value OPTIONAL { ?value rdfs:label ?label FILTER (LANG(?label) = 'en') } }"
)


@blueprint.get("/body/<slug>")
def body(slug: str) -> Response:
    """Who sat in a body, over time or on the day of `?on=YYYY-MM-DD`."""
    return _answer(f"body/{slug}", SEATS)


@blueprint.get("/post/<slug>/holders")
def holders(slug: str) -> Response:
    """Who held a post, over time or on the day of `?on=YYYY-MM-DD`; the post is there also while nobody does."""
    return _answer(f"post/{slug}", TENURES)


def _answer(path: str, pattern: str) -> Response:
    thing, on = urls().thing(path), day(request.args.get("on"))
    if thing is None or not things.exists(asker(), thing):
        raise problems.not_found(f"Nothing is known of {path}. The query page helps to find what there is.")
    choice = negotiated(carrying("triples"))
    if choice.format.name == PAGE:
        return Response(status=303, headers={"Location": urls().page(path, on=on), "Vary": "Accept"})
    found = [one.term for one in terms(asker(), thing, pattern, on, limit=_ALL)]
    return document(_described(asker(), found), choice)


def _described(asker: Asker, found: list[NamedNode]) -> list[Quad]:
    """All that is said of these terms, and the names of what they link to."""
    parts = (found[at : at + _AT_ONCE] for at in range(0, len(found), _AT_ONCE))
    return [Quad(*triple) for part in parts for triple in asker.construct(_DOCUMENT, terms=part)]
