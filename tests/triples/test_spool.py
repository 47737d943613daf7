"""A long run goes on where it was, and gives what it would have given in one go."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ontology.errors import InputError
from triples.spool import resumed

ITEMS = ["one", "two", "three", "four"]


class Run:
    """A run over items that notes which it had to work on."""

    def __init__(self, spool: Path, task: str = "capitals") -> None:
        self.spool, self.task, self.worked = spool, task, list[str]()

    def over(self, items: Iterable[str]) -> Iterator[bytes]:
        return resumed(self.spool, self.task, items, lambda item: hashlib.sha256(item.encode()).hexdigest(), self._work)

    def _work(self, items: Iterable[str]) -> Iterator[bytes]:
        for item in items:
            self.worked.append(item)
            yield f"{item.upper()}\n".encode()


def stopped_after(spool: Path, number: int, items: list[str] = ITEMS) -> None:
    """A run that ends after so many results."""
    results = Run(spool).over(items)
    for _ in range(number):
        next(results)
    results.close()


WHOLE = [b"ONE\n", b"TWO\n", b"THREE\n", b"FOUR\n"]


@pytest.mark.parametrize("done", [0, 1, 3, 4])
def test_what_was_done_is_not_done_again(tmp_path: Path, done: int) -> None:
    stopped_after(tmp_path / "spool", done)
    run = Run(tmp_path / "spool")
    assert list(run.over(ITEMS)) == WHOLE
    assert run.worked == ITEMS[done:]
    again = Run(tmp_path / "spool")
    assert list(again.over(ITEMS)) == WHOLE
    assert again.worked == []


@pytest.mark.parametrize("lost", [1, 5, 40, 150])
def test_a_record_that_was_torn_is_made_anew(tmp_path: Path, lost: int) -> None:
    stopped_after(tmp_path / "spool", 3)
    data = (tmp_path / "spool").read_bytes()
    (tmp_path / "spool").write_bytes(data[:-lost])
    assert list(Run(tmp_path / "spool").over(ITEMS)) == WHOLE


def test_a_record_that_was_changed_is_made_anew(tmp_path: Path) -> None:
    stopped_after(tmp_path / "spool", 3)
    data = (tmp_path / "spool").read_bytes()
    (tmp_path / "spool").write_bytes(data.replace(b"TWO", b"ZWO"))
    run = Run(tmp_path / "spool")
    assert list(run.over(ITEMS)) == WHOLE
    assert run.worked == ["two", "three", "four"]


def test_items_that_came_or_went_are_told_apart(tmp_path: Path) -> None:
    stopped_after(tmp_path / "spool", 4)
    assert list(Run(tmp_path / "spool").over(["one", "new", "three"])) == [b"ONE\n", b"NEW\n", b"THREE\n"]
    stopped_after(tmp_path / "spool", 4)
    assert list(Run(tmp_path / "spool").over(["one"])) == [b"ONE\n"]


def test_another_task_begins_anew(tmp_path: Path) -> None:
    stopped_after(tmp_path / "spool", 3)
    run = Run(tmp_path / "spool", "small letters")
    assert list(run.over(ITEMS)) == WHOLE
    assert run.worked == ITEMS


def test_two_runs_do_not_write_to_one_file(tmp_path: Path) -> None:
    first = Run(tmp_path / "spool").over(ITEMS)
    next(first)
    with pytest.raises(InputError, match="another run is writing here; wait for it to end"):
        next(Run(tmp_path / "spool").over(ITEMS))
    assert list(first) == WHOLE[1:]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError, match=r"cannot be written .*choose another place"):
        next(Run(tmp_path / "file" / "spool").over(ITEMS))
