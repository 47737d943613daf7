"""Before the application: the whole body of a request, and a place to work. A layer of plain WSGI (PEP 3333).

A client that sends slowly so holds nothing but its connection, and the application never sees a body that is too long,
or was cut short: half an update is no update.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gunicorn.http.errors import ParseException

from server import problems
from server.clients import TooSlow
from server.problems import Problem
from server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

_SMALL = 1 << 16  # bytes; larger bodies wait for a place, so that all together fit into memory

Refusal = Callable[[Problem, "WSGIEnvironment"], "WSGIApplication"]


class Intake:
    """The application, for requests that are complete. `refusal` writes the answer for one that is not."""

    def __init__(self, app: WSGIApplication, settings: Settings, refusal: Refusal) -> None:
        self._app, self._settings, self._refusal = app, settings, refusal
        self._places = threading.BoundedSemaphore(settings.threads)
        self._large = threading.BoundedSemaphore(max(1, settings.threads // 8))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request."""
        try:
            if environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING"):
                _replace(environ, self._body(environ))
            with self._turn(self._places, self._settings.timeout):
                return self._app(environ, start_response)
        except Problem as problem:
            return self._refusal(problem, environ)(environ, start_response)

    def _body(self, environ: WSGIEnvironment) -> bytes:
        """The whole body. Raises Problem (400, 408, 413, 429)."""
        chunked = "HTTP_TRANSFER_ENCODING" in environ
        length = None if chunked else int(environ["CONTENT_LENGTH"])
        limit = self._settings.request_size << 20
        if length is not None and length <= _SMALL:
            return self._read(environ["wsgi.input"], length, limit)
        if length is not None and length > limit:
            raise problems.too_large(self._settings.request_size)
        with self._turn(self._large, self._settings.patience):
            return self._read(environ["wsgi.input"], length, limit)

    def _read(self, source: InputStream, length: int | None, limit: int) -> bytes:
        try:
            body = source.read(limit + 1 if length is None else length)
        except TooSlow:
            raise problems.too_slow(self._settings.patience) from None
        except (OSError, ParseException):
            raise problems.cut_short() from None
        if len(body) > limit:
            raise problems.too_large(self._settings.request_size)
        if length is not None and len(body) < length:
            raise problems.cut_short()
        return body

    @contextmanager
    def _turn(self, places: threading.BoundedSemaphore, seconds: float) -> Iterator[None]:
        if not places.acquire(timeout=seconds):
            raise problems.busy(self._settings.threads, 1)
        try:
            yield
        finally:
            places.release()


def _replace(environ: WSGIEnvironment, body: bytes) -> None:
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)
