"""Pages of other origins may read, without credentials, and never write.

https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from __future__ import annotations

Headers = tuple[tuple[str, str], ...]

EXPOSED = "Allow, Content-Location, ETag, Link, Location, Retry-After, X-Request-Id"
_READING = ("GET", "HEAD")
_ASKING = ("/sparql", "/validate", "/reconcile")  # here a POST only asks
_CLOSED = "/update"
_OPEN: Headers = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", EXPOSED))
_DAY = "86400"


def headers(method: str, path: str, preflight_for: str | None) -> Headers:
    """The CORS headers of an answer: none for what writes. `preflight_for` is the method that a browser asks about."""
    asking = path.startswith(_ASKING)
    reading = (*_READING, "POST") if asking else _READING
    wanted = (preflight_for or "GET") if method == "OPTIONS" else method
    if path.startswith(_CLOSED) or wanted not in reading:
        return ()
    return (*_OPEN, *_preflight(reading)) if method == "OPTIONS" and preflight_for else _OPEN


def _preflight(methods: tuple[str, ...]) -> Headers:
    return (
        ("Access-Control-Allow-Methods", ", ".join(methods)),
        ("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, If-None-Match"),
        ("Access-Control-Max-Age", _DAY),
    )
