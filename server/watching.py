"""Every query is seen: a line in the log before and after it, and a place in the figures."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from server.asking import Engine
from server.counting import Rows, rows_of
from server.engine.answer import Answer
from server.engine.errand import Errand, Loop, Outcome
from server.engine.tallies import Tallies
from server.engine.wire import TRIPLES, Job
from server.logbook import Logbook, shown
from server.problems import Problem

_FORM = re.compile(
    r"(?>\s+|\#[^\r\n]*|PREFIX[^<]*+<[^>]*+>|BASE\s*+<[^>]*+>)*+(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)
_BY_LIMIT = {"timeout": "timeout", "memory": "memory", "result_size": "size"}
_BY_STATUS = {429: "busy", 408: "gone", 502: "remote", 504: "remote"}


@dataclass(frozen=True, slots=True)
class Watched:
    """An engine whose queries are logged and counted, under the id of their request, and done for its client.

    `kind` names them all; without, each is named by its query form.
    """

    engine: Engine
    logbook: Logbook
    tallies: Tallies
    request_id: Callable[[], str]
    client: Callable[[], str]
    kind: str = ""

    def evaluate(self, job: Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread; Problem when there is none."""
        job = replace(job, id=self.request_id(), by=self.client())
        with self._watching(job) as watch:
            return watch.of(self.engine.evaluate(job, client), job)

    def begin(self, job: Job, loop: Loop, told: Callable[[Outcome], None]) -> Errand:
        """A job that names its request, under way for an event loop; `told` hears what comes of it."""
        form, body = read_form(job.query)
        watch = _Watch(self, job.id, self.kind or form, body)
        return self.engine.begin(job, loop, lambda outcome: told(watch.outcome(outcome, job)))

    def look(self) -> None:
        """To be called now and then while queries are under way."""
        self.engine.look()

    def again(self, request: str, query: str, size: int, rows: int | None) -> None:
        """A query is answered with so many bytes, and rows, that were kept."""
        form, body = read_form(query)
        self.tallies.add(("kept", "given"))
        _Watch(self, request, self.kind or form, body).ended("ok", size, rows)

    @contextmanager
    def _watching(self, job: Job) -> Iterator[_Watch]:
        form, body = read_form(job.query)
        watch = _Watch(self, job.id, self.kind or form, body)
        try:
            yield watch
        except BaseException as error:
            watch.ended(outcome_of(error), 0)
            raise

    @contextmanager
    def write(self, text: str) -> Iterator[None]:
        """What is done in the block is an update, or a graph that is sent."""
        watch = _Watch(self, self.request_id(), "update", text)
        try:
            yield
        except BaseException as error:
            watch.ended(outcome_of(error), 0)
            raise
        watch.ended("ok", 0)


class _Watch:
    """One query from its beginning to its end."""

    def __init__(self, watched: Watched, request: str, kind: str, text: str) -> None:
        self._watched, self._id, self._kind = watched, request, kind
        self._begun = time.perf_counter()
        watched.logbook.query("query-begins", id=request, kind=kind, query=shown(text))

    def ended(self, outcome: str, size: int, rows: int | None = None) -> None:
        """Writes down how it went: rows, where the format tells them, bytes, and the time until the last of them."""
        seconds = time.perf_counter() - self._begun
        self._watched.tallies.query(self._kind, outcome, seconds)
        counted = {} if rows is None else {"rows": rows}
        ms = round(seconds * 1000)
        self._watched.logbook.query("query-ends", id=self._id, outcome=outcome, **counted, bytes=size, ms=ms)

    def outcome(self, outcome: Outcome, job: Job) -> Outcome:
        """What came of a query that nobody waited for."""
        if isinstance(outcome, Answer):
            return self.of(outcome, job)
        self.ended(outcome_of(outcome), 0)
        return outcome

    def of(self, answer: Answer, job: Job) -> Answer:
        """The answer; the query ends with its last byte."""
        form = form_of(answer, job)
        if answer.following is not None:
            return _WatchedAnswer(answer.family, answer.body, answer.following, watch=self, rows=Rows(form))
        self.ended("ok", len(answer.body), rows_of(form, answer.body))
        return answer


@dataclass(eq=False, slots=True)
class _WatchedAnswer(Answer):
    """An answer that is still coming: the query ends with its last byte, or when nobody reads on."""

    watch: _Watch | None = None
    size: int = 0
    rows: Rows = field(default_factory=partial(Rows, None))

    def piece(self) -> bytes | None:
        try:
            data = Answer.piece(self)
        except Problem as problem:
            self._end(outcome_of(problem))
            raise
        self.size += len(data or b"")
        self.rows.add(data or b"")
        if data == b"":
            self._end("ok")
        return data

    def length(self) -> int:
        """The number of bytes, for which it waits until all are written; raises when that fails."""
        try:
            return Answer.length(self)
        except Problem as problem:
            self._end(outcome_of(problem))
            raise

    def close(self) -> None:
        """Gives up what was not read."""
        Answer.close(self)
        self._end("gone")

    def _end(self, outcome: str) -> None:
        watch, self.watch = self.watch, None
        if watch is not None:
            watch.ended(outcome, self.size, self.rows.count)


def form_of(answer: Answer, job: Job) -> str | None:
    """The format that an answer has; None for the truth value of an ASK, which has no rows."""
    if b'"boolean":' in answer.body[:100]:
        return None
    return job.triples if answer.family == TRIPLES else job.solutions


def read_form(query: str) -> tuple[str, str]:
    """The form of a query (select, ask, construct or describe), and the query without its prologue.

    A query whose beginning cannot be read is of the form `other`.
    """
    match = _FORM.match(query)
    return (match[1].lower(), query[match.start(1) :]) if match else ("other", query)


def outcome_of(error: BaseException) -> str:
    """How a query ended that gave no answer, in a word of `server.engine.tallies.OUTCOMES`."""
    error = getattr(error, "problem", error)  # what the shapes refuse has its problem inside
    if not isinstance(error, Problem):
        return "failed"
    if error.status in _BY_STATUS:
        return _BY_STATUS[error.status]
    limit = error.extra.get("limit")
    named = next(iter(limit), "") if isinstance(limit, dict) else ""
    return _BY_LIMIT.get(named, "refused" if error.status < 500 else "failed")
