"""`/sparql` as programs see it."""

from __future__ import annotations

import csv
import io
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from server.formats import Format, carrying

if TYPE_CHECKING:
    from conftest import Server

TALLY = """
PREFIX un: <https://w3id.org/unkg/ontology#>
SELECT ?for ?against WHERE { ?vote un:tallyFor ?for ; un:tallyAgainst ?against }
"""
BALLOTS = """
PREFIX un: <https://w3id.org/unkg/ontology#>
CONSTRUCT { ?ballot un:choice ?choice } WHERE { ?ballot un:choice ?choice }
"""
SOLUTIONS = [row for row in carrying("solutions") if row.engine]
TRIPLES = [row for row in carrying("triples") if row.engine]
ONE = "https://w3id.org/unkg/graph/article/one"
TWO = "https://w3id.org/unkg/graph/article/two"


def test_a_select_gives_json_by_default(server: Server) -> None:
    reply = server.query(TALLY)
    assert reply.status == 200
    assert reply.type == "application/sparql-results+json"
    assert [(row["for"]["value"], row["against"]["value"]) for row in reply.json()["results"]["bindings"]] == [
        ("9", "4")
    ]


@pytest.mark.parametrize("row", SOLUTIONS, ids=lambda row: row.name)
@pytest.mark.parametrize("by", ["accept", "format", "suffix"])
def test_each_format_of_solutions_reads_back(server: Server, row: Format, by: str) -> None:
    parameters = {"format": row.name if by == "format" else row.suffix} if by != "accept" else {}
    reply = server.query(TALLY, row.media_type if by == "accept" else None, **parameters)
    assert (reply.status, reply.type) == (200, row.content_type)
    assert "Accept" in reply.headers["Vary"].split(", ")
    if row.name == "csv":
        assert list(csv.reader(io.StringIO(reply.text))) == [["for", "against"], ["9", "4"]]
    else:
        assert isinstance(row.engine, QueryResultsFormat)
        (solution,) = parse_query_results(reply.body, format=row.engine)
        assert (solution["for"].value, solution["against"].value) == ("9", "4")


@pytest.mark.parametrize("row", TRIPLES, ids=lambda row: row.name)
def test_each_format_of_triples_reads_back(server: Server, row: Format) -> None:
    reply = server.query(BALLOTS, row.media_type)
    assert (reply.status, reply.type) == (200, row.content_type)
    assert isinstance(row.engine, RdfFormat)
    assert len(list(parse(reply.body, format=row.engine))) == 2


def test_describe_is_answered_as_triples(server: Server) -> None:
    reply = server.query("DESCRIBE <https://w3id.org/unkg/id/state/china>", "text/turtle")
    assert reply.type == "text/turtle; charset=utf-8"
    assert "中国" in reply.text


@pytest.mark.parametrize(
    ("row", "body"),
    [("json", b'"boolean":true'), ("xml", b"<boolean>true</boolean>"), ("csv", b"true"), ("tsv", b"true")],
)
def test_ask_is_answered_in_every_format(server: Server, row: str, body: bytes) -> None:
    assert body in server.query("ASK { ?s ?p ?o }", format=row).body


def test_the_three_operations_answer_alike(server: Server) -> None:
    form = server.request(
        "POST", "/sparql", urlencode({"query": TALLY}).encode(), Content_Type="application/x-www-form-urlencoded"
    )
    direct = server.request("POST", "/sparql", TALLY.encode(), Content_Type="application/sparql-query")
    assert server.query(TALLY).body == form.body == direct.body


def test_a_query_sees_the_union_of_all_graphs(server: Server) -> None:
    reply = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
    assert int(reply.text.split()[1]) == 40  # 42 in all, of which two graphs share two


def test_from_narrows_the_dataset(server: Server) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{TWO}> {{ ?s ?p ?o }}"
    assert server.query(query, "text/csv").text.split()[1] == "6"
    named = f"SELECT DISTINCT ?g FROM NAMED <{TWO}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert server.query(named, "text/csv").text.split()[1:] == [TWO]


def test_a_dataset_in_the_request_wins_over_the_querys_own(server: Server) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{TWO}> {{ ?s ?p ?o }}"
    asked = {"query": query, "default-graph-uri": ONE}
    assert server.get("/sparql?" + urlencode(asked), "text/csv").text.split()[1] == "17"


def test_a_dataset_of_default_graphs_has_no_named_ones(server: Server) -> None:
    asked = {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", "default-graph-uri": ONE}
    assert server.get("/sparql?" + urlencode(asked), "text/csv").text.split() == ["g,o,p,s"]


def test_a_dataset_of_named_graphs_has_an_empty_default(server: Server) -> None:
    asked = {"query": "SELECT ?s { ?s ?p ?o }", "named-graph-uri": ONE}
    assert server.get("/sparql?" + urlencode(asked), "text/csv").text.split() == ["s"]


def test_graph_tells_who_says_so(server: Server) -> None:
    query = "PREFIX un: <https://w3id.org/unkg/ontology#> SELECT ?g { GRAPH ?g { ?vote un:tallyFor 9 } } ORDER BY ?g"
    assert server.query(query, "text/csv").text.split()[1:] == [ONE, TWO]


def test_relative_iris_are_read_against_the_base(server: Server) -> None:
    assert "true" in server.query("ASK { <id/state/china> ?p ?o }", "text/csv").text


def test_what_is_not_to_be_had_is_406_with_the_list(server: Server) -> None:
    reply = server.query(TALLY, "image/png")
    assert (reply.status, reply.type) == (406, "application/problem+json")
    assert "text/csv" in reply.json()["available"]
    assert "Accept" in reply.headers["Vary"].split(", ")


def test_triples_cannot_be_had_as_a_table(server: Server) -> None:
    assert server.query(BALLOTS, "text/csv").status == 406
    assert server.query(TALLY, format="turtle").status == 406


def test_a_syntax_error_tells_line_and_column(server: Server) -> None:
    reply = server.query("SELECT *\nWHERE { ?s ?p }")
    assert (reply.status, reply.type) == (400, "application/problem+json")
    told = reply.json()
    assert (told["line"], told["source"]) == (2, "WHERE { ?s ?p }")
    assert told["column"] in (15, 16)  # at the bracket that comes too soon, or right after


def test_columns_count_characters_and_not_bytes(server: Server) -> None:
    two = [server.query(f"SELECT * {{ ?s ?p '{word}' . ?s ?p }}").json()["column"] for word in ("łódź", "lodz")]
    assert two[0] == two[1]


def test_an_unknown_function_is_the_clients_to_mend(server: Server) -> None:
    reply = server.query("SELECT (<http://example.org/f>(1) AS ?x) {}")
    assert reply.status == 400
    assert "http://example.org/f" in reply.json()["detail"]


def test_problems_come_as_text_where_text_is_liked(server: Server) -> None:
    reply = server.query("SELEC", "text/plain")
    assert reply.type == "text/plain; charset=utf-8"
    assert reply.text.startswith("400 Bad Request\nSyntax error in line 1")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_told_which_are_not(server: Server, method: str) -> None:
    reply = server.request(method, "/sparql")
    assert reply.status == 405
    assert {"GET", "POST"} <= set(reply.headers["Allow"].split(", "))


def test_head_has_the_headers_of_get_and_no_body(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": TALLY})
    head = server.request("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == server.get(path).headers["Content-Length"]


def test_a_body_over_the_limit_is_413(server: Server) -> None:
    headers = ("Host: x", "Connection: close", "Content-Type: application/sparql-query", f"Content-Length: {9 << 20}")
    with socket.create_connection(server.address) as client:
        client.sendall("\r\n".join(("POST /sparql HTTP/1.1", *headers, "", "")).encode())
        reply = b"".join(iter(lambda: client.recv(65536), b""))
    assert reply.startswith(b"HTTP/1.1 413 ")
    assert b"8 MB" in reply


def test_a_large_result_arrives_whole(server: Server) -> None:
    query = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
    reply = server.query(query, "text/csv")
    assert len(reply.text.splitlines()) == 1 + 40**3


def test_a_result_may_be_asked_for_in_a_long_address(server: Server) -> None:
    padding = " " * 30_000
    assert server.query("ASK {}" + padding).status == 200
