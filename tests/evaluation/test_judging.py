"""What is right, wrong, beside and missed, and what is said of it."""

from typing import Any

import pytest

from triples.evaluation.figures import evaluation
from triples.evaluation.words import in_words
from triples.facts import UNKNOWN, Figure, Meeting


def test_a_fact_that_is_told_is_right(make: Any) -> None:
    assert make.verdicts([make.tally()], [make.tally("other")]) == [("right", "")]


def test_a_count_that_the_gold_leaves_open_may_be_any(make: Any) -> None:
    assert make.verdicts([make.tally(for_=None)], [make.tally()]) == [("right", "")]
    assert make.verdicts([make.tally()], [make.tally(for_=None)])[0] == ("wrong", "another count")


def test_a_ballot_needs_its_choice_and_its_vote(make: Any) -> None:
    told = [make.tally(), make.tally("u", 11), make.ballot("CHN", "against")]
    assert ("wrong", "another choice") in make.verdicts(told, [make.ballot("CHN", "abstain")])
    other = [make.tally(), make.tally("u", 11), make.ballot("CHN", "against", "u")]
    assert ("wrong", "another vote") in make.verdicts(told, other)
    assert ("missed", "read with another state") in make.verdicts(told, [make.ballot("RUS", "against")])


def test_one_fact_of_the_gold_answers_for_one_that_was_read(make: Any) -> None:
    twice = [make.ballot("CHN", "against"), make.ballot("CHN", "against", None)]
    assert make.verdicts([make.ballot("CHN", "against")], twice) == [("right", ""), ("wrong", "told twice")]


def test_a_person_is_known_by_part_of_the_name_and_by_another_spelling(make: Any) -> None:
    told = [make.post("Ivan Simonovic", make.state("HRV"))]
    assert make.verdicts(told, [make.post("Šimonović", make.state("HRV"))]) == [("right", "")]
    assert make.verdicts(told, [make.post("Ivo Horvat", make.state("HRV"))])[0] == ("wrong", "another person")
    assert make.verdicts(told, [make.post("Simonovic", make.state("SRB"))])[0] == ("wrong", "another body or state")


@pytest.mark.parametrize(
    ("told", "read", "same"),
    [
        ("UNSC", "Security Council", True),
        ("the Security Council", "Security Council", True),
        ("Commission of Inquiry", "Commission of Inquiry on Burundi", True),
        ("United Nations", "Human Rights Council", True),
        ("Human Rights Council", "United Nations", False),
        ("Security Council", "General Assembly", False),
    ],
)
def test_a_body_is_known_by_any_of_its_names(make: Any, told: str, read: str, same: bool) -> None:
    found = make.verdicts([make.post("Ana", make.body(told))], [make.post("Ana", make.body(read))])
    assert (found == [("right", "")]) is same


def test_an_unnamed_speaker_is_known_by_whom_it_speaks_for(make: Any) -> None:
    told = [make.statement(None, make.state("PER"))]
    assert make.verdicts(told, [make.statement(None, make.state("PER"))]) == [("right", "")]
    assert make.verdicts(told, [make.statement("Ana", make.state("PER"))])[0] == (
        "wrong",
        "a speaker where none is named",
    )


def test_an_envoy_and_the_state_served_stand_for_each_other(make: Any) -> None:
    told = [make.post("Ana", make.state("PER")), make.stance(make.person("Ana"))]
    assert ("right", "") in make.verdicts(told, [make.stance(make.state("PER"))])
    assert ("wrong", "another holder") in make.verdicts(told, [make.stance(make.state("CHL"))])
    assert ("wrong", "the other side") in make.verdicts(told, [make.stance(make.person("Ana"), "opposes")])


def test_what_is_true_but_not_required_does_not_count(make: Any) -> None:
    told, optional = [make.statement("Ana")], (make.statement("Bo", start=50),)
    found = make.judged(told, [make.statement("Bo", start=50)], optional)
    assert [j.verdict for j in found] == ["beside", "missed"]
    score = evaluation(found).kinds["statement"]
    assert (score.expected, score.found, score.right) == (1, 0, 0)


def test_to_tell_a_stance_as_a_statement_too_is_no_error(make: Any) -> None:
    found = make.verdicts([make.stance(make.person("Ana")), make.statement("Bo", start=50)], [make.statement("Ana")])
    assert ("beside", "") in found
    assert not any(verdict == "wrong" for verdict, _ in found)


def test_what_is_another_kind_of_fact_is_named(make: Any) -> None:
    found = make.verdicts([make.stance(make.state("PER")), make.tally()], [make.tally("t", 4)])
    assert ("wrong", "another count") in found
    alone = make.verdicts([make.stance(make.state("PER")), make.post("Ana", None)], [make.post("Bo", None)])
    assert ("wrong", "another person") in alone


def test_ballots_by_elimination_are_judged_among_themselves(make: Any) -> None:
    told = [make.tally(), make.ballot("CHN", "against"), make.ballot("PER", "for", inferred=True)]
    figures = evaluation(make.judged(told, [make.tally(), make.ballot("PER", "for", inferred=True)]))
    assert (figures.inferred.right, figures.inferred.expected) == (1, 1)
    assert (figures.kinds["ballot"].right, figures.kinds["ballot"].expected) == (0, 1)


def test_a_kind_that_the_gold_never_marks_is_not_judged(make: Any) -> None:
    assert make.judged([make.tally()], [make.tally(), make.post("Ana", None)])[1:] == []


def test_the_mean_is_over_kinds(make: Any) -> None:
    ballots = [make.ballot(code, "for") for code in ("PER", "CHL", "BOL", "ECU")]
    mean = evaluation(make.judged([make.tally(), *ballots], ballots)).mean
    assert (mean.recall, mean.precision) == (0.5, 1.0)  # a tally of none, four ballots of four


def test_every_kind_can_be_told_in_words(make: Any) -> None:
    meeting = Meeting(body=make.body(), when=UNKNOWN, topic=None, **make.at("m"))
    figure = Figure(value=1500.0, unit="people", qualifier="about", about="the displaced", **make.at("f"))
    facts = [make.tally(), make.ballot("PER", "for"), make.post("Ana", None), make.statement(None), meeting, figure]
    assert [in_words(fact) for fact in facts] == [
        "Security Council 9-3-3",
        "PER: for",
        "Ana: Envoy (nobody named)",
        "nobody named",
        "Security Council met some day",
        "about 1500 people of the displaced",
    ]
