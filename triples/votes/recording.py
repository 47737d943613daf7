"""Voting tables beside reports and reference tables: one node for each vote, differences as data, agreement counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Quad

from triples.joining import renaming
from triples.reference import load_tables
from triples.votes.agreement import Ballots
from triples.votes.cube import observations
from triples.votes.files import Report, Tables
from triples.votes.joining import Same, same_votes
from triples.votes.model import Entry, RollCall
from triples.votes.quads import quads
from triples.votes.reading import read
from triples.votes.sources import sources


def with_records(told: list[Quad], tables: Sequence[Tables], strict: bool, report: Report) -> list[Quad]:
    """The statements of reports and reference tables, under the IRIs that records give to their votes, and those of the
    records: their sources, entries and differences, and how often states voted alike.

    The tables are read twice: for what joins, then for what they say. Rows that cannot be read go to `report` once;
    with `strict` the first raises InputError.
    """
    if not tables:
        return told
    same = same_votes(told, read(tables, strict, report))
    kept = dict.fromkeys(renaming(quad, same.told) for quad in told)
    return [*kept, *sources(tables), *same.quads, *_recorded(read(tables, False, lambda line: None), same)]


def _recorded(entries: Iterator[Entry], same: Same) -> Iterator[Quad]:
    ballots = Ballots()
    for entry in entries:
        yield from quads(entry, same.place(entry, ballots) if isinstance(entry, RollCall) else None)
    for group in observations(ballots, permanent_members()):
        yield from group


def permanent_members() -> frozenset[str]:
    """The slugs of all that are or were permanent members of the Security Council."""
    return frozenset(row.state for row in load_tables().seats if row.kind == "permanent")
