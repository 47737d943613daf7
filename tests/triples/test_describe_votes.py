"""Votes, ballots and meetings as triples, and when two reports speak of one."""

from hashlib import sha256
from typing import Any

import pytest
from pyoxigraph import NamedNode

from ontology.terms import OA, PROV, RDF, UN
from triples.facts import UNKNOWN, When
from triples.iris import thing

VOTE = thing("vote", "harbour-council-2020-05-03-procedural-5-2-1")


def test_a_vote_has_its_body_day_kind_counts_and_motion(world: Any) -> None:
    report = world.report(world.tally(outcome="adopted", matter="fishing rights"))
    motion = thing("motion", "harbour-council-2020-05-03-procedural-5-2-1")
    assert report.of_class(UN.Vote) == [VOTE]
    assert report.values(VOTE, UN.inBody) == {"harbour-council"}
    assert report.values(VOTE, UN.date) == {"2020-05-03"}
    assert report.values(VOTE, UN.voteKind) == {"ProceduralVote"}
    assert report.values(VOTE, UN.outcome) == {"Adopted"}
    counts = (UN.tallyFor, UN.tallyAgainst, UN.tallyAbstain)
    assert [report.values(VOTE, count) for count in counts] == [{"5"}, {"2"}, {"1"}]
    assert report.values(VOTE, UN.onMotion) == {motion.value.rpartition("/")[2]}
    assert report.values(motion, RDF.type) == {"ProceduralMotion"}
    assert report.values(motion, UN.topic) == {"fishing-rights"}


@pytest.mark.parametrize(
    ("motion", "outcome", "class_"),
    [
        ("resolution", "adopted", "Resolution"),
        ("resolution", "rejected", "DraftResolution"),
        ("resolution", None, "DraftResolution"),
        ("amendment", "adopted", "Amendment"),
        ("agenda", "adopted", "ProceduralMotion"),
        ("election", None, "Motion"),
        (None, None, "Motion"),
    ],
)
def test_a_motion_is_a_resolution_only_once_it_is_adopted(world: Any, motion: Any, outcome: Any, class_: str) -> None:
    report = world.report(world.tally(motion=motion, outcome=outcome))
    (vote,) = report.of_class(UN.Vote)
    (of,) = report.values(vote, UN.onMotion)
    assert report.values(thing("motion", of), RDF.type) == {class_}


def test_a_stated_ballot_names_vote_state_and_choice(world: Any) -> None:
    report = world.report(world.tally(), world.ballot(world.norland, "against"))
    ballot = thing("ballot", "harbour-council-2020-05-03-procedural-5-2-1-nor")
    assert report.of_class(UN.Ballot) == [ballot]
    assert report.values(ballot, UN.inVote) == {VOTE.value.rpartition("/")[2]}
    assert report.values(ballot, UN.castBy) == {"norland"}
    assert report.values(ballot, UN.choice) == {"Against"}
    assert report.values(ballot, UN.derivation) == {"Stated"}


@pytest.mark.parametrize(
    ("choice", "code"), [("for", "For"), ("against", "Against"), ("abstain", "Abstain"), ("absent", "NotVoting")]
)
def test_each_choice_has_its_code(world: Any, choice: str, code: str) -> None:
    report = world.report(world.tally(), world.ballot(world.norland, choice))
    assert report.values(report.of_class(UN.Ballot)[0], UN.choice) == {code}


def test_ballots_without_a_tally_share_a_vote_that_only_their_passage_knows(world: Any) -> None:
    report = world.report(world.ballot(world.norland, "for", None), world.ballot(world.sudland, "for", None))
    assert report.of_class(UN.Vote) == [thing("vote", "gazette-34-87")]
    assert len(report.of_class(UN.Ballot)) == 2


def test_an_inferred_ballot_is_left_to_derivation(world: Any) -> None:
    inferred = world.ballot(world.westland, "for")
    object.__setattr__(inferred, "inferred", True)
    assert world.report(world.tally(), inferred).of_class(UN.Ballot) == []


def test_one_vote_in_two_reports_is_one_node_with_two_sources(world: Any) -> None:
    one, other = world.report(world.tally()), world.report(world.tally(), slug="herald")
    assert one.of_class(UN.Vote) == other.of_class(UN.Vote)
    assert (one.values(VOTE, UN.reportedIn), other.values(VOTE, UN.reportedIn)) == ({"gazette"}, {"herald"})
    assert (one.graphs(), other.graphs()) == ({"article/gazette", "meta"}, {"article/herald", "meta"})


def test_a_vote_on_the_agenda_is_the_procedural_vote_that_another_report_tells_of(world: Any) -> None:
    report = world.report(world.tally(motion="agenda"))
    assert report.of_class(UN.Vote) == [VOTE]
    assert report.values(VOTE, UN.voteKind) == {"ProceduralVote"}


@pytest.mark.parametrize(
    "missing", [{"body": None}, {"when": UNKNOWN}, {"for_": None, "against": None, "abstain": None}]
)
def test_votes_that_lack_part_of_the_key_are_never_merged(world: Any, missing: dict[str, Any]) -> None:
    one, other = world.report(world.tally(**missing)), world.report(world.tally(**missing), slug="herald")
    assert one.of_class(UN.Vote) != other.of_class(UN.Vote)


def test_a_vote_between_two_days_keeps_both_and_the_words(world: Any) -> None:
    when = When("early May", world.on(2020, 5, 1).day, world.on(2020, 5, 10).day)
    report = world.report(world.tally(when=when))
    (vote,) = report.of_class(UN.Vote)
    assert report.values(vote, UN.date) == set()
    assert report.values(vote, UN.dateText) == {"early May"}
    assert report.values(vote, UN.dateEarliest) == {"2020-05-01"}
    assert report.values(vote, UN.dateLatest) == {"2020-05-10"}


def test_a_vote_is_at_the_only_meeting_of_that_body_and_day(world: Any) -> None:
    meeting = thing("meeting", "harbour-council-2020-05-03")
    assert world.report(world.tally(), world.meeting()).values(VOTE, UN.atMeeting) == {meeting.value.rpartition("/")[2]}
    later = world.meeting(when=world.on(2020, 5, 4))
    assert world.report(world.tally(), later).values(VOTE, UN.atMeeting) == set()


def test_a_meeting_has_its_body_day_topic_and_whether_it_was_closed(world: Any) -> None:
    report = world.report(world.meeting(closed=True))
    (meeting,) = report.of_class(UN.Meeting)
    assert report.values(meeting, UN.ofBody) == {"harbour-council"}
    assert report.values(meeting, UN.date) == {"2020-05-03"}
    assert report.values(meeting, UN.topic) == {"fishing-rights"}
    assert report.values(meeting, UN.closed) == {"true"}


def test_meetings_without_a_day_are_never_merged(world: Any) -> None:
    one = world.report(world.meeting(when=UNKNOWN))
    other = world.report(world.meeting(when=UNKNOWN), slug="herald")
    assert one.of_class(UN.Meeting) != other.of_class(UN.Meeting)


def test_evidence_says_where_by_which_rule_and_what_the_passage_hashes_to(world: Any) -> None:
    report = world.report(world.tally())
    evidence, selector = thing("evidence", "gazette-0-33-test-rule"), thing("selector", "gazette-0-33")
    assert report.values(VOTE, UN.evidence) == {"gazette-0-33-test-rule"}
    assert report.values(evidence, OA.hasSource) == {"gazette"}
    assert report.values(evidence, OA.hasSelector) == {"gazette-0-33"}
    assert report.values(evidence, UN.passageHash) == {sha256(world.text[:33].encode()).hexdigest()}
    assert report.values(evidence, UN.rule) == {"test-rule"}
    assert (report.values(selector, OA.start), report.values(selector, OA.end)) == ({"0"}, {"33"})


def test_one_passage_is_as_sure_as_its_least_sure_fact(world: Any) -> None:
    sure, unsure = world.tally(), world.ballot(world.norland, "for")
    object.__setattr__(unsure, "evidence", sure.evidence)
    object.__setattr__(unsure, "confidence", 0.5)
    report = world.report(sure, unsure)
    assert report.values(thing("evidence", "gazette-0-33-test-rule"), UN.confidence) == {"0.5"}


def test_no_words_of_the_article_are_given_unless_asked_for(world: Any) -> None:
    facts = (world.tally(), world.ballot(world.norland, "against"))
    assert "Norland and Sudland" not in str(world.report(*facts).quads)
    quoting = world.report(*facts, quotes=True)
    assert quoting.values(thing("quotation", "gazette-34-87"), OA.exact) == {world.text[34:87]}


def test_the_article_is_a_source_with_title_publisher_date_and_hash(world: Any) -> None:
    report, source = world.report(world.tally()), thing("source", "gazette")
    terms = "http://purl.org/dc/terms/"
    assert report.values(source, RDF.type) == {"NewsArticle"}
    assert report.values(source, NamedNode(terms + "title")) == {"Harbour news"}
    assert report.values(source, NamedNode(terms + "publisher")) == {"the-gazette"}
    assert report.values(source, NamedNode(terms + "issued")) == {"2020-05-04"}
    assert report.values(source, UN.contentHash) == {"ab" * 32}
    made = NamedNode("https://w3id.org/unkg/graph/article/gazette")
    assert report.values(made, PROV.wasDerivedFrom) == {"gazette"}


def test_the_same_facts_in_another_order_give_the_same_quads(world: Any) -> None:
    facts = (world.tally(), world.ballot(world.norland, "against"), world.meeting())
    assert world.report(*facts).quads == world.report(*reversed(facts)).quads
