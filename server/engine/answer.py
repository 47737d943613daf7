"""The answer to a query: its bytes, at hand or still coming."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from server import problems
from server.engine.following import Following


@dataclass(eq=False, slots=True)
class Answer:
    """A result: of which family (`wire.SOLUTIONS` or `wire.TRIPLES`), and its bytes, at hand or still coming.

    `given` is called, in the thread that reads, when all that were coming have been given.
    """

    family: bytes
    body: bytes
    following: Following | None = None
    given: Callable[[Following], None] | None = None

    def piece(self) -> bytes | None:
        """The next bytes; none when all were given, None while there is nothing new. Never waits.

        A failure half way raises, so that the connection breaks rather than ends well.
        """
        if self.following is not None:
            return self.following.piece()
        body, self.body = self.body, b""
        return body

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they come, for a thread."""
        try:
            while True:
                if self.following is not None:
                    self.following.pause()
                data = self.piece()
                if data == b"":
                    if self.following is not None and self.given is not None:
                        self.given(self.following)
                    return
                if data is not None:
                    yield data
        finally:
            self.close()

    def read(self) -> bytes:
        """All of the bytes."""
        return b"".join(self.chunks())

    def __iter__(self) -> Iterator[bytes]:
        """The bytes for a client: a failure half way is written down elsewhere, and here just breaks the connection."""
        try:
            yield from self.chunks()
        except problems.Problem as problem:
            raise ConnectionResetError(errno.ECONNRESET, problem.detail) from problem

    def length(self) -> int:
        """The number of bytes, for which it waits until all are written; raises when that fails."""
        if self.following is None:
            return len(self.body)
        return self.following.wait()

    def close(self) -> None:
        """Gives up what was not read."""
        if self.following is not None:
            self.following.close()
