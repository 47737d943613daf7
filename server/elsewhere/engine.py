"""The engine that asks a store elsewhere: what the pool of workers is where the data are here.

Its queue is a plain one. How much of the store one client may take is for the store to say.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from server import problems
from server.elsewhere import client as http
from server.elsewhere import guarding, reading
from server.elsewhere.client import Client, Reply, Sent
from server.elsewhere.place import Endpoint
from server.engine.answer import Answer
from server.engine.errand import Errand, Loop, Outcome
from server.engine.turns import Limits
from server.engine.wire import Job

FORM = "application/x-www-form-urlencoded"
_SECONDS = 1  # after which to come back when the queue is full


class Elsewhere:
    """The engine. Threads and the event loop share it; as many ask at once as `limits.workers`."""

    def __init__(self, endpoint: Endpoint, client: Client, limits: Limits) -> None:
        self._endpoint, self._client, self._limits = endpoint, client, limits
        self._free = threading.BoundedSemaphore(limits.workers)
        self._places = threading.BoundedSemaphore(limits.workers + limits.queue)
        self._threads = ThreadPoolExecutor(limits.workers, "elsewhere")

    def evaluate(self, job: Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread; Problem when there is none. `client`: when that closes, it is given up."""
        end = time.monotonic() + job.timeout
        with self._place():
            return self._answered(job, client, end)

    def begin(self, job: Job, loop: Loop, told: Callable[[Outcome], None]) -> Errand:
        """The job, under way for an event loop; `told` hears what comes of it, perhaps at once."""
        errand = AskedElsewhere(job, loop, told)
        if self._places.acquire(blocking=False):
            errand.go(self._threads.submit(self._answered, job, errand.waiter, errand.end), self._places.release)
        else:
            errand.over(problems.busy(self._limits.queue, _SECONDS))
        return errand

    def look(self) -> None:
        """Nothing is under way that would have to be looked at."""

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise problems.busy(self._limits.queue, _SECONDS)
        try:
            yield
        finally:
            self._places.release()

    def _answered(self, job: Job, client: int | None, end: float) -> Answer:
        form, text = guarding.query(job.query, job.base)
        asked = replace(job, query=text)
        if not self._free.acquire(timeout=max(0.0, end - time.monotonic())):
            raise problems.deadline_passed(job.timeout)
        try:
            return reading.answer(self._asked(asked, form, client, end), form, asked)
        finally:
            self._free.release()

    def _asked(self, job: Job, form: str, client: int | None, end: float) -> Reply:
        """By a form: to a query as the body itself, Virtuoso does not answer (SPARQL 1.1 Protocol, 2.1.2)."""
        default, named = job.graphs or ((), ())
        fields = [("query", job.query)]
        fields += [("default-graph-uri", graph) for graph in default] + [("named-graph-uri", graph) for graph in named]
        accept = reading.TRIPLES if reading.is_graph(form) else reading.SOLUTIONS
        headers = {"Accept": accept, "Content-Type": FORM}
        sent = Sent("POST", urlencode(fields).encode(), headers, end, job.size << 20, client)
        return exchanged(self._client, self._endpoint, sent, job.timeout)


def exchanged(client: Client, endpoint: Endpoint, sent: Sent, seconds: float) -> Reply:
    """What the store answers; Problem when it cannot be reached, is too slow or says too much, or nobody waits."""
    try:
        return client.send(endpoint, sent)
    except http.Late:
        raise problems.deadline_passed(seconds) from None
    except http.TooLarge:
        raise problems.result_too_large(sent.most >> 20) from None
    except http.Left:
        raise problems.client_gone() from None
    except http.Unreachable:
        raise reading.failed("it cannot be reached, or broke off") from None


class AskedElsewhere:
    """One query for an event loop, done by a thread. `told` hears the outcome once.

    The thread gives up when the `waiter` hears that the other end of its line is closed.
    """

    def __init__(self, job: Job, loop: Loop, told: Callable[[Outcome], None]) -> None:
        self._job, self._loop = job, loop
        self._told: Callable[[Outcome], None] | None = told
        self.end = time.monotonic() + job.timeout
        self._line, self._heard = socket.socketpair()
        self._done: Future[Answer] | None = None

    @property
    def waiter(self) -> int:
        """The descriptor that tells the thread whether somebody waits."""
        return self._heard.fileno()

    def go(self, done: Future[Answer], freed: Callable[[], None]) -> None:
        """The query is with the threads; `freed` is called when it has left them, in whichever thread."""
        self._done = done

        def ended(future: Future[Answer]) -> None:
            freed()
            self._loop.soon(partial(self._comes, future))

        done.add_done_callback(ended)

    def leave(self) -> None:
        """Nobody waits for the answer any more."""
        self._line.close()
        if self._done is not None:
            self._done.cancel()
        self.over(problems.client_gone())

    def look(self) -> None:
        """To be called now and then: what no thread has begun by its deadline is over."""
        if self._done is not None and time.monotonic() > self.end and self._done.cancel():
            self.over(problems.deadline_passed(self._job.timeout))

    def over(self, outcome: Outcome) -> None:
        """Tells the outcome, if it was not told yet."""
        told, self._told = self._told, None
        if told is not None:
            told(outcome)

    def _comes(self, done: Future[Answer]) -> None:
        self._line.close()
        self._heard.close()
        if done.cancelled():
            return
        error = done.exception()
        assert error is None or isinstance(error, Exception)
        self.over(done.result() if error is None else error)
