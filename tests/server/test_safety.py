"""A query reaches neither network nor files. A listener stands by that must see nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from server.engine.pool import Pool
from server.engine.wire import Job
from server.problems import Problem
from triples.iris import BASE

if TYPE_CHECKING:
    from conftest import Server


class Listener:
    """A port that remembers whether anybody knocked."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def was_asked(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_the_listener_hears_a_caller(listener: Listener) -> None:
    port = int(listener.url.rsplit(":")[-1].strip("/"))
    socket.create_connection(("127.0.0.1", port)).close()
    assert listener.was_asked()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ VALUES ?where {{ <{url}> }} service ?where {{ ?s ?p ?o }} }}",
        "SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }} }}",
        "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE<{url}>{{ ?s ?p ?o }} }}",
    ],
)
def test_service_is_refused_before_it_asks_anybody(server: Server, listener: Listener, query: str) -> None:
    reply = server.query(query.format(url=listener.url))
    assert reply.status == 403
    assert "SERVICE" in reply.json()["detail"]
    assert not listener.was_asked()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        # Where `<` compares, our reading of words goes wrong here and takes the SERVICE for a string. The lock holds.
        "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b&&'>'='>') SERVICE <%s> { ?s ?p ?o } FILTER('x'='x') }",
    ],
)
def test_a_worker_that_is_asked_all_the_same_has_no_network(pool: Pool, listener: Listener, query: str) -> None:
    job = Job(query % listener.url, "json", None, BASE, 20.0, 1)
    with pytest.raises(Problem) as caught:
        pool.evaluate(job)
    assert caught.value.status == 403
    assert not listener.was_asked()


def test_a_silent_service_that_slips_through_gives_nothing(pool: Pool, listener: Listener) -> None:
    job = Job(f"SELECT ?s {{ SERVICE SILENT <{listener.url}> {{ ?s ?p ?o }} }}", "csv", None, BASE, 20.0, 1)
    assert pool.evaluate(job).read().split() == [b"s"]
    assert not listener.was_asked()


@pytest.mark.parametrize("update", ["LOAD <{url}>", "LOAD SILENT <{url}> INTO GRAPH <http://e/>"])
def test_load_is_no_query(server: Server, listener: Listener, update: str) -> None:
    assert server.query(update.format(url=listener.url)).status in (400, 403)
    assert not listener.was_asked()


@pytest.mark.parametrize("clause", ["FROM <{url}>", "FROM NAMED <{url}>", "FROM <{file}>", "FROM NAMED <{file}>"])
def test_from_an_unknown_graph_is_empty(server: Server, listener: Listener, fixtures: Path, clause: str) -> None:
    file = (fixtures / "server" / "world.trig").as_uri()
    named = clause.format(url=listener.url, file=file)
    reply = server.query(f"SELECT ?s {named} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}", "text/csv")
    assert (reply.status, reply.text.split()) == (200, ["s"])
    assert not listener.was_asked()


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_a_dataset_of_unknown_graphs_is_empty(server: Server, listener: Listener, parameter: str) -> None:
    asked = {"query": "SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", parameter: listener.url}
    reply = server.get("/sparql?" + urlencode(asked), "text/csv")
    assert (reply.status, reply.text.split()) == (200, ["s"])
    assert not listener.was_asked()


def test_health_says_that_the_network_is_shut(server: Server) -> None:
    assert server.get("/health").json()["sealed"] is True
