"""A server before a store elsewhere: Oxigraph's server and Virtuoso, started here over the small world."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from ontology.errors import InputError
from server.run import run
from server.settings import Settings

if TYPE_CHECKING:
    from conftest import Server

JSON = "application/sparql-results+json"
STATES = (
    "PREFIX un: <https://w3id.org/unkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT ?state ?label { ?state a un:MemberState ; skos:prefLabel ?label } ORDER BY ?label"
)
TYPES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}
CROSS = "SELECT * {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def peer(request: pytest.FixtureRequest, other_store: Any, world: Path) -> Iterator[Any]:
    with other_store(request.param, world) as started:
        yield started


@pytest.fixture(scope="module")
def before(peer: Any, start: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our server before it."""
    log = tmp_path_factory.mktemp("log") / "log"
    with start(log, endpoint=peer.query, store=log.parent / "none", timeout=10, result_size=1) as started:
        yield started


@pytest.mark.parametrize("form", TYPES)
def test_a_select_gives_what_our_own_engine_gives(before: Server, server: Server, form: str) -> None:
    found, own = (_rows(one.query(STATES, format=form).body, TYPES[form]) for one in (before, server))
    assert found == own
    assert len(own) == 6


def test_csv_and_pages_show_the_same_rows(before: Server, server: Server) -> None:
    assert sorted(before.query(STATES, "text/csv").text.split()) == sorted(
        server.query(STATES, "text/csv").text.split()
    )
    page = before.query(STATES, "text/html")
    assert page.status == 200
    assert "中国" in page.text


def test_a_truth_value_is_one(before: Server) -> None:
    assert before.query("ASK { ?s ?p ?o }", JSON).json()["boolean"] is True
    assert before.query("ASK { ?s <urn:nothing> ?o }", JSON).json()["boolean"] is False


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_construct_comes_in_every_format(before: Server, form: str) -> None:
    reply = before.query(
        "CONSTRUCT { ?s <urn:p> ?o } { ?s a ?o FILTER (STRSTARTS(STR(?s), 'https://w3id.org/unkg/')) }", format=form
    )
    assert reply.status == 200
    formats = {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML,
    }
    assert len(list(parse(reply.body, format=formats[form]))) == 10


def test_a_format_for_the_other_family_is_not_acceptable(before: Server) -> None:
    assert before.query("ASK {}", "text/turtle").status == 406


def test_a_dataset_of_the_request_is_handed_on(before: Server) -> None:
    graph = "https://w3id.org/unkg/graph/article/two"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    reply = before.query(count, JSON, **{"default-graph-uri": graph})
    assert reply.json()["results"]["bindings"][0]["n"]["value"] == "6"


def test_what_the_store_refuses_is_a_bad_request_in_plain_words(before: Server) -> None:
    reply = before.query("SELECT * {{ ?s ?p ", JSON)
    assert reply.status == 400
    assert "Syntax error" in reply.text or "syntax error" in reply.text
    assert len(reply.json()["detail"]) < 300


def test_what_is_no_query_does_not_reach_the_store(before: Server) -> None:
    for text in ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 'define get:soft "replace" SELECT * { ?s ?p ?o }'):
        assert before.query(text, JSON).status == 400


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT (<bif:http_get>('http://127.0.0.1:9/') AS ?x) {}",
        "PREFIX q: <bif:> SELECT (q:http_get('http://127.0.0.1:9/') AS ?x) {}",
    ],
)
def test_what_would_reach_out_of_the_store_stays_here(before: Server, query: str) -> None:
    assert before.query(query, JSON).status in (400, 403)


def test_the_word_service_may_stand_in_a_string(before: Server) -> None:
    reply = before.query('SELECT ("service" AS ?x) { }', JSON)
    assert reply.json()["results"]["bindings"][0]["x"]["value"] == "service"


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("/", "China"),
        ("/page/state/china", "China"),
        ("/page/vote/council-1", "council-1"),
        ("/sparql", "query"),
        ("/dataset", "United Nations"),
    ],
)
def test_pages_are_made_from_it(before: Server, path: str, shows: str) -> None:
    reply = before.get(path, "text/html")
    assert reply.status == 200
    assert shows in reply.text


@pytest.mark.parametrize(
    "path", ["/page/state/china", "/page/vote/council-1", "/search?q=china", "/data/state/china.nt"]
)
def test_pages_are_those_of_our_own_engine(before: Server, server: Server, path: str) -> None:
    found, own = (one.get(path) for one in (before, server))
    assert found.status == own.status == 200
    assert found.text == own.text


def test_a_graph_can_be_read_and_one_that_is_not_there_cannot(before: Server) -> None:
    graph = "/graphs?graph=https%3A//w3id.org/unkg/graph/article/two"
    assert len(_triples(before.get(graph, "application/n-triples").body)) == 6
    assert before.get("/graphs?graph=urn:none").status == 404


def test_nothing_is_kept_as_the_data_may_change(before: Server) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/page/state/china", "/graphs?graph=https://w3id.org/unkg/graph/meta"):
        reply = before.get(path)
        assert reply.headers["Cache-Control"] == "no-store"
        assert "ETag" not in reply.headers
    assert before.get("/static/style.css").headers["ETag"]


def test_there_are_no_files_to_download(before: Server) -> None:
    reply = before.get("/dumps/unkg.nq.gz", "text/plain")
    assert reply.status == 404
    assert "elsewhere" in reply.text


def test_it_tells_which_graphs_there_are(before: Server, server: Server) -> None:
    assert before.get("/health/ready").json()["triples"] == server.get("/health/ready").json()["triples"]
    description = before.get("/sparql?format=turtle").text
    assert "graph/article/one" in description
    assert "extensionFunction" not in description


def test_a_result_over_the_limit_is_refused_by_its_name(before: Server) -> None:
    reply = before.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 5000", JSON)
    assert reply.status == 503
    assert "result_size" in reply.text


def test_a_slow_query_ends_at_its_deadline(before: Server) -> None:
    reply = before.query("SELECT (COUNT(*) AS ?n) " + CROSS[len("SELECT * ") :], JSON, timeout="1")
    assert reply.status == 503
    assert "timeout" in reply.text
    assert before.query("ASK {}", JSON).status == 200


def _rows(body: bytes, form: QueryResultsFormat) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in parse_query_results(body, format=form)), key=str)  # type: ignore[union-attr]


def _triples(body: bytes) -> set[str]:
    return {str(quad.triple) for quad in parse(body, format=RdfFormat.N_TRIPLES)}


def test_an_endpoint_that_does_not_answer_is_one_line(peers: Any, tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{peers.free_port()}/query"
    with pytest.raises(InputError, match=r"cannot be reached.*See that the store runs"):
        run(Settings.of({"endpoint": nobody, "port": 0, "store": tmp_path}))


def test_an_address_with_a_password_is_refused() -> None:
    with pytest.raises(InputError, match="without a password"):
        Settings.of({"endpoint": "http://me:secret@127.0.0.1/"})


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", "no SPARQL result"),
        (b"HTTP/1.1 500 No\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nbroken", "answered 500 (broken)"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{", "broke off"),
        (b"", "broke off"),
    ],
)
def test_what_is_no_answer_is_said_so(answer: bytes, says: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_answers, args=(listener, answer))
        thread.start()
        with pytest.raises(InputError) as caught:
            run(
                Settings.of(
                    {"endpoint": f"http://127.0.0.1:{listener.getsockname()[1]}/", "port": 0, "store": tmp_path}
                )
            )
        thread.join()
    assert says in str(caught.value)


def _answers(listener: socket.socket, answer: bytes) -> None:
    client, _ = listener.accept()
    with client:
        client.recv(1 << 16)
        client.sendall(answer)


def test_a_store_that_is_gone_makes_it_not_ready(other_store: Any, world: Path, start: Any, tmp_path: Path) -> None:
    with other_store("oxigraph", world) as peer, start(endpoint=peer.query, store=tmp_path / "none") as before:
        assert before.get("/health/ready").status == 200
        os.kill(peer.pid, signal.SIGKILL)
        reply = before.get("/health/ready", "application/problem+json")
        assert reply.status == 502
        assert "cannot be reached" in json.loads(reply.body)["detail"]
        assert before.get("/health/live").status == 200
