"""A little of what `benchmarks/fuzz.py` does for minutes: what nobody would think of gets an answer fit to be seen."""

from __future__ import annotations

import importlib.util
import sys
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


@settings(
    max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_answer_is_fit_to_be_seen(small: Server, data: st.DataObject) -> None:
    request = data.draw(fuzz.requests())
    status, body = fuzz.answer(small.address, request)
    assert fuzz.fault(request, status, body) is None


def test_the_server_is_well_afterwards(small: Server) -> None:
    assert small.query("ASK {}").status == 200
    assert small.process.poll() is None


@pytest.mark.parametrize(
    ("status", "body", "wrong"),
    [(200, b"Traceback", False), (400, b"{}", False), (400, b"Traceback", True), (500, b"", True), (0, b"", True)],
)
def test_a_fault_is_seen(status: int, body: bytes, wrong: bool) -> None:
    assert (fuzz.fault(fuzz.Request(b"", sound=True), status, body) is not None) is wrong
