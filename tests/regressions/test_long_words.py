"""A request of 80 kB kept a web process busy for 47 seconds, one of 200 kB for four minutes, before any limit applied.

Three patterns went over their text again from every place in it: the one that tells strings from keywords, on a run of
letters and dots and on a string that is never closed; and the one that looks for a prefix before a syntax error, on a
long line. Reading happens in the web process, so the deadline of a query did not help, and other clients waited.

With time that grows by the square, each of these would take hours.
"""

import pytest

from server.engine.diagnosis import syntax_error
from server.syntax import usage

LENGTH = 1_000_000


@pytest.mark.parametrize("run", ["a.", "a-", ".", '"""\\"', "'''a", ":a", "_:", "<a", "@a-"])
def test_a_long_run_of_anything_is_read_in_one_go(run: str) -> None:
    assert usage("SERVICE " + run * (LENGTH // len(run))).remote == "SERVICE"


def test_a_syntax_error_at_the_end_of_a_long_line_is_told_at_once() -> None:
    line = "a." * (LENGTH // 2)
    problem = syntax_error(line, f"error at 1:{LENGTH}: expected something")
    assert (problem.status, problem.extra["column"]) == (400, LENGTH)
    assert "source" not in problem.extra  # nobody reads a line of a million letters; it need not be sent back


def test_a_forgotten_prefix_is_still_named_on_a_long_line() -> None:
    line = "SELECT * { ?s ?p '" + "x" * LENGTH + "' . ?s un:tallyFor ?o }"
    column = line.index(" ?o }") + 1
    assert "prefix un:" in syntax_error(line, f"error at 1:{column}: expected something").detail
