"""Snapshots: the same data are the same bytes, a broken write changes nothing, damage is told in one line."""

import gzip
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ontology.errors import InputError
from triples import snapshot
from triples.iris import graph, thing


def some_quads(count: int = 20, word: str = "word") -> list[Quad]:
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    return [
        Quad(thing("topic", word, str(n)), label, Literal(f"{word} {n}\nline two"), graph("article", word))
        for n in range(count)
    ]


def test_what_is_written_is_what_is_loaded(tmp_path: Path) -> None:
    snapshot.write(some_quads(), tmp_path)
    assert set(snapshot.current(tmp_path).load()) == set(some_quads())


def test_the_manifest_counts_the_triples_of_each_graph_and_names_the_inputs(tmp_path: Path) -> None:
    made = snapshot.write([*some_quads(3), *some_quads(2, "other")], tmp_path, {"table.csv": "abc"})
    read = snapshot.current(tmp_path)
    assert read == made
    assert read.graphs == {graph("article", "other").value: 2, graph("article", "word").value: 3}
    assert (read.size, read.inputs) == (5, {"table.csv": "abc"})


def test_order_and_repeats_of_the_quads_do_not_change_a_byte(tmp_path: Path) -> None:
    quads = some_quads()
    shuffled = [*quads, *quads]
    random.Random(1).shuffle(shuffled)
    one, other = snapshot.write(quads, tmp_path / "one"), snapshot.write(shuffled, tmp_path / "other")
    assert one.id == other.id
    for name in (snapshot.DATA, snapshot.MANIFEST):
        assert (one.path / name).read_bytes() == (other.path / name).read_bytes()


def test_the_id_is_the_hash_of_the_sorted_lines(tmp_path: Path) -> None:
    made = snapshot.write(some_quads(), tmp_path)
    lines = gzip.decompress((made.path / snapshot.DATA).read_bytes()).splitlines()
    assert lines == sorted(lines)
    assert made.id == hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def test_what_is_in_no_named_graph_is_refused(tmp_path: Path) -> None:
    (quad,) = some_quads(1)
    with pytest.raises(ValueError, match="named graph"):
        snapshot.write([Quad(quad.subject, quad.predicate, quad.object)], tmp_path)


def test_a_blank_node_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="blank node"):
        snapshot.write([Quad(BlankNode(), NamedNode("http://x/p"), Literal("x"))], tmp_path)


def test_a_new_snapshot_replaces_the_old_one_and_only_the_last_two_are_kept(tmp_path: Path) -> None:
    made = [snapshot.write(some_quads(n), tmp_path) for n in (1, 2, 3)]
    assert snapshot.current(tmp_path) == made[2]
    assert [one.path.exists() for one in made] == [False, True, True]


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_store_without_a_snapshot_says_how_to_make_one(tmp_path: Path, folder: str) -> None:
    with pytest.raises(InputError, match="no snapshot here; make one with `unkg build"):
        snapshot.current(tmp_path / folder)


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"id": "x"}', '{"id": 1, "graphs": 2, "inputs": {}}'])
def test_a_damaged_manifest_is_told_in_one_line(tmp_path: Path, manifest: str) -> None:
    (snapshot.write(some_quads(), tmp_path).path / snapshot.MANIFEST).write_text(manifest)
    with pytest.raises(InputError, match="this snapshot is damaged; make a new one"):
        snapshot.current(tmp_path)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 0xFF]) + data[41:]


def other_data(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).replace(b"word 1", b"word 9"))


def no_quads(data: bytes) -> bytes:
    return gzip.compress(b"this is no N-Quads\n")


@pytest.mark.parametrize("damage", [cut, flipped, other_data, no_quads, lambda data: b""])
def test_damaged_data_are_not_served(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    file = snapshot.write(some_quads(), tmp_path).path / snapshot.DATA
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(InputError, match="this snapshot is damaged; make a new one"):
        snapshot.current(tmp_path).load()


def test_a_second_build_at_the_same_time_is_told_to_wait(tmp_path: Path) -> None:
    with snapshot._locked(tmp_path), pytest.raises(InputError, match="another build is writing here"):
        snapshot.write(some_quads(), tmp_path)


def test_a_store_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"cannot write here .*; choose another folder with --store"):
        snapshot.write(some_quads(), tmp_path / "file")


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """As on a full disk: writing beyond so many bytes fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_gives_one_line_leaves_nothing_behind_and_keeps_the_old_snapshot(tmp_path: Path) -> None:
    old = snapshot.write(some_quads(1), tmp_path)
    files = sorted(tmp_path.iterdir())
    noise = [*some_quads(1), *(q for n in range(300) for q in some_quads(1, random.Random(n).randbytes(30).hex()))]
    with files_of_at_most(4096), pytest.raises(InputError, match="the disk is full; free up to 1 MB"):
        snapshot.write(noise, tmp_path)
    assert sorted(tmp_path.iterdir()) == files
    assert snapshot.current(tmp_path) == old


WRITE_FOR_EVER = """
import sys, pathlib
from pyoxigraph import Literal, NamedNode, Quad
from triples import snapshot
node = NamedNode("https://w3id.org/unkg/id/topic/x")
print("started", flush=True)
for n in range(10**9):
    snapshot.write([Quad(node, node, Literal(f"{n} {m}"), node) for m in range(2000)], pathlib.Path(sys.argv[1]))
"""


def test_killed_at_any_moment_the_store_still_opens_and_the_next_build_cleans_up(tmp_path: Path, root: Path) -> None:
    snapshot.write(some_quads(), tmp_path)
    for milliseconds in (5, 20, 45, 80):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(milliseconds / 1000)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        assert len(snapshot.current(tmp_path).load()) in (20, 2000)
    snapshot.write(some_quads(5), tmp_path)
    assert not list(tmp_path.glob("new-*"))
    assert len(json.loads((snapshot.current(tmp_path).path / snapshot.MANIFEST).read_text())["graphs"]) == 1
