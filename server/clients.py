"""A client's socket and the requests that come over it: what waits for the client is paid from a budget of time."""

from __future__ import annotations

import errno
import select
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gunicorn.http import errors
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.http.unreader import SocketUnreader

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from server.settings import Settings

Begun = Mapping[str, object]  # what the environment of a request says of work that was done for it already

_SENT_AT_ONCE = 1 << 18
_DROP = struct.pack("ii", 1, 0)  # closing forgets what was not taken yet, and the client hears that it was cut


class TooSlow(TimeoutError):
    """The client has used up its budget of time."""


class SlowHead(errors.ParseException):  # type: ignore[misc]
    """The head of a request did not come in time."""


class LongHead(errors.ParseException):  # type: ignore[misc]
    """The head of a request is over its limit."""


class ClientSocket(socket.socket):
    """A socket whose waiting is paid from a budget: TooSlow when it is used up."""

    _left, _rate = 0.0, 1.0
    begun: Begun | None = None  # of the request that a thread gets

    def allow(self, seconds: float, rate: float) -> None:
        """A new budget: seconds to begin with, and one more for each `rate` bytes that move."""
        self._left, self._rate = seconds, rate

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """At least one byte, or none when the client has ended."""
        while True:
            try:
                data = super().recv(size, flags | socket.MSG_DONTWAIT)
            except BlockingIOError:
                self._wait(select.POLLIN)
            else:
                self._left += len(data) / self._rate
                return data

    def sendall(self, data: ReadableBuffer, flags: int = 0, /) -> None:
        """Sends all, piece by piece."""
        rest = memoryview(data)
        while rest:
            try:
                sent = self.send(rest[:_SENT_AT_ONCE], flags | socket.MSG_DONTWAIT)
            except BlockingIOError:
                self._wait_to_send()
            else:
                self._left += sent / self._rate
                rest = rest[sent:]

    def _wait_to_send(self) -> None:
        try:
            self._wait(select.POLLOUT)
        except TooSlow:
            self.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
            raise

    def _wait(self, event: int) -> None:
        waiting = select.poll()
        waiting.register(self, event)
        begun = time.monotonic()
        ready = waiting.poll(max(0.0, self._left) * 1000)
        self._left -= time.monotonic() - begun
        if not ready:
            raise TooSlow(errno.ECONNRESET, "the client takes too long")  # a number that gunicorn does not write down


class _Unreader(SocketUnreader):  # type: ignore[misc]
    """Reads from the client; while the head of a request comes, so many bytes at most."""

    def __init__(self, client: ClientSocket, head_size: int) -> None:
        super().__init__(client)
        self._head_size, self._room = head_size, -1

    @contextmanager
    def head(self) -> Iterator[None]:
        """What is read in the block is the head of a request, of which some may be here already."""
        here, _, _ = self.buf.getvalue().partition(b"\r\n\r\n")
        self._room = self._head_size - len(here)
        if self._room < 0:
            raise LongHead
        yield
        self._room = -1

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes, none at the end."""
        data: bytes = super().chunk(size_hint)
        if self._room >= 0:
            self._room -= len(data)
            if self._room < 0:
                raise LongHead
        return data


class _Request(Request):  # type: ignore[misc]
    """A request whose head has a largest size, and names a host (RFC 9112, section 3.2)."""

    def parse(self, unreader: _Unreader) -> Any:
        """Reads the head; gives what came of the body with it."""
        with unreader.head():
            rest = super().parse(unreader)
        if self.version >= (1, 1) and not any(name == "HOST" for name, _ in self.headers):
            raise errors.InvalidHeader("HOST", req=self)
        return rest


class Parser(RequestParser):  # type: ignore[misc]
    """The requests of one connection, each with a new budget of time."""

    mesg_class = _Request

    def __init__(self, cfg: Any, client: ClientSocket, address: object, settings: Settings) -> None:
        super().__init__(cfg, client, address)
        self.unreader = _Unreader(client, settings.head_size << 10)
        self._client, self._patience, self._pace = client, settings.patience, settings.pace << 10

    def __next__(self) -> Any:
        self._client.allow(self._patience, self._pace)
        try:
            return super().__next__()
        except TooSlow:
            raise SlowHead from None
