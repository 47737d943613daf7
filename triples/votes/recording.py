"""Voting tables beside reports and reference tables: one node for each vote, differences as data, agreement counted.

A table lists a million ballots, of which a report tells of a few. The entries that it tells of go with the reports,
into whatever is concluded from them; all others are described, checked and written group by group, and never held
together.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from typing import IO, Any

from pyoxigraph import Quad

from ontology.terms import RDF, UN
from triples.corpus import Progress
from triples.joining import renaming
from triples.reference import load_tables
from triples.votes.agreement import Ballots
from triples.votes.checking import Check, Entries, Group, Passed
from triples.votes.cube import observations
from triples.votes.files import Report, Tables
from triples.votes.joining import Same, same_votes
from triples.votes.model import Entry, RollCall
from triples.votes.quads import quads
from triples.votes.reading import read
from triples.votes.sources import sources
from triples.workers import in_order

_AT_ONCE = 10  # entries of a group: fewer repeat the work of beginning, of more each node costs more to check


class Records:
    """The entries of voting tables on their way into a build: noted in files without a name, which `files` closes."""

    def __init__(self, tables: Sequence[Tables], strict: bool, report: Report, files: ExitStack) -> None:
        self._tables, self._strict, self._report = tables, strict, report
        self._entries, self._groups = _Notes(files), _Notes(files)
        self._counted: Iterator[Iterable[Quad]] = iter(())
        self._around: list[Quad] = []

    def joined(self, told: list[Quad]) -> list[Quad]:
        """The statements of reports and reference tables, under the IRIs that records give to their votes, with what
        records say of these votes, and how records and reports differ.

        Rows that cannot be read go to the report; in a strict build the first raises InputError.
        """
        if not self._tables:
            return told
        same = same_votes(told, self._entries.noting(read(self._tables, self._strict, self._report)))
        kept = list(dict.fromkeys(renaming(quad, same.told) for quad in told))
        own, ballots = [*sources(self._tables)], Ballots()
        about = self._parted(same, ballots, _described(kept) | {quad.object for quad in same.quads})
        self._counted = observations(ballots, permanent_members())
        self._around = [*own, *next(self._counted)]
        return [*kept, *self._around, *same.quads, *about]

    def checked(self, jobs: int, progress: Progress) -> Iterator[Passed]:
        """All other entries and the counts of agreement, described and checked, by so many processes."""
        if not self._tables:
            return
        groups: Iterator[Group] = chain(self._groups, self._counted)
        for number, found in enumerate(in_order(Check(tuple(self._around)), groups, jobs)):
            progress("validating the records", number, max(len(self._groups), number))
            yield found

    def _parted(self, same: Same, ballots: Ballots, told: set[Any]) -> list[Quad]:
        """The statements of entries about what is told of elsewhere. The others are noted, in groups."""
        about: list[Quad] = []

        def others() -> Iterator[tuple[Entry, Any]]:
            for entry in self._entries:
                place = same.place(entry, ballots) if isinstance(entry, RollCall) else None
                if place is not None and place.vote in told:
                    about.extend(quads(entry, place))
                else:
                    yield entry, place

        left = others()
        while group := list(islice(left, _AT_ONCE)):
            self._groups.note(Entries(pickle.dumps(group)))
        return about


class _Notes:
    """Things in a file without a name, in order."""

    def __init__(self, files: ExitStack) -> None:
        self._file: IO[bytes] = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        self._count = 0

    def note(self, thing: object) -> None:
        """Adds one."""
        pickle.dump(thing, self._file)
        self._count += 1

    def noting(self, things: Iterable[Entry]) -> Iterator[Entry]:
        """The same things, noted as they pass."""
        for thing in things:
            self.note(thing)
            yield thing

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)


def _described(told: Iterable[Quad]) -> set[Any]:
    return {quad.subject for quad in told if quad.predicate == RDF.type and quad.object == UN.Vote}


def permanent_members() -> frozenset[str]:
    """The slugs of all that are or were permanent members of the Security Council."""
    return frozenset(row.state for row in load_tables().seats if row.kind == "permanent")
