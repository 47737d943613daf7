"""Figures that all processes of one server keep together: each adds in its own row of shared memory, readers sum up.

The memory is inherited by forking. A row outlives its process, and the next one goes on in it; so counts never fall. No
lock is shared between processes: one that is killed can leave none behind.
"""

from __future__ import annotations

import mmap
import threading
from bisect import bisect_left
from collections.abc import Iterable

KINDS = ("select", "ask", "construct", "describe", "update", "page", "other")
OUTCOMES = ("ok", "refused", "timeout", "memory", "size", "busy", "gone", "remote", "failed")
BUCKETS = (0.002, 0.01, 0.05, 0.2, 1.0, 5.0, 15.0, 60.0, float("inf"))
CAUSES = ("timeout", "memory", "gone", "fault")
RELOADS = ("done", "failed")
KEPT = ("given",)
GAUGES = ("busy", "idle", "waiting")

Key = tuple[str, ...]
_BOUNDS = tuple(str(bound) for bound in BUCKETS)


def _keys() -> Iterable[Key]:
    for kind in KINDS:
        yield from (("queries", kind, outcome) for outcome in OUTCOMES)
        yield ("seconds", kind)
        yield from (("bucket", kind, bound) for bound in _BOUNDS)
    yield from (("killed", cause) for cause in CAUSES)
    yield from (("reloads", outcome) for outcome in RELOADS)
    yield from (("kept", name) for name in KEPT)
    yield from (("gauge", name) for name in GAUGES)


_PLACES = {key: place for place, key in enumerate(_keys())}
_BYTES = 8


class Tallies:
    """The rows. The main process writes in row 0, each web process in the one that it `takes`."""

    def __init__(self, rows: int = 1) -> None:
        self.rows = rows
        self._cells = memoryview(mmap.mmap(-1, rows * len(_PLACES) * _BYTES)).cast("d")
        self._start = 0
        self._lock = threading.Lock()

    def take(self, row: int) -> None:
        """Writes in this row from now on; what its last owner had going on is over."""
        self._start = row * len(_PLACES)
        self._lock = threading.Lock()
        for name in GAUGES:
            self.put(("gauge", name), 0)

    def add(self, key: Key, amount: float = 1.0) -> None:
        """Counts."""
        with self._lock:
            self._cells[self._start + _PLACES[key]] += amount

    def put(self, key: Key, value: float) -> None:
        """Sets what is so at this moment in this process."""
        self._cells[self._start + _PLACES[key]] = value

    def query(self, kind: str, outcome: str, seconds: float) -> None:
        """Counts a query that has ended."""
        bucket = ("bucket", kind, _BOUNDS[bisect_left(BUCKETS, seconds)])
        cells, start = self._cells, self._start
        with self._lock:
            cells[start + _PLACES["queries", kind, outcome]] += 1
            cells[start + _PLACES["seconds", kind]] += seconds
            cells[start + _PLACES[bucket]] += 1

    def total(self, key: Key) -> float:
        """The sum over all processes."""
        return sum(self._cells[row * len(_PLACES) + _PLACES[key]] for row in range(self.rows))
