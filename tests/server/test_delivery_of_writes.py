"""What writes is closed to other origins, kept by no cache, counted, logged, and followed by new entity tags."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Reply, Server

TOKEN = "a-token-of-some-length-for-this-test"
INSERT = b"INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/a> <http://example.org/b> 'c' } }"
COUNT = "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})


@pytest.fixture
def writable(world: Path, tmp_path: Path, start) -> Iterator[tuple[Server, Path]]:  # type: ignore[no-untyped-def]
    """A server that takes writes, though it is told to let caches answer, and its log."""
    store, token, log = tmp_path / "store", tmp_path / "token", tmp_path / "log"
    shutil.copytree(world, store, symlinks=True, ignore=shutil.ignore_patterns(".*"))
    token.write_text(TOKEN)
    token.chmod(0o600)
    with start(log_file=log, store=store, writable=True, unchecked=True, token_file=token, cache_age=60) as server:
        yield server, log


def update(server: Server, body: bytes, token: str = TOKEN) -> Reply:
    headers = {
        "Content_Type": "application/sparql-update",
        "Authorization": f"Bearer {token}",
        "Origin": "https://e.org",
    }
    return server.request("POST", "/update", body, **headers)


def test_a_write_is_logged_and_counted_and_closed_to_other_origins(writable: tuple[Server, Path]) -> None:
    server, log = writable
    done, wrong = update(server, INSERT), update(server, b"INSERT")
    assert (done.status, wrong.status) == (204, 400)
    for reply, outcome in ((done, "ok"), (wrong, "refused")):
        assert reply.headers["Cache-Control"] == "no-store"
        assert "ETag" not in reply.headers
        assert [name for name in reply.headers if name.startswith("Access-Control-")] == []
        lines = [line for line in log.read_text().splitlines() if reply.headers["X-Request-Id"] in line]
        assert "kind=update" in lines[0]
        assert f"outcome={outcome}" in lines[-1]
    assert 'unkg_queries_total{kind="update",outcome="ok"} 1.0' in server.get("/metrics").text


def test_who_may_not_write_is_told_nothing_of_the_token(writable: tuple[Server, Path]) -> None:
    server, log = writable
    reply = update(server, INSERT, "another-token-of-some-length")
    assert reply.status in (401, 403)
    assert TOKEN not in reply.text + str(reply.headers) + log.read_text()
    assert "another-token" not in log.read_text()


def test_after_a_write_tags_are_new_and_caches_must_ask(writable: tuple[Server, Path]) -> None:
    server, _ = writable
    before = server.get(COUNT)
    assert before.headers["Cache-Control"] == "public, no-cache"
    assert server.request("GET", COUNT, If_None_Match=before.headers["ETag"]).status == 304
    assert update(server, INSERT).status == 204
    after = server.request("GET", COUNT, If_None_Match=before.headers["ETag"])
    assert (after.status, int(after.text.split()[1])) == (200, int(before.text.split()[1]) + 1)


def test_a_graph_keeps_the_tag_of_its_own_also_for_who_takes_gzip(writable: tuple[Server, Path]) -> None:
    server, _ = writable
    path = "/graphs?" + urlencode({"graph": "https://w3id.org/unkg/graph/article/one"})
    plain, packed = server.get(path), server.request("GET", path, Accept_Encoding="gzip")
    assert plain.status == 200
    assert plain.headers["ETag"] == packed.headers["ETag"]
    assert plain.body == packed.body
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert server.request("GET", path, If_None_Match=plain.headers["ETag"]).status == 304
