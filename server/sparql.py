"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, and the query page for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, request
from pyoxigraph import Quad

from server import problems, protocol, querypage
from server.caching import NEVER, volatile
from server.context import address, context, query_string, settings, urls
from server.delivery import request_id
from server.description import service_description
from server.documents import PAGE, document
from server.engine import wire
from server.engine.answer import Answer
from server.engine.errand import Outcome
from server.engine.wire import Job
from server.formats import Family, Format, by_name, carrying, with_charset
from server.negotiation import Choice, choose
from server.protocol import SparqlRequest
from server.settings import Settings
from server.syntax import usage

blueprint = Blueprint("sparql", __name__)

OUTCOME = "unkg.outcome"  # in the environment of a request: what came of its query already

_LONGEST_ESCAPE = 3  # bytes for one, in a form
_offers = cache(carrying)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Evaluates a query; without one, the service description, or for people the page to write one."""
    accept = request.headers.get("Accept")
    asked = protocol.read(request.method, query_string(), request.content_type or "", _body(), accept)
    if asked is None:
        return _without_query(accept)
    try:
        return _answer(asked)
    except problems.Problem as problem:
        if problems.form_for(accept).name != PAGE or problem.status == 413:  # what is too long is not said again
            raise
        return querypage.refused(asked, problem.of_request(request_id(), urls().at("limits")))


def _body() -> bytes:
    if request.method != "POST":
        return b""
    body, limit = request.get_data(cache=False), settings().query_size
    if len(body) > (limit << 10) * _LONGEST_ESCAPE:
        raise problems.query_too_large(limit)
    return body


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as a worker gets it, and the formats for either kind of result."""

    job: Job
    solutions: Choice | None
    triples: Choice | None

    def format_of(self, answer: Answer) -> Choice:
        """The format of the answer."""
        choice = self.triples if answer.family == wire.TRIPLES else self.solutions
        assert choice is not None
        return choice

    def is_page(self, answer: Answer) -> bool:
        """Whether the answer is for people."""
        return self.format_of(answer).format.name == PAGE


def planned(asked: SparqlRequest, settings: Settings, id: str = "", by: str = "") -> Plan:
    """What is to be done for a request, of this id and client, where they are known already.

    Problem when that is not allowed, or the client takes no format of ours.
    """
    solutions, triples = (_chosen(asked, family) for family in ("solutions", "triples"))
    if solutions is None and triples is None:
        raise problems.not_acceptable(_both())
    if asked.page > 1 and not any(choice and choice.format.name == PAGE for choice in (solutions, triples)):
        raise problems.bad_request("page is for people. A program takes parts with ORDER BY, LIMIT and OFFSET.")
    return Plan(job(asked, settings, solutions, triples, id, by), solutions, triples)


def told(plan: Plan, answer: Answer) -> list[tuple[str, str]]:
    """The headers before the engine's own bytes, at hand or still coming."""
    headers = [("Content-Type", with_charset(plan.format_of(answer).media_type)), ("Vary", "Accept")]
    if answer.following is None:
        headers.append(("Content-Length", str(len(answer.body))))
    if volatile(plan.job.query):
        headers.append(("Cache-Control", NEVER))
    return headers


def _answer(asked: SparqlRequest) -> Response:
    plan = planned(asked, settings())
    answer = _begun() or context().engine.evaluate(plan.job, _client())
    if not plan.is_page(answer):
        return _result(plan, answer)
    response = querypage.answered(asked, answer)
    if volatile(asked.query):
        response.headers["Cache-Control"] = NEVER
    return response


def _begun() -> Answer | None:
    """The answer, where the query was evaluated before the request came here; raises what came of it instead."""
    outcome: Outcome | None = request.environ.get(OUTCOME)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _result(plan: Plan, answer: Answer) -> Response:
    """The engine's own bytes, at hand or still coming."""
    headers = told(plan, answer)
    if answer.following is None:
        return Response(answer.body, headers=headers)
    if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":  # has no chunks: without a length, cut would look whole
        headers.append(("Content-Length", str(answer.length())))
    return Response(answer, headers=headers)


def _chosen(asked: SparqlRequest, family: Family) -> Choice | None:
    if asked.format is not None:
        return Choice(asked.format, asked.format.media_type) if family in asked.format.carries else None
    return choose(asked.accept, _offers(family))


def _both() -> Sequence[Format]:
    return tuple(dict.fromkeys((*_offers("solutions"), *_offers("triples"))))


def job(
    asked: SparqlRequest,
    settings: Settings,
    solutions: Choice | None,
    triples: Choice | None,
    id: str = "",
    by: str = "",
) -> Job:
    """The job for a worker. Problem when the query is too long or too deep, or would reach out of the store.

    A dataset in the request wins over the query's own (SPARQL 1.1 Protocol, 2.1.4).
    """
    if len(asked.query) > settings.query_size << 10:
        raise problems.query_too_large(settings.query_size)
    used = usage(asked.query)
    if used.remote == "LOAD" or (used.remote is not None and not settings.services):
        raise problems.stays_here(used.remote)
    if used.depth > settings.nesting:
        raise problems.too_deep("query", settings.nesting)
    return Job(
        asked.query,
        solutions.format.name if solutions else None,
        triples.format.name if triples else None,
        settings.base_iri,
        min(asked.timeout or settings.timeout, settings.timeout),
        settings.result_size,
        None if asked.default_graphs is None else (asked.default_graphs, asked.named_graphs or ()),
        rows=settings.page_rows,
        id=id,
        skip=(asked.page - 1) * settings.page_rows,
        by=by,
    )


def _client() -> int | None:
    """The descriptor of the client's socket, where the server tells it (gunicorn does)."""
    socket = request.environ.get("gunicorn.socket")
    return None if socket is None else int(socket.fileno())


def _without_query(accept: str | None) -> Response:
    choice = _named(request.args.get("format", "")) or choose(accept, _offers("triples"))
    if choice is None and choose(accept, _offers("solutions")) is not None:
        raise problems.bad_request("There is no query. Send one as the parameter query, or as the body of a POST.")
    if choice is None:
        raise problems.not_acceptable(_offers("triples"))
    if choice.format.name != PAGE:
        return _description(choice)
    return querypage.empty(request.args.get("example", ""))


def _named(format: str) -> Choice | None:
    """The format of the service description that the address asks for, if any."""
    if not format:
        return None
    form = by_name(format)
    if form is None or "triples" not in form.carries:
        raise problems.not_acceptable(_offers("triples"))
    return Choice(form, form.media_type)


def _description(choice: Choice) -> Response:
    documents = [address(path) for path in ("limits", "ontology", "shapes", "examples")]
    found = service_description(address("sparql"), settings(), context().loaded, documents)
    return document((Quad(*triple) for triple in found), choice)
