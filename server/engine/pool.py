"""The web process's side of the engine: gives a job to a worker, idle or newly forked, and brings back the answer."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from server import problems
from server.engine import wire
from server.engine.diagnosis import cause_of_death, explain
from server.engine.following import Following
from server.engine.tallies import Tallies

_GRACE = 5.0  # seconds past its deadline after which a worker that the kernel did not stop is killed from here
_CAUSES = {signal.SIGALRM: "timeout", signal.SIGABRT: "memory", signal.SIGKILL: "memory"}
_RECLAIM = 0.05  # seconds between looks at workers whose clients read slowly


@dataclass(frozen=True, slots=True)
class Limits:
    """How many queries one process has evaluated at once, how many may wait, and what a worker may use (MB)."""

    workers: int
    queue: int
    memory: int


@dataclass(eq=False, slots=True)
class _Worker:
    """A worker: its socket, its process, and whether it has answered before."""

    socket: socket.socket
    pid: int
    used: bool = False

    def kill(self) -> None:
        """Ends the process; it cannot have been buried and its number reused, as its death would have been told."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@dataclass(eq=False, slots=True)
class Answer:
    """A result: of which family (`wire.SOLUTIONS` or `wire.TRIPLES`), and its bytes, at hand or still coming."""

    family: bytes
    body: bytes
    following: Following | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they come. A failure half way raises, so that the connection breaks rather than ends well."""
        if self.following is None:
            yield self.body
        else:
            yield from self.following.chunks()

    def read(self) -> bytes:
        """All of the bytes."""
        return b"".join(self.chunks())

    def __iter__(self) -> Iterator[bytes]:
        """The bytes for a client: a failure half way is written down elsewhere, and here just breaks the connection."""
        try:
            yield from self.chunks()
        except problems.Problem as problem:
            raise ConnectionResetError(errno.ECONNRESET, problem.detail) from problem

    def length(self) -> int:
        """The number of bytes, for which it waits until all are written; raises when that fails."""
        if self.following is None:
            return len(self.body)
        return self.following.wait()

    def close(self) -> None:
        """Gives up what was not read."""
        if self.following is not None:
            self.following.close()


class Pool:
    """The workers of one web process. Threads share it."""

    def __init__(self, door: socket.socket, limits: Limits, tallies: Tallies | None = None) -> None:
        self._door, self._limits, self._tallies = door, limits, tallies or Tallies()
        self._changed = threading.Condition()
        self._idle: list[_Worker] = []
        self._following: list[Following] = []
        self._alive = 0
        self._waiting = 0

    def evaluate(self, job: wire.Job, client: int | None = None) -> Answer:
        """The answer to a job. `client` is the descriptor of the client's socket: when it closes, the query ends.

        Raises Problem: the query is wrong, was stopped at a limit, or cannot be taken on.
        """
        while True:
            worker = self._acquire(job.timeout)
            try:
                frame = self._ask(worker, job, client)
            except BaseException:
                self._end(worker)
                raise
            if frame is None:
                self._discard(worker)
                continue
            if frame.kind == wire.FILE:
                return self._follow(worker, job, frame)
            failure = self._settle(worker, job, frame)
            if failure is not None:
                raise failure
            return Answer(frame.family, frame.payload)

    def close(self) -> None:
        """Lets the idle workers go."""
        with self._changed:
            idle, self._idle = self._idle, []
        for worker in idle:
            self._discard(worker)

    def _ask(self, worker: _Worker, job: wire.Job, client: int | None) -> wire.Frame | None:
        """The worker's first frame, or None when it had left before it read the job."""
        try:
            wire.send_job(worker.socket, job)
        except ConnectionError:
            return None
        try:
            self._await(worker, job, client)
            frame = wire.receive_frame(worker.socket)
        except (wire.Closed, ConnectionError):
            if worker.used:
                return None
            raise problems.engine_away() from None
        if frame.kind == wire.DEATH and worker.used and json.loads(frame.payload)["signal"] in (0, signal.SIGTERM):
            return None
        return frame

    def _settle(self, worker: _Worker, job: wire.Job, frame: wire.Frame) -> Exception | None:
        """What a last frame means for the worker, who is idle again or dead, and for the client."""
        if frame.kind == wire.DEATH:
            self._discard(worker)
            self._tallies.add(("killed", _CAUSES.get(json.loads(frame.payload)["signal"], "fault")))
            return cause_of_death(json.loads(frame.payload)["signal"], job, self._limits.memory)
        self._release(worker)
        if frame.kind == wire.ERROR:
            told = json.loads(frame.payload)
            return explain(job, told["kind"], told["message"], self._limits.memory)
        return None

    def _await(self, worker: _Worker, job: wire.Job, client: int | None) -> None:
        """Waits for the worker; Problem when the client leaves first, or nothing comes long after the deadline."""
        waiting = select.poll()
        waiting.register(worker.socket, select.POLLIN)
        if client is not None:
            waiting.register(client, getattr(select, "POLLRDHUP", 0))
        events = dict(waiting.poll((job.timeout + _GRACE) * 1000))
        if worker.socket.fileno() in events:
            return
        if events:
            raise problems.client_gone()
        raise problems.deadline_passed(job.timeout)

    def _follow(self, worker: _Worker, job: wire.Job, frame: wire.Frame) -> Answer:
        def settle(following: Following, last: wire.Frame | None) -> Exception | None:
            with self._changed:
                self._following.remove(following)
            if last is not None:
                return self._settle(worker, job, last)
            self._end(worker)
            return None

        assert frame.descriptor is not None
        following = Following(worker.socket, frame.descriptor, settle)
        with self._changed:
            self._following.append(following)
        return Answer(frame.family, b"", following)

    def _acquire(self, seconds: float) -> _Worker:
        with self._changed:
            if not self._idle and self._alive >= self._limits.workers:
                self._wait_for_turn(seconds)
            if self._idle:
                worker = self._idle.pop()
                self._note()
                return worker
            self._alive += 1
            self._note()
        try:
            return self._fork()
        except BaseException:
            self._forget()
            raise

    def _wait_for_turn(self, seconds: float) -> None:
        if self._waiting >= self._limits.queue:
            raise problems.busy(self._waiting, 1)
        self._waiting += 1
        self._note()
        try:
            end = time.monotonic() + seconds
            while not self._idle and self._alive >= self._limits.workers:
                for following in tuple(self._following):
                    following.look()
                if self._idle:
                    return
                if not self._changed.wait(_RECLAIM) and time.monotonic() > end:
                    raise problems.busy(self._waiting, 1)
        finally:
            self._waiting -= 1
            self._note()

    def _fork(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._door, [b"W"], [theirs.fileno()])
                ours.settimeout(_GRACE)
                hello = wire.receive_frame(ours)
            except (OSError, wire.Closed):
                hello = None
        if hello is None or hello.kind != wire.RESULT:
            ours.close()
            raise problems.engine_away()
        ours.settimeout(None)
        return _Worker(ours, int(hello.payload))

    def _release(self, worker: _Worker) -> None:
        """The worker can take the next job."""
        worker.used = True
        with self._changed:
            self._idle.append(worker)
            self._note()
            self._changed.notify()

    def _end(self, worker: _Worker) -> None:
        worker.kill()
        self._tallies.add(("killed", "gone"))
        self._discard(worker)

    def _discard(self, worker: _Worker) -> None:
        worker.socket.close()
        self._forget()

    def _forget(self) -> None:
        with self._changed:
            self._alive -= 1
            self._note()
            self._changed.notify()

    def _note(self) -> None:
        """Says how many workers are busy and idle, and how many queries wait. Called with the lock held."""
        idle = len(self._idle)
        self._tallies.put(("gauge", "busy"), self._alive - idle)
        self._tallies.put(("gauge", "idle"), idle)
        self._tallies.put(("gauge", "waiting"), self._waiting)
