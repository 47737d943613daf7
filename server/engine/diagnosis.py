"""What went wrong with a query, as a problem that a person can act on. Pure. The engine's own words stay inside."""

from __future__ import annotations

import re
import signal

from server import problems
from server.engine.wire import Job
from server.formats import carrying
from server.problems import Problem

_PLACE = re.compile(r"error at (\d+):(\d+):")
_PREFIX_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):", re.IGNORECASE)
_PREFIX_USED = re.compile(r"(?<![\w<:/?$@-])([A-Za-z][\w.-]*)?:[\w-]*")
_LONGEST_NAME = 200  # to look for a name in a line of any length takes time that grows with its square
_SHOWN = 1000  # a longer line helps nobody
_OFFERS = tuple(dict.fromkeys((*carrying("solutions"), *carrying("triples"))))


def explain(job: Job, kind: str, message: str, memory: int) -> Problem:
    """The problem behind a worker's refusal."""
    if kind == "syntax":
        return syntax_error(job.query, message)
    if kind in ("function", "overlap"):
        return problems.bad_request(f"{message}.")
    if kind == "remote":
        return problems.stays_here("SERVICE")
    if kind == "disk":
        return problems.no_room()
    if kind == "size":
        return problems.result_too_large(job.size)
    if kind == "memory":
        return problems.out_of_memory(memory)
    if kind == "format":
        return problems.not_acceptable(_OFFERS)
    if kind == "unwritable":
        return problems.not_writable(message)
    return problems.engine_failed()


def cause_of_death(number: int, job: Job, memory: int) -> Problem:
    """The problem behind a worker's end: the signal says which limit it met."""
    if number == signal.SIGALRM:
        return problems.deadline_passed(job.timeout)
    if number in (signal.SIGABRT, signal.SIGKILL):  # Rust aborts when it gets no memory; the kernel kills
        return problems.out_of_memory(memory)
    if number in (signal.SIGSEGV, signal.SIGBUS):  # the only known way: a parser that ran out of stack
        return problems.bad_request("The query is too long or too deeply nested to be read.")
    return problems.engine_failed()


def syntax_error(query: str, message: str) -> Problem:
    """400 with line, column and the line itself. Column and line count from 1."""
    place = _PLACE.search(message)
    if place is None:
        return problems.bad_request("The query cannot be read.")
    line, column = int(place[1]), int(place[2])
    lines = query.split("\n")
    source = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    reason = _undeclared(query, source[: column - 1]) or "it is not SPARQL 1.1 from here on"
    detail = f"Syntax error in line {line}, column {column}: {reason}."
    shown = {"source": source} if len(source) <= _SHOWN else {}
    return problems.bad_request(detail, line=line, column=column, **shown)


def _undeclared(query: str, before: str) -> str | None:
    """The commonest slip by far: a prefix that the query does not declare, right before the place."""
    before = before[-_LONGEST_NAME:]
    used = list(_PREFIX_USED.finditer(before))
    if not used or before[used[-1].end() :].strip():
        return None
    prefix = used[-1][1] or ""
    if prefix in _PREFIX_DECLARED.findall(query):
        return None
    return f"the prefix {prefix}: is not declared; begin with PREFIX {prefix}: <...>"
