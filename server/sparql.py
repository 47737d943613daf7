"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, and the query page for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from flask import Blueprint, Response, render_template, request

from server import problems, protocol
from server.caching import NEVER, volatile
from server.context import context, query_string, settings, urls
from server.engine import wire
from server.engine.pool import Answer
from server.engine.wire import Job
from server.examples import examples
from server.formats import Family, Format, by_name, carrying, with_charset
from server.negotiation import Choice, choose
from server.protocol import SparqlRequest
from server.settings import Settings
from server.syntax import usage

blueprint = Blueprint("sparql", __name__)

_offers = cache(carrying)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Evaluates a query, or shows the page to write one."""
    accept = request.headers.get("Accept")
    asked = protocol.read(request.method, query_string(), request.content_type or "", _body(), accept)
    if asked is None:
        return _form(accept)
    return _answer(asked)


def _body() -> bytes:
    return request.get_data(cache=False) if request.method == "POST" else b""


def _answer(asked: SparqlRequest) -> Response:
    solutions, triples = (_chosen(asked, family) for family in ("solutions", "triples"))
    if solutions is None and triples is None:
        raise problems.not_acceptable(_both())
    answer = context().engine.evaluate(job(asked, settings(), solutions, triples), _client())
    choice = triples if answer.family == wire.TRIPLES else solutions
    assert choice is not None
    response = _page(asked, answer) if choice.format.name == "html" else _result(answer, choice.media_type)
    if volatile(asked.query):
        response.headers["Cache-Control"] = NEVER
    return response


def _result(answer: Answer, media_type: str) -> Response:
    """The engine's own bytes, at hand or still coming."""
    headers = {"Vary": "Accept"}
    if answer.following is None:
        return Response(answer.body, content_type=with_charset(media_type), headers=headers)
    if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":  # has no chunks: without a length, cut would look whole
        headers["Content-Length"] = str(answer.length())
    return Response(answer, content_type=with_charset(media_type), headers=headers)


def _chosen(asked: SparqlRequest, family: Family) -> Choice | None:
    if asked.format is not None:
        return Choice(asked.format, asked.format.media_type) if family in asked.format.carries else None
    return choose(asked.accept, _offers(family))


def _both() -> Sequence[Format]:
    return tuple(dict.fromkeys((*_offers("solutions"), *_offers("triples"))))


def job(asked: SparqlRequest, settings: Settings, solutions: Choice | None, triples: Choice | None) -> Job:
    """The job for a worker. Problem when the query would reach out of the store or is nested too deeply.

    A dataset in the request wins over the query's own (SPARQL 1.1 Protocol, 2.1.4).
    """
    used = usage(asked.query)
    if used.remote is not None:
        raise problems.forbidden(f"{used.remote} reaches out to another server, which this one does not do.")
    if used.depth > settings.nesting:
        raise problems.bad_request(f"The query nests {used.depth} brackets; {settings.nesting} is the limit `nesting`.")
    return Job(
        asked.query,
        solutions.format.name if solutions else None,
        triples.format.name if triples else None,
        settings.base_iri,
        min(asked.timeout or settings.timeout, settings.timeout),
        settings.result_size,
        None if asked.default_graphs is None else (asked.default_graphs, asked.named_graphs or ()),
        rows=settings.page_rows,
    )


def _client() -> int | None:
    """The descriptor of the client's socket, where the server tells it (gunicorn does)."""
    socket = request.environ.get("gunicorn.socket")
    return None if socket is None else int(socket.fileno())


def _form(accept: str | None) -> Response:
    html = by_name("html")
    assert html is not None
    if choose(accept, (*_offers("triples"),)) != Choice(html, html.media_type):
        raise problems.bad_request("There is no query. Send one as the parameter query, or as the body of a POST.")
    wanted = request.args.get("example", "")
    known = examples(settings().base_iri)
    chosen = next((example for example in known if example.name == wanted), None)
    return _html(chosen.query if chosen else "", None)


def _page(asked: SparqlRequest, answer: Answer) -> Response:
    result = json.loads(answer.read())
    response = _html(asked.query, result)
    if result.get("more"):
        response.headers["Cache-Control"] = NEVER
    return response


def _html(query: str, result: object) -> Response:
    text = render_template(
        "query.html",
        query=query,
        result=result,
        examples=examples(settings().base_iri),
        formats=_both(),
        urls=urls(),
        settings=settings(),
    )
    return Response(text, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})
