"""A real server, over a small world of our own, on a free port."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import importlib.util
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

from server.engine.launcher import Launcher
from server.engine.nursery import Spec
from server.engine.pool import Pool
from server.engine.turns import Limits
from triples.iris import BASE
from triples.snapshot import write

_RUN = "import json, sys; from server.run import run; from server.settings import Settings; "
_RUN += "run(Settings.of(json.loads(sys.argv[1])))"
_ADDRESS = re.compile(r"http://\S+/")


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("Content-Type", "")

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running server: where it is, and its main process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return str(parts.hostname), int(parts.port or 0)

    def request(self, method: str, path: str, body: bytes | None = None, timeout: float = 60, **headers: str) -> Reply:
        connection = http.client.HTTPConnection(*self.address, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None) -> Reply:
        return self.request("GET", path, **({"Accept": accept} if accept else {}))

    def get_with(self, name: str, value: str) -> Reply:
        """The answer to a small query that is asked with this header."""
        return self.request("GET", "/sparql?query=ASK%7B%7D", **{name: value})

    def query(self, text: str, accept: str | None = None, **parameters: str) -> Reply:
        return self.get("/sparql?" + urlencode({"query": text, **parameters}), accept)

    def send(self, data: bytes, end: bool = False) -> bytes:
        """What comes back for these bytes until the server closes. `end` tells it that no more will come."""
        with socket.create_connection(self.address, timeout=60) as client:
            with contextlib.suppress(ConnectionError):
                client.sendall(data)
                if end:
                    client.shutdown(socket.SHUT_WR)
            return received(client)

    def memory(self) -> int:
        """The memory of all its processes in MB; what they share counts once."""
        return sum(_own_memory(pid) for pid in _tree(self.process.pid)) >> 10


def received(client: socket.socket) -> bytes:
    """What comes until the other side closes."""
    parts = []
    with contextlib.suppress(ConnectionError):
        while part := client.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def _tree(pid: int) -> list[int]:
    """The process and all that came from it."""
    children = list[str]()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            children += task.read_text().split()
    return [pid, *(found for child in children for found in _tree(int(child)))]


def _own_memory(pid: int) -> int:
    """In kB; of a page that n processes share, the n-th part."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0


@contextmanager
def running(log_file: Path | None = None, **settings: object) -> Iterator[Server]:
    """A server with these settings, stopped as its operator would; its log goes to `log_file`."""
    given = json.dumps({"port": 0, **{name: str(value) for name, value in settings.items()}})
    with contextlib.ExitStack() as opened:
        noted = opened.enter_context(log_file.open("w")) if log_file else None
        process = subprocess.Popen([sys.executable, "-c", _RUN, given], stdout=subprocess.PIPE, stderr=noted, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = _ADDRESS.search(line)
        assert found, f"the server said {line!r}"
        yield Server(found[0], process)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.fixture(scope="session")
def own_server(own: Path) -> Iterator[Server]:
    """A server over the project's own data."""
    with running(store=own) as started:
        yield started


@pytest.fixture(scope="session")
def world(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a snapshot of the small world."""
    store = tmp_path_factory.mktemp("world")
    write(parse(path=fixtures / "server" / "world.trig", format=RdfFormat.TRIG), store)
    return store


@pytest.fixture(scope="session")
def server(world: Path) -> Iterator[Server]:
    """The server that most tests ask."""
    with running(store=world) as started:
        yield started


@pytest.fixture
def launcher(world: Path) -> Iterator[Launcher]:
    """A nursery that has loaded the small world."""
    with Launcher(Spec(str(world), BASE, True, 256)) as started:
        started.start()
        started.ready()
        yield started


@pytest.fixture
def pool(launcher: Launcher) -> Iterator[Pool]:
    """One worker at a time, and one more query may wait."""
    made = Pool(launcher.door, Limits(workers=1, queue=1, memory=256))
    yield made
    made.close()


@pytest.fixture(scope="session")
def start() -> Callable[..., Any]:
    """Starts a server with other settings."""
    return running


@pytest.fixture(scope="session")
def peers(root: Path) -> Any:
    """The program of `benchmarks`, which is no package, that starts other SPARQL servers."""
    spec = importlib.util.spec_from_file_location("peers", root / "benchmarks" / "peers.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["peers"] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="session")
def other_store(peers: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Starts a server of another make, by its name, with the snapshot of a store folder, or empty."""

    @contextmanager
    def start(name: str, store: Path | None = None) -> Iterator[Any]:
        dump = tmp_path_factory.mktemp("dump") / "data.nq"
        dump.touch()
        if store is not None:
            with gzip.open(store / "current" / "data.nq.gz") as packed, dump.open("wb") as file:
                shutil.copyfileobj(packed, file)
        beside = Path(sys.executable).parent / name
        with contextlib.ExitStack() as started:
            try:
                peer = started.enter_context(peers.STARTS[name](str(beside) if beside.exists() else None)(dump))
            except peers.Missing as missing:
                pytest.skip(str(missing))
            yield peer

    return start
