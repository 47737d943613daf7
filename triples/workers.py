"""A function over many items in several processes: results in the order of the items, few of either held at a time."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

from ontology.errors import InputError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AT_ONCE = 4  # items that travel together
_AHEAD = 4  # such parcels for each process that are under way


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def in_order(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int, at_once: int = _AT_ONCE
) -> Iterator[Result]:
    """What the function gives for each item, in order, by so many processes (1: this one), `at_once` a time.

    The function and its items travel between processes, so they must be picklable. Raises InputError when a process
    dies, as it does where memory ends.
    """
    if jobs == 1:
        yield from map(function, items)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield from _flow(pool, function, iter(items), at_once, jobs * _AHEAD)
    except BrokenProcessPool as error:
        raise InputError("a process that was reading died, perhaps for want of memory; try fewer --jobs") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins the work in a thread; what is returned waits for its end, and gives or raises what it came to."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()  # Ctrl-C does not wait for it
    return future.result


def _flow(
    pool: ProcessPoolExecutor, function: Callable[[Item], Result], items: Iterator[Item], at_once: int, most: int
) -> Iterator[Result]:
    under_way: deque[Future[list[Result]]] = deque()
    while parcel := list(islice(items, at_once)):
        under_way.append(pool.submit(_each, function, parcel))
        if len(under_way) >= most:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()


def _each(function: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [function(item) for item in items]


def _begin() -> None:
    """In a new process: the first process hears of Ctrl-C and tells the others; should it be killed, they end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)
