"""Meetings: which body met, when and on what."""

from collections.abc import Callable

import pytest

from triples.facts import Article, Meeting


def meetings(article: Article) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (m.body and m.body.label, str(m.when.day) if m.when.day else m.when.text, m.topic)
        for m in article.facts
        if isinstance(m, Meeting)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Security Council met in private Tuesday to discuss the fighting in Yemen.",
            ("Security Council", "2019-03-12", "fighting in Yemen"),
        ),
        (
            "The UN Security Council's meeting on piracy on Monday ended in discord.",
            ("Security Council", "2019-03-11", "piracy"),
        ),
        (
            "The Human Rights Council held an urgent debate on policing on 17 June 2018.",
            ("Human Rights Council", "2018-06-17", "policing"),
        ),
        (
            "The General Assembly convened on Wednesday for an emergency session on Gaza.",
            ("General Assembly", "2019-03-13", "Gaza"),
        ),
        (
            "The General Assembly met on 19 December 2016 to act on reports.",
            ("General Assembly", "2016-12-19", "reports"),
        ),
        (
            "The General Assembly, meeting on Monday, heard a report.",
            ("General Assembly", "2019-03-11", None),
        ),
        (
            "At its 12th meeting, on 4 March 2019, the Human Rights Council considered a draft.",
            ("Human Rights Council", "2019-03-04", None),
        ),
        (
            "The Security Council met on Monday, 4 March 2019, and rose at noon.",
            ("Security Council", "2019-03-04", None),
        ),
    ],
)
def test_a_meeting_is_told(
    text: str, found: tuple[str | None, str | None, str | None], article: Callable[[str], Article]
) -> None:
    assert meetings(article(text)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council will meet on Monday.",
        "The Security Council is due to hold a session on Friday.",
        "Kenya asked for a meeting of the Security Council on Friday.",
        "The ministers met on Tuesday. The Security Council said nothing.",
        "The Security Council discussed nothing.",
        "The General Assembly backed talks on Monday.",
        "She will brief the Security Council on Monday.",
        "He has asked to address the General Assembly on Tuesday.",
        "The envoy addressed the General Assembly last year.",
        '"The Security Council met on Monday," she recalled.',
    ],
)
def test_plans_and_the_meetings_of_others_are_no_meetings(text: str, article: Callable[[str], Article]) -> None:
    assert meetings(article(text)) == []


def test_a_line_with_a_body_and_a_day_heads_the_record_of_its_meeting(article: Callable[[str], Article]) -> None:
    text = "Statement by Fiji\n\nGeneral Assembly, 27 December 2018\n\nMy delegation thanks the Chair."
    assert meetings(article(text)) == [("General Assembly", "2018-12-27", None)]


def test_a_meeting_told_twice_is_one(article: Callable[[str], Article]) -> None:
    text = "The Security Council met on Monday. In all, the Security Council held a six-hour meeting on Monday."
    assert len(meetings(article(text))) == 1


def test_a_private_meeting_is_marked(article: Callable[[str], Article]) -> None:
    (meeting,) = (
        f for f in article("The Security Council met behind closed doors on Monday.").facts if isinstance(f, Meeting)
    )
    assert meeting.closed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoy briefed the Security Council by video link this morning.", "2019-03-14"),
        ("The Security Council may vote. Council members were briefed on it on 25 February.", "2019-02-25"),
        ("The Security Council discussed the raid behind closed doors on 2 February.", "2019-02-02"),
        ("Leaders who came to the rostrum of the General Assembly on Monday spoke of reefs.", "2019-03-11"),
        ("Security Council members held consultations on Tuesday.", "2019-03-12"),
        (
            "Statement by Fiji at the Security Council open debate on water\n\n2 June 2018\n\nWe thank you.",
            "2018-06-02",
        ),
    ],
)
def test_a_briefing_of_a_body_or_a_statement_at_its_debate_is_a_meeting(
    text: str, day: str, article: Callable[[str], Article]
) -> None:
    assert [found[1] for found in meetings(article(text))] == [day]
