"""`/update` over HTTP: who may, what is understood, what it changes, and that queries see it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Reply, Server

TOKEN = "s3cret.-_~+/="
BEARER = f"Bearer {TOKEN}"
ENDLESS = "INSERT { <urn:n> <urn:n> ?n } WHERE { SELECT (COUNT(*) AS ?n) {"
ENDLESS += "".join(f" ?a{i} ?b{i} ?c{i} ." for i in range(9)) + "} }"
PAIRS = "?a <urn:p> ?b . ?c <urn:p> ?d . ?e <urn:p> ?f"


@pytest.fixture(scope="module")
def token_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "token"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain(token_file: Path, tmp_path_factory: pytest.TempPathFactory, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A new store, no rules, the default graph alone."""
    store = tmp_path_factory.mktemp("stores") / "new" / "store"
    with start(
        store=store, writable=True, unchecked=True, token_file=token_file, default_graph="plain", timeout=20, memory=256
    ) as server:
        yield server


@pytest.fixture
def empty(plain: Server) -> Server:
    assert update(plain, "DROP ALL").status == 204
    return plain


def update(server: Server, text: str, query: str = "", **headers: str) -> Reply:
    given = {"Authorization": BEARER, "Content_Type": "application/sparql-update", **headers}
    return server.request("POST", f"/update{query}", text.encode(), **given)


def form(server: Server, *pairs: tuple[str, str], query: str = "") -> Reply:
    body = urlencode(pairs).encode()
    kind = "application/x-www-form-urlencoded"
    return server.request("POST", f"/update{query}", body, Authorization=BEARER, Content_Type=kind)


def rows(server: Server, query: str) -> list[str]:
    reply = server.query(query, "text/csv")
    assert reply.status == 200, reply.text
    return sorted(reply.text.split()[1:])


def subjects(server: Server, graph: str = "") -> list[str]:
    return rows(server, f"SELECT ?s {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}" if graph else "SELECT ?s { ?s ?p ?o }")


def test_an_update_is_done_and_the_answer_is_empty(empty: Server) -> None:
    reply = update(empty, "INSERT DATA { <urn:s> <urn:p> 1 . GRAPH <urn:g> { <urn:t> <urn:p> 1 } }")
    assert (reply.status, reply.body, reply.type) == (204, b"", "")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert (subjects(empty), subjects(empty, "urn:g")) == (["urn:s"], ["urn:t"])


def test_an_update_comes_as_a_form_too(empty: Server) -> None:
    assert form(empty, ("update", "INSERT DATA { <urn:é> <urn:p> 1 }")).status == 204
    assert subjects(empty) == ["urn:é"]


def test_relative_names_are_under_the_base_of_the_deployment(empty: Server) -> None:
    update(empty, "INSERT DATA { <id/x> <urn:p> 1 }")
    assert subjects(empty) == ["https://w3id.org/unkg/id/x"]


def test_without_the_token_nothing_is_done(empty: Server) -> None:
    challenge = 'Bearer realm="unkg"'
    for given, expected in (
        ("", challenge),
        ("Basic dXNlcjpzM2NyZXQ=", challenge),
        (TOKEN, challenge),
        ("Bearer", challenge),
        ("Bearer wrong", f'{challenge}, error="invalid_token"'),
        (f"{BEARER}x", f'{challenge}, error="invalid_token"'),
    ):
        reply = update(empty, "INSERT DATA { <urn:s> <urn:p> 1 }", Authorization=given)
        assert (reply.status, reply.headers["WWW-Authenticate"]) == (401, expected), given
        assert reply.json()["status"] == 401
    assert subjects(empty) == []


def test_the_token_is_never_taken_from_the_address_or_the_form(empty: Server) -> None:
    text = "INSERT DATA { <urn:s> <urn:p> 1 }"
    for query in (f"?access_token={quote(TOKEN)}", f"?token={quote(TOKEN)}"):
        assert update(empty, text, query, Authorization="").status == 401
    body = urlencode({"update": text, "access_token": TOKEN}).encode()
    kind = "application/x-www-form-urlencoded"
    assert empty.request("POST", "/update", body, Content_Type=kind).status == 401


def test_the_scheme_may_be_written_in_any_case(empty: Server) -> None:
    assert update(empty, "CLEAR ALL", Authorization=f"bearer {TOKEN}").status == 204


def test_a_server_that_is_not_writable_says_so(server: Server) -> None:
    reply = update(server, "CLEAR ALL")
    assert reply.status == 403
    assert "--writable" in reply.json()["detail"]
    assert server.query("ASK { ?s ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_other_methods_are_405_with_what_is_taken(plain: Server, method: str) -> None:
    reply = plain.request(method, "/update?update=CLEAR%20ALL", Authorization=BEARER)
    assert reply.status == 405
    assert "POST" in reply.headers["Allow"]


def test_contradictions_are_400(empty: Server) -> None:
    text = "INSERT DATA { <urn:s> <urn:p> 1 }"
    using = ("using-graph-uri", "urn:g")
    replies = [
        form(empty, ("update", text), ("update", text)),
        form(empty, ("update", text), query=f"?update={quote(text)}"),
        form(empty, query=f"?update={quote(text)}"),
        form(empty, ("query", "ASK {}")),
        form(empty, ("update", text), ("query", "ASK {}")),
        form(empty),
        form(empty, ("update", text), ("using-graph-uri", "not absolute")),
        form(empty, ("update", "INSERT {} USING <urn:h> WHERE {}"), using),
        form(empty, ("update", "INSERT {} USING NAMED <urn:h> WHERE {}"), using),
        form(empty, ("update", "WITH <urn:h> INSERT {} WHERE {}"), using),
        update(empty, text, f"?update={quote('CLEAR ALL')}"),
        update(empty, "INSERT {} USING <urn:h> WHERE {}", "?using-named-graph-uri=urn:g"),
    ]
    assert [reply.status for reply in replies] == [400] * len(replies)
    assert all(len(reply.json()["detail"]) > 20 for reply in replies)
    assert subjects(empty) == []


def test_another_type_of_body_is_415_with_what_is_read(plain: Server) -> None:
    for kind in ("text/turtle", "application/sparql-query", "application/sparql-update; charset=latin-1"):
        reply = update(plain, "CLEAR ALL", Content_Type=kind)
        assert reply.status == 415
        assert "application/sparql-update" in reply.json()["accepted"]


def test_bytes_that_are_no_text_are_400(plain: Server) -> None:
    kind = "application/sparql-update"
    assert plain.request("POST", "/update", b"CLEAR \xff", Authorization=BEARER, Content_Type=kind).status == 400


def test_the_dataset_of_the_request_is_what_patterns_read(empty: Server) -> None:
    update(
        empty,
        "INSERT DATA { <urn:0> <urn:p> 0 GRAPH <urn:1> { <urn:1> <urn:p> 1 } GRAPH <urn:2> { <urn:2> <urn:p> 2 } }",
    )
    text = "INSERT { GRAPH <urn:out> { ?s <urn:q> ?o } } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert update(empty, text, "?using-graph-uri=urn:1").status == 204
    assert subjects(empty, "urn:out") == ["urn:1"]
    assert form(empty, ("update", f"CLEAR GRAPH <urn:out>; {text}"), ("using-named-graph-uri", "urn:2")).status == 204
    assert subjects(empty, "urn:out") == ["urn:2"]
    both = (("using-graph-uri", "urn:1"), ("using-named-graph-uri", "urn:2"))
    assert form(empty, ("update", f"CLEAR GRAPH <urn:out>; {text}"), *both).status == 204
    assert subjects(empty, "urn:out") == ["urn:1", "urn:2"]


def test_a_syntax_error_is_400_with_the_place_and_nothing_is_done(empty: Server) -> None:
    reply = update(empty, "INSERT DATA { <urn:s> <urn:p> 1 } ;\nPREFIX a: <urn:>\nINSERT DATA { a:s a:p }")
    told = reply.json()
    assert (reply.status, told["line"], told["source"]) == (400, 3, "INSERT DATA { a:s a:p }")
    reply = update(empty, "CLEAR ALL; INSERT DATA { <urn:s> <urn:p> b:o }")
    assert "the prefix b: is not declared" in reply.json()["detail"]
    assert update(empty, "PREFIX a: <urn: > CLEAR ALL").status == 400
    assert update(empty, "CLEAR ALL; ; CLEAR ALL").status == 400
    assert subjects(empty) == []


def test_one_operation_that_fails_undoes_those_before_it(empty: Server) -> None:
    reply = update(empty, "INSERT DATA { <urn:s> <urn:p> 1 }; CREATE GRAPH <urn:g>; CREATE GRAPH <urn:g>")
    assert reply.status == 400
    assert reply.json()["detail"] == "The graph <urn:g> already exists. Nothing was changed."
    assert "does not exist" in update(empty, "CLEAR GRAPH <urn:missing>").json()["detail"]
    text = "INSERT { ?s <urn:q> ?f } WHERE { VALUES ?s { <urn:s> } BIND(<urn:no-function>(1) AS ?f) }"
    assert "There is no function <urn:no-function>" in update(empty, text).json()["detail"]
    assert subjects(empty) == []


def test_deep_nesting_is_refused_before_it_is_read(plain: Server) -> None:
    reply = update(plain, "INSERT {} WHERE {" + "{" * 5000 + "}" * 5000 + "}")
    assert reply.status == 400
    assert "`nesting`" in reply.json()["detail"]


def test_an_update_that_takes_too_long_is_stopped_and_changes_nothing(token_file: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=tmp_path / "s", writable=True, unchecked=True, token_file=token_file, timeout=0.7) as server:
        update(server, "INSERT DATA {" + "".join(f"<urn:{i}> <urn:p> {i} ." for i in range(40)) + "}")
        reply = update(server, f"INSERT DATA {{ <urn:first> <urn:p> 1 }} ; {ENDLESS}")
        assert (reply.status, reply.json()["limit"]) == (503, {"timeout": 0.7})
        assert "Nothing was changed" in reply.json()["detail"]
        assert len(subjects(server)) == 40
        assert update(server, "CLEAR ALL").status == 204


def test_an_update_that_takes_too_much_memory_is_stopped_and_changes_nothing(empty: Server) -> None:
    update(empty, "INSERT DATA {" + "".join(f"<urn:{i}> <urn:p> {i} ." for i in range(200)) + "}")
    made = "BIND(IRI(CONCAT('urn:', STR(?b), '-', STR(?d), '-', STR(?f))) AS ?new)"
    reply = update(empty, f"INSERT {{ ?new ?new ?new }} WHERE {{ {PAIRS} {made} }}")
    assert (reply.status, reply.json().get("limit")) == (503, {"memory": 256})
    assert len(subjects(empty)) == 200


def test_other_servers_are_never_asked(empty: Server) -> None:
    for text in (
        "LOAD <http://127.0.0.1:9/x>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ):
        reply = update(empty, text)
        assert reply.status == 403
        assert "another server" in reply.json()["detail"]
    assert update(empty, "LOAD SILENT <http://127.0.0.1:9/x> INTO GRAPH <urn:g>").status == 204
    silent = "INSERT { <urn:s> <urn:p> 1 } WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"
    assert update(empty, silent).status == 204
    assert subjects(empty) == ["urn:s"]


def test_two_updates_never_make_the_same_name(empty: Server) -> None:
    for _ in range(2):
        assert update(empty, "INSERT { ?u <urn:p> [] } WHERE { BIND(UUID() AS ?u) }").status == 204
    assert len(set(subjects(empty))) == 2
    assert len(set(rows(empty, "SELECT ?o { ?s ?p ?o }"))) == 2


def test_concurrent_writers_take_turns_and_no_count_is_lost(empty: Server) -> None:
    update(empty, "INSERT DATA { <urn:counter> <urn:is> 0 }")
    more = "DELETE { ?c <urn:is> ?n } INSERT { ?c <urn:is> ?m } WHERE { ?c <urn:is> ?n BIND(?n + 1 AS ?m) }"
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: update(empty, more).status, range(40)))
    assert replies == [204] * 40
    assert rows(empty, "SELECT ?n { <urn:counter> <urn:is> ?n }") == ["40"]


def test_every_query_after_the_answer_sees_the_write_in_all_processes(empty: Server) -> None:
    """Many connections, so that both web processes and workers that are busy, idle and new are asked."""
    stop, stale = threading.Event(), list[str]()
    done = 0

    def ask() -> None:
        while not stop.is_set():
            least = done
            found = rows(empty, "SELECT (MAX(?n) AS ?m) { <urn:s> <urn:p> ?n }")
            if int((found or ["0"])[0]) < least:
                stale.append(f"{found} after {least}")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, 31):
            assert update(empty, f"INSERT DATA {{ <urn:s> <urn:p> {number} }}").status == 204
            done = number
            for _ in range(3):
                assert str(number) in rows(empty, "SELECT ?n { <urn:s> <urn:p> ?n }")
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert stale == []


def test_a_slow_write_holds_up_no_query(empty: Server) -> None:
    slow = f"INSERT {{ <urn:s> <urn:p> ?n }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {PAIRS} }} }}"
    update(empty, "INSERT DATA {" + "".join(f"<urn:{i}> <urn:p> {i} ." for i in range(150)) + "}")
    with ThreadPoolExecutor(1) as thread:
        writing = thread.submit(update, empty, slow)
        answered = 0
        while not writing.done():
            assert empty.query("ASK {}").json()["boolean"] is True
            answered += 1
        assert writing.result().status == 204
    assert answered > 2


def test_an_entity_tag_changes_with_a_write(empty: Server) -> None:
    update(empty, "INSERT DATA { <urn:s> <urn:p> 1 }")
    first = empty.query("SELECT * { ?s ?p ?o }")
    same = empty.get("/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }"}))
    assert first.headers["ETag"] == same.headers["ETag"]
    update(empty, "INSERT DATA { <urn:s> <urn:p> 2 }")
    assert empty.query("SELECT * { ?s ?p ?o }").headers["ETag"] != first.headers["ETag"]
