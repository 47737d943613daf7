"""Small voting tables in our own words, and what is read from them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from triples.votes import Entry, RollCall, read, recognise
from triples.votes.files import Tables

Reader = Callable[..., list[Entry]]
TABLES = (
    "ga_rollcall_votes.csv",
    "ga_rollcalls.csv",
    "library-assembly.csv",
    "library-council.csv",
    "meetings.csv",
    "resolutions.csv",
    "un_roll_call_issues.csv",
    "un_roll_calls.csv",
    "un_votes.csv",
    "vetoes-by-topic.csv",
    "vetoes-library.csv",
)


@pytest.fixture(scope="session")
def records(fixtures: Path) -> Path:
    """The folder of the tables."""
    return fixtures / "records"


@pytest.fixture(scope="session")
def all_tables(records: Path) -> list[Tables]:
    """All of them, recognised."""
    return recognise([records / name for name in TABLES])


@pytest.fixture(scope="session")
def entries(records: Path) -> Reader:
    """Reads some of the tables by name."""

    def reader(*names: str, told: list[str] | None = None) -> list[Entry]:
        lines = [] if told is None else told
        return list(read(recognise([records / name for name in names]), False, lines.append))

    return reader


@pytest.fixture(scope="session")
def un_votes(entries: Reader) -> dict[str, RollCall]:
    """The roll calls of the tables by country name, by their key."""
    found = entries("un_votes.csv", "un_roll_calls.csv", "un_roll_call_issues.csv")
    return {entry.key: entry for entry in found if isinstance(entry, RollCall)}
