"""On the way in and out of every request: its id, what the client holds already, caching, CORS, compression."""

from __future__ import annotations

import os
from functools import lru_cache

from flask import Flask, Response, g, request

from server import caching, compression, cors
from server.context import context

_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
_VARY = ("Accept", "Accept-Encoding")  # a failure is negotiated too, wherever it happens


def init_app(app: Flask) -> None:
    """Puts the hooks around every view."""
    app.before_request(_received)
    app.after_request(_sent)


def request_id() -> str:
    """The id of this request: in its answer, in its problem document and in the log. Nobody else may choose it."""
    return str(g.request_id)


def _received() -> Response | None:
    """Gives the request its id, and answers at once where the client holds what it asks for."""
    g.request_id = os.urandom(8).hex()
    g.tag = None
    environ = request.environ
    if request.method not in ("GET", "HEAD"):
        return None
    g.tag = caching.tag(context().loaded.version, context().edition, environ)
    held = caching.held(environ.get("HTTP_IF_NONE_MATCH"), g.tag, _compressed(g.tag) if _takes_gzip() else None)
    return None if held is None else Response(status=304, headers={"ETag": f'"{held}"'})


def _sent(response: Response) -> Response:
    environ, headers = request.environ, response.headers
    headers["X-Request-Id"] = g.request_id
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Vary"] = _vary(headers.get("Vary", ""))
    media_type = headers.get("Content-Type", "").partition(";")[0]
    if media_type == "text/html":
        headers["Content-Security-Policy"] = _POLICY
    headers.update(cors.headers(request.method, request.path, environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")))
    labelled = _label(response)
    if labelled and environ.get("HTTP_IF_NONE_MATCH", "").strip() == caching.ANY:
        response.close()
        response.response, response.status_code = (), 304
    elif compression.compressible(media_type) and (labelled or "ETag" not in headers) and _takes_gzip():
        _compress(response, labelled)
    return response


def _label(response: Response) -> bool:
    """Says what caches may do, if the view has not: nothing with a failure. Whether the answer now has our tag."""
    headers, static = response.headers, request.endpoint == "static"
    if "Cache-Control" in headers and not static:
        return False
    if g.tag is None or response.status_code >= 400:
        headers["Cache-Control"] = caching.NEVER
        return False
    headers["Cache-Control"] = caching.policy(context().settings.cache_age)
    if response.status_code != 200 or ("ETag" in headers and not static):
        return False
    headers["ETag"] = f'"{g.tag}"'
    return True


def _compress(response: Response, labelled: bool) -> None:
    headers = response.headers
    if response.status_code in (204, 304) or "Content-Encoding" in headers:
        return
    response.direct_passthrough = False  # a static file comes as one
    if response.is_streamed and request.endpoint != "static":
        headers.pop("Content-Length", None)
        response.response = compression.Pieces(response.response)  # type: ignore[arg-type]
    else:
        data = response.get_data()
        if len(data) < compression.SMALLEST:
            return
        response.set_data(compression.whole(data))
    headers["Content-Encoding"] = compression.ENCODING
    if labelled:
        headers["ETag"] = f'"{_compressed(g.tag)}"'


def _takes_gzip() -> bool:
    return compression.wanted(request.environ.get("HTTP_ACCEPT_ENCODING", ""))


def _compressed(tag: str) -> str:
    """The tag of the compressed form, which has other bytes (RFC 9110, section 8.8.3.3)."""
    return f"{tag}-{compression.ENCODING}"


@lru_cache(maxsize=64)
def _vary(own: str) -> str:
    """What a view says itself, and what is true of all."""
    named = [name.strip() for name in own.split(",") if name.strip()]
    return ", ".join((*_VARY, *(name for name in named if name not in _VARY)))
