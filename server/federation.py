"""An engine that asks other servers first, where a query has SERVICE clauses: the workers themselves reach nobody."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from server import problems, remote, services
from server.asking import Engine
from server.engine.answer import Answer
from server.engine.errand import Errand, Loop, Outcome
from server.engine.wire import Job
from server.logbook import Logbook
from server.services import Clause
from server.settings import Settings


class Federated:
    """The engine, for queries that may ask the listed endpoints. Threads share it."""

    def __init__(self, engine: Engine, settings: Settings, logbook: Logbook) -> None:
        self._engine, self._settings, self._logbook = engine, settings, logbook
        self._places = threading.BoundedSemaphore(settings.service_queries)

    def evaluate(self, job: Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread; Problem when there is none."""
        found = services.clauses(job.query)
        return self._engine.evaluate(self._joined(job, found) if found else job, client)

    def begin(self, job: Job, loop: Loop, told: Callable[[Outcome], None]) -> Errand:
        """A job without such clauses, under way for an event loop, in which nobody else can be asked."""
        return self._engine.begin(job, loop, told)

    def look(self) -> None:
        """To be called now and then while queries are under way."""
        self._engine.look()

    def _joined(self, job: Job, found: Sequence[Clause]) -> Job:
        """The job with answers in the place of its clauses, and the time that is left for it."""
        end = time.monotonic() + job.timeout
        self._check(found)
        with self._place():
            edits = [(clause, self._answered(job, clause, end)) for clause in services.outermost(found)]
        return replace(job, query=services.replaced(job.query, edits), timeout=_left(job, end))

    def _check(self, found: Sequence[Clause]) -> None:
        """Problem (400, 403) where a clause asks whom it may not, or there are too many; those inside of others count,
        as no endpoint shall be made to ask whom we would not."""
        listed, most = self._settings.services.endpoints, self._settings.service_clauses
        for clause in found:
            if clause.asks_a_variable:
                raise problems.bad_request(f"SERVICE {clause.endpoint}: give an IRI, which must be known beforehand.")
            if clause.endpoint not in listed:
                raise problems.not_listed(clause.endpoint, listed)
            if clause.has_two_readings:
                raise problems.bad_request("In a SERVICE clause write no \\u escapes, and no ''' in an IRI.")
        if len(found) > most:
            raise problems.too_many_services(most)

    @contextlib.contextmanager
    def _place(self) -> Iterator[None]:
        """One of the few that may wait for others: so there are always threads for who asks only us."""
        if not self._places.acquire(blocking=False):
            raise problems.too_many_ask_others(self._settings.service_queries)
        try:
            yield
        finally:
            self._places.release()

    def _answered(self, job: Job, clause: Clause, end: float) -> str:
        """What stands in the place of a clause. Problem (502 to 504) when its endpoint fails, unless it is SILENT."""
        question = services.question(job.query, clause, job.base)
        seconds, begun = min(self._settings.service_timeout, _left(job, end)), time.monotonic()
        outcome = "ok"
        try:
            found = remote.ask(clause.endpoint, question, self._settings, seconds)
            return services.values(clause, found.variables, found.rows)
        except (remote.Failed, ValueError) as error:
            outcome = str(error)
            if clause.silent:
                return services.nothing(clause)
            raise problems.service_failed(clause.endpoint, outcome, getattr(error, "limit", {})) from None
        finally:
            took = round((time.monotonic() - begun) * 1000)
            self._logbook.query("service-asked", id=job.id, endpoint=clause.endpoint, outcome=outcome, ms=took)


def _left(job: Job, end: float) -> float:
    """The seconds that are left of the job's; Problem (503) when there are none."""
    left = end - time.monotonic()
    if left <= 0:
        raise problems.deadline_passed(job.timeout)
    return left
