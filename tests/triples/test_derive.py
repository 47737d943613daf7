"""What follows and what must not: ballots by elimination, bounds of tenures, disagreements of sources."""

from datetime import date
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import PROV, RDF, UN
from triples.derive import derive
from triples.facts import Figure, Post, When
from triples.iris import DISCREPANCIES, INFERRED, graph, thing
from triples.rdf import day

MEMBERS = ("NOR", "SUD", "WES", "EAS", "ISL", "HIL", "LAK", "BAY")
STATES = dict(zip(MEMBERS, ("norland", "sudland", "westland", "eastland", "isle", "hill", "lake", "bay"), strict=True))
SEATS = graph("reference", "seats")


def seats(members: tuple[str, ...] = MEMBERS, start: date = date(2019, 1, 1), end: date | None = None) -> list[Quad]:
    made = []
    for code in members:
        seat, state = thing("seat", STATES[code], str(start.year)), thing("state", STATES[code])
        told: list[tuple[NamedNode, NamedNode, Any]] = [
            (state, UN.iso3, Literal(code)),
            (seat, RDF.type, UN.Seat),
            (seat, UN.inBody, thing("body", "Harbour Council")),
            (seat, UN.member, state),
            (seat, UN.startLatest, day(start)),
        ]
        told += [(seat, UN.endEarliest, day(end))] if end else []
        made += [Quad(*triple, SEATS) for triple in told]
    return made


def inferred(quads: list[Quad]) -> dict[str, str]:
    """The inferred ballots: state to choice."""
    ballots = {q.subject for q in quads if q.graph_name == INFERRED and q.object == UN.ByElimination}
    found = {}
    for ballot in ballots:
        said = {q.predicate: q.object.value for q in quads if q.subject == ballot}  # type: ignore[union-attr]
        found[said[UN.castBy].rpartition("/")[2]] = said[UN.choice].rpartition("#")[2]
    return found


def stated(world: Any, **tally: Any) -> list[Quad]:
    against = [world.ballot(state, "against") for state in (world.norland, world.sudland)]
    quads: list[Quad] = world.report(world.tally(**tally), *against, world.ballot(world.westland, "abstain")).quads
    return quads


def test_the_members_that_are_left_made_the_choice_that_is_left(world: Any) -> None:
    found = inferred(derive([*stated(world), *seats()]))
    assert found == dict.fromkeys(("eastland", "isle", "hill", "lake", "bay"), "For")


def test_an_inferred_ballot_names_vote_seats_and_stated_ballots(world: Any) -> None:
    derived = derive([*stated(world), *seats()])
    ballot = thing("ballot", "harbour-council-2020-05-03-procedural-5-2-1-bay")
    grounds = {
        q.object.value.split("/")[-2] for q in derived if q.predicate == PROV.wasDerivedFrom and q.subject == ballot
    }  # type: ignore[union-attr]
    assert grounds == {"vote", "seat", "ballot"}
    assert sum(q.subject == ballot and q.predicate == PROV.wasDerivedFrom for q in derived) == 1 + 8 + 3


def test_a_ballot_that_one_more_report_states_is_a_ground_too(world: Any) -> None:
    herald = world.report(world.tally(), world.ballot(world.norland, "against"), slug="herald").quads
    assert len(inferred(derive([*stated(world), *herald, *seats()]))) == 5


@pytest.mark.parametrize(
    "tally",
    [
        {"for_": 4},  # a member is not counted
        {"for_": 6},  # one too many
        {"against": 3, "for_": 4},  # two choices are open
        {"abstain": None, "for_": 5},  # the abstention is not counted
        {"when": When("in May", date(2020, 5, 1), date(2020, 5, 31))},  # who sat is not certain
        {"body": None},
    ],
)
def test_nothing_follows_while_it_is_not_certain(world: Any, tally: dict[str, Any]) -> None:
    assert inferred(derive([*stated(world, **tally), *seats()])) == {}


def test_nothing_follows_without_the_members_of_the_day(world: Any) -> None:
    assert inferred(derive(stated(world))) == {}
    assert inferred(derive([*stated(world), *seats(start=date(2020, 5, 4))])) == {}
    assert inferred(derive([*stated(world), *seats(end=date(2020, 5, 2))])) == {}


def test_the_first_and_the_last_day_of_a_term_count(world: Any) -> None:
    term = seats(start=date(2020, 5, 3), end=date(2020, 5, 3))
    assert len(inferred(derive([*stated(world), *term]))) == 5


def test_nothing_follows_where_a_stated_ballot_is_not_of_a_member(world: Any) -> None:
    assert inferred(derive([*stated(world), *seats(tuple(code for code in MEMBERS if code != "NOR"))])) == {}


def test_nothing_follows_where_sources_give_one_state_two_choices(world: Any) -> None:
    herald = world.report(world.tally(), world.ballot(world.norland, "for"), slug="herald").quads
    assert inferred(derive([*stated(world), *herald, *seats()])) == {}


def bounds(quads: list[Quad]) -> dict[str, str]:
    names = (UN.startEarliest, UN.startLatest, UN.endEarliest, UN.endLatest)
    return {q.predicate.value.rpartition("#")[2]: q.object.value for q in quads if q.predicate in names}  # type: ignore[union-attr]


def held(world: Any, bearing: Any, slug: str, first: date, last: date | None = None) -> list[Quad]:
    post = Post(**world.shared("p"), official=world.mira, title="harbour master", for_=world.council, bearing=bearing)
    quads: list[Quad] = world.report(post, slug=slug, published=When(None, first, last or first)).quads
    return quads


def test_a_current_holder_had_begun_and_not_ended(world: Any) -> None:
    found = bounds(derive(held(world, "current", "a", date(2020, 5, 1), date(2020, 5, 9))))
    assert found == {"startLatest": "2020-05-09", "endEarliest": "2020-05-01"}


def test_of_several_reports_the_tightest_bounds_count(world: Any) -> None:
    told = [
        *held(world, "incoming", "a", date(2018, 1, 1)),
        *held(world, "incoming", "b", date(2018, 6, 1)),
        *held(world, "current", "c", date(2019, 1, 1)),
        *held(world, "current", "d", date(2020, 1, 1)),
        *held(world, "former", "e", date(2022, 1, 1)),
        *held(world, "former", "f", date(2021, 1, 1)),
    ]
    assert bounds(derive(told)) == {
        "startEarliest": "2018-06-01",
        "startLatest": "2019-01-01",
        "endEarliest": "2020-01-01",
        "endLatest": "2021-01-01",
    }


def test_a_tenure_that_the_register_knows_is_left_to_it(world: Any) -> None:
    told = held(world, "current", "a", date(2020, 1, 1))
    tenure = next(q.subject for q in told if q.object == UN.Tenure)
    known = Quad(tenure, UN.startEarliest, day(date(2019, 1, 1)), graph("reference", "tenures"))
    assert bounds(derive([*told, known])) == {}


def claims(quads: list[Quad]) -> dict[str, set[str]]:
    """The values of each discrepancy, by its aspect."""
    told = [q for q in quads if q.graph_name == DISCREPANCIES]
    aspects = {q.subject: q.object.value.rpartition("#")[2] for q in told if q.predicate == UN.aspect}  # type: ignore[union-attr]
    sides = {q.object: aspects[q.subject] for q in told if q.predicate == UN.accordingTo}
    found: dict[str, set[str]] = {}
    for q in told:
        if q.predicate == UN.value:
            found.setdefault(sides[q.subject], set()).add(q.object.value.rpartition("#")[2])  # type: ignore[union-attr]
    return found


def figure(world: Any, slug: str, value: float, qualifier: Any = None, about: str = "harbour plan") -> list[Quad]:
    told = Figure(**world.shared("f"), value=value, unit="page", qualifier=qualifier, about=about)
    quads: list[Quad] = world.report(told, slug=slug).quads
    return quads


def test_two_numbers_for_one_thing_are_one_discrepancy_with_a_claim_each(world: Any) -> None:
    derived = derive([*figure(world, "gazette", 372), *figure(world, "herald", 400)])
    (node,) = {q.subject for q in derived if q.object == UN.Discrepancy}
    assert node == thing("discrepancy", "harbour-plan-page-quantityaspect")
    assert claims(derived) == {"QuantityAspect": {"372", "400"}}
    sources = {q.object.value.rpartition("/")[2] for q in derived if q.predicate == UN.reportedIn}  # type: ignore[union-attr]
    assert sources == {"gazette", "herald"}
    assert {q.object for q in derived if q.predicate == UN.about} == {thing("topic", "harbour plan")}


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ((400, None), (400, None), False),
        ((372, None), (400, "about"), False),
        ((340, None), (400, "about"), True),
        ((372, None), (370, "at least"), False),
        ((372, None), (380, "more than"), True),
        ((372, None), (400, "up to"), False),
        ((410, None), (400, "up to"), True),
    ],
)
def test_numbers_disagree_only_where_both_cannot_be_true(world: Any, one: Any, other: Any, disagree: bool) -> None:
    derived = derive([*figure(world, "gazette", *one), *figure(world, "herald", *other)])
    assert bool(claims(derived)) is disagree


def test_one_source_does_not_disagree_with_itself_nor_about_other_things(world: Any) -> None:
    assert claims(derive([*figure(world, "a", 372), *figure(world, "b", 400, about="bridge plan")])) == {}
    two = [
        Figure(**world.shared(f"f{n}", n, n + 5), value=n, unit="page", qualifier=None, about="plan") for n in (1, 9)
    ]
    assert claims(derive(world.report(*two).quads)) == {}


def test_two_choices_of_one_state_are_a_discrepancy(world: Any) -> None:
    one = world.report(world.tally(), world.ballot(world.norland, "for")).quads
    other = world.report(world.tally(), world.ballot(world.norland, "against"), slug="herald").quads
    assert claims(derive([*one, *other])) == {"ChoiceAspect": {"For", "Against"}}


def test_two_outcomes_of_one_vote_are_a_discrepancy(world: Any) -> None:
    one = world.report(world.tally(outcome="adopted")).quads
    other = world.report(world.tally(outcome="rejected"), slug="herald").quads
    assert claims(derive([*one, *other])) == {"OutcomeAspect": {"Adopted", "Rejected"}}


def test_two_counts_of_one_vote_are_a_discrepancy_about_both_nodes(world: Any) -> None:
    one = world.report(world.tally(matter="fishing rights")).quads
    other = world.report(world.tally(matter="fishing rights", for_=6), slug="herald").quads
    derived = derive([*one, *other])
    assert claims(derived) == {"TallyAspect": {"5-2-1", "6-2-1"}}
    assert sum(q.predicate == UN.about for q in derived) == 2


def test_votes_on_unlike_matters_or_of_one_source_do_not_disagree(world: Any) -> None:
    one = world.report(world.tally(matter="fishing rights")).quads
    other = world.report(world.tally(matter="bridge tolls", for_=6), slug="herald").quads
    assert claims(derive([*one, *other])) == {}
    both = [world.tally("t", matter="fishing rights"), world.tally("u", matter="fishing rights", for_=6)]
    assert claims(derive(world.report(*both).quads)) == {}


@pytest.mark.parametrize(("later", "disagree"), [(date(2020, 5, 4), True), (date(2021, 5, 3), False)])
def test_two_days_of_one_vote_are_a_discrepancy_unless_it_is_another_vote(
    world: Any, later: date, disagree: bool
) -> None:
    one = world.report(world.tally(matter="fishing rights")).quads
    other = world.report(world.tally(matter="fishing rights", when=When(None, later, later)), slug="herald").quads
    assert claims(derive([*one, *other])) == ({"DateAspect": {"2020-05-03", str(later)}} if disagree else {})


def test_the_order_of_the_quads_does_not_matter(world: Any) -> None:
    quads = [*stated(world), *seats(), *figure(world, "a", 1), *figure(world, "b", 2)]
    assert derive(quads) == derive(reversed(quads))
