"""Clients' connections: how many one client holds, how long it may take to send and to read, and what it is told.

gunicorn's threads wait for clients as long as those like, and the thread that accepts waits for some of them too
(`close_graceful`); it says so itself and asks for a proxy in front. This worker needs none:

- What waits for a client is paid from a budget of time, `patience`, to which every byte that moves adds at `pace`.
- The thread that accepts waits for nobody. One address holds a share of the connections, so that others get through.
- The head of a request has a largest size, and what is no HTTP is refused in the form of all our problems.
- What is plain is answered by the thread that waits (`server.express`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from gunicorn.http import errors
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from server.clients import ClientSocket, LongHead, Parser, SlowHead
from server.engine.answer import Answer
from server.express import LONGEST, Express, Long, Result, Trip
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
from server.sparql import OUTCOME

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from server.settings import Settings

_LINGER = 2.0  # seconds for which a client that is sent away may go on sending, so that it reads why
_OUT_OF_FILES = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_READ = 1 << 16  # bytes
_MORE = getattr(socket, "MSG_MORE", 0)  # spares a packet where there is such a flag
_BREATH = 0.1  # seconds
_LOOK = 0.05  # seconds between looks at the queries that are under way


class _Connection(TConn):  # type: ignore[misc]
    """A connection that says when it is closed, and then waits for nobody."""

    def __init__(self, cfg: Any, client: ClientSocket, parser: Parser, closed: Callable[[], None]) -> None:
        super().__init__(cfg, client, parser.source_addr, client.getsockname())
        self.data_ready = True  # a thread gets it when there is something to do
        self.parser = parser
        self.trip: Trip | None = None
        self.half = b""  # of a request
        self.deaf = False  # what comes is not looked at, while a query is under way
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
        self._calls = deque[Callable[[], None]]()
        self._halves: dict[_Connection, float] = {}  # those that have sent half a request, and since when
        self._thread, self._looked = 0, 0.0

    def load_wsgi(self) -> None:
        """Loads the application, and opens the short way to it."""
        super().load_wsgi()
        self.wsgi = partial(_resumed, self.app.wsgi())
        self._thread = threading.get_ident()
        self._express = Express(self.app.context, self, self.cfg)

    def watch(self, source: socket.socket, heard: Callable[[], None]) -> None:
        """Calls whenever there is something to read."""
        self.poller.register(source, selectors.EVENT_READ, lambda _: self._safely(heard))

    def unwatch(self, source: socket.socket) -> None:
        """Calls no more."""
        self.poller.unregister(source)

    def soon(self, call: Callable[[], None]) -> None:
        """Calls once, as the next thing. For any thread."""
        if threading.get_ident() == self._thread:
            self._calls.append(call)
        else:
            self.method_queue.defer(self._safely, call)

    def _safely(self, call: Callable[[], None]) -> None:
        """A fault of ours in one query must not end the process, which serves others."""
        try:
            call()
        except Exception as error:
            self._logbook.fault(error)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Waits for clients and workers, and deals with what they say."""
        waits = self._express.waits or self._halves
        super().wait_for_and_dispatch_events(min(timeout, _LOOK) if waits else timeout)
        while self._calls:
            self._safely(self._calls.popleft())
        if waits and time.monotonic() > self._looked + _LOOK:
            self._looked = time.monotonic()
            self._express.look()
            self._pass_on_halves()

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
        parser = Parser(self.cfg, client, address, self._settings)
        connection = _Connection(self.cfg, client, parser, partial(self._forget, who))
        self._await_request(connection)
        self._listen(connection)

    def on_client_socket_readable(self, connection: _Connection, client: ClientSocket) -> None:
        """Something came over a connection: it goes the short way or, if it is not plain, to a thread."""
        connection.deaf = False
        if connection.trip is not None:
            self._heard(connection, connection.trip)
            return
        if self._halves.pop(connection, None) is None:
            self.keepalived_conns.remove(connection)
        if not (self.alive and self._taken(connection)):
            self._deafen(connection)
            self.enqueue_req(connection)

    def _taken(self, connection: _Connection) -> bool:
        """Whether what came goes the short way. If not, it is as if nothing had been read."""
        try:
            more = socket.socket.recv(connection.sock, LONGEST, socket.MSG_DONTWAIT)
        except OSError:
            more = b""
        data, first = connection.half + more, not connection.half
        connection.half = b""
        if first and self._express.lacks_body(data):
            connection.half, self._halves[connection] = data, time.monotonic()
            return True
        back = partial(self._back, connection, data)
        connection.trip = self._express.read(data, connection.client[0], connection.server, back)
        if connection.trip is None or not self._express.take(connection.trip):
            connection.trip = None
            connection.parser.unreader.unread(data)
            return False
        return True

    def _pass_on_halves(self) -> None:
        """Who takes long to send the rest of a request is for a thread to wait for."""
        for connection, since in tuple(self._halves.items()):
            if time.monotonic() > since + _LOOK:
                del self._halves[connection]
                connection.parser.unreader.unread(connection.half)
                connection.half = b""
                self._deafen(connection)
                self.enqueue_req(connection)

    def _heard(self, connection: _Connection, trip: Trip) -> None:
        """Something came while a query is under way: the next request, which has time, or the end of the client."""
        try:
            more = socket.socket.recv(connection.sock, 1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        self._deafen(connection)
        if not more and trip.errand is not None:
            trip.errand.leave()

    def _back(self, connection: _Connection, data: bytes, result: Result) -> None:
        """The way is over: with an answer, or with what a thread needs to make one of the request, which was `data`."""
        connection.trip = None
        if isinstance(result, bytes):
            self._give(connection, result)
            return
        if isinstance(result, Long):
            self._send_rest(connection, result.chunks())
            return
        connection.sock.begun = result
        connection.parser.unreader.unread(data)
        self._deafen(connection)
        self.enqueue_req(connection)

    def _give(self, connection: _Connection, answer: bytes) -> None:
        """Sends the answer; what the client does not take at once goes out in a thread."""
        try:
            sent = socket.socket.send(connection.sock, answer, socket.MSG_DONTWAIT)
        except BlockingIOError:
            sent = 0
        except OSError:
            sent = len(answer)  # nobody is there; the next look at the connection will find out
        if sent == len(answer):
            self._await_request(connection)
            if connection.deaf:
                self._listen(connection)
            return
        self._send_rest(connection, iter([(answer[sent:], False)]))

    def _send_rest(self, connection: _Connection, parts: Iterator[tuple[bytes, bool]]) -> None:
        """Sends what may have to wait for the client, in a thread; with each part whether more follows at once."""
        self._deafen(connection)
        sending = self.tpool.submit(self._sent, connection.sock, parts)
        sending.add_done_callback(lambda _: self.method_queue.defer(self.finish_request, connection, sending))

    def _sent(self, client: ClientSocket, parts: Iterator[tuple[bytes, bool]]) -> bool:
        """Sends it; whether the connection stays."""
        client.allow(self._settings.patience, self._settings.pace << 10)
        try:
            for part, more in parts:
                client.sendall(part, _MORE if more else 0)
        except OSError:
            _linger(client)
            return False
        return True

    def _await_request(self, connection: _Connection) -> None:
        """The connection waits for its next request, shorter when the process is stopping."""
        patience = self.cfg.keepalive if self.alive else STOP_KEEPALIVE_LINGER
        connection.timeout = time.monotonic() + patience
        self.keepalived_conns.append(connection)

    def _listen(self, connection: _Connection) -> None:
        connection.deaf = False
        readable = partial(self.on_client_socket_readable, connection)
        self.poller.register(connection.sock, selectors.EVENT_READ, readable)

    def _deafen(self, connection: _Connection) -> None:
        if not connection.deaf:
            connection.deaf = True
            self.poller.unregister(connection.sock)

    def _forget(self, who: str) -> None:
        self._held[who] -= 1
        if not self._held[who]:
            del self._held[who]

    def handle(self, conn: _Connection) -> bool:
        """Answers one request, in a thread; whether the connection stays. If not, the client gets time to read why."""
        try:
            stays = bool(super().handle(conn))
        finally:
            _let_go(conn.sock)
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


def _resumed(app: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The application, told what was done for the request already."""
    environ.update(environ["gunicorn.socket"].begun or {})
    return app(environ, start_response)


def _let_go(client: ClientSocket) -> None:
    """What was begun for the request is over, even if nobody came to read it."""
    begun, client.begun = client.begun, None
    outcome = (begun or {}).get(OUTCOME)
    if isinstance(outcome, Answer):
        outcome.close()


def _who(address: tuple[Any, ...]) -> str:
    """Whom an address stands for: of IPv6, a household has a network of 64 bits to choose from."""
    host = str(address[0])
    if ":" not in host:
        return host
    return str(ip_network(f"{host.partition('%')[0]}/64", strict=False))


def _problem_of(error: Exception, settings: Settings) -> Problem:
    if isinstance(error, SlowHead):
        return too_slow(settings.patience)
    if isinstance(error, (LongHead, errors.LimitRequestHeaders, errors.LimitRequestLine)):
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
        while client.recv(_READ) and time.monotonic() < end:
            pass
