"""Masked sentences: every place in a frame is a place in the text."""

from collections.abc import Callable

from triples.extraction.document import Document
from triples.extraction.frames import kind_of, mask
from triples.extraction.parsed import parse

TEXT = 'Kenya\'s envoy Wanjiru Kamotho told Russia that "the door is open" on Monday.'


def test_names_people_and_quotations_stand_as_one_character_each(document: Callable[[str], Document]) -> None:
    (frame,) = parse(document(TEXT)).frames
    assert frame is not None
    assert [kind_of(c) for c in frame.text if kind_of(c)] == ["state", "person", "state", "quote"]


def test_every_span_of_a_frame_is_the_passage_that_it_stands_for(document: Callable[[str], Document]) -> None:
    (frame,) = parse(document(TEXT)).frames
    assert frame is not None
    passages = [TEXT[s.start : s.end] for n, c in enumerate(frame.text) if kind_of(c) for s in [frame.span(n, n + 1)]]
    assert passages == ["Kenya", "Wanjiru Kamotho", "Russia", '"the door is open"']
    assert all(frame.at(frame.origin[n]) == n for n in range(len(frame.text)))


def test_a_mask_over_a_mask_keeps_the_offsets(document: Callable[[str], Document]) -> None:
    (frame,) = parse(document(TEXT)).frames
    assert frame is not None
    again = mask(frame, [(0, frame.text.index(" told"), "actor", "who")])
    assert again is not None
    assert TEXT[again.origin[0] : again.origin[1]] == "Kenya's envoy Wanjiru Kamotho"
    assert again.text[1:].startswith(" told")


def test_a_sentence_with_more_names_than_can_be_masked_is_left_out(document: Callable[[str], Document]) -> None:
    (frame,) = parse(document(f"{'Kenya, ' * 300}and Togo met.")).frames
    assert frame is None
