"""What things are called: short, in English, from their facts, and the same whoever reports them."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.terms import OA, PROV, RDF, RDFS, UN
from triples.build import Built, build
from triples.derive import derive
from triples.deriving.facts import in_words
from triples.facts import Figure, Post, Stance, Statement, When
from triples.iris import INFERRED, LABELS, graph, thing


def called(quads: list[Quad]) -> dict[str, list[str]]:
    """The derived labels by the kind of the thing, sorted."""
    found: dict[str, list[str]] = {}
    for quad in sorted(derive(quads), key=str):
        if quad.graph_name == LABELS and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            assert (quad.predicate, quad.object.language) == (RDFS.label, "en")
            found.setdefault(quad.subject.value.split("/")[-2], []).append(quad.object.value)
    return found


def test_a_vote_goes_by_body_day_and_counts(world: Any) -> None:
    found = called(world.report(world.tally()).quads)
    assert found["vote"] == ["harbour council vote of 3 May 2020: 5 for, 2 against, 1 abstaining"]
    assert found["motion"] == ["Procedural motion (harbour council, 3 May 2020)"]


def test_a_body_goes_by_the_name_that_it_has(world: Any) -> None:
    named = Quad(thing("body", "Harbour Council"), RDFS.label, Literal("Harbour Council", language="en"), graph("x"))
    french = Quad(thing("body", "Harbour Council"), RDFS.label, Literal("Conseil du port", language="fr"), graph("x"))
    found = called([*world.report(world.tally()).quads, named, french])
    assert found["vote"] == ["Harbour Council vote of 3 May 2020: 5 for, 2 against, 1 abstaining"]


def test_a_vote_of_an_open_day_goes_by_the_place_where_it_is_told(world: Any) -> None:
    found = called(world.report(world.tally(when=When(), abstain=None, body=None)).quads)
    assert found["vote"] == ["Vote (The Gazette, 4 May 2020, characters 0 to 33): 5 for, 2 against"]


def test_a_ballot_says_who_voted_how(world: Any) -> None:
    ballots = [world.ballot(world.norland, "against"), world.ballot(world.westland, "abstain")]
    assert called(world.report(world.tally(), *ballots).quads)["ballot"] == [
        "norland: against (harbour council, 3 May 2020)",
        "westland: abstaining (harbour council, 3 May 2020)",
    ]


def test_a_ballot_on_which_reports_disagree_says_both(world: Any) -> None:
    one = world.report(world.tally(), world.ballot(world.norland, "against")).quads
    other = world.report(world.tally(), world.ballot(world.norland, "for"), slug="herald").quads
    assert called([*one, *other])["ballot"] == ["norland: for or against (harbour council, 3 May 2020)"]


def test_a_ballot_that_follows_says_so() -> None:
    ballot, vote = thing("ballot", "x"), thing("vote", "y")
    told = ((RDF.type, UN.Ballot), (UN.inVote, vote), (UN.castBy, thing("state", "Bay")), (UN.choice, UN.For))
    quads = [Quad(ballot, *said, INFERRED) for said in (*told, (UN.derivation, UN.ByElimination))]
    assert called(quads)["ballot"] == ["bay: for, by elimination"]


def test_a_meeting_goes_by_body_day_and_topic(world: Any) -> None:
    found = called(world.report(world.meeting()).quads)
    assert found["meeting"] == ["harbour council meeting of 3 May 2020: fishing rights"]


def test_a_statement_goes_by_speaker_and_place(world: Any) -> None:
    said = Statement(
        **world.shared("s", 5, 20),
        speaker=world.mira,
        for_=world.norland,
        quote=True,
        verb="say",
        when=world.on(2020, 5, 3),
    )
    unnamed = Statement(**world.shared("u", 21, 30), speaker=None, for_=world.norland, quote=False, verb="say")
    assert called(world.report(said, unnamed).quads)["statement"] == [
        "norland: statement (The Gazette, 4 May 2020, characters 21 to 30)",
        "Mira Okafor (norland): statement of 3 May 2020 (The Gazette, 4 May 2020, characters 5 to 20)",
    ]


def test_a_stance_goes_by_holder_side_and_matter(world: Any) -> None:
    stance = Stance(**world.shared("s"), holder=world.norland, polarity="opposes", matter="higher dues", act="word")
    assert called(world.report(stance).quads)["stance"] == ["norland opposes: higher dues (The Gazette, 4 May 2020)"]


@pytest.mark.parametrize(
    ("qualifier", "label"),
    [
        (None, "1,200 boats: the fleet (The Gazette, 4 May 2020)"),
        ("about", "About 1,200 boats: the fleet (The Gazette, 4 May 2020)"),
        ("more than", "More than 1,200 boats: the fleet (The Gazette, 4 May 2020)"),
    ],
)
def test_a_figure_goes_by_number_unit_and_subject(world: Any, qualifier: Any, label: str) -> None:
    figure = Figure(**world.shared("f"), value=1200.0, unit="boats", about="the fleet", qualifier=qualifier)
    assert called(world.report(figure).quads)["figure"] == [label]


def test_a_tenure_goes_by_holder_and_post(world: Any) -> None:
    post = Post(**world.shared("p"), official=world.mira, title="harbour master", for_=world.norland)
    assert called(world.report(post).quads)["tenure"] == ["Mira Okafor, Harbour master, Norland"]


def test_claims_evidence_and_what_was_read_name_their_source(world: Any) -> None:
    reports = [
        world.report(
            Figure(**world.shared("f"), value=value, unit="boats", about="the fleet", qualifier=None), slug=slug
        ).quads
        for value, slug in ((40.0, "gazette"), (90.0, "herald"))
    ]
    found = called([quad for quads in reports for quad in quads])
    assert found["claim"] == ["40 according to The Gazette, 4 May 2020", "90 according to The Gazette, 4 May 2020"]
    assert found["evidence"] == found["selector"] == ["The Gazette, 4 May 2020, characters 0 to 33"] * 2
    assert found["extraction"] == ["Reading of Harbour news"] * 2
    assert found["article"] == ["Harbour news"] * 2


def test_a_link_says_where_it_leads() -> None:
    told = (
        (RDF.type, OA.Annotation),
        (OA.hasTarget, thing("body", "Pier")),
        (OA.hasBody, NamedNode("http://a.example/b")),
    )
    assert called([Quad(thing("link", "x"), *said, graph("x")) for said in told])["link"] == ["pier: link to a.example"]


def test_what_has_a_name_keeps_it(world: Any) -> None:
    quads = world.report(world.tally()).quads
    vote = next(quad for quad in quads if quad.object == UN.Vote)
    assert "vote" not in called(
        [*quads, Quad(vote.subject, RDFS.label, Literal("The vote", language="en"), graph("x"))]
    )


def test_two_reports_of_one_thing_give_it_one_label_in_any_order(world: Any) -> None:
    reports = [
        world.report(world.tally(), world.ballot(world.norland, "against"), world.meeting(), slug=slug).quads
        for slug in ("gazette", "herald", "post")
    ]
    labelled = [called([q for quads in order for q in quads]) for order in permutations(reports)]
    assert all(found == labelled[0] for found in labelled)
    assert [len(labelled[0][kind]) for kind in ("vote", "ballot", "meeting", "motion")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2015, 12, 10), date(2015, 12, 10), "10 December 2015"),
        (date(2014, 10, 1), date(2014, 10, 31), "October 2014"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023 to 2024"),
        (date(2015, 6, 1), date(2015, 6, 7), "1 to 7 June 2015"),
        (date(2015, 5, 30), date(2015, 6, 2), "30 May 2015 to 2 June 2015"),
        (date(2016, 2, 1), date(2016, 2, 28), "1 to 28 February 2016"),
    ],
)
def test_days_are_said_in_words(first: date, last: date, words: str) -> None:
    assert in_words(first, last) == words


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("own"), [], False, False, lambda doing, done, total: None)


def test_everything_that_is_published_has_a_name(built: Built) -> None:
    store: Store = built.snapshot.load()
    things = {q.subject for q in store.quads_for_pattern(None, RDF.type, None, None) if "/id/" in str(q.subject)}
    things |= {q.subject for q in store.quads_for_pattern(None, RDF.type, PROV.Entity, None)}
    named = {q.subject for q in store.quads_for_pattern(None, RDFS.label, None, None)}
    assert sorted(map(str, things - named)) == []


def test_no_label_is_a_sentence(built: Built) -> None:
    found = [q.object.value for q in built.snapshot.load().quads_for_pattern(None, None, None, LABELS)]  # type: ignore[union-attr]
    assert len(found) > 300
    assert [label for label in found if len(label) > 200 or label.endswith(".")] == []
