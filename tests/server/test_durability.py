"""What was answered is kept, whatever happens; what was not is never half there."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.errors import InputError
from server.run import run
from server.settings import Settings
from triples.build import build
from triples.journal import NAME, Journal, load
from triples.patch import Patch
from triples.snapshot import current

if TYPE_CHECKING:
    from conftest import Server

Start = Callable[..., Any]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, object]:
    """A new store without rules."""
    (tmp_path / "token").write_text("word")
    return {
        "store": tmp_path / "store",
        "writable": True,
        "unchecked": True,
        "token_file": tmp_path / "token",
        "log": "faults",
    }


def update(server: Server, text: str) -> int:
    kind = "application/sparql-update"
    return server.request("POST", "/update", text.encode(), Authorization="Bearer word", Content_Type=kind).status


def numbers(server: Server) -> set[int]:
    reply = server.query("SELECT ?n { ?s <urn:p> ?n }", "text/csv")
    return set(map(int, reply.text.split()[1:]))


def nursery_of(server: Server) -> int:
    """The process that holds the data: a child of the main process that was started, not forked."""
    pid = server.process.pid
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        for child in children.read().split():
            if b"server.engine.nursery" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
    raise AssertionError("no nursery")


def kill(server: Server) -> None:
    """Everything at once, as when the power goes."""
    nursery = nursery_of(server)
    os.kill(nursery, signal.SIGKILL)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()


def test_a_write_survives_a_kill_right_after_the_answer(settings: dict[str, object], start: Start) -> None:
    for number in range(3):
        with start(**settings) as server:
            assert numbers(server) == set(range(number))
            assert update(server, f"INSERT DATA {{ <urn:s> <urn:p> {number} }}") == 204
            kill(server)
    with start(**settings) as server:
        assert numbers(server) == {0, 1, 2}


def test_kills_in_the_midst_of_writes_lose_no_answer_and_halve_no_write(
    settings: dict[str, object], start: Start
) -> None:
    """Each write states two numbers; a reader must find both or neither, and both where the answer came."""
    answered = set[int]()
    for turn in range(4):
        with start(**settings) as server:
            stop = threading.Event()
            writer = threading.Thread(target=_write_on, args=(server, turn * 1000, answered, stop))
            writer.start()
            _wait_for_more(answered)
            time.sleep(0.03 * turn)
            kill(server)
            stop.set()
            writer.join()
    with start(**settings) as server:
        found = numbers(server)
    assert answered <= found
    assert {-number for number in found if number} == {number for number in found if number}
    assert len(answered) > 4


def _wait_for_more(answered: set[int]) -> None:
    enough = len(answered) + 2
    _until(lambda: len(answered) >= enough)


def _write_on(server: Server, first: int, answered: set[int], stop: threading.Event) -> None:
    for number in range(first + 1, first + 1000):
        if stop.is_set():
            return
        try:
            status = update(
                server, f"INSERT DATA {{ <urn:s> <urn:p> {number} . GRAPH <urn:g> {{ <urn:s> <urn:p> -{number} }} }}"
            )
        except (OSError, HTTPException):
            return
        if status == 204:
            answered.add(number)


def test_a_nursery_that_is_killed_comes_back_with_every_write(settings: dict[str, object], start: Start) -> None:
    with start(**settings) as server:
        assert update(server, "INSERT DATA { <urn:s> <urn:p> 1 }") == 204
        os.kill(nursery_of(server), signal.SIGKILL)
        _until(lambda: update(server, "INSERT DATA { <urn:s> <urn:p> 2 }") == 204)
        assert numbers(server) == {1, 2}


def _until(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that")


def test_a_candidate_that_is_killed_has_changed_nothing(settings: dict[str, object], start: Start) -> None:
    endless = "INSERT { <urn:s> <urn:p> ?n } WHERE { SELECT (COUNT(*) AS ?n) {" + "".join(
        f" ?a{i} ?b{i} ?c{i} ." for i in range(12)
    )
    with start(**settings) as server:
        update(server, "INSERT DATA {" + "".join(f"<urn:{i}> <urn:p> {i} ." for i in range(20)) + "}")
        statuses = list[int]()
        writer = threading.Thread(target=lambda: statuses.append(update(server, endless + "} }")))
        writer.start()
        _until(lambda: bool(_busy_children(nursery_of(server))))
        for child in _busy_children(nursery_of(server)):
            os.kill(child, signal.SIGKILL)
        writer.join()
        assert statuses == [503]
        assert numbers(server) == set(range(20))
        assert update(server, "INSERT DATA { <urn:s> <urn:p> 20 }") == 204


def _busy_children(pid: int) -> list[int]:
    """Children that have two threads: a candidate that evaluates."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        return [int(child) for child in children.read().split() if len(os.listdir(f"/proc/{child}/task")) > 1]


def test_a_torn_record_is_cut_off_when_the_server_starts_and_the_log_says_so(
    settings: dict[str, object], start: Start, tmp_path: Path
) -> None:
    with start(**settings) as server:
        update(server, "INSERT DATA { <urn:s> <urn:p> 1 }")
        update(server, "INSERT DATA { <urn:s> <urn:p> 2 }")
    journal = tmp_path / "store" / NAME
    journal.write_bytes(journal.read_bytes()[:-5])
    with start(log_file=tmp_path / "log", **settings) as server:
        assert numbers(server) == {1}
        assert update(server, "INSERT DATA { <urn:s> <urn:p> 3 }") == 204
    assert "never confirmed" in (tmp_path / "log").read_text()
    with start(**settings) as server:
        assert numbers(server) == {1, 3}


def test_damage_in_the_midst_of_the_journal_is_one_line(
    settings: dict[str, object], start: Start, tmp_path: Path
) -> None:
    with start(**settings) as server:
        for number in range(3):
            update(server, f"INSERT DATA {{ <urn:s> <urn:p> {number} }}")
    journal = tmp_path / "store" / NAME
    journal.write_bytes(journal.read_bytes().replace(b'"1"', b'"7"'))
    with pytest.raises(InputError, match="journal: what clients wrote is damaged"):
        run(Settings.of({**settings, "port": 0}))


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """As if the disk were full from there on. Processes that are started inherit it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_507_nothing_is_changed_and_reading_goes_on(settings: dict[str, object], start: Start) -> None:
    with ExitStack() as stack:
        with no_file_over(8000):
            server = stack.enter_context(start(**settings))
        assert _stated(server, range(1000)) == 507  # the patch alone is too long
        assert numbers(server) == set()
        done = set[int]()
        while _stated(server, range(len(done), len(done) + 20)) == 204:
            done |= set(range(len(done), len(done) + 20))
        assert 20 <= len(done) < 200
        assert numbers(server) == done
        reply = server.request("PUT", "/graphs?default", b"", Authorization="Bearer word", Content_Type="text/turtle")
        assert reply.status == 507
        assert "Nothing was changed" in reply.json()["detail"]
        assert numbers(server) == done
    with start(**settings) as server:
        assert numbers(server) == done


def _stated(server: Server, stated: range) -> int:
    return update(server, "INSERT DATA {" + "".join(f"<urn:s> <urn:p> {number} ." for number in stated) + "}")


def test_a_long_journal_is_folded_when_the_server_starts(
    settings: dict[str, object], start: Start, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with start(**settings) as server:
        assert update(server, "INSERT DATA { <urn:s> <urn:p> 1 . GRAPH <urn:g> { <urn:s> <urn:p> 2 } }") == 204
    first = current(store).id
    long = [
        Quad(NamedNode(f"urn:{n}"), NamedNode("urn:q"), Literal("x" * 900), NamedNode("urn:long")) for n in range(9000)
    ]
    journal = Journal(store)
    for patch in (Patch.of(added=long), Patch.of(removed=long), Patch.of(added=long[:1])):
        journal.append(patch.encode())
    with start(**settings) as server:
        assert numbers(server) == {1, 2}
        assert server.query("ASK { <urn:0> <urn:q> ?o }").json()["boolean"] is True
        assert update(server, "INSERT DATA { <urn:s> <urn:p> 3 }") == 204
    assert current(store).id != first
    assert (store / NAME).stat().st_size < 2000
    with start(**settings) as server:
        assert numbers(server) == {1, 2, 3}


def test_two_servers_do_not_write_to_one_store(settings: dict[str, object], start: Start) -> None:
    with start(**settings), pytest.raises(InputError, match="another server writes to this store"):
        run(Settings.of({**settings, "port": 0}))


def test_a_server_that_only_reads_shows_what_was_written_before_it_started(
    settings: dict[str, object], start: Start
) -> None:
    with start(**settings) as writer:
        update(writer, "INSERT DATA { <urn:s> <urn:p> 1 }")
        with start(store=settings["store"]) as reader:
            assert numbers(reader) == {1}


def test_the_command_line_reads_what_was_written(settings: dict[str, object], start: Start, root: Path) -> None:
    with start(**settings) as server:
        update(server, "INSERT DATA { <urn:s> <urn:p> 17 }")
    command = [sys.executable, "unkg.py", "query", "SELECT ?n { ?s ?p ?n }", "--format", "csv"]
    given = subprocess.run([*command, "--store", str(settings["store"])], cwd=root, capture_output=True, text=True)
    assert given.stdout.split() == ["n", "17"]


def test_a_build_does_not_lose_what_was_written(settings: dict[str, object], start: Start, tmp_path: Path) -> None:
    with start(**settings) as server:
        update(server, "INSERT DATA { <urn:s> <urn:p> 1 }")
    with pytest.raises(InputError, match="a build would lose it"):
        build(tmp_path / "store", [], False, False, lambda *_: None)
    assert len(load(tmp_path / "store").store) == 1


def test_a_folder_that_holds_something_else_is_not_made_a_store(settings: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "letters").write_text("mine")
    with pytest.raises(InputError, match="there is no snapshot here"):
        run(Settings.of({**settings, "port": 0}))
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["letters"]
