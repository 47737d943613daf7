"""Whose turn it is: so many workers at once, a queue, and beside it a lane for queries that do not take long.

Heavy queries can hold all workers until their deadline. So when none was free for a moment, who has waited so long
may try the lane: one of a few workers more, for a second (`wire.LIGHT`). What is not done by then goes back to the
queue and does not try again.

The next turn is that of the client for whom the least is at work. When the queue is full, the client who has most in it
makes room for one who has less.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass, field

from server import problems
from server.engine.tallies import Tallies

_MOMENT = 0.1  # seconds in the queue after which a query may try the lane


@dataclass(frozen=True, slots=True)
class Limits:
    """How many queries one process has evaluated at once, how many may wait, and what a worker may use (MB)."""

    workers: int
    queue: int
    memory: int

    @property
    def lane(self) -> int:
        """How many workers there may be beside these for what does not take long."""
        return max(1, self.workers // 2)


@dataclass(eq=False, slots=True)
class Worker:
    """A worker: its socket, its process, whether it works in the lane, for whom, and whether it has answered before."""

    socket: socket.socket
    pid: int
    light: bool
    by: str
    used: bool = False

    def kill(self) -> None:
        """Ends the process; it cannot have been buried and its number reused, as its death would have been told."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@dataclass(eq=False, slots=True)
class Turn:
    """A place in a client's queue. It brings a worker, or None where one may be forked: `light` tells, in the lane."""

    by: str
    may_try: bool
    light: bool = False
    since: float = field(default_factory=time.monotonic)
    brings: Future[Worker | None] = field(default_factory=Future)


class Turns:
    """The places of one pool. Its threads and its event loop share them."""

    def __init__(self, limits: Limits, tallies: Tallies) -> None:
        self._limits, self._tallies = limits, tallies
        self._lock = threading.Lock()
        self._waiting: list[Turn] = []
        self.idle: list[Worker] = []
        self._alive = self._light = 0
        self._moved = time.monotonic()  # when a worker outside of the lane was last free
        self._at_work = Counter[str]()

    def take(self, by: str, may_try: bool) -> Worker | Turn | None:
        """An idle worker, None where one may be forked, or a place in the queue. Problem (429) when that is full."""
        with self._lock:
            found: Worker | Turn | None = None
            if self.idle:
                found = self.idle.pop()
                found.by = by
            elif self._alive < self._limits.workers:
                self._alive += 1
            else:
                found = self._queued(Turn(by, may_try))
            if not isinstance(found, Turn):
                self._at_work[by] += 1
            self._note()
            return found

    def open_lane(self) -> None:
        """Lets those into the lane who have waited for a moment, while there is room and no worker has come free.

        To be called now and then.
        """
        long_ago = time.monotonic() - _MOMENT
        if self._moved > long_ago:
            return
        with self._lock:
            for turn in self._in_order():
                if self._light < self._limits.lane and turn.may_try and turn.since < long_ago:
                    self._light += self._give(turn, None, light=True)
            self._note()

    def late(self, turn: Turn) -> Worker | None:
        """The turn did not come in time: Problem (429), unless it comes at this very moment."""
        if not (waiting := self._left(turn)):
            return turn.brings.result()
        raise problems.busy(waiting, 1)

    def give_back(self, turn: Turn) -> None:
        """Nobody waits for the turn any more; what it has brought goes to the next."""
        if self._left(turn) or turn.brings.exception():
            return
        worker = turn.brings.result()
        if worker is None:
            self.forget(turn.light, turn.by)
        else:
            self.release(worker)

    def release(self, worker: Worker) -> None:
        """The worker can take the next job, or waits for one; but from the lane it goes when it is not needed there."""
        worker.used = True
        with self._lock:
            if not worker.light:
                self._moved = time.monotonic()
            self._done(worker.by)
            if not self._hand_over(worker, worker.light):
                if worker.light:
                    worker.socket.close()
                    self._light -= 1
                else:
                    self.idle.append(worker)
            self._note()

    def forget(self, light: bool, by: str) -> None:
        """The worker, or the place for one, is gone: who is next may have one forked."""
        with self._lock:
            self._done(by)
            if light:
                self._light -= 1
            else:
                self._moved = time.monotonic()
                self._alive -= not self._hand_over(None, light)
            self._note()

    def close(self) -> None:
        """Lets the idle workers go."""
        with self._lock:
            while self.idle:
                self.idle.pop().socket.close()
                self._alive -= 1
            self._note()

    def _queued(self, turn: Turn) -> Turn:
        """The turn, in the queue; there may be one less of another client. Problem (429) when there is no room."""
        if len(self._waiting) >= self._limits.queue:
            held = Counter(waiting.by for waiting in self._waiting)
            most = max(held, key=lambda by: held[by], default=turn.by)
            if held[most] <= held[turn.by] + 1:
                raise problems.busy(len(self._waiting), 1)
            last = next(waiting for waiting in reversed(self._waiting) if waiting.by == most)
            self._waiting.remove(last)
            last.brings.set_exception(problems.busy(len(self._waiting), 1))
        self._waiting.append(turn)
        return turn

    def _in_order(self) -> list[Turn]:
        """Who waits, the next first."""
        return sorted(self._waiting, key=lambda turn: self._at_work[turn.by])

    def _done(self, by: str) -> None:
        self._at_work[by] -= 1
        if self._at_work[by] <= 0:
            del self._at_work[by]

    def _hand_over(self, worker: Worker | None, light: bool) -> bool:
        """Gives the worker, or the place for one, to the first in the queue that it is for."""
        return any((turn.may_try or not light) and self._give(turn, worker, light) for turn in self._in_order())

    def _give(self, turn: Turn, worker: Worker | None, light: bool) -> bool:
        self._waiting.remove(turn)
        if not turn.brings.set_running_or_notify_cancel():
            return False
        turn.light = light
        self._at_work[turn.by] += 1
        if worker is not None:
            worker.by = turn.by
        turn.brings.set_result(worker)
        return True

    def _left(self, turn: Turn) -> int:
        """Leaves the queue; how many were in it, or 0 when the turn has come already."""
        with self._lock:
            waiting = len(self._waiting)
            if not turn.brings.cancel():
                return 0
            self._waiting.remove(turn)
            self._note()
            return waiting

    def _note(self) -> None:
        """Says how many workers are busy and idle, and how many queries wait. Called with the lock held."""
        idle = len(self.idle)
        self._tallies.put(("gauge", "busy"), self._alive + self._light - idle)
        self._tallies.put(("gauge", "idle"), idle)
        self._tallies.put(("gauge", "waiting"), len(self._waiting))
