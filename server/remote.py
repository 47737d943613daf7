"""Asks the endpoint of a SERVICE clause, within limits, and trusts nothing that comes.

Its name is resolved here, and the connection goes to an address that was looked at: a name that changes its address
in between gains nothing. No redirect is followed, no proxy is asked, no password is sent, nothing but SPARQL's JSON is
read. The standard library will do, as all of this needs the connection in our hands, and its time limit most of all: a
timer ends the connection itself, whatever is under way on it, where limits of clients are for one read at a time.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from itertools import islice
from urllib.parse import SplitResult, urlencode, urlsplit

from pyoxigraph import QueryResultsFormat, QuerySolutions, Variable, parse_query_results

from server.proxy import Networks
from server.services import Term
from server.settings import Settings

_JSON = ("application/sparql-results+json", "application/json")
_HEADERS = {
    "Accept": _JSON[0],
    "Content-Type": "application/x-www-form-urlencoded",
    "Connection": "close",
    "User-Agent": "unkg",
}
_PORTS = {"http": 80, "https": 443}


class Failed(Exception):
    """The endpoint gave no answer that could be used; in words for the client. `limit` is what it ran into, if so."""

    def __init__(self, reason: str, **limit: float) -> None:
        super().__init__(reason)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Solutions:
    """What an endpoint has answered."""

    variables: Sequence[Variable]
    rows: Sequence[Sequence[Term | None]]


def ask(endpoint: str, query: str, settings: Settings, seconds: float) -> Solutions:
    """The solutions that the endpoint has for a SELECT. Raises Failed."""
    url, end = urlsplit(endpoint), time.monotonic() + seconds
    try:
        plain = _connected(url, settings.service_networks, seconds)
        with plain, ended(plain, end), secured(plain, url) as connection:
            return _read(_fetched(connection, url, query, settings.service_size), settings.service_rows)
    except (Failed, OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() < end:
            raise _in_words(error) from None
        told = f"it did not answer within {seconds:.3g} s, the limit `service_timeout`"
        raise Failed(told, service_timeout=seconds) from None


def _in_words(error: Exception) -> Failed:
    if isinstance(error, Failed):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failed("its certificate is not valid")
    return Failed("it cannot be reached, or broke off")


def is_public(address: str) -> bool:
    """Whether the address is of the open internet, and of IPv6 not one that stands for an IPv4 address elsewhere."""
    read = ip_address(address)
    read = getattr(read, "ipv4_mapped", None) or read
    odd = read.is_multicast or read.is_reserved or getattr(read, "is_site_local", False)
    return read.is_global and not odd and getattr(read, "sixtofour", None) is None


def _connected(url: SplitResult, networks: Networks, seconds: float) -> socket.socket:
    """A connection to the first address of the host that is allowed and answers. Raises Failed, OSError."""
    port, end = url.port or _PORTS[url.scheme], time.monotonic() + seconds
    allowed = [found for found in _resolved(str(url.hostname), port, seconds) if is_public(found) or found in networks]
    if not allowed:
        raise Failed("its address is not public, and not listed as `service_networks`")
    for address in allowed[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((address, port), max(0.001, end - time.monotonic()) / 2)
    return socket.create_connection((allowed[-1], port), max(0.001, end - time.monotonic()))


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a host. The resolver cannot be stopped; it is left behind when it takes too long."""
    found = Future[list[str]]()

    def resolve() -> None:
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            found.set_exception(error)
        else:
            found.set_result([str(address[0]) for *_, address in told])

    threading.Thread(target=resolve, daemon=True).start()
    try:
        return found.result(seconds)
    except TimeoutError:
        raise
    except (OSError, UnicodeError):
        raise Failed("its name is not known") from None


@contextlib.contextmanager
def ended(connection: socket.socket, end: float) -> Iterator[None]:
    """Ends the connection at that time, be it in the midst of a handshake or of a byte each second."""

    def shut() -> None:
        with contextlib.suppress(OSError):
            held.shutdown(socket.SHUT_RDWR)

    with connection.dup() as held:
        alarm = threading.Timer(max(0.0, end - time.monotonic()), shut)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()


def secured(connection: socket.socket, url: SplitResult) -> socket.socket:
    """The connection, for https with TLS: the certificate must be for the host and from one whom this system trusts."""
    if url.scheme == "http":
        return connection
    return _trust().wrap_socket(connection, server_hostname=url.hostname)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _fetched(connection: socket.socket, url: SplitResult, query: str, megabytes: int) -> bytes:
    """The body of the answer. Raises Failed, OSError, HTTPException, ValueError."""
    client = http.client.HTTPConnection(url.netloc)
    client.sock, client.auto_open = connection, 0
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    client.request("POST", target, urlencode({"query": query}), {"Host": url.netloc, **_HEADERS})
    with client.getresponse() as response:
        if 300 <= response.status < 400:
            raise Failed(f"it answered {response.status}, and redirects are not followed")
        if response.status != 200:
            raise Failed(f"it answered {response.status}")
        if response.headers.get_content_type() not in _JSON:
            raise Failed("its answer is no SPARQL result in JSON")
        body = response.read((megabytes << 20) + 1)
    if len(body) > megabytes << 20:
        raise Failed(f"its answer is over {megabytes} MB, the limit `service_size`", service_size=megabytes)
    return body


def _read(body: bytes, most: int) -> Solutions:
    """The engine reads it, and lets nothing pass that is not a variable, an IRI or a literal."""
    try:
        found = parse_query_results(body, format=QueryResultsFormat.JSON)
        if not isinstance(found, QuerySolutions):
            raise ValueError("a truth value")
        rows = [tuple(row) for row in islice(found, most + 1)]
    except (SyntaxError, ValueError):
        raise Failed("its answer is no SPARQL result in JSON") from None
    if len(rows) > most:
        raise Failed(f"its answer has over {most} rows, the limit `service_rows`", service_rows=most)
    return Solutions(found.variables, rows)
