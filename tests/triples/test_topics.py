"""Known matters are found by cues: whole words, every group of them, some of them anywhere in the article."""

import pytest

from triples.describing.topics import Cue, Topic, folded, known_topics

MEETINGS = "council-meetings-on-human-rights-in-the-dprk"
FISH = Topic("topic", "fishing", (Cue(("fish", "fishing rights"), False), Cue(("norland", "norlands"), True)))


def test_words_are_folded_to_lower_case_with_one_space_around_each() -> None:
    assert folded(" The Council’s “new”\nvote, 9-4 ") == " the councils new vote 9 4 "


@pytest.mark.parametrize(
    ("phrase", "article", "covered"),
    [
        ("fishing rights", "A dispute with Norland", True),
        ("fish in Norland", "", True),
        ("fish", "Norland's fleet", True),
        ("fisheries", "A dispute with Norland", False),
        ("fish", "A dispute with Sudland", False),
        ("boats", "Norland and its fish", False),
    ],
)
def test_a_phrase_is_about_a_matter_when_every_group_is_met(phrase: str, article: str, covered: bool) -> None:
    assert FISH.covers(folded(phrase), folded(article)) is covered


def test_the_table_of_topics_is_read_with_its_groups() -> None:
    topics = {topic.slug: topic for topic in known_topics()}
    report = topics["report-of-the-commission-of-inquiry-on-the-dprk"]
    assert report.kind == "report"
    assert [cue.around for cue in report.cues] == [False, True]
    assert "inquiry" in report.cues[0].phrases
    assert "north korea" in report.cues[1].phrases


def test_every_cue_is_written_as_words_are_folded() -> None:
    written = [phrase for topic in known_topics() for cue in topic.cues for phrase in cue.phrases]
    assert [phrase for phrase in written if folded(phrase) != f" {phrase} "] == []


def first(phrase: str, article: str) -> str | None:
    """The first topic of the table that covers the phrase."""
    words, around = folded(phrase), folded(article)
    return next(
        (topic.slug for topic in known_topics() if topic.kind != "report" and topic.covers(words, around)), None
    )


@pytest.mark.parametrize(
    ("phrase", "article", "slug"),
    [
        ("referring North Korea to the Court", "the International Criminal Court", "dprk-referral-to-the-icc"),
        ("referral of Syria to the ICC", "North Korea was not mentioned", "syria-referral-to-the-icc"),
        ("human rights in Iran", "North Korea is next on the list", "human-rights-in-iran"),
        ("a briefing", "the Security Council on human rights in the DPRK", MEETINGS),
        ("today's briefing", "the Security Council on human rights in Norland", None),
    ],
)  # fmt: skip
def test_the_most_special_topic_comes_first(phrase: str, article: str, slug: str | None) -> None:
    assert first(phrase, article) == slug
