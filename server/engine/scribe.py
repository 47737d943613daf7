"""Writes, one after the other: each is worked out by a candidate, put on disk, applied, and only then confirmed.

The scribe lives in the nursery, which has one thread; so between two writes, and between what is on disk and what is
served, nothing can come.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from server import problems
from server.engine import candidate, gate, sandbox, wire
from server.engine.candidate import refusal
from server.engine.holding import Holding
from triples.journal import Journal
from triples.patch import Patch


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The process at work, the web process that waits for it, and the file for its patch."""

    pid: int
    connection: socket.socket
    output: int


class Scribe:
    """The queue of writes. `fork` runs something in a child, `publish` lets everybody know of new data."""

    def __init__(
        self,
        holding: Holding,
        journal: Journal,
        checked: bool,
        memory: int,
        fork: Callable[[Callable[[], None]], int],
        publish: Callable[[], None],
    ) -> None:
        self._holding, self._journal, self._checked, self._memory = holding, journal, checked, memory
        self._fork, self._publish = fork, publish
        self._waiting: deque[socket.socket] = deque()
        self._at_work: _Candidate | None = None
        if checked:
            gate.warm_up()

    def admit(self, connection: socket.socket) -> None:
        """Takes on a write; its turn comes after those before it."""
        self._waiting.append(connection)
        self._next()

    def settle(self, pid: int, status: int) -> bool:
        """What the end of this process means, if it was the candidate; False if it was not."""
        done = self._at_work
        if done is None or done.pid != pid:
            return False
        self._at_work = None
        with done.connection, os.fdopen(done.output, "rb") as output:
            output.seek(0)  # the candidate shares the position, and left it at the end
            if status:
                _tell(done.connection, wire.DEATH, {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0})
            elif payload := output.read():
                self._commit(payload, done.connection)
        self._next()
        return True

    def end(self) -> None:
        """Ends the candidate at work, whose write then was not done."""
        if self._at_work is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._at_work.pid, signal.SIGKILL)

    def close_in_child(self) -> None:
        """Lets go, in a forked process, of what is the scribe's alone."""
        for connection in self._waiting:
            connection.close()
        if self._at_work is not None:
            self._at_work.connection.close()
            os.close(self._at_work.output)
        self._journal.close()

    def _next(self) -> None:
        if self._at_work is not None or not self._waiting:
            return
        connection = self._waiting.popleft()
        with tempfile.TemporaryFile() as file:
            output = os.dup(file.fileno())
        self._at_work = _Candidate(self._fork(lambda: self._become_candidate(connection, output)), connection, output)

    def _become_candidate(self, connection: socket.socket, output: int) -> None:
        sandbox.limit_memory(self._memory)
        candidate.serve(connection, self._holding, output, self._checked)

    def _commit(self, payload: bytes, connection: socket.socket) -> None:
        try:
            self._journal.append(payload)
        except OSError as error:
            print(f"unkg: a write could not be put on disk: {error}", file=sys.stderr, flush=True)
            with contextlib.suppress(OSError):
                wire.send_frame(connection, wire.ERROR, payload=refusal(problems.disk_failed(error.errno)))
            return
        created = self._holding.apply(Patch.decode(payload))
        self._publish()
        _tell(connection, wire.RESULT, {"created": created})


def _tell(connection: socket.socket, kind: bytes, said: object) -> None:
    """To a web process that may have gone. A few bytes, which fit into the socket's buffer."""
    with contextlib.suppress(OSError):
        wire.send_frame(connection, kind, payload=json.dumps(said).encode())
