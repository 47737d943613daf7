"""Pages of other origins may read, without credentials, and never write.

https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from __future__ import annotations

from collections.abc import Mapping

EXPOSED = "Allow, Content-Location, ETag, Link, Location, Retry-After, X-Request-Id"
_READING = {"GET", "HEAD", "OPTIONS"}
_ASKING = ("/sparql", "/validate", "/reconcile")  # here a POST only asks
_CLOSED = ("/update",)
_SENT = "Accept, Accept-Language, Content-Type, If-None-Match"
_DAY = "86400"


def headers(method: str, path: str, preflight_for: str | None) -> Mapping[str, str]:
    """The CORS headers of an answer: empty for what writes. `preflight_for` is the method that a browser asks about."""
    asking = path.startswith(_ASKING)
    if path.startswith(_CLOSED) or not (method in _READING or asking):
        return {}
    methods = ("GET", "HEAD", "POST") if asking else ("GET", "HEAD")
    if preflight_for and preflight_for not in methods:
        return {}
    opened = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}
    if method == "OPTIONS" and preflight_for:
        opened |= {
            "Access-Control-Allow-Methods": ", ".join(methods),
            "Access-Control-Allow-Headers": _SENT,
            "Access-Control-Max-Age": _DAY,
        }
    return opened
