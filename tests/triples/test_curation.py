"""Decisions: what waits, what stays out, who is one person; and that each decision finds its fact again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from ontology.errors import InputError
from ontology.terms import FOAF, OWL, RDF, RDFS, SKOS, UN
from triples.curation.alike import likenesses, people
from triples.curation.claims import Claim, Index, Span, claims
from triples.curation.curate import Curated, curate
from triples.curation.decisions import COLUMNS, Decision, add, as_csv, read_decisions, without, write_decisions
from triples.facts import Post
from triples.facts import Span as Passage
from triples.iris import CURATION, graph, thing


def facts(quads: list[Quad]) -> dict[str, Claim]:
    """Kind and value of every fact, with the fact."""
    return {f"{claim.key.kind}: {claim.key.value}": claim for claim in claims(Index(quads))}


def decision(claim: Claim, verdict: Any, **more: str) -> Decision:
    key = claim.key
    return Decision(key.kind, key.source, key.span, key.value, verdict, **more)


def subjects(curated: Curated) -> set[str]:
    return {quad.subject.value.partition("/id/")[2] for quad in curated.quads if isinstance(quad.subject, NamedNode)}


def post(world: Any, who: Any, name: str = "p", start: int = 0, end: int = 33, **more: Any) -> Post:
    given = {"official": who, "title": "Envoy", "for_": world.norland, **more}
    return Post(**world.shared(name, start, end, rule=f"post-{name}"), **given)


def test_a_fact_is_known_by_source_kind_place_and_value(world: Any) -> None:
    found = facts(world.report(world.tally(), world.ballot(world.norland, "against")).quads)
    assert {"vote: harbour-council for 5 against 2 abstain 1", "ballot: norland Against"} == set(found)
    ballot = found["ballot: norland Against"]
    assert (ballot.key.source, ballot.key.span, ballot.rule) == ("ab" * 32, Span(34, 87), "test-rule")
    assert ballot.key.id.startswith("ballot-")
    assert len(ballot.key.id) == len("ballot-") + 8


def test_the_same_fact_has_the_same_name_whatever_else_was_read(world: Any) -> None:
    alone = facts(world.report(world.tally()).quads)
    among = facts(world.report(world.meeting(), world.tally(), world.ballot(world.norland, "for")).quads)
    vote = "vote: harbour-council for 5 against 2 abstain 1"
    assert alone[vote].key.id == among[vote].key.id


def test_a_fact_below_the_least_confidence_waits_with_what_it_alone_names(world: Any) -> None:
    quads = world.report(world.tally(), post(world, world.mira, confidence=0.4)).quads
    curated = curate(quads, [], [], 0.6)
    assert [(held.claim.key.kind, held.claim.confidence) for held in curated.held] == [("post", 0.4)]
    assert "0.6" in curated.held[0].reason
    left = subjects(curated)
    assert not any(name.startswith(("tenure/", "post/", "official/")) for name in left)
    assert any(name.startswith("vote/") for name in left)
    assert [claim.key.kind for claim in curated.claims] == ["vote"]


def test_what_several_rules_read_is_as_sure_as_the_surest(world: Any) -> None:
    twice = [post(world, world.mira, "p", confidence=0.4), post(world, world.mira, "q", 34, 87, confidence=0.9)]
    assert curate(world.report(*twice).quads, [], [], 0.6).held == []


def test_the_ballots_of_a_vote_that_waits_wait_too(world: Any) -> None:
    quads = world.report(world.tally(confidence=0.3), world.ballot(world.norland, "against")).quads
    held = curate(quads, [], [], 0.6).held
    assert [(h.claim.key.kind, h.reason) for h in held if h.claim.key.kind == "ballot"] == [
        ("ballot", "its vote waits")
    ]


def test_an_accepted_fact_stands_and_the_record_says_so(world: Any) -> None:
    quads = world.report(post(world, world.mira, confidence=0.4)).quads
    (claim,) = claims(Index(quads))
    said = decision(claim, "accept", by="Ana Lima", day="2026-01-02", note="Seen in the record.")
    curated = curate(quads, [], [said], 0.6)
    assert curated.held == []
    record = {quad.predicate: quad.object for quad in curated.quads if quad.graph_name == CURATION}
    assert record[UN.decided] == claim.node
    assert record[UN.verdict].value == "accepted"  # type: ignore[union-attr]
    assert {"2026-01-02", "Seen in the record."} <= {getattr(value, "value", "") for value in record.values()}


def test_a_rejected_fact_stays_out_however_sure_its_rule_is(world: Any) -> None:
    quads = world.report(world.tally(), world.ballot(world.norland, "against")).quads
    vote = facts(quads)["vote: harbour-council for 5 against 2 abstain 1"]
    curated = curate(quads, [], [decision(vote, "reject")], 0.6)
    assert curated.held == []
    assert not any(name.startswith(("vote/", "ballot/", "motion/")) for name in subjects(curated))


def test_a_decision_holds_when_the_passage_is_cut_otherwise(world: Any) -> None:
    before = facts(world.report(world.tally()).quads)
    after = world.report(replace(world.tally(), evidence=(Passage(10, 60),))).quads
    said = decision(before["vote: harbour-council for 5 against 2 abstain 1"], "reject")
    curated = curate(after, [], [said], 0.6)
    assert curated.vanished == []
    assert curated.claims == []


def test_a_decision_whose_fact_is_gone_is_reported(world: Any) -> None:
    quads = world.report(world.tally()).quads
    gone = decision(facts(quads)["vote: harbour-council for 5 against 2 abstain 1"], "reject")
    other = world.report(world.tally(for_=6)).quads
    assert curate(other, [], [gone], 0.6).vanished == [gone]


def merge(one: str, other: str, verdict: Any = "merge") -> Decision:
    return Decision("person", "", None, one, verdict, other)


def test_two_names_of_one_person_become_one_person(world: Any) -> None:
    short = world.mira.__class__("person", "Okafor", thing("official", "Okafor").value)
    quads = world.report(post(world, world.mira), post(world, short, "q", 34, 87)).quads
    curated = curate(quads, [], [merge("okafor", "mira-okafor")], 0.6)
    mira, old = thing("official", "mira-okafor"), thing("official", "okafor")
    assert not any(quad.subject == old for quad in curated.quads)
    assert {q.subject for q in curated.quads if q.object == old} == {mira}
    told = {(q.predicate, getattr(q.object, "value", "")) for q in curated.quads if q.subject == mira}
    assert {(RDFS.label, "Mira Okafor"), (SKOS.altLabel, "Okafor"), (FOAF.name, "Mira Okafor")} <= told
    assert (OWL.sameAs, old.value) in told
    tenures = {q.subject for q in curated.quads if q.predicate == RDF.type and q.object == UN.Tenure}
    assert len(tenures) == 1
    assert {q.object for q in curated.quads if q.predicate == UN.decided} == {mira}


def test_a_merge_into_somebody_who_is_merged_goes_all_the_way(world: Any) -> None:
    people_ = [world.mira.__class__("person", name, thing("official", name).value) for name in ("A Bo", "B Bo", "C Bo")]
    quads = world.report(*(post(world, who, f"p{n}", n * 40, n * 40 + 30) for n, who in enumerate(people_))).quads
    curated = curate(quads, [], [merge("a-bo", "b-bo"), merge("b-bo", "c-bo")], 0.6)
    assert {name for name in subjects(curated) if name.startswith("official/")} == {"official/c-bo"}


def test_two_people_who_are_kept_apart_are_recorded_as_two(world: Any) -> None:
    quads = world.report(post(world, world.mira), post(world, world.jon, "q", 34, 87)).quads
    curated = curate(quads, [], [merge("jon-vale", "mira-okafor", "keep-apart")], 0.6)
    two = (thing("official", "jon-vale"), OWL.differentFrom, thing("official", "mira-okafor"))
    assert two in {(q.subject, q.predicate, q.object) for q in curated.quads}


def test_a_merge_of_somebody_who_is_gone_is_reported(world: Any) -> None:
    quads = world.report(post(world, world.mira)).quads
    gone = merge("m-okafor", "mira-okafor")
    assert curate(quads, [], [gone], 0.6).vanished == [gone]


def test_without_decisions_nothing_changes(world: Any) -> None:
    quads = world.report(world.tally(), post(world, world.mira), world.meeting()).quads
    assert set(curate(quads, [], [], 0.6).quads) == set(quads)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Okafor", "Mira Okafor", "one is named by a single name"),
        ("Mira Okafor", "Mira Ade Okafor", "one name is part of the other"),
        ("Kim Min Su", "Min Su Kim", "the same names in another order"),
        ("Marta Okafor", "Mira Okafor", "the same surname and initial"),
        ("Zeid Raad al Hussein", "Zaid Raad al Hussein", "the same surname and initial"),
        ("Ivan Simonovic", "Ivan Simonovich", "may be two spellings of one name"),
        ("Jon Okafor", "Mira Okafor", ""),
        ("Jon Vale", "Mira Okafor", ""),
    ],
)
def test_names_that_are_alike_are_listed_with_the_reason(world: Any, one: str, other: str, reason: str) -> None:
    both = [world.mira.__class__("person", name, thing("official", name).value) for name in (one, other)]
    quads = world.report(*(post(world, who, f"p{n}", n * 40, n * 40 + 30) for n, who in enumerate(both))).quads
    assert [pair.reason for pair in likenesses(people(quads))] == ([reason] if reason else [])


def test_two_whom_the_tables_know_are_not_compared(world: Any) -> None:
    table = graph("reference", "officials")
    quads = [
        quad
        for name in ("Okafor", "Mira Okafor")
        for quad in (Quad(thing("official", name), RDF.type, UN.Official, table),)
    ]
    assert likenesses(people(quads)) == []


def test_the_file_is_sorted_and_reads_as_it_was_written(tmp_path: Path, world: Any) -> None:
    quads = world.report(world.tally(), world.ballot(world.norland, "against")).quads
    said = [decision(c, "reject", note='He said "no", twice', by="Ana Lima") for c in claims(Index(quads))]
    both = [merge("b-bo", "c-bo"), *said]
    write_decisions(both, tmp_path / "d.csv")
    assert sorted(read_decisions(tmp_path / "d.csv")) == sorted(both)
    assert as_csv(both) == as_csv(both[::-1]) == (tmp_path / "d.csv").read_text(encoding="utf-8")
    assert read_decisions(tmp_path / "none.csv") == []


def test_a_decision_that_contradicts_another_is_refused(world: Any) -> None:
    (claim,) = claims(Index(world.report(world.tally()).quads))
    rejected = [decision(claim, "reject")]
    assert add(rejected, decision(claim, "reject", note="again")) == rejected
    with pytest.raises(InputError, match="is rejected; take that decision out first"):
        add(rejected, decision(claim, "accept"))
    assert without(rejected, claim.key.id) == []
    with pytest.raises(InputError, match="nothing is decided"):
        without([], claim.key.id)


@pytest.mark.parametrize(
    ("known", "new", "said"),
    [
        ([merge("a", "b")], merge("a", "c"), "merged into b before"),
        ([merge("a", "b")], merge("b", "a"), "take that decision out first"),
        ([merge("a", "b"), merge("b", "c")], merge("c", "a"), "in a circle"),
        ([merge("a", "b")], merge("a", "b", "keep-apart"), "take that decision out first"),
        ([merge("a", "c"), merge("b", "c")], merge("a", "b", "keep-apart"), "both merged and kept apart"),
        ([merge("a", "b", "keep-apart"), merge("a", "c")], merge("b", "c"), "both merged and kept apart"),
    ],
)
def test_people_cannot_be_one_and_two(known: list[Decision], new: Decision, said: str) -> None:
    with pytest.raises(InputError, match=said):
        add(known, new)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ballot,ab,1,2,norland For,merge,,,,", "line 2: 'merge' is no decision about a ballot"),
        ("vow,ab,1,2,norland,accept,,,,", "no kind of thing"),
        ("ballot,ab,one,2,norland For,accept,,,,", "line 2"),
        ("ballot,ab,1,2,norland For,accept,,,yesterday,", "line 2"),
        ("person,,,,Mira Okafor,merge,okafor,,,", "last part of an address"),
        ("ballot,ab,1,2", "line 2"),
        ("ballot,ab,1,2,x,accept,,,,\nballot,ab,1,2,x,reject,,,,", "as well"),
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    file = tmp_path / "d.csv"
    file.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_decisions(file)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="must name the columns"):
        read_decisions(tmp_path / "d.csv")
