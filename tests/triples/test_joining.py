"""When two descriptions are of one vote, and when they stay apart."""

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from ontology.terms import PREFIXES, RDF, UN
from triples.joining import join_votes

RECORD = """
source:record a un:VotingRecord .
vote:rec a un:Vote ; un:inBody body:council ; un:date "2020-05-03"^^xsd:date ; un:voteKind un:ProceduralVote ;
  un:tallyFor 5 ; un:tallyAgainst 2 ; un:tallyAbstain 1 ; un:onMotion motion:rec ; un:reportedIn source:record .
motion:rec un:topic topic:harbour .
topic:harbour skos:inScheme scheme:topics ; skos:broader topic:sea . topic:sea skos:inScheme scheme:topics .
topic:mountain skos:inScheme scheme:topics ; skos:broader topic:land . topic:land skos:inScheme scheme:topics .
state:norland un:iso3 "NOR" .
"""
PREFIX = "\n".join(
    [
        *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items())),
        *(
            f"@prefix {kind}: <https://w3id.org/unkg/id/{kind}/> ."
            for kind in ("source", "vote", "body", "motion", "topic", "scheme", "state", "ballot")
        ),
    ]
)
TOLD = (
    'vote:told a un:Vote ; un:inBody body:council ; un:date "2020-05-03"^^xsd:date ; un:reportedIn source:paper ; '
    "un:onMotion motion:told"
)


def quads(turtle: str) -> list[Quad]:
    return list(parse(f"{PREFIX}\n{turtle}", format=RdfFormat.TURTLE))


def votes(turtle: str) -> set[str]:
    """The votes that are left, by the last part of their IRI."""
    found = join_votes(quads(RECORD + turtle))
    assert not any(isinstance(quad.subject, BlankNode) for quad in found)
    return {
        quad.subject.value.rpartition("/")[2]  # type: ignore[union-attr]
        for quad in found
        if quad.predicate == RDF.type and quad.object == UN.Vote
    }


@pytest.mark.parametrize(
    "more",
    [
        "un:tallyFor 5 ; un:tallyAgainst 2 ; un:tallyAbstain 1",
        "un:tallyFor 5",
        "un:tallyFor 5 ; un:voteKind un:OtherVote",
        "un:tallyAgainst 2 ; un:voteKind un:ProceduralVote",
    ],
)
def test_a_report_that_leaves_things_out_tells_of_the_recorded_vote(more: str) -> None:
    assert votes(f"{TOLD} ; {more} .") == {"rec"}


@pytest.mark.parametrize("matter", ["harbour", "sea"])
def test_the_same_or_a_broader_matter_is_enough_without_counts(matter: str) -> None:
    assert votes(f"{TOLD} . motion:told un:topic topic:{matter} .") == {"rec"}


@pytest.mark.parametrize(
    "more",
    [
        "un:tallyFor 6",
        "un:tallyFor 5 ; un:tallyAgainst 3",
        "un:tallyFor 5 ; un:voteKind un:ResolutionVote",
        "un:outcome un:Adopted",
    ],
)
def test_another_count_another_kind_or_nothing_in_common_keeps_them_apart(more: str) -> None:
    assert votes(f"{TOLD} ; {more} .") == {"rec", "told"}


def test_the_same_count_on_another_matter_is_another_vote() -> None:
    assert votes(f"{TOLD} ; un:tallyFor 5 . motion:told un:topic topic:mountain .") == {"rec", "told"}


def test_another_body_or_another_day_is_another_vote() -> None:
    assert votes(TOLD.replace("body:council", "body:assembly") + " ; un:tallyFor 5 .") == {"rec", "told"}
    assert votes(TOLD.replace("2020-05-03", "2020-05-04") + " ; un:tallyFor 5 .") == {"rec", "told"}


def test_days_that_a_report_leaves_open_are_met_by_the_day_of_the_record() -> None:
    bounds = 'un:dateEarliest "2020-05-01"^^xsd:date ; un:dateLatest "{}"^^xsd:date'
    open_ = TOLD.replace('un:date "2020-05-03"^^xsd:date', bounds)
    assert votes(open_.format("2020-05-31") + " ; un:tallyFor 5 .") == {"rec"}
    assert votes(open_.format("2020-05-02") + " ; un:tallyFor 5 .") == {"rec", "told"}


def test_a_report_without_any_day_joins_nothing() -> None:
    assert votes(TOLD.replace('un:date "2020-05-03"^^xsd:date ;', "") + " ; un:tallyFor 5 .") == {"rec", "told"}


def test_a_report_that_fits_two_votes_joins_neither() -> None:
    second = (
        RECORD.replace("vote:rec", "vote:rec2").replace("motion:rec", "motion:rec2").replace("Against 2", "Against 3")
    )
    assert votes(f"{second} {TOLD} ; un:tallyFor 5 .") == {"rec", "rec2", "told"}


def test_two_entries_of_a_record_stay_two_votes_though_day_and_matter_are_the_same() -> None:
    second = TOLD.replace("source:paper", "source:record")
    assert votes(f"{second} . motion:told un:topic topic:harbour .") == {"rec", "told"}


def test_two_reports_of_one_vote_meet_without_a_record() -> None:
    other = TOLD.replace("vote:told", "vote:other").replace("source:paper", "source:wire").replace("2020", "2021")
    told = TOLD.replace("2020", "2021")
    found = votes(f"{told} ; un:tallyFor 7 ; un:tallyAgainst 1 . {other} ; un:tallyFor 7 .")
    assert found == {"rec", "told"}


def test_motion_and_ballots_move_with_the_vote_and_every_source_stays() -> None:
    ballot = "ballot:told-nor un:inVote vote:told ; un:castBy state:norland ; un:reportedIn source:paper ."
    found = set(join_votes(quads(f"{RECORD} {TOLD} ; un:tallyFor 5 . {ballot}")))
    thing = "https://w3id.org/unkg/id/"

    def states(subject: str, predicate: NamedNode, object_: NamedNode | Literal) -> bool:
        return Quad(NamedNode(thing + subject), predicate, object_, DefaultGraph()) in found

    assert states("ballot/rec-nor", UN.inVote, NamedNode(thing + "vote/rec"))
    assert states("vote/rec", UN.onMotion, NamedNode(thing + "motion/rec"))
    for source in ("record", "paper"):
        assert states("vote/rec", UN.reportedIn, NamedNode(f"{thing}source/{source}"))
    assert not any("told" in quad.subject.value for quad in found)  # type: ignore[union-attr]


def test_the_order_of_what_is_given_does_not_matter() -> None:
    given = quads(f"{RECORD} {TOLD} ; un:tallyFor 5 .")
    assert sorted(map(str, join_votes(given))) == sorted(map(str, join_votes(given[::-1])))
