"""The application: the factory, and how failures are answered."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from server import home, linked_data, sparql, vocabulary
from server.asking import Asker, Engine
from server.context import Context, urls
from server.engine.bulletin import Loaded
from server.formats import with_charset
from server.labels import short
from server.problems import Problem, form_for, method_not_allowed, not_found, too_large
from server.settings import Settings

_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


def create_app(settings: Settings, engine: Engine, served: Callable[[], Loaded]) -> Flask:
    """The application over an engine; `served` tells what that has loaded."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.request_size << 20
    app.url_map.strict_slashes = False
    app.extensions["unkg"] = Context(settings, Asker(engine, settings), served)
    for module in (home, sparql, linked_data, vocabulary):
        app.register_blueprint(module.blueprint)
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, _from_werkzeug)
    app.add_template_filter(short)
    app.after_request(_secured)
    return app


def problem_response(problem: Problem) -> Response:
    """The problem in the form that the client likes: JSON, a page or plain text."""
    form = form_for(request.headers.get("Accept"))
    if form.name == "html":
        body: str | bytes = render_template("problem.html", problem=problem, urls=urls())
    else:
        body = problem.as_text() if form.name == "text" else problem.as_json()
    headers = {"Vary": "Accept", **problem.headers}
    return Response(body, problem.status, headers, content_type=with_charset(form.media_type))


def _from_werkzeug(error: HTTPException) -> Response:
    """What the framework found wrong, as one of our problems."""
    if isinstance(error, MethodNotAllowed):
        return problem_response(method_not_allowed(list(error.valid_methods or ())))
    if isinstance(error, RequestEntityTooLarge):
        return problem_response(too_large((request.max_content_length or 0) >> 20))
    if error.code == 404:
        return problem_response(not_found("There is nothing at this address. The first page lists what there is."))
    return problem_response(Problem(error.code or 500, error.description or error.name))


def _secured(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = _POLICY
    return response
