"""Sorting more lines than memory holds."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO

_AT_ONCE = 200_000  # lines: some 50 MB


def sorted_lines(lines: Iterable[bytes], at_once: int = _AT_ONCE) -> Iterator[bytes]:
    """The lines (each with its end) sorted by their bytes, without repeats; at most `at_once` in memory."""
    left = iter(lines)
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        while run := sorted(set(islice(left, at_once))):
            file = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(run)
            file.seek(0)
            runs.append(file)
        yield from distinct(heapq.merge(*runs))


def distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted lines without repeats."""
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
