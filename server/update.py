"""`/update`: the update operation of the SPARQL 1.1 Protocol."""

from __future__ import annotations

from flask import Blueprint, Response, request

from server import problems, protocol
from server.context import query_string, settings
from server.syntax import usage
from server.writes import allow, carry_out, done

blueprint = Blueprint("update", __name__)


@blueprint.post("/update")
def update() -> Response:
    """Carries out an update, for who has the token; needs `--writable`."""
    allow()
    asked = protocol.read_update(query_string(), request.content_type or "", request.get_data(cache=False))
    depth, limit = usage(asked.update).depth, settings().nesting
    if depth > limit:
        raise problems.too_deep("update", limit)
    carry_out("update", text=asked.update, using=asked.using)
    return done()
