"""Several processes give what one gives, in its order, and end with the one that began them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import InputError
from triples.workers import in_order

taken: list[int] = []


def numbers(most: int) -> Iterator[int]:
    """Numbers that note that they were asked for."""
    for number in range(most):
        taken.append(number)
        yield number


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(abs, range(-50, 0), jobs)) == list(range(50, 0, -1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_few_items_are_held_at_a_time(jobs: int) -> None:
    taken.clear()
    results = in_order(abs, numbers(10_000), jobs)
    next(results)
    assert len(taken) <= 40
    results.close()


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with pytest.raises(InputError, match="died, perhaps for want of memory; try fewer --jobs"):
        list(in_order(os._exit, [3], 2))


def children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(holds: object) -> None:
    """Waits until it holds."""
    end = time.monotonic() + 60
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells of processes in /proc")
def test_no_process_outlives_the_one_that_began_it(root: Path) -> None:
    program = (
        "import time; from triples.workers import in_order\n"
        "if __name__ == '__main__': list(in_order(time.sleep, [300] * 9, 2))"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=root) as run:
        until(lambda: len(children(run.pid)) >= 3)
        begun = children(run.pid)
        time.sleep(1)
        run.send_signal(signal.SIGKILL)
    until(lambda: not any(map(alive, begun)))
