"""What a store elsewhere has answered: read, and written anew in the format that is wanted; or why it has not. Pure."""

from __future__ import annotations

import io
import json
import re

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from ontology.terms import XSD
from server import problems
from server.elsewhere.client import Reply
from server.engine import results, wire
from server.engine.answer import Answer
from server.engine.dataset import Result
from server.engine.diagnosis import explain, syntax_error
from server.engine.wire import Job
from server.problems import Problem

SOLUTIONS, TRIPLES = "application/sparql-results+json", "application/n-triples"
_READ_SOLUTIONS = (SOLUTIONS, "application/json")
_READ_TRIPLES = {
    TRIPLES: RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/ntriples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
}
_PLACE = re.compile(r"error at \d+:\d+:")
_NUMBER_FOR_BOOLEAN = re.compile(rb'(#boolean",\s*"value":\s*)"([01])"')
_BOOLEANS = {b"0": rb'\1"false"', b"1": rb'\1"true"'}
_CANONICAL = {"0": "false", "1": "true"}
_CUT = "X-SPARQL-MaxRows"  # with which Virtuoso says that it sends the first rows alone
_PARTIAL = "S1TAT"  # with which it says that its time was over
_SHOWN = 200


def is_graph(form: str) -> bool:
    """Whether a query of this form gives triples."""
    return form in ("construct", "describe")


def answer(reply: Reply, form: str, job: Job) -> Answer:
    """The answer in the job's format. Problem for what is not one, or cannot be written so."""
    if reply.status != 200:
        raise failure(reply, job)
    _check_whole(reply)
    wanted = job.triples if is_graph(form) else job.solutions
    family = wire.TRIPLES if is_graph(form) else wire.SOLUTIONS
    if wanted is None:
        raise explain(job, "format", "", 0)
    try:
        return Answer(family, _written(_read(reply, form), wanted, job))
    except results.Unwritable as error:
        raise problems.not_writable(str(error)) from None
    except (SyntaxError, ValueError):
        raise failed(f"its answer is no {'N-Triples' if is_graph(form) else 'SPARQL result in JSON'}") from None


def failed(reason: str) -> Problem:
    """502: the store gave no answer that could be used."""
    return Problem(502, f"The store behind this server gave no answer that can be used: {reason}.")


def failure(reply: Reply, job: Job) -> Problem:
    """Why the store refused: 400 where it says that the query is wrong, else 502."""
    if reply.status != 400:
        return failed(f"it answered {reply.status}{_said(reply)}")
    text = reply.body.decode("utf-8", "replace").strip()
    if _PLACE.match(text):
        return syntax_error(job.query, text)
    return problems.bad_request(f"The store refuses it: {plain(text)}")


def _said(reply: Reply) -> str:
    """Why, where it says so in plain text: Virtuoso answers 500 to a query that is over a limit of its own."""
    return f" ({plain(reply.body.decode('utf-8', 'replace'))})" if reply.media_type == "text/plain" else ""


def plain(text: str) -> str:
    """The first line of what a store says, cut short, without characters that a terminal would obey."""
    line = next((line for line in text.splitlines() if line.strip()), "it does not say why.")
    line = "".join(character if character.isprintable() else " " for character in line).strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."


def _check_whole(reply: Reply) -> None:
    """Problem where the store says that it sends but a part: that would look like all there is."""
    if reply.headers.get("X-SQL-State") == _PARTIAL:
        raise failed("it gave up half way, at a limit of time of its own")
    if most := reply.headers.get(_CUT):
        raise Problem(503, f"The store behind this server sends {plain(most)} rows at most. Ask in parts, with LIMIT.")


def _read(reply: Reply, form: str) -> Result | list[Triple]:
    """The result. Raises SyntaxError, ValueError."""
    if is_graph(form):
        syntax = _READ_TRIPLES.get(reply.media_type)
        if syntax is None:
            raise ValueError(reply.media_type)
        return [_canonical(quad.triple) for quad in parse(reply.body, format=syntax)]
    if reply.media_type not in _READ_SOLUTIONS:
        raise ValueError(reply.media_type)
    if form == "ask":
        return truth(reply.body)
    body = _NUMBER_FOR_BOOLEAN.sub(lambda match: match.expand(_BOOLEANS[match[2]]), reply.body)
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise ValueError("a truth value")
    return found


def truth(body: bytes) -> QueryBoolean:
    """The truth value of an ASK; Virtuoso sends a row with the number 1 for true, and none for false."""
    told = json.loads(body)
    try:
        value = told["boolean"] if "boolean" in told else bool(told["results"]["bindings"])
    except (KeyError, TypeError) as error:
        raise ValueError("no truth value") from error
    text = json.dumps({"head": {}, "boolean": bool(value)}).encode()
    said = parse_query_results(text, format=QueryResultsFormat.JSON)
    assert isinstance(said, QueryBoolean)
    return said


def _canonical(triple: Triple) -> Triple:
    """The triple with a truth value in its usual form."""
    value = triple.object
    if isinstance(value, Literal) and value.datatype == XSD.boolean and value.value in _CANONICAL:
        return Triple(triple.subject, triple.predicate, Literal(_CANONICAL[value.value], datatype=XSD.boolean))
    return triple


def _written(result: Result | list[Triple], form: str, job: Job) -> bytes:
    if form == "html":
        return results.page(result, job.rows or 0, job.skip)
    output = io.BytesIO()
    results.write(result, form, output)
    if output.tell() > job.size << 20:
        raise problems.result_too_large(job.size)
    return output.getvalue()
