"""A nursery takes over from another: no query is lost, and what is loaded is known everywhere."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from ontology.errors import InputError
from server.engine.bulletin import Bulletin, Loaded
from server.engine.launcher import Launcher
from server.engine.nursery import Spec
from server.engine.pool import Pool
from server.engine.turns import Limits
from server.engine.wire import Job
from triples.iris import BASE
from triples.snapshot import current, write

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def job(query: str) -> Job:
    return Job(query, "csv", None, BASE, 30.0, 64)


def ask(pool: Pool, query: str = COUNT) -> int:
    return int(pool.evaluate(job(query)).read().split()[1])


def one_more(store: Path) -> str:
    """Writes a snapshot that has one triple more; its hash."""
    more = Quad(*(NamedNode(f"http://example.org/{name}") for name in "abcd"))
    return write([*current(store).load(), more], store).id


def renewed(launcher: Launcher) -> Loaded:
    while True:
        found = launcher.renewed()
        if found is not None:
            return found


@pytest.fixture
def store(world: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    shutil.copytree(world, tmp_path / "store", symlinks=True)
    return tmp_path / "store"


@pytest.fixture
def renewable(store: Path) -> Iterator[tuple[Launcher, Pool]]:
    with Launcher(Spec(str(store), BASE, True, 256)) as launcher:
        launcher.start()
        launcher.ready()
        pool = Pool(launcher.door, Limits(4, 1, 256))
        yield launcher, pool
        pool.close()


def test_queries_after_the_change_see_the_new_data_and_the_bulletin_says_so(
    store: Path, renewable: tuple[Launcher, Pool]
) -> None:
    launcher, pool = renewable
    assert ask(pool) == 40
    new = one_more(store)
    launcher.reload()
    loaded = renewed(launcher)
    assert (loaded.id, loaded.size) == (new, 43)
    assert launcher.bulletin.now() == loaded
    assert ask(pool) == 41


def test_a_query_under_way_is_answered_from_the_old_data(store: Path, renewable: tuple[Launcher, Pool]) -> None:
    launcher, pool = renewable
    old = launcher._process
    assert old is not None
    found: list[int] = []
    slow = threading.Thread(target=lambda: found.append(ask(pool, LONG)))
    slow.start()
    one_more(store)
    launcher.reload()
    renewed(launcher)
    assert ask(pool) == 41
    slow.join()
    assert found == [40**4]
    assert old.wait(30) == 0


def test_a_nursery_that_is_idle_leaves_at_once(store: Path, renewable: tuple[Launcher, Pool]) -> None:
    launcher, pool = renewable
    ask(pool)
    old = launcher._process
    assert old is not None
    launcher.reload()
    renewed(launcher)
    assert old.wait(30) == 0
    assert ask(pool) == 40


def test_many_clients_notice_nothing(store: Path, renewable: tuple[Launcher, Pool]) -> None:
    launcher, pool = renewable
    stop = threading.Event()
    found: list[int] = []
    failures: list[BaseException] = []

    def client() -> None:
        while not stop.is_set():
            try:
                found.append(ask(pool))
            except BaseException as error:
                failures.append(error)

    clients = [threading.Thread(target=client) for _ in range(4)]
    for one in clients:
        one.start()
    for _ in range(3):
        one_more(store) if max(found, default=40) == 40 else None
        launcher.reload()
        renewed(launcher)
    stop.set()
    for one in clients:
        one.join()
    assert failures == []
    assert set(found) == {40, 41}


def test_a_damaged_snapshot_leaves_the_old_one_serving(store: Path, renewable: tuple[Launcher, Pool]) -> None:
    launcher, pool = renewable
    before = launcher.bulletin.now()
    one_more(store)
    data = current(store).path / "data.nq.gz"
    data.write_bytes(data.read_bytes()[:-20])
    launcher.reload()
    with pytest.raises(InputError, match="damaged"):
        renewed(launcher)
    assert launcher.bulletin.now() == before
    assert ask(pool) == 40


def test_a_nursery_that_dies_comes_back_with_what_the_store_has_by_then(
    store: Path, renewable: tuple[Launcher, Pool]
) -> None:
    launcher, pool = renewable
    assert launcher._process is not None
    new = one_more(store)
    os.kill(launcher._process.pid, signal.SIGKILL)
    launcher._process.wait()
    launcher.revive()
    assert launcher.bulletin.now().id == new
    assert ask(pool) == 41


def test_a_notice_is_seen_through_another_descriptor_of_the_same_file() -> None:
    here = Bulletin.fresh()
    here.publish(Loaded("a", {"http://example.org/g": 2}, True, 1.5))
    there = Bulletin(os.dup(here.descriptor))
    assert there.now() == Loaded("a", {"http://example.org/g": 2}, True, 1.5)
    here.publish(Loaded("b", {}, False))
    assert there.now().id == "b"


def test_a_writer_that_dies_half_way_leaves_readers_with_what_they_knew() -> None:
    bulletin = Bulletin.fresh()
    bulletin.publish(Loaded("a", {}, True))
    assert bulletin.now().id == "a"
    bulletin._head[0] += 1
    assert bulletin.now().id == "a"
    bulletin.publish(Loaded("b", {}, True))
    assert bulletin.now().id == "b"


def test_the_version_changes_with_the_snapshot_and_with_every_write() -> None:
    versions = {Loaded("a", {}, True).version, Loaded("b", {}, True).version, Loaded("a", {}, True, writes=1).version}
    assert len(versions) == 3
