"""Texts on which patterns walked the same ground again and again: thousands of empty lines took minutes, and so did a
page on one line, or a title said over and over. What runs on beyond any list of states is now no sentence, and every
text here is read in a second or two."""

from collections.abc import Callable
from functools import partial

import pytest

from triples.extraction import extract
from triples.extraction.sentences import split
from triples.facts import Article, Source, Span
from triples.reference import load_registry


@pytest.fixture(scope="module")
def read() -> Callable[[str], Article]:
    return partial(extract, source=Source("text.txt", "0" * 64), registry=load_registry())


TEXTS = {
    "empty lines": "Norway abstained." + "\n" * 100_000 + "Chad voted against the text.",
    "a report on one line": "Norway voted against the text, and Chad's envoy said that it would abstain. " * 1_000,
    "a title": "Permanent Representative of " * 4_000,
    "an address": "Ambassador " * 10_000,
    "states": "Norway, Chad and Peru, " * 5_000,
    "quotation marks": '"' * 50_000,
    "open brackets": "(Norway " * 10_000,
    "numbers": "12 to 3, " * 10_000,
    "spaces": "Norway" + " " * 100_000 + "abstained.",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_long_text_of_one_kind_comes_to_an_end(read: Callable[[str], Article], text: str) -> None:
    assert isinstance(read(TEXTS[text]), Article)


def test_what_runs_on_beyond_any_list_is_no_sentence() -> None:
    text = "It rained. And " + "so on " * 2_000 + "to the end. It stopped."
    sentences = [text[s.span.start : s.span.end] for s in split(text, (Span(0, len(text)),))]
    assert sentences == ["It rained.", "It stopped."]
