"""The application: the factory, and how failures are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from server import (
    browsing,
    completion,
    dataset,
    delivery,
    graphs,
    home,
    linked_data,
    operations,
    questions,
    reconcile,
    search,
    sparql,
    update,
    validating,
    vocabulary,
)
from server.asking import Asker, Engine
from server.caching import edition
from server.context import Context, client, context, spoken, urls
from server.engine.bulletin import Loaded
from server.engine.tallies import Tallies
from server.engine.writing import Refused, Writing
from server.federation import Federated
from server.formats import with_charset
from server.intake import Intake
from server.labels import by_name, outside, short
from server.language import NAMES
from server.logbook import Logbook
from server.pages.terms import bounds
from server.problems import Problem, engine_failed, form_for, method_not_allowed, not_found
from server.proxy import BehindProxy
from server.settings import Settings
from server.texts import Texts
from server.watching import Watched
from server.writes import report_response

_PARTS = (
    home,
    browsing,
    sparql,
    completion,
    questions,
    update,
    graphs,
    linked_data,
    vocabulary,
    dataset,
    search,
    reconcile,
    validating,
    operations,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def create_app(
    settings: Settings,
    engine: Engine,
    served: Callable[[], Loaded],
    tallies: Tallies,
    writer: Writing | None = None,
    token: str | None = None,
) -> Flask:
    """The application over an engine; `served` tells what that has loaded, `tallies` keeps the figures.

    Who has the `token` may write through the `writer`; without them nobody may.
    """
    app = Flask(__name__)
    app.url_map.strict_slashes = False
    app.extensions["unkg"] = replace(_context(settings, engine, served, tallies), writer=writer, token=token)
    for module in _PARTS:
        app.register_blueprint(module.blueprint)
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _from_werkzeug)
    app.register_error_handler(Exception, _unexpected)
    app.add_template_filter(short)
    app.add_template_filter(outside)
    app.add_template_filter(bounds)
    app.add_template_filter(by_name)
    app.context_processor(_spoken)
    app.wsgi_app = Intake(app.wsgi_app, settings, partial(_refusal, app))  # type: ignore[method-assign]
    delivery.init_app(app, app.extensions["unkg"])
    if settings.trusted_proxies.ranges:
        app.wsgi_app = BehindProxy(app.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]
    return app


def _context(settings: Settings, engine: Engine, served: Callable[[], Loaded], tallies: Tallies) -> Context:
    logbook = Logbook(settings.log)
    federated = Federated(engine, settings, logbook) if settings.services else engine
    asked = Watched(federated, logbook, tallies, delivery.request_id, client)
    pages = Watched(engine, logbook, tallies, delivery.request_id, client, "page")
    return Context(
        settings, asked, Asker(pages, settings), served, tallies, logbook, edition(settings), Texts(settings.texts)
    )


def _spoken() -> dict[str, object]:
    """What every template speaks with: the language of the request, its words, and the other languages."""
    language = spoken()
    return {"language": language, "say": language.say, "languages": NAMES, "other_language": _other_language}


def _other_language(code: str) -> str:
    """This page in another language."""
    given = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{urls().at(request.path.lstrip('/'))}?{urlencode([*given, ('lang', code)])}"


def problem_response(problem: Problem) -> Response:
    """The problem in the form that the client likes: JSON, a page or plain text. It names the request and the limit."""
    problem = problem.of_request(delivery.request_id(), urls().at("limits"))
    form = form_for(request.headers.get("Accept"))
    if form.name == "html":
        body: str | bytes = render_template("problem.html", problem=problem, urls=urls())
    else:
        body = problem.as_text() if form.name == "text" else problem.as_json()
    headers = {"Vary": "Accept", **problem.headers}
    return Response(body, problem.status, headers, content_type=with_charset(form.media_type))


def _refusal(app: Flask, problem: Problem, environ: WSGIEnvironment) -> Response:
    """The answer to a request that does not reach the application."""
    with app.request_context(environ):
        return problem_response(problem)


def _refused(refused: Refused) -> Response:
    """What the shapes refuse: SHACL's report for who prefers that, else a problem that holds it."""
    return report_response(refused) or problem_response(refused.problem)


def _from_werkzeug(error: HTTPException) -> Response:
    """What the framework found wrong, as one of our problems."""
    if isinstance(error, MethodNotAllowed):
        return problem_response(method_not_allowed(list(error.valid_methods or ())))
    if error.code == 404:
        return problem_response(not_found("There is nothing at this address. The first page lists what there is."))
    return problem_response(Problem(error.code or 500, error.description or error.name))


def _unexpected(error: Exception) -> Response:
    """A fault of ours: the log has the traceback, the client the id to ask with."""
    context().logbook.fault(error, id=delivery.request_id(), method=request.method, path=request.path)
    return problem_response(engine_failed("Something went wrong here. The server's log tells what, under this id."))
