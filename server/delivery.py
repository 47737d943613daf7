"""Around every request: its id, what the client holds already, caching, CORS, compression, safety headers.

A layer of plain WSGI (PEP 3333), since it is passed by every request: on lists of headers it costs a quarter of what
the framework's hooks would. It relies on the application to call `start_response` before it returns, as Flask does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask, request

from server import caching, compression, cors
from server.context import Context

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

ID = "unkg.request_id"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
_STATIC = "/static/"
_VARY = ("Accept", "Accept-Language", "Accept-Encoding")  # a failure is negotiated too, wherever it happens
_READ = 200  # characters of Accept-Encoding; the rest is not looked at
_HELD_BACK = 1 << 20  # bytes up to which a body at hand is compressed as one, and its length told


def request_id() -> str:
    """The id of this request: in its answer, in its problem document and in the log. Nobody else may choose it."""
    return str(request.environ[ID])


def init_app(app: Flask, context: Context) -> None:
    """Puts the layer around the application."""
    app.wsgi_app = Delivery(app.wsgi_app, context)  # type: ignore[method-assign]


class Delivery:
    """The application, delivered well."""

    def __init__(self, app: WSGIApplication, context: Context) -> None:
        self._app, self._context = app, context

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request; the one who has begun it may have given it an id."""
        environ.setdefault(ID, fresh_id())
        sending = sending_of(environ, self._context)
        if (held := sending.held()) is not None:
            start_response("304 NOT MODIFIED", sending.finished("304", [("ETag", f'"{held}"')]))
            return ()
        begun: list[Any] = []
        body = self._app(environ, lambda *told: begun.extend(told))  # type: ignore[arg-type]
        status, headers = begun[0], sending.finished(*begun[:2])
        if sending.labelled and environ.get("HTTP_IF_NONE_MATCH", "").strip() == caching.ANY:
            _close(body)
            start_response("304 NOT MODIFIED", [row for row in headers if not row[0].startswith("Content-")])
            return ()
        if sending.packs(headers):
            headers, body = sending.packed(headers, body)
        start_response(status, headers, *begun[2:])
        return body


def fresh_id() -> str:
    """An id for a request."""
    return os.urandom(8).hex()


def sending_of(environ: WSGIEnvironment, context: Context) -> Sending:
    """The answer to this request, before anything is known of it.

    Of a store elsewhere nobody tells when the data change: what is made from them has no tag, and caches keep it only
    where the operator allows that.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return Sending(environ, None, caching.NEVER)
    settings = context.settings
    age = 0 if settings.writable else settings.cache_age  # writes show at once
    if settings.endpoint and not str(environ.get("PATH_INFO", "")).startswith(_STATIC):
        return Sending(environ, None, caching.policy(age) if age else caching.NEVER)
    tag = caching.tag(_version(context, environ), context.edition, environ)
    return Sending(environ, tag, caching.policy(age))


def _version(context: Context, environ: WSGIEnvironment) -> str:
    """The version of what the answer is made from. The page of a body shows its members today: there the day counts."""
    version = context.loaded.version
    dated = str(environ.get("PATH_INFO", "")).startswith("/page/body/")
    return f"{version} {datetime.now(UTC).date()}" if dated else version


class Sending:
    """One answer on its way out. `tag` is what it could be labelled with, `labelled` tells whether it is."""

    def __init__(self, environ: WSGIEnvironment, tag: str | None, policy: str) -> None:
        self._environ, self.tag, self._policy = environ, tag, policy
        self._method: str = environ["REQUEST_METHOD"]
        self._path: str = environ.get("PATH_INFO", "")
        self.takes_gzip = compression.wanted(environ.get("HTTP_ACCEPT_ENCODING", "")[:_READ])
        self.labelled = False

    def held(self) -> str | None:
        """The tag under which the client holds the answer already."""
        asked = self._environ.get("HTTP_IF_NONE_MATCH")
        if self.tag is None or not asked:
            return None
        return caching.held(asked, self.tag, _compressed(self.tag) if self.takes_gzip else None)

    def finished(self, status: str, own: Headers) -> Headers:
        """The headers of the application, and ours."""
        told = {name.lower(): value for name, value in own}
        headers = [row for row in own if row[0].lower() != "vary"]
        headers += [
            ("X-Request-Id", self._environ[ID]),
            ("X-Content-Type-Options", "nosniff"),
            ("Vary", _vary(told["vary"]) if told.get("vary") else ", ".join(_VARY)),
            *cors.headers(self._method, self._path, self._environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")),
        ]
        if told.get("content-type", "").startswith("text/html"):
            headers.append(("Content-Security-Policy", _POLICY))
        return self._with_label(status, headers, told)

    def _with_label(self, status: str, headers: Headers, told: dict[str, str]) -> Headers:
        """Says what caches may do, if the view has not: nothing with a failure. Static files get our tag too."""
        static = self._path.startswith(_STATIC)
        if "cache-control" in told and not static:
            return headers
        if self.tag is None or status >= "4":
            return [*headers, ("Cache-Control", caching.NEVER if status >= "4" else self._policy)]
        if static and status.startswith("200"):
            headers = [row for row in headers if row[0] not in ("Cache-Control", "ETag")]
        headers.append(("Cache-Control", self._policy))
        if status.startswith("200") and (static or "etag" not in told):
            headers.append(("ETag", f'"{self.tag}"'))
            self.labelled = True
        return headers

    def packs(self, headers: Headers) -> bool:
        """Whether the body goes out compressed: text that is not small, for who asks for it.

        A tag that a view has made stays true: its body is left as it is.
        """
        if not self.takes_gzip:
            return False
        told = dict(headers)
        if "Content-Encoding" in told or ("ETag" in told and not self.labelled):
            return False
        length = told.get("Content-Length")
        media_type = told.get("Content-Type", "").partition(";")[0]
        return compression.compressible(media_type) and (length is None or int(length) >= compression.SMALLEST)

    def packed(self, headers: Headers, body: Iterable[bytes]) -> tuple[Headers, Iterable[bytes]]:
        """The headers and body of the compressed form."""
        length = int(dict(headers).get("Content-Length", _HELD_BACK + 1))
        headers = [row for row in headers if row[0] not in ("Content-Length", "ETag")]
        headers.append(("Content-Encoding", compression.ENCODING))
        if self.labelled and self.tag is not None:
            headers.append(("ETag", f'"{_compressed(self.tag)}"'))
        if self._method == "HEAD":
            return headers, body
        if length > _HELD_BACK:
            return headers, compression.Pieces(body)
        data = compression.whole(b"".join(body))
        _close(body)
        return [*headers, ("Content-Length", str(len(data)))], (data,)


def _compressed(tag: str) -> str:
    """The tag of the compressed form, which has other bytes (RFC 9110, section 8.8.3.3)."""
    return f"{tag}-{compression.ENCODING}"


def _vary(own: str) -> str:
    """What a view says itself, and what is true of all."""
    named = (name.strip() for name in own.split(","))
    return ", ".join((*_VARY, *(name for name in named if name and name not in _VARY)))


def _close(body: Iterable[bytes]) -> None:
    close: Callable[[], None] | None = getattr(body, "close", None)
    if close is not None:
        close()
