"""The nursery and its workers, without the web."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ontology.errors import InputError
from server.engine.launcher import Launcher
from server.engine.nursery import Spec
from server.engine.pool import Pool
from server.engine.turns import Limits
from server.engine.wire import Job
from server.problems import Problem
from triples.iris import BASE
from triples.snapshot import write_lines


def job(query: str, timeout: float = 20.0, size: int = 64) -> Job:
    return Job(query, "csv", "ntriples", BASE, timeout, size)


def count(pool: Pool) -> bytes:
    return pool.evaluate(job("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).read().split()[1]


def worker_of(pool: Pool) -> int:
    """The process that is idle."""
    (worker,) = pool.turns.idle
    return worker.pid


def test_a_worker_is_used_again(pool: Pool) -> None:
    assert count(pool) == b"40"
    first = worker_of(pool)
    assert count(pool) == b"40"
    assert worker_of(pool) == first


def test_a_worker_that_died_while_idle_is_replaced_unnoticed(pool: Pool) -> None:
    count(pool)
    first = worker_of(pool)
    os.kill(first, signal.SIGTERM)
    assert count(pool) == b"40"
    assert worker_of(pool) != first


def test_a_refused_query_costs_no_worker(pool: Pool) -> None:
    count(pool)
    first = worker_of(pool)
    with pytest.raises(Problem) as caught:
        pool.evaluate(job("SELEC"))
    assert caught.value.status == 400
    assert worker_of(pool) == first


def test_a_worker_that_grew_is_let_go_with_its_memory(pool: Pool) -> None:
    count(pool)
    first = worker_of(pool)
    large = "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert pool.evaluate(job(large)).read().split()[1] == str(40**3).encode()
    assert count(pool) == b"40"
    assert worker_of(pool) != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_worker_that_has_copied_much_of_the_data_by_reading_is_let_go(tmp_path: Path) -> None:
    lines = (f"<urn:s{i}> <urn:p> <urn:o{i}> <urn:g> .\n".encode() for i in range(500_000))
    write_lines(sorted(lines), tmp_path)
    with Launcher(Spec(str(tmp_path), BASE, False, 1024)) as launcher:
        launcher.start()
        launcher.ready()
        pool = Pool(launcher.door, Limits(1, 4, 1024))
        pool.evaluate(job("SELECT * { GRAPH ?g { <urn:s1> ?p ?o } }")).read()
        first = worker_of(pool)
        everything = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        assert pool.evaluate(job(everything)).read().split()[1] == b"500000"
        pool.evaluate(job("SELECT * { GRAPH ?g { <urn:s2> ?p ?o } }")).read()
        assert worker_of(pool) != first
        pool.close()


def test_a_job_longer_than_one_read_arrives_whole(pool: Pool) -> None:
    values = " ".join(f"({i})" for i in range(100_000))
    answer = pool.evaluate(job(f"SELECT (COUNT(*) AS ?n) {{ VALUES (?i) {{ {values} }} }}"))
    assert answer.read().split()[1] == b"100000"


def test_a_result_longer_than_one_frame_arrives_whole(pool: Pool) -> None:
    answer = pool.evaluate(job("SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
    assert answer.following is not None
    assert answer.read().count(b"\n") == 1 + 40**3
    assert count(pool) == b"40"


def test_a_result_that_is_left_unread_ends_its_worker(pool: Pool) -> None:
    answer = pool.evaluate(job("SELECT * {" + "?a ?b ?c . " + "".join(f"?d{i} ?e{i} ?f{i} . " for i in range(8)) + "}"))
    chunks = answer.chunks()
    assert next(chunks)
    chunks.close()  # type: ignore[attr-defined]
    assert count(pool) == b"40"


def test_a_nursery_that_died_is_started_again_and_serves_at_the_same_door(launcher: Launcher) -> None:
    pool = Pool(launcher.door, Limits(1, 1, 256))
    assert launcher.revive() is None
    assert count(pool) == b"40"
    assert launcher._process is not None
    os.kill(launcher._process.pid, signal.SIGKILL)
    os.waitpid(launcher._process.pid, 0)
    os.kill(worker_of(pool), signal.SIGTERM)
    assert launcher.revive() is not None
    assert count(pool) == b"40"
    pool.close()


def test_a_store_without_a_snapshot_is_one_line(tmp_path: Path) -> None:
    with Launcher(Spec(str(tmp_path), BASE, True, 64)) as launcher:
        launcher.start()
        with pytest.raises(InputError, match="no snapshot"):
            launcher.ready()


def test_things_and_graphs_move_to_another_base_and_the_vocabulary_stays(world: Path) -> None:
    with Launcher(Spec(str(world), "http://un.example/", True, 256)) as launcher:
        launcher.start()
        launcher.ready()
        pool = Pool(launcher.door, Limits(1, 1, 256))
        query = "SELECT ?g ?s { GRAPH ?g { ?s <https://w3id.org/unkg/ontology#iso3> 'CHN' } }"
        assert pool.evaluate(job(query)).read().decode().split()[1] == (
            "http://un.example/graph/reference/states,http://un.example/id/state/china"
        )
        old = (
            "SELECT * { { ?x ?p ?o } UNION { ?s ?p ?x } FILTER(REGEX(STR(?x), '^https://w3id.org/unkg/(id|graph)/')) }"
        )
        assert pool.evaluate(job(old)).read().count(b"\n") == 1
        pool.close()
