"""Posts, statements and stances of any text at all: nothing raises, and every fact stands in the body of its text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triples.extraction import extract
from triples.extraction.patterns import listed
from triples.facts import Article, Post, Source, Stance, Statement
from triples.reference import load_registry

REGISTRY = load_registry()
SPEECH = (Post, Statement, Stance)
WORDS = st.sampled_from([",", "\n", "\n\n", "\ue000", "\uf8ff"]) | st.sampled_from(
    listed(
        """Kenya, Norway's, Russian, the UN, Moscow, envoy, ambassador, Inés Vidal, Vidal, she, they, it, we, said,
        told, warned that, called for, urged, to stop, must, should, not, condemned, welcomed, drafted, by, with,
        and, ., ", ', (, ), :, -, who, which, adding that, according to, the Council, resolution, a draft, Reuters,
        reporters, on Monday, President, Mr., é, 한"""
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_run_of_words_is_read_without_error_and_within_bounds(text: str) -> None:
    facts = extract(text, Source("any.txt", "0"), REGISTRY).facts
    for fact in facts:
        if isinstance(fact, SPEECH):
            assert fact.evidence
            assert all(0 <= e.start < e.end <= len(text) for e in fact.evidence)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    assert isinstance(extract(text, Source("any.txt", "0"), REGISTRY), Article)


@pytest.mark.parametrize("text", ["", " \n ", '"', '"' * 99, "said " * 2000, "Kenya said " * 500])
def test_odd_texts_are_read_without_error(article: Callable[[str], Article], text: str) -> None:
    assert isinstance(article(text), Article)


def test_two_readings_of_a_text_give_the_same_facts(article: Callable[[str], Article], fixtures: Path) -> None:
    text = (fixtures / "speech" / "statements.txt").read_text(encoding="utf-8")
    assert article(text) == article(text)
