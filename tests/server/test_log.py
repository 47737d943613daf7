"""Every request has an id of our making, which is in its answer and in the log; the log says how each query went."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from flask import Flask

from server.app import create_app
from server.engine.bulletin import Loaded
from server.engine.tallies import Tallies
from server.logbook import Logbook, shown
from server.settings import Settings
from server.watching import outcome_of, read_form

if TYPE_CHECKING:
    from conftest import Server

from server import problems

ENDLESS = "SELECT * {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
COUNTING = ENDLESS.replace("*", "(COUNT(*) AS ?n)")


@pytest.fixture(scope="module")
def logged(world: Path, start, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """A server with tight limits and the file that it writes its log to."""
    log = tmp_path_factory.mktemp("log") / "log"
    with start(log_file=log, store=world, processes=1, query_workers=2, result_size=1, memory=64) as server:
        yield server, log


def lines(log: Path, request: str) -> list[str]:
    return [line for line in log.read_text().splitlines() if request in line]


def soon(what: Callable[[], bool]) -> bool:
    """Whether it comes true in half a minute."""
    for _ in range(300):
        if what():
            return True
        time.sleep(0.1)
    return False


def ended(log: Path, query: str) -> str:
    """How the query with these words ended, once it has."""
    found: list[str] = []

    def look() -> bool:
        begun = re.findall(r"id=(\w+) .*" + re.escape(query), log.read_text())
        found[:] = re.findall(rf"query-ends id={begun[-1]} outcome=(\w+)", log.read_text()) if begun else []
        return bool(found)

    assert soon(look)
    return found[0]


def test_a_query_has_a_line_before_and_a_line_after_it(logged: tuple[Server, Path]) -> None:
    server, log = logged
    reply = server.query("PREFIX x: <http://example.org/> # why\nSELECT ?s\n{ ?s ?p ?o } LIMIT 1", "text/csv")
    before, after = lines(log, reply.headers["X-Request-Id"])
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z unkg "
    assert re.fullmatch(
        stamp + r'query-begins id=\w{16} kind=select query="SELECT \?s { \?s \?p \?o } LIMIT 1"', before
    )
    assert re.fullmatch(stamp + rf"query-ends id=\w{{16}} outcome=ok rows=1 bytes={len(reply.body)} ms=\d+", after)


def test_the_id_is_ours_and_never_the_same(logged: tuple[Server, Path]) -> None:
    server, _ = logged
    found = {server.request("GET", "/health/live", X_Request_Id="mine").headers["X-Request-Id"] for _ in range(5)}
    assert len(found) == 5
    assert "mine" not in found


@pytest.mark.parametrize("path", ["/", "/nowhere", "/sparql?query=SELEC", "/static/style.css", "/data/state/china.ttl"])
def test_every_answer_names_its_request(server: Server, path: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", server.get(path).headers["X-Request-Id"])


def test_a_problem_names_its_request_in_every_form(logged: tuple[Server, Path]) -> None:
    server, log = logged
    for accept in ("application/json", "text/html", "text/plain"):
        reply = server.query("SELEC", accept)
        assert reply.headers["X-Request-Id"] in reply.text
        assert "outcome=refused" in lines(log, reply.headers["X-Request-Id"])[-1]
    assert server.query("SELEC").json()["request_id"]


def test_a_long_result_is_counted_to_its_last_byte(logged: tuple[Server, Path]) -> None:
    server, log = logged
    reply = server.query("SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y . ?c ?r 'China'@en }", "text/csv")
    assert len(reply.body) > 1000
    told = f"outcome=ok rows={len(reply.text.splitlines()) - 1} bytes={len(reply.body)} "
    assert soon(lambda: told in lines(log, reply.headers["X-Request-Id"])[-1])


def test_a_query_that_is_stopped_says_at_which_limit(logged: tuple[Server, Path]) -> None:
    server, log = logged
    late = server.query(COUNTING, timeout="0.3")
    assert "outcome=timeout" in lines(log, late.headers["X-Request-Id"])[-1]
    large = server.query(ENDLESS.replace("*", "?a0 ?a1 ?a2 ?a3 ?a4") + " ORDER BY ?a0")
    assert "outcome=memory" in lines(log, large.headers["X-Request-Id"])[-1]


def test_a_result_that_breaks_off_has_one_line_and_no_traceback(logged: tuple[Server, Path]) -> None:
    server, log = logged
    with socket.create_connection(server.address) as client:
        asked = urlencode({"query": ENDLESS + " # breaks", "format": "csv"})
        client.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while client.recv(1 << 16):
            pass
    assert ended(log, "?c8 .} # breaks") == "size"
    assert "Traceback" not in log.read_text()


def test_a_client_that_leaves_is_told_apart(logged: tuple[Server, Path]) -> None:
    server, log = logged
    with socket.create_connection(server.address) as leaving:
        asked = urlencode({"query": COUNTING + " # leaves"})
        leaving.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        leaving.settimeout(0.5)
        with pytest.raises(TimeoutError):
            leaving.recv(1)
    assert ended(log, "# leaves") == "gone"


def test_head_ends_a_long_query_and_leaves_nothing_behind(logged: tuple[Server, Path]) -> None:
    server, log = logged
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h 'China'@en }"
    for _ in range(4):  # there are two workers only
        reply = server.request("HEAD", "/sparql?" + urlencode({"query": query, "format": "csv"}))
        assert reply.status == 200
        request = reply.headers["X-Request-Id"]
        assert soon(lambda request=request: "outcome=gone" in lines(log, request)[-1])  # type: ignore[misc]
    assert server.query("ASK {}").status == 200


def test_text_cannot_forge_a_line(logged: tuple[Server, Path]) -> None:
    server, log = logged
    reply = server.query('SELECT ?s { ?s ?p "x\\n2026-01-01T00:00:00.000Z unkg forged" } # \r\n \u2028 unkg forged')
    assert [line for line in log.read_text().splitlines() if re.search(r"Z unkg forged", line[:40])] == []
    assert len(lines(log, reply.headers["X-Request-Id"])) == 2


def test_the_log_can_be_silenced(world: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    for level in ("faults", "off"):
        with start(log_file=tmp_path / level, store=world, log=level) as server:
            assert server.query("ASK {}").status == 200
        assert "query" not in (tmp_path / level).read_text()


def faulty(level: str) -> Flask:
    """An application whose engine has a bug."""

    class Faulty:
        def evaluate(self, job: object, client: object = None) -> object:
            raise ZeroDivisionError("secret /path")

    settings = Settings.of({"log": level})
    return create_app(settings, Faulty(), lambda: Loaded("a", {}, True), Tallies())  # type: ignore[arg-type]


def test_a_fault_of_ours_tells_the_client_an_id_and_the_log_the_rest(capfd: pytest.CaptureFixture[str]) -> None:
    reply = faulty("faults").test_client().get("/sparql?query=ASK%20{}")
    told = json.loads(reply.data)
    assert (reply.status_code, reply.mimetype) == (500, "application/problem+json")
    assert b"secret" not in reply.data
    assert b"Zero" not in reply.data
    written = capfd.readouterr().err
    assert re.search(rf"Z unkg fault id={told['request_id']} method=GET path=\"/sparql\"\nTraceback", written)
    assert "ZeroDivisionError: secret /path" in written


def test_silence_is_silence(capfd: pytest.CaptureFixture[str]) -> None:
    assert faulty("off").test_client().get("/sparql?query=ASK%20{}").status_code == 500
    assert capfd.readouterr().err == ""


def test_values_of_more_than_one_word_stand_in_quotes(capfd: pytest.CaptureFixture[str]) -> None:
    Logbook("queries").event("it-happened", plain="a1", odd='b "c"\n', number=2)
    assert capfd.readouterr().err.endswith('Z unkg it-happened plain=a1 odd="b \\"c\\"\\n" number=2\n')


def test_a_long_query_is_shown_by_its_beginning() -> None:
    assert shown("ASK   {\n}") == "ASK { }"
    assert shown("x" * 5000) == "x" * 300 + " ..."


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "select"),
        ("  ask{}", "ask"),
        ("BASE <http://e/> PREFIX : <http://select/> # ASK\nPREFIX a:<b> describe <x>", "describe"),
        ("construct {} where {}", "construct"),
        ("PREFIX a: SELECT", "other"),
        ("", "other"),
        ("SELECTED", "other"),
    ],
)
def test_the_form_of_a_query(query: str, form: str) -> None:
    assert read_form(query)[0] == form


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (problems.bad_request("x"), "refused"),
        (problems.not_found("x"), "refused"),
        (problems.deadline_passed(1), "timeout"),
        (problems.out_of_memory(1), "memory"),
        (problems.result_too_large(1), "size"),
        (problems.busy(1, 1), "busy"),
        (problems.client_gone(), "gone"),
        (problems.engine_failed(), "failed"),
        (KeyError("x"), "failed"),
    ],
)
def test_how_a_query_ends(error: Exception, outcome: str) -> None:
    assert outcome_of(error) == outcome
