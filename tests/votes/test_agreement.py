"""How often states vote alike: counted as by hand, as a well-formed cube, and asked for."""

from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from ontology.files import read_ontology
from ontology.terms import QB, RDF, UN
from triples.iris import DERIVED, ONTOLOGY
from triples.votes import Cast, Choice, RollCall, Voter
from triples.votes.agreement import Ballots, Pair
from triples.votes.model import CHOICES

STATES = [Voter(f"state-{letter}", letter) for letter in "abcd"]
Ask = Callable[..., list[tuple[str, ...]]]


def call(number: int, choices: dict[Voter, Choice], year: int = 2000) -> RollCall:
    on = date(year, 1, 1)
    ballots = tuple(Cast(voter, choice) for voter, choice in choices.items())
    return RollCall("general-assembly", str(number), on, on, "a line", "a-list", session="1", ballots=ballots)


def by_hand(calls: list[dict[Voter, Choice]], one: Voter, other: Voter) -> tuple[int, int, int]:
    both = [(c[one], c[other]) for c in calls if {one, other} <= c.keys() and "absent" not in (c[one], c[other])]
    return len(both), sum(a == b for a, b in both), sum({a, b} == {"for", "against"} for a, b in both)


@given(
    st.lists(st.dictionaries(st.sampled_from(STATES), st.sampled_from(CHOICES), min_size=1), min_size=1, max_size=12)
)
def test_pairs_are_counted_as_by_hand(calls: list[dict[Voter, Choice]]) -> None:
    ballots = Ballots()
    for number, choices in enumerate(calls):
        assert ballots.add(call(number, choices), str(number)) == []
    expected = [Pair(one, other, *by_hand(calls, one, other)) for one, other in combinations(STATES, 2)]
    slices = {period.name: pairs for _, period, _, pairs in ballots.slices()}
    assert slices == {name: [pair for pair in expected if pair.together] for name in ("2000s", "session 1")}


def test_a_vote_of_two_records_counts_once_and_a_contradiction_not_at_all() -> None:
    a, b, c, _ = STATES
    ballots = Ballots()
    ballots.add(call(1, {a: "for", b: "for"}), "vote")
    (rival,) = ballots.add(call(1, {a: "for", b: "against", c: "for"}), "vote")
    assert (rival.code, rival.choice, rival.record) == ("b", "for", True)
    (_, _, records, pairs), _ = ballots.slices()
    assert pairs == [Pair(a, c, 1, 1, 0)]
    assert records == ["a-list"]


def test_a_vote_that_may_be_of_either_decade_counts_in_none() -> None:
    ballots = Ballots()
    open_ = call(1, dict.fromkeys(STATES, "for"), 1969)
    ballots.add(
        RollCall(open_.body, "1", date(1969, 12, 1), date(1970, 1, 31), "a line", "a", ballots=open_.ballots), "1"
    )
    assert list(ballots.slices()) == []


def test_every_observation_has_the_components_of_its_data_set(recorded: list[Quad]) -> None:
    store = Store()
    store.extend(quad for quad in recorded if quad.graph_name == DERIVED)
    seen = 0
    for quad in store.quads_for_pattern(None, QB.dataSet, None, None):
        (structure,) = store.quads_for_pattern(quad.object, QB.structure, None, None)
        parts = [part.object for part in store.quads_for_pattern(structure.object, QB.component, None, None)]
        kinds = (QB.dimension, QB.measure)
        expected = {
            p.object for part in parts for kind in kinds for p in store.quads_for_pattern(part, kind, None, None)
        }
        own = {statement.predicate for statement in store.quads_for_pattern(quad.subject, None, None, None)}
        assert own == {*expected, RDF.type, QB.dataSet}
        seen += 1
    assert seen == len(list(store.quads_for_pattern(None, RDF.type, UN.VoteAgreement, None))) > 0


def test_no_two_observations_of_a_data_set_are_of_the_same(recorded: list[Quad]) -> None:
    dimensions = (QB.dataSet, UN.inBody, UN.firstState, UN.secondState, UN.periodStart, UN.session, UN.issue)
    places: dict[object, set[tuple[NamedNode, object]]] = {}
    for quad in recorded:
        if quad.graph_name == DERIVED and quad.predicate in dimensions:
            places.setdefault(quad.subject, set()).add((quad.predicate, quad.object))
    assert len({frozenset(place) for place in places.values()}) == len(places)


@pytest.fixture(scope="session")
def ask(root: Path, reference: list[Quad], recorded: list[Quad]) -> Ask:
    """The rows of a query of `queries/records`."""
    store = Store()
    store.extend([*reference, *recorded])
    store.extend(Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY) for triple in read_ontology())

    def asked(name: str, state: str = "", instead: str = "") -> list[tuple[str, ...]]:
        (file,) = (root / "queries" / "records").glob(f"{name}-*.rq")
        query = file.read_text(encoding="utf-8").replace(f"state/{state}>", f"state/{instead}>")
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [tuple(row[name].value for name in names) for row in found]  # type: ignore[union-attr]

    return asked


def test_the_states_most_like_one_are_asked_of_the_counts(ask: Ask) -> None:
    assert ask("1") == [("Cuba", "1", "1", "1", "0"), ("India", "0", "0", "1", "0")]


def test_two_states_are_followed_over_sessions(ask: Ask) -> None:
    assert ask("2", "france", "china") == [("15", "1961-04-01", "1961-04-30", "0", "1")]


def test_issues_are_told_apart(ask: Ask) -> None:
    assert ask("3") == [("colonialism", "0", "1", "0")]


def test_each_decade_has_its_opponents(ask: Ask) -> None:
    found = ask("4")
    assert ("1960-01-01", "France", "Yugoslavia", "1", "1") in found
    assert len(found) == len(set(found))


def test_differences_are_counted_by_what_they_are_in(ask: Ask) -> None:
    assert {(aspect, times) for aspect, _, times in ask("5")} == {
        ("choice", "2"),
        ("date", "1"),
        ("tally", "4"),
        ("value", "2"),
    }
