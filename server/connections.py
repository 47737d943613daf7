"""Clients' connections: how many one client holds, how long it may take to send and to read, and what it is told.

gunicorn's threads wait for clients as long as those like, and the thread that accepts waits for some of them too
(`close_graceful`); it says so itself and asks for a proxy in front. This worker needs none:

- What waits for a client is paid from a budget of time, `patience`, to which every byte that moves adds at `pace`.
- The thread that accepts waits for nobody. One address holds a share of the connections, so that others get through.
- The head of a request has a largest size, and what is no HTTP is refused in the form of all our problems.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import selectors
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from gunicorn.http import errors
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from server.logbook import Logbook
from server.problems import (
    PROBLEM_JSON,
    Problem,
    bad_request,
    engine_failed,
    head_too_long,
    too_many_connections,
    too_slow,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from server.settings import Settings

_LINGER = 2.0  # seconds for which a client that is sent away may go on sending, so that it reads why
_OUT_OF_FILES = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_SENT_AT_ONCE = 1 << 16
_BREATH = 0.1  # seconds
_DROP = struct.pack("ii", 1, 0)  # closing forgets what was not taken yet, and the client hears that it was cut


class TooSlow(TimeoutError):
    """The client has used up its budget of time."""


class _SlowHead(errors.ParseException):  # type: ignore[misc]
    """The head of a request did not come in time."""


class _LongHead(errors.ParseException):  # type: ignore[misc]
    """The head of a request is over its limit."""


class ClientSocket(socket.socket):
    """A socket whose waiting is paid from a budget: TooSlow when it is used up."""

    _left, _rate = 0.0, 1.0

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
        """What is read in the block is the head of a request."""
        self._room = self._head_size
        yield
        self._room = -1

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes, none at the end."""
        data: bytes = super().chunk(size_hint)
        if self._room >= 0:
            self._room -= len(data)
            if self._room < 0:
                raise _LongHead
        return data


class _Request(Request):  # type: ignore[misc]
    """A request whose head has a largest size."""

    def parse(self, unreader: _Unreader) -> Any:
        """Reads the head; gives what came of the body with it."""
        with unreader.head():
            return super().parse(unreader)


class _Parser(RequestParser):  # type: ignore[misc]
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
            raise _SlowHead from None


class _Connection(TConn):  # type: ignore[misc]
    """A connection that says when it is closed, and then waits for nobody."""

    def __init__(self, cfg: Any, client: ClientSocket, parser: _Parser, closed: Callable[[], None]) -> None:
        super().__init__(cfg, client, parser.source_addr, client.getsockname())
        self.parser = parser
        self._closed: Callable[[], None] | None = closed

    def close(self, graceful: bool = False) -> None:
        """Closes at once: who was to be waited for has been, in a thread (`Worker.handle`)."""
        super().close()
        closed, self._closed = self._closed, None
        if closed is not None:
            closed()


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads, for clients that nobody vouches for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._settings: Settings = self.app.settings
        self._logbook = Logbook(self._settings.log)
        self._held = Counter[str]()  # connections by address

    def accept(self, listener: socket.socket) -> None:
        """Takes on a connection, which costs no thread until something comes over it."""
        try:
            accepted, address = listener.accept()
        except OSError as error:
            if error.errno in _OUT_OF_FILES:
                time.sleep(_BREATH)  # the next look would find the same
            return
        client = ClientSocket(accepted.family, accepted.type, accepted.proto, accepted.detach())
        who = _who(address)
        if self._held[who] >= self._settings.client_connections and address[0] not in self._settings.trusted_proxies:
            _turn_away(client, too_many_connections(self._settings.client_connections))
            return
        self._held[who] += 1
        self.nr_conns += 1
        parser = _Parser(self.cfg, client, address, self._settings)
        self._await_request(_Connection(self.cfg, client, parser, partial(self._forget, who)))

    def _await_request(self, connection: _Connection) -> None:
        connection.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(connection)
        readable = partial(self.on_pending_socket_readable, connection)
        self.poller.register(connection.sock, selectors.EVENT_READ, readable)

    def _forget(self, who: str) -> None:
        self._held[who] -= 1
        if not self._held[who]:
            del self._held[who]

    def handle(self, conn: _Connection) -> bool:
        """Answers one request, in a thread; whether the connection stays. If not, the client gets time to read why."""
        stays = bool(super().handle(conn))
        if not stays:
            _linger(conn.sock)
        return stays

    def handle_error(self, req: Any, client: ClientSocket, addr: object, exc: Exception) -> None:
        """What cannot be read as HTTP/1.1, and what goes wrong around the application, as a problem."""
        request, problem = os.urandom(8).hex(), _problem_of(exc, self._settings)
        if problem.status == 500:
            self._logbook.fault(exc, id=request)
        else:
            self._logbook.query("request-refused", id=request, status=problem.status)
        with contextlib.suppress(OSError):
            client.sendall(_written(problem, request))


def _who(address: tuple[Any, ...]) -> str:
    """Whom an address stands for: of IPv6, a household has a network of 64 bits to choose from."""
    host = str(address[0])
    if ":" not in host:
        return host
    return str(ip_network(f"{host.partition('%')[0]}/64", strict=False))


def _problem_of(error: Exception, settings: Settings) -> Problem:
    if isinstance(error, _SlowHead):
        return too_slow(settings.patience)
    if isinstance(error, (_LongHead, errors.LimitRequestHeaders, errors.LimitRequestLine)):
        return head_too_long(settings.head_size)
    if isinstance(error, errors.ExpectationFailed):
        return Problem(417, "Of expectations, 100-continue is met here.")
    if isinstance(error, errors.UnsupportedTransferCoding):
        return Problem(501, "Of transfer codings, chunked is understood here.")
    ours = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)
    if isinstance(error, errors.ParseException) and not isinstance(error, ours):
        return bad_request("This is no request of HTTP/1.1 (RFC 9112).")
    return engine_failed("Something went wrong here. The server's log tells what, under this id.")


def _written(problem: Problem, request: str) -> bytes:
    """The whole answer. Nothing is known of the client, not even if it reads JSON."""
    body = problem.of_request(request, "/limits").as_json()
    head = (
        f"HTTP/1.1 {problem.status} {problem.title}\r\nConnection: close\r\nCache-Control: no-store\r\n"
        f"Content-Type: {PROBLEM_JSON.media_type}\r\nContent-Length: {len(body)}\r\nX-Request-Id: {request}\r\n"
    )
    told = "".join(f"{name}: {value}\r\n" for name, value in problem.headers.items())
    return (head + told + "\r\n").encode() + body


def _turn_away(client: ClientSocket, problem: Problem) -> None:
    """Answers without having read, and without waiting: the buffer of a new connection takes so much."""
    with client, contextlib.suppress(OSError):
        client.setblocking(False)
        client.send(_written(problem, os.urandom(8).hex()))


def _linger(client: ClientSocket) -> None:
    """Reads on for a moment: to close with something unread resets the connection, and the answer may be lost."""
    client.allow(_LINGER, float("inf"))
    end = time.monotonic() + _LINGER
    with contextlib.suppress(OSError):
        client.shutdown(socket.SHUT_WR)
        while client.recv(_SENT_AT_ONCE) and time.monotonic() < end:
            pass
