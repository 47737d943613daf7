"""What clients wrote is kept beside the snapshot, and survives whatever happens to the process that wrote it."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from ontology.errors import InputError
from triples.journal import NAME, Journal, fold_if_long, load, refuse_if_written, take
from triples.patch import Patch
from triples.snapshot import current, write

P, G, H = (NamedNode(f"http://un.example/{name}") for name in "pgh")


def quad(number: int, graph: NamedNode | DefaultGraph = G) -> Quad:
    return Quad(NamedNode(f"http://un.example/{number}"), P, Literal("a\nb"), graph)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one quad."""
    write([quad(0)], tmp_path)
    return tmp_path


def quads(folder: Path) -> set[Quad]:
    return set(load(folder).store)


def keep(folder: Path, *patches: Patch) -> None:
    journal = Journal(folder)
    for patch in patches:
        journal.append(patch.encode())


def test_what_was_added_and_removed_is_there_when_the_store_is_loaded_again(folder: Path) -> None:
    keep(folder, Patch.of(added=[quad(1), quad(2, H)]), Patch.of(removed=[quad(0), quad(1)]))
    assert quads(folder) == {quad(2, H)}


def test_each_graph_knows_the_last_patch_that_changed_it(folder: Path) -> None:
    keep(folder, Patch.of(added=[quad(1)]), Patch.of(added=[quad(2, H)]), Patch.of(added=[quad(3, DefaultGraph())]))
    contents = load(folder)
    assert contents.touched == {G.value: 1, H.value: 2, None: 3}
    assert contents.patches == 3
    assert contents.counts() == {G.value: 2, H.value: 1}


def test_graphs_without_a_triple_and_blank_nodes_are_kept(folder: Path) -> None:
    blank = Quad(BlankNode("b1"), P, BlankNode("b2"), H)
    keep(folder, Patch.of(added=[blank], created=["http://un.example/empty"]))
    keep(folder, Patch.of(removed=[quad(0)], dropped=[G.value]))
    store = load(folder).store
    assert set(store) == {blank}
    assert {graph.value for graph in store.named_graphs()} == {H.value, "http://un.example/empty"}  # type: ignore[union-attr]


def test_a_record_cut_anywhere_is_left_out_and_the_next_write_takes_its_place(folder: Path) -> None:
    keep(folder, Patch.of(added=[quad(1)]))
    whole = (folder / NAME).read_bytes()
    keep(folder, Patch.of(added=[quad(2)]))
    torn = (folder / NAME).read_bytes()
    for end in range(len(whole) + 1, len(torn)):
        (folder / NAME).write_bytes(torn[:end])
        assert quads(folder) == {quad(0), quad(1)}
    journal = Journal(folder)
    assert journal.lost == len(torn) - 1 - len(whole)
    assert (folder / NAME).read_bytes() == whole
    journal.append(Patch.of(added=[quad(3)]).encode())
    assert quads(folder) == {quad(0), quad(1), quad(3)}


@pytest.mark.parametrize(
    "tail", [b"\0" * 500, b"unkg-patch 99 ", b"unkg-patch 5 " + b"0" * 64 + b"\nabcde", b"noise\n"]
)
def test_a_tail_that_is_no_record_is_left_out(folder: Path, tail: bytes) -> None:
    keep(folder, Patch.of(added=[quad(1)]))
    with (folder / NAME).open("ab") as journal:
        journal.write(tail)
    assert quads(folder) == {quad(0), quad(1)}


@pytest.mark.parametrize("place", [3, 30, 150])
def test_damage_before_a_whole_record_is_one_line(folder: Path, place: int) -> None:
    keep(folder, Patch.of(added=[quad(1), quad(2)]), Patch.of(added=[quad(3)]))
    data = bytearray((folder / NAME).read_bytes())
    data[place] ^= 1
    (folder / NAME).write_bytes(data)
    with pytest.raises(InputError, match=r"journal: what clients wrote is damaged"):
        load(folder)


def test_a_patch_that_says_nothing_known_is_damage(folder: Path) -> None:
    Journal(folder).append(b"{}\n")
    with pytest.raises(InputError, match="damaged"):
        load(folder)


def test_only_one_process_may_write(folder: Path) -> None:
    with take(folder):
        code = "import sys; from pathlib import Path; from triples.journal import take; take(Path(sys.argv[1]))"
        other = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert "another server writes to this store" in other.stderr


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot write here"):
        take(tmp_path / "missing")


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file of this process may grow over 2000 bytes, as if the disk were full then."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_files")
def test_a_full_disk_leaves_the_journal_as_it_was(folder: Path) -> None:
    keep(folder, Patch.of(added=[quad(1)]))
    journal, before = Journal(folder), (folder / NAME).read_bytes()
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        journal.append(Patch.of(added=map(quad, range(100))).encode())
    assert (folder / NAME).read_bytes() == before
    journal.append(Patch.of(added=[quad(2)]).encode())
    assert quads(folder) == {quad(0), quad(1), quad(2)}


def test_after_a_write_that_cannot_be_taken_back_no_more_are_taken(folder: Path) -> None:
    journal = Journal(folder)
    os.close(journal._descriptor)
    for _ in range(2):
        with pytest.raises(OSError, match=r"file descriptor|taken back"):
            journal.append(Patch.of(added=[quad(1)]).encode())
    assert quads(folder) == {quad(0)}


def test_a_short_journal_is_not_folded(folder: Path) -> None:
    assert not fold_if_long(folder)
    keep(folder, Patch.of(added=[quad(1)]))
    assert not fold_if_long(folder)


def test_a_long_journal_becomes_a_snapshot_and_what_that_cannot_hold_a_new_journal(folder: Path) -> None:
    strange = [Quad(BlankNode("b"), P, Literal(1), G), quad(5, DefaultGraph())]
    keep(folder, Patch.of(added=[quad(1), *strange], created=[H.value]), Patch.of(removed=[quad(0)]))
    assert fold_if_long(folder, 0)
    assert set(current(folder).load()) == {quad(1)}
    assert load(folder).patches == 1
    assert quads(folder) == {quad(1), *strange}
    assert H in set(load(folder).store.named_graphs())


def test_folding_that_stops_before_the_new_journal_loses_and_doubles_nothing(folder: Path) -> None:
    keep(folder, Patch.of(added=[quad(1), quad(2)]), Patch.of(removed=[quad(0), quad(2)]), Patch.of(added=[quad(0)]))
    before, journal = quads(folder), (folder / NAME).read_bytes()
    assert fold_if_long(folder, 0)
    (folder / NAME).write_bytes(journal)
    assert quads(folder) == before


def test_a_build_into_a_store_that_clients_wrote_to_is_refused(folder: Path) -> None:
    refuse_if_written(folder)
    keep(folder, Patch.of(added=[quad(1)]))
    with pytest.raises(InputError, match="a build would lose it"):
        refuse_if_written(folder)


def test_a_patch_comes_back_as_it_was_encoded() -> None:
    patch = Patch.of([quad(1)], [quad(2), quad(3, H)], [G.value], ["http://un.example/é"])
    assert Patch.decode(patch.encode()) == patch
    store = Store()
    store.extend([quad(1), quad(9)])
    for _ in range(2):
        patch.apply(store)
        assert set(store) == {quad(2), quad(3, H)}
    assert patch
    assert not Patch()
