"""Seeded corruptions of what sources say, where a shape sees a value as good as the right one: a detector catches them.

A small world of a register, a record and a report that agree; then one thing in the report is changed, 200 times.
"""

import random
from collections.abc import Callable, Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, FOAF, PROV, RDF, UN, XSD
from triples.derive import derive
from triples.iris import DISCREPANCIES, META, graph, thing
from triples.rdf import Node

PAPER, REGISTER, RECORD = thing("source", "gazette"), thing("source", "register"), thing("source", "record")
REPORT, KNOWN, VOTES = graph("article", "gazette"), graph("reference", "tenures"), graph("reference", "votes")
COUNCIL, TOPIC = thing("body", "Harbour Council"), thing("topic", "Harbour dues")
STATES = ("ARC", "BOR", "CAR", "DEL", "EAS", "FAR", "GUL", "HIL", "ISL")
CHOICES = (UN.For, UN.Against, UN.Abstain)
POSTS = tuple(f"Pilot of pier {number}" for number in range(1, 9))
EACH = 50
Corruption = tuple[str, list[Quad]]


def date(value: str) -> Literal:
    return Literal(value, datatype=XSD.date)


def said(where: NamedNode, *triples: tuple[NamedNode, NamedNode, Node]) -> list[Quad]:
    return [Quad(*triple, where) for triple in triples]


def vote(where: NamedNode, source: NamedNode, day: str, tally: tuple[int, int, int]) -> list[Quad]:
    key = f"harbour council {day} resolution {' '.join(map(str, tally))}"
    node, motion = thing("vote", key), thing("motion", key)
    counts = zip((UN.tallyFor, UN.tallyAgainst, UN.tallyAbstain), tally, strict=True)
    return said(
        where,
        (node, RDF.type, UN.Vote),
        (node, UN.inBody, COUNCIL),
        (node, UN.date, date(day)),
        (node, UN.voteKind, UN.ResolutionVote),
        (node, UN.onMotion, motion),
        (node, UN.reportedIn, source),
        (motion, UN.topic, TOPIC),
        (motion, UN.symbol, Literal("H/2015/7")),
        *((node, term, Literal(count)) for term, count in counts),
    )


def ballot(where: NamedNode, source: NamedNode, code: str, choice: NamedNode) -> list[Quad]:
    node = thing("ballot", "harbour council 2015", code)
    return said(where, (node, UN.choice, choice), (node, UN.reportedIn, source))


def tenure(where: NamedNode, who: str, post: str, *more: tuple[NamedNode, Node]) -> list[Quad]:
    node, official = thing("tenure", who, post), thing("official", who)
    first: list[tuple[NamedNode, Node]] = [(UN.holder, official), (UN.post, thing("post", post))]
    named = said(where, (official, FOAF.name, Literal(who)), (node, RDF.type, UN.Tenure))
    return [*named, *said(where, *((node, term, value) for term, value in (*first, *more)))]


def held(who: str, post: str, start: str, end: str) -> list[Quad]:
    bounds = ((UN.startEarliest, start), (UN.startLatest, start), (UN.endEarliest, end), (UN.endLatest, end))
    more = [(term, date(day)) for term, day in bounds]
    return tenure(KNOWN, who, post, (DCTERMS.source, REGISTER), *more)


def reported(who: str, post: str, day: str) -> list[Quad]:
    more = ((UN.bearing, UN.Current), (UN.reportedIn, PAPER), (UN.attestedOn, date(day)))
    return tenure(REPORT, who, post, *more)


def world() -> list[Quad]:
    """What is known beside the report: sources, register and record."""
    kinds = ((PAPER, UN.NewsArticle), (REGISTER, UN.ReferenceTable), (RECORD, UN.VotingRecord))
    found = said(META, *((source, RDF.type, kind) for source, kind in kinds), (KNOWN, PROV.wasDerivedFrom, REGISTER))
    found += vote(VOTES, RECORD, "2015-06-02", (3, 3, 3))
    for at, code in enumerate(STATES):
        found += ballot(VOTES, RECORD, code, CHOICES[at % 3])
    for post in POSTS:
        found += said(KNOWN, (thing("post", post), UN.oneHolder, Literal(True)))
        found += held(f"First of {post}", post, "2010-01-01", "2014-12-31")
        found += held(f"Second of {post}", post, "2015-01-01", "2019-12-31")
    return found


def disagreements(quads: list[Quad]) -> set[str]:
    """The aspects in which sources disagree."""
    found = (q for q in derive(quads) if q.graph_name == DISCREPANCIES and q.predicate == UN.aspect)
    return {q.object.value.rpartition("#")[2] for q in found}  # type: ignore[union-attr]


def swapped_choice(rng: random.Random) -> Iterator[Corruption]:
    while True:
        at = rng.randrange(len(STATES))
        wrong = rng.choice([choice for choice in CHOICES if choice != CHOICES[at % 3]])
        yield "ChoiceAspect", ballot(REPORT, PAPER, STATES[at], wrong)


def tally_off(rng: random.Random) -> Iterator[Corruption]:
    while True:
        tally = [3, 3, 3]
        tally[rng.randrange(3)] += rng.choice((-1, 1, 2))
        yield "TallyAspect", vote(REPORT, PAPER, "2015-06-02", (tally[0], tally[1], tally[2]))


def day_off(rng: random.Random) -> Iterator[Corruption]:
    while True:
        yield "DateAspect", vote(REPORT, PAPER, f"2015-06-{rng.choice((1, *range(3, 15))):02}", (3, 3, 3))


def wrong_holder(rng: random.Random) -> Iterator[Corruption]:
    """The one who held the post before or after, or the holder of another post."""
    while True:
        post, other = rng.sample(POSTS, 2)
        late = rng.random() < 0.5
        day = f"{rng.randrange(2015, 2019) if late else rng.randrange(2010, 2014)}-07-01"
        who = rng.choice((f"{'First' if late else 'Second'} of {post}", f"First of {other}", "Somebody else"))
        yield "HolderAspect", reported(who, post, day)


CORRUPTERS: tuple[Callable[[random.Random], Iterator[Corruption]], ...] = (
    swapped_choice,
    tally_off,
    day_off,
    wrong_holder,
)


def test_a_report_that_agrees_raises_nothing() -> None:
    agreeing = [*vote(REPORT, PAPER, "2015-06-02", (3, 3, 3)), *ballot(REPORT, PAPER, "ARC", UN.For)]
    assert disagreements([*world(), *agreeing, *reported(f"Second of {POSTS[0]}", POSTS[0], "2016-07-01")]) == set()


@pytest.mark.parametrize("corrupter", CORRUPTERS, ids=lambda corrupter: corrupter.__name__)
def test_fifty_corruptions_of_a_report_are_each_caught(corrupter: Callable[..., Iterator[Corruption]]) -> None:
    known, made = world(), corrupter(random.Random(corrupter.__name__))
    missed = []
    for _ in range(EACH):
        aspect, report = next(made)
        if aspect not in disagreements([*known, *report]):
            missed.append(report)
    assert missed == []
