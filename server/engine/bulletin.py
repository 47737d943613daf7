"""What is served now, as every process of one server knows it: a page of shared memory, and JSON behind it.

Whoever changes the data publishes. The others look; while nothing has changed, that is one read of eight bytes. A count
that is odd says that somebody is writing (a sequence lock), so that no reader takes half of one notice for a whole.
"""

from __future__ import annotations

import json
import mmap
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

_PAGE = mmap.PAGESIZE
_COUNT, _LENGTH = 0, 1
_PATIENCE = 1.0  # seconds after which a writer that is half way is held for dead


@dataclass(frozen=True, slots=True)
class Loaded:
    """The data that are served: their canonical hash, the triples of each graph, and if the network is shut.

    `built` is when the snapshot was written (seconds since 1970), `writes` how many changes came after it, `touched`
    which of them was the last to each graph (the default graph has the name ""). `unnamed` counts the triples of the
    default graph, which are those of all graphs where it is their union.
    """

    id: str
    graphs: Mapping[str, int]
    sealed: bool
    built: float = 0.0
    writes: int = 0
    touched: Mapping[str, int] = field(default_factory=dict)
    unnamed: int = 0

    @property
    def version(self) -> str:
        """Different whenever the data are."""
        return f"{self.id}.{self.writes}"

    def version_of(self, graph: str) -> str:
        """Different whenever the graph is."""
        return f"{self.id[:16]}.{self.touched.get(graph, 0)}"

    @property
    def size(self) -> int:
        """The number of quads."""
        return sum(self.graphs.values())


class Bulletin:
    """The notice that hangs for all. Processes share it by inheriting the `descriptor`; one at a time may publish."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._head = memoryview(mmap.mmap(descriptor, _PAGE)).cast("Q")
        self._seen: tuple[int, Loaded | None] = (0, None)

    @classmethod
    def fresh(cls) -> Bulletin:
        """A bulletin with nothing on it, in a file without a name."""
        with tempfile.TemporaryFile() as file:
            file.truncate(_PAGE)
            return cls(os.dup(file.fileno()))

    def publish(self, loaded: Loaded) -> None:
        """From now on everybody sees this."""
        data = json.dumps(asdict(loaded)).encode()
        writing = self._head[_COUNT] | 1
        self._head[_COUNT] = writing
        os.pwrite(self.descriptor, data, _PAGE)
        self._head[_LENGTH] = len(data)
        self._head[_COUNT] = writing + 1

    def now(self) -> Loaded:
        """What is served; what was known before, where a writer died half way."""
        count, loaded = self._seen
        if loaded is not None and self._head[_COUNT] == count:
            return loaded
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if (found := self._read()) is not None:
                return found
            time.sleep(0.001)
        assert loaded is not None, "nothing was published before somebody looked"
        return loaded

    def _read(self) -> Loaded | None:
        """What hangs there, or None when it changed under our eyes."""
        count = self._head[_COUNT]
        data = os.pread(self.descriptor, self._head[_LENGTH], _PAGE)
        if count % 2 or not data or self._head[_COUNT] != count:
            return None
        loaded = Loaded(**json.loads(data))
        self._seen = (count, loaded)
        return loaded
