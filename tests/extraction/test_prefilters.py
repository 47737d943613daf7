"""What is looked for only where a word or mark stands is found as if it had been looked for everywhere."""

import re

import pytest

from triples.extraction.frames import Frame
from triples.extraction.patterns import at_word, found_around, found_at, holds, words_of
from triples.extraction.titles import HEAD, may_hold_title

_COUNCIL = re.compile(r"\b(?:the|this) (?:full )?(?:council|board)\b(?! on)")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nobody met.",
        "the council",
        "The clerk told the full council, this board and the council on dues that the board had left.",
        "the council the council " * 9,
        "this council " + "of fishermen and their aunts " * 8 + "is not the board" + " " * 50 + "the board",
    ],
)
def test_matches_around_their_nouns_are_those_of_the_whole_text(text: str) -> None:
    around = [match.span() for match in found_around(text, ("council", "board"), _COUNCIL)]
    assert around == [match.span() for match in _COUNCIL.finditer(text)]


def test_a_word_at_the_edge_of_what_is_looked_at_is_not_taken_for_a_part_of_itself() -> None:
    text = "breathe council " + "x" * 63 + " council"
    assert not list(found_around(text, ("council",), re.compile(r"\bthe council")))


def test_a_mark_can_be_what_a_match_holds() -> None:
    opened = re.compile(r"\b(?:those against|opposed)[^.:]{0,60}: ")
    text = "Quiet: nothing. The villages opposed to the ferry: Osk and Orl. Those who were not: none."
    assert [match[0] for match in found_around(text, (":",), opened)] == ["opposed to the ferry: "]


def test_matches_are_tried_only_at_the_places_given_and_never_inside_another() -> None:
    tried = found_at("voting, voted; a non-voting vote", [8, 9, 28], re.compile(r"\w+(?: vote)?"))
    assert [match[0] for match in tried] == ["voted", "vote"]


def test_a_frame_knows_where_its_words_begin() -> None:
    frame = Frame("A vote\ue000 on votes: a Vote, a re-vote", range(38), {})
    assert frame.words == {"A", "vote", "on", "votes", "a", "Vote", "re"}
    assert frame.starts(frozenset({"vote", "a", "quorum"})) == [2, 18, 26, 31]
    assert frame.starts(frozenset({"quorum"})) == []


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("the Ambassador of the lake villages", True),
        ("its permanent representative left", True),
        ("the chargé d'affaires of Peru", True),
        ("an ex-president", True),
        ("PRESIDENT BERGLUND", True),
        ("the ferry was late again", False),
        ("", False),
    ],
)
def test_a_text_may_hold_a_title_where_a_word_ends_one(text: str, may: bool) -> None:
    assert may_hold_title(words_of(text)) == may
    assert may or not HEAD.search(text)


@pytest.mark.parametrize(
    "alternatives",
    [
        "his|her",
        r"[Vv]ot(?:e|ed)|abst\w+|ballot|[Ff]or (?:it|them)",
        r"fail\w* to|not (?:be )?adopted",
        r"a[|]b|c\|d|e(?:f|g(?:h|i))j",
        r"(?:un|re)vote|(?:[Vv](?:ote|et)|other(?: was)?) (?:d|V)\w+",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "his vote is hers, the other was Voted down; unvoted, re-vote, 2vote, _vote",
        "abstained, ballot\nvote for it, For them, a| cd c|d ef egh eghj efj",
        "it failed to be adopted, not adopted, knot adopted: fail to",
    ],
)
def test_a_boundary_asked_for_behind_the_letter_is_one_asked_for_before_it(alternatives: str, text: str) -> None:
    found = [match.span() for match in re.finditer(at_word(alternatives), text)]
    assert found == [match.span() for match in re.finditer(rf"\b(?:{alternatives})", text)]


@pytest.mark.parametrize("alternative", [r"\d+ votes", "(?:a|\\d)c", "(?:a|b)?c", "[Vv]?ote", "a?n", ""])
def test_what_begins_with_no_letter_cannot_be_asked_for_so(alternative: str) -> None:
    with pytest.raises(ValueError, match="begins with no letter"):
        at_word(f"vote|{alternative}")


def test_a_text_holds_what_stands_in_it() -> None:
    assert holds("the clerk said no", (" yes", " no"))
    assert not holds("the clerk said nothing", ("yes", "nobody"))
    assert not holds("", ("yes",))
