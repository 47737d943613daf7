"""The web process's side of the engine: gives a job to a worker, idle or newly forked, and brings back the answer."""

from __future__ import annotations

import contextlib
import json
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from server import problems
from server.engine import wire
from server.engine.answer import Answer
from server.engine.diagnosis import cause_of_death, explain
from server.engine.errand import GRACE, Errand, Loop, Outcome, PoolErrand
from server.engine.following import Following
from server.engine.tallies import Tallies
from server.engine.turns import Limits, Turn, Turns, Worker
from triples.iris import BASE

_CAUSES = {signal.SIGALRM: "timeout", signal.SIGABRT: "memory", signal.SIGKILL: "memory"}
_LOOK = 0.05  # seconds between looks of who waits


class Pool:
    """The workers of one web process. Its threads and its event loop share them."""

    def __init__(self, door: socket.socket, limits: Limits, tallies: Tallies | None = None) -> None:
        self._door, self._limits, self._tallies = door, limits, tallies or Tallies()
        self.turns = Turns(limits, self._tallies)
        self._lock = threading.Lock()
        self._following: list[Following] = []

    def evaluate(self, job: wire.Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread. `client` is a descriptor: when it closes, the query ends.

        Raises Problem: the query is wrong, was stopped at a limit, or cannot be taken on.
        """
        end, answer = time.monotonic() + job.timeout, None
        while answer is None:
            turn = self.turns.take(job.by, may_try=not job.tried)
            worker = (self._wait_for(turn, end) if isinstance(turn, Turn) else turn) or self._fork(_light(turn), job.by)
            job = self.placed(job, turn)
            with self._ending(worker):
                try:
                    wire.send_job(worker.socket, job)
                    self._await(worker, job, client)
                except ConnectionError:
                    frame = None
                else:
                    frame = self.first(worker)
            answer = self.concluded(worker, job, frame)
        return answer

    def prepare(self) -> None:
        """Has a worker forked and warm, as the first query would wait for that."""
        with contextlib.suppress(problems.Problem):
            self.evaluate(wire.Job("ASK {}", "json", None, BASE, GRACE, 1))

    def begin(self, job: wire.Job, loop: Loop, told: Callable[[Outcome], None]) -> Errand:
        """The job, under way for an event loop; `told` hears what comes of it, perhaps at once."""
        errand = PoolErrand(self, job, loop, told)
        errand.begin()
        return errand

    @staticmethod
    def placed(job: wire.Job, turn: Worker | Turn | None) -> wire.Job:
        """The job as it is to be done in the place that the turn has brought."""
        if _light(turn):
            return replace(job, light=True, tried=True)
        return replace(job, light=False) if job.light else job

    def close(self) -> None:
        """Lets the idle workers go."""
        self.turns.close()

    @contextlib.contextmanager
    def _ending(self, worker: Worker) -> Iterator[None]:
        """Whatever goes wrong in the block ends the worker."""
        try:
            yield
        except BaseException:
            self.end(worker)
            raise

    def first(self, worker: Worker) -> wire.Frame | None:
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

    def concluded(self, worker: Worker, job: wire.Job, frame: wire.Frame | None) -> Answer | None:
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
        self.turns.release(worker)
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
        events = dict(waiting.poll((job.timeout + GRACE) * 1000))
        if worker.socket.fileno() in events:
            return
        if events:
            raise problems.client_gone()
        raise problems.deadline_passed(job.timeout)

    def _follow(self, worker: Worker, job: wire.Job, frame: wire.Frame) -> Answer:
        def settle(following: Following, last: wire.Frame | None) -> Exception | None:
            with self._lock:
                self._following.remove(following)
            if last is not None:
                return self._settle(worker, job, last)
            self.end(worker)
            return None

        assert frame.descriptor is not None
        following = Following(worker.socket, frame.descriptor, settle)
        with self._lock:
            self._following.append(following)
        return Answer(frame.family, b"", following)

    def _wait_for(self, turn: Turn, end: float) -> Worker | None:
        """What the turn brings: a worker, or None where one may be forked."""
        while time.monotonic() < end:
            self.look()
            with contextlib.suppress(TimeoutError):
                return turn.brings.result(_LOOK)
        return self.turns.late(turn)

    def look(self) -> None:
        """Looks for workers that are done though their clients have not read all, and for who may try the lane."""
        for following in tuple(self._following):
            following.look()
        self.turns.open_lane()

    def _fork(self, light: bool, by: str) -> Worker:
        """A new worker; a place for it is taken already, `light` tells if in the lane."""
        coming = self.call(light, by)
        coming.settimeout(GRACE)
        return self.greeted(coming, light, by)

    def call(self, light: bool, by: str) -> socket.socket:
        """Asks for a new worker; our end of the socket on which it will say that it is there. Raises Problem (503)."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._door, [b"W"], [theirs.fileno()])
        except OSError:
            ours.close()
            self.turns.forget(light, by)
            raise problems.engine_away() from None
        return ours

    def greeted(self, ours: socket.socket, light: bool, by: str) -> Worker:
        """The worker that has said that it is there. Problem (503) when it is not."""
        try:
            hello = wire.receive_frame(ours)
            if hello.kind != wire.RESULT:
                raise wire.Closed
        except (OSError, wire.Closed):
            ours.close()
            self.turns.forget(light, by)
            raise problems.engine_away() from None
        ours.settimeout(None)
        return Worker(ours, int(hello.payload), light, by)

    def end(self, worker: Worker) -> None:
        """Kills the worker."""
        worker.kill()
        self._tallies.add(("killed", "gone"))
        self._discard(worker)

    def _discard(self, worker: Worker) -> None:
        worker.socket.close()
        self.turns.forget(worker.light, worker.by)


def _light(turn: Worker | Turn | None) -> bool:
    """Whether what the turn has brought is in the lane."""
    return isinstance(turn, Turn) and turn.light


def _too_heavy(frame: wire.Frame) -> bool:
    """Whether a query in the lane was ended as it took long."""
    said = json.loads(frame.payload) if frame.kind in (wire.DEATH, wire.ERROR) else {}
    return said.get("signal") == signal.SIGALRM or said.get("kind") == "heavy"
