"""The whole of extraction: any text gives facts with exact evidence and never an error."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from triples.extraction import extract
from triples.facts import Article, Ballot, Source
from triples.facts_json import from_json, to_json
from triples.registry import Registry

WORDS = st.sampled_from(
    [
        *("China", "Russia", "Jordan", "members", "none", "The", "U.S.", "Security", "Council", "envoy", "resolution"),
        *("voted", "12 to 2", "against", "in favour", "vetoed", "abstained", "unanimously", "adopted", "joined by"),
        *("said", "that", "on Monday", "while", "and", "14", "For", "the", ",", ".", ";", ":", "?", "(", ")", '"', "'"),
        *("—", "\n\n"),
    ]
)

TEXT = """Council renews mission by narrow vote

GENEVA, 12 March (AFP) — The Human Rights Council voted 24 to 15 on Tuesday, with 8 abstentions, to renew its mission.

China and Cuba voted against the text; India abstained.

Related: Why Kenya voted against everything
"""


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_facts_whose_evidence_lies_inside_it(text: str, registry: Registry) -> None:
    for fact in extract(text, Source("x", "0"), registry).facts:
        assert fact.evidence
        assert all(0 <= span.start < span.end <= len(text) for span in fact.evidence)
        assert 0 <= fact.confidence <= 1
        assert fact.rule


def test_facts_are_numbered_in_reading_order_and_ballots_point_at_their_vote(
    article: Callable[[str], Article],
) -> None:
    facts = article(TEXT).facts
    votes = [f for f in facts if f.id.startswith("tally")]
    ballots = [f for f in facts if isinstance(f, Ballot)]
    assert [f.id for f in votes] == ["tally-1"]
    assert [(b.id, b.vote, b.state.iso3) for b in ballots] == [
        ("ballot-1", "tally-1", "CHN"),
        ("ballot-2", "tally-1", "CUB"),
        ("ballot-3", "tally-1", "IND"),
    ]
    assert [f.evidence[0] for f in facts] == sorted(f.evidence[0] for f in facts)


def test_furniture_gives_no_fact(article: Callable[[str], Article]) -> None:
    assert not [f for f in article(TEXT).facts if isinstance(f, Ballot) and f.state.iso3 == "KEN"]


def test_the_same_text_gives_the_same_facts(article: Callable[[str], Article]) -> None:
    assert article(TEXT) == article(TEXT)


def test_facts_come_back_from_their_json_as_they_were(article: Callable[[str], Article]) -> None:
    assert from_json(to_json([article(TEXT)])) == [article(TEXT)]


def test_line_ends_and_offsets_are_those_of_the_text_as_read(article: Callable[[str], Article]) -> None:
    text = TEXT.replace("\n", "\r\n")
    for fact in article(text).facts:
        if isinstance(fact, Ballot):
            passage = text[fact.evidence[0].start : fact.evidence[0].end]
            assert passage.endswith(("against", "abstained"))
