"""A new snapshot is served without a restart, and nobody who asks meanwhile is turned away."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, Quad

from ontology.errors import InputError
from server.serving import announced, reload, servers
from triples.snapshot import current, write

if TYPE_CHECKING:
    from conftest import Server

COUNTING = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT = "/sparql?" + urlencode({"format": "csv", "query": COUNTING})
SLOW = "/sparql?" + urlencode({"format": "csv", "query": COUNTING.replace("}", ". ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")})


@pytest.fixture
def store(world: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    shutil.copytree(world, tmp_path / "store", symlinks=True, ignore=shutil.ignore_patterns(".servers"))
    return tmp_path / "store"


def one_more(store: Path) -> str:
    """Writes a snapshot that has one triple more; its hash."""
    more = Quad(*(NamedNode(f"http://example.org/{name}") for name in "abcd"))
    return write([*current(store).load(), more], store).id


def until(what: Callable[[], bool]) -> bool:
    """Whether it comes true in a minute."""
    for _ in range(600):
        if what():
            return True
        time.sleep(0.1)
    return False


def serves(server: Server, snapshot: str) -> bool:
    """Whether every web process says so."""
    return {server.get("/health").json()["snapshot"] for _ in range(12)} == {snapshot}


def test_the_command_makes_all_processes_serve_the_new_snapshot_with_its_counts_and_tags(
    store: Path, tmp_path: Path, start
) -> None:  # type: ignore[no-untyped-def]
    log = tmp_path / "log"
    with start(log_file=log, store=store, processes=3) as server:
        before = server.get(COUNT)
        new = one_more(store)
        said = subprocess.run(
            [sys.executable, "-m", "unkg", "reload", "--store", str(store)], capture_output=True, text=True, check=True
        )
        assert said.stdout.startswith(f"told the server (process {server.process.pid})")
        assert until(lambda: serves(server, new))
        after = server.request("GET", COUNT, If_None_Match=before.headers["ETag"])
        assert (before.text.split()[1], after.status, after.text.split()[1]) == ("40", 200, "41")
        assert "43 statements in 5 graphs" in server.get("/", "text/html").text
        assert 'unkg_reloads_total{outcome="done"} 1.0' in server.get("/metrics").text
    assert f"reload-ends snapshot={new} statements=43" in log.read_text()


def test_requests_go_on_while_snapshots_change(store: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=store) as server:
        stop = threading.Event()
        found: list[tuple[int, bytes]] = []

        def client() -> None:
            kept = http.client.HTTPConnection(*server.address, timeout=60)
            while not stop.is_set():
                kept.request("GET", COUNT)
                reply = kept.getresponse()
                found.append((reply.status, reply.read()))
            kept.close()

        clients = [threading.Thread(target=client) for _ in range(6)]
        for one in clients:
            one.start()
        slow: list[str] = []
        waiting = threading.Thread(target=lambda: slow.append(server.get(SLOW).text))
        waiting.start()
        new = one_more(store)
        for _ in range(3):
            os.kill(server.process.pid, signal.SIGHUP)
            assert until(lambda: serves(server, new))
        stop.set()
        for one in [*clients, waiting]:
            one.join()
    assert {status for status, _ in found} == {200}
    assert {body.split()[1] for _, body in found} == {b"40", b"41"}
    assert slow[0].split()[1] == str(40**4)


def test_a_damaged_snapshot_changes_nothing_and_the_log_says_why(store: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    log = tmp_path / "log"
    with start(log_file=log, store=store) as server:
        old = server.get("/health").json()["snapshot"]
        one_more(store)
        data = current(store).path / "data.nq.gz"
        data.write_bytes(data.read_bytes()[:-20])
        os.kill(server.process.pid, signal.SIGHUP)
        assert until(lambda: "reload-failed" in log.read_text())
        assert serves(server, old)
        assert server.get(COUNT).text.split()[1] == "40"
    (line,) = [line for line in log.read_text().splitlines() if "reload-failed" in line]
    assert "this snapshot is damaged" in line


def test_a_server_that_writes_has_the_newest_data_and_says_so(store: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    token, log = tmp_path / "token", tmp_path / "log"
    token.write_text("a-token-of-some-length-for-this-test")
    token.chmod(0o600)
    with start(log_file=log, store=store, writable=True, token_file=token) as server:
        assert server.get("/health").status == 200
        with pytest.raises(InputError, match="takes writes: what it serves is the newest there is"):
            reload(store)
        os.kill(server.process.pid, signal.SIGHUP)
        assert until(lambda: "reload-refused" in log.read_text())
        assert server.get(COUNT).text.split()[1] == "40"


def test_a_signal_that_comes_too_early_waits(store: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    log = tmp_path / "log"
    with start(log_file=log, store=store) as server:  # the address is told before the main process heeds signals
        os.kill(server.process.pid, signal.SIGHUP)
        assert until(lambda: "reload-ends" in log.read_text())


def test_without_a_server_the_command_says_so_in_one_line(store: Path) -> None:
    with pytest.raises(InputError, match="no server runs on this store; start one with `unkg serve"):
        reload(store)


def test_a_server_that_was_killed_is_forgotten(store: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=store) as server:
        assert servers(store) == {server.process.pid: False}
        server.process.kill()
        server.process.wait()
        assert servers(store) == {}
        assert list((store / ".servers").iterdir()) == []


def test_a_server_that_stops_takes_its_name_away(store: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=store) as server:
        assert server.get("/health/live").status == 200
        assert len(list((store / ".servers").iterdir())) == 1
    assert list((store / ".servers").iterdir()) == []


def test_a_store_that_cannot_be_written_is_served_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".servers").write_text("in the way")
    with announced(tmp_path):
        assert servers(tmp_path) == {}
