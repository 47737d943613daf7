"""`/validate`: RDF in, SHACL's report out. A process of its own reads and checks it (`server.checking`)."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request
from pyoxigraph import RdfFormat, parse, serialize
from werkzeug.http import parse_options_header

from ontology.terms import PREFIXES
from server import problems
from server.context import context, settings, urls
from server.documents import PAGE, negotiated
from server.formats import FORMATS, Format, carrying, with_charset
from server.problems import Problem

blueprint = Blueprint("validating", __name__)

_ROOT = Path(__file__).resolve().parent.parent
_READ = tuple(row for row in FORMATS if isinstance(row.engine, RdfFormat))
_OFFERS = tuple(row for row in carrying("triples") if row.name in ("turtle", "jsonld", "ntriples", "rdfxml", PAGE))
_FORM = "application/x-www-form-urlencoded"


@blueprint.get("/validate")
def form() -> Response:
    """A form for people."""
    return _page("", None)


@blueprint.post("/validate")
def check() -> Response:
    """The report on the body, or on the field `data` (Turtle) of the form, in the format that the client likes."""
    choice = negotiated(_OFFERS)
    media_type, _ = parse_options_header(request.content_type)
    written = request.form.get("data", "") if media_type == _FORM else ""
    data, name = (written.encode(), "turtle") if media_type == _FORM else (request.get_data(), _format(media_type).name)
    found = _checked(data, name)
    if choice.format.name == PAGE:
        return _page(written, found["report"])
    assert isinstance(choice.format.engine, RdfFormat)
    triples = (quad.triple for quad in parse(found["triples"].encode(), format=RdfFormat.N_TRIPLES))
    prefixes = {prefix: PREFIXES[prefix] for prefix in ("sh", "un", "xsd")}
    body = serialize(triples, format=choice.format.engine, prefixes=prefixes)
    return Response(body, content_type=with_charset(choice.media_type), headers={"Vary": "Accept"})


def _format(media_type: str) -> Format:
    found = next((row for row in _READ if media_type in (row.media_type, *row.aliases)), None)
    if found is None:
        raise problems.unsupported_media_type(media_type, [row.media_type for row in _READ])
    return found


def _checked(data: bytes, name: str) -> dict[str, Any]:
    """What the process found. Problem where it finds one, ends at a limit, or cannot begin."""
    if not context().checks.acquire(blocking=False):
        raise Problem(429, "Other documents are being checked. Try again in a moment.", headers={"Retry-After": "2"})
    chosen = settings()
    limits = [str(chosen.nesting), str(chosen.memory), str(chosen.timeout)]
    command = [sys.executable, "-m", "server.checking", name, *limits]
    try:
        done = subprocess.run(command, cwd=_ROOT, input=data, capture_output=True, check=False)
    finally:
        context().checks.release()
    if done.returncode == -signal.SIGALRM:
        raise problems.deadline_passed(chosen.timeout)
    if done.returncode:
        raise problems.out_of_memory(chosen.memory)
    found: dict[str, Any] = json.loads(done.stdout)
    if "problem" in found:
        raise Problem(found["problem"]["status"], found["problem"]["detail"])
    return found


def _page(written: str, report: dict[str, Any] | None) -> Response:
    text = render_template("validate.html", written=written, report=report, urls=urls())
    return Response(text, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})
