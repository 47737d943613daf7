"""Entries of voting tables as quads: a vote with its motion, meeting and ballots, or a meeting. Pure.

A ballot says nothing of its source that its vote does not say, and has no name: there are a million of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

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


class Rival(NamedTuple):
    """How a state voted by another source, a record or a report; `code` as in `Voter`."""

    code: str
    choice: Choice
    source: NamedNode
    record: bool


class Surplus(NamedTuple):
    """More ballots for a choice than an earlier record of the vote counts (`source`), and whose they are."""

    choice: Choice
    counted: int
    listed: int
    codes: frozenset[str]
    source: NamedNode


class Place(NamedTuple):
    """How an entry stands to what others say of its vote: the node that it shares with them; the properties and the
    ballots on which an earlier record has another word or which it does not count; what reports say of its ballots."""

    vote: NamedNode
    disputed: frozenset[NamedNode] = frozenset()
    rivals: tuple[Rival, ...] = ()
    surplus: tuple[Surplus, ...] = ()


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


def quads(entry: Entry, place: Place | None = None) -> list[Quad]:
    """What the entry says, in `graph/votes/<collection>`; where it differs from itself or from others, that too, in
    `graph/discrepancies`. What an earlier record says otherwise is a claim there, and not stated again."""
    where = graph("votes", entry.source)
    if isinstance(entry, Sitting):
        return list(in_graph(_sitting(entry), where))
    found = place or Place(vote_of(entry))
    own = [triple for triple in (*_vote(found.vote, entry), *_held(found.vote, entry)) if not _disputed(triple, found)]
    told = [*own, *_motion(found.vote, entry), *_ballots(entry, found)]
    differing = [*_difference(found.vote, entry), *_other_ballots(entry, found), *_more_ballots(entry, found)]
    return [*dict.fromkeys(in_graph(told, where)), *in_graph(differing, DISCREPANCIES)]


def _disputed(triple: Triple, place: Place) -> bool:
    return triple[0] == place.vote and triple[1] in place.disputed


def _vote(vote: NamedNode, called: RollCall) -> Iterator[Triple]:
    yield vote, RDF.type, UN.Vote
    yield vote, RDFS.label, text(_label(called))
    yield vote, UN.inBody, body_of(called.body)
    yield from _dates(vote, called)
    if called.first != called.last and called.dated:
        yield vote, UN.dateText, Literal(called.dated)
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


def _dates(node: NamedNode, entry: Entry) -> Iterator[Triple]:
    if entry.first == entry.last:
        yield node, UN.date, day(entry.first)
    else:
        yield node, UN.dateEarliest, day(entry.first)
        yield node, UN.dateLatest, day(entry.last)


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
        yield from _meeting(held, called.body, called.meeting, called.source)


def _sitting(sitting: Sitting) -> Iterator[Triple]:
    held = meeting_of(sitting.body, sitting.symbol)
    yield from _meeting(held, sitting.body, sitting.symbol, sitting.source)
    yield from _dates(held, sitting)
    yield from _on(held, sitting.matters, "", source_of(sitting.source))


def _meeting(held: NamedNode, body: str, symbol: str, source: str) -> Iterator[Triple]:
    yield held, RDF.type, UN.Meeting
    yield held, RDFS.label, text(f"{_called(body)} meeting {symbol}")
    yield held, UN.ofBody, body_of(body)
    yield held, UN.symbol, Literal(symbol)
    yield held, UN.reportedIn, source_of(source)


def _ballots(called: RollCall, place: Place) -> Iterator[Triple]:
    """The ballots. One that a report has too names its source, so that both can be told apart."""
    disputed = {rival.code for rival in place.rivals if rival.record}
    disputed |= {code for more in place.surplus for code in more.codes}
    reported = {rival.code for rival in place.rivals if not rival.record}
    for voter, choice in called.ballots:
        if voter.code in disputed:
            continue
        ballot = ballot_of(place.vote, voter)
        yield ballot, RDF.type, UN.Ballot
        yield ballot, UN.inVote, place.vote
        yield ballot, UN.castBy, _state(voter)
        yield ballot, UN.choice, CHOICES[choice]
        yield ballot, UN.derivation, UN.Stated
        if voter.code in reported:
            yield ballot, UN.reportedIn, source_of(called.source)


def _other_ballots(called: RollCall, place: Place) -> Iterator[Triple]:
    """The discrepancies between these ballots and what others say of them."""
    own = {voter.code: (voter, choice) for voter, choice in called.ballots}
    for code, rivals in groupby(sorted(place.rivals, key=str), key=lambda rival: rival.code):
        voter, choice = own[code]
        ballot = ballot_of(place.vote, voter)
        others = [(rival.choice, rival.source) for rival in rivals if rival.choice != choice]
        told: list[Row] = [
            {"about": ballot, "value": CHOICES[chosen], "ground": ballot, "source": source}
            for chosen, source in ((choice, source_of(called.source)), *others)
        ]
        yield from described(told, UN.ChoiceAspect, {}) if others else ()


def _more_ballots(called: RollCall, place: Place) -> Iterator[Triple]:
    """The discrepancies between an earlier record's counts and the ballots that this one has beyond them."""
    for more in place.surplus:
        values = ((more.counted, more.source), (more.listed, source_of(called.source)))
        told = [
            _claim(place.vote, source, f"{count} {more.choice}", f"{called.source} {more.choice}")
            for count, source in values
        ]
        yield from described(told, UN.TallyAspect, {})


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
        told = [
            _claim(vote, source_of(called.source), value, called.source)
            for value in (f"{total} as total", f"{listed} as ballots")
        ]
        yield from described(told, UN.TallyAspect, {})


def _written(counts: Iterable[int]) -> str:
    return "-".join(map(str, counts))


def _claim(vote: NamedNode, source: NamedNode, value: str, part: str) -> Row:
    return {"about": vote, "value": text(value), "ground": vote, "source": source, "part": Literal(part)}


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
