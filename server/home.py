"""`/`: what is in here, and where to begin."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from ontology.terms import SD
from server.context import context, urls
from server.examples import examples

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> Response:
    """What this is, figures, and where to begin."""
    loaded = context().loaded
    text = render_template("home.html", loaded=loaded, examples=examples(), urls=urls())
    endpoint = f'<{urls().query()}>; rel="{SD.endpoint.value}"'
    return Response(text, content_type="text/html; charset=utf-8", headers={"Link": endpoint})
