"""How often each two states voted alike, counted from the roll calls as they stream.

One byte is kept for each ballot: a row a vote, a column a state. A slice is a choice of rows; how often two states
voted alike in it is then a product of matrices (numpy), which takes a fraction of a second for all pairs of a body.

An observation counts the votes in which both made a choice (for, against or abstaining), those in which they made the
same, and those in which one was for and the other against. A state on whose choice sources differ made none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from triples.votes.model import CHOICES, Choice, RollCall, Voter
from triples.votes.quads import Rival, source_of

Counts = npt.NDArray[np.int64]  # states by states

_CHOICES: tuple[Choice | None, ...] = (None, *CHOICES)  # by the byte that is kept
_MADE = (1, 2, 3)
_DISPUTED = len(_CHOICES)


class Period(NamedTuple):
    """Which votes of a body are counted: those of a decade, of a session, or on an issue; `name` tells them apart."""

    name: str
    first: date
    last: date
    session: str | None = None
    issue: str | None = None


class Pair(NamedTuple):
    """What is observed of two states; the first comes first by code."""

    first: Voter
    second: Voter
    together: int
    alike: int
    opposed: int


@dataclass(frozen=True, slots=True)
class _Vote:
    """What places a vote in slices."""

    first: date
    last: date
    session: str | None
    issues: tuple[str, ...]
    record: str


@dataclass(slots=True)
class _Body:
    """The votes of one body and the choices of all states in them."""

    votes: list[_Vote] = field(default_factory=list)
    choices: list[bytearray] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Ballots:
    """The ballots of all bodies. A vote that several records have counts once."""

    columns: dict[Voter, int] = field(default_factory=dict)
    bodies: dict[str, _Body] = field(default_factory=dict)

    def add(self, called: RollCall, vote: str) -> list[Rival]:
        """Counts the ballots of a roll call, which several records may give under the same `vote`; the ballots of
        earlier records that say otherwise."""
        if called.vetoed_by or not called.ballots:
            return []
        body = self.bodies.setdefault(called.body, _Body())
        if vote not in body.rows:
            body.rows[vote] = len(body.votes)
            body.votes.append(_Vote(called.first, called.last, called.session, called.issues, called.source))
            body.choices.append(bytearray())
        place = body.rows[vote]
        rivals: list[Rival] = []
        for voter, choice in called.ballots:
            earlier = self._mark(body.choices[place], voter, choice)
            if earlier not in (None, choice):
                rivals.append(Rival(voter.code, earlier, source_of(body.votes[place].record), True))
        return rivals

    def of(self, body: str, vote: str) -> dict[str, Choice]:
        """The choices in a vote by the records so far, by code of the state; those in dispute apart."""
        votes = self.bodies.get(body)
        if votes is None or vote not in votes.rows:
            return {}
        row = votes.choices[votes.rows[vote]]
        chosen = ((voter.code, row[column]) for voter, column in self.columns.items() if column < len(row))
        return {code: choice for code, noted in chosen if noted < _DISPUTED and (choice := _CHOICES[noted])}

    def _mark(self, row: bytearray, voter: Voter, choice: Choice) -> Choice | None:
        """Notes the choice; what was noted before, None where nothing was."""
        column = self.columns.setdefault(voter, len(self.columns))
        if len(row) <= column:
            row.extend(bytes(column + 1 - len(row)))
        noted, code = row[column], _CHOICES.index(choice)
        row[column] = code if noted in (0, code) else _DISPUTED
        return None if noted == _DISPUTED else _CHOICES[noted]

    def slices(self) -> Iterator[tuple[str, Period, list[str], list[Pair]]]:
        """For each body and period, in order of their names: the records that it rests on, and its pairs by code."""
        order = sorted(self.columns, key=lambda voter: voter.code)
        places = [self.columns[voter] for voter in order]
        for name, body in sorted(self.bodies.items()):
            choices = _matrix(body.choices, len(self.columns))[:, places]
            for period, rows in _periods(body.votes):
                counted = _pairs(choices[rows], order)
                yield name, period, sorted({body.votes[row].record for row in rows}), counted


def _matrix(rows: Iterable[bytearray], width: int) -> npt.NDArray[np.uint8]:
    filled = b"".join(bytes(row).ljust(width, b"\0") for row in rows)
    return np.frombuffer(filled, np.uint8).reshape(-1, width)


def _pairs(choices: npt.NDArray[np.uint8], voters: list[Voter]) -> list[Pair]:
    """The pairs of states with a vote in common."""
    for_, against, abstain = ((choices == code).astype(np.float32) for code in _MADE)
    any_ = for_ + against + abstain
    together = _product(any_, any_)
    alike = _product(for_, for_) + _product(against, against) + _product(abstain, abstain)
    opposed = _product(for_, against) + _product(against, for_)
    first, second = np.nonzero(np.triu(together, 1))
    counts = (counted[first, second].tolist() for counted in (together, alike, opposed))
    return [
        Pair(voters[one], voters[other], *counted)
        for one, other, *counted in zip(first.tolist(), second.tolist(), *counts, strict=True)
    ]


def _product(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> Counts:
    """In how many votes both columns are marked; exact, as there are fewer votes than a float32 counts (2**24)."""
    return (one.T @ other).astype(np.int64)


def _periods(votes: list[_Vote]) -> Iterator[tuple[Period, list[int]]]:
    yield from _decades(votes)
    yield from _sessions(votes)
    yield from _issues(votes)


def _decades(votes: list[_Vote]) -> Iterator[tuple[Period, list[int]]]:
    """The votes that were certainly held in these ten years."""
    for decade in sorted({vote.first.year // 10 * 10 for vote in votes}):
        first, last = date(decade, 1, 1), date(decade + 9, 12, 31)
        rows = [row for row, vote in enumerate(votes) if first <= vote.first and vote.last <= last]
        if rows:
            yield Period(f"{decade}s", first, last), rows


def _sessions(votes: list[_Vote]) -> Iterator[tuple[Period, list[int]]]:
    for session in sorted({vote.session for vote in votes if vote.session}):
        rows = [row for row, vote in enumerate(votes) if vote.session == session]
        yield Period(f"session {session}", *_span(votes, rows), session=session), rows


def _issues(votes: list[_Vote]) -> Iterator[tuple[Period, list[int]]]:
    for issue in sorted({issue for vote in votes for issue in vote.issues}):
        rows = [row for row, vote in enumerate(votes) if issue in vote.issues]
        yield Period(issue, *_span(votes, rows), issue=issue), rows


def _span(votes: list[_Vote], rows: list[int]) -> tuple[date, date]:
    return min(votes[row].first for row in rows), max(votes[row].last for row in rows)
