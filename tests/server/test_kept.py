"""Answers are kept in memory and given again: bounded in bytes, never out of date, never to who would get another."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, Quad

from server.engine.worker import INLINE
from server.kept import Kept, Key, Shelf
from triples.snapshot import current, write

if TYPE_CHECKING:
    from conftest import Server

TOKEN = "a-token-of-some-length-for-this-test"
FORM = "application/x-www-form-urlencoded"
COUNTING = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT = "/sparql?" + urlencode({"query": COUNTING, "format": "csv"})
LONG = "SELECT * { ?a ?p ?x . ?b ?q ?y }"


@pytest.fixture(scope="module")
def keeping(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """One process, so that what it keeps is there for the next request."""
    with start(store=world, processes=1) as started:
        yield started


def given_again(server: Server) -> float:
    found = re.search(r"^unkg_answers_given_again_total (\S+)$", server.get("/metrics").text, re.MULTILINE)
    assert found is not None
    return float(found[1])


def grows(server: Server, *requests: tuple[str, str, bytes | None, dict[str, str]]) -> int:
    """How many of these requests were answered from memory."""
    before = given_again(server)
    for method, path, body, headers in requests:
        assert server.request(method, path, body, **headers).status < 500
    return int(given_again(server) - before)


def test_what_was_asked_before_is_given_again_with_an_id_of_its_own(keeping: Server) -> None:
    path = COUNT + "&first"
    first = keeping.get(path)
    before = given_again(keeping)
    again = keeping.get(path)
    assert given_again(keeping) - before == 1
    assert (again.status, again.body) == (200, first.body)
    changing = {"Date", "X-Request-Id"}
    told = [{n: v for n, v in one.headers.items() if n not in changing} for one in (first, again)]
    assert told[0] == told[1]
    assert again.headers["X-Request-Id"] != first.headers["X-Request-Id"]


def test_a_query_by_post_is_kept_by_its_body(keeping: Server) -> None:
    one = ("POST", "/sparql", b"ASK { ?s ?p 'kept' }", {"Content_Type": "application/sparql-query"})
    other = ("POST", "/sparql", b"ASK { ?s ?p 'other' }", {"Content_Type": "application/sparql-query"})
    form = (
        "POST",
        "/sparql",
        b"query=" + quote("ASK {}").encode(),
        {"Content_Type": "application/x-www-form-urlencoded"},
    )
    assert grows(keeping, one, other, form) == 0
    assert grows(keeping, one, other, form) == 3
    assert keeping.request(*one[:3], **one[3]).headers["Cache-Control"] == "no-store"


def test_the_format_and_the_coding_are_not_mixed_up(keeping: Server) -> None:
    path = "/sparql?" + urlencode({"query": "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y } # forms"})
    asked = [{}, {"Accept": "text/csv"}, {"Accept_Encoding": "gzip"}, {"Accept": "text/csv", "Accept_Encoding": "gzip"}]
    first, again = ([keeping.request("GET", path, **headers) for headers in asked] for _ in range(2))
    assert [one.body for one in first] == [one.body for one in again]
    assert len({one.body for one in first}) == 4
    assert gzip.decompress(again[2].body) == again[0].body
    assert gzip.decompress(again[3].body) == again[1].body
    assert again[2].headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in again[0].headers


def test_a_long_answer_is_sent_as_it_comes_and_kept_as_a_whole(keeping: Server) -> None:
    path = "/sparql?" + urlencode({"query": LONG, "format": "csv"})
    connection, before = http.client.HTTPConnection(*keeping.address), given_again(keeping)
    told = []
    for _ in range(2):
        connection.request("GET", path)
        reply = connection.getresponse()
        told.append((reply.headers["Transfer-Encoding"], reply.headers["Content-Length"], reply.read()))
    connection.close()
    body = told[0][2]
    assert len(body) > INLINE
    assert told == [("chunked", None, body), (None, str(len(body)), body)]
    assert given_again(keeping) - before == 1


def test_an_answer_that_would_take_much_of_the_room_is_not_kept(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, kept=1) as server:
        asked = ("GET", "/sparql?" + urlencode({"query": LONG, "format": "csv"}), None, {})
        assert grows(server, asked, asked, asked) == 0


def test_what_was_not_read_to_its_end_is_not_kept(keeping: Server) -> None:
    path = "/sparql?" + urlencode({"query": LONG + " # left", "format": "csv"})
    with socket.create_connection(keeping.address) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        assert client.recv(100).startswith(b"HTTP/1.1 200 OK")
    assert grows(keeping, ("GET", path, None, {})) == 0


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/sparql?query=SELEC",
        "/health",
        "/metrics",
        "/sparql?" + urlencode({"query": "SELECT (NOW() AS ?now) {}"}),
        "/sparql?" + urlencode({"query": "CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }"}),
        "/graphs?default",
    ],
)
def test_failures_and_what_changes_are_not_kept(keeping: Server, path: str) -> None:
    asked = ("GET", path, None, {})
    assert grows(keeping, asked, asked, asked) == 0


def test_other_methods_are_not_answered_with_what_get_left(keeping: Server) -> None:
    keeping.get(COUNT)
    assert keeping.request("HEAD", COUNT).body == b""
    assert [keeping.request(method, COUNT).status for method in ("PUT", "DELETE")] == [405, 405]
    assert keeping.request("OPTIONS", COUNT).body == b""


def test_every_query_is_logged_and_counted_also_one_that_is_given_again(world: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    log = tmp_path / "log"
    with start(log_file=log, store=world, processes=1) as server:
        replies = [server.get(COUNT) for _ in range(3)]
        assert 'unkg_queries_total{kind="select",outcome="ok"} 3.0' in server.get("/metrics").text
    for reply in replies:
        begins, ends = (line for line in log.read_text().splitlines() if reply.headers["X-Request-Id"] in line)
        assert f'query-begins id={reply.headers["X-Request-Id"]} kind=select query="{COUNTING}"' in begins
        assert f"outcome=ok rows=1 bytes={len(reply.body)} " in ends


def test_no_answer_is_out_of_date_after_a_write(world: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    store, token = tmp_path / "store", tmp_path / "token"
    shutil.copytree(world, store, symlinks=True, ignore=shutil.ignore_patterns(".*"))
    token.write_text(TOKEN)
    token.chmod(0o600)
    with start(store=store, writable=True, unchecked=True, token_file=token) as server:
        before = int(server.get(COUNT).text.split()[1])
        for done in range(1, 20):
            insert = f"INSERT DATA {{ <http://example.org/{done}> <http://example.org/p> 1 }}"
            headers = {"Content_Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
            assert server.request("POST", "/update", insert.encode(), **headers).status == 204
            assert {int(server.get(COUNT).text.split()[1]) for _ in range(4)} == {before + done}


def test_no_answer_is_out_of_date_after_a_reload(world: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    store = tmp_path / "store"
    shutil.copytree(world, store, symlinks=True, ignore=shutil.ignore_patterns(".*"))
    with start(store=store) as server:
        assert {server.get(COUNT).text.split()[1] for _ in range(6)} == {"40"}
        more = Quad(*(NamedNode(f"http://example.org/{name}") for name in "abcd"))
        new = write([*current(store).load(), more], store).id
        os.kill(server.process.pid, signal.SIGHUP)
        for _ in range(600):
            if server.get("/health").json()["snapshot"] == new:
                break
            time.sleep(0.1)
        assert {server.get(COUNT).text.split()[1] for _ in range(6)} == {"41"}


def test_it_can_be_switched_off(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, kept=0) as server:
        asked = ("GET", COUNT, None, {})
        assert grows(server, asked, asked, asked) == 0


def named(name: str) -> Key:
    return name, "GET", "", False, b""


def test_the_shelf_is_bounded_and_lets_go_of_what_was_not_asked_for_longest() -> None:
    shelf, entry = Shelf(100_000), Kept("", b"", b"", b"x" * 9000)
    for name in "abcdefghi":
        shelf.put(named(name), entry)
    assert shelf.get(named("a")) is entry
    for name in "jk":
        shelf.put(named(name), entry)
    assert shelf.taken <= 100_000
    assert [name for name in "abcdefghijk" if shelf.get(named(name))] == list("adefghijk")


def test_what_is_put_twice_takes_its_room_once() -> None:
    shelf = Shelf(100_000)
    for size in (5000, 9000, 100):
        shelf.put(named("a"), Kept("", b"", b"", b"x" * size))
    assert shelf.taken == Kept("", b"", b"", b"x" * 100).size


def test_what_has_no_room_is_not_kept() -> None:
    shelf = Shelf(2000)
    shelf.put(named("a"), Kept("", b"", b"", b"x" * 1000))
    assert (shelf.get(named("a")), shelf.taken) == (None, 0)
