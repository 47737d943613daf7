"""SERVICE between running servers: what is asked, what is joined, what is refused, and what a failure looks like."""

from __future__ import annotations

import csv
import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ontology.terms import SD

if TYPE_CHECKING:
    from conftest import Server

Start = Callable[..., AbstractContextManager["Server"]]
PREFIXES = "PREFIX a: <http://example.org/> PREFIX un: <https://w3id.org/unkg/ontology#>\n"
ELSEWHERE = """
@prefix a: <http://example.org/> .
@prefix state: <https://w3id.org/unkg/id/state/> .
a:g {
    state:china a:river "Yangtze"@en , "Chang Jiang" . state:chad a:river "Chari"@fr .
    state:chad a:says "it's \\"so\\", <b>\\n?s } SERVICE" . a:nobody a:river _:dry . _:dry a:wet false .
}
"""


@pytest.fixture(scope="module")
def other(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another server, which knows rivers."""
    store = tmp_path_factory.mktemp("elsewhere")
    (store / "token").write_text("word")
    with start(store=store / "store", writable=True, unchecked=True, token_file=store / "token") as started:
        body = "\n".join(
            f"{quad.subject} {quad.predicate} {quad.object} ." for quad in parse(ELSEWHERE, format=RdfFormat.TRIG)
        )
        told = {"Content-Type": "text/turtle", "Authorization": "Bearer word"}
        reply = started.request("PUT", "/graphs?graph=http://example.org/g", body.encode(), **told)
        assert reply.status == 201
        yield started


@pytest.fixture(scope="module")
def silent() -> Iterator[str]:
    """An endpoint that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def joined(other: Server, silent: str, world: Path, start: Start, log: Path) -> Iterator[Server]:
    """The server that asks the other one."""
    listed = ",".join((f"{other.url}sparql", silent, "http://127.0.0.2:1/sparql", "http://127.0.0.1:1/"))
    given = {"services": listed, "service_networks": "127.0.0.1", "service_timeout": 1, "service_clauses": 3}
    with start(log, store=world, processes=1, service_queries=2, query_workers=2, **given) as started:
        yield started


def asked(joined: Server, query: str, other: Server) -> list[str]:
    """The rows as CSV, in order."""
    text = PREFIXES + query.replace("OTHER", f"<{other.url}sparql>")
    reply = joined.query(text, "text/csv")
    assert reply.status == 200, reply.text
    return sorted(",".join(row) for row in list(csv.reader(io.StringIO(reply.text)))[1:])


def test_what_another_server_knows_is_joined(joined: Server, other: Server) -> None:
    query = "SELECT ?code ?river { ?state un:iso3 ?code . SERVICE OTHER { ?state a:river ?river } }"
    assert asked(joined, query, other) == ["CHN,Chang Jiang", "CHN,Yangtze", "TCD,Chari"]


def test_literals_keep_their_languages_and_all_their_characters(joined: Server, other: Server) -> None:
    query = "SELECT (LANG(?r) AS ?l) (STRLEN(?t) AS ?n) { SERVICE OTHER { ?s a:river ?r ; a:says ?t } }"
    assert asked(joined, query, other) == ["fr,27"]


@pytest.mark.parametrize(
    ("pattern", "rows"),
    [
        ("?s un:iso3 ?c OPTIONAL { SERVICE OTHER { ?s a:river ?r } }", 4),
        ("{ ?s un:iso3 ?c } UNION { SERVICE OTHER { ?s a:river ?r } }", 7),
        ("?s un:iso3 ?c MINUS { SERVICE OTHER { ?s a:river ?r } }", 1),
        ("?s un:iso3 ?c FILTER EXISTS { SERVICE OTHER { ?s a:river ?r } }", 2),
        ("GRAPH ?g { ?s un:iso3 ?c SERVICE OTHER { ?s a:river ?r } }", 3),
        ("{ SELECT ?s { SERVICE OTHER { ?s a:river ?r } } } ?s un:iso3 ?c", 3),
        ("SERVICE OTHER { SELECT (COUNT(*) AS ?n) { ?s a:river ?r } }", 1),
        ("?s un:iso3 ?c SERVICE OTHER { <https://w3id.org/unkg/id/state/chad> a:river ?any } ", 3),
        ("?s un:iso3 ?c SERVICE OTHER { ?s a:river ?r FILTER(?c = 'TCD') }", 0),
        ("SERVICE OTHER { a:nobody a:river ?b } SERVICE OTHER { ?b a:wet ?w }", 0),
        ("SERVICE OTHER { a:nobody a:river ?b . ?b a:wet ?w } FILTER isIRI(?b)", 1),
        ("SERVICE OTHER { ?s ?p 'nothing' }", 0),
        ("SERVICE OTHER { { ?s a:says ?t } UNION { ?s a:says ?t } }", 2),
    ],
)
def test_it_stands_wherever_a_pattern_may(joined: Server, other: Server, pattern: str, rows: int) -> None:
    assert len(asked(joined, f"SELECT * {{ {pattern} }}", other)) == rows


@pytest.mark.parametrize(
    ("query", "type", "told"),
    [
        ("ASK { SERVICE OTHER { ?s a:river 'Chang Jiang' } }", "application/sparql-results+json", "true"),
        ("CONSTRUCT { ?s a:r ?r } { SERVICE OTHER { ?s a:river ?r } ?s un:iso3 ?c }", "application/n-triples", "Chari"),
        ("DESCRIBE ?s { SERVICE OTHER { ?s a:river 'Chari'@fr } }", "text/turtle", "TCD"),
        ("SELECT ?r { SERVICE OTHER { ?s a:river ?r } }", "text/html", "Yangtze"),
    ],
)
def test_every_form_may_ask(joined: Server, other: Server, query: str, type: str, told: str) -> None:
    reply = joined.query(PREFIXES + query.replace("OTHER", f"<{other.url}sparql>"), type)
    assert reply.status == 200
    assert told in reply.text


def test_a_prefix_may_name_the_endpoint(joined: Server, other: Server) -> None:
    query = f"PREFIX it: <{other.url}> ASK {{ SERVICE it:sparql {{ ?s ?p ?o }} }}"
    assert joined.query(query).json()["boolean"] is True


def test_no_cache_may_keep_what_another_server_said(joined: Server, other: Server) -> None:
    reply = joined.query(f"ASK {{ SERVICE <{other.url}sparql> {{ ?s ?p ?o }} }}")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers


def test_it_is_asked_anew_each_time(joined: Server, other: Server) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{other.url}sparql> {{ ?s <http://example.org/new> ?o }} }}"
    for number in range(3):
        assert joined.query(query, "text/csv").text.split() == ["n", str(number)]
        told = {"Content-Type": "application/sparql-update", "Authorization": "Bearer word"}
        insert = f"INSERT DATA {{ <http://example.org/s> <http://example.org/new> {number} }}"
        assert other.request("POST", "/update", insert.encode(), **told).status == 204


def test_an_endpoint_that_is_not_listed_is_refused_with_the_list_even_in_silence(joined: Server, other: Server) -> None:
    for address in (other.url, f"{other.url}sparql?x", "http://169.254.169.254/", "relative", f"{other.url}SPARQL"):
        for silence in ("", "SILENT "):
            reply = joined.query(f"ASK {{ SERVICE {silence}<{address}> {{ ?s ?p ?o }} }}")
            assert reply.status == 403
            assert f"{other.url}sparql" in reply.json()["listed"]


def test_one_listed_endpoint_is_not_made_to_ask_another_that_is_not(joined: Server, other: Server) -> None:
    inner = "SERVICE SILENT <http://169.254.169.254/> { ?s ?q ?r }"
    reply = joined.query(f"ASK {{ SERVICE <{other.url}sparql> {{ ?s ?p ?o {inner} }} }}")
    assert (reply.status, "169.254.169.254" in reply.json()["detail"]) == (403, True)


def test_a_variable_endpoint_is_refused_with_the_reason(joined: Server) -> None:
    reply = joined.query("SELECT * { ?x ?y ?where SERVICE ?where { ?s ?p ?o } }")
    assert (reply.status, "give an IRI" in reply.json()["detail"]) == (400, True)


def test_more_clauses_than_the_limit_are_refused(joined: Server, other: Server) -> None:
    clause = f"SERVICE <{other.url}sparql> {{ ?s ?p ?o }} "
    assert joined.query(f"ASK {{ {clause * 3} }}").status == 200
    assert joined.query(f"ASK {{ {clause * 4} }}").json()["limit"] == {"service_clauses": 3}


def test_a_private_address_is_not_asked_unless_it_is_listed_too(joined: Server) -> None:
    reply = joined.query("ASK { SERVICE <http://127.0.0.2:1/sparql> { ?s ?p ?o } }")
    assert (reply.status, "not public" in reply.json()["detail"]) == (502, True)


def test_an_endpoint_that_does_not_answer_is_told_and_in_silence_left_out(joined: Server, silent: str) -> None:
    reply = joined.query(f"SELECT * {{ SERVICE <{silent}> {{ ?s ?p ?o }} }}")
    assert (reply.status, reply.json()["limit"]) == (504, {"service_timeout": 1})
    assert reply.json()["limits"] == "/limits#service_timeout"
    query = f"SELECT * {{ ?s un:iso3 ?c SERVICE SILENT <{silent}> {{ ?s ?p ?o }} }}"
    found = joined.query(PREFIXES + query, "application/sparql-results+json").json()
    assert found["head"]["vars"] == ["c", "o", "p", "s"]
    assert [set(row) for row in found["results"]["bindings"]] == [{"s", "c"}] * 3


def test_the_deadline_of_the_query_holds_for_all_that_it_asks(joined: Server, silent: str) -> None:
    clause = f"SERVICE SILENT <{silent}> {{ ?s ?p ?o }} "
    reply = joined.query(f"SELECT * {{ {clause * 3} }}", timeout="0.5")
    assert (reply.status, list(reply.json()["limit"])) == (503, ["timeout"])


def test_what_the_other_server_refuses_is_told_by_its_number(joined: Server, other: Server) -> None:
    reply = joined.query(f"SELECT * {{ SERVICE <{other.url}sparql> {{ ?s ?p }} }}")
    assert (reply.status, reply.json()["detail"].endswith("it answered 400.")) == (502, True)
    assert "Syntax" not in reply.text


def test_a_syntax_error_behind_a_clause_is_told_in_its_line(joined: Server, other: Server) -> None:
    reply = joined.query(f"SELECT * {{ SERVICE <{other.url}sparql>\n{{ ?s\n ?p ?o }}\n?s ?p }}")
    assert (reply.status, reply.json()["line"], reply.json()["source"]) == (400, 4, "?s ?p }")


def test_those_who_wait_for_others_leave_room_for_those_who_do_not(joined: Server, silent: str) -> None:
    statuses = list[int]()
    query = f"ASK {{ SERVICE <{silent}> {{ ?s ?p ?o }} }}"
    waiting = [threading.Thread(target=lambda: statuses.append(joined.query(query).status)) for _ in range(6)]
    for thread in waiting:
        thread.start()
    assert joined.query("ASK {}").status == 200
    for thread in waiting:
        thread.join()
    assert set(statuses) == {429, 504}
    assert statuses.count(504) >= 2


def test_the_log_tells_whom_it_asked_and_how_that_went(joined: Server, other: Server, log: Path) -> None:
    reply = joined.query("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    lines = [line for line in log.read_text().splitlines() if reply.headers["X-Request-Id"] in line]
    begins, asks, ends = lines
    assert "SERVICE" in begins
    assert "service-asked" in asks
    assert 'endpoint="http://127.0.0.1:1/" outcome="it cannot be reached, or broke off"' in asks
    assert "outcome=remote" in ends


def test_the_description_says_so_where_it_is_so(joined: Server, server: Server, other: Server) -> None:
    for one, claims in ((joined, True), (server, False)):
        store = Store()
        store.load(one.get("/sparql", "text/turtle").body, RdfFormat.TURTLE)
        assert any(store.quads_for_pattern(None, SD.feature, SD.BasicFederatedQuery)) is claims
        assert any(store.quads_for_pattern(None, None, NamedNode(f"{other.url}sparql"))) is claims


def test_limits_are_shown(joined: Server) -> None:
    shown = {row["name"]: row["value"] for row in joined.get("/limits", "application/json").json()}
    assert {name for name in shown if name.startswith("service_")} == {
        "service_clauses",
        "service_queries",
        "service_rows",
        "service_size",
        "service_timeout",
    }
    assert shown["service_clauses"] == 3


def test_an_update_asks_nobody(other: Server) -> None:
    told = {"Content-Type": "application/sparql-update", "Authorization": "Bearer word"}
    update = f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{other.url}sparql> {{ ?s ?p ?o }} }}"
    reply = other.request("POST", "/update", update.encode(), **told)
    assert (reply.status, "no write does" in reply.json()["detail"]) == (403, True)


def test_two_servers_that_ask_each_other_come_to_an_end(world: Path, start: Start) -> None:
    """A server that asks itself, which asks itself: each takes a thread and a place."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    itself = f"http://127.0.0.1:{port}/sparql"
    given = {"services": itself, "service_networks": "127.0.0.1", "service_clauses": 5, "service_timeout": 5}
    with start(store=world, processes=1, **{**given, "port": port}) as server:
        query = "?s ?p ?o"
        for _ in range(3):
            query = f"SERVICE <{itself}> {{ {query} }}"
        assert server.query(f"ASK {{ {query} }}").json()["boolean"] is True
        for _ in range(3):
            query = f"SERVICE <{itself}> {{ {query} }}"
        assert server.query(f"ASK {{ {query} }}").status == 400
