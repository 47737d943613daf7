"""What describing one article needs to know beside the fact in hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology.terms import OA, RDF, UN
from triples.describing.topics import Topic
from triples.facts import Fact, Source, Span, When
from triples.iris import thing
from triples.rdf import Triple, day, decimal
from triples.registry import Registry


@dataclass(frozen=True, slots=True)
class Described:
    """A fact as triples. `node` is the thing reported; `parts` are what was reported with it (the motion of a vote)."""

    node: NamedNode
    triples: tuple[Triple, ...]
    parts: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """One article: its text and the text's folded `words`, its facts by id, what the reference data know."""

    source: Source
    text: str
    words: str
    facts: Mapping[str, Fact]
    registry: Registry
    topics: tuple[Topic, ...]
    quotes: bool = False

    @property
    def node(self) -> NamedNode:
        """The article as a source."""
        return thing("source", self.source.slug)

    def local(self, kind: str, span: Span, *more: str) -> NamedNode:
        """A thing that only this passage can name."""
        return thing(kind, self.source.slug, str(span.start), str(span.end), *more)


def dated(node: NamedNode, when: When) -> Iterator[Triple]:
    """The date as written, the day where only one is possible, and the bounds where more are."""
    if when.text:
        yield node, UN.dateText, Literal(when.text)
    if when.day:
        yield node, UN.date, day(when.day)
        return
    if when.earliest:
        yield node, UN.dateEarliest, day(when.earliest)
    if when.latest:
        yield node, UN.dateLatest, day(when.latest)


def passage(fact: Fact) -> Span:
    """From where the evidence of a fact begins to where it ends."""
    return Span(min(span.start for span in fact.evidence), max(span.end for span in fact.evidence))


def evidence(described: Described, fact: Fact, scope: Scope) -> Iterator[Triple]:
    """Where the article says it (Web Annotation, 4.2.4), by which rule, and what that passage hashes to."""
    for node in (described.node, *described.parts):
        yield node, UN.reportedIn, scope.node
        for span in fact.evidence:
            yield node, UN.evidence, _evidence_node(fact, span, scope)
    for span in fact.evidence:
        yield from _evidence(_evidence_node(fact, span, scope), fact, span, scope)


def _evidence_node(fact: Fact, span: Span, scope: Scope) -> NamedNode:
    return scope.local("evidence", span, fact.rule)


def _evidence(node: NamedNode, fact: Fact, span: Span, scope: Scope) -> Iterator[Triple]:
    said = scope.text[span.start : span.end]
    selector = scope.local("selector", span)
    yield node, RDF.type, UN.Evidence
    yield node, OA.hasSource, scope.node
    yield node, OA.hasSelector, selector
    yield node, UN.passageHash, Literal(hashlib.sha256(said.encode()).hexdigest())
    yield node, UN.rule, Literal(fact.rule)
    yield node, UN.confidence, decimal(fact.confidence)
    yield selector, RDF.type, OA.TextPositionSelector
    yield selector, OA.start, Literal(span.start)
    yield selector, OA.end, Literal(span.end)
    if scope.quotes:
        yield from _quotation(scope.local("quotation", span), node, said)


def _quotation(selector: NamedNode, node: NamedNode, said: str) -> Iterator[Triple]:
    """The words themselves: for a private build, as articles belong to their publishers."""
    yield node, OA.hasSelector, selector
    yield selector, RDF.type, OA.TextQuoteSelector
    yield selector, OA.exact, Literal(said)
