"""Many clients at once, for a while: whether each is answered, how soon, and what that costs in memory.

    python benchmarks/load.py STORE [--seconds N] [--clients N] [--writable]

STORE is a folder that `unkg build` wrote; the server runs on a copy of it, with its usual settings. Each client keeps a
connection open, has an address of its own, and asks one thing after the other, as they come from a mixture: look-ups,
counts, texts, paths, long answers, pages, now and then a query that must be stopped at its deadline, and with
`--writable` updates. What is asked differs each time, so that no answer can come from a cache. An answer that is not
what it should be is a failure, and makes the exit status 1; 429 is none, as a full queue says so, and is counted.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from fuzz import TOKEN, memory, serving
from rich.console import Console
from rich.table import Table

_PREFIX = "PREFIX un: <https://w3id.org/unkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
_STATES = ("chad", "china", "egypt")
_BUSY = 429
_SETTLING = 3.0  # seconds after which what is not needed any more has been given back
_number = itertools.count()


@dataclass(frozen=True)
class Kind:
    """What is asked: how often, which query or update, and the status that is right."""

    name: str
    share: int
    text: str
    right: tuple[int, ...] = (200,)
    accept: str = "application/sparql-results+json"
    timeout: str = ""
    path: str = "/sparql"


@dataclass
class Figures:
    """What was seen: the seconds of each right answer, and what else came, by kind."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    busy: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


_PRODUCT = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(6))
READING = (
    Kind("look-up", 40, "SELECT * {{ <https://w3id.org/unkg/id/state/{state}> ?p ?o }}"),
    Kind("ask", 10, "ASK {{ <https://w3id.org/unkg/id/state/{state}> a un:MemberState }}"),
    Kind("count", 10, "SELECT (COUNT(*) AS ?n) {{ ?ballot un:castBy <https://w3id.org/unkg/id/state/{state}> }}"),
    Kind("text", 8, "SELECT ?s {{ ?s skos:prefLabel ?l FILTER(CONTAINS(LCASE(STR(?l)), '{state}')) }} LIMIT 20"),
    Kind("path", 8, "SELECT ?b {{ ?b (<http://www.w3.org/ns/org#subOrganizationOf>|un:inBody)+ ?top }} LIMIT 100"),
    Kind("1,000 rows", 8, "SELECT * {{ ?s ?p ?o }} OFFSET {number} LIMIT 1000"),
    Kind("page", 8, "", accept="text/html", path="/page/state/{state}"),
    Kind("heavy", 2, f"SELECT (COUNT(*) AS ?n) {{{{ {_PRODUCT} }}}}", right=(503,), timeout="0.5"),
)
WRITING = Kind(
    "write",
    2,
    "INSERT DATA {{ GRAPH <https://w3id.org/unkg/graph/load> {{ <https://w3id.org/unkg/id/load/{number}>"
    " <http://www.w3.org/2000/01/rdf-schema#label> 'load {number}'@en }} }}",
    right=(200, 204),
    path="/update",
)


def request(kind: Kind) -> bytes:
    """A request of this kind that was never made before."""
    number = next(_number)
    chosen = {"state": random.choice(_STATES), "number": number}
    path, body, headers = kind.path.format(**chosen), "", [f"Accept: {kind.accept}", "Host: load"]
    if kind.path == "/update":
        body = urlencode({"update": kind.text.format(**chosen)})
        headers += [f"Authorization: Bearer {TOKEN}", "Content-Type: application/x-www-form-urlencoded"]
    elif kind.text:
        asked = {"query": f"{_PREFIX}{kind.text.format(**chosen)} # {number}"}
        path += "?" + urlencode(asked | ({"timeout": kind.timeout} if kind.timeout else {}))
    method = "POST" if body else "GET"
    return "\r\n".join([f"{method} {path} HTTP/1.1", *headers, f"Content-Length: {len(body)}", "", body]).encode()


async def client(number: int, address: tuple[str, int], kinds: list[Kind], end: float, figures: Figures) -> None:
    """One client, from beginning to end."""
    own = f"127.0.{number // 250}.{2 + number % 250}" if sys.platform == "linux" else address[0]
    reader, writer = await asyncio.open_connection(*address, local_addr=(own, 0), limit=1 << 24)
    while time.monotonic() < end:
        kind = random.choices(kinds, [kind.share for kind in kinds])[0]
        begun = time.monotonic()
        writer.write(request(kind))
        try:
            status = await answer(reader)
        except (OSError, EOFError, ValueError) as error:
            figures.failed[kind.name] += 1
            figures.told.append(f"{kind.name}: {type(error).__name__}")
            writer.close()
            reader, writer = await asyncio.open_connection(*address, local_addr=(own, 0), limit=1 << 24)
            continue
        if status in kind.right:
            figures.seconds[kind.name].append(time.monotonic() - begun)
        elif status == _BUSY:
            figures.busy[kind.name] += 1
        else:
            figures.failed[kind.name] += 1
            figures.told.append(f"{kind.name}: {status}")
    writer.close()


async def answer(reader: asyncio.StreamReader) -> int:
    """The status of the next answer, which is read to its end. Raises OSError, EOFError, ValueError."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return int(head[0].split()[1])


async def _load(address: tuple[str, int], kinds: list[Kind], clients: int, seconds: float) -> Figures:
    figures, end = Figures(), time.monotonic() + seconds
    await asyncio.gather(*(client(number, address, kinds, end, figures) for number in range(clients)))
    return figures


def show(kinds: list[Kind], figures: Figures, seconds: float) -> None:
    """Prints a row for each kind."""
    table = Table(title=f"{sum(map(len, figures.seconds.values())) / seconds:,.0f} answers a second")
    for heading in ("kind", "answers", "429", "failed", "p50, ms", "p95, ms", "p99, ms"):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind in kinds:
        name, found = kind.name, sorted(figures.seconds[kind.name])
        parts = statistics.quantiles(found, n=100, method="inclusive") if len(found) > 1 else [0.0] * 99
        times = (f"{parts[place] * 1000:,.0f}" for place in (49, 94, 98))
        table.add_row(name, f"{len(found):,}", str(figures.busy[name]), str(figures.failed[name]), *times)
    Console().print(table)


def main() -> None:
    """Starts the server, lets the clients ask, prints what they saw; exit status 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--writable", action="store_true")
    chosen = parser.parse_args()
    kinds = [*READING, *([WRITING] if chosen.writable else [])]
    with tempfile.TemporaryDirectory() as folder:
        store, log = Path(folder) / "store", Path(folder) / "log"
        shutil.copytree(chosen.store, store, symlinks=True)
        options = ["--log", "faults", *(["--writable"] if chosen.writable else [])]
        with serving(store, log, options) as (process, address):
            asyncio.run(_load(address, kinds, 8, 3))
            before = memory(process.pid)
            figures = asyncio.run(_load(address, kinds, chosen.clients, chosen.seconds))
            during = memory(process.pid)
            time.sleep(_SETTLING)
            after = memory(process.pid)
        show(kinds, figures, chosen.seconds)
        Console().print(f"memory: {before} MB before, {during} MB at the end, {after} MB a moment later")
        Console().print(log.read_text(errors="replace")[-2000:], markup=False)
    for told, count in Counter(figures.told).most_common(10):
        Console(stderr=True).print(f"{count} x {told}", style="red", markup=False)
    sys.exit(1 if figures.told else 0)


if __name__ == "__main__":
    main()
