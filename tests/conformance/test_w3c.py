"""W3C's SPARQL 1.1 tests over HTTP, against a server that begins with an empty store.

What passes and what does not, and whose doing that is, stands in `known.toml`; docs/conformance.md is made from it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import threading
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

TOKEN = "conformance"
KNOWN: dict[str, Any] = tomllib.loads((Path(__file__).parent / "known.toml").read_text(encoding="utf-8"))
FAILING = {test for group in KNOWN["failing"] for test in group["tests"]}


@contextmanager
def served(root: Path, folder: Path) -> Iterator[str]:
    """The address of `unkg serve` on a store that does not exist yet."""
    (folder / "token").write_text(TOKEN)
    command = [sys.executable, str(root / "unkg.py"), "serve", "--store", str(folder / "store"), "--port", "0"]
    command += ["--writable", "--unchecked", "--default-graph", "plain", "--token-file", str(folder / "token")]
    process = subprocess.Popen([*command, "--log", "faults"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+(?=/)", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


class BareEngine(BaseHTTPRequestHandler):
    """pyoxigraph behind the least HTTP that the tool needs, to tell the engine's failures from the server's."""

    store: Store
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, kind, body = self._answer(text, self.headers["Accept"])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, text: str, accept: str) -> tuple[int, str, bytes]:
        try:
            if "update" in self.headers["Content-Type"]:
                self.store.update(text)
                return 200, "text/plain", b""
            result = self.store.query(text)
            known = RdfFormat if isinstance(result, QueryTriples) else QueryResultsFormat
            return 200, accept, result.serialize(format=known.from_media_type(accept)) or b""  # type: ignore[arg-type]
        except (SyntaxError, RuntimeError, OSError) as error:
            return 400, "text/plain", str(error).encode()

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def bare_engine() -> Iterator[str]:
    """The address of the engine alone."""
    handler = type("Handler", (BareEngine,), {"store": Store()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def suites(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tool, and the folder of the tests."""
    tool, packed = shared / "tools" / "sparql_conformance.py", shared / "w3c" / "rdf-tests-sparql.tar.gz"
    if not tool.exists() or not packed.exists():
        pytest.skip("W3C's tests are not at hand")
    folder = tmp_path_factory.mktemp("w3c")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return tool, folder / "sparql"


def run(suites: tuple[Path, Path], report: Path, *options: str) -> dict[str, Any]:
    """What the tool finds: counts by suite, and an outcome for each test."""
    tool, tests = suites
    command = [sys.executable, str(tool), "--tests", str(tests), "--json-report", str(report), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def report(suites: tuple[Path, Path], root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report on our server."""
    folder = tmp_path_factory.mktemp("served")
    with served(root, folder) as url:
        addresses = ("--query-url", f"{url}/sparql", "--update-url", f"{url}/update", "--gsp-url", f"{url}/graphs")
        allowed = ("--header", f"Authorization: Bearer {TOKEN}")
        return run(suites, folder / "report.json", "--suite", "all", *addresses, *allowed)


def failed(report: dict[str, Any]) -> dict[str, str]:
    return {outcome["test"]: outcome["reason"] for outcome in report["outcomes"] if outcome["status"] == "fail"}


def test_each_suite_passes_as_many_tests_as_is_told(report: dict[str, Any]) -> None:
    counts = {name: [c.get("pass", 0), c.get("pass", 0) + c.get("fail", 0)] for name, c in report["suites"].items()}
    assert counts == KNOWN["passed"]


def test_what_fails_is_what_is_told_with_its_reason(report: dict[str, Any]) -> None:
    found = failed(report)
    assert {test: reason for test, reason in found.items() if test not in FAILING} == {}
    assert sorted(FAILING - found.keys()) == []


def test_what_is_said_to_be_the_engines_fails_with_the_engine_alone(suites: tuple[Path, Path], tmp_path: Path) -> None:
    with bare_engine() as url:
        addresses = ("--query-url", url, "--update-url", url)
        found = run(suites, tmp_path / "report.json", "--suite", "query", "--suite", "results", *addresses)
    engines = {test for group in KNOWN["failing"] if group["whose"] == "engine" for test in group["tests"]}
    assert sorted(engines - failed(found).keys()) == []
    assert failed(found).keys() - engines == {"sparql11/syntax-query#test_4"}  # which the server mends


def test_what_is_skipped_is_what_is_told(report: dict[str, Any]) -> None:
    skipped = Counter(outcome["reason"] for outcome in report["outcomes"] if outcome["status"] == "skip")
    assert dict(skipped) == KNOWN["skipped"]


def test_no_failure_is_listed_twice_and_each_group_tells_whose_it_is() -> None:
    assert len(FAILING) == sum(len(group["tests"]) for group in KNOWN["failing"])
    assert {group["whose"] for group in KNOWN["failing"]} <= {"engine", "ours"}
    assert all(group["why"].endswith(".") and group["tests"] == sorted(group["tests"]) for group in KNOWN["failing"])
