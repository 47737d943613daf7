"""Sorting more lines than memory holds."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import IO

_AT_ONCE = 200_000  # lines: some 50 MB
_BLOCK = 4_000  # lines of each run that are in memory when runs are merged


class Sorting:
    """Lines on their way into order: whenever `at_once` are there they are sorted and kept in a file without a name,
    which `files` closes."""

    def __init__(self, files: ExitStack, at_once: int = _AT_ONCE) -> None:
        self._files, self._most = files, at_once
        self._lines: list[bytes] = []
        self._runs: list[IO[bytes]] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Takes lines, each with its end."""
        left = iter(lines)
        while some := list(islice(left, self._most - len(self._lines))):
            self._lines += some
            if len(self._lines) == self._most:
                self._put_away()

    def __iter__(self) -> Iterator[bytes]:
        """All lines sorted by their bytes, without repeats."""
        for run in self._runs:
            run.seek(0)
        return merged([*map(iter, self._runs), iter(_in_order(self._lines))])

    def _put_away(self) -> None:
        file = self._files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        file.writelines(_in_order(self._lines))
        self._runs.append(file)
        self._lines = []


def sorted_lines(lines: Iterable[bytes], at_once: int = _AT_ONCE) -> Iterator[bytes]:
    """The lines (each with its end) sorted by their bytes, without repeats; at most `at_once` in memory."""
    with ExitStack() as files:
        sorting = Sorting(files, at_once)
        sorting.add(lines)
        yield from sorting


def merged(runs: Sequence[Iterator[bytes]]) -> Iterator[bytes]:
    """The lines of several runs, each sorted and without repeats, as one.

    What comes before all that is still to be read is sorted at once; `list.sort` finds the runs in it by itself.
    """
    ahead: list[list[bytes]] = [[] for _ in runs]
    while True:
        ahead = [lines or list(islice(run, _BLOCK)) for lines, run in zip(ahead, runs, strict=True)]
        if not any(ahead):
            return
        bound = min(lines[-1] for lines in ahead if lines)
        cuts = [bisect_right(lines, bound) for lines in ahead]
        yield from _in_order(line for lines, cut in zip(ahead, cuts, strict=True) for line in islice(lines, cut))
        ahead = [lines[cut:] for lines, cut in zip(ahead, cuts, strict=True)]


def _in_order(lines: Iterable[bytes]) -> Iterable[bytes]:
    return dict.fromkeys(sorted(lines))
