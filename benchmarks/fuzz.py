"""Sends a server what nobody would think of, and looks for answers that should not be.

    python benchmarks/fuzz.py [--minutes N] [--store STORE] [--seed N] [--writable] [--unchecked]

Requests are made by hypothesis: queries, updates and documents whose words were left out, doubled, exchanged or
replaced; random text, bytes, parameters, headers and methods; heads that are no HTTP. A fault is an answer that says so
(500), that is no HTTP, is followed by more or shows what is inside, a connection that breaks without one, a fault in
the log, a process that ended, a worker that stays at work. STORE is a folder that `unkg build` wrote, and with
`--writable` is written to; without it, a few statements serve.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import io
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pyoxigraph import RdfFormat, parse
from rich.console import Console

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"timeout": 1, "memory": 128, "result_size": 2, "request_size": 1, "patience": 3, "log": "faults"}
LIMITS |= {"services": "http://127.0.0.1:1/", "service_networks": "127.0.0.1"}  # where nobody listens
INNER = re.compile(rb"Traceback|File \"|/site-packages|/tmp/|oxigraph::|panicked|Rust", re.ASCII)
TOKEN = "fuzz"
BROKEN_OFF, DOUBLED = "broken off", "doubled"
_BATCH = 500
_STATEMENTS = """
@prefix a: <http://example.org/> .
a:g { a:s a:p a:o , "text"@en , 1 , 2.5 , "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
    a:o a:p a:s . a:b a:q a:s }
a:h { a:s a:p a:o . a:t a:p a:s , a:t }
"""
_SEEDS = (
    "SELECT * { ?s ?p ?o }",
    "SELECT DISTINCT ?s (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s HAVING(?n > 1) ORDER BY DESC(?n)",
    "ASK { ?s <http://example.org/p>+/^<http://example.org/q>|!(<a:b>|^<a:c>)* ?o FILTER NOT EXISTS { ?o ?p 1 } }",
    "PREFIX a: <http://example.org/> CONSTRUCT { ?s a:x [ a:y ?o ] } WHERE { ?s a:p ?o OPTIONAL { ?o a:q ?z } }",
    "DESCRIBE <http://example.org/s>",
    "SELECT (IF(REGEX(STR(?o), '^t.*', 'i'), REPLACE(?o, 'e', 'x'), CONCAT('a', STR(?p))) AS ?x) { ?s ?p ?o }",
    "SELECT ?s FROM <a:g> FROM NAMED <a:h> { ?s ?p ?o MINUS { ?s a ?c } } LIMIT 10 OFFSET 1",
    "SELECT ?x { VALUES (?x ?y) { (1 UNDEF) (<a:b> 'c'@en) } BIND(?x + 1 AS ?z) { SELECT ?x { ?x ?p ?q } LIMIT 3 } }",
    "SELECT (GROUP_CONCAT(DISTINCT ?o; SEPARATOR=', ') AS ?all) { ?s ?p ?o FILTER(?o IN (1, 2, 'x') && isIRI(?s)) }",
    "ASK { << ?s ?p ?o >> ?q ?r . ?s ?p ?o {| ?q (1 [] ()) |} }",
    "SELECT * { ?s ?p ?o SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o OPTIONAL { ?o ?q 'x' } } }",
    "PREFIX a: <http://127.0.0.1:1/> ASK { { ?s ?p ?o } UNION { SERVICE a: { SELECT ?s { ?s ?p ?o } LIMIT 1 } } }",
    "BASE <http://example.org/> SELECT (YEAR(NOW()) AS ?y) (STRDT('1', <a:b>) AS ?d) (MD5('x') AS ?m) { <s> <p> ?o }",
)
_UPDATES = (
    "INSERT DATA { GRAPH <http://example.org/h> { <a:a> <a:b> 'c'@en , 1.5 , [ <a:c> <a:d> ] } }",
    "DELETE DATA { GRAPH <http://example.org/g> { <http://example.org/s> <http://example.org/p> 1 } }",
    "PREFIX a: <http://example.org/> WITH a:h DELETE { ?s ?p ?o } INSERT { ?s a:x ?o } WHERE {?s ?p ?o FILTER(?o>1) }",
    "DELETE WHERE { GRAPH ?g { <a:a> ?p ?o } } ; INSERT { ?s <a:n> ?u } WHERE { ?s ?p ?o BIND(UUID() AS ?u) }",
    "CREATE SILENT GRAPH <a:g> ; COPY <a:g> TO DEFAULT ; MOVE SILENT <a:x> TO <a:y> ; ADD DEFAULT TO <a:z>",
    "DROP SILENT GRAPH <a:y> ; CLEAR NAMED ; CLEAR DEFAULT ; LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <a:l>",
    "INSERT { ?s ?p ?o } USING <a:g> USING NAMED <a:h> WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
)
_DOCUMENTS = {
    "text/turtle": "@prefix a: <http://example.org/> . a:s a:p [ a:q ( 1 2.5 true 'x'@en ) ] ; a a:C , <rel> .",
    "application/n-triples": "<a:a> <a:b> <a:c> .\n_:b <a:b> 'x'^^<http://www.w3.org/2001/XMLSchema#date> .\n",
    "application/ld+json": '{"@context":{"a":"http://example.org/"},"@id":"a:s","a:p":[{"@value":"x"},{"@id":"a:o"}]}',
    "application/rdf+xml": "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='http://example.org/'>"
    "<r:Description r:about='a:a'><a:p r:parseType='Literal'><b/></a:p></r:Description></r:RDF>",
    "multipart/form-data; boundary=B": '--B\r\nContent-Disposition: form-data; name="f"; filename="f.ttl"\r\n'
    "Content-Type: text/turtle\r\n\r\n<a:a> <a:b> <a:c> .\r\n--B--\r\n",
}
_KEYWORDS = """
    SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH UNION OPTIONAL MINUS FILTER BIND VALUES UNDEF SERVICE SILENT
    GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET DISTINCT REDUCED COUNT SUM GROUP_CONCAT EXISTS NOT IN AS LATERAL
    PREFIX BASE REGEX REPLACE SUBSTR UUID RAND NOW BNODE IRI STRDT IF COALESCE LOAD INSERT DELETE DATA CLEAR a true
"""
_SIGNS = r"""
    { } ( ) [ ] << >> <<( )>> {| |} . ; , | / ^ ^^ @ * + ? ! != = < > <= >= && || - ~ # \ ' " '''  \" _: $ ?x
    ?s %00 & \u <http://example.org/s> <a:> <> <\u0041> a:b :x _:b 1 -1 1.5 1e309 .5e 0x1
    9223372036854775808 'x'@en 'x'^^<a:b>
"""
_ODD = ("\u00e9", "\u4e00", "\U0001f600", "\u202e", "\ufeff", "\x00", "\x7f", "\n", "\r\n", "\t", " ", '"""')
_WORDS = (*_KEYWORDS.strip().split(), *_SIGNS.strip().split(), *_ODD)
_TOKEN = re.compile(r"""\s+|<[^<>\s]*>|"[^"]*"|'[^']*'|[?$]\w+|[\w:]+|.""", re.DOTALL)
_TYPES = """
    application/sparql-results+json application/sparql-results+xml text/csv text/tab-separated-values text/html
    text/turtle application/n-triples application/ld+json application/rdf+xml application/trig application/n-quads
    */* text/* application/json image/png */html ;q=0.5 ,
"""
_MEDIA = tuple(_TYPES.strip().split())
_METHODS = ("GET",) * 15 + ("POST",) * 15 + ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
_PATHS = (b"/sparql",) * 30 + (b"/id/", b"/page/x", b"/data/x.ttl", b"/graphs", b"/update", b"/ontology", b"/")
_BODIES = ("sparql-query", "sparql-query", "sparql-update", "x-www-form-urlencoded", "nonsense", "")
_NAMES = (b"query", b"format", b"timeout", b"default-graph-uri", b"named-graph-uri", b"update", b"page", b"graph")
_VALUES = (b"", b"json", b"csv", b"turtle", b"html", b"1", b"0", b"-1", b"nan", b"a:g")
_LAST = b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
_NAMED = "Connection Accept Accept Accept-Encoding If-None-Match If-Match Range Origin Cookie X-Forwarded-Host"
_HEADERS = tuple(_NAMED.split())


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire. `sound` tells that it is HTTP, so that there must be an answer."""

    data: bytes
    sound: bool


@st.composite
def stumbled(draw: st.DrawFn, seeds: Sequence[str]) -> bytes:
    """One of the texts, over which somebody has stumbled."""
    words = _TOKEN.findall(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(words)))
        change = draw(st.integers(0, 4))
        if change == 0:
            words[place : place + draw(st.integers(1, 4))] = []
        elif change == 1:
            words[place:place] = words[place : place + draw(st.integers(1, 6))] * draw(st.integers(1, 30))
        elif change == 2:
            words[place : place + 1] = [draw(st.sampled_from(_WORDS))]
        elif change == 3:
            words.insert(place, draw(st.sampled_from(_WORDS) | st.text(max_size=8)))
        else:
            other = draw(st.integers(0, len(words)))
            words[place : place + 1], words[other : other + 1] = words[other : other + 1], words[place : place + 1]
    return draw(st.sampled_from(("", " "))).join(words).encode(errors="surrogatepass")


def texts(seeds: Sequence[str]) -> SearchStrategy[bytes]:
    """What is sent as a query, an update or a document."""
    made = stumbled(seeds)
    random = st.text(max_size=60).map(lambda text: text.encode(errors="surrogatepass")) | st.binary(max_size=60)
    return made | made | made | random


def _values() -> SearchStrategy[bytes]:
    return st.binary(max_size=12) | st.sampled_from(_VALUES)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request of any kind, mostly to `/sparql`."""
    if draw(st.integers(0, 19)) == 0:
        return Request(draw(st.binary(max_size=80)) + draw(st.sampled_from((b"", b"\r\n", b"\r\n\r\n"))), False)
    if draw(st.integers(0, 3)) == 0:
        return draw(writes())
    method, path = draw(st.sampled_from(_METHODS)), draw(st.sampled_from(_PATHS))
    pairs = draw(_pairs())
    headers = draw(_headers())
    body = b""
    if method in ("POST", "PUT", "PATCH"):
        body, kind = draw(texts(_SEEDS)), draw(st.sampled_from(_BODIES))
        if kind == "x-www-form-urlencoded":
            body = b"query=" + quote_from_bytes(body).encode()
        headers.append(("Content-Type", f"application/{kind}"))
    else:
        pairs.append((b"query", draw(texts(_SEEDS))))
    target = path + (b"?" + b"&".join(map(_parameter, pairs)) if pairs else b"")
    return Request(_written(draw(st.booleans()), method.encode() + b" " + target, headers, body), True)


@st.composite
def writes(draw: st.DrawFn) -> Request:
    """A request to change something, mostly with the token."""
    headers = draw(_headers())
    headers.append(("Authorization", draw(st.sampled_from((f"Bearer {TOKEN}",) * 9 + ("Bearer", "Basic eA==")))))
    if draw(st.booleans()):
        body = draw(texts(_UPDATES))
        headers.append(("Content-Type", "application/sparql-update"))
        return Request(_written(draw(st.booleans()), b"POST /update", headers, body), True)
    kind = draw(st.sampled_from(sorted(_DOCUMENTS)))
    body = draw(texts([_DOCUMENTS[kind]]))
    headers.append(("Content-Type", kind))
    method = draw(st.sampled_from((b"PUT", b"PUT", b"POST", b"DELETE", b"GET", b"HEAD")))
    path = draw(st.sampled_from((b"?default", b"?graph=a:g", b"?graph=", b"/graphs/x", b"", b"?graph=a:%00")))
    return Request(_written(draw(st.booleans()), method + b" /graphs" + path, headers, body), True)


def _pairs() -> SearchStrategy[list[tuple[bytes, bytes]]]:
    few = st.lists(st.tuples(st.sampled_from(_NAMES) | st.binary(max_size=5), _values()), max_size=2)
    return st.just([]).map(list) | few


def _parameter(pair: tuple[bytes, bytes]) -> bytes:
    return "=".join(map(quote_from_bytes, pair)).encode()


def _headers() -> SearchStrategy[list[tuple[str, str]]]:
    some = st.lists(st.tuples(st.sampled_from(_HEADERS), _header_values()), max_size=3)
    return st.builds(lambda some, closing: [*some, *closing], some, st.sampled_from(([], [("Connection", "close")])))


def _header_values() -> SearchStrategy[str]:
    media = st.lists(st.sampled_from(_MEDIA), max_size=6).map(",".join)
    return media | st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_characters="\x7f"), max_size=30)


def _written(chunked: bool, request: bytes, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [request + b" HTTP/1.1", b"Host: x"]
    lines += [f"{name}: {value}".encode("latin-1") for name, value in headers]
    if not chunked:
        return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])
    chunk = b"%x\r\n%s\r\n" % (len(body), body) if body else b""
    return b"\r\n".join([*lines, b"Transfer-Encoding: chunked", b"", chunk + b"0\r\n\r\n"])


def answer(address: tuple[str, int], request: Request) -> tuple[int | str, bytes]:
    """Status and body of the answer; BROKEN_OFF when a result did not come whole, DOUBLED when more follows it, 0 when
    nothing came at all. A connection that stays is used again: what is asked then must get its own answer."""
    with socket.create_connection(address, timeout=30) as client, _Reader(client) as reader:
        with contextlib.suppress(ConnectionError):
            client.sendall(request.data)
            if not request.sound:  # else the server would think that nobody waits for the answer
                client.shutdown(socket.SHUT_WR)
        status, body, stays = _next(reader, request.data[:4].decode("latin-1").strip())
        if stays:
            client.sendall(_LAST)
            if _next(reader, "GET")[0] != 404:
                status = DOUBLED
        if isinstance(status, int) and status and request.sound and reader.rest():
            status = DOUBLED
    return status, body


def _next(reader: _Reader, method: str) -> tuple[int | str, bytes, bool]:
    """Status and body of the next answer, and whether the connection stays."""
    response = http.client.HTTPResponse(reader, method=method)  # type: ignore[arg-type]
    try:
        response.begin()
        return response.status, response.read(), not response.will_close
    except (http.client.BadStatusLine, ConnectionError):
        return 0, b"", False
    except http.client.IncompleteRead:
        return BROKEN_OFF, b"", False


class _Reader(io.BufferedReader):
    """What a server says, for readers of one answer each that want a socket and close it."""

    def __init__(self, client: socket.socket) -> None:
        super().__init__(socket.SocketIO(client, "r"))

    def makefile(self, _: str) -> _Reader:
        """Itself."""
        return self

    def close(self) -> None:
        """Stays open."""

    def rest(self) -> bytes:
        """What comes until the server closes."""
        with contextlib.suppress(ConnectionError):
            return self.read()
        return b""


def fault(request: Request, status: int | str, body: bytes) -> str | None:
    """What is wrong with the answer, if anything is."""
    if status == 0:
        return "no answer" if request.sound else None
    if status == DOUBLED:
        return f"more follows the answer: {body[:300]!r}"
    if isinstance(status, int) and (status == 500 or not 200 <= status <= 504):
        return f"status {status}: {body[:300]!r}"
    shown = INNER.search(body)
    if status != 200 and shown is not None and shown[0] not in unquote_to_bytes(request.data):  # nobody's but ours
        return f"shows what is inside: {body[:300]!r}"
    return None


@contextlib.contextmanager
def serving(store: Path, log: Path, options: Sequence[str]) -> Iterator[tuple[subprocess.Popen[str], tuple[str, int]]]:
    """A server on the store, whose token is TOKEN: its process and where it listens; stopped by its own process id."""
    command = [sys.executable, str(ROOT / "unkg.py"), "serve", "--store", str(store), "--port", "0", *options]
    given = {**os.environ, "UNKG_WRITE_TOKEN": TOKEN}
    with log.open("w") as told:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True, env=given)
    assert process.stdout is not None
    try:
        found = re.search(r"http://([\d.]+):(\d+)/", process.stdout.readline())
        assert found, f"the server did not start; see {log}"
        yield process, (found[1], int(found[2]))
    finally:
        process.terminate()
        process.wait()


def memory(pid: int) -> int:
    """Of the process and all that came from it, in MB; what is shared counts once."""
    total = 0
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0) >> 10
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            total += sum(memory(int(child)) for child in task.read_text(encoding="ascii").split())
    return total


def _busy(address: tuple[str, int]) -> int:
    figures = answer(address, Request(_LAST.replace(b"/nothing", b"/metrics"), True))[1].decode()
    return int(sum(map(float, re.findall(r'^unkg_workers\{state="busy"\} (\S+)', figures, re.MULTILINE))))


def main() -> None:
    """Fuzzes for so many minutes and tells what was found; exit status 1 when there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--writable", action="store_true")
    parser.add_argument("--unchecked", action="store_true")
    chosen = parser.parse_args()
    options = [part for name, value in LIMITS.items() for part in (f"--{name.replace('_', '-')}", str(value))]
    options += [f"--{name}" for name in ("writable", "unchecked") if getattr(chosen, name)]
    with tempfile.TemporaryDirectory() as folder:
        store = chosen.store or _small_store(Path(folder) / "store")
        log = Path(folder) / "log"
        with serving(store, log, options) as (process, address):
            faults = _fuzz(process, address, chosen.minutes * 60, chosen.seed)
        faults += [
            line for line in log.read_text(errors="replace").splitlines() if "Traceback" in line or " fault " in line
        ]
    for told in faults:
        Console(stderr=True).print(told, style="red", markup=False)
    sys.exit(1 if faults else 0)


def _small_store(store: Path) -> Path:
    sys.path.insert(0, str(ROOT))
    from triples.snapshot import write

    store.mkdir()
    write(parse(_STATEMENTS, format=RdfFormat.TRIG), store)
    return store


def _fuzz(process: subprocess.Popen[str], address: tuple[str, int], seconds: float, first: int) -> list[str]:
    console, found, slowest = Console(), Counter[int | str](), 0.0
    faults: list[str] = []
    begun, before, rounds = time.monotonic(), 0, first

    def one(request: Request) -> None:
        nonlocal slowest
        start = time.monotonic()
        status, body = answer(address, request)
        slowest = max(slowest, time.monotonic() - start)
        found[status] += 1
        if (told := fault(request, status, body)) is not None:
            faults.append(f"{told}\n    {request.data[:2000]!r}")

    while time.monotonic() - begun < seconds and process.poll() is None:
        batch(rounds)(given(requests())(one))()
        before, rounds = before or memory(process.pid), rounds + 1
    if process.poll() is not None:
        return [*faults, f"the server ended with {process.returncode}"]
    time.sleep(LIMITS["timeout"] + 1)  # type: ignore[operator]
    busy, after = _busy(address), memory(process.pid)
    told = ", ".join(f"{status} {count:,}" for status, count in sorted(found.items(), key=str))
    console.print(
        f"{found.total():,} requests in {time.monotonic() - begun:.0f} s, the slowest {slowest:.1f} s: {told}"
    )
    console.print(
        f"memory {before} MB after the first {_BATCH}, {after} MB at the end; {busy} workers busy; {len(faults)} faults"
    )
    return [*faults, *([f"{busy} workers are still at work"] if busy else [])]


def batch(number: int):  # type: ignore[no-untyped-def]
    """Makes a test run on its own examples: as many at a time as are made quickly, the same for the same number."""
    chosen = settings(
        max_examples=_BATCH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(number)(chosen(test))


if __name__ == "__main__":
    main()
