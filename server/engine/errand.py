"""A query under way for an event loop: it is told what happens, and nothing waits for it.

The way is that of `Pool.evaluate`, cut where that waits: for a turn, for a worker to be forked, for its answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from socket import socket
from typing import TYPE_CHECKING, Protocol

from server import problems
from server.engine import wire
from server.engine.answer import Answer
from server.engine.turns import Turn, Worker

if TYPE_CHECKING:
    from server.engine.pool import Pool

GRACE = 5.0  # seconds past its deadline after which a worker that the kernel did not stop is killed from here

Outcome = Answer | Exception


class Loop(Protocol):
    """The event loop: a thread that calls back."""

    def watch(self, source: socket, heard: Callable[[], None]) -> None:
        """Calls whenever there is something to read."""

    def unwatch(self, source: socket) -> None:
        """Calls no more."""

    def soon(self, call: Callable[[], None]) -> None:
        """Calls once, as the next thing. For any thread."""


class Errand(Protocol):
    """One query under way."""

    def leave(self) -> None:
        """Nobody waits for the answer any more: the query ends."""

    def look(self) -> None:
        """To be called now and then: the errand does not wait longer than its deadline allows."""


class PoolErrand:
    """One query of a pool. `told` hears the outcome once: an answer, or the Problem that there is instead."""

    def __init__(self, pool: Pool, job: wire.Job, loop: Loop, told: Callable[[Outcome], None]) -> None:
        self._pool, self._job, self._loop = pool, job, loop
        self._told: Callable[[Outcome], None] | None = told
        self._end = time.monotonic() + job.timeout
        self._turn: Turn | None = None
        self._worker: Worker | None = None
        self._coming: tuple[socket, bool] | None = None

    def begin(self) -> None:
        """Takes a place; also again, where a worker had left before it read the job."""
        self._turn = self._worker = None
        try:
            taken = self._pool.turns.take(self._job.by, may_try=not self._job.tried)
        except problems.Problem as problem:
            self._over(problem)
            return
        if isinstance(taken, Turn):
            self._turn = taken
            taken.brings.add_done_callback(self._comes)
        else:
            self._job = self._pool.placed(self._job, taken)
            self._go(taken, light=False)

    def leave(self) -> None:
        """Nobody waits for the answer any more: the query ends."""
        self._give_up()
        self._over(problems.client_gone())

    def look(self) -> None:
        """To be called now and then: the errand does not wait longer than its deadline allows."""
        if self._told is None:
            return
        late = time.monotonic() - self._end
        if self._worker is not None or self._coming is not None:
            if late > GRACE:
                self._give_up()
                self._over(problems.deadline_passed(self._job.timeout))
        elif late > 0 and self._turn is not None and not self._turn.brings.done():
            try:
                self._pool.turns.late(self._turn)
            except problems.Problem as problem:
                self._over(problem)

    def _comes(self, brings: Future[Worker | None]) -> None:
        """The turn has brought something, in whichever thread."""
        if not brings.cancelled():
            self._loop.soon(self._turned)

    def _turned(self) -> None:
        turn = self._turn
        if self._told is None or turn is None:
            return
        self._turn = None
        try:
            worker = turn.brings.result()
        except problems.Problem as problem:
            self._over(problem)
            return
        self._job = self._pool.placed(self._job, turn)
        self._go(worker, turn.light)

    def _go(self, worker: Worker | None, light: bool) -> None:
        if worker is not None:
            self._send(worker)
            return
        try:
            coming = self._pool.call(light, self._job.by)
        except problems.Problem as problem:
            self._over(problem)
            return
        self._coming = coming, light
        self._loop.watch(coming, self._greeted)

    def _greeted(self) -> None:
        """The worker that was called is here."""
        assert self._coming is not None
        (coming, light), self._coming = self._coming, None
        self._loop.unwatch(coming)
        try:
            worker = self._pool.greeted(coming, light, self._job.by)
        except problems.Problem as problem:
            self._over(problem)
            return
        self._send(worker)

    def _send(self, worker: Worker) -> None:
        self._worker = worker
        try:
            wire.send_job(worker.socket, self._job)
        except ConnectionError:
            self._conclude(worker, None)
        else:
            self._loop.watch(worker.socket, self._answered)

    def _answered(self) -> None:
        worker = self._worker
        assert worker is not None
        self._loop.unwatch(worker.socket)
        try:
            frame = self._pool.first(worker)
        except Exception as error:
            self._worker = None
            self._pool.end(worker)
            self._over(error)
            return
        self._conclude(worker, frame)

    def _conclude(self, worker: Worker, frame: wire.Frame | None) -> None:
        self._worker = None
        try:
            answer = self._pool.concluded(worker, self._job, frame)
        except Exception as error:
            self._over(error)
            return
        if answer is None:
            self.begin()
        else:
            self._over(answer)

    def _over(self, outcome: Outcome) -> None:
        told, self._told = self._told, None  # whom it tells holds the errand: a circle, which only the collector finds
        if told is not None:
            told(outcome)
        elif isinstance(outcome, Answer):
            outcome.close()

    def _give_up(self) -> None:
        """Ends what is under way."""
        worker, coming, turn = self._worker, self._coming, self._turn
        self._worker = self._coming = self._turn = None
        if worker is not None:
            self._loop.unwatch(worker.socket)
            self._pool.end(worker)
        if coming is not None:
            self._loop.unwatch(coming[0])
            coming[0].close()
            self._pool.turns.forget(coming[1], self._job.by)
        if turn is not None:
            self._pool.turns.give_back(turn)
