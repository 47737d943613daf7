"""How many rows a result has, told from its bytes as they pass: the engine writes them, and counting again costs time.

Each format has marks that stand once for each row and, as texts are escaped, nowhere else. In JSON a row in which
nothing is bound has none, and is not counted.
"""

from __future__ import annotations

_MARKS: dict[str, tuple[tuple[bytes, ...], int]] = {  # the marks, and how many of them do not stand for rows
    "json": ((b'}},{"', b'"bindings":[{"'), 0),
    "xml": ((b"<result>",), 0),
    "csv": ((b"\r\n",), 1),
    "tsv": ((b"\n",), 1),
    "ntriples": ((b" .\n",), 0),
    "nquads": ((b" .\n",), 0),
}
_LOOK_BACK = max(len(mark) for marks, _ in _MARKS.values() for mark in marks) - 1


class Rows:
    """The rows of one result in a format (`server.formats`); of other formats, of None, nothing is known."""

    def __init__(self, form: str | None) -> None:
        self._marks, self._more = _MARKS.get(form or "", ((), 0))
        self._found, self._last = 0, b""

    def add(self, data: bytes) -> None:
        """Takes the next bytes."""
        if self._marks:
            seen = self._last + data
            self._found += sum(seen.count(mark) - self._last.count(mark) for mark in self._marks)
            self._last = seen[-_LOOK_BACK:]

    @property
    def count(self) -> int | None:
        """How many there were so far."""
        return max(self._found - self._more, 0) if self._marks else None


def rows_of(form: str | None, body: bytes) -> int | None:
    """The number of rows of a whole result."""
    rows = Rows(form)
    rows.add(body)
    return rows.count
