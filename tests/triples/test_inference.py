"""Each rule of inference: what it concludes, with what it follows from, and what it must not conclude."""

from datetime import date
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, ORG, PROV, RDF, SKOS, UN
from triples.derive import derive
from triples.iris import INFERRED, graph, thing
from triples.rdf import Node, day
from triples.reference import load_tables

COUNCIL, POST, WHERE = thing("body", "Security Council"), thing("post", "Pilot"), graph("reference", "test")
ALBA, BREN = thing("state", "Alba"), thing("state", "Bren")
CODES = {ALBA: "ALB", BREN: "BRE"}
Triples = list[tuple[NamedNode, NamedNode, Node]]


def given(*parts: Triples) -> list[Quad]:
    codes: Triples = [(state, UN.iso3, Literal(code)) for state, code in CODES.items()]
    return [Quad(*triple, WHERE) for part in (*parts, codes) for triple in part]


def bounded(node: NamedNode, start: date | None, end: date | None) -> Triples:
    found: Triples = [(node, term, day(start)) for term in (UN.startEarliest, UN.startLatest) if start]
    return found + [(node, term, day(end)) for term in (UN.endEarliest, UN.endLatest) if end]


def seat(state: NamedNode, kind: NamedNode = UN.Permanent, end: date | None = None) -> Triples:
    node = thing("seat", state.value.rpartition("/")[2])
    said: Triples = [(node, RDF.type, UN.Seat), (node, UN.member, state), (node, UN.inBody, COUNCIL)]
    return [*said, (node, UN.seatKind, kind), *bounded(node, date(1946, 1, 1), end)]


def tenure(who: str, start: date | None = None, end: date | None = None, **more: Node) -> Triples:
    node = thing("tenure", who)
    said: Triples = [(node, RDF.type, UN.Tenure), (node, UN.holder, thing("official", who)), (node, UN.post, POST)]
    said += [(node, getattr(UN, name), value) for name, value in more.items()]
    said += [(node, DCTERMS.source, thing("source", "register"))] if start else []
    return [*said, *bounded(node, start, end), (POST, UN.oneHolder, Literal(True))]


def vote(name: str, on: date, cast: dict[NamedNode, NamedNode], **more: Node) -> Triples:
    node, motion = thing("vote", name), thing("motion", name)
    kinds: dict[str, Node] = {"inBody": COUNCIL, "voteKind": UN.ResolutionVote, "date": day(on), "onMotion": motion}
    said: Triples = [(node, RDF.type, UN.Vote), (motion, UN.topic, thing("topic", "Whaling"))]
    said += [(node, getattr(UN, term), value) for term, value in (kinds | more).items()]
    for state, choice in cast.items():
        ballot = thing("ballot", name, CODES[state])
        said += [(ballot, RDF.type, UN.Ballot), (ballot, UN.inVote, node), (ballot, UN.castBy, state)]
        said += [(ballot, UN.choice, choice), (ballot, UN.derivation, UN.Stated)]
    return said


def related(quads: list[Quad], predicate: NamedNode) -> set[tuple[str, str]]:
    found = (quad for quad in derive(quads) if quad.graph_name == INFERRED and quad.predicate == predicate)
    return {tuple(term.value.rpartition("/")[2] for term in (q.subject, q.object)) for q in found}  # type: ignore[union-attr,misc]


def test_who_has_a_seat_that_nothing_ends_is_a_member_and_the_conclusion_names_the_seat() -> None:
    quads = given(seat(ALBA))
    assert related(quads, ORG.memberOf) == {("alba", "security-council")}
    node = thing("conclusion", "alba", "memberOf", "security council")
    said = {quad.predicate: quad.object for quad in derive(quads) if quad.subject == node}
    assert said[UN.byRule] == thing("rule", "membership-through-seat")
    assert said[PROV.wasDerivedFrom] == thing("seat", "alba")
    assert (said[UN.ofSubject], said[UN.ofObject]) == (ALBA, COUNCIL)
    assert said[UN.ofProperty].value == ORG.memberOf.value  # type: ignore[union-attr]


@pytest.mark.parametrize("ended", [seat(ALBA, end=date(2015, 12, 31)), seat(ALBA, UN.Observer)])
def test_a_seat_that_ended_and_an_observers_make_no_member(ended: Triples) -> None:
    assert related(given(ended), ORG.memberOf) == set()


@pytest.mark.parametrize("told", [tenure("Ada", date(2010, 1, 1)), tenure("Ada", bearing=UN.Former)])
def test_who_had_a_tenure_held_the_post(told: Triples) -> None:
    assert related(given(told), UN.heldPost) == {("ada", "pilot")}


def test_who_is_only_said_to_come_has_not_held_it() -> None:
    assert related(given(tenure("Ada", bearing=UN.Incoming)), UN.heldPost) == set()


def test_a_tenure_follows_the_one_that_ended_when_it_began() -> None:
    ada, bo = tenure("Ada", date(2010, 1, 1), date(2014, 12, 31)), tenure("Bo", date(2015, 1, 20))
    assert related(given(ada, bo), UN.succeeds) == {("bo", "ada")}


@pytest.mark.parametrize(
    "told",
    [
        [tenure("Ada", date(2010, 1, 1), date(2014, 12, 31)), tenure("Bo", date(2015, 3, 1))],  # somebody between
        [tenure("Ada", date(2010, 1, 1), date(2016, 1, 1)), tenure("Bo", date(2015, 1, 1))],  # both at once
        [tenure("Ada", date(2010, 1, 1)), tenure("Bo", date(2015, 1, 1))],  # when the first ended is not known
        [tenure("Ada", date(2010, 1, 1), date(2010, 1, 5)), tenure("Bo", date(2010, 1, 1))],  # who was first is not
        [[t for t in tenure("Ada", date(2010, 1, 1), date(2014, 12, 31)) if t[1] != UN.oneHolder]],
    ],
)
def test_no_succession_is_concluded_while_it_is_not_certain(told: list[Triples]) -> None:
    assert related(given(*told), UN.succeeds) == set()


def test_of_three_holders_each_follows_the_one_before() -> None:
    ends = [date(2011, 1, 1), date(2012, 1, 1)]
    told = [tenure("Ada", date(2010, 1, 1), ends[0]), tenure("Bo", ends[0], ends[1]), tenure("Cy", ends[1])]
    starts = [t for part in told for t in part]
    assert related(given(starts), UN.succeeds) == {("bo", "ada"), ("cy", "bo")}


def changed(*votes: Triples) -> set[tuple[str, str]]:
    return related(given(*votes), UN.holder)


FIRST = vote("one", date(2010, 1, 1), {ALBA: UN.For, BREN: UN.Against})


def test_who_votes_otherwise_than_the_last_time_changed_position() -> None:
    later = vote("two", date(2011, 1, 1), {ALBA: UN.Abstain, BREN: UN.Against})
    assert changed(FIRST, later) == {("whaling-two-alb", "alba")}
    node = thing("change", "whaling two alb")
    said = {(q.predicate, q.object) for q in derive(given(FIRST, later)) if q.subject == node}
    assert {
        (UN.earlierBallot, thing("ballot", "one ALB")),
        (UN.laterBallot, thing("ballot", "two ALB")),
        (UN.inBody, COUNCIL),
        (UN.topic, thing("topic", "Whaling")),
        (UN.byRule, thing("rule", "position-change")),
    } <= said


@pytest.mark.parametrize(
    "more",
    [
        [vote("two", date(2011, 1, 1), {ALBA: UN.NotVoting})],
        [vote("two", date(2010, 1, 1), {ALBA: UN.Against})],  # which of the two came first is not known
        [vote("two", date(2011, 1, 1), {}), vote("three", date(2012, 1, 1), {ALBA: UN.Against})],  # one between
        [vote("two", date(2011, 1, 1), {ALBA: UN.Against}, inBody=thing("body", "Harbour Council"))],
        [vote("two", date(2011, 1, 1), {ALBA: UN.Against}, voteKind=UN.ProceduralVote)],
        [[*vote("two", date(2011, 1, 1), {ALBA: UN.Against}), (thing("ballot", "two ALB"), UN.choice, UN.For)]],
    ],
)
def test_no_change_is_concluded_where_the_votes_do_not_follow_or_a_choice_is_not_sure(more: list[Triples]) -> None:
    assert changed(FIRST, *more) == set()


def failed(on: date = date(2014, 5, 22), for_: int = 13, **more: Any) -> list[Quad]:
    cast = {ALBA: UN.Against, BREN: UN.Against}
    told = vote("three", on, cast, **{"tallyFor": Literal(for_), "outcome": UN.Rejected} | more)
    return given(told, seat(ALBA), seat(BREN, UN.Elected))


def test_a_permanent_member_against_a_motion_that_failed_with_enough_in_favour_vetoed_it() -> None:
    assert related(failed(), UN.vetoedBy) == {("three", "alba")}
    assert related(failed(for_=7, on=date(1955, 1, 1)), UN.vetoedBy) == {("three", "alba")}


@pytest.mark.parametrize(
    "told",
    [
        failed(for_=8),
        failed(outcome=UN.Adopted),
        failed(voteKind=UN.ProceduralVote),
        failed(inBody=thing("body", "General Assembly")),
        failed(on=date(1945, 1, 1)),  # before it had the seat
        [*failed(), Quad(thing("ballot", "three ALB"), UN.choice, UN.For, WHERE)],
        [*failed(), Quad(thing("vote", "three"), UN.vetoedBy, ALBA, WHERE)],  # somebody says so: nothing to conclude
    ],
)
def test_no_veto_is_concluded_otherwise(told: list[Quad]) -> None:
    assert related(told, UN.vetoedBy) == set()


def test_what_is_of_a_class_is_of_those_above_and_wholes_list_their_parts() -> None:
    draft, part, whole = thing("motion", "m"), thing("body", "Bureau"), thing("body", "Council")
    quads = given(
        [(draft, RDF.type, UN.DraftResolution), (part, ORG.subOrganizationOf, whole)],
        [(thing("topic", "Whales"), SKOS.broader, thing("topic", "Fishing"))],
    )
    assert related(quads, RDF.type) == {("m", "ontology#Motion")}
    assert related(quads, ORG.hasSubOrganization) == {("council", "bureau")}
    assert related(quads, SKOS.narrower) == {("fishing", "whales")}


def test_what_a_source_says_is_not_concluded_again() -> None:
    draft = thing("motion", "m")
    assert related(given([(draft, RDF.type, UN.DraftResolution), (draft, RDF.type, UN.Motion)]), RDF.type) == set()


def test_conclusions_of_conclusions_are_reached() -> None:
    talk = thing("source", "s")
    classes = related(given([(talk, RDF.type, UN.NewsArticle)]), RDF.type)
    assert classes == {("s", "ontology#Source")}
    assert related(given(seat(ALBA)), RDF.type) == {("alba-memberof-security-council", "ontology#Conclusion")}


def test_every_rule_that_is_named_is_in_the_table(root: Any) -> None:
    known = {row.slug: row.kind for row in load_tables().rules}
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "triples" / "deriving").glob("*.py")))
    assert {slug for slug in known if f'"{slug}"' in code} == set(known)
    assert set(known.values()) == {"inference", "decision", "body"}
