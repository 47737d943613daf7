"""The web process's side of the engine: gives a job to a worker, idle or newly forked, and brings back the answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from server import problems
from server.engine import wire
from server.engine.answer import Answer
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


_Turn = Future[_Worker | None]  # brings a worker, or None where one may be forked


class Pool:
    """The workers of one web process. Threads and the event loop share it."""

    def __init__(self, door: socket.socket, limits: Limits, tallies: Tallies | None = None) -> None:
        self._door, self._limits, self._tallies = door, limits, tallies or Tallies()
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._following: list[Following] = []
        self._alive = 0
        self._turns: deque[_Turn] = deque()

    def evaluate(self, job: wire.Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread. `client` is a descriptor: when it closes, the query ends.

        Raises Problem: the query is wrong, was stopped at a limit, or cannot be taken on.
        """
        while True:
            turn = self._queue()
            worker = (self._wait_for(turn, job.timeout) if isinstance(turn, Future) else turn) or self._fork()
            with self._ending(worker):
                try:
                    wire.send_job(worker.socket, job)
                    self._await(worker, job, client)
                except ConnectionError:
                    frame = None
                else:
                    frame = self._first(worker)
            if (answer := self._concluded(worker, job, frame)) is not None:
                return answer

    async def answer(self, job: wire.Job) -> Answer:
        """The answer to a job, for the event loop. When the task is cancelled, the query ends. Raises Problem."""
        while True:
            turn = self._queue()
            worker = await self._coming(turn, job.timeout) if isinstance(turn, Future) else turn
            worker = worker or await self._forked()
            with self._ending(worker):
                try:
                    await self._sent(worker, job)
                    await _readable(worker.socket, job.timeout + _GRACE)
                except ConnectionError:
                    frame = None
                except TimeoutError:
                    raise problems.deadline_passed(job.timeout) from None
                else:
                    frame = self._first(worker)
            if (answer := self._concluded(worker, job, frame)) is not None:
                return answer

    def close(self) -> None:
        """Lets the idle workers go."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            self._discard(worker)

    @contextlib.contextmanager
    def _ending(self, worker: _Worker) -> Iterator[None]:
        """Whatever goes wrong in the block ends the worker."""
        try:
            yield
        except BaseException:
            self._end(worker)
            raise

    def _first(self, worker: _Worker) -> wire.Frame | None:
        """The worker's first frame, or None when it had left before it read the job."""
        try:
            frame = wire.receive_frame(worker.socket)
        except (wire.Closed, ConnectionError):
            if worker.used:
                return None
            raise problems.engine_away() from None
        if frame.kind == wire.DEATH and worker.used and json.loads(frame.payload)["signal"] in (0, signal.SIGTERM):
            return None
        return frame

    def _concluded(self, worker: _Worker, job: wire.Job, frame: wire.Frame | None) -> Answer | None:
        """What the first frame means: an answer, a Problem, or None when another worker must be asked."""
        if frame is None:
            self._discard(worker)
            return None
        if frame.kind == wire.FILE:
            return self._follow(worker, job, frame)
        failure = self._settle(worker, job, frame)
        if failure is not None:
            raise failure
        return Answer(frame.family, frame.payload)

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

    async def _sent(self, worker: _Worker, job: wire.Job) -> None:
        """Sends the job; what the socket does not take at once goes out in a thread."""
        data = memoryview(wire.encoded(job))
        try:
            sent = worker.socket.send(data, socket.MSG_DONTWAIT)
        except BlockingIOError:
            sent = 0
        if sent < len(data):
            await asyncio.get_running_loop().run_in_executor(None, worker.socket.sendall, data[sent:])

    def _follow(self, worker: _Worker, job: wire.Job, frame: wire.Frame) -> Answer:
        def settle(following: Following, last: wire.Frame | None) -> Exception | None:
            with self._lock:
                self._following.remove(following)
            if last is not None:
                return self._settle(worker, job, last)
            self._end(worker)
            return None

        assert frame.descriptor is not None
        following = Following(worker.socket, frame.descriptor, settle)
        with self._lock:
            self._following.append(following)
        return Answer(frame.family, b"", following)

    def _queue(self) -> _Worker | _Turn | None:
        """An idle worker, None where one may be forked, or a place in the queue. Problem (429) when that is full."""
        with self._lock:
            worker = None
            if self._idle:
                worker = self._idle.pop()
            elif self._alive < self._limits.workers:
                self._alive += 1
            elif len(self._turns) >= self._limits.queue:
                raise problems.busy(len(self._turns), 1)
            else:
                turn: _Turn = Future()
                self._turns.append(turn)
                self._note()
                return turn
            self._note()
            return worker

    def _wait_for(self, turn: _Turn, seconds: float) -> _Worker | None:
        """What the turn brings: a worker, or None where one may be forked."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._reclaim()
            with contextlib.suppress(TimeoutError):
                return turn.result(_RECLAIM)
        return self._late(turn)

    async def _coming(self, turn: _Turn, seconds: float) -> _Worker | None:
        """What the turn brings, for the event loop."""
        awaited = asyncio.wrap_future(turn)
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                self._reclaim()
                if (await asyncio.wait((awaited,), timeout=_RECLAIM))[0]:
                    return awaited.result()
        except asyncio.CancelledError:
            self._give_back(turn)
            raise
        return self._late(turn)

    def _reclaim(self) -> None:
        """Looks for workers that are done though their clients have not read all."""
        for following in tuple(self._following):
            following.look()

    def _late(self, turn: _Turn) -> _Worker | None:
        """The turn did not come in time: Problem (429), unless it comes at this very moment."""
        if not (waiting := self._left(turn)):
            return turn.result()
        raise problems.busy(waiting, 1)

    def _left(self, turn: _Turn) -> int:
        """Leaves the queue; how many were in it, or 0 when the turn has come already."""
        with self._lock:
            waiting = len(self._turns)
            if not turn.cancel():
                return 0
            self._turns.remove(turn)
            self._note()
            return waiting

    def _give_back(self, turn: _Turn) -> None:
        """Nobody waits for the turn any more; what it may have brought goes to the next."""
        if self._left(turn):
            return
        worker = turn.result()
        self._release(worker) if worker else self._forget()

    def _fork(self) -> _Worker:
        """A new worker; a place for it is taken already."""
        with self._asked_for() as ours:
            ours.settimeout(_GRACE)
            return self._greeted(ours)

    async def _forked(self) -> _Worker:
        """A new worker, for the event loop."""
        with self._asked_for() as ours:
            await _readable(ours, _GRACE)
            return self._greeted(ours)

    @contextlib.contextmanager
    def _asked_for(self) -> Iterator[socket.socket]:
        """Our end of the socket on which a new worker will serve. Problem (503) when none comes."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._door, [b"W"], [theirs.fileno()])
            yield ours
        except BaseException as error:
            ours.close()
            self._forget()
            if isinstance(error, (OSError, wire.Closed)):
                raise problems.engine_away() from None
            raise

    @staticmethod
    def _greeted(ours: socket.socket) -> _Worker:
        hello = wire.receive_frame(ours)
        if hello.kind != wire.RESULT:
            raise wire.Closed
        ours.settimeout(None)
        return _Worker(ours, int(hello.payload))

    def _release(self, worker: _Worker) -> None:
        """The worker can take the next job: it goes to who has waited longest."""
        worker.used = True
        with self._lock:
            if not self._hand_over(worker):
                self._idle.append(worker)
            self._note()

    def _end(self, worker: _Worker) -> None:
        worker.kill()
        self._tallies.add(("killed", "gone"))
        self._discard(worker)

    def _discard(self, worker: _Worker) -> None:
        worker.socket.close()
        self._forget()

    def _forget(self) -> None:
        """A worker is gone: who has waited longest may have one forked."""
        with self._lock:
            if not self._hand_over(None):
                self._alive -= 1
            self._note()

    def _hand_over(self, worker: _Worker | None) -> bool:
        """Gives the worker, or the place for one, to the first in the queue. Called with the lock held."""
        while self._turns:
            turn = self._turns.popleft()
            if turn.set_running_or_notify_cancel():
                turn.set_result(worker)
                return True
        return False

    def _note(self) -> None:
        """Says how many workers are busy and idle, and how many queries wait. Called with the lock held."""
        idle = len(self._idle)
        self._tallies.put(("gauge", "busy"), self._alive - idle)
        self._tallies.put(("gauge", "idle"), idle)
        self._tallies.put(("gauge", "waiting"), len(self._turns))


async def _readable(source: socket.socket, seconds: float) -> None:
    """Waits until there is something to read; TimeoutError when nothing comes."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    late = loop.call_later(seconds, _fail, ready)
    loop.add_reader(source, _succeed, ready)
    try:
        await ready
    finally:
        late.cancel()
        loop.remove_reader(source)


def _succeed(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)


def _fail(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_exception(TimeoutError())
