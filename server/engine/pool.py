"""The web process's side of the engine: gives a job to a worker, idle or newly forked, and brings back the answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import select
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from server import problems
from server.engine import wire
from server.engine.answer import Answer
from server.engine.diagnosis import cause_of_death, explain
from server.engine.following import Following
from server.engine.tallies import Tallies
from server.engine.turns import Limits, Turn, Turns, Worker

_GRACE = 5.0  # seconds past its deadline after which a worker that the kernel did not stop is killed from here
_CAUSES = {signal.SIGALRM: "timeout", signal.SIGABRT: "memory", signal.SIGKILL: "memory"}
_LOOK = 0.05  # seconds between looks of who waits


class Pool:
    """The workers of one web process. Threads and the event loop share it."""

    def __init__(self, door: socket.socket, limits: Limits, tallies: Tallies | None = None) -> None:
        self._door, self._limits, self._tallies = door, limits, tallies or Tallies()
        self._turns = Turns(limits, self._tallies)
        self._lock = threading.Lock()
        self._following: list[Following] = []

    def evaluate(self, job: wire.Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread. `client` is a descriptor: when it closes, the query ends.

        Raises Problem: the query is wrong, was stopped at a limit, or cannot be taken on.
        """
        end, answer = time.monotonic() + job.timeout, None
        while answer is None:
            turn = self._turns.take(job.by, may_try=not job.tried)
            worker = (self._wait_for(turn, end) if isinstance(turn, Turn) else turn) or self._fork(_light(turn), job.by)
            job = _placed(job, turn)
            with self._ending(worker):
                try:
                    wire.send_job(worker.socket, job)
                    self._await(worker, job, client)
                except ConnectionError:
                    frame = None
                else:
                    frame = self._first(worker)
            answer = self._concluded(worker, job, frame)
        return answer

    async def answer(self, job: wire.Job) -> Answer:
        """The answer to a job, for the event loop. When the task is cancelled, the query ends. Raises Problem."""
        end, answer = time.monotonic() + job.timeout, None
        while answer is None:
            turn = self._turns.take(job.by, may_try=not job.tried)
            worker = await self._coming(turn, end) if isinstance(turn, Turn) else turn
            worker = worker or await self._forked(_light(turn), job.by)
            job = _placed(job, turn)
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
            answer = self._concluded(worker, job, frame)
        return answer

    def close(self) -> None:
        """Lets the idle workers go."""
        self._turns.close()

    @contextlib.contextmanager
    def _ending(self, worker: Worker) -> Iterator[None]:
        """Whatever goes wrong in the block ends the worker."""
        try:
            yield
        except BaseException:
            self._end(worker)
            raise

    def _first(self, worker: Worker) -> wire.Frame | None:
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

    def _concluded(self, worker: Worker, job: wire.Job, frame: wire.Frame | None) -> Answer | None:
        """What the first frame means: an answer, a Problem, or None when another worker must be asked."""
        if frame is None:
            self._discard(worker)
            return None
        if frame.kind == wire.FILE:
            return self._follow(worker, job, frame)
        if job.light and _too_heavy(frame):
            self._discard(worker)
            return None
        failure = self._settle(worker, job, frame)
        if failure is not None:
            raise failure
        return Answer(frame.family, frame.payload)

    def _settle(self, worker: Worker, job: wire.Job, frame: wire.Frame) -> Exception | None:
        """What a last frame means for the worker, who is idle again or dead, and for the client."""
        if frame.kind == wire.DEATH:
            self._discard(worker)
            self._tallies.add(("killed", _CAUSES.get(json.loads(frame.payload)["signal"], "fault")))
            return cause_of_death(json.loads(frame.payload)["signal"], job, self._limits.memory)
        self._turns.release(worker)
        if frame.kind == wire.ERROR:
            told = json.loads(frame.payload)
            return explain(job, told["kind"], told["message"], self._limits.memory)
        return None

    def _await(self, worker: Worker, job: wire.Job, client: int | None) -> None:
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

    async def _sent(self, worker: Worker, job: wire.Job) -> None:
        """Sends the job; what the socket does not take at once goes out in a thread."""
        data = memoryview(wire.encoded(job))
        try:
            sent = worker.socket.send(data, socket.MSG_DONTWAIT)
        except BlockingIOError:
            sent = 0
        if sent < len(data):
            await asyncio.get_running_loop().run_in_executor(None, worker.socket.sendall, data[sent:])

    def _follow(self, worker: Worker, job: wire.Job, frame: wire.Frame) -> Answer:
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

    def _wait_for(self, turn: Turn, end: float) -> Worker | None:
        """What the turn brings: a worker, or None where one may be forked."""
        while time.monotonic() < end:
            self._look()
            with contextlib.suppress(TimeoutError):
                return turn.brings.result(_LOOK)
        return self._turns.late(turn)

    async def _coming(self, turn: Turn, end: float) -> Worker | None:
        """What the turn brings, for the event loop."""
        awaited = asyncio.wrap_future(turn.brings)
        try:
            while time.monotonic() < end:
                self._look()
                if (await asyncio.wait((awaited,), timeout=_LOOK))[0]:
                    return awaited.result()
        except asyncio.CancelledError:
            self._turns.give_back(turn)
            raise
        return self._turns.late(turn)

    def _look(self) -> None:
        """Looks for workers that are done though their clients have not read all, and for who may try the lane."""
        for following in tuple(self._following):
            following.look()
        self._turns.open_lane()

    def _fork(self, light: bool, by: str) -> Worker:
        """A new worker; a place for it is taken already, `light` tells if in the lane."""
        with self._asked_for(light, by) as ours:
            ours.settimeout(_GRACE)
            return self._greeted(ours, light, by)

    async def _forked(self, light: bool, by: str) -> Worker:
        """A new worker, for the event loop."""
        with self._asked_for(light, by) as ours:
            await _readable(ours, _GRACE)
            return self._greeted(ours, light, by)

    @contextlib.contextmanager
    def _asked_for(self, light: bool, by: str) -> Iterator[socket.socket]:
        """Our end of the socket on which a new worker will serve. Problem (503) when none comes."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._door, [b"W"], [theirs.fileno()])
            yield ours
        except BaseException as error:
            ours.close()
            self._turns.forget(light, by)
            if isinstance(error, (OSError, wire.Closed)):
                raise problems.engine_away() from None
            raise

    @staticmethod
    def _greeted(ours: socket.socket, light: bool, by: str) -> Worker:
        hello = wire.receive_frame(ours)
        if hello.kind != wire.RESULT:
            raise wire.Closed
        ours.settimeout(None)
        return Worker(ours, int(hello.payload), light, by)

    def _end(self, worker: Worker) -> None:
        worker.kill()
        self._tallies.add(("killed", "gone"))
        self._discard(worker)

    def _discard(self, worker: Worker) -> None:
        worker.socket.close()
        self._turns.forget(worker.light, worker.by)


def _light(turn: Worker | Turn | None) -> bool:
    """Whether what the turn has brought is in the lane."""
    return isinstance(turn, Turn) and turn.light


def _placed(job: wire.Job, turn: Worker | Turn | None) -> wire.Job:
    """The job as it is to be done in the place that the turn has brought."""
    if _light(turn):
        return replace(job, light=True, tried=True)
    return replace(job, light=False) if job.light else job


def _too_heavy(frame: wire.Frame) -> bool:
    """Whether a query in the lane was ended as it took long."""
    said = json.loads(frame.payload) if frame.kind in (wire.DEATH, wire.ERROR) else {}
    return said.get("signal") == signal.SIGALRM or said.get("kind") == "heavy"


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
