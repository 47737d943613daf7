"""Ballots that nobody states but that follow: members, counts and stated ballots leave one choice open.

A Security Council of fifteen decides by 9 to 4 with 2 abstentions; four are named against and two abstaining: the other
nine members voted in favour. Nothing follows while two choices are open, where the counts leave out a member, where a
stated ballot is not of a member, or where sources give one state two choices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from ontology.terms import RDF, UN
from triples.deriving.conclusions import follows
from triples.deriving.rows import Row, iri, key, rows
from triples.iris import thing
from triples.rdf import Triple

_COUNTS = (
    (UN.For, "for"),
    (UN.Against, "against"),
    (UN.Abstain, "abstain"),
    (UN.NotVoting, "notVoting"),
)

_VOTES = """SELECT DISTINCT ?vote ?body ?day ?for ?against ?abstain ?notVoting WHERE {
  ?vote a un:Vote ; un:inBody ?body ; un:date ?day ; un:tallyFor ?for ; un:tallyAgainst ?against .
  OPTIONAL { ?vote un:tallyAbstain ?abstain } OPTIONAL { ?vote un:tallyNotVoting ?notVoting }
}"""
_BALLOTS = """SELECT DISTINCT ?vote ?ballot ?state ?choice WHERE {
  ?ballot un:inVote ?vote ; un:castBy ?state ; un:choice ?choice ; un:derivation un:Stated .
  FILTER EXISTS { ?vote un:date ?day }
}"""
_SEATS = """SELECT DISTINCT ?body ?seat ?state ?iso3 ?start ?end WHERE {
  ?seat a un:Seat ; un:inBody ?body ; un:member ?state ; un:startLatest ?start . ?state un:iso3 ?iso3 .
  OPTIONAL { ?seat un:endEarliest ?end }
}"""


@dataclass(frozen=True, slots=True)
class _Case:
    """One vote, what is stated of it, and who sat in the body on the day."""

    vote: NamedNode
    tally: dict[NamedNode, int]
    ballots: list[Row]
    members: list[Row]


def by_elimination(store: Store) -> Iterator[Triple]:
    """The ballots that follow in every vote, each with the vote, seats and ballots that it follows from."""
    ballots, seats = _by(rows(store, _BALLOTS), "vote"), _by(rows(store, _SEATS), "body")
    for row in rows(store, _VOTES):
        vote = iri(row, "vote")
        tally = {choice: int(row[name].value) for choice, name in _COUNTS if name in row}
        members = _seated(seats.get(iri(row, "body"), []), row["day"].value)
        yield from _follows(_Case(vote, tally, ballots.get(vote, []), members))


def _by(found: Iterable[Row], name: str) -> dict[NamedNode, list[Row]]:
    grouped: dict[NamedNode, list[Row]] = {}
    for row in found:
        grouped.setdefault(iri(row, name), []).append(row)
    return grouped


def _seated(seats: Iterable[Row], day: str) -> list[Row]:
    """The seats that were certainly held on a day, each once."""
    held = [row for row in seats if row["start"].value <= day and ("end" not in row or day <= row["end"].value)]
    return list({(row["seat"], row["state"], row["iso3"]): row for row in held}.values())


def _follows(case: _Case) -> Iterator[Triple]:
    choice, silent = _what_is_left(case)
    for member in silent:
        node = thing("ballot", key(case.vote), member["iso3"].value)
        yield node, RDF.type, UN.Ballot
        yield node, UN.inVote, case.vote
        yield node, UN.castBy, iri(member, "state")
        yield node, UN.choice, choice
        yield node, UN.derivation, UN.ByElimination
        grounds = [case.vote, *(iri(m, "seat") for m in case.members), *(iri(b, "ballot") for b in case.ballots)]
        yield from follows(node, "elimination", grounds)


def _what_is_left(case: _Case) -> tuple[NamedNode, list[Row]]:
    """The one choice still open and the members that must have made it; nobody where it is not certain."""
    stated = {iri(row, "state"): iri(row, "choice") for row in case.ballots}
    seated = {iri(member, "state") for member in case.members}
    named = Counter(stated.values())
    open_ = [choice for choice, count in case.tally.items() if named[choice] != count]
    certain = (
        sum(case.tally.values()) == len(seated)
        and len(stated) == len({iri(row, "ballot") for row in case.ballots}) == len(case.ballots)
        and stated.keys() <= seated
        and named.keys() <= case.tally.keys()
        and len(open_) == 1
    )
    silent = [member for member in case.members if iri(member, "state") not in stated] if certain else []
    return (open_[0] if certain else UN.For), silent
