"""With --low-memory the data stay on disk: put there once, whole or not at all, and every answer is as from memory."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions

from ontology.errors import InputError
from server.elsewhere.place import Endpoint
from server.engine import ondisk
from server.engine.evaluation import Evaluation
from server.engine.holding import Holding
from server.engine.ondisk import OnDisk, on_disk
from server.run import run
from server.settings import Settings
from triples.iris import BASE
from triples.journal import NAME, load
from triples.snapshot import DATA, current, write

if TYPE_CHECKING:
    from conftest import Server

GRAPHS = [NamedNode(f"{BASE}graph/{name}") for name in ("votes/a", "votes/b", "article/c", "meta")]
ELSEWHERE = "https://example.org/un/"
QUERIES = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?p (COUNT(?o) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o } GROUP BY ?p",
    "SELECT * { ?s <urn:p0>+ ?o }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?o ?q ?s } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "ASK { ?s <urn:p0> <urn:s0> }",
)
OVER_HTTP = (
    "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }",
    "SELECT * { ?s ?p",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store whose graphs repeat some of what others say; the first two are large beside the others."""
    rng = random.Random(7)
    nodes, links = [NamedNode(f"urn:s{n}") for n in range(6)], [NamedNode(f"urn:p{n}") for n in range(3)]
    chosen = [GRAPHS[0]] * 3 + [GRAPHS[1]] + GRAPHS[2:]
    quads = {Quad(rng.choice(nodes), rng.choice(links), rng.choice(nodes), rng.choice(chosen)) for _ in range(120)}
    write(quads, tmp_path)
    return tmp_path


@pytest.fixture
def own_world(world: Path, tmp_path: Path) -> Path:
    """The small world, for one test alone."""
    return Path(shutil.copytree(world, tmp_path / "store", symlinks=True, ignore=shutil.ignore_patterns(".*")))


def answer(held: Holding | OnDisk, query: str) -> list[str]:
    result = Evaluation(held.store, query, None, None, apart=held.apart).result()
    if isinstance(result, QueryBoolean):
        return [str(bool(result))]
    assert isinstance(result, QuerySolutions)
    return sorted(str([str(row[variable]) for variable in result.variables]) for row in result)


def put(folder: Path, base: str = BASE, union: bool = True, large: int = 30) -> OnDisk:
    ondisk.write(folder, base, union, large)
    return on_disk(folder, base, union, lambda: True)


@pytest.mark.parametrize("base", [BASE, ELSEWHERE])
@pytest.mark.parametrize("union", [True, False])
def test_every_answer_is_that_from_memory(folder: Path, base: str, union: bool) -> None:
    held = Holding(load(folder), base, union, True, written=False, large=30)
    on = put(folder, base, union)
    assert bool(held.apart) == union
    assert on.apart == held.apart
    assert on.loaded() == held.loaded()
    for query in QUERIES:
        assert answer(on, query) == answer(held, query), query


def test_data_are_put_on_disk_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = put(folder)
    monkeypatch.setattr(ondisk, "_written", lambda *_: pytest.fail("written again"))
    assert put(folder) == first


def test_two_that_begin_at_once_put_them_there_once(folder: Path) -> None:
    threads = [threading.Thread(target=ondisk.write, args=(folder, BASE, True)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [*current(folder).path.glob("disk-*")] == [put(folder).path]


def test_what_a_killed_process_left_is_cleared_away(folder: Path) -> None:
    (current(folder).path / "new-half").mkdir()
    put(folder)
    assert not [*current(folder).path.glob("new-*")]


def test_damaged_data_are_not_put_there(folder: Path) -> None:
    other = write([Quad(GRAPHS[0], GRAPHS[0], GRAPHS[0], GRAPHS[0])], folder.parent / "other")
    shutil.copy(other.path / DATA, current(folder).path / DATA)
    with pytest.raises(InputError):
        put(folder)
    assert not [*current(folder).path.glob("new-*"), *current(folder).path.glob("disk-*")]


def test_they_go_with_their_snapshot(folder: Path) -> None:
    path = put(folder).path
    for number in range(3):
        write([Quad(NamedNode(f"urn:{number}"), GRAPHS[0], GRAPHS[0], GRAPHS[0])], folder)
    assert not path.exists()


def test_what_clients_wrote_is_not_passed_over(folder: Path) -> None:
    (folder / NAME).touch()
    with pytest.raises(InputError, match="clients have written"):
        put(folder)


def test_it_does_not_go_with_writing(folder: Path) -> None:
    with pytest.raises(InputError, match="leave out one"):
        run(Settings(store=folder, low_memory=True, writable=True), "a-token-of-some-length-for-this-test")


def test_it_does_not_go_with_a_store_elsewhere(folder: Path) -> None:
    with pytest.raises(InputError, match="leave out one"):
        run(Settings(store=folder, low_memory=True, endpoint=Endpoint("http://127.0.0.1:9/query")))


@pytest.fixture(scope="module")
def small(world: Path, tmp_path_factory: pytest.TempPathFactory, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    store = tmp_path_factory.mktemp("small") / "store"
    shutil.copytree(world, store, symlinks=True, ignore=shutil.ignore_patterns(".*"))
    with start(store=store, low_memory=True) as started:
        yield started


@pytest.mark.parametrize("query", OVER_HTTP)
def test_over_http_too(small: Server, server: Server, query: str) -> None:
    ours, memory = (each.query(query, accept="text/csv") for each in (small, server))
    assert ours.status == memory.status
    if ours.status == 200:
        assert ours.body == memory.body
    else:
        assert ours.json()["detail"] == memory.json()["detail"]


def test_a_query_at_its_deadline_is_ended_there_too(small: Server) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    assert small.query(endless, timeout="0.3").status == 503
    assert small.query("ASK {}").status == 200


def test_graphs_that_repeat_each_other_are_not_counted_twice_but_refused(small: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) {clauses} {{ ?s ?p ?o }}"
    named = small.query(
        "SELECT DISTINCT ?a ?b { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER(STR(?a) < STR(?b)) }"
    )
    pairs = [(row["a"]["value"], row["b"]["value"]) for row in named.json()["results"]["bindings"]]
    assert pairs
    reply = small.query(count.format(clauses=" ".join(f"FROM <{graph}>" for graph in pairs[0])))
    assert (reply.status, "GRAPH" in reply.json()["detail"]) == (400, True)
