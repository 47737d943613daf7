"""One request to a store elsewhere, within a deadline and a size, that ends when nobody waits for it any more.

Each request has a connection of its own, so that a timer can end it whatever it is about. Who has a login sends it
only to a store that asks for it: Basic (RFC 7617), or Digest (RFC 7616), in which no password is sent.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import select
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.request import parse_http_list, parse_keqv_list

from server.elsewhere.place import Endpoint, Login
from server.remote import ended, secured

_PIECE = 1 << 20
_POLLRDHUP = getattr(select, "POLLRDHUP", 0)
_HASHES = {"md5": hashlib.md5, "sha-256": hashlib.sha256}


class Unreachable(Exception):
    """There is no connection, or it broke off."""


class Late(Exception):
    """The time is over."""


class TooLarge(Exception):
    """The answer is longer than it may be."""


class Left(Exception):
    """Who asked has gone."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the store answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        """Its Content-Type without parameters."""
        return self.headers.get_content_type()


@dataclass(frozen=True, slots=True)
class Sent:
    """A request: its body and headers, its end (monotonic), the bytes that its answer may have.

    `client` is the descriptor of who waits for it.
    """

    method: str
    body: bytes
    headers: Mapping[str, str]
    end: float
    most: int
    client: int | None = None


@dataclass(slots=True)
class Client:
    """Sends requests to one store. Threads share it."""

    login: Login | None = None
    _challenge: str = ""
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, endpoint: Endpoint, sent: Sent) -> Reply:
        """The answer, whatever its status. Raises Unreachable, Late, TooLarge, Left."""
        reply = self._tried(endpoint, sent)
        challenge = reply.headers.get("WWW-Authenticate", "")
        if reply.status == 401 and self.login is not None and challenge:
            with self._lock:
                self._challenge, self._count = challenge, 0
            reply = self._tried(endpoint, sent)
        return reply

    def _tried(self, endpoint: Endpoint, sent: Sent) -> Reply:
        if (left := sent.end - time.monotonic()) <= 0:
            raise Late
        try:
            plain = _connected(endpoint, left)
            with plain, ended(plain, sent.end), secured(plain, endpoint.parts) as connection:
                connection.settimeout(None)  # the timer ends it
                return self._exchanged(connection, endpoint, sent)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= sent.end:
                raise Late from None
            raise Unreachable(type(error).__name__) from None

    def _exchanged(self, connection: socket.socket, endpoint: Endpoint, sent: Sent) -> Reply:
        asking = http.client.HTTPConnection(endpoint.parts.netloc)
        asking.sock, asking.auto_open = connection, 0
        own = {"Connection": "close", "User-Agent": "unkg", **self._authorization(endpoint, sent.method)}
        asking.request(sent.method, endpoint.target, sent.body, {**own, **sent.headers})
        _await(connection, sent)
        with asking.getresponse() as response:
            return Reply(response.status, response.headers, _body(response, sent))

    def _authorization(self, endpoint: Endpoint, method: str) -> dict[str, str]:
        with self._lock:
            if self.login is None or not self._challenge:
                return {}
            self._count += 1
            return {"Authorization": answered(self.login, self._challenge, method, endpoint.target, self._count)}


def answered(login: Login, challenge: str, method: str, target: str, count: int) -> str:
    """What is sent for a challenge, the `count`th time. ValueError for a scheme that is neither Basic nor Digest."""
    scheme, _, rest = challenge.partition(" ")
    if scheme.lower() == "basic":
        return "Basic " + base64.b64encode(f"{login.name}:{login.password}".encode()).decode()
    if scheme.lower() != "digest":
        raise ValueError("a way to log in that is neither Basic nor Digest")
    return _digested(login, rest, method, target, count)


def _digested(login: Login, challenge: str, method: str, target: str, count: int) -> str:
    """https://www.rfc-editor.org/rfc/rfc7616#section-3.4. ValueError for a challenge that cannot be answered."""
    asked = parse_keqv_list(parse_http_list(challenge))
    algorithm = asked.get("algorithm", "MD5")
    if algorithm.lower() not in _HASHES or not {"realm", "nonce"} <= asked.keys():
        raise ValueError("a challenge that cannot be answered")

    def hashed(*parts: str) -> str:
        return _HASHES[algorithm.lower()](":".join(parts).encode()).hexdigest()

    realm, nonce = asked["realm"], asked["nonce"]
    who, what = hashed(login.name, realm, login.password), hashed(method, target)
    said = {"username": login.name, "realm": realm, "nonce": nonce, "uri": target}
    if "opaque" in asked:
        said["opaque"] = asked["opaque"]
    plain = f", algorithm={algorithm}"
    if "qop" in asked:
        times, own = f"{count:08x}", os.urandom(8).hex()
        said |= {"response": hashed(who, nonce, times, own, "auth", what), "cnonce": own}
        plain += f", qop=auth, nc={times}"
    else:
        said["response"] = hashed(who, nonce, what)
    return "Digest " + ", ".join(f'{name}="{value}"' for name, value in said.items()) + plain


def _connected(endpoint: Endpoint, seconds: float) -> socket.socket:
    parts = endpoint.parts
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    return socket.create_connection((str(parts.hostname), port), seconds)


def _await(connection: socket.socket, sent: Sent) -> None:
    """Waits for the first byte of the answer, as long as somebody waits for it and there is time."""
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    if sent.client is not None:
        waiting.register(sent.client, _POLLRDHUP)
    events = dict(waiting.poll(max(0.0, sent.end - time.monotonic()) * 1000))
    if connection.fileno() in events:
        return
    raise Left if events else TimeoutError


def _body(response: http.client.HTTPResponse, sent: Sent) -> bytes:
    parts, size = list[bytes](), 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if size > sent.most:
            raise TooLarge
        parts.append(piece)
    if response.length:  # `read` of a part does not tell that the rest did not come
        raise http.client.IncompleteRead(b"", response.length)
    if time.monotonic() >= sent.end:  # without a length, what the timer cut looks whole
        raise TimeoutError
    return b"".join(parts)
