"""The short way for queries in the plainest form: the thread that waits for clients answers them itself.

It reads the request, asks a worker, and sends a short answer, or one that was kept; no other thread is woken for it. A
long one is sent by a thread. Whatever is not plain goes the long way, through gunicorn's threads and the framework; so
do pages and failures, whose query was evaluated here already. The rules are the same on both ways, and none is written
here: gunicorn reads the headers, `protocol` and `sparql` the query, and `delivery` says how an answer goes out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from gunicorn.http import wsgi
from gunicorn.http.errors import ParseException
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader
from gunicorn.util import http_date

from server import caching, protocol, sparql
from server.clients import Begun
from server.counting import rows_of
from server.delivery import ID, Headers, Sending, fresh_id, sending_of
from server.engine.answer import Answer
from server.kept import Kept, Key, Shelf
from server.proxy import placed
from server.services import clauses
from server.watching import form_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from server.context import Context
    from server.engine.errand import Errand, Loop, Outcome
    from server.engine.following import Following

LONGEST = 1 << 16  # bytes of a request
_HEAD = 1 << 12  # bytes of its headers
_SHARE = 8  # of the room for answers that are kept, how much one may take: an eighth
_PACKED = 1 << 15  # bytes of an answer that are compressed here; more would keep other clients waiting
_REQUEST = re.compile(rb'(GET|POST) /sparql(?:\?([!"$-~]*+))? HTTP/1\.1\r\n((?:[!-9;-~]++:[\t -~]*+\r\n)++)\r\n')
_SPECIAL = re.compile(rb"(?im)^(?:expect|transfer-encoding|upgrade|http2-settings|if-none-match):")
_HOST = re.compile(r"(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Long:
    """An answer that comes in pieces, and its head."""

    head: bytes
    answer: Answer

    def chunks(self) -> Iterator[tuple[bytes, bool]]:
        """What is sent (RFC 9112, section 7.1), and whether more follows at once. OSError when it breaks off."""
        before = self.head
        for piece in self.answer:
            yield before + b"%x\r\n" % len(piece), True
            yield piece, False
            before = b"\r\n"
        yield before + b"0\r\n\r\n", False


Result = bytes | Long | Begun  # the whole answer, or all but its pieces, or what is known to those who are to make it


@dataclass(eq=False, slots=True)
class Trip:
    """A plain request: its environment (PEP 3333), its body, and who takes what comes of it."""

    environ: WSGIEnvironment
    body: bytes
    done: Callable[[Result], None]
    errand: Errand | None = None


class Express:
    """The short way. The thread of the `loop` alone uses it; `cfg` is gunicorn's."""

    def __init__(self, context: Context, loop: Loop, cfg: Any) -> None:
        self._context, self._loop, self._cfg = context, loop, cfg
        self._shelf = Shelf(context.settings.kept << 20)
        self._headers = lru_cache(maxsize=512)(self._read_headers)
        self._under_way = set[Trip]()
        self._start = (0, b"")

    @property
    def waits(self) -> bool:
        """Whether there are queries under way, and so `look` to be called."""
        return bool(self._under_way)

    def look(self) -> None:
        """To be called now and then: sees that no query waits too long."""
        self._context.engine.look()
        for trip in tuple(self._under_way):
            if trip.errand is not None:
                trip.errand.look()

    @staticmethod
    def lacks_body(data: bytes) -> bool:
        """Whether this is a plain request but for a body that has not come: clients often send it by itself."""
        if not data.startswith(b"POST "):
            return False
        match = _REQUEST.match(data)
        return match is not None and match.end() == len(data)

    def read(self, data: bytes, client: str, server: tuple[Any, ...], done: Callable[[Result], None]) -> Trip | None:
        """The request, if it is plain and complete."""
        match = _REQUEST.match(data)
        if match is None or len(match[3]) > _HEAD:
            return None
        common, body = self._headers(match[1], match[3], client, server), data[match.end() :]
        if common is None or int(common.get("CONTENT_LENGTH", "0")) != len(body):
            return None
        query = (match[2] or b"").decode("ascii")
        return Trip({**common, "QUERY_STRING": query, ID: fresh_id()}, body, done)

    def take(self, trip: Trip) -> bool:
        """Answers the request, now or later; or tells that it is one for the long way."""
        context, environ = self._context, trip.environ
        version, sending = context.loaded.version, sending_of(environ, context)
        key = self._key(trip, version, sending)
        if (kept := self._shelf.get(key)) is not None:
            context.engine.again(environ[ID], kept.query, len(kept.body), kept.rows)
            trip.done(self._written(kept, environ[ID]))
            return True
        plan = self._plan(trip)
        if plan is None:
            return False
        self._under_way.add(trip)
        back = partial(self._back, trip, plan, sending, key, version)
        trip.errand = context.engine.begin(plan.job, self._loop, back)
        return True

    def _key(self, trip: Trip, version: str, sending: Sending) -> Key:
        """What names the answer among those that are kept: its tag, and what that leaves out."""
        environ = trip.environ
        tag = sending.tag or caching.tag(version, self._context.edition, environ)
        return tag, environ["REQUEST_METHOD"], environ.get("CONTENT_TYPE", ""), sending.takes_gzip, trip.body

    def _read_headers(
        self, method: bytes, block: bytes, client: str, server: tuple[Any, ...]
    ) -> WSGIEnvironment | None:
        """The environment of all requests with these headers, as gunicorn makes it; None where they are not plain."""
        if _SPECIAL.search(block):
            return None
        source = IterUnreader(iter((method + b" /sparql HTTP/1.1\r\n" + block + b"\r\n",)))
        try:
            request = Request(self._cfg, source, (client, 0))
            if request.should_close():
                return None
            environ = wsgi.create(request, None, (client, 0), server, self._cfg)[1]
        except ParseException:
            return None
        environ = placed(environ, self._context.settings.trusted_proxies)
        return environ if _HOST.fullmatch(environ.get("HTTP_HOST", "")) else None

    def _plan(self, trip: Trip) -> sparql.Plan | None:
        """What to do; None where others are to be asked, or there is nothing to evaluate, as the views find too."""
        environ, settings = trip.environ, self._context.settings
        method, query, accept = environ["REQUEST_METHOD"], environ["QUERY_STRING"], environ.get("HTTP_ACCEPT")
        if len(trip.body) > settings.query_size << 10:
            return None
        try:
            asked = protocol.read(method, query, environ.get("CONTENT_TYPE", ""), trip.body, accept)
            if asked is None or (settings.services and clauses(asked.query)):
                return None
            return sparql.planned(asked, settings, environ[ID], environ["REMOTE_ADDR"])
        except Exception:
            return None

    def _back(self, trip: Trip, plan: sparql.Plan, sending: Sending, key: Key, version: str, outcome: Outcome) -> None:
        """The query was evaluated."""
        self._under_way.discard(trip)
        result: bytes | Long | None = None
        try:
            result = self._answered(plan, sending, outcome, trip.environ[ID], partial(self._keep, key, version))
        except Exception as error:  # a fault of ours, which the views tell
            outcome = error
        trip.done({ID: trip.environ[ID], sparql.OUTCOME: outcome} if result is None else result)

    def _answered(
        self, plan: sparql.Plan, sending: Sending, outcome: Outcome, request: str, keep: Callable[[Kept], None]
    ) -> bytes | Long | None:
        """The answer; None where it is for the long way to write."""
        if not isinstance(outcome, Answer) or plan.is_page(outcome):
            return None
        own = sparql.told(plan, outcome)
        headers, body = sending.finished("200 OK", own), outcome.body
        rows = rows_of(form_of(outcome, plan.job), body)
        if sending.packs(headers):
            if outcome.following is not None or len(body) > _PACKED:
                return None
            headers, (body,) = sending.packed(headers, (body,))
        if outcome.following is not None:
            head = _kept("", [("Transfer-Encoding", "chunked"), *headers], request, b"", None)
            if "Cache-Control" not in dict(own):
                outcome.given = partial(
                    self._keep_long, plan.job.query, headers, request, form_of(outcome, plan.job), keep
                )
            return Long(self._written(head, request), outcome)
        kept = _kept(plan.job.query, headers, request, body, rows)
        if "Cache-Control" not in dict(own):
            keep(kept)
        return self._written(kept, request)

    def _keep_long(
        self,
        query: str,
        headers: Headers,
        request: str,
        form: str | None,
        keep: Callable[[Kept], None],
        following: Following,
    ) -> None:
        """Keeps what was sent in pieces, for once as a whole. In the thread that has sent it."""
        body = following.whole((self._context.settings.kept << 20) // _SHARE)
        if body is not None:
            told = [("Content-Length", str(len(body))), *headers]
            kept = _kept(query, told, request, body, rows_of(form, body))
            self._loop.soon(lambda: keep(kept))

    def _keep(self, key: Key, version: str, kept: Kept) -> None:
        """Keeps the answer, unless the data have changed since it was asked for."""
        if self._context.loaded.version == version:
            self._shelf.put(key, kept)

    def _written(self, kept: Kept, request: str) -> bytes:
        """The whole answer, as gunicorn writes it."""
        now = int(time.time())
        if self._start[0] != now:
            start = f"HTTP/1.1 200 OK\r\nServer: {wsgi.SERVER}\r\nDate: {http_date()}\r\nConnection: keep-alive\r\n"
            self._start = now, start.encode()
        return b"".join((self._start[1], kept.before, request.encode(), kept.after, kept.body))


def _kept(query: str, headers: Headers, request: str, body: bytes, rows: int | None) -> Kept:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
    before, _, after = head.encode("latin-1").partition(request.encode())
    return Kept(query, before, after, body, rows)
