"""Queries that would hurt the host are ended at a limit that the answer names, and the next query works."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Server

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
SORTING = "SELECT * {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5)) + "} ORDER BY ?a0"
ENDLESS_ROWS = "SELECT * {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"


@pytest.fixture(scope="module")
def strict(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """One worker, tight limits."""
    with start(
        store=world, processes=1, query_workers=1, queue=1, timeout=20, memory=64, result_size=4, nesting=20
    ) as started:
        yield started


def answers(server: Server) -> bool:
    return server.query("ASK {}", timeout="10").json()["boolean"] is True


def test_a_query_is_stopped_at_the_callers_deadline(strict: Server) -> None:
    reply = strict.query(ENDLESS, timeout="0.5")
    assert reply.status == 503
    assert reply.json()["limit"] == {"timeout": 0.5}
    assert answers(strict)


def test_the_caller_cannot_go_past_the_servers_deadline(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, timeout=0.3) as server:
        assert server.query(ENDLESS, timeout="3000").json()["limit"] == {"timeout": 0.3}


def test_a_query_is_stopped_at_its_memory(strict: Server) -> None:
    reply = strict.query(SORTING)
    assert reply.status == 503
    assert reply.json()["limit"] == {"memory": 64}
    assert answers(strict)


def test_a_result_that_outgrows_its_limit_breaks_off_and_does_not_seem_whole(strict: Server) -> None:
    with pytest.raises(http.client.IncompleteRead):
        strict.query(ENDLESS_ROWS, "text/csv")
    assert answers(strict)


def test_nesting_is_bounded_before_a_parser_sees_it(strict: Server) -> None:
    deep = "ASK {" + "{" * 50_000 + "}" * 50_000 + "}"
    reply = strict.request("POST", "/sparql", deep.encode(), Content_Type="application/sparql-query")
    assert reply.status == 400
    assert "`nesting`" in reply.json()["detail"]
    assert strict.query("ASK { FILTER(" + "(" * 18 + "1" + ")" * 18 + ") }").status == 200


def test_a_parser_that_overflows_costs_one_worker_only(strict: Server) -> None:
    reply = strict.request(
        "POST", "/sparql", b"ASK { FILTER(" + b"!" * 500_000 + b"true) }", Content_Type="application/sparql-query"
    )
    assert reply.status == 400
    assert answers(strict)


def test_a_client_that_leaves_takes_its_query_along(strict: Server) -> None:
    with socket.create_connection(strict.address) as leaving:
        leaving.sendall(f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        leaving.settimeout(0.5)
        with pytest.raises(TimeoutError):
            leaving.recv(1)
    assert answers(strict)


def test_a_client_that_leaves_half_way_takes_its_query_along(strict: Server) -> None:
    parameters = urlencode({"query": ENDLESS_ROWS, "format": "csv"})
    with socket.create_connection(strict.address) as leaving:
        leaving.sendall(f"GET /sparql?{parameters} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert leaving.recv(1000)
    assert answers(strict)


def test_a_slow_reader_holds_no_worker(strict: Server) -> None:
    parameters = urlencode({"query": "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . }", "format": "json"})
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(strict.address)
        slow.sendall(f"GET /sparql?{parameters} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert slow.recv(100)
        assert answers(strict)


def test_a_full_queue_is_429_with_the_time_to_wait(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, query_workers=1, queue=0, timeout=60) as server:
        with socket.create_connection(server.address) as busy:
            busy.sendall(f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            busy.settimeout(0.5)
            with pytest.raises(TimeoutError):
                busy.recv(1)
            reply = server.query("ASK {}")
        assert reply.status == 429
        assert int(reply.headers["Retry-After"]) >= 1
