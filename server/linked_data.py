"""`/id/`, `/page/` and `/data/`: every thing in the graph, for people and for programs (303, httpRange-14)."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from ontology.terms import SD, UN
from server import problems, things, timelines, votes
from server.context import asker, settings, urls
from server.documents import DOCUMENTS, document, negotiated
from server.formats import carrying
from server.negotiation import Choice
from server.protocol import page_number

blueprint = Blueprint("linked_data", __name__)
blueprint.register_blueprint(timelines.blueprint)

_BY_GRAPH = ("trig", "nquads")


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
    number = page_number(request.args.get("page"))
    found = things.describe(asker(), _named(path), number, settings().page_links)
    if found is None:
        raise _unknown(path)
    is_vote = number == 1 and UN.Vote.value in [kind.iri for kind in found.types]
    text = render_template(
        "thing.html",
        thing=found,
        choices=votes.choices(asker(), _named(path)) if is_vote else (),
        path=path,
        page=number,
        documents=DOCUMENTS,
        urls=urls(),
    )
    return Response(text, content_type="text/html; charset=utf-8", headers={"Link": _alternates(path)})


@blueprint.get("/data/<path:path>")
def data(path: str) -> Response:
    """The thing, for programs: the format by the suffix, else by Accept."""
    suffixed = next((row for row in DOCUMENTS if path.endswith(f".{row.suffix}")), None)
    if suffixed is None:
        return _document(path, negotiated(DOCUMENTS))
    response = _document(path.removesuffix(f".{suffixed.suffix}"), Choice(suffixed, suffixed.media_type))
    del response.headers["Vary"]
    return response


def _document(path: str, choice: Choice) -> Response:
    read = things.document_by_graph if choice.format.name in _BY_GRAPH else things.document
    quads = read(asker(), _named(path), settings().page_links)
    if not quads:
        raise _unknown(path)
    response = document(quads, choice)
    response.headers["Link"] = _alternates(path)
    return response


def _alternates(path: str) -> str:
    """The other forms of the document (RFC 8288), and what it is about."""
    links = [f'<{urls().data(path, row.suffix)}>; rel="alternate"; type="{row.media_type}"' for row in DOCUMENTS]
    links.append(f'<{urls().page(path)}>; rel="alternate"; type="text/html"')
    links.append(f'<{urls().query()}>; rel="{SD.endpoint.value}"')
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


def _unknown(path: str) -> problems.Problem:
    return problems.not_found(f"Nothing is known of {path}. The query page helps to find what there is.")
