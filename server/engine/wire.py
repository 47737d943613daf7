"""What a web process and a worker say to each other over their socket.

A job is a length and JSON, the list of its values. A reply is one or more frames, each a kind, a family, a length and
the payload:

- RESULT: the whole result, in the family that the frame names
- FILE: the result is being written to the file whose descriptor comes along; END follows when it is complete
- ERROR: JSON, why there is no result
- DEATH: JSON, what the worker died of; it is the nursery that says this, on behalf of the dead
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

RESULT, FILE, END, ERROR, DEATH = b"R", b"F", b"E", b"X", b"D"
SOLUTIONS, TRIPLES, NEITHER = b"s", b"t", b"-"

_HEADER = struct.Struct("!ccI")
_LENGTH = struct.Struct("!I")
CHUNK = 1 << 16
LIGHT = 1.0  # seconds for a query that shall not take long


@dataclass(frozen=True, slots=True)
class Job:
    """A query for a worker, and how its answer is wanted.

    `solutions` and `triples` name the formats (`server.formats`) for either kind of result, None where the client takes
    none. `graphs` is the dataset: default graphs and named graphs; None leaves it to the query. `union` reads all
    graphs as one where the default graph is not their union already. `rows` asks for a page of at most that many,
    after the first `skip`. `light` gives up after LIGHT seconds, or when the result is long; `tried` says that it
    did. `by` is the client. `id` is the request's, for the log.
    """

    query: str
    solutions: str | None
    triples: str | None
    base: str
    timeout: float
    size: int
    graphs: tuple[Sequence[str], Sequence[str]] | None = None
    union: bool = False
    rows: int | None = None
    id: str = ""
    skip: int = 0
    light: bool = False
    tried: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One part of a reply; `descriptor` is the file that came along with it."""

    kind: bytes
    family: bytes
    payload: bytes
    descriptor: int | None = None


_values = attrgetter(*(row.name for row in fields(Job)))  # `asdict` copies deeply and takes longer than the rest
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Closed(Exception):
    """The other side is gone."""


def encoded(job: Job) -> bytes:
    """The job as it is sent."""
    data = _encode(_values(job)).encode()
    return _LENGTH.pack(len(data)) + data


def send_job(to: socket.socket, job: Job) -> None:
    """Sends the job; OSError when the worker is gone."""
    to.sendall(encoded(job))


def receive_job(source: socket.socket, buffer: memoryview) -> Job:
    """Waits for the next job; Closed when there will be none. The `buffer` takes its beginning: to make room for each
    anew costs more than to read it, where the memory is full of the data."""
    count = source.recv_into(buffer)
    if not count:
        raise Closed
    data = _filled(source, bytes(buffer[:count]), _LENGTH.size)
    size = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    values: list[Any] = json.loads(_filled(source, data, size)[_LENGTH.size : size])
    return Job(*values)


def send_frame(to: socket.socket, kind: bytes, family: bytes = NEITHER, payload: bytes = b"") -> None:
    """Sends one frame; OSError when nobody listens."""
    to.sendall(_HEADER.pack(kind, family, len(payload)) + payload)


def send_file(to: socket.socket, family: bytes, descriptor: int) -> None:
    """Sends the frame that says where the result goes on, with the descriptor."""
    socket.send_fds(to, [_HEADER.pack(FILE, family, 0)], [descriptor])


def receive_frame(source: socket.socket) -> Frame:
    """Waits for the next frame; Closed when the worker is gone without a word."""
    data, descriptors, _, _ = socket.recv_fds(source, _HEADER.size, 1)
    if not data:
        raise Closed
    kind, family, size = _HEADER.unpack(_filled(source, data, _HEADER.size))
    payload = _filled(source, b"", size) if size else b""
    return Frame(kind, family, payload, descriptors[0] if descriptors else None)


def receive_bytes(source: socket.socket, size: int) -> bytes:
    """Waits for so many bytes; Closed when they do not come."""
    return _filled(source, b"", size)


def _filled(source: socket.socket, data: bytes, size: int) -> bytes:
    """The data, read on until it has `size` bytes."""
    if len(data) >= size:
        return data
    parts, missing = [data], size - len(data)
    while missing > 0:
        more = source.recv(missing)
        if not more:
            raise Closed
        parts.append(more)
        missing -= len(more)
    return b"".join(parts)
