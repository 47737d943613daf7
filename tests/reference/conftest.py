"""Our tables, read once; and a copy of them that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad

from triples.reference import FOLDER, load_registry, load_tables, reference_quads
from triples.reference.tables import Tables
from triples.registry import Registry

Breaker = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def tables() -> Tables:
    """All tables, checked."""
    return load_tables()


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry made from them."""
    return load_registry()


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    """The tables as quads."""
    return list(reference_quads())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables."""
    for path in FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def broken(folder: Path) -> Breaker:
    """Replaces one piece of text in one table of the copy, and gives the folder."""

    def breaks(table: str, old: str, new: str) -> Path:
        path = folder / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {table}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return breaks
