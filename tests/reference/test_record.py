"""The record of votes: its tables, and the nodes in which it meets what reports tell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.errors import InputError
from ontology.terms import RDF, UN
from triples.iris import META, thing
from triples.reference import load_tables
from triples.reference.tables import Tables

Breaker = Callable[[str, str, str], Path]

DECEMBER_2015 = thing("vote", "security-council-2015-12-10-procedural-9-4-2")


def about(quads: list[Quad], subject: NamedNode) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.subject == subject:
            found.setdefault(quad.predicate.value.rpartition("#")[2], set()).add(quad.object.value)  # type: ignore[union-attr]
    return found


def test_a_recorded_vote_has_its_body_day_counts_and_record(quads: list[Quad]) -> None:
    vote = about(quads, DECEMBER_2015)
    assert vote["inBody"] == {thing("body", "security-council").value}
    assert vote["date"] == {"2015-12-10"}
    assert [vote[f"tally{choice}"] for choice in ("For", "Against", "Abstain")] == [{"9"}, {"4"}, {"2"}]
    assert vote["reportedIn"] == {thing("source", "reference", "recorded_votes").value}
    assert vote["atMeeting"] == {thing("meeting", "security-council", "2015-12-10").value}


def test_the_record_is_a_voting_record_among_the_sources(quads: list[Quad]) -> None:
    kinds = {quad.subject: quad.object for quad in quads if quad.predicate == RDF.type and quad.graph_name == META}
    for table in ("recorded_votes", "recorded_ballots", "vetoes"):
        assert kinds[thing("source", "reference", table)] == UN.VotingRecord


def test_the_states_that_made_a_choice_are_as_many_as_its_count_or_fewer(tables: Tables) -> None:
    votes = {row.slug: row for row in tables.recorded_votes}
    for row in tables.recorded_ballots:
        counted = {"for": votes[row.vote].for_, "against": votes[row.vote].against, "abstain": votes[row.vote].abstain}
        assert len(row.states.split()) <= counted.get(row.choice, 193)


def test_no_state_votes_twice(tables: Tables) -> None:
    cast = [(row.vote, code) for row in tables.recorded_ballots for code in row.states.split()]
    assert len(cast) == len(set(cast))


def test_the_council_never_counts_more_than_its_fifteen_members(tables: Tables) -> None:
    council = [row for row in tables.recorded_votes if row.body == "security-council"]
    assert council
    assert {row.for_ + row.against + row.abstain for row in council} == {15}


def test_only_permanent_members_veto_and_each_veto_is_a_vote_against(tables: Tables, quads: list[Quad]) -> None:
    assert {code for row in tables.vetoes for code in row.states.split()} == {"CHN", "FRA", "GBR", "RUS", "SUN", "USA"}
    vetoes = {(quad.subject, quad.object) for quad in quads if quad.predicate == UN.vetoedBy}
    assert len(vetoes) == sum(len(row.states.split()) for row in tables.vetoes)
    syria = thing("vote", "Security Council", "2022-07-08", "S/2022/538")
    assert (syria, thing("state", "russia")) in vetoes
    ballot = about(quads, thing("ballot", "Security Council", "2022-07-08", "S/2022/538", "RUS"))
    assert ballot["choice"] == {UN.Against.value}


def test_two_vetoes_of_one_draft_on_one_day_are_two_votes(tables: Tables) -> None:
    numbers = {(row.day.text, row.draft): row.number for row in tables.vetoes}
    assert max(numbers.values()) > 1


def test_each_choice_is_cast_once_as_stated(quads: list[Quad]) -> None:
    ballot = about(quads, thing("ballot", "security-council-2015-12-10-procedural-9-4-2", "VEN"))
    assert ballot["choice"] == {UN.Against.value}
    assert ballot["derivation"] == {UN.Stated.value}
    assert Quad(DECEMBER_2015, UN.tallyAgainst, Literal(4)) not in quads  # it stands in a named graph


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        (
            "recorded_votes",
            "2006-11-17-resolution-91",
            "2006-11-17-resolution-92",
            "must be third-committee-2006-11-17",
        ),
        ("recorded_votes", ",2015-12-10,", ",2015-12,", "needs the day of the vote"),
        ("recorded_votes", ",S/PV.7575,9,", ",S/PV.7575,nine,", "'nine' is not a whole number"),
        ("recorded_ballots", "AGO CHN RUS VEN", "AGO CHN RUS VEN USA", "counts 4 against"),
        ("recorded_ballots", "AGO CHN RUS VEN", "AGO CHN RUS RUS", "counts 4 against"),
        ("vetoes", "S/2022/538,1,", "S/2022/538,one,", "'one' is not a whole number"),
        ("vetoes", "S/PV.9087,RUS,", "S/PV.9087,RUSSIA,", "RUSSIA is the code of no state"),
        ("recorded_ballots", "AGO CHN RUS VEN", "AGO CHN RUS XXX", "XXX is the code of no state"),
    ],
)
def test_a_fault_in_the_record_is_one_line_that_says_what_to_do(
    broken: Breaker, table: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        load_tables(broken(table, old, new))
