"""Recorded votes as triples: the vote, its motion and meeting, and the ballots that are known.

Their IRIs are those that reports of the same votes get (`triples.describing.votes`), so that report and record meet.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, RDF, RDFS, SKOS, UN
from triples.describing.votes import CHOICES, KINDS, OUTCOMES, ballot
from triples.iris import thing
from triples.rdf import Triple, day, text
from triples.reference.rows import RecordedVoteRow, VetoRow
from triples.reference.tables import Tables
from triples.reference.things import node, source, table

_COUNCIL = "Security Council"


def votes(tables: Tables) -> Iterator[Triple]:
    """What each vote was on, how it went, and the pages that say so."""
    for row in tables.recorded_votes:
        yield from _vote(row)
        yield from _motion(row)
        yield from _meeting(row)


def _vote(row: RecordedVoteRow) -> Iterator[Triple]:
    vote = node(f"vote/{row.slug}")
    assert row.day.day is not None
    yield vote, RDF.type, UN.Vote
    yield vote, UN.inBody, node(f"body/{row.body}")
    yield vote, UN.date, day(row.day.day)
    yield vote, UN.voteKind, KINDS[row.kind][0]
    yield vote, UN.outcome, OUTCOMES[row.outcome]
    for term, count in ((UN.tallyFor, row.for_), (UN.tallyAgainst, row.against), (UN.tallyAbstain, row.abstain)):
        yield vote, term, Literal(count)
    yield vote, UN.onMotion, node(f"motion/{row.slug}")
    yield vote, UN.reportedIn, table("recorded_votes")
    yield vote, DCTERMS.source, source(row.source)
    yield from ((vote, RDFS.seeAlso, NamedNode(page)) for page in row.pages.split())


def _motion(row: RecordedVoteRow) -> Iterator[Triple]:
    motion = node(f"motion/{row.slug}")
    adopted = row.kind == "resolution" and row.outcome == "adopted"
    yield motion, RDF.type, UN.Resolution if adopted else KINDS[row.kind][1]
    yield motion, UN.inBody, node(f"body/{row.body}")
    yield motion, UN.topic, node(f"topic/{row.topic}")
    yield motion, UN.reportedIn, table("recorded_votes")
    if row.symbol:
        yield motion, UN.symbol, Literal(row.symbol)


def _meeting(row: RecordedVoteRow) -> Iterator[Triple]:
    if row.meeting and row.day.day:
        meeting = thing("meeting", row.body, row.day.text)
        yield node(f"vote/{row.slug}"), UN.atMeeting, meeting
        yield meeting, RDF.type, UN.Meeting
        yield meeting, UN.ofBody, node(f"body/{row.body}")
        yield meeting, UN.date, day(row.day.day)
        yield meeting, UN.symbol, Literal(row.meeting)
        yield meeting, UN.topic, node(f"topic/{row.topic}")
        yield meeting, UN.reportedIn, table("recorded_votes")


def ballots(tables: Tables) -> Iterator[Triple]:
    """How each state voted that the record names."""
    states = _states(tables)
    for row in tables.recorded_ballots:
        for code in row.states.split():
            yield from _ballot(node(f"vote/{row.vote}"), code, states[code], CHOICES[row.choice], "recorded_votes")
            yield ballot(node(f"vote/{row.vote}"), code), DCTERMS.source, source(row.source)


def vetoes(tables: Tables) -> Iterator[Triple]:
    """Drafts that permanent members kept from being adopted, who did, and on what."""
    states = _states(tables)
    for row in tables.vetoes:
        vote = thing("vote", _COUNCIL, row.day.text, row.draft, *([str(row.number)] if row.number > 1 else []))
        yield from _vetoed(vote, row)
        for code in row.states.split():
            yield vote, UN.vetoedBy, states[code]
            yield from _ballot(vote, code, states[code], UN.Against, "vetoes")
    for matter in sorted({row.matter for row in tables.vetoes if not row.topic}):
        yield from _matter(thing("topic", matter), matter)


def _matter(topic: NamedNode, label: str) -> Iterator[Triple]:
    yield topic, RDF.type, UN.Topic
    yield topic, RDFS.label, text(label)
    yield topic, SKOS.prefLabel, text(label)
    yield topic, UN.reportedIn, table("vetoes")


def _vetoed(vote: NamedNode, row: VetoRow) -> Iterator[Triple]:
    motion = NamedNode(vote.value.replace("/vote/", "/motion/"))
    assert row.day.day is not None
    yield vote, RDF.type, UN.Vote
    yield vote, UN.inBody, thing("body", _COUNCIL)
    yield vote, UN.date, day(row.day.day)
    yield vote, UN.outcome, UN.Rejected
    yield vote, UN.onMotion, motion
    yield motion, RDF.type, UN.DraftResolution
    yield motion, UN.inBody, thing("body", _COUNCIL)
    yield motion, UN.symbol, Literal(row.draft)
    yield motion, UN.topic, thing("topic", row.topic or row.matter)
    yield motion, UN.reportedIn, table("vetoes")
    yield vote, UN.reportedIn, table("vetoes")


def _ballot(vote: NamedNode, code: str, state: NamedNode, choice: NamedNode, record: str) -> Iterator[Triple]:
    cast = ballot(vote, code)
    yield cast, RDF.type, UN.Ballot
    yield cast, UN.inVote, vote
    yield cast, UN.castBy, state
    yield cast, UN.choice, choice
    yield cast, UN.derivation, UN.Stated
    yield cast, UN.reportedIn, table(record)


def _states(tables: Tables) -> dict[str, NamedNode]:
    return {row.iso3: node(f"state/{row.slug}") for row in tables.states if row.iso3}
