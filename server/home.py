"""`/` and `/health`: what is in here, and whether it answers."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from server.context import asker, context, urls
from server.examples import examples

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> Response:
    """What this is, figures, and where to begin."""
    loaded = context().loaded
    text = render_template("home.html", loaded=loaded, examples=examples(), urls=urls())
    return Response(text, content_type="text/html; charset=utf-8")


@blueprint.get("/health")
def health() -> dict[str, object]:
    """200 when a query is answered; else the Problem that it gives."""
    asker().ask("ASK {}")
    loaded = context().loaded
    return {"status": "ok", "snapshot": loaded.id, "triples": loaded.size, "sealed": loaded.sealed}
