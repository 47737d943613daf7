"""The extra `parse`: agreement raises confidence, disagreement lowers it, and no fact is added or lost."""

from collections.abc import Callable
from importlib.util import find_spec

import pytest

from ontology.errors import InputError
from triples.extraction import extract, syntax
from triples.extraction.document import Document, read_document
from triples.extraction.syntax import MODELS, Parse, load_parser, verdicts, weighed
from triples.facts import Agent, Ballot, Choice, Fact, Post, Source, Span, Statement
from triples.registry import Registry

installed = find_spec("spacy") is not None and any(find_spec(name) for name in MODELS)
needs_the_parse = pytest.mark.skipif(not installed, reason="the extra `parse` is not installed")

CHINA = Agent("state", "China", "https://w3id.org/unkg/id/state/china", "CHN")
TEXT = "China voted against the draft.\n\nThe draft on China was tabled by Peru."


@pytest.fixture(scope="module")
def parse() -> Parse:
    return load_parser()


def ballot(start: int, end: int, choice: Choice = "against") -> Ballot:
    return Ballot(
        id="b",
        evidence=(Span(start, end),),
        rule="choice-strong",
        confidence=0.8,
        vote=None,
        state=CHINA,
        choice=choice,
    )


@needs_the_parse
def test_who_acts_stands_in_the_subject(parse: Parse, document: Callable[[str], Document]) -> None:
    second = TEXT.index("The draft on")
    facts: list[Fact] = [ballot(0, 29), ballot(second, len(TEXT))]
    assert verdicts(facts, document(TEXT), parse) == ["agrees", "agrees"]
    assert verdicts([ballot(0, 29)], document("They told China to vote against the draft."), parse) == ["disagrees"]


@needs_the_parse
def test_agreement_raises_and_disagreement_lowers(parse: Parse, document: Callable[[str], Document]) -> None:
    (raised,) = weighed([ballot(0, 29)], document(TEXT), parse)
    (lowered,) = weighed([ballot(0, 29)], document("They told China to vote against the draft."), parse)
    assert lowered.confidence < 0.8 < raised.confidence


@needs_the_parse
def test_on_what_it_says_nothing_confidence_stays(parse: Parse, document: Callable[[str], Document]) -> None:
    ana = Agent("person", "Ana Lima", "https://w3id.org/unkg/id/official/ana-lima")
    shared = {"evidence": (Span(0, 29),), "rule": "test", "confidence": 0.8}
    post = Post(id="p", official=ana, title="Envoy", for_=CHINA, **shared)  # type: ignore[arg-type]
    absent = Statement(id="s", speaker=ana, for_=None, quote=False, **shared)  # type: ignore[arg-type]
    assert [fact.confidence for fact in weighed([post, absent], document(TEXT), parse)] == [0.8, 0.8]


@needs_the_parse
def test_no_fact_is_added_and_none_is_lost(parse: Parse, registry: Registry, source: Source) -> None:
    with_, without = extract(TEXT, source, registry, parse), extract(TEXT, source, registry)
    assert [(f.id, f.evidence, f.rule) for f in with_.facts] == [(f.id, f.evidence, f.rule) for f in without.facts]
    assert with_.facts


@needs_the_parse
def test_a_text_without_facts_needs_no_parse(parse: Parse, registry: Registry, source: Source) -> None:
    assert weighed([], read_document("Rain fell.", source, registry), parse) == []


@pytest.mark.parametrize(("lacking", "said"), [({"spacy"}, "pip install 'unkg"), (set(MODELS), "pip install en-core")])
def test_what_is_not_installed_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, lacking: set[str], said: str) -> None:
    monkeypatch.setattr(syntax, "find_spec", lambda name: None if name in lacking else object())
    with pytest.raises(InputError, match=said):
        load_parser.__wrapped__()
