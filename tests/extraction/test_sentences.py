"""Sentences: abbreviations, quotations, paragraphs glued together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triples.extraction.normalise import fold
from triples.extraction.sentences import quotations, split
from triples.facts import Span


def sentences(text: str) -> list[str]:
    return [text[s.span.start : s.span.end] for s in split(fold(text), (Span(0, len(text)),))]


@pytest.mark.parametrize(
    "parts",
    [
        ["It met.", "It voted."],
        ["Mr. Rao of the U.S. Mission spoke.", "Nobody else did."],
        ["They live in the U.S.", "The vote is near."],
        ["Gen. Ortiz left on Jan. 4.", "Dr. Li stayed."],
        ["J. P. Smith spoke.", "He left."],
        ["Was it so?", "It was!", "Indeed."],
        ["It cost $1.5 million.", "Nobody paid."],
        ['"We met. We voted. We left," she said.', "Then it rained."],
        ['He called it "a first step."', "Others disagreed."],
        ['"It is over."', '"It is not."'],
    ],
)
def test_a_paragraph_is_cut_at_its_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_sentences_glued_together_are_parted() -> None:
    assert sentences("The Council met.Nothing came of it.") == ["The Council met.", "Nothing came of it."]


def test_a_quotation_that_never_closes_does_not_swallow_the_paragraph() -> None:
    assert sentences('He said "this is wrong. Then he left. She stayed.') == [
        'He said "this is wrong.',
        "Then he left.",
        "She stayed.",
    ]


def test_a_quotation_that_opens_a_paragraph_and_goes_on_in_the_next_runs_to_its_end() -> None:
    text = '"It was long. It was hard.'
    assert quotations(text, Span(0, len(text))) == (Span(0, len(text)),)


def test_marks_within_a_quotation_do_not_end_it_early() -> None:
    text = '"They want "peace first" here," he said.'
    assert sentences(text) == [text]


@given(st.text(alphabet=st.sampled_from("aB. \"'\n?!—()U.S"), max_size=80))
def test_sentences_stand_in_order_and_leave_out_only_space(text: str) -> None:
    spans = [s.span for s in split(fold(text), (Span(0, len(text)),))]
    kept = "".join(text[s.start : s.end] for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join(kept.split()) == "".join(text.split())
