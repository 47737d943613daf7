"""Validators and what caches may do (RFC 9110, section 8.8 and 13; RFC 9111).

What a GET gives depends on the data, on our code and settings, and on the request. So the hash of these three names the
answer before it exists: a client that has it already is told so without a query. The entity tag is strong, as the
bytes are the same each time; the address and the headers that are negotiated by go in as they were sent, since a tag
is only ever compared under one address and for the same wishes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from werkzeug.http import parse_etags

from server.settings import Settings

_ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = ("server", "ontology", "shapes", "triples", "queries")
_SUFFIXES = (".py", ".html", ".css", ".js", ".svg", ".ttl", ".jsonld", ".rq", ".toml", ".csv", ".txt")
_REQUEST = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
_WISHES = ("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE")
_VOLATILE = re.compile(r"\b(?:(?:now|rand|uuid|struuid|bnode)\s*\(|service\b)", re.IGNORECASE)
_CONSTRUCT = re.compile(r"\bconstruct\b", re.IGNORECASE)

NEVER = "no-store"
ANY = "*"


def edition(settings: Settings) -> str:
    """A hash of our code, templates, vocabulary and settings: the same wherever and whenever this version runs so."""
    placeless = replace(settings, host="", port=0, store=Path())
    found = hashlib.sha256(repr(placeless).encode())
    for path in _files():
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from (path for path in sorted((_ROOT / folder).rglob("*")) if path.suffix in _SUFFIXES)


def tag(version: str, edition: str, environ: Mapping[str, Any]) -> str:
    """The entity tag, without quotes, of what a GET with this WSGI environment gives."""
    parts = (version, edition, *(str(environ.get(name, "")) for name in (*_REQUEST, *_WISHES)))
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def held(if_none_match: str | None, tag: str, compressed: str | None) -> str | None:
    """The one of our tags that the client holds already; `compressed` is None where it takes no compressed form."""
    if not if_none_match or if_none_match.strip() == ANY:
        return None
    named = parse_etags(if_none_match)
    return next((one for one in (tag, compressed) if one is not None and named.contains_weak(one)), None)


def policy(age: int) -> str:
    """The Cache-Control of an answer that stays true as long as the data do."""
    return f"public, max-age={age}" if age else "public, no-cache"


def volatile(query: str) -> bool:
    """Whether the same query over the same data may give something else next time. In doubt, yes.

    So it is with the clock, chance and other servers, and with blank nodes that are constructed: each time new ones.
    """
    if _VOLATILE.search(query) is not None:
        return True
    return ("_:" in query or "[" in query) and _CONSTRUCT.search(query) is not None
