"""The first page, the state of the server, and failures in general."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Server


def test_the_first_page_says_what_is_in_here(server: Server) -> None:
    page = server.get("/", "text/html").text
    assert "42 statements in 4 graphs" in page


def test_health_answers_from_the_engine(server: Server) -> None:
    told = server.get("/health").json()
    assert (told["status"], told["triples"]) == ("ok", 42)


def test_an_unknown_address_is_a_problem(server: Server) -> None:
    reply = server.get("/nowhere")
    assert (reply.status, reply.type) == (404, "application/problem+json")
    assert server.get("/nowhere", "text/html").type == "text/html; charset=utf-8"


def test_a_wrong_method_is_a_problem_with_allow(server: Server) -> None:
    reply = server.request("POST", "/ontology")
    assert reply.status == 405
    assert "GET" in reply.headers["Allow"]


def test_nothing_is_guessed_from_content(server: Server) -> None:
    for path in ("/", "/nowhere", "/sparql", "/ontology.ttl"):
        assert server.get(path).headers["X-Content-Type-Options"] == "nosniff"
