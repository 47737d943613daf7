"""Votes and ballots, told in the many wordings and layouts of tests/fixtures/votes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from triples.facts import Article, Ballot, Tally

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "votes"
Told = tuple[str, str, str, str]  # body, for, against, abstaining
Expected = tuple[set[tuple[str, ...]], set[tuple[str, str, Told | None]]]

_TALLY = re.compile(r"> (?P<body>.+) (?P<for>[\d?]+)-(?P<against>[\d?]+)-(?P<abstain>[\d?]+) (?P<outcome>\S+)")


def cases() -> Iterator[tuple[str, str, Expected]]:
    """Name, text and expected facts of every case; the head of wordings.txt tells how they are written."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^= ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = block.partition("\n")
            lines = rest.strip("\n").split("\n")
            text = "\n".join(line for line in lines if not re.match(r"[>+~] ", line))
            yield f"{path.stem}: {name}", text, expected([line for line in lines if re.match(r"[>+~] ", line)])


def expected(lines: list[str]) -> Expected:
    tallies: set[tuple[str, ...]] = set()
    ballots: set[tuple[str, str, Told | None]] = set()
    vote: Told | None = None
    for line in lines:
        told = _TALLY.fullmatch(line)
        if told:
            vote = (told["body"], told["for"], told["against"], told["abstain"])
            tallies.add((*vote, told["outcome"]))
        else:
            choice, *states = line[2:].split()
            ballots |= {(state, choice, vote if line[0] == "+" else None) for state in states}
    return tallies, ballots


def found(article: Article) -> Expected:
    def number(count: int | None) -> str:
        return "?" if count is None else str(count)

    tallies = {f.id: f for f in article.facts if isinstance(f, Tally)}
    told = {
        name: (t.body.label if t.body else "?", number(t.for_), number(t.against), number(t.abstain))
        for name, t in tallies.items()
    }
    ballots = {
        (f.state.iso3 or "?", f.choice, told[f.vote] if f.vote else None)
        for f in article.facts
        if isinstance(f, Ballot) and not f.inferred
    }
    return {(*told[name], t.outcome or "?") for name, t in tallies.items()}, ballots


@pytest.mark.parametrize(("text", "facts"), [pytest.param(t, e, id=name) for name, t, e in cases()])
def test_votes_are_read_as_told_and_nothing_else_is(
    text: str, facts: Expected, article: Callable[[str], Article]
) -> None:
    assert found(article(text)) == facts


def test_the_day_of_a_vote_is_counted_from_the_day_of_the_article(article: Callable[[str], Article]) -> None:
    text = "The Security Council on Tuesday adopted the text by 14 votes in favour, with 1 abstention (Kuwait)."
    (tally,) = (f for f in article(text).facts if isinstance(f, Tally))
    assert str(tally.when.day) == "2019-03-12"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In Monday's vote the Security Council passed the text by 14 votes in favour.", "2019-03-11"),
        ("Ahead of Monday's debate, the General Assembly had voted to refer Fogland to the court.", None),
        ("After Tuesday's talks in the Security Council, the text passed by 14 votes in favour.", None),
        ("The Security Council, which met on Monday on Chad, passed the text by 14 votes in favour.", None),
        (
            "The Security Council heard a report on Tuesday. The General Assembly had voted to refer Fogland to the "
            "court by 90 votes to 10, with 30 abstentions.",
            None,
        ),
    ],
)
def test_the_day_of_another_event_is_no_day_of_a_vote(
    text: str, day: str | None, article: Callable[[str], Article]
) -> None:
    (tally,) = (f for f in article(text).facts if isinstance(f, Tally))
    assert (str(tally.when.day) if tally.when.day else None) == day


def test_the_members_not_named_have_the_one_choice_that_is_left(article: Callable[[str], Article]) -> None:
    text = "The Security Council on Tuesday adopted the text by 13 votes in favour. China and Russia abstained."
    ballots = [f for f in article(text).facts if isinstance(f, Ballot)]
    left = {b.state.iso3 for b in ballots if b.inferred}
    assert len(left) == 13
    assert {"USA", "GBR", "FRA", "ZAF", "DOM"} < left
    assert {b.choice for b in ballots if b.inferred} == {"for"}


def test_nothing_is_left_over_when_the_day_is_not_told(article: Callable[[str], Article]) -> None:
    text = "The Security Council adopted the text by 13 votes in favour. China and Russia abstained."
    assert not [f for f in article(text).facts if f.inferred]


def test_every_ballot_says_where_it_stands_and_how_its_state_was_named(article: Callable[[str], Article]) -> None:
    text = "Moscow vetoed the draft resolution in the Security Council. The French delegate voted in favour."
    ballots = [f for f in article(text).facts if isinstance(f, Ballot)]
    assert [(text[b.evidence[0].start : b.evidence[0].end], b.state.resolution) for b in ballots] == [
        ("Moscow vetoed", "capital"),
        ("The French delegate voted in favour", "demonym"),
    ]
