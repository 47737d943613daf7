"""`/id/`, `/page/` and `/data/`: every thing in the graph, for people and for programs (303, httpRange-14)."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from server import problems, things
from server.context import asker, settings, urls
from server.formats import Format, carrying, with_charset
from server.negotiation import choose
from triples.export import Format as ExportFormat
from triples.export import render

blueprint = Blueprint("linked_data", __name__)

_DOCUMENTS = tuple(row for row in carrying("triples") if row.name != "html")
_EXPORTS: dict[str, ExportFormat] = {
    "turtle": "turtle",
    "jsonld": "jsonld",
    "ntriples": "ntriples",
    "rdfxml": "rdfxml",
    "trig": "trig",
    "nquads": "nquads",
}
_BY_GRAPH = ("trig", "nquads")


@blueprint.get("/id/<path:path>")
def identify(path: str) -> Response:
    """303 to the page or the data of a thing, as the client prefers."""
    _known(path)
    choice = choose(request.headers.get("Accept"), carrying("triples"))
    if choice is None:
        raise problems.not_acceptable(carrying("triples"))
    target = urls().page(path) if choice.format.name == "html" else urls().data(path)
    return Response(status=303, headers={"Location": target, "Vary": "Accept", "Link": _alternates(path)})


@blueprint.get("/page/<path:path>")
def page(path: str) -> Response:
    """The thing, for people."""
    number = _page_number()
    found = things.describe(asker(), _named(path), number, settings().page_links)
    if found is None:
        raise _unknown(path)
    text = render_template(
        "thing.html", thing=found, path=path, page=number, documents=_DOCUMENTS, urls=urls(), settings=settings()
    )
    return Response(text, content_type="text/html; charset=utf-8", headers={"Link": _alternates(path)})


@blueprint.get("/data/<path:path>")
def data(path: str) -> Response:
    """The thing, for programs: the format by the suffix, else by Accept."""
    document = next((row for row in _DOCUMENTS if path.endswith(f".{row.suffix}")), None)
    if document is not None:
        return _document(path.removesuffix(f".{document.suffix}"), document, document.media_type)
    choice = choose(request.headers.get("Accept"), _DOCUMENTS)
    if choice is None:
        raise problems.not_acceptable(_DOCUMENTS)
    response = _document(path, choice.format, choice.media_type)
    response.headers["Vary"] = "Accept"
    return response


def _document(path: str, form: Format, media_type: str) -> Response:
    read = things.document_by_graph if form.name in _BY_GRAPH else things.document
    quads = read(asker(), _named(path), settings().page_links)
    if not quads:
        raise _unknown(path)
    body = render(quads, _EXPORTS[form.name])
    return Response(body, content_type=with_charset(media_type), headers={"Link": _alternates(path)})


def _alternates(path: str) -> str:
    """The other forms of the document (RFC 8288), and what it is about."""
    links = [f'<{urls().data(path, row.suffix)}>; rel="alternate"; type="{row.media_type}"' for row in _DOCUMENTS]
    links.append(f'<{urls().page(path)}>; rel="alternate"; type="text/html"')
    thing = urls().thing(path)
    return ", ".join(links + ([f'<{thing.value}>; rel="describes"'] if thing else []))


def _page_number() -> int:
    text = request.args.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise problems.bad_request(f"page: {text!r} is not the number of a page.")
    return int(text)


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
