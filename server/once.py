"""One query without a server: the same fence (no network, a deadline) around a process that answers once."""

from __future__ import annotations

import io
import os
import signal
from typing import NoReturn

from pyoxigraph import QueryTriples, Store

from ontology.errors import InputError
from server.engine import dataset, results
from server.engine.describing import described
from server.engine.diagnosis import syntax_error
from server.engine.evaluation import Evaluation
from server.engine.loading import LARGE, sizes, standing_apart, unite_but_for
from server.engine.sandbox import seal, set_deadline
from server.formats import by_name, carrying
from server.syntax import usage

_DONE, _UNREADABLE, _FAILED = 0, 3, 4


def answer(store: Store, query: str, format: str | None, timeout: float) -> bytes:
    """The result of a query, in a format of `server.formats` (None: JSON or Turtle).

    The query sees the union of all graphs, or what its FROM names.

    Raises InputError for a query that cannot be read (with line and column), asks for what is not there, or takes
    longer than `timeout` seconds: the process that evaluates it is then killed.
    """
    if remote := usage(query).remote:
        raise InputError(f"{remote} would reach out of the store; ask only for what is in it")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _evaluate_and_leave(store, query, format, timeout, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) != _DONE:
        raise InputError(_why(status, said.decode(), query, timeout))
    return said


def _evaluate_and_leave(store: Store, query: str, format: str | None, timeout: float, writing: int) -> NoReturn:
    """In the child: what it writes is the result or, with another exit status, the reason."""
    status = _FAILED
    try:
        seal()
        set_deadline(timeout)
        status, said = _DONE, _evaluate(store, query, format)
    except SyntaxError as error:
        status, said = _UNREADABLE, str(error).encode()
    except Exception as error:
        said = str(error).encode()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(said)
    os._exit(status)


def _evaluate(store: Store, query: str, format: str | None) -> bytes:
    apart = standing_apart(store, sizes(store)) if len(store) >= LARGE else ()
    unite_but_for(store, apart)
    read = dataset.of_query(store, query, None)
    evaluation = Evaluation(store, query, None, read, apart=apart)
    result = evaluation.result()
    offered = carrying("triples" if isinstance(result, QueryTriples) else "solutions")
    wanted = by_name(format) if format else offered[0]
    if wanted is None or wanted not in offered or wanted.engine is None:
        names = ", ".join(row.name for row in offered if row.engine)
        raise ValueError(f"this kind of query cannot be written as {format}; choose one of {names}")
    written = io.BytesIO()
    triples = described(store, query, result, evaluation.graphs)
    results.write(result if triples is None else triples, wanted.name, written)
    evaluation.check()
    return written.getvalue()


def _why(status: int, said: str, query: str, timeout: float) -> str:
    if os.WIFSIGNALED(status):
        late = os.WTERMSIG(status) == signal.SIGALRM
        return (
            f"the query took longer than {timeout:g} s; narrow it, or give it more with --timeout"
            if late
            else "the query is too deeply nested or needs too much memory; make it simpler"
        )
    if os.WEXITSTATUS(status) == _UNREADABLE:
        return syntax_error(query, said).detail
    return f"the query failed: {said}"
