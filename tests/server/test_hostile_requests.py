"""Requests and clients made to hurt: what is no HTTP, what never ends, what waits for ever, what asks for too much."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Server

INNER = re.compile(r"Traceback|File \"|/site-packages|werkzeug|flask|unicodedecode|\.py\b", re.IGNORECASE)
HEAD = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def small(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server without patience and with few connections, most of which one address may have."""
    with start(
        store=world,
        processes=1,
        query_workers=2,
        timeout=3,
        patience=1,
        pace=100_000,
        head_size=16,
        request_size=1,
        query_size=100,
        connections=60,
        client_connections=40,
        log="faults",
    ) as started:
        yield started


@contextlib.contextmanager
def holding(server: Server, count: int, begin: Callable[[socket.socket], object]) -> Iterator[list[socket.socket]]:
    """So many clients, each of which has begun something."""
    with contextlib.ExitStack() as held:
        clients = [held.enter_context(socket.create_connection(server.address, timeout=30)) for _ in range(count)]
        for client in clients:
            with contextlib.suppress(ConnectionError):
                begin(client)
        yield clients


def answers(server: Server, source: str = "127.0.0.2") -> bool:
    """Whether another client gets an answer."""
    with socket.create_connection(server.address, timeout=10, source_address=(source, 0)) as client:
        client.sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return b'"boolean":true' in b"".join(iter(lambda: client.recv(65536), b""))


def problem(reply: bytes) -> dict[str, object]:
    """The problem document in an answer; its status is that of the answer."""
    head, _, body = reply.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head, reply
    assert not INNER.search(reply.decode("latin-1"))
    found: dict[str, object] = json.loads(body)
    assert f" {found['status']} ".encode() in head
    return found


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /\r\n\r\n", 400),
        (b"hello\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\r\n\r\n", 400),
        (b"\x00" * 100 + b"\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nbad header: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n", 400),
        (b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"GET /" + b"x" * 4_000_000, 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(2000)) + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 4_000_000, 431),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nASK{}", 400),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: five\r\n\r\nASK{}", 400),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}", 400),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, magic\r\n\r\n0\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", 400),
    ],
)
def test_what_is_no_http_is_refused_in_words(small: Server, data: bytes, status: int) -> None:
    assert problem(small.send(data, end=True))["status"] in (status, 400)


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n", 400),
        (b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nASK {}", 400),
        (b"Transfer-Encoding: chunked\r\n\r\n-1\r\nASK {}", 400),
        (b"Transfer-Encoding: chunked\r\n\r\n50\r\nASK {}", 400),
        (b"Content-Length: 50\r\n\r\nASK {}", 400),
        (b"Content-Length: 99999999999999999999\r\n\r\nASK {}", 413),
        (b"Content-Length: 3000000\r\n\r\n" + b" " * 3_000_000, 413),
        (b"Transfer-Encoding: chunked\r\n\r\n" + (b"100000\r\n" + b" " * 0x100000 + b"\r\n") * 2, 413),
        (b"Content-Length: 200000\r\n\r\n" + b" " * 200_000, 413),
    ],
)
def test_a_body_that_is_not_what_its_headers_say_or_too_long_is_refused(
    small: Server, rest: bytes, status: int
) -> None:
    reply = small.send(HEAD + rest, end=True)
    assert not reply or problem(reply)["status"] in (status, 413)
    assert reply or status == 400  # who hangs up half way may be hung up on
    assert answers(small)


def test_a_form_that_is_too_long_is_not_taken_apart(small: Server) -> None:
    form = b"query=" + b"%20" * 200_000
    reply = small.request("POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded")
    assert (reply.status, reply.json()["limit"]) == (413, {"query_size": 100})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Accept", ",".join(f"text/x{i};q=0.{i % 10}" for i in range(500))),
        ("Accept", 'a/b;x="' + '",' * 3000),
        ("Accept", "," * 8000),
        ("Accept", "*" * 8000),
        ("Accept", "\xff\xfe;;;===,,,/"),
        ("Accept-Encoding", ",".join(["gzip;q=nan"] * 700)),
        ("Accept-Encoding", "gzip;q=1e999,identity;q=-1"),
        ("If-None-Match", '"' * 8000),
        ("If-None-Match", 'W/"a",' * 1300),
        ("Cookie", "a=b;" * 2000),
        ("Origin", "null"),
        ("Range", "bytes=" + ",".join(f"{i}-{i}" for i in range(1000))),
        ("X-Forwarded-Prefix", "//evil.example"),
        ("Script-Name", "/elsewhere"),
    ],
)
def test_absurd_headers_are_answered(small: Server, name: str, value: str) -> None:
    reply = small.get_with(name, value)
    assert reply.status in (200, 400, 406)
    assert "evil" not in str(reply.headers)


def test_a_hundred_accept_headers_take_no_longer_than_one(small: Server) -> None:
    lines = b"".join(b"Accept: " + b'a/b;x="",' * 15 + b"\r\n" for _ in range(90))
    assert b" 406 " in small.send(
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines + b"\r\n"
    )


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "0", "1e999", "9" * 400, "soon", "1;2", "\n"])
def test_a_time_that_is_none_is_refused(small: Server, value: str) -> None:
    assert small.query("ASK {}", timeout=value).status == 400


@pytest.mark.parametrize("path", ["/page/{}", "/id/{}", "/data/{}", "/static/{}", "/graphs/{}", "/ontology{}", "/{}"])
@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2fapp.py",
        "....//app.py",
        "%2fetc%2fpasswd",
        "x%0d%0aSet-Cookie:%20a=b",
        "%00",
        "%ff%fe",
        "%ed%a0%80",
        "%5c..%5cx",
        "x/" * 500,
    ],
)
def test_no_path_leads_out_or_into_the_headers(small: Server, path: str, name: str) -> None:
    reply = small.get(path.format(name))
    assert reply.status in (303, 308, 400, 404)
    assert "Set-Cookie" not in reply.headers
    assert b"root:" not in reply.body


@pytest.mark.parametrize("parameter", ["query", "format", "default-graph-uri", "named-graph-uri", "timeout", "page"])
def test_line_breaks_in_parameters_stay_there(small: Server, parameter: str) -> None:
    given = urlencode({"query": "ASK {}", parameter: "http://e/\r\nSet-Cookie: a=b"})
    reply = small.get(f"/sparql?{given}", "text/html")
    assert reply.status in (400, 406)
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "NONSENSE"])
def test_other_methods_are_refused_with_those_there_are(small: Server, method: str) -> None:
    reply = small.request(method, "/sparql")
    assert reply.status == 405
    assert "GET" in reply.headers["Allow"]


def test_a_thousand_parameters_are_enough(small: Server) -> None:
    assert small.get("/sparql?" + "&".join(["a=1"] * 1500)).status == 400


def test_who_sends_nothing_or_the_head_slowly_is_sent_away_and_others_are_served(small: Server) -> None:
    with holding(small, 30, lambda client: client.sendall(b"GET /sparql HTTP/1.1\r\nHost: x\r\nX: ")) as slow:
        assert answers(small)
        assert problem(slow[0].recv(65536))["status"] == 408
    with holding(small, 30, lambda client: None):
        assert answers(small)


def test_who_sends_the_body_slowly_is_sent_away_and_others_are_served(small: Server) -> None:
    with holding(small, 30, lambda client: client.sendall(HEAD + b"Content-Length: 50000\r\n\r\nASK")) as slow:
        assert answers(small)
        assert problem(b"".join(iter(lambda: slow[0].recv(65536), b"")))["status"] == 408


def test_who_reads_slowly_is_dropped_and_others_are_served(small: Server) -> None:
    request = f"GET /sparql?query={quote(LONG)}&format=xml HTTP/1.1\r\nHost: x\r\n\r\n".encode()

    def begin(client: socket.socket) -> None:
        client.sendall(request)
        client.recv(100)

    with contextlib.ExitStack() as held:
        for _ in range(12):
            client = held.enter_context(socket.socket())
            client.settimeout(30)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(small.address)
            begin(client)
        assert answers(small)
        threading.Event().wait(2.5)  # longer than they may take
        rest = b""
        with contextlib.suppress(ConnectionError):
            while part := client.recv(1 << 16):
                rest = (rest + part)[-10:]
        assert not rest.endswith(b"\r\n0\r\n\r\n")  # it does not seem whole


def test_who_keeps_a_connection_open_after_the_end_holds_nobody_up(small: Server) -> None:
    with holding(small, 30, lambda client: client.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")):
        assert all(answers(small) for _ in range(5))


def test_one_address_has_a_share_of_the_connections(small: Server) -> None:
    with holding(small, 80, lambda client: client.sendall(b"GET / HTTP/1.1\r\n")):
        assert answers(small, "127.0.0.3")


def test_clients_that_vanish_leave_nothing_behind(small: Server) -> None:
    request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    for cut in (0, 1, 20, len(request) - 2, len(request)):
        with holding(small, 10, lambda client, cut=cut: client.sendall(request[:cut])):  # type: ignore[misc]
            pass
    assert answers(small)
    assert small.query("ASK {}").status == 200


def test_memory_comes_back_after_long_bodies_and_results(small: Server) -> None:
    assert small.query("ASK {}").status == 200
    before = small.memory()
    for _ in range(20):
        small.request(
            "POST", "/sparql", b"ASK { ?s ?p '" + b"x" * 90_000 + b"' }", Content_Type="application/sparql-query"
        )
        assert small.query(LONG, "text/csv").status == 200
        small.send(b"GET /" + b"x" * 1_000_000, end=True)
    assert small.memory() < before + 32
