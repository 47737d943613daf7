"""The process in which `/validate` reads and checks one document, so that nothing in it can hurt the server.

`python -m server.checking FORMAT NESTING MEMORY SECONDS` reads the document from standard input and writes one JSON
object: `problem` (status and detail), or the report (`report`, as `shapes.report.as_json` has it, and `triples`).
"""

from __future__ import annotations

import json
import resource
import signal
import sys

from pyoxigraph import Quad, RdfFormat, parse, serialize

from ontology.errors import InputError
from server.formats import by_name
from server.nesting import declares_entities, too_deep
from shapes.report import as_json
from shapes.validation import validate

_IMPORTED = 400 << 20  # bytes that the interpreter and its libraries take before the document


def checked(data: bytes, name: str, nesting: int) -> dict[str, object]:
    """The report on a document in a format (`server.formats`), or the problem with it."""
    if too_deep(data, name, nesting):
        return _problem(400, f"The document has more than {nesting} levels, the limit `nesting`.")
    if name == "rdfxml" and declares_entities(data):
        return _problem(400, "Entities are not read here. Write what they stand for.")
    try:
        report = validate(_quads(data, name))
    except (SyntaxError, ValueError, InputError) as error:
        return _problem(400, f"The document cannot be read: {error}")
    triples = serialize(report.triples(), format=RdfFormat.N_TRIPLES)
    assert triples is not None
    return {"report": as_json(report), "triples": triples.decode()}


def _quads(data: bytes, name: str) -> list[Quad]:
    form = by_name(name)
    assert form is not None
    assert isinstance(form.engine, RdfFormat)
    return list(parse(data, format=form.engine, base_iri="urn:document:"))


def _problem(status: int, detail: str) -> dict[str, object]:
    return {"problem": {"status": status, "detail": detail}}


def main(arguments: list[str]) -> int:
    """Checks what standard input holds, within these limits: levels, MB and seconds."""
    name, nesting, memory, seconds = arguments
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    ceiling = _IMPORTED + (int(memory) << 20)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    json.dump(checked(sys.stdin.buffer.read(), name, int(nesting)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
