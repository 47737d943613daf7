"""Known matters are found by cues: whole words, every group of them, some of them anywhere in the article."""

import pytest

from triples.describing.topics import Cue, Topic, folded, known_topics
from triples.reference import load_tables

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
        ("an end to Pyongyang's repression", "", "human-rights-in-the-dprk"),
        ("accountability measures", "human rights in North Korea", "accountability-for-crimes-in-the-dprk"),
        ("accountability measures", "human rights in Norland", None),
        ("its own draft resolution", "human rights in the DPRK", None),  # a rival draft is for something else
        ("a vote to block its proceeding", "the Security Council on human rights in the DPRK", None),
        ("a resolution on Syria", "human rights in the DPRK", "syria"),
        ("resolution on human rights in the DPRK", "", "human-rights-in-the-dprk"),
    ],
)  # fmt: skip
def test_the_most_special_topic_comes_first(phrase: str, article: str, slug: str | None) -> None:
    assert first(phrase, article) == slug


def test_one_matter_in_an_article_a_title_and_a_voting_table_is_one_concept() -> None:
    title = "Democratic People's Republic of Korea: situation of human rights"
    table = "North Korea human rights"
    report = "grave abuses of human rights in North Korea"
    assert {first(words, "") for words in (title, table, report)} == {"human-rights-in-the-dprk"}
    assert {topic.slug for topic in known_topics()} >= {row.topic for row in load_tables().recorded_votes}


def test_each_known_topic_stands_below_a_wider_one_or_is_one() -> None:
    rows = {row.slug: row for row in load_tables().topics}
    for row in rows.values():
        above, seen = row.broader, {row.slug}
        while above:
            assert above not in seen
            seen.add(above)
            above = rows[above].broader
