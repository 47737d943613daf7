"""The web process's side of writing: hands a write to the nursery, one at a time for the whole server, and waits."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from server import problems
from server.engine import wire
from server.problems import Problem

_PATIENCE = 60.0  # seconds past its deadline that a write gets to be put on disk
_LENGTHS = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Write:
    """A write to evaluate. `graph` is what a Graph Store operation is on (None: the default graph).

    `parts` are the documents of the body, each a format (`server.formats`) and its size. `using` is the dataset of an
    update. `if_match` and `if_none_match` are versions of the graph or `*` (RFC 9110, section 13.1).
    """

    kind: Literal["update", "put", "post", "delete"]
    base: str
    timeout: float
    memory: int
    nesting: int
    graph: str | None = None
    text: str = ""
    using: tuple[Sequence[str], Sequence[str]] | None = None
    parts: Sequence[tuple[str, int]] = ()
    if_match: Sequence[str] | None = None
    if_none_match: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the graphs that exist since."""

    created: tuple[str, ...]


class Refused(Exception):
    """The write breaks rules of the shapes; nothing was changed. `report` is SHACL's, as N-Triples."""

    def __init__(self, problem: Problem, report: str) -> None:
        super().__init__(problem.detail)
        self.problem, self.report = problem, report


class Writing(Protocol):
    """What takes writes: here, or for a store elsewhere."""

    def write(self, write: Write, body: bytes = b"") -> Written:
        """Carries out the write. Raises Problem or Refused."""


class Writer:
    """Hands over writes. Threads share it; as many as `queue` may wait in this process."""

    def __init__(self, door: socket.socket, queue: int) -> None:
        self._door, self._queue = door, queue
        self._places = threading.Semaphore(queue + 1)

    def write(self, write: Write, body: bytes = b"") -> Written:
        """Carries out the write: on disk, and seen by every query from now on. Raises Problem or Refused."""
        with self._place(), self._candidate(write.timeout) as candidate:
            try:
                send_write(candidate, write, body)
                candidate.settimeout(write.timeout + _PATIENCE)
                frame = wire.receive_frame(candidate)
            except (OSError, wire.Closed):
                raise _unconfirmed() from None
        said: dict[str, Any] = json.loads(frame.payload)
        if frame.kind == wire.RESULT:
            return Written(tuple(said["created"]))
        if frame.kind == wire.DEATH:
            raise _cause_of_death(said["signal"], write)
        problem = Problem(**said["problem"])
        raise Refused(problem, said["report"]) if said["report"] else problem

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise problems.busy(self._queue, 1)
        try:
            yield
        finally:
            self._places.release()

    @contextlib.contextmanager
    def _candidate(self, seconds: float) -> Iterator[socket.socket]:
        """A process that is ready to work it out, once earlier writes are done."""
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    socket.send_fds(self._door, [b"U"], [theirs.fileno()])
                ours.settimeout(seconds)
                wire.receive_frame(ours)
            except TimeoutError:
                raise problems.busy(self._queue, 1) from None
            except (OSError, wire.Closed):
                raise problems.engine_away() from None
            yield ours


def send_write(to: socket.socket, write: Write, body: bytes) -> None:
    """Sends the write; OSError when the candidate is gone."""
    data = json.dumps(asdict(write), ensure_ascii=False).encode()
    to.sendall(_LENGTHS.pack(len(data), len(body)) + data)
    to.sendall(body)


def receive_write(source: socket.socket) -> tuple[Write, bytes]:
    """Waits for the write; Closed when the web process has given up."""
    sizes = _LENGTHS.unpack(wire.receive_bytes(source, _LENGTHS.size))
    head, body = (wire.receive_bytes(source, size) for size in sizes)
    return Write(**json.loads(head)), body


def _cause_of_death(number: int, write: Write) -> Problem:
    """The problem behind a candidate's end: nothing was changed."""
    if number == signal.SIGALRM:
        limit: dict[str, object] = {"timeout": write.timeout}
        told = f"was stopped after {write.timeout:g} s, the limit `timeout`"
    elif number in (signal.SIGABRT, signal.SIGKILL):
        limit = {"memory": write.memory}
        told = f"was stopped as it needed over {write.memory} MB, the limit `memory`"
    elif number in (signal.SIGSEGV, signal.SIGBUS):
        return problems.bad_request("The write is too long or too deeply nested to be read. Nothing was changed.")
    else:
        return problems.engine_failed("The write could not be worked out. Nothing was changed.")
    return Problem(503, f"The write {told}. Nothing was changed. Send it in parts.", {"limit": limit})


def _unconfirmed() -> Problem:
    return Problem(
        503, "The engine ended before it confirmed the write. Look whether it was done before you repeat it."
    )
