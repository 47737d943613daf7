"""W3C's tests of SERVICE, between three running servers that stand in for the endpoints of the tests."""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

if TYPE_CHECKING:
    from conftest import Server

Start = Callable[..., AbstractContextManager["Server"]]
FOLDER = "sparql/sparql11/service"
NOWHERE = "http://invalid.endpoint.org/sparql"  # as the tests call it
TESTS = {
    "service01": ("data01.ttl", "data01endpoint.ttl", None),
    "service02": (None, "data02endpoint1.ttl", "data02endpoint2.ttl"),
    "service03": (None, "data03endpoint1.ttl", "data03endpoint2.ttl"),
    "service04": ("data04.ttl", "data04endpoint.ttl", None),
    "service06": (None, "data06endpoint1.ttl", None),
    "service07": ("data07.ttl", None, None),
}


@pytest.fixture(scope="module")
def suite(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tests."""
    unpacked = tmp_path_factory.mktemp("w3c")
    with tarfile.open(shared / "w3c" / "rdf-tests-sparql.tar.gz") as archive:
        archive.extractall(unpacked, filter="data")
    return unpacked / FOLDER


@pytest.fixture(scope="module")
def servers(suite: Path, start: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """The server that is tested, and the two that it may ask; the first of those may ask the second."""
    folder = tmp_path_factory.mktemp("stores")
    (folder / "token").write_text("word")
    given = {"writable": True, "unchecked": True, "default_graph": "plain", "token_file": folder / "token"}
    with start(store=folder / "two", processes=1, **given) as two:
        given |= {"services": f"{two.url}sparql,{NOWHERE}", "service_networks": "127.0.0.1", "processes": 1}
        with start(store=folder / "one", **given) as one:
            given["services"] = f"{one.url}sparql,{given['services']}"
            with start(store=folder / "tested", **given) as tested:
                yield [tested, one, two]


def load(server: Server, document: Path | None) -> None:
    body = document.read_bytes() if document else b""
    told = {"Content-Type": "text/turtle", "Authorization": "Bearer word"}
    assert server.request("PUT", "/graphs?default", body, **told).status in (201, 204)


def solutions(document: bytes) -> Counter[tuple[str, ...]]:
    found = parse_query_results(document, format=QueryResultsFormat.XML)
    assert isinstance(found, QuerySolutions)
    names = sorted(found.variables, key=str)
    return Counter(tuple(str(row[name]) for name in names) for row in found)


def query(suite: Path, name: str, servers: list[Server]) -> str:
    """The query, with the addresses of our servers for those of the test."""
    (path,) = suite.glob(f"{name}*.rq")
    text = re.sub(r"http://example1?\.org/sparql", f"{servers[1].url}sparql", path.read_text())
    return text.replace("http://example2.org/sparql", f"{servers[2].url}sparql")


@pytest.mark.parametrize("name", TESTS)
def test_the_answer_is_that_of_the_standard(suite: Path, servers: list[Server], name: str) -> None:
    for server, document in zip(servers, TESTS[name], strict=True):
        load(server, suite / document if document else None)
    reply = servers[0].query(query(suite, name, servers), "application/sparql-results+xml")
    assert reply.status == 200, reply.text
    assert solutions(reply.body) == solutions((suite / f"{name}.srx").read_bytes())


def test_the_one_with_a_variable_endpoint_is_refused(suite: Path, servers: list[Server]) -> None:
    assert servers[0].query(query(suite, "service05", servers)).status == 400


def test_what_the_grammar_allows_is_understood(suite: Path, servers: list[Server]) -> None:
    documents = sorted((suite.parent / "syntax-fed").glob("*.rq"))
    assert documents
    for document in documents:
        text = document.read_text().replace("<g>", f"<{servers[2].url}sparql>")
        assert servers[0].get(f"/sparql?query={quote(text)}").status == 200
