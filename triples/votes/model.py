"""What a voting table says, before it is RDF: roll calls and meetings, each with the line that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Choice = Literal["for", "against", "abstain", "absent"]
MotionKind = Literal["resolution", "amendment", "paragraph"]
Outcome = Literal["adopted", "rejected"]
CHOICES: tuple[Choice, ...] = ("for", "against", "abstain", "absent")


class Voter(NamedTuple):
    """A state as the reference tables name it: the end of its IRI, and the code by which its ballots go."""

    slug: str
    code: str  # ISO 3166 alpha-3 in lower case; the slug where it has none


class Cast(NamedTuple):
    """How one state voted."""

    voter: Voter
    choice: Choice


class Tally(NamedTuple):
    """How many made each choice, as the table states it; None where it does not."""

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    absent: int | None = None


UNCOUNTED = Tally()


@dataclass(frozen=True, slots=True)
class RollCall:
    """One recorded vote: whose, on what, when, how it went.

    `key` names it within its body, for the IRI; `first` and `last` bound the day (one day where it is certain).
    `ballots` are sorted and hold each state once. `source` is the name of the collection that it is from, and of the
    graph; `where` is the file and line, for people. A value travels between processes as it is.
    """

    body: str  # slug
    key: str
    first: date
    last: date
    where: str
    source: str
    dated: str | None = None  # the date as the table writes it, where that is not `first`
    session: str | None = None
    kind: MotionKind | None = None
    symbol: str | None = None  # of the resolution, or of the draft where there is none
    meeting: str | None = None  # symbol of the meeting's record
    title: str | None = None
    matters: tuple[str, ...] = ()  # agenda items and subjects in the table's words
    issues: tuple[str, ...] = ()  # local names of concepts of `un:IssueList`
    note: str | None = None  # what the table remarks on the vote
    outcome: Outcome | None = None
    tally: Tally = UNCOUNTED
    ballots: tuple[Cast, ...] = ()
    vetoed_by: tuple[Voter, ...] = ()
    page: str | None = None  # where the record can be seen


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting of a body, as a table of meetings has it, from its first to its last day."""

    body: str
    symbol: str
    first: date
    last: date
    where: str
    source: str
    matters: tuple[str, ...] = ()


Entry = RollCall | Sitting
