"""A candidate: works out one write on its own copy of the data, checks it, and hands over what would change.

It is forked like a worker and caged like one. What it changes is its copy; the nursery makes the patch that comes out
durable and applies it. So a write that fails, takes too long or breaks a rule has changed nothing.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import TypeVar

from server import problems
from server.engine import gate, sandbox, wire
from server.engine.graphs import replaced
from server.engine.holding import Holding
from server.engine.sandbox import set_deadline
from server.engine.updating import updated
from server.engine.writing import Refused, Write, receive_write
from server.problems import Problem
from triples.patch import Patch

_T = TypeVar("_T")


def serve(connection: socket.socket, holding: Holding, output: int, checked: bool) -> None:
    """Works out the one write that comes over the connection; `output` is the file that takes the encoded patch.

    The web process hears from here why there is no patch. With one, it hears from the nursery, once it is on disk.
    """
    wire.send_frame(connection, wire.RESULT)
    try:
        write, body = receive_write(connection)
    except (wire.Closed, OSError):
        return
    set_deadline(write.timeout)
    try:
        patch = _in_a_fresh_thread(lambda: _worked_out(write, body, holding, checked))
    except Exception as error:
        set_deadline(0)
        wire.send_frame(connection, wire.ERROR, payload=_reason(error, write))
        return
    set_deadline(0)
    if patch:
        _hand_over(connection, patch, output)
    else:
        wire.send_frame(connection, wire.RESULT, payload=json.dumps({"created": []}).encode())


def _worked_out(write: Write, body: bytes, holding: Holding, checked: bool) -> Patch:
    """The change, in the names of the folder. Raises Problem or Refused."""
    work = updated if write.kind == "update" else replaced
    patch = holding.kept(work(write, body, holding))
    if checked and patch:
        gate.check(patch, holding)
    return patch


def _in_a_fresh_thread(work: Callable[[], _T]) -> _T:
    """What the work gives. The engine keeps its random numbers by thread, and those of this one came with the fork:
    two candidates would draw the same UUIDs and the same blank nodes."""
    results: list[_T] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return results[0]


def _hand_over(connection: socket.socket, patch: Patch, output: int) -> None:
    try:
        with os.fdopen(output, "wb") as file:
            file.write(patch.encode())
    except OSError as error:
        wire.send_frame(connection, wire.ERROR, payload=refusal(problems.disk_failed(error.errno)))
        raise


def _reason(error: Exception, write: Write) -> bytes:
    if isinstance(error, Refused):
        return refusal(error.problem, error.report)
    if isinstance(error, Problem):
        return refusal(error)
    if isinstance(error, OSError) and sandbox.stopped(error):
        return refusal(problems.stays_here("SERVICE or LOAD"))
    if isinstance(error, MemoryError):
        return refusal(problems.out_of_memory(write.memory))
    print(f"unkg: a write failed: {type(error).__name__}: {error}".replace("\n", " "), file=sys.stderr, flush=True)
    return refusal(problems.engine_failed("The write could not be worked out. Nothing was changed."))


def refusal(problem: Problem, report: str = "") -> bytes:
    """What the web process reads in an ERROR frame."""
    return json.dumps({"problem": asdict(problem), "report": report}).encode()
