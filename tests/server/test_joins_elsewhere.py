"""Joins with other people's data: the queries of `queries/remote`, between servers that stand in for theirs; our dump
beside another graph."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store

if TYPE_CHECKING:
    from conftest import Server

Start = Callable[..., AbstractContextManager["Server"]]
HERE = "here"
_HEADER = re.compile(r"^# (title|question|runs-at|asks): (.+)$", re.MULTILINE)
_JOINED = [
    (
        "01-capitals-of-those-against",
        [["China", "Beijing", "1000"], ["Russia", "Moscow", "200"]],
    ),
    ("02-names-in-the-languages-of-the-eu", [["France", "Franza"], ["France", "Ranska"]]),
    ("03-office-in-wikidata", [["Ban Ki-moon", "2007-01-01", "2007-01-01T00:00:00Z"]]),
    ("04-from-wikidata-to-ballots", [["Cuba", "against"], ["Japan", "for"]]),
]


@dataclass(frozen=True)
class Remote:
    """A query that is evaluated at one endpoint and asks another."""

    header: dict[str, str]
    text: str


@pytest.fixture(scope="module")
def remotes(root: Path) -> dict[str, Remote]:
    """The queries of the folder, by name."""
    found = {}
    for path in sorted((root / "queries" / "remote").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        found[path.stem] = Remote(dict(_HEADER.findall(text)), text)
    return found


@pytest.fixture(scope="module")
def both(own: Path, fixtures: Path, start: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """A server over our data and one over a few statements of others; each asked by a third that may ask it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "token").write_text("word")
    there = {"store": folder / "store", "writable": True, "unchecked": True, "token_file": folder / "token"}
    with start(**there) as other, start(store=own) as ours:
        told = {"Content-Type": "text/turtle", "Authorization": "Bearer word"}
        body = (fixtures / "server" / "elsewhere.ttl").read_bytes()
        assert other.request("PUT", "/graphs?graph=http://example.org/g", body, **told).status == 201
        near = {"service_networks": "127.0.0.1"}
        with (
            start(store=own, services=f"{other.url}sparql", **near) as here,
            start(**there | {"writable": False, "services": f"{ours.url}sparql"}, **near) as away,
        ):
            yield [here, other, away, ours]


def test_each_query_says_where_it_runs_and_whom_it_asks(remotes: dict[str, Remote]) -> None:
    assert remotes
    for remote in remotes.values():
        assert set(remote.header) == {"title", "question", "runs-at", "asks"}
        assert f"SERVICE <{remote.header['asks']}>" in remote.text
        assert remote.header["runs-at"] == HERE or remote.header["runs-at"].startswith("https://")


def test_every_query_is_tried(remotes: dict[str, Remote]) -> None:
    assert list(remotes) == [name for name, _ in _JOINED]


@pytest.mark.parametrize(("name", "rows"), _JOINED)
def test_a_query_joins_what_both_know(
    name: str, rows: list[list[str]], remotes: dict[str, Remote], both: list[Server]
) -> None:
    here, other, away, ours = both
    remote = remotes[name]
    asked, answering = (here, other) if remote.header["runs-at"] == HERE else (away, ours)
    reply = asked.query(remote.text.replace(remote.header["asks"], f"{answering.url}sparql"), "text/csv")
    assert reply.status == 200, reply.text
    assert list(csv.reader(io.StringIO(reply.text)))[1:] == rows


def test_the_guide_names_every_query(root: Path, remotes: dict[str, Remote]) -> None:
    guide = (root / "docs" / "integrator.md").read_text(encoding="utf-8")
    for name, remote in remotes.items():
        assert f"(../queries/remote/{name}.rq)" in guide
        assert remote.header["title"] in guide


def test_our_dump_loads_beside_another_graph_and_joins(both: list[Server], fixtures: Path, tmp_path: Path) -> None:
    (tmp_path / "unkg.nq.gz").write_bytes(both[3].get("/dumps/unkg.nq.gz").body)
    store = Store()
    with gzip.open(tmp_path / "unkg.nq.gz") as dump:
        store.bulk_load(dump, RdfFormat.N_QUADS)
    store.bulk_load(path=fixtures / "server" / "elsewhere.ttl", format=RdfFormat.TURTLE)
    found = store.query(
        "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX un: <https://w3id.org/unkg/ontology#>"
        " SELECT ?code { ?state owl:sameAs ?item ; un:iso3 ?code . ?item <http://www.wikidata.org/prop/direct/P36> ?c }"
        " ORDER BY ?code",
        use_default_graph_as_union=True,
    )
    assert found.serialize(format=QueryResultsFormat.CSV) == b"code\r\nCHN\r\nFRA\r\nRUS\r\n"  # type: ignore[union-attr]
