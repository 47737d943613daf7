"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol. Reading is open, writing takes the token.

A graph is named by `?graph=IRI`, as `?default`, or directly: `/graphs/NAME` is the graph with that address as its IRI.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Literal

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode, RdfFormat
from werkzeug.http import parse_options_header
from werkzeug.wsgi import get_current_url

from server import problems, protocol
from server.caching import NEVER
from server.context import asker, context, query_string, settings
from server.engine.loading import home_of
from server.engine.wire import Job
from server.formats import FORMATS, Format, with_charset
from server.multipart import parts
from server.negotiation import Choice, choose
from server.writes import allow, carry_out, done

blueprint = Blueprint("graphs", __name__)

_ENGINE = (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML)
_FORMATS = tuple(row for row in FORMATS if row.engine in _ENGINE)
_MULTIPART = "multipart/form-data"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_ANY = "ASK { GRAPH {{graph}} { ?s ?p ?o } }"
_TAG = re.compile(r'(?P<weak>W/)?"(?P<tag>[^"]*)"|(?P<any>\*)')
_PATIENCE = 5  # times that a graph is read again because it was written meanwhile


@blueprint.get("/graphs")
@blueprint.get("/graphs/<path:path>")
def read(path: str = "") -> Response:
    """A graph (`?graph=IRI`, `?default`, or the one named by this address), in the format by Accept."""
    graph = _graph(path)
    choice = choose(request.headers.get("Accept"), _FORMATS)
    if choice is None:
        raise problems.not_acceptable(_FORMATS)
    version, body = _content(graph, choice)
    headers = {"Vary": "Accept", "ETag": f'"{version}-{choice.format.name}"', "Cache-Control": "no-cache"}
    if settings().endpoint:
        headers = {"Vary": "Accept", "Cache-Control": NEVER}
    if body is None:
        held = _held(version, choice)
        unknown: Iterator[bytes] = iter(())  # how long it is for a GET, so that no length is told (RFC 9110, 8.6)
        status, media_type = 304 if held else 200, with_charset(choice.media_type)
        return Response(unknown, status, headers=headers, content_type=media_type)
    return Response(body, headers=headers, content_type=with_charset(choice.media_type))


@blueprint.put("/graphs")
@blueprint.put("/graphs/<path:path>")
def replace(path: str = "") -> Response:
    """Makes the graph what the body says, for who has the token: 201 for a new one."""
    allow()
    return _write("put", _graph(path), _documents())


@blueprint.post("/graphs")
@blueprint.post("/graphs/<path:path>")
def merge(path: str = "") -> Response:
    """Adds what the body says to the graph, or without a name to a new graph: 201 with its Location."""
    allow()
    if path or protocol.parameters(query_string()).pairs:
        return _write("post", _graph(path), _documents())
    new = f"{_address()}/{uuid.uuid4()}"
    response = _write("post", new, _documents())
    response.headers["Location"] = new
    return response


@blueprint.delete("/graphs")
@blueprint.delete("/graphs/<path:path>")
def remove(path: str = "") -> Response:
    """Removes the graph, or empties the default graph, for who has the token."""
    allow()
    return _write("delete", _graph(path), [])


def _graph(path: str) -> str | None:
    """The IRI of the graph that the request is about, None for the default graph. Problem (400) where that is unclear.

    https://www.w3.org/TR/sparql11-http-rdf-update/#graph-identification
    """
    given = protocol.parameters(query_string())
    graph, default = given.at_most_once("graph"), given.at_most_once("default")
    if [bool(path), graph is not None, default is not None].count(True) != 1:
        raise problems.bad_request("Name one graph: by ?graph=IRI, as ?default, or as /graphs/NAME.")
    if default is not None:
        return None
    iri = _address() if graph is None else graph
    try:
        return NamedNode(iri).value
    except ValueError:
        raise problems.bad_request(f"graph: {iri!r} is not an absolute IRI.") from None


def _address() -> str:
    """Where this request reached us."""
    return get_current_url(request.environ, strip_querystring=True).rstrip("/")


def _content(graph: str | None, choice: Choice) -> tuple[str, Iterator[bytes] | bytes | None]:
    """The version of a graph and its bytes: None where the client asks for none, or has them. Problem (404).

    The version is looked up first, and again when a worker has begun: had the graph changed between, the tag of one
    version could go with the bytes of another.
    """
    version = _version(graph)
    if request.method == "HEAD" or _held(version, choice):
        return version, None
    for _ in range(_PATIENCE):
        version = _version(graph)
        answer = context().engine.evaluate(_job(graph, choice))
        if _version(graph) == version:
            break
        answer.close()
    return version, iter(answer) if answer.following else answer.body


def _held(version: str, choice: Choice) -> bool:
    """Whether the client has the graph; of a store elsewhere, nobody knows."""
    return not settings().endpoint and f"{version}-{choice.format.name}" in _tags("If-None-Match")


def _version(graph: str | None) -> str:
    """Different whenever the graph is, but for a store elsewhere; Problem (404) when there is no such graph."""
    loaded, name = context().loaded, _name(graph)
    if settings().endpoint:
        if graph is not None and not asker().ask(_ANY, graph=NamedNode(graph)):
            raise problems.no_such_graph(name)
        return ""
    if name not in loaded.graphs and name != _name(None):
        raise problems.no_such_graph(name)
    return loaded.version_of(name)


def _name(graph: str | None) -> str:
    """What the engine calls the graph: of the default graph, "" or the graph that holds what is stated in it."""
    if graph is not None:
        return graph
    return home_of(settings().base_iri) if settings().default_graph == "union" else ""


def _job(graph: str | None, choice: Choice) -> Job:
    chosen, name = settings(), _name(graph)
    dataset: tuple[list[str], list[str]] | None = ([name], []) if name else None
    return Job(_ALL, None, choice.format.name, chosen.base_iri, chosen.timeout, chosen.result_size, graphs=dataset)


def _documents() -> list[tuple[Format, bytes]]:
    """The documents of the body, several in a multipart one. Problem (400, 415)."""
    media_type, options = parse_options_header(request.content_type)
    body = request.get_data(cache=False)
    if media_type == _MULTIPART and request.method == "POST":
        return [(_format(content_type), data) for content_type, data in parts(body, options.get("boundary", ""))]
    return [(_format(request.content_type or ""), body)]


def _format(content_type: str) -> Format:
    media_type, options = parse_options_header(content_type)
    found = next((row for row in _FORMATS if row.media_type == media_type), None)
    if found is None or options.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise problems.unsupported_media_type(content_type, [row.media_type for row in _FORMATS])
    return found


def _write(
    kind: Literal["put", "post", "delete"], graph: str | None, documents: list[tuple[Format, bytes]]
) -> Response:
    written = carry_out(
        kind,
        b"".join(document for _, document in documents),
        graph=graph,
        parts=[(form.name, len(document)) for form, document in documents],
        if_match=_versions("If-Match"),
        if_none_match=_versions("If-None-Match"),
    )
    return done(201 if graph in written.created else 204)


def _versions(header: str) -> list[str] | None:
    """The versions of the graph behind the tags of a condition: what they say before the format. None without it."""
    if header not in request.headers:
        return None
    return [tag.rpartition("-")[0] or tag for tag in _tags(header)]


def _tags(header: str) -> list[str]:
    """The strong tags that a condition lists, or `*`."""
    found = _TAG.finditer(request.headers.get(header, ""))
    return [match["any"] or match["tag"] for match in found if not match["weak"]]
