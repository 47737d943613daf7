"""Whose turn it is: so many workers at once, a queue, and beside it a lane for queries that do not take long.

Heavy queries can hold all workers until their deadline. So who has waited for a moment may try the lane: one of a few
workers more, for a second (`wire.LIGHT`). What is not done by then goes back to the queue and does not try again.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
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
    """A worker: its socket, its process, whether it works in the lane, and whether it has answered before."""

    socket: socket.socket
    pid: int
    light: bool
    used: bool = False

    def kill(self) -> None:
        """Ends the process; it cannot have been buried and its number reused, as its death would have been told."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@dataclass(eq=False, slots=True)
class Turn:
    """A place in the queue. It brings a worker, or None where one may be forked: `light` tells, in the lane."""

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

    def take(self, may_try: bool) -> Worker | Turn | None:
        """An idle worker, None where one may be forked, or a place in the queue. Problem (429) when that is full."""
        with self._lock:
            found: Worker | Turn | None = None
            if self.idle:
                found = self.idle.pop()
            elif self._alive < self._limits.workers:
                self._alive += 1
            elif len(self._waiting) >= self._limits.queue:
                raise problems.busy(len(self._waiting), 1)
            else:
                found = Turn(may_try)
                self._waiting.append(found)
            self._note()
            return found

    def open_lane(self) -> None:
        """Lets those into the lane who have waited for a moment, while there is room. To be called now and then."""
        long_ago = time.monotonic() - _MOMENT
        with self._lock:
            for turn in tuple(self._waiting):
                if self._light < self._limits.lane and turn.may_try and turn.since < long_ago:
                    self._light += self._give(turn, None, light=True)
            self._note()

    def late(self, turn: Turn) -> Worker | None:
        """The turn did not come in time: Problem (429), unless it comes at this very moment."""
        if not (waiting := self._left(turn)):
            return turn.brings.result()
        raise problems.busy(waiting, 1)

    def give_back(self, turn: Turn) -> Worker | None:
        """Nobody waits for the turn any more; what it has brought goes to the next, or is given out to be let go."""
        if self._left(turn):
            return None
        worker = turn.brings.result()
        if worker is None:
            self.forget(turn.light)
        elif not self.release(worker):
            return worker
        return None

    def release(self, worker: Worker) -> bool:
        """The worker can take the next job: from who has waited longest. False when it shall go, as nobody needs it."""
        worker.used = True
        with self._lock:
            if kept := self._hand_over(worker, worker.light) or not worker.light:
                self._note()
            return kept

    def forget(self, light: bool) -> None:
        """A worker is gone: who has waited longest may have one forked."""
        with self._lock:
            if light:
                self._light -= 1
            elif not self._hand_over(None, light):
                self._alive -= 1
            self._note()

    def close(self) -> list[Worker]:
        """The idle workers, to be let go."""
        with self._lock:
            idle, self.idle = self.idle, []
            return idle

    def _hand_over(self, worker: Worker | None, light: bool) -> bool:
        """Gives the worker, or the place for one, to the first in the queue that it is for, or keeps it idle."""
        for turn in tuple(self._waiting):
            if (turn.may_try or not light) and self._give(turn, worker, light):
                return True
        if worker is not None and not light:
            self.idle.append(worker)
        return False

    def _give(self, turn: Turn, worker: Worker | None, light: bool) -> bool:
        self._waiting.remove(turn)
        if not turn.brings.set_running_or_notify_cancel():
            return False
        turn.light = light
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
