"""Sixteen questions to several SPARQL servers over HTTP, on the same data: answers compared, times as ratios.

    python benchmarks/engines.py STORE [--oxigraph PATH] [--rdflib-endpoint PATH] [--virtuoso PATH]
                                 [--rounds N] [--out FOLDER]

STORE is a folder that `unkg build --votes ...` wrote. Our own server is started on it, and every other server that is
installed on a dump of it, one after the other, each with the machine for itself. The questions are
`benchmarks/questions/*.rq`. Each is asked once of a server that was never asked it (cold), then N times (repeated,
the median). A server whose answer differs from ours is marked, since a wrong answer is never fast. rdflib-endpoint
takes minutes to load half a million statements, so it is left out above that.

Written to FOLDER: `engines.csv` with all times, and `engines.svg`, the ratio to the fastest for each question.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent))

import peers
import picture

HERE = Path(__file__).resolve().parent
UNKG = HERE.parent / "unkg.py"
_MOST_FOR_RDFLIB = 600_000  # statements: it takes minutes for more
_LONGEST = 600  # seconds for one answer
BUSIEST = """
PREFIX un: <https://w3id.org/unkg/ontology#>
SELECT ?vote { ?ballot un:inVote ?vote } GROUP BY ?vote ORDER BY DESC(COUNT(*)) ?vote LIMIT 1
"""
_BYTES = {**os.environ, "LC_ALL": "C"}
Row = tuple[str, ...]


@dataclass
class Result:
    """What became of a question: seconds when asked first and again, the answer, or why there is none."""

    cold: float = 0.0
    repeated: float = 0.0
    rows: list[Row] = field(default_factory=list)
    failed: str = ""


@dataclass
class Engine:
    """A server's name, how long it took to load, and its results by question."""

    name: str
    loaded: float
    results: dict[str, Result]


def questions(vote: str) -> dict[str, str]:
    """The queries by name; `{{vote}}` stands for one vote."""
    paths = sorted((HERE / "questions").glob("*.rq"))
    return {path.stem: path.read_text(encoding="utf-8").replace("{{vote}}", vote) for path in paths}


class Client:
    """One connection that is kept, as clients do."""

    def __init__(self, address: str) -> None:
        parts = urllib.parse.urlsplit(address)
        self._path = parts.path
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=_LONGEST)

    def ask(self, query: str) -> list[Row]:
        """The rows of an answer, sorted; a boolean as one row. Raises OSError or ValueError for what is no answer."""
        accept = {"Accept": "application/sparql-results+json"}
        self._connection.request("GET", f"{self._path}?{urllib.parse.urlencode({'query': query})}", headers=accept)
        reply = self._connection.getresponse()
        body = reply.read()
        if reply.status != http.HTTPStatus.OK:
            raise ValueError(f"{reply.status} {body[:200].decode(errors='replace')}")
        found = json.loads(body)
        if "boolean" in found:
            return [(f"{bool(found['boolean']):g}",)]
        names = found["head"]["vars"]
        return sorted(tuple(_value(row.get(name)) for name in names) for row in found["results"]["bindings"])


def _value(term: dict[str, Any] | None) -> str:
    """A term as text; numbers alike however they are written."""
    if term is None:
        return ""
    value = str(term["value"])
    if term.get("datatype", "").startswith("http://www.w3.org/2001/XMLSchema#"):
        with contextlib.suppress(ValueError):
            return f"{float(value):g}"
    return value


def measure(peer: peers.Peer, asked: dict[str, str], rounds: int) -> Engine:
    """All questions to one server."""
    results, client = {}, Client(peer.query)
    for name, query in track(asked.items(), description=f"{peer.name:18}", console=Console(stderr=True)):
        results[name] = _one(client, query, rounds)
    return Engine(peer.name, peer.loaded, results)


def _one(client: Client, query: str, rounds: int) -> Result:
    try:
        begun = time.perf_counter()
        rows = client.ask(query)
        cold = time.perf_counter() - begun
        times = []
        for _ in range(rounds):
            begun = time.perf_counter()
            client.ask(query)
            times.append(time.perf_counter() - begun)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Result(failed=" ".join(str(error).split())[:60] or type(error).__name__)
    return Result(cold, statistics.median(times or [cold]), rows)


@contextlib.contextmanager
def ours(store: Path) -> Iterator[peers.Peer]:
    """Our own server, with a deadline as long as the others have."""
    port = peers.free_port()
    begun = time.perf_counter()
    command = [sys.executable, str(UNKG), "serve", "--store", str(store), "--port", str(port), "--log", "off"]
    with peers.process([*command, "--timeout", str(_LONGEST)], port) as running:
        address = f"http://127.0.0.1:{port}/"
        _ready(address)
        yield peers.Peer("unkg", f"{address}sparql", "", running.pid, time.perf_counter() - begun)


def _ready(address: str) -> None:
    while True:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}health/ready", timeout=_LONGEST):
            return
        time.sleep(0.1)


def show(engines: Sequence[Engine], names: Sequence[str], kind: str) -> None:
    """The table of one kind of time: milliseconds, and how many times the fastest that is."""
    table = Table(title=f"{kind}: milliseconds (times the fastest)", title_justify="left")
    table.add_column("question")
    for engine in engines:
        table.add_column(engine.name, justify="right")
    for name in names:
        table.add_row(name, *(_cell(engine.results[name], kind, _fastest(engines, name, kind)) for engine in engines))
    table.add_row("within 1.2 of the fastest", *(f"{_near(engines, e, names, kind)} of {len(names)}" for e in engines))
    Console(width=120).print(table)


def _near(engines: Sequence[Engine], engine: Engine, names: Sequence[str], kind: str) -> int:
    marks = [(engine.results[name], _fastest(engines, name, kind)) for name in names]
    return sum(not result.failed and getattr(result, kind) <= 1.2 * best for result, best in marks)


def _fastest(engines: Sequence[Engine], name: str, kind: str) -> float:
    return min(getattr(e.results[name], kind) for e in engines if not e.results[name].failed)


def _cell(result: Result, kind: str, fastest: float) -> str:
    if result.failed:
        return result.failed
    seconds = getattr(result, kind)
    return f"{1000 * seconds:,.1f} ({seconds / fastest:.1f})"


def compare(engines: Sequence[Engine]) -> None:
    """Marks as failed what is not our answer."""
    first, *others = engines
    for other in others:
        for name, result in other.results.items():
            if not result.failed and result.rows != first.results[name].rows:
                result.failed = "another answer"


def write(engines: Sequence[Engine], folder: Path) -> None:
    """All times as CSV, and the picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "engines.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(("question", "engine", "cold", "repeated", "failed"))
        for engine in engines:
            for name, result in engine.results.items():
                out.writerow((name, engine.name, f"{result.cold:.5f}", f"{result.repeated:.5f}", result.failed))
    bars = {
        name: {
            engine.name: engine.results[name].cold / _fastest(engines, name, "cold")
            for engine in engines
            if not engine.results[name].failed
        }
        for name in engines[0].results
    }
    drawn = picture.bars(bars, "Time of the first answer, as a multiple of the fastest server's")
    (folder / "engines.svg").write_text(drawn, encoding="utf-8")


def dump_of(store: Path, target: Path) -> int:
    """Writes all statements of a store, each once, as N-Triples; how many they are.

    Without graphs, since servers differ on how often a statement counts that several graphs make.
    """
    command = [sys.executable, str(UNKG), "export", "--store", str(store), "--format", "nquads"]
    with target.open("wb") as out:
        export = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        plain = subprocess.Popen(
            ["sed", "-E", r"s/ <[^<>]*> \.$/ ./"], stdin=export.stdout, stdout=subprocess.PIPE, env=_BYTES
        )
        subprocess.run(["sort", "-u"], stdin=plain.stdout, stdout=out, check=True, env=_BYTES)
    if export.wait() or plain.wait():
        sys.exit(f"{store}: cannot be exported")
    with target.open("rb") as stream:
        return sum(1 for _ in stream)


def main() -> None:
    """Reads the command line, asks all servers, prints and writes what came out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    for name in peers.STARTS:
        parser.add_argument(f"--{name}", help="where its program is, if not on the PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("benchmark-engines"))
    given = parser.parse_args()
    with ours(given.store) as peer:
        asked = questions(f"<{Client(peer.query).ask(BUSIEST)[0][0]}>")
        engines = [measure(peer, asked, given.rounds)]
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump.nt"
        size = dump_of(given.store, dump)
        for name, peer_of in peers.STARTS.items():
            engines += _others(name, peer_of(getattr(given, name.replace("-", "_"))), dump, size, asked, given.rounds)
    compare(engines)
    names = list(asked)
    show(engines, names, "cold")
    show(engines, names, "repeated")
    print(f"{size:,} statements; seconds to load: " + ", ".join(f"{e.name} {e.loaded:.1f}" for e in engines))
    write(engines, given.out)


def _others(
    name: str, start: peers.Start, dump: Path, size: int, asked: dict[str, str], rounds: int
) -> Iterator[Engine]:
    if name == "rdflib-endpoint" and size > _MOST_FOR_RDFLIB:
        print(f"{name} is left out: {size:,} statements are too many for it", file=sys.stderr)
        return
    try:
        with start(dump) as peer:
            yield measure(peer, asked, rounds)
    except (peers.Missing, RuntimeError) as error:
        print(f"{name} is left out: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
