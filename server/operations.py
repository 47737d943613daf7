"""For those who run it: `/health`, `/metrics`, `/limits`."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, request

from server import problems
from server.caching import NEVER
from server.context import asker, context, settings, urls
from server.formats import Format
from server.metrics import exposed
from server.negotiation import choose
from server.settings import TABLE

blueprint = Blueprint("operations", __name__)

_FRESH = {"Cache-Control": NEVER}
_FORMS = (
    Format("html", "page", "text/html", "html", frozenset(), ("application/xhtml+xml",)),
    Format("json", "JSON", "application/json", "json", frozenset()),
)


@blueprint.get("/health")
@blueprint.get("/health/ready")
def ready() -> Response:
    """Ready: 200 when a query is answered, with what is served; else the Problem that it gives."""
    asker().ask("ASK {}")
    loaded = context().loaded
    told = {"status": "ok", "snapshot": loaded.id, "triples": loaded.size, "sealed": loaded.sealed}
    return _json(told)


@blueprint.get("/health/live")
def live() -> Response:
    """Live: 200 as long as this process answers, whatever the engine does."""
    return _json({"status": "ok"})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Figures of all processes for Prometheus."""
    body, content_type = exposed(context().tallies, context().loaded, request.headers.get("Accept", ""))
    return Response(body, content_type=content_type, headers=_FRESH)


@blueprint.get("/limits")
def limits() -> Response:
    """Every setting that limits: its value here, its default, and what it does; a page or JSON."""
    choice = choose(request.headers.get("Accept"), _FORMS)
    if choice is None:
        raise problems.not_acceptable(_FORMS)
    rows = [
        {
            "name": row.name,
            "value": getattr(settings(), row.name),
            "default": row.default,
            "unit": row.about.unit,
            "help": row.about.help,
        }
        for row in TABLE
        if row.about.unit
    ]
    if choice.format.name == "json":
        return Response(_text(rows), content_type="application/json")
    text = render_template("limits.html", rows=rows, urls=urls())
    return Response(text, content_type="text/html; charset=utf-8")


def _json(told: object) -> Response:
    return Response(_text(told), content_type="application/json", headers=_FRESH)


def _text(told: object) -> bytes:
    return json.dumps(told, indent=1).encode() + b"\n"
