"""Small voting tables in our own words, and what is read from them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad

from triples.joining import join_votes
from triples.reference import reference_quads
from triples.votes import Entry, RollCall, quads, read, recognise, sources
from triples.votes.agreement import Ballots
from triples.votes.cube import observations
from triples.votes.files import Tables
from triples.votes.joining import Same, same_votes

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


@pytest.fixture(scope="session")
def reference() -> list[Quad]:
    return list(reference_quads())


@pytest.fixture(scope="session")
def same(reference: list[Quad], all_tables: list[Tables]) -> Same:
    return same_votes(join_votes(reference), read(all_tables, False, lambda line: None))


@pytest.fixture(scope="session")
def ballots() -> Ballots:
    return Ballots()


@pytest.fixture(scope="session")
def recorded(reference: list[Quad], all_tables: list[Tables], same: Same, ballots: Ballots) -> list[Quad]:
    """What the tables say, their differences, and how often states voted alike."""
    made = [*sources(all_tables), *same.quads]
    for entry in read(all_tables, False, lambda line: None):
        made += quads(entry, same.place(entry, ballots) if isinstance(entry, RollCall) else None)
    permanent = frozenset({"china", "france", "soviet-union", "united-states"})
    return [*made, *(quad for group in observations(ballots, permanent) for quad in group)]
