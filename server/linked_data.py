"""`/id/`, `/page/` and `/data/`: every thing in the graph, for people and for programs (303, httpRange-14).

What the snapshot before told of and the present one does not is 410, anything else that is unknown 404.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode

from ontology.terms import SD
from server import problems, things, timelines
from server.context import asker, context, settings, urls
from server.documents import DOCUMENTS, document, negotiated
from server.formats import carrying
from server.negotiation import Choice
from server.pages import rendering
from server.protocol import page_number
from triples.changes import gone
from triples.compaction import Inexpressible
from triples.framing import framed
from triples.iris import BASE

blueprint = Blueprint("linked_data", __name__)
blueprint.register_blueprint(timelines.blueprint)

_BY_GRAPH = ("trig", "nquads")
_TREE = "jsonld"


@blueprint.get("/id/<path:path>")
def identify(path: str) -> Response:
    """303 to the page or the data of a thing, as the client prefers; 301 to the thing that it was merged into."""
    _known(path)
    kept = urls().path_of(things.kept(asker(), _named(path)) or "")
    if kept is not None:
        return Response(status=301, headers={"Location": urls().at(f"id/{kept}")})
    choice = negotiated(carrying("triples"))
    target = urls().page(path) if choice.format.name == "html" else urls().data(path)
    return Response(status=303, headers={"Location": target, "Vary": "Accept", "Link": _alternates(path)})


@blueprint.get("/page/<path:path>")
def page(path: str) -> Response:
    """The thing, for people."""
    text = rendering.page(path, _named(path), page_number(request.args.get("page")))
    if text is None:
        raise _unknown(path)
    return Response(text, content_type="text/html; charset=utf-8", headers={"Link": _alternates(path)})


@blueprint.get("/data/<path:path>")
def data(path: str) -> Response:
    """The thing, for programs: the format by the suffix, else by Accept."""
    suffixed = next((row for row in DOCUMENTS if path.endswith(f".{row.suffix}")), None)
    if suffixed is None:
        return _document(path, negotiated(DOCUMENTS))
    response = _document(
        path.removesuffix(f".{suffixed.suffix}"), Choice(suffixed, suffixed.media_type), suffixed.suffix
    )
    del response.headers["Vary"]
    return response


def _document(path: str, choice: Choice, suffix: str = "") -> Response:
    number = page_number(request.args.get("page"))
    found = things.document(asker(), _named(path), number, settings().page_links, choice.format.name in _BY_GRAPH)
    if not found.quads:
        raise _unknown(path)
    response = _tree(path, found, choice) if choice.format.name == _TREE else document(found.quads, choice)
    around = [("prev", number - 1)] * (number > 1) + [("next", number + 1)] * found.more
    response.headers["Link"] = _alternates(path, ((rel, urls().data(path, suffix, to)) for rel, to in around))
    return response


def _tree(path: str, found: things.Document, choice: Choice) -> Response:
    """The document as a tree, the thing at its top; Problem (406) where JSON-LD cannot say it."""
    try:
        body = framed(_named(path), tuple(quad.triple for quad in found.quads))
    except Inexpressible as error:
        raise problems.not_writable(str(error)) from None
    return Response(body, content_type=choice.format.content_type, headers={"Vary": "Accept"})


def _alternates(path: str, around: Iterable[tuple[str, str]] = ()) -> str:
    """The other forms of the document (RFC 8288), what it is about, and the pages before and after this one."""
    links = [f'<{urls().data(path, row.suffix)}>; rel="alternate"; type="{row.media_type}"' for row in DOCUMENTS]
    links.append(f'<{urls().at(f"page/{path}")}>; rel="alternate"; type="text/html"')
    links.append(f'<{urls().query()}>; rel="{SD.endpoint.value}"')
    links += [f'<{target}>; rel="{rel}"' for rel, target in around]
    thing = urls().thing(path)
    return ", ".join(links + ([f'<{thing.value}>; rel="describes"'] if thing else []))


def _named(path: str) -> NamedNode:
    thing = urls().thing(path)
    if thing is None:
        raise _unknown(path)
    return thing


def _known(path: str) -> None:
    if not things.exists(asker(), _named(path)):
        raise _unknown(path)


@lru_cache(maxsize=1)
def _withdrawn(store: Path, snapshot: str) -> frozenset[str]:
    """What the data told of before `snapshot`, for as long as that is served."""
    return gone(store)


def _unknown(path: str) -> problems.Problem:
    if f"{BASE}id/{path}" in _withdrawn(settings().store, context().loaded.id):
        return problems.gone(f"There was {path}, and no source that is served tells of it any more.")
    return problems.not_found(f"Nothing is known of {path}. The query page helps to find what there is.")
