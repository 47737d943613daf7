"""The short way of plain queries: it says, byte for byte, what the long way says, and leaves nothing behind."""

from __future__ import annotations

import gzip
import re
import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, urlencode

import pytest

from server.formats import FORMATS

if TYPE_CHECKING:
    from conftest import Server

CHINA = "https://w3id.org/unkg/id/state/china"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
QUERIES = {
    "select": f"SELECT ?label {{ <{CHINA}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}",
    "ask": f"ASK {{ <{CHINA}> ?p ?o }}",
    "construct": f"CONSTRUCT WHERE {{ <{CHINA}> ?p ?o }}",
    "describe": f"DESCRIBE <{CHINA}>",
    "nothing": "SELECT * { <urn:nobody> ?p ?o }",
    "long": "SELECT ?s ?p ?o { ?s ?p ?o }",
    "longer": "SELECT ?a ?p ?b { ?a ?p ?x . ?b ?q ?y } LIMIT 400",
    "long enough for a file": "SELECT * { ?a ?p ?x . ?b ?q ?y }",
    "other words": "SELECT ('\u00e9\u4e2d\U0001f30d' AS ?word) {}",
    "clock": "SELECT (NOW() > '2020-01-01T00:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime> AS ?past) {}",
    "wrong": "SELECT * { ?s ?p ",
    "unknown function": "SELECT (<urn:f>(1) AS ?x) {}",
    "reaching out": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "nested": "SELECT * " + "{" * 200 + "}" * 200,
    "from": f"SELECT * FROM <{CHINA}> {{ ?s ?p ?o }}",
    "empty": "",
}
PARAMETERS = [
    {"default-graph-uri": "https://w3id.org/unkg/graph/meta"},
    {"named-graph-uri": "no iri"},
    {"timeout": "5"},
    {"timeout": "never"},
    {"format": "csv"},
    {"format": "html"},
    {"format": "html", "page": "2"},
    {"format": "nothing"},
    {"page": "2"},
    {"update": "CLEAR ALL"},
    {"using-graph-uri": "urn:a"},
    {"other": "x"},
]
HEADERS = [
    "Accept-Encoding: gzip",
    "Accept-Encoding: gzip, deflate, br",
    "Accept-Encoding: identity, *;q=0",
    "Accept: text/html, */*;q=0.1",
    "Accept: image/png",
    "Accept: text/turtle;q=0.3, application/xml",
    "User-Agent: a\r\nOrigin: http://example.org\r\nCookie: a=b",
    "Authorization: Bearer abc",
    "If-Match: *",
    "X-Forwarded-Prefix: /kg\r\nX-Forwarded-Host: example.org",
]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u }"
LONG_WAY = b"Upgrade: nothing-known\r\n"
FORMATS_AND_NONE = [*(row.name for row in FORMATS), ""]


@pytest.fixture(scope="module")
def one(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server of one process, which takes its time for no query."""
    with start(store=world, processes=1, nesting=50) as started:
        yield started


def get(query: str, headers: str = "", **parameters: str) -> bytes:
    target = urlencode({"query": query, **parameters})
    return f"GET /sparql?{target} HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode()


def post(body: bytes, media_type: str, headers: str = "", target: str = "") -> bytes:
    head = f"POST /sparql{target} HTTP/1.1\r\nHost: x\r\nContent-Type: {media_type}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n{headers}\r\n".encode() + body


def the_long_way(request: bytes) -> bytes:
    """The same request, with a header that is of no importance and not plain."""
    return request.replace(b"\r\n\r\n", b"\r\n" + LONG_WAY + b"\r\n", 1)


@contextmanager
def connected(server: Server) -> Iterator[BinaryIO]:
    """A connection, as a file to write requests to and read answers from."""
    with socket.create_connection(server.address, timeout=60) as client, client.makefile("rwb") as file:
        yield file


def send(file: BinaryIO, request: bytes) -> None:
    file.write(request)
    file.flush()


def answer(file: BinaryIO) -> tuple[bytes, bytes]:
    """The head and the body of one answer, which has a length or comes in chunks."""
    head = b"".join(iter(file.readline, b"\r\n"))
    if b"chunked" not in head:
        length = re.search(rb"Content-Length: (\d+)", head)
        assert length is not None
        return head, file.read(int(length[1]))
    body = b""
    while size := int(file.readline(), 16):
        body += file.read(size + 2)[:-2]
    file.readline()
    return head, body


def told(file: BinaryIO, request: bytes) -> tuple[bytes, bytes]:
    """Head and body of the answer without what is new each time. Where pieces end shows in those that are packed."""
    send(file, request)
    head, body = answer(file)
    found = re.search(rb"X-Request-Id: (\w{16})\r\n", head)
    assert found is not None
    if b"chunked" in head and b"gzip" in head:
        body = gzip.decompress(body)
    return re.sub(rb"\r\nDate: [^\r]*", b"", head.replace(found[1], b"*")), body.replace(found[1], b"*")


def check(server: Server, request: bytes) -> bytes:
    """Both ways say the same, the short one also when it is asked again; the head of the answer. What came in pieces
    and was kept has a length."""
    with connected(server) as file:
        first, again, long = (told(file, sent) for sent in (request, request, the_long_way(request)))
    length = f"Content-Length: {len(long[1])}".encode()
    assert {first, again} <= {long, (long[0].replace(b"Transfer-Encoding: chunked", length), long[1])}
    return first[0]


def given_again(server: Server) -> float:
    found = re.search(r"^unkg_answers_given_again_total (\S+)$", server.get("/metrics").text, re.MULTILINE)
    assert found is not None
    return float(found[1])


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("form", FORMATS_AND_NONE)
def test_every_query_in_every_format(one: Server, name: str, form: str) -> None:
    check(one, get(QUERIES[name], **({"format": form} if form else {})))


@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("name", ["select", "construct", "long", "longer", "long enough for a file", "wrong"])
def test_what_clients_say_of_themselves(one: Server, name: str, headers: str) -> None:
    check(one, get(QUERIES[name], headers + "\r\n"))


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_parameters(one: Server, parameters: dict[str, str]) -> None:
    check(one, get(QUERIES["select"], **parameters))
    check(one, post(urlencode({"query": QUERIES["select"], **parameters}).encode(), FORM))
    check(one, post(QUERIES["select"].encode(), DIRECT, target="?" + urlencode(parameters)))


@pytest.mark.parametrize("name", QUERIES)
def test_queries_that_are_posted(one: Server, name: str) -> None:
    check(one, post(QUERIES[name].encode(), DIRECT))
    check(one, post(b"query=" + quote(QUERIES[name]).encode(), FORM, "Accept-Encoding: gzip\r\n"))


@pytest.mark.parametrize(
    "sent",
    [
        post(b"ASK {} # \xff", DIRECT),
        post(b"query=ASK{}", "text/plain"),
        post(b"ASK {}", DIRECT, target="?query=ASK%7B%7D"),
        post(b"ASK {}", DIRECT + "; charset=latin-1"),
        post(b"", FORM),
        b"GET /sparql?query=%FF HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D&query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D#part HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql? HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: @\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nhost:x\r\naccept :\ttext/csv \r\n\r\n".replace(b" :", b":"),
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nAccept: text/html\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX_Y: 1\r\nX-Y: 2\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody",
    ],
)
def test_what_is_odd(one: Server, sent: bytes) -> None:
    check(one, sent)


def test_these_comparisons_are_of_two_ways(one: Server) -> None:
    before = given_again(one)
    check(one, get(QUERIES["ask"] + "# two ways"))
    assert given_again(one) - before == 1


def test_requests_that_come_in_pieces_or_many_at_once_are_answered_in_order(one: Server) -> None:
    with connected(one) as file:
        for part in (get(QUERIES["ask"])[:30], get(QUERIES["ask"])[30:]):
            send(file, part)
            time.sleep(0.1)
        assert answer(file)[1] == b'{"head":{},"boolean":true}'
        send(file, get("ASK {}", format="csv") + get("ASK { <urn:a> <urn:b> 1 }", format="csv"))
        assert [answer(file)[1] for _ in range(2)] == [b"true", b"false"]


def test_the_next_request_waits_until_the_query_is_answered(one: Server) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . FILTER(?x != ?z) }"
    with connected(one) as file:
        send(file, get(slow, format="csv"))
        time.sleep(0.02)
        send(file, get("ASK {}", format="csv"))
        assert [answer(file)[1][:4] for _ in range(2)] == [b"n\r\n6", b"true"]


def test_a_client_that_does_not_read_keeps_nobody_waiting(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    """What it does not take goes out in a thread, until its patience is over."""
    with start(store=world, processes=1, patience=1, pace=1000) as server:
        with socket.socket() as lazy:
            lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            lazy.connect(server.address)
            request = get(QUERIES["longer"], format="csv")
            for _ in range(60):
                if not select.select([], [lazy], [], 0)[1]:
                    break
                lazy.send(request)
            begun = time.monotonic()
            assert server.query("ASK {}").status == 200
            assert time.monotonic() - begun < 5
        assert server.query("ASK {}").status == 200


def test_who_leaves_while_waiting_for_a_worker_gives_up_the_place(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, query_workers=1, queue=4, timeout=30) as server:
        clients = [socket.create_connection(server.address) for _ in range(5)]
        for number, client in enumerate(clients):
            client.sendall(get(f"{ENDLESS} # {number}"))
        time.sleep(0.5)
        for client in clients:
            client.close()
        begun = time.monotonic()
        assert server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").status == 200
        assert time.monotonic() - begun < 10
        assert "unkg_queries_waiting 0.0" in server.get("/metrics").text
        assert 'unkg_queries_total{kind="select",outcome="gone"} 5.0' in server.get("/metrics").text


def test_what_is_too_long_for_the_lane_comes_to_its_turn(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, query_workers=1, timeout=20) as server, connected(server) as heavy:
        send(heavy, get(ENDLESS, timeout="2"))
        with connected(server) as file:
            head, body = told(file, get(QUERIES["long enough for a file"], format="csv"))
        assert head.startswith(b"HTTP/1.1 200 ")
        assert body.count(b"\n") == 1601
        assert answer(heavy)[0].startswith(b"HTTP/1.1 503 ")


def test_a_trusted_proxy_has_its_plain_requests_answered_the_short_way_too(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    headers = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Prefix: /kg\r\nX-Forwarded-Proto: https\r\n"
    with start(store=world, processes=1, trusted_proxies="127.0.0.1") as server:
        proxied = check(server, get("ASK {}", headers))
        assert given_again(server) == 1
        assert check(server, get("ASK {}")) != proxied  # its tag names the address
