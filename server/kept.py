"""Answers that are kept in memory to be given again, as long as the data are the same. Bounded in bytes.

What was asked for last stays longest. The keys tell the version of the data; so nothing that is kept is out of date,
and what is of old data is asked for no more and falls out in its time.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

Key = tuple[str, str, str, bool, bytes]  # the tag (`server.caching`), the method, type and coding, and the body
_BESIDE = 1024  # bytes that an entry takes beside its body and, twice, its query, about


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and the query that it is for: the head before and after the id of the request, the body, its rows."""

    query: str
    before: bytes
    after: bytes
    body: bytes
    rows: int | None = None

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self.body) + 2 * len(self.query) + _BESIDE


class Shelf:
    """The answers that are kept, by key: so many bytes of them. One thread uses it."""

    def __init__(self, room: int) -> None:
        self._room, self.taken = room, 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        """The answer, if it is here."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keeps the answer, if it has room, and lets go of those that were not asked for longest."""
        replaced = self._kept.pop(key, None)
        self.taken += kept.size - (replaced.size if replaced else 0)
        self._kept[key] = kept
        while self.taken > self._room:
            self.taken -= self._kept.popitem(last=False)[1].size
