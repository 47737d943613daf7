"""A little of what `benchmarks/fuzz.py` does for minutes: what nobody would think of gets an answer fit to be seen."""

from __future__ import annotations

import importlib.util
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from conftest import Server


def loaded() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "fuzz.py"
    spec = importlib.util.spec_from_file_location("benchmarks_fuzz", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fuzz = loaded()


@pytest.fixture(scope="module")
def small(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, **fuzz.LIMITS) as started:
        yield started


@pytest.fixture(scope="module")
def written(start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server that takes what is sent to it."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "token").write_text(fuzz.TOKEN)
    given = {"writable": True, "unchecked": True, "token_file": folder / "token", **fuzz.LIMITS}
    with start(store=folder / "store", processes=1, **given) as started:
        yield started


@settings(
    max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_answer_is_fit_to_be_seen(small: Server, data: st.DataObject) -> None:
    request = data.draw(fuzz.requests())
    status, body = fuzz.answer(small.address, request)
    assert fuzz.fault(request, status, body) is None


@settings(
    max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_answer_to_a_write_is_too(written: Server, data: st.DataObject) -> None:
    request = data.draw(fuzz.writes())
    status, body = fuzz.answer(written.address, request)
    assert fuzz.fault(request, status, body) is None


def test_the_servers_are_well_afterwards(small: Server, written: Server) -> None:
    for server in (small, written):
        assert server.query("ASK {}").status == 200
        assert server.process.poll() is None


def test_an_answer_that_is_followed_by_more_is_a_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with listener.accept()[0] as client:
                client.recv(1 << 16)
                client.sendall(b"HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 500 Worse\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        request = fuzz.Request(b"GET / HTTP/1.1\r\n\r\n", sound=True)
        status, body = fuzz.answer(listener.getsockname(), request)
        thread.join()
    assert (status, body) == (fuzz.DOUBLED, b"{}")
    assert "more follows" in str(fuzz.fault(request, status, body))


@pytest.mark.parametrize(
    ("status", "body", "wrong"),
    [(200, b"Traceback", False), (400, b"{}", False), (400, b"Traceback", True), (500, b"", True), (0, b"", True)],
)
def test_a_fault_is_seen(status: int, body: bytes, wrong: bool) -> None:
    assert (fuzz.fault(fuzz.Request(b"", sound=True), status, body) is not None) is wrong
