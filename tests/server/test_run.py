"""Starting and stopping."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from pathlib import Path

import pytest

from ontology.errors import InputError
from server.run import run
from server.settings import Settings


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        return [pid, *(member for child in children.read().split() for member in family(int(child)))]


def gone(pids: list[int]) -> bool:
    """Whether all of them end; a child that its parent has not yet taken in counts as ended."""
    for _ in range(600):
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_port_in_use_is_one_line(world: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port} on 127.0.0.1 is in use; choose another with --port"):
            run(Settings(store=world, port=port))


def test_an_address_of_another_machine_is_one_line(world: Path) -> None:
    with pytest.raises(InputError, match=r"cannot listen on 192\.0\.2\.1"):
        run(Settings(store=world, host="192.0.2.1"))


def test_no_snapshot_is_one_line_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unkg build"):
        run(Settings(store=tmp_path))


def test_a_damaged_snapshot_is_one_line(world: Path, tmp_path: Path) -> None:
    folder = tmp_path / "000001-damaged"
    folder.mkdir()
    for file in (file for file in (world / "current").iterdir() if file.is_file()):
        (folder / file.name).write_bytes(file.read_bytes())
    data = folder / "data.nq.gz"
    data.write_bytes(data.read_bytes()[:-20])
    (tmp_path / "current").symlink_to(folder.name)
    with pytest.raises(InputError, match="damaged"):
        run(Settings(store=tmp_path, port=0))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_server_leaves_no_process_behind(world: Path, start, how: signal.Signals) -> None:  # type: ignore[no-untyped-def]
    with start(store=world) as server:
        server.query("ASK {}")
        members = family(server.process.pid)
        assert len(members) >= 4  # the main process, two for the web, the nursery
        os.kill(server.process.pid, how)
        server.process.wait()
        assert gone(members)


def test_a_query_under_way_is_answered_before_the_server_stops(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world) as server, socket.create_connection(server.address) as client:
        query = "SELECT%20(COUNT(*)%20AS%20?n)%20%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l%7D"
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while 'unkg_workers{state="busy"} 1.0' not in server.get("/metrics").text:
            assert not select.select([client], [], [], 0.01)[0]
        server.process.terminate()
        client.settimeout(60)
        reply = b"".join(iter(lambda: client.recv(65536), b""))
        assert str(40**4).encode() in reply


def test_a_base_of_ones_own_is_served(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, base_iri="http://un.example/kg/") as server:
        assert "<http://un.example/kg/id/state/china>" in server.get("/data/state/china.nt").text
        assert "中国" in server.get("/page/state/china?lang=zh").text
        example = server.get("/sparql?example=01-against-in-the-council", "text/html").text
        assert "http://un.example/kg/id/body/security-council" in example
        assert "https://w3id.org/unkg/ontology#" in example


def test_the_plain_default_graph_can_be_chosen(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, default_graph="plain") as server:
        assert server.query("SELECT ?s { ?s ?p ?o }", "text/csv").text.split() == ["s"]
        assert server.query("SELECT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 1", "text/csv").text.count("\n") == 2
        assert server.get("/page/state/china").status == 200
