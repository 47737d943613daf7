"""Other SPARQL servers, started over a dump on free ports of this machine and stopped by their own process ids.

Each is a context manager that takes a dump (N-Triples or N-Quads, by its suffix) and gives the address of the endpoint
and the server's process. What is not installed raises `Missing`, with how to get it.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 1800  # seconds for a server to load five million ballots on a slow machine


class Missing(Exception):
    """A server that is not installed here; the text says how to get it."""


@dataclass(frozen=True)
class Peer:
    """A running server: where it answers queries and takes updates, its process, and how long it took to load."""

    name: str
    query: str
    update: str
    pid: int
    loaded: float


_TYPES = {".nt": "application/n-triples", ".nq": "application/n-quads"}
Start = Callable[[Path], AbstractContextManager[Peer]]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def process(command: list[str], port: int, cwd: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A program, from when it listens on the port until the end of the block."""
    started = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(started, port, command[0])
        yield started
    finally:
        started.terminate()
        try:
            started.wait(timeout=60)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _await(started: subprocess.Popen[bytes], port: int, name: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and started.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{name} does not answer on port {port}")


def _program(name: str, given: str | None, how: str) -> str:
    found = given or shutil.which(name)
    if not found or not Path(found).exists():
        raise Missing(f"{name} is not here: {how}")
    return found


def oxigraph(program: str | None = None) -> Start:
    """Oxigraph's server, with the data in memory and the union as default graph."""

    @contextlib.contextmanager
    def start(dump: Path) -> Iterator[Peer]:
        path, port = _program("oxigraph", program, "pip install oxigraph"), free_port()
        address = f"http://127.0.0.1:{port}/"
        with process([path, "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"], port) as running:
            begun = time.perf_counter()
            _post(f"{address}store{'?default' if dump.suffix == '.nt' else ''}", dump)
            loaded = time.perf_counter() - begun
            yield Peer("Oxigraph server", f"{address}query", f"{address}update", running.pid, loaded)

    return start


def _post(address: str, dump: Path) -> None:
    with dump.open("rb") as body:
        headers = {"Content-Type": _TYPES[dump.suffix], "Content-Length": str(dump.stat().st_size)}
        request = urllib.request.Request(address, data=body, headers=headers, method="POST")
        with urllib.request.urlopen(request, timeout=_PATIENCE):
            pass


def rdflib_endpoint(program: str | None = None) -> Start:
    """rdflib-endpoint: rdflib's engine and memory store behind a web server."""

    @contextlib.contextmanager
    def start(dump: Path) -> Iterator[Peer]:
        path, port = _program("rdflib-endpoint", program, "pip install 'rdflib-endpoint[cli,web]'"), free_port()
        begun = time.perf_counter()
        with process([path, "serve", "--host", "127.0.0.1", "--port", str(port), str(dump)], port) as running:
            loaded = time.perf_counter() - begun
            address = f"http://127.0.0.1:{port}/"
            yield Peer("rdflib-endpoint", address, address, running.pid, loaded)

    return start


_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
MaxQueryMem = 1G
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 600
"""


def virtuoso(program: str | None = None) -> Start:
    """Debian's Virtuoso, with a database of its own in a temporary folder; its default graph is the union."""

    @contextlib.contextmanager
    def start(dump: Path) -> Iterator[Peer]:
        path = _program("virtuoso-t", program, "apt-get install virtuoso-opensource")
        isql = _program("isql-vt", None, "apt-get install virtuoso-opensource")
        sql, web = free_port(), free_port()
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, web=web), encoding="utf-8")
            (Path(folder) / dump.name).symlink_to(dump.resolve())
            with process([path, "+foreground", "+configfile", "virtuoso.ini"], web, Path(folder)) as running:
                begun = time.perf_counter()
                orders = f"ld_dir('.', '{dump.name}', 'urn:dump'); rdf_loader_run(); checkpoint;"
                _isql(isql, sql, orders)
                loaded = time.perf_counter() - begun
                address = f"http://127.0.0.1:{web}/sparql"
                yield Peer("Virtuoso", address, f"{address}-auth", running.pid, loaded)

    return start


def _isql(isql: str, port: int, orders: str) -> None:
    done = subprocess.run(
        [isql, f"127.0.0.1:{port}", "dba", "dba", f"exec={orders}"], capture_output=True, text=True, check=False
    )
    if done.returncode or "*** Error" in done.stdout + done.stderr:
        raise RuntimeError(f"Virtuoso refused to load: {done.stdout}{done.stderr}")


STARTS: dict[str, Callable[[str | None], Start]] = {
    "oxigraph": oxigraph,
    "rdflib-endpoint": rdflib_endpoint,
    "virtuoso": virtuoso,
}

if __name__ == "__main__":
    sys.exit(__doc__)
