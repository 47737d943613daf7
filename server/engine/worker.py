"""A worker: evaluates one query at a time on the store it was forked with, and sends pyoxigraph's own bytes."""

from __future__ import annotations

import errno
import json
import os
import resource
import socket
import sys
import tempfile
from collections.abc import Sequence

from pyoxigraph import NamedNode, QueryTriples, Store

from server.engine import dataset, results, sandbox, wire
from server.engine.dataset import Dataset
from server.engine.describing import described
from server.engine.evaluation import BadCall, Evaluation
from server.engine.sandbox import set_deadline

INLINE = 1 << 18  # a result up to this goes over the socket; a longer one to a file that the client's pace cannot stall
_PIECE = 1 << 16  # bytes that go to the file at once: the engine's own pieces of 8 kB would take twice the time
_WORN = 16 << 10  # a worker that grew by so many kB leaves, and its memory with it
_COPIED = 16 << 10  # and so one that has pages of its own: reading counts references, and so copies what was shared
_MEGABYTE = 1 << 20
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class _TooLarge(Exception):
    """The result grew over its limit."""


class _TooHeavy(Exception):
    """The result is long, and the query was to be light."""


class _NotAcceptable(Exception):
    """The client takes no format for this kind of result."""


_KINDS = {
    SyntaxError: "syntax",
    MemoryError: "memory",
    _TooLarge: "size",
    _TooHeavy: "heavy",
    _NotAcceptable: "format",
    results.Unwritable: "unwritable",
    BadCall: "function",
    dataset.Overlap: "overlap",
}


def serve(connection: socket.socket, store: Store, apart: Sequence[NamedNode], stars: bool) -> None:
    """Answers jobs until the web process hangs up or the worker has grown; says its process id first.

    Graphs that stand `apart` are read beside the default graph; `stars` says how things alike are joined."""
    fresh, begun = _peak(), _pages()
    wire.send_frame(connection, wire.RESULT, payload=str(os.getpid()).encode())
    pristine, buffer = True, memoryview(bytearray(wire.CHUNK))
    while pristine and _peak() - fresh < _WORN and _pages() - begun < _COPIED:
        try:
            job = wire.receive_job(connection, buffer)
        except (wire.Closed, OSError):
            return
        pristine = _answer(store, job, connection, apart, stars)


def _peak() -> int:
    """The most memory this process has had, in kB (macOS counts in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def _pages() -> int:
    """How many pages of memory this process has begun to have for itself."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _answer(store: Store, job: wire.Job, connection: socket.socket, apart: Sequence[NamedNode], stars: bool) -> bool:
    """Evaluates and sends; whether the store is still as it was."""
    set_deadline(min(job.timeout, wire.LIGHT) if job.light else job.timeout)
    read: Dataset | None = None
    try:
        read = _dataset(store, job)
        evaluation = Evaluation(store, job.query, job.base, read, job.union, apart, stars)
        result = evaluation.result()
        family = wire.TRIPLES if isinstance(result, QueryTriples) else wire.SOLUTIONS
        output = _Output(connection, family, job.size * _MEGABYTE, job.light)
        _write(store, result, job, evaluation.graphs, output)
        evaluation.check()
        output.finish()
    except BrokenPipeError:
        pass
    except Exception as error:
        set_deadline(0)
        wire.send_frame(connection, wire.ERROR, payload=_reason(error, job.id))
    return read is None or not read.copied


def _dataset(store: Store, job: wire.Job) -> Dataset | None:
    """What the job reads from; a dataset in the request wins over the query's own (SPARQL 1.1 Protocol, 2.1.4)."""
    if job.graphs is not None:
        return dataset.of_request(store, *job.graphs)
    return dataset.of_query(store, job.query, job.base)


def _reason(error: Exception, request: str) -> bytes:
    """Why there is no result; what we do not know goes to the log, and the client hears only that it failed."""
    kind = _KINDS.get(type(error), "failure")
    if isinstance(error, OSError):
        kind = "remote" if sandbox.stopped(error) else "disk" if error.errno in _NO_ROOM else kind
    if kind == "failure":
        told = f"{type(error).__name__}: {error}".replace("\n", " ")
        print(f"unkg: the query of request {request} failed: {told}", file=sys.stderr, flush=True)
    return json.dumps({"kind": kind, "message": str(error)}).encode()


def _write(
    store: Store, result: dataset.Result, job: wire.Job, graphs: Sequence[dataset.Graph] | None, output: _Output
) -> None:
    wanted = job.triples if isinstance(result, QueryTriples) else job.solutions
    if wanted is None:
        raise _NotAcceptable
    triples = described(store, job.query, result, graphs)
    if wanted == "html":
        output.write(results.page(result if triples is None else triples, job.rows or 0, job.skip))
    else:
        results.write(result if triples is None else triples, wanted, output)


class _Output:
    """A file to write a result to: it goes out in one frame, or, once it is long, to a file that the client follows."""

    def __init__(self, connection: socket.socket, family: bytes, limit: int, light: bool) -> None:
        self._connection, self._family, self._limit, self._light = connection, family, limit, light
        self._parts: list[bytes] = []
        self._held = self._size = 0
        self._file: int | None = None

    def write(self, data: bytes) -> int:
        """Takes the next bytes; _TooLarge beyond the limit."""
        self._size += len(data)
        if self._size > self._limit:
            self._close()
            raise _TooLarge
        self._parts.append(data)
        self._held += len(data)
        if self._held > (INLINE if self._file is None else _PIECE):
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
            self._spill()
            self._close()
            wire.send_frame(self._connection, wire.END, self._family)

    def _spill(self) -> None:
        """Writes what is held to the file, of which the client hears when there is something in it."""
        if self._light:
            raise _TooHeavy
        fresh = self._file is None
        if self._file is None:
            with tempfile.TemporaryFile() as file:
                self._file = os.dup(file.fileno())
        _write_all(self._file, b"".join(self._parts))
        self._parts.clear()
        self._held = 0
        if fresh:
            wire.send_file(self._connection, self._family, self._file)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
