"""A page of another origin may read everything and write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.cors import headers

if TYPE_CHECKING:
    from conftest import Reply, Server

ORIGIN = "https://editor.example"
READS = ["/", "/sparql?query=ASK%20%7B%7D", "/data/state/china.ttl", "/id/state/china", "/ontology.ttl", "/health"]


def cors(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name.startswith("Access-Control-")}


@pytest.mark.parametrize("path", [*READS, "/nowhere", "/sparql?query=SELEC", "/sparql?query=ASK%20%7B%7D&format=odd"])
def test_every_read_is_open_without_credentials_and_so_is_its_failure(server: Server, path: str) -> None:
    found = cors(server.request("GET", path, Origin=ORIGIN))
    assert found["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Retry-After", "X-Request-Id"} <= set(found["Access-Control-Expose-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in found


def test_a_query_that_is_posted_is_a_read(server: Server) -> None:
    for query, status in ((b"ASK {}", 200), (b"SELEC", 400)):
        reply = server.request("POST", "/sparql", query, Content_Type="application/sparql-query", Origin=ORIGIN)
        assert reply.status == status
        assert cors(reply)["Access-Control-Allow-Origin"] == "*"


def test_304_is_open_too(server: Server) -> None:
    held = server.get("/context.jsonld").headers["ETag"]
    reply = server.request("GET", "/context.jsonld", If_None_Match=held, Origin=ORIGIN)
    assert (reply.status, cors(reply)["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_browser_that_asks_first_is_answered(server: Server) -> None:
    wish = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
    reply = server.request("OPTIONS", "/sparql", Origin=ORIGIN, **wish)
    found = cors(reply)
    assert reply.status == 200
    assert found["Access-Control-Allow-Origin"] == "*"
    assert "POST" in found["Access-Control-Allow-Methods"].split(", ")
    assert "Content-Type" in found["Access-Control-Allow-Headers"].split(", ")
    assert int(found["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_browser_that_asks_to_write_is_not(server: Server, method: str) -> None:
    asked = {"Origin": ORIGIN, "Access_Control_Request_Method": method}
    assert cors(server.request("OPTIONS", "/sparql", **asked)) == {}


def test_options_without_a_browser_tells_the_methods(server: Server) -> None:
    reply = server.request("OPTIONS", "/sparql")
    assert reply.status == 200
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(reply.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/update"), ("GET", "/update"), ("OPTIONS", "/update"), ("PUT", "/graphs"), ("DELETE", "/graphs")],
)
def test_what_writes_is_closed(method: str, path: str) -> None:
    assert headers(method, path, "POST" if method == "OPTIONS" else None) == ()


def test_graphs_can_be_read() -> None:
    assert ("Access-Control-Allow-Origin", "*") in headers("GET", "/graphs", None)
    assert headers("OPTIONS", "/graphs", "PUT") == ()
