"""From what a worker said or died of to a problem that helps."""

import signal

import pytest

from server.engine.diagnosis import cause_of_death, explain, syntax_error
from server.engine.wire import Job

JOB = Job("SELECT *\nWHERE {\n  ?s ex:a ?o }", "json", "turtle", "http://e/", 2.5, 10)


def test_a_syntax_error_has_line_column_and_the_line() -> None:
    problem = syntax_error(JOB.query, "error at 3:11: expected OPTIONAL")
    assert problem.status == 400
    assert problem.extra == {"line": 3, "column": 11, "source": "  ?s ex:a ?o }"}
    assert "expected OPTIONAL" not in problem.detail


def test_an_undeclared_prefix_is_named() -> None:
    detail = syntax_error(JOB.query, "error at 3:10: expected OPTIONAL").detail
    assert "the prefix ex: is not declared; begin with PREFIX ex: <...>" in detail


def test_a_declared_prefix_is_not_blamed() -> None:
    problem = syntax_error("PREFIX ex: <http://e/>\nSELECT * { ex:a }", "error at 2:17: expected one of x")
    assert "prefix" not in problem.detail


def test_a_place_past_the_end_is_still_told() -> None:
    assert syntax_error("ASK {", "error at 2:1: expected x").extra["source"] == ""


def test_an_error_without_a_place_is_still_400() -> None:
    assert syntax_error("ASK", "something else").status == 400


@pytest.mark.parametrize(
    ("kind", "message", "status", "told"),
    [
        ("function", "There is no function <http://e/f> here", 400, "<http://e/f> here."),
        ("size", "", 503, "10 MB"),
        ("memory", "", 503, "64 MB"),
        ("format", "", 406, "text/csv"),
        ("failure", "thread panicked at secret.rs", 500, "log"),
    ],
)
def test_each_refusal_has_its_status_and_names_its_limit(kind: str, message: str, status: int, told: str) -> None:
    problem = explain(JOB, kind, message, 64)
    assert problem.status == status
    assert told in problem.detail
    assert "secret.rs" not in problem.detail


@pytest.mark.parametrize(
    ("number", "status", "told"),
    [
        (signal.SIGALRM, 503, "2.5 s"),
        (signal.SIGABRT, 503, "64 MB"),
        (signal.SIGKILL, 503, "64 MB"),
        (signal.SIGSEGV, 400, "nested"),
        (signal.SIGFPE, 500, "log"),
    ],
)
def test_each_death_has_its_cause(number: int, status: int, told: str) -> None:
    problem = cause_of_death(number, JOB, 64)
    assert problem.status == status
    assert told in problem.detail
