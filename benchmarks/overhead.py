"""What a request costs over the engine: this server and Oxigraph's own, side by side, on the same data.

    python benchmarks/overhead.py STORE [--oxigraph PATH] [--requests N] [--connections N]

STORE is a folder that `unkg build` wrote. PATH is the Oxigraph server's program (`pip install oxigraph` brings it); by
default the one on the PATH. Both servers hold the data in memory and answer the same queries over keep-alive
connections; what is compared is the CPU time that each server's processes used, so that a busy machine tells the same.
The two take turns in short rounds, and the ratio of each case is the median over the rounds.

Each case is asked in two ways. Varied: each request is for another thing and has a comment of its own, so that no
answer can come from a cache. Repeated: all requests are the same, and ours may be answered from memory.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROUNDS = 5
_PREFIX = "PREFIX un: <https://w3id.org/unkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@dataclass(frozen=True)
class Case:
    """A query about a subject, the format asked for, and how many requests of it make a round, as a share of all."""

    name: str
    query: str
    accept: str
    share: float = 1.0


@dataclass(frozen=True)
class Server:
    """A running server: what it is called, where it answers queries, and its first process."""

    name: str
    host: str
    port: int
    path: str
    pid: int


_JSON = "application/sparql-results+json"
_MANY = "SELECT * { ?s ?p ?o } LIMIT 10000"
CASES = [
    Case("ASK", "ASK { {{subject}} ?p ?o }", _JSON),
    Case("look-up, 1 row", _PREFIX + "SELECT ?graph { GRAPH ?graph { {{subject}} a ?class } } LIMIT 1", _JSON),
    Case("look-up, up to 20 rows", _PREFIX + "SELECT ?p ?o { {{subject}} ?p ?o } LIMIT 20", _JSON),
    Case("10,000 rows as JSON", _MANY, _JSON, 0.03),
    Case("10,000 rows as CSV", _MANY, "text/csv", 0.03),
]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(name: str, command: list[str], port: int, path: str) -> Iterator[Server]:
    """The server, from when it listens until the end of the block; stopped by its own process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        else:
            sys.exit(f"{name} does not answer on port {port}")
        yield Server(name, "127.0.0.1", port, path, process.pid)
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(root: int) -> float:
    """CPU time of a process and all below it, the ended ones that were waited for included."""
    ticks, parents = {}, {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                fields = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
                parents[int(entry)], ticks[int(entry)] = int(fields[1]), sum(map(int, fields[11:15]))
    return sum(ticks[pid] for pid in ticks if _is_below(pid, root, parents)) / os.sysconf("SC_CLK_TCK")


def _is_below(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid not in (0, root):
        pid = parents.get(pid, 0)
    return pid == root


async def ask(server: Server, case: Case, queries: Sequence[str], connections: int) -> None:
    """Sends the queries over so many keep-alive connections; exits when one fails."""
    rest = f" HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nAccept: {case.accept}\r\n\r\n"
    left = iter(queries)

    async def work() -> None:
        reader, writer = await asyncio.open_connection(server.host, server.port, limit=1 << 24)
        for query in left:
            writer.write(f"GET {server.path}?{urllib.parse.urlencode({'query': query})}{rest}".encode())
            await _read_answer(reader, server.name)
        writer.close()

    await asyncio.gather(*(work() for _ in range(min(connections, len(queries)))))


def queries(case: Case, subjects: Sequence[str], count: int, varied: bool) -> list[str]:
    """So many queries of the case: each of its own, or all the same."""
    if not varied:
        return [case.query.replace("{{subject}}", subjects[0])] * count
    chosen = (random.choice(subjects) for _ in range(count))
    return [case.query.replace("{{subject}}", subject) + f" # {uuid.uuid4().hex}" for subject in chosen]


async def _read_answer(reader: asyncio.StreamReader, name: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    if " 200 " not in head.split("\r\n")[0]:
        sys.exit(f"{name} answered {head.split(chr(13))[0]}")
    headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head.split("\r\n")[1:])}
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
        return
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


def measure(
    servers: Sequence[Server], case: Case, subjects: Sequence[str], varied: bool, requests: int, connections: int
) -> dict[str, list[float]]:
    """CPU milliseconds a request, a figure a round, for each server."""
    count = max(connections, int(requests * case.share))
    found: dict[str, list[float]] = {server.name: [] for server in servers}
    for round_number in range(ROUNDS + 1):
        asked = queries(case, subjects, count, varied)
        for server in servers:
            before = cpu_seconds(server.pid)
            asyncio.run(ask(server, case, asked, connections))
            if round_number:  # the first round warms up
                found[server.name].append((cpu_seconds(server.pid) - before) * 1000 / count)
    return found


def load(server: Server, data: bytes) -> None:
    """Puts N-Quads into an Oxigraph server."""
    request = urllib.request.Request(
        f"http://{server.host}:{server.port}/store", data, {"Content-Type": "application/n-quads"}, method="POST"
    )
    urllib.request.urlopen(request).close()


def show(rows: Sequence[tuple[str, str, dict[str, list[float]]]]) -> None:
    """Prints the table of ratios."""
    ours, peer = (name for name in rows[0][2])
    table = Table(title="CPU time a request (median of rounds)")
    for heading in ("case", "asked", f"{ours}, ms", f"{peer}, ms", "ratio"):
        table.add_column(heading, justify="left" if heading in ("case", "asked") else "right")
    for name, asked, found in rows:
        ratio = statistics.median(a / b for a, b in zip(found[ours], found[peer], strict=True) if b)
        a, b = (statistics.median(found[which]) for which in (ours, peer))
        table.add_row(name, asked, f"{a:.3f}", f"{b:.3f}", f"{ratio:.2f}")
    Console().print(table)


def main() -> None:
    """Starts both, asks both, prints how they compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph"))
    parser.add_argument("--requests", type=int, default=3000)
    parser.add_argument("--connections", type=int, default=32)
    args = parser.parse_args()
    if not args.oxigraph:
        sys.exit("the Oxigraph server is not installed; pip install oxigraph brings it, or name it with --oxigraph")
    unkg = str(Path(sys.executable).with_name("unkg"))
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, "all.nq")
        subprocess.run([unkg, "export", "--store", str(args.store), "-o", str(dump)], check=True)
        ours, theirs = free_port(), free_port()
        with (
            running("unkg", [unkg, "serve", "--store", str(args.store), "--port", str(ours)], ours, "/sparql") as a,
            running(
                "Oxigraph",
                [args.oxigraph, "serve", "--union-default-graph", "-b", f"127.0.0.1:{theirs}"],
                theirs,
                "/query",
            ) as b,
        ):
            load(b, dump.read_bytes())
            subjects = sorted({line.split(maxsplit=1)[0] for line in dump.read_text().splitlines() if line[0] == "<"})
            rows = [
                (case.name, asked, measure([a, b], case, subjects, asked == "varied", args.requests, args.connections))
                for case in CASES
                for asked in ("varied", "repeated")
            ]
            show(rows)


if __name__ == "__main__":
    main()
