"""Votes and ballots. A vote is the same in two reports when body, day, kind of motion and counts are the same."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import RDF, UN
from triples.describing.agents import agent, introduced
from triples.describing.matters import on_topic
from triples.describing.meetings import meeting
from triples.describing.scope import Described, Scope, dated, passage
from triples.facts import Agent, Ballot, Meeting, MotionKind, Tally
from triples.iris import thing
from triples.rdf import Triple

CHOICES = {"for": UN.For, "against": UN.Against, "abstain": UN.Abstain, "absent": UN.NotVoting}
OUTCOMES = {"adopted": UN.Adopted, "rejected": UN.Rejected}
KINDS: dict[MotionKind, tuple[NamedNode, NamedNode]] = {
    "procedural": (UN.ProceduralVote, UN.ProceduralMotion),
    "resolution": (UN.ResolutionVote, UN.DraftResolution),
    "amendment": (UN.AmendmentVote, UN.Amendment),
    "election": (UN.ElectionVote, UN.Motion),
    "other": (UN.OtherVote, UN.Motion),
}


def vote(tally: Tally, scope: Scope) -> NamedNode:
    """The vote that a tally counts."""
    return thing("vote", *_key(tally, scope))


def motion(tally: Tally, scope: Scope) -> NamedNode:
    """What was voted on in that vote."""
    return thing("motion", *_key(tally, scope))


def ballot(in_vote: NamedNode, iso3: str) -> NamedNode:
    """The ballot of a state in a vote."""
    return thing("ballot", in_vote.value.rpartition("/")[2], iso3)


def describe_tally(fact: Tally, scope: Scope) -> Described:
    """The vote, what it was on, and at which meeting where the article reports just one of that day."""
    node, put = vote(fact, scope), motion(fact, scope)
    triples = [*_vote(node, fact, scope), *_motion(put, fact, scope), (node, UN.onMotion, put)]
    return Described(node, tuple(triples), (put,))


def describe_ballot(fact: Ballot, scope: Scope) -> Described:
    """The ballot; in the vote that the text names, else in one that only this passage knows."""
    tally = scope.facts.get(fact.vote or "")
    unnamed: tuple[NamedNode, ...] = ()
    if isinstance(tally, Tally):
        in_vote = vote(tally, scope)
    else:
        in_vote = scope.local("vote", passage(fact))
        unnamed = (in_vote,)
    node = ballot(in_vote, fact.state.iso3 or fact.state.label)
    triples = (
        (node, RDF.type, UN.Ballot),
        (node, UN.inVote, in_vote),
        (node, UN.castBy, agent(fact.state)),
        (node, UN.choice, CHOICES[fact.choice]),
        (node, UN.derivation, UN.Stated),
        *introduced(fact.state, scope),
    )
    return Described(node, (*triples, *((found, RDF.type, UN.Vote) for found in unnamed)), unnamed)


def _key(tally: Tally, scope: Scope) -> tuple[str, ...]:
    """The natural key; the passage stands in where the body, the day or every count is missing."""
    counts = [str(n) for n in (tally.for_, tally.against, tally.abstain) if n is not None]
    if tally.body is None or tally.when.day is None or not counts:
        span = passage(tally)
        where = (tally.body.label,) if tally.body else ()
        return (*where, scope.source.slug, str(span.start), str(span.end))
    return (tally.body.label, tally.when.day.isoformat(), _kind(tally) or "vote", *counts)


def _kind(tally: Tally) -> MotionKind | None:
    """The kind of motion. A vote on the agenda is procedural, and reports of one vote call it now this and now that."""
    return "procedural" if tally.motion == "agenda" else tally.motion


def _vote(node: NamedNode, fact: Tally, scope: Scope) -> Iterator[Triple]:
    yield node, RDF.type, UN.Vote
    if fact.body:
        yield node, UN.inBody, agent(fact.body)
        yield from introduced(fact.body, scope)
        yield from ((node, UN.atMeeting, held) for held in _meeting(fact.body, fact, scope))
    yield from dated(node, fact.when)
    counts = ((UN.tallyFor, fact.for_), (UN.tallyAgainst, fact.against), (UN.tallyAbstain, fact.abstain))
    yield from ((node, count, Literal(n)) for count, n in counts if n is not None)
    if kind := _kind(fact):
        yield node, UN.voteKind, KINDS[kind][0]
    if fact.outcome:
        yield node, UN.outcome, OUTCOMES[fact.outcome]


def _motion(node: NamedNode, fact: Tally, scope: Scope) -> Iterator[Triple]:
    adopted = fact.motion == "resolution" and fact.outcome == "adopted"
    yield node, RDF.type, UN.Resolution if adopted else KINDS[_kind(fact) or "other"][1]
    if fact.body:
        yield node, UN.inBody, agent(fact.body)
    if fact.matter:
        yield from on_topic(node, UN.topic, fact.matter, scope)


def _meeting(body: Agent, fact: Tally, scope: Scope) -> Iterator[NamedNode]:
    """The one meeting of that body on that day in the article, if there is just one."""
    if fact.when.day is None:
        return
    held = {
        meeting(other, scope)
        for other in scope.facts.values()
        if isinstance(other, Meeting) and other.body == body and other.when.day == fact.when.day
    }
    if len(held) == 1:
        yield from held
