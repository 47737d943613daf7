"""What `/update` and `/graphs` share: who may write, handing a write over, the report where the shapes refuse it."""

from __future__ import annotations

from typing import Any, Literal

from flask import Response, request
from pyoxigraph import RdfFormat, parse, serialize

from ontology.terms import PREFIXES
from server.authorisation import require
from server.context import context, settings
from server.engine.writing import Refused, Write, Written
from server.formats import FORMATS, by_name, with_charset
from server.negotiation import choose
from server.problems import PROBLEM_HTML, PROBLEM_JSON, PROBLEM_TEXT

REPORTS = tuple(row for row in FORMATS if row.name in ("turtle", "jsonld", "ntriples", "rdfxml"))


def allow() -> None:
    """Problem (401, 403) when this request may not write. Asked first, before anything is read."""
    require(context().token, request.headers.get("Authorization"))


def carry_out(kind: Literal["update", "put", "post", "delete"], body: bytes = b"", **given: Any) -> Written:
    """Carries the write out. Raises Problem, or Refused by the shapes."""
    writer, chosen = context().writer, settings()
    assert writer is not None
    write = Write(kind, chosen.base_iri, chosen.timeout, chosen.memory, chosen.nesting, **given)
    with context().engine.write(write.text or f"{kind} {write.graph or 'default'}"):
        return writer.write(write, body)


def done(status: int = 204) -> Response:
    """The write is done, and there is nothing to read: 204, or 201 where it made something."""
    response = Response(status=status)
    del response.headers["Content-Type"]
    return response


def report_response(refused: Refused) -> Response | None:
    """SHACL's report as RDF, where the client prefers that to a problem document; None where it does not."""
    choice = choose(request.headers.get("Accept"), (PROBLEM_JSON, PROBLEM_HTML, PROBLEM_TEXT, *REPORTS))
    form = choice and by_name(choice.format.name)
    if choice is None or form is None or form not in REPORTS or not refused.report:
        return None
    assert isinstance(form.engine, RdfFormat)
    triples = parse(refused.report.encode(), format=RdfFormat.N_TRIPLES)
    prefixes = {name: PREFIXES[name] for name in ("sh", "un", "xsd")}
    body = serialize((quad.triple for quad in triples), format=form.engine, prefixes=prefixes)
    return Response(body, refused.problem.status, {"Vary": "Accept"}, content_type=with_charset(choice.media_type))
