"""Entries of voting tables as quads: a vote with its motion, meeting and ballots, or a meeting. Pure.

A ballot says nothing of its source that its vote does not say, and has no name: there are a million of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import RDF, RDFS, SKOS, UN
from triples.deriving.claims import described
from triples.deriving.facts import in_words
from triples.deriving.rows import Row
from triples.describing.topics import folded, known_topics
from triples.describing.votes import CHOICES, KINDS, OUTCOMES
from triples.iris import BASE, DISCREPANCIES, graph, thing
from triples.rdf import Triple, day, in_graph, text
from triples.votes.model import Choice, Entry, RollCall, Sitting, Tally, Voter

_COUNTS: tuple[tuple[NamedNode, Choice], ...] = (
    (UN.tallyFor, "for"),
    (UN.tallyAgainst, "against"),
    (UN.tallyAbstain, "abstain"),
    (UN.tallyNotVoting, "absent"),
)
_LONGEST_KEY = 100  # characters of a matter's IRI


@dataclass(frozen=True, slots=True)
class Same:
    """How votes join (`triples.votes.joining`): the IRI that a record's vote goes by, those that things of reports and
    reference tables go by, and where records differ.

    `disputed` names, for a vote and a collection, the properties on which an earlier collection has another word.
    """

    votes: Mapping[NamedNode, NamedNode] = field(default_factory=dict)
    told: Mapping[NamedNode, NamedNode] = field(default_factory=dict)
    disputed: Mapping[tuple[NamedNode, str], frozenset[NamedNode]] = field(default_factory=dict)
    quads: tuple[Quad, ...] = ()

    def vote(self, called: RollCall) -> NamedNode:
        """The node of a roll call's vote."""
        return self.votes.get(vote_of(called), vote_of(called))


ALONE = Same()


def vote_of(called: RollCall) -> NamedNode:
    """The node of a roll call's vote, by its own record alone."""
    return thing("vote", called.body, called.key)


def ballot_of(vote: NamedNode, voter: Voter) -> NamedNode:
    """The node of a ballot."""
    return NamedNode(f"{BASE}id/ballot/{_key(vote)}-{voter.code}")


def meeting_of(body: str, symbol: str) -> NamedNode:
    """The node of a meeting that a record has."""
    return thing("meeting", body, symbol)


def source_of(collection: str) -> NamedNode:
    """The node of a collection of tables."""
    return thing("source", "votes", collection)


def quads(entry: Entry, same: Same = ALONE) -> list[Quad]:
    """What the entry says, in `graph/votes/<collection>`; where its own totals and ballots differ, that too, in
    `graph/discrepancies`. What an earlier record of the same vote says otherwise is left out here."""
    where = graph("votes", entry.source)
    if isinstance(entry, Sitting):
        return list(in_graph(_sitting(entry), where))
    vote = same.vote(entry)
    disputed = same.disputed.get((vote, entry.source), frozenset())
    told = [*_vote(vote, entry), *_held(vote, entry)]
    told = [triple for triple in told if triple[0] != vote or triple[1] not in disputed]
    told += [*_motion(vote, entry), *_ballots(vote, entry)]
    return [*dict.fromkeys(in_graph(told, where)), *in_graph(_difference(vote, entry), DISCREPANCIES)]


def _vote(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    yield vote, RDF.type, UN.Vote
    yield vote, RDFS.label, text(_label(called))
    yield vote, UN.inBody, body_of(called.body)
    yield from _dates(vote, called)
    if called.kind:
        yield vote, UN.voteKind, UN.OtherVote if called.kind == "paragraph" else KINDS[called.kind][0]
    if called.outcome:
        yield vote, UN.outcome, OUTCOMES[called.outcome]
    for term, count in zip((term for term, _ in _COUNTS), counted(called), strict=True):
        if count is not None:
            yield vote, term, Literal(count)
    if called.session:
        yield vote, UN.session, Literal(called.session)
    yield from ((vote, UN.issue, getattr(UN, issue)) for issue in called.issues)
    yield from ((vote, UN.vetoedBy, _state(voter)) for voter in called.vetoed_by)
    if called.note:
        yield vote, RDFS.comment, text(called.note)
    if called.page:
        yield vote, RDFS.seeAlso, NamedNode(called.page)
    yield vote, UN.reportedIn, source_of(called.source)


def _dates(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    if called.first == called.last:
        yield vote, UN.date, day(called.first)
        return
    yield vote, UN.dateEarliest, day(called.first)
    yield vote, UN.dateLatest, day(called.last)
    if called.dated:
        yield vote, UN.dateText, Literal(called.dated)


def counted(called: RollCall) -> Tally:
    """The tally: the table's own; where more ballots than it says make a choice, or it says nothing, their count.

    A table that lists but those who vetoed counts nobody.
    """
    ballots = _tallied(called)
    own = called.tally
    if ballots is None:
        return own
    least = [max(ballots[choice], own[place] or 0) for place, (_, choice) in enumerate(_COUNTS)]
    return Tally(least[0], least[1], least[2], least[3] if own.absent is not None else None)


def _tallied(called: RollCall) -> Counter[Choice] | None:
    if not called.ballots or called.vetoed_by:
        return None
    return Counter(cast.choice for cast in called.ballots)


def _motion(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    motion = NamedNode(vote.value.replace("/id/vote/", "/id/motion/"))
    yield vote, UN.onMotion, motion
    yield motion, RDF.type, _kind_of_motion(called)
    yield motion, RDFS.label, text(called.title or called.symbol or _label(called))
    yield motion, UN.inBody, body_of(called.body)
    if called.symbol:
        yield motion, UN.symbol, Literal(called.symbol)
    yield from _on(motion, called.matters, called.title or "", source_of(called.source))
    yield motion, UN.reportedIn, source_of(called.source)


def _kind_of_motion(called: RollCall) -> NamedNode:
    if called.kind == "resolution":
        return UN.Resolution if called.outcome == "adopted" else UN.DraftResolution
    if called.vetoed_by:
        return UN.DraftResolution
    return UN.Amendment if called.kind == "amendment" else UN.Motion


def topic_known(matters: Iterable[str], title: str) -> str | None:
    """The matter of the reference tables that the words are on, by its slug."""
    words = folded(" ".join((title, *matters)))
    return next((t.slug for t in known_topics() if t.kind != "report" and t.covers(words, words)), None)


def _on(node: NamedNode, matters: tuple[str, ...], title: str, source: NamedNode) -> Iterator[Triple]:
    """What it is on: the known matter that the words tell of, and agenda items as they are written."""
    if known := topic_known(matters, title):
        yield node, UN.topic, thing("topic", known)
    for matter in matters:
        topic = _topic(matter)
        yield node, UN.topic, topic
        yield topic, RDF.type, UN.Topic
        yield topic, RDFS.label, text(matter)
        yield topic, SKOS.prefLabel, text(matter)
        yield topic, UN.reportedIn, source


def _topic(matter: str) -> NamedNode:
    made = thing("topic", "agenda", matter)
    key = _key(made)
    return (
        made
        if len(key) <= _LONGEST_KEY
        else thing("topic", key[:_LONGEST_KEY], str(len(key)), key[-_LONGEST_KEY // 4 :])
    )


def _held(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    """The meeting at which it was held, where the table names one."""
    if called.meeting and called.first == called.last:
        held = meeting_of(called.body, called.meeting)
        yield vote, UN.atMeeting, held
        yield from _meeting(held, called.body, called.meeting, called)


def _sitting(sitting: Sitting) -> Iterator[Triple]:
    held = meeting_of(sitting.body, sitting.symbol)
    yield from _meeting(held, sitting.body, sitting.symbol, sitting)
    yield from _on(held, sitting.matters, "", source_of(sitting.source))


def _meeting(held: NamedNode, body: str, symbol: str, entry: Entry) -> Iterator[Triple]:
    on = entry.day if isinstance(entry, Sitting) else entry.first
    yield held, RDF.type, UN.Meeting
    yield held, RDFS.label, text(f"{_called(body)} meeting {symbol}")
    yield held, UN.ofBody, body_of(body)
    yield held, UN.date, day(on)
    yield held, UN.symbol, Literal(symbol)
    yield held, UN.reportedIn, source_of(entry.source)


def _ballots(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    for voter, choice in called.ballots:
        ballot = ballot_of(vote, voter)
        yield ballot, RDF.type, UN.Ballot
        yield ballot, UN.inVote, vote
        yield ballot, UN.castBy, _state(voter)
        yield ballot, UN.choice, CHOICES[choice]
        yield ballot, UN.derivation, UN.Stated


def _difference(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    """The discrepancy between the totals that a table states and the ballots that it lists."""
    ballots = _tallied(called)
    if ballots is None:
        return
    stated = [(choice, own) for (_, choice), own in zip(_COUNTS, called.tally, strict=True) if own is not None]
    total, listed = (
        _written(counts) for counts in ([own for _, own in stated], [ballots[choice] for choice, _ in stated])
    )
    if total != listed:
        told = [_claim(vote, called.source, value) for value in (f"{total} as total", f"{listed} as ballots")]
        yield from described(told, UN.TallyAspect, {})


def _written(counts: Iterable[int]) -> str:
    return "-".join(map(str, counts))


def _claim(vote: NamedNode, source: str, value: str) -> Row:
    return {"about": vote, "value": text(value), "ground": vote, "source": source_of(source)}


def _label(called: RollCall) -> str:
    on = f" on {called.symbol}" if called.symbol else ""
    return f"{_called(called.body)} vote{on} of {in_words(called.first, called.last)}"


def _called(body: str) -> str:
    return body.replace("-", " ").title()


def body_of(slug: str) -> NamedNode:
    """The node of a body."""
    return NamedNode(f"{BASE}id/body/{slug}")


def _state(voter: Voter) -> NamedNode:
    return NamedNode(f"{BASE}id/state/{voter.slug}")


def _key(node: NamedNode) -> str:
    return node.value.rpartition("/")[2]
