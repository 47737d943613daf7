"""A worker: evaluates one query at a time on the store it was forked with, and sends pyoxigraph's own bytes."""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
import tempfile
from itertools import islice

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from server.engine import wire
from server.engine.sandbox import set_deadline
from server.formats import by_name

INLINE = 1 << 18  # a result up to this goes over the socket; a longer one to a file that the client's pace cannot stall
_WORN = 16 << 10  # a worker that grew by so many kB leaves, and its memory with it
_MEGABYTE = 1 << 20

Result = QueryBoolean | QuerySolutions | QueryTriples


class _TooLarge(Exception):
    """The result grew over its limit."""


class _NotAcceptable(Exception):
    """The client takes no format for this kind of result."""


def serve(connection: socket.socket, store: Store) -> None:
    """Answers jobs until the web process hangs up or the worker has grown; says its process id first."""
    fresh = _peak()
    wire.send_frame(connection, wire.RESULT, payload=str(os.getpid()).encode())
    while _peak() - fresh < _WORN:
        try:
            job = wire.receive_job(connection)
        except (wire.Closed, OSError):
            return
        _answer(store, job, connection)


def _peak() -> int:
    """The most memory this process has had, in kB (macOS counts in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def _answer(store: Store, job: wire.Job, connection: socket.socket) -> None:
    set_deadline(job.timeout)
    try:
        result = _evaluate(store, job)
        family = wire.TRIPLES if isinstance(result, QueryTriples) else wire.SOLUTIONS
        output = _Output(connection, family, job.size * _MEGABYTE)
        _write(result, job, output)
        output.finish()
    except BrokenPipeError:
        return
    except Exception as error:
        set_deadline(0)
        wire.send_frame(connection, wire.ERROR, payload=_reason(error, job.id))


def _reason(error: Exception, request: str) -> bytes:
    """Why there is no result; what we do not know goes to the log, and the client hears only that it failed."""
    kinds = {SyntaxError: "syntax", MemoryError: "memory", _TooLarge: "size", _NotAcceptable: "format"}
    kind = kinds.get(type(error), "failure")
    if kind == "failure":
        kind = "function" if isinstance(error, RuntimeError) and "function" in str(error) else kind
        told = f"{type(error).__name__}: {error}".replace("\n", " ")
        print(f"unkg: the query of request {request} failed: {told}", file=sys.stderr, flush=True)
    return json.dumps({"kind": kind, "message": str(error)}).encode()


def _evaluate(store: Store, job: wire.Job) -> Result:
    """The result, not yet drawn. The dataset is both lists or none: with one alone, all graphs stay visible."""
    if job.graphs is None:
        return store.query(job.query, base_iri=job.base, use_default_graph_as_union=job.union)
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in job.graphs[0]]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in job.graphs[1]]
    return store.query(job.query, base_iri=job.base, default_graph=default, named_graphs=named)


def _write(result: Result, job: wire.Job, output: _Output) -> None:
    wanted = job.triples if isinstance(result, QueryTriples) else job.solutions
    if wanted is None:
        raise _NotAcceptable
    if wanted == "html":
        output.write(_page(result, job.rows or 0))
        return
    known = by_name(wanted)
    result.serialize(output, format=known.engine if known else None)  # type: ignore[arg-type]


def _page(result: Result, rows: int) -> bytes:
    """What a page shows: a truth value, the first rows, or the first triples as Turtle; and if there are more."""
    if isinstance(result, QueryBoolean):
        return json.dumps({"boolean": bool(result)}).encode()
    if isinstance(result, QueryTriples):
        triples = list(islice(result, rows + 1))
        turtle = serialize(triples[:rows], format=RdfFormat.TURTLE) or b""
        return json.dumps({"turtle": turtle.decode(), "more": len(triples) > rows}).encode()
    found = [[_term(value) for value in row] for row in islice(result, rows + 1)]
    names = [variable.value for variable in result.variables]
    return json.dumps({"variables": names, "rows": found[:rows], "more": len(found) > rows}).encode()


def _term(term: NamedNode | BlankNode | Literal | Triple | None) -> dict[str, str] | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return {"iri": term.value}
    if isinstance(term, Literal):
        return {"text": term.value, "lang": term.language or "", "datatype": term.datatype.value}
    return {"text": str(term)}


class _Output:
    """A file to write a result to: it goes out in one frame, or, once it is long, to a file that the client follows."""

    def __init__(self, connection: socket.socket, family: bytes, limit: int) -> None:
        self._connection, self._family, self._limit = connection, family, limit
        self._parts: list[bytes] = []
        self._size = 0
        self._file: int | None = None

    def write(self, data: bytes) -> int:
        """Takes the next bytes; _TooLarge beyond the limit."""
        self._size += len(data)
        if self._size > self._limit:
            self._close()
            raise _TooLarge
        if self._file is not None:
            _write_all(self._file, data)
        else:
            self._parts.append(data)
            if self._size > INLINE:
                self._spill()
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be sent earlier."""

    def finish(self) -> None:
        """Sends what was held, or says that the file is complete."""
        set_deadline(0)
        if self._file is None:
            wire.send_frame(self._connection, wire.RESULT, self._family, b"".join(self._parts))
        else:
            self._close()
            wire.send_frame(self._connection, wire.END, self._family)

    def _spill(self) -> None:
        with tempfile.TemporaryFile() as file:
            self._file = os.dup(file.fileno())
        _write_all(self._file, b"".join(self._parts))
        self._parts.clear()
        wire.send_file(self._connection, self._family, self._file)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
