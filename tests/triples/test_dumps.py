"""Downloads: made by the build, by one process or by several, the same each time."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from triples import dumps, snapshot
from triples.build import build
from triples.snapshot import DATA, Snapshot


@pytest.fixture
def made(tmp_path: Path) -> Snapshot:
    names = [NamedNode(f"http://e/{letter}") for letter in "abc"]
    quads = [Quad(one, names[0], Literal(other.value), graph) for one in names for other in names for graph in names]
    return snapshot.write(quads, tmp_path)


def test_a_build_leaves_the_downloads_ready(tmp_path: Path) -> None:
    built = build(tmp_path, [], False, False, lambda doing, done, total: None).snapshot
    assert {path.name for path in (built.path / "dumps").iterdir()} == set(dumps.NAMES)


def test_n_quads_are_the_data_file(made: Snapshot) -> None:
    quads, *_ = dumps.dumps(made)
    assert quads.path.read_bytes() == (made.path / DATA).read_bytes()


def test_several_processes_make_what_one_makes(
    made: Snapshot, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = [dump.sha256 for dump in dumps.dumps(made)]
    again = snapshot.write(made.load(), tmp_path_factory.mktemp("again"))
    monkeypatch.setattr(dumps, "_FEW", 0)
    assert [dump.sha256 for dump in dumps.dumps(again, jobs=2)] == alone


def test_where_they_cannot_be_written_nothing_is_left(made: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    (made.path / DATA).unlink()
    with pytest.raises(OSError, match="No such file"):
        dumps.dumps(made)
    assert not list(made.path.glob("dumps*"))
